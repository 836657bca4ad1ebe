/** Owns the rows of an import as a table: the cells as the file has them, and what applying does or what is wrong. */
import type { Import, ImportRow } from '@jetway/oms-api';
import { type Column, DataTable, type DataTableProps, StatusChip } from '@jetway/ui';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { faultText, rowStateNames } from './imports.ts';

const rowId = ({ row }: ImportRow): string => String(row);

function Outcome({ row }: { readonly row: ImportRow }) {
  if (row.problems.length > 0)
    return (
      <Text size="sm" c="red" style={{ minWidth: 180 }}>
        {faultText(row)}
      </Text>
    );
  return <Text size="sm">{row.preview ?? '–'}</Text>;
}

const State = ({ row }: { readonly row: ImportRow }) => (
  <StatusChip tone={rowStateNames[row.state].tone}>{rowStateNames[row.state].name}</StatusChip>
);

function Correct({ row, onCorrect }: { readonly row: ImportRow; readonly onCorrect: (row: ImportRow) => void }) {
  return (
    <Button size="compact-sm" variant="default" aria-label={`Correct line ${row.line}`} onClick={() => onCorrect(row)}>
      Correct
    </Button>
  );
}

type OnCorrect = ((row: ImportRow) => void) | undefined;

const columnsOf = (job: Import, onCorrect: OnCorrect): Column<ImportRow>[] => [
  { id: 'line', header: 'Line', align: 'right', cell: ({ line }) => line },
  { id: 'state', header: 'State', cell: (row) => <State row={row} /> },
  ...job.header.map((name, index) => ({
    id: `cell-${index}`,
    header: name,
    cell: (row: ImportRow) => (
      <Text size="sm" style={{ overflowWrap: 'break-word', maxWidth: 260 }} lineClamp={3}>
        {row.cells[index] ?? ''}
      </Text>
    ),
  })),
  { id: 'outcome', header: 'What it does', cell: (row) => <Outcome row={row} /> },
  ...(onCorrect === undefined
    ? []
    : [
        {
          id: 'actions',
          header: 'Actions',
          headerHidden: true,
          align: 'right' as const,
          cell: (row: ImportRow) => <Correct row={row} onCorrect={onCorrect} />,
        },
      ]),
];

function RowCard({
  job,
  row,
  onCorrect,
}: {
  readonly job: Import;
  readonly row: ImportRow;
  readonly onCorrect: OnCorrect;
}) {
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {row.cells[0] ?? ''}
        </Text>
        <State row={row} />
      </Group>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        Line {row.line} ·{' '}
        {job.header
          .flatMap((name, index) => (index === 0 || !row.cells[index] ? [] : [`${name} ${row.cells[index]}`]))
          .join(' · ')}
      </Text>
      <Group justify="space-between" wrap="nowrap">
        <Outcome row={row} />
        {onCorrect !== undefined && <Correct row={row} onCorrect={onCorrect} />}
      </Group>
    </Stack>
  );
}

export type ImportRowsProps = Pick<
  DataTableProps<ImportRow>,
  'rows' | 'isOld' | 'failure' | 'onRetry' | 'empty' | 'more'
> & { readonly job: Import; readonly onCorrect: OnCorrect };

export function ImportRows({ job, onCorrect, ...table }: ImportRowsProps) {
  const columns = useMemo(() => columnsOf(job, onCorrect), [job, onCorrect]);
  return (
    <DataTable
      label="Rows"
      columns={columns}
      rowId={rowId}
      card={(row) => <RowCard job={job} row={row} onCorrect={onCorrect} />}
      {...table}
    />
  );
}
