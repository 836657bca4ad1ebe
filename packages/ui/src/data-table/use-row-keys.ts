/** Owns moving through rows by keyboard: J and K, Enter, and what a page offers for the row in focus. */
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Shortcut } from '../shortcuts/shortcuts.ts';
import { useShortcuts } from '../shortcuts/shortcuts-provider.tsx';

export interface RowShortcut<Row> {
  readonly keys: string;
  readonly description: string;
  readonly run: (row: Row) => void;
}

export interface RowKeysOptions<Row> {
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly rowShortcuts?: readonly RowShortcut<Row>[] | undefined;
}

export interface RowKeys {
  readonly activeId: string | undefined;
  readonly setActive: (id: string) => void;
  readonly rowRef: (id: string) => (element: HTMLElement | null) => void;
}

const GROUP = 'This list';

export function useRowKeys<Row>({ rows, rowId, onOpen, rowShortcuts }: RowKeysOptions<Row>): RowKeys {
  const [activeId, setActiveId] = useState<string>();
  const elements = useRef(new Map<string, HTMLElement>());
  const move = useCallback(
    (step: number) => {
      const index = rows.findIndex((row) => rowId(row) === activeId);
      const next = rows[index < 0 ? 0 : Math.min(Math.max(index + step, 0), rows.length - 1)];
      if (next === undefined) return;
      setActiveId(rowId(next));
      const element = elements.current.get(rowId(next));
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: 'nearest' });
    },
    [rows, rowId, activeId],
  );
  const shortcuts = useMemo<Shortcut[]>(() => {
    const active = rows.find((row) => rowId(row) === activeId);
    const onRow = (run: (row: Row) => void) => () => {
      if (active !== undefined) run(active);
    };
    return [
      { keys: 'j', description: 'Next row', group: GROUP, run: () => move(1) },
      { keys: 'k', description: 'Previous row', group: GROUP, run: () => move(-1) },
      ...(onOpen === undefined
        ? []
        : [{ keys: 'o', description: 'Open (or Enter)', group: GROUP, run: onRow(onOpen) }]),
      ...(rowShortcuts ?? []).map(({ keys, description, run }) => ({
        keys,
        description,
        group: GROUP,
        run: onRow(run),
      })),
    ];
  }, [rows, rowId, activeId, move, onOpen, rowShortcuts]);
  useShortcuts(shortcuts);
  const rowRef = useCallback(
    (id: string) => (element: HTMLElement | null) => {
      if (element === null) elements.current.delete(id);
      else elements.current.set(id, element);
    },
    [],
  );
  return { activeId, setActive: setActiveId, rowRef };
}
