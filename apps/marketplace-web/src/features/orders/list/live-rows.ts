/** Owns a list that does not move while it is read: rows change in place, and what is new waits behind a bar. */
import type { OperatorOrder } from '@jetway/marketplace-api';

/** The newest orders of a list, as they are now. */
export interface OrderHead {
  readonly items: readonly OperatorOrder[];
  /** Nothing comes after them. */
  readonly isAll: boolean;
}

export interface LiveRows {
  /** The rows in the order in which they were first shown, as they are now. */
  readonly rows: OperatorOrder[];
  /** Orders that the list would hold if it were asked for now. */
  readonly newCount: number;
  /** There may be more new ones than were counted. */
  readonly isNewCountLeast: boolean;
  /** Rows that the list would not hold any more. */
  readonly leftIds: ReadonlySet<string>;
}

/** Lists are newest first; ids decide between orders of the same instant. */
const isBefore = (a: OperatorOrder, b: OperatorOrder): boolean =>
  a.placedAt > b.placedAt || (a.placedAt === b.placedAt && a.id > b.id);

export interface ListedRows {
  /** The rows as first shown. */
  readonly listed: readonly OperatorOrder[];
  /** Rows follow that are not shown yet. */
  readonly hasMore: boolean;
}

/**
 * Lays what is known by now over the rows of a list.
 * @param head the list's newest as they are now; undefined while unknown
 * @param others orders as they are now, whether or not they belong to the list
 */
export function liveRows(
  { listed, hasMore }: ListedRows,
  head: OrderHead | undefined,
  others: readonly OperatorOrder[],
): LiveRows {
  const items = head?.items ?? [];
  const current = new Map([...others, ...items].map((order) => [order.id, order]));
  const known = new Set(listed.map(({ id }) => id));
  const last = listed.at(-1);
  const isShown = (order: OperatorOrder) => last === undefined || !hasMore || isBefore(order, last);
  const unshown = items.filter((order) => !known.has(order.id) && isShown(order));
  return {
    rows: listed.map((order) => current.get(order.id) ?? order),
    newCount: unshown.length,
    isNewCountLeast: head !== undefined && !head.isAll && unshown.length === items.length,
    leftIds: new Set(listed.filter((order) => hasLeft(order, head)).map(({ id }) => id)),
  };
}

function hasLeft(order: OperatorOrder, head: OrderHead | undefined): boolean {
  if (head === undefined || head.items.some(({ id }) => id === order.id)) return false;
  const last = head.items.at(-1);
  return head.isAll || (last !== undefined && isBefore(order, last));
}

/** "3 new orders, 2 moved on"; empty when the list is as it would be now. */
export function newsText({ newCount, isNewCountLeast, leftIds }: Omit<LiveRows, 'rows'>): string {
  const fresh = newCount === 1 ? '1 new order' : `${newCount} ${isNewCountLeast ? 'or more ' : ''}new orders`;
  const left = `${leftIds.size} moved on`;
  return [newCount > 0 ? fresh : '', leftIds.size > 0 ? left : ''].filter((text) => text !== '').join(', ');
}
