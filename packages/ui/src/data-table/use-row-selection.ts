/** Owns which rows of a list are selected: one by one, a range, or all that are shown. */
import { useCallback, useMemo, useState } from 'react';
import { toggled } from './selecting.ts';

export interface RowSelection {
  readonly ids: ReadonlySet<string>;
  /** Every row shown is selected. */
  readonly isAll: boolean;
  /** `isRange`: with all rows between this one and the one before. */
  readonly toggle: (id: string, isRange: boolean) => void;
  readonly toggleAll: () => void;
  readonly clear: () => void;
}

interface Selected {
  readonly ids: ReadonlySet<string>;
  readonly last: string | undefined;
}

const NONE: Selected = { ids: new Set(), last: undefined };

/** @param listKey says which list it is; another list begins with nothing selected */
export function useRowSelection(rowIds: readonly string[], listKey: string): RowSelection {
  const [kept, setKept] = useState({ listKey, selected: NONE });
  const selected = kept.listKey === listKey ? kept.selected : NONE;
  const change = useCallback(
    (next: (before: Selected) => Selected) =>
      setKept((before) => ({ listKey, selected: next(before.listKey === listKey ? before.selected : NONE) })),
    [listKey],
  );
  const toggle = useCallback(
    (id: string, isRange: boolean) =>
      change(({ ids, last }) => ({ ids: toggled(rowIds, ids, id, isRange ? last : undefined), last: id })),
    [change, rowIds],
  );
  const isAll = rowIds.length > 0 && rowIds.every((id) => selected.ids.has(id));
  const toggleAll = useCallback(
    () => change(() => (isAll ? NONE : { ids: new Set(rowIds), last: undefined })),
    [change, isAll, rowIds],
  );
  const clear = useCallback(() => change(() => NONE), [change]);
  return useMemo(
    () => ({ ids: selected.ids, isAll, toggle, toggleAll, clear }),
    [selected.ids, isAll, toggle, toggleAll, clear],
  );
}
