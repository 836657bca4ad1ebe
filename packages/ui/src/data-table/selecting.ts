/** Owns what selecting a row means; pure, so that it can be tested. */

/**
 * The selection after a row was clicked. With `from`, the rows between it and the one clicked become what the clicked one
 * becomes.
 */
export function toggled(
  rowIds: readonly string[],
  selected: ReadonlySet<string>,
  id: string,
  from: string | undefined,
): ReadonlySet<string> {
  const [start, end] = [rowIds.indexOf(from ?? id), rowIds.indexOf(id)];
  const range = start < 0 || end < 0 ? [id] : rowIds.slice(Math.min(start, end), Math.max(start, end) + 1);
  const next = new Set(selected);
  for (const one of range) {
    if (selected.has(id)) next.delete(one);
    else next.add(one);
  }
  return next;
}
