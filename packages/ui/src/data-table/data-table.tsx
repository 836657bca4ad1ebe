/** Owns the table both webs list things in: columns, sorting, rows by keyboard, keyset paging, and every state. */
import { Checkbox, Group, Skeleton, Table } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  columnVisibilityFeature,
  createColumnHelper,
  type ReactTable,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';
import type { Failure } from '../failure.tsx';
import { FailurePanel } from '../states.tsx';
import type { Column } from './columns.ts';
import classes from './data-table.module.css';
import { MoreRows, type MoreRowsProps } from './more-rows.tsx';
import { PlainCard } from './plain-card.tsx';
import { TableHead } from './table-head.tsx';
import { CardRow, TableRow } from './table-row.tsx';
import type { ColumnChoice } from './use-column-choice.ts';
import { type RowShortcut, useRowKeys } from './use-row-keys.ts';
import type { RowSelection } from './use-row-selection.ts';

const features = tableFeatures({ columnVisibilityFeature });
export type TableOf<Row extends object> = ReactTable<typeof features, Row>;

export interface DataTableProps<Row extends object> {
  /** What the table lists, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while the first page is on its way. */
  readonly rows: readonly Row[] | undefined;
  /** Other rows are on their way; these still stand. */
  readonly isOld?: boolean;
  readonly rowId: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  readonly rowShortcuts?: readonly RowShortcut<Row>[];
  /** Rows can be selected, by a box, by X, and from one box to another with Shift. */
  readonly selection?: RowSelection | undefined;
  readonly sort?: string | undefined;
  readonly onSort?: (sort: string) => void;
  readonly columnChoice?: ColumnChoice;
  /** How a row looks on a small screen; without it each column stands on a line of its own. */
  readonly card?: (row: Row) => ReactNode;
  /** Rows that stay in place although they no longer belong here. */
  readonly isFaded?: (row: Row) => boolean;
  /** The row whose panel is open. */
  readonly openId?: string | undefined;
  readonly failure?: Failure | undefined;
  readonly onRetry?: () => void;
  readonly empty: ReactNode;
  readonly more?: MoreRowsProps;
}

const noRows: readonly never[] = [];

function useColumns<Row extends object>(columns: readonly Column<Row>[]) {
  return useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return columns.map((column) =>
      helper.display({
        id: column.id,
        header: column.header,
        cell: (context) => column.cell(context.row.original),
      }),
    );
  }, [columns]);
}

function useSelectKey<Row extends object>({ selection, rowShortcuts, rowId }: DataTableProps<Row>) {
  const toggle = selection?.toggle;
  return useMemo(() => {
    if (toggle === undefined) return rowShortcuts;
    const select = { keys: 'x', description: 'Select', run: (row: Row) => toggle(rowId(row), false) };
    return [...(rowShortcuts ?? []), select];
  }, [toggle, rowShortcuts, rowId]);
}

function SelectBox({ selection, id }: { readonly selection: RowSelection; readonly id: string }) {
  return (
    <Checkbox
      size="sm"
      aria-label="Select this row"
      checked={selection.ids.has(id)}
      onChange={({ nativeEvent }) => selection.toggle(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
    />
  );
}

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, rowId } = props;
  const small = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const definitions = useColumns(columns);
  const data = rows ?? noRows;
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowId,
    state: { columnVisibility: props.columnChoice?.visibility ?? {} },
  });
  const rowShortcuts = useSelectKey(props);
  const keys = useRowKeys({ rows: data, rowId, onOpen: props.onOpen, rowShortcuts });
  if (rows === undefined && props.failure !== undefined)
    return (
      <div className={classes['frame']}>
        <FailurePanel failure={props.failure} {...(props.onRetry === undefined ? {} : { onRetry: props.onRetry })} />
      </div>
    );
  if (rows !== undefined && rows.length === 0) return <div className={classes['frame']}>{props.empty}</div>;
  return (
    <div className={classes['frame']} data-old={props.isOld || undefined} aria-busy={props.isOld ?? rows === undefined}>
      {small ? (
        <CardRows {...props} card={props.card ?? ((row) => <PlainCard row={row} columns={columns} />)} keys={keys} />
      ) : (
        <Rows {...props} table={table} keys={keys} />
      )}
      {props.more !== undefined && rows !== undefined && <MoreRows {...props.more} />}
    </div>
  );
}

type Inner<Row extends object> = DataTableProps<Row> & { readonly keys: ReturnType<typeof useRowKeys> };

function CardRows<Row extends object>(props: Inner<Row> & { readonly card: (row: Row) => ReactNode }) {
  if (props.rows === undefined) return <Waiting columns={1} />;
  return (
    <ul className={classes['cards']} aria-label={props.label}>
      {props.rows.map((row) => (
        <CardRow
          key={props.rowId(row)}
          id={props.rowId(row)}
          keys={props.keys}
          faded={props.isFaded?.(row) ?? false}
          onOpen={props.onOpen === undefined ? undefined : () => props.onOpen?.(row)}
        >
          {props.selection === undefined ? (
            props.card(row)
          ) : (
            <Group align="flex-start" wrap="nowrap" gap="sm">
              <SelectBox selection={props.selection} id={props.rowId(row)} />
              <div style={{ flex: 1, minWidth: 0 }}>{props.card(row)}</div>
            </Group>
          )}
        </CardRow>
      ))}
    </ul>
  );
}

function Rows<Row extends object>(props: Inner<Row> & { readonly table: TableOf<Row> }) {
  const { table, keys, rows, selection } = props;
  const byId = new Map(props.columns.map((column) => [column.id, column]));
  const shown = table.getVisibleLeafColumns().flatMap(({ id }) => byId.get(id) ?? []);
  return (
    <Table.ScrollContainer minWidth={shown.length * 125} type="native">
      <Table className={classes['table'] ?? ''} aria-label={props.label} verticalSpacing={7} horizontalSpacing={10}>
        <TableHead columns={shown} sort={props.sort} onSort={props.onSort} selection={selection} />
        <Table.Tbody>
          {rows === undefined
            ? waitingRows.map((row) => (
                <Table.Tr key={row}>
                  {selection !== undefined && <Table.Td />}
                  {shown.map(({ id }) => (
                    <Table.Td key={id}>
                      <Skeleton height={14} my={5} />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))
            : table.getRowModel().rows.map((row) => (
                <TableRow
                  key={row.id}
                  id={row.id}
                  keys={keys}
                  open={props.openId === row.id}
                  faded={props.isFaded?.(row.original) ?? false}
                  onOpen={props.onOpen === undefined ? undefined : () => props.onOpen?.(row.original)}
                >
                  {selection !== undefined && (
                    <Table.Td w={36}>
                      <SelectBox selection={selection} id={row.id} />
                    </Table.Td>
                  )}
                  {row.getVisibleCells().map((cell) => (
                    <Table.Td
                      key={cell.id}
                      data-align={byId.get(cell.column.id)?.align}
                      data-nowrap={byId.get(cell.column.id)?.nowrap}
                    >
                      <table.FlexRender cell={cell} />
                    </Table.Td>
                  ))}
                </TableRow>
              ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const waitingRows = Array.from({ length: 10 }, (_, index) => `waiting-${index}`);

function Waiting({ columns }: { readonly columns: number }) {
  return (
    <div role="status" aria-label="Loading" style={{ padding: 12 }}>
      {waitingRows.slice(0, 6).map((row) => (
        <Skeleton key={row} height={64 / columns} mb={10} />
      ))}
    </div>
  );
}
