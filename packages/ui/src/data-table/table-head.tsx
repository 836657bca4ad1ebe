/** Owns the headings of a table, and sorting by them. */
import { Checkbox, Group, Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { type ColumnSort, nextSort, sortState } from './columns.ts';
import classes from './data-table.module.css';
import type { RowSelection } from './use-row-selection.ts';

interface HeadColumn {
  readonly id: string;
  readonly header: string;
  readonly align?: 'left' | 'right';
  readonly width?: string;
  readonly sort?: ColumnSort;
  readonly headerHidden?: boolean;
}

export interface TableHeadProps {
  readonly columns: readonly HeadColumn[];
  readonly sort: string | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
  readonly selection?: RowSelection | undefined;
}

const icons = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort };

function SortButton({
  column,
  columnSort,
  sort,
  onSort,
}: Pick<TableHeadProps, 'sort' | 'onSort'> & { readonly column: HeadColumn; readonly columnSort: ColumnSort }) {
  const Icon = icons[sortState(columnSort, sort)];
  return (
    <UnstyledButton
      className={classes['sort'] ?? ''}
      data-sorted={sortState(columnSort, sort) !== 'none' || undefined}
      onClick={() => {
        const next = nextSort(columnSort, sort);
        if (next !== undefined) onSort?.(next);
      }}
    >
      <Group gap={4} wrap="nowrap" justify={column.align === 'right' ? 'flex-end' : 'flex-start'}>
        {column.header}
        <Icon size={13} aria-hidden />
      </Group>
    </UnstyledButton>
  );
}

export function TableHead({ columns, sort, onSort, selection }: TableHeadProps) {
  return (
    <Table.Thead>
      <Table.Tr>
        {selection !== undefined && (
          <Table.Th scope="col" w={36}>
            <Checkbox
              size="sm"
              aria-label="Select all rows shown"
              checked={selection.isAll}
              indeterminate={!selection.isAll && selection.ids.size > 0}
              onChange={selection.toggleAll}
            />
          </Table.Th>
        )}
        {columns.map((column) => (
          <Table.Th
            key={column.id}
            scope="col"
            data-align={column.align}
            {...(column.width === undefined ? {} : { w: column.width })}
            {...(column.sort === undefined ? {} : { 'aria-sort': sortState(column.sort, sort) })}
          >
            {column.headerHidden === true ? (
              <VisuallyHidden>{column.header}</VisuallyHidden>
            ) : column.sort === undefined || onSort === undefined ? (
              column.header
            ) : (
              <SortButton column={column} columnSort={column.sort} sort={sort} onSort={onSort} />
            )}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  );
}
