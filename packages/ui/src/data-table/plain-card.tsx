/** Owns how a row looks on a small screen when its page says nothing about it: a line for each column. */
import { Stack } from '@mantine/core';
import { KeyValues } from '../key-values.tsx';
import type { Column } from './columns.ts';

export interface PlainCardProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
}

export function PlainCard<Row>({ row, columns }: PlainCardProps<Row>) {
  const [title, ...others] = columns;
  const facts = others.filter((column) => column.headerHidden !== true && column.hiddenAtFirst !== true);
  const actions = others.filter((column) => column.headerHidden === true);
  return (
    <Stack gap={6}>
      {title !== undefined && <div>{title.cell(row)}</div>}
      <KeyValues labelWidth={120} items={facts.map((column) => ({ label: column.header, value: column.cell(row) }))} />
      {actions.map((column) => (
        <div key={column.id}>{column.cell(row)}</div>
      ))}
    </Stack>
  );
}
