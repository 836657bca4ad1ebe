/** Owns which columns a person wants to see, kept in the browser per list. */
import { useLocalStorage } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import type { Column } from './columns.ts';

export interface ColumnChoice {
  /** By column id; absent means shown. */
  readonly visibility: Record<string, boolean>;
  readonly toggle: (id: string) => void;
}

export function useColumnChoice<Row>(listName: string, columns: readonly Column<Row>[]): ColumnChoice {
  const [chosen, setChosen] = useLocalStorage<Record<string, boolean>>({
    key: `jetway-columns-${listName}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const visibility = useMemo(() => {
    const optional = columns.filter((column) => column.optional === true);
    return Object.fromEntries(
      optional.map((column) => [column.id, chosen[column.id] ?? column.hiddenAtFirst !== true]),
    );
  }, [columns, chosen]);
  const toggle = useCallback(
    (id: string) => setChosen((before) => ({ ...before, [id]: !(visibility[id] ?? true) })),
    [setChosen, visibility],
  );
  return useMemo(() => ({ visibility, toggle }), [visibility, toggle]);
}
