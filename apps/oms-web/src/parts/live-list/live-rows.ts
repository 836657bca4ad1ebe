/** Owns a list that does not move while it is read: rows change in place, and new ones wait behind a bar. */

interface Row {
  readonly id: string;
}

export interface LiveRows<T extends Row> {
  /** The rows in the order in which they were first shown, as they are now. */
  readonly rows: readonly T[];
  /** Rows that the list would hold, further up, if it were asked for now. */
  readonly newCount: number;
  /** There may be more new ones than were counted. */
  readonly newCountIsLeast: boolean;
  /** Rows that the list would no longer hold; known only while the whole list fits into one page. */
  readonly gone: ReadonlySet<string>;
}

export interface Head<T> {
  readonly items: readonly T[];
  /** Cursor of the page after it; null when this is all. */
  readonly next: string | null;
}

/**
 * Lays what is known by now over the rows of a list.
 * @param listed the rows as first shown
 * @param head the first page as it is now; undefined while unknown
 * @param changed single rows learnt of since, by id
 */
export function liveRows<T extends Row>(
  listed: readonly T[],
  head: Head<T> | undefined,
  changed: ReadonlyMap<string, T>,
): LiveRows<T> {
  if (head === undefined)
    return {
      rows: listed.map((row) => changed.get(row.id) ?? row),
      newCount: 0,
      newCountIsLeast: false,
      gone: new Set(),
    };
  const now = new Map([...changed, ...head.items.map((row) => [row.id, row] as const)]);
  const known = new Set(listed.map(({ id }) => id));
  const inHead = new Set(head.items.map(({ id }) => id));
  const newCount = countAbove(head.items, known);
  return {
    rows: listed.map((row) => now.get(row.id) ?? row),
    newCount,
    newCountIsLeast: newCount > 0 && newCount === head.items.length && head.next !== null,
    gone: new Set(head.next === null ? [...known].filter((id) => !inHead.has(id)) : []),
  };
}

/** A row at the end of the first page may simply come from the second: it is new only when a listed one follows it. */
function countAbove(head: readonly Row[], known: ReadonlySet<string>): number {
  const last = head.findLastIndex(({ id }) => known.has(id));
  const above = last === -1 ? head : head.slice(0, last);
  return above.filter(({ id }) => !known.has(id)).length;
}

/** "3 new orders", "50 or more new orders". */
export function newRowsText(
  { newCount, newCountIsLeast }: Pick<LiveRows<Row>, 'newCount' | 'newCountIsLeast'>,
  noun: string,
): string {
  if (newCountIsLeast && newCount > 1) return `${newCount} or more new ${noun}s`;
  return newCount === 1 ? `1 new ${noun}` : `${newCount} new ${noun}s`;
}
