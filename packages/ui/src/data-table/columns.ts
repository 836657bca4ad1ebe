/** Owns what a column of a table is. */
import type { ReactNode } from 'react';

/** How a heading sorts: the sort's name in each direction; at least one. */
export interface ColumnSort {
  readonly ascending?: string;
  readonly descending?: string;
}

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers and money stand at the right. */
  readonly align?: 'left' | 'right';
  /** Any CSS length. */
  readonly width?: string;
  /** Its text stays on one line. */
  readonly nowrap?: boolean;
  /** The person may hide it. */
  readonly optional?: boolean;
  readonly hiddenAtFirst?: boolean;
  readonly sort?: ColumnSort;
  /** The heading is for screen readers only (a column of buttons). */
  readonly headerHidden?: boolean;
}

/** The sort that a click on a heading asks for next: descending first where it exists, then to and fro. */
export function nextSort(sort: ColumnSort, current: string | undefined): string | undefined {
  const first = sort.descending ?? sort.ascending;
  if (current !== undefined && current === sort.descending) return sort.ascending ?? sort.descending;
  return first;
}

/** What `aria-sort` says about a heading. */
export function sortState(sort: ColumnSort, current: string | undefined): 'ascending' | 'descending' | 'none' {
  if (current === undefined) return 'none';
  if (current === sort.ascending) return 'ascending';
  return current === sort.descending ? 'descending' : 'none';
}
