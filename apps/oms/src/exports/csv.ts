/** Owns how a table is written as CSV: quoted where needed, harmless to spreadsheets, in parts of bounded size. */
import type { Instant } from '@jetway/kernel';
import { stringify } from 'csv-stringify/sync';

export type Cell = string | number | null;

/** One column of a file. */
export interface CsvColumn<Row> {
  readonly header: string;
  readonly of: (row: Row) => Cell;
}

/** What spreadsheets take for a formula when a text begins with it. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

const NUMBER = /^-?\d+(\.\d+)?$/;

/** A cell as it may stand in a file: a text that would be a formula is told to be text; a number is none. */
export const harmless = (cell: Cell): Cell =>
  typeof cell === 'string' && FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;

const BYTE_ORDER_MARK = '\uFEFF';

const written = (rows: readonly (readonly Cell[])[]): string =>
  stringify(
    rows.map((row) => row.map(harmless)),
    { record_delimiter: '\r\n' },
  );

/** The parts of a file: its heading, then the rows of each page once it is read. */
export async function* csvFile<Row>(
  columns: readonly CsvColumn<Row>[],
  pages: AsyncIterable<readonly Row[]>,
  { bom = false }: { readonly bom?: boolean | undefined },
): AsyncGenerator<string> {
  yield `${bom ? BYTE_ORDER_MARK : ''}${written([columns.map(({ header }) => header)])}`;
  for await (const rows of pages)
    if (rows.length > 0) yield written(rows.map((row) => columns.map((column) => column.of(row))));
}

/** An amount as a plain decimal number. */
export const decimal = (cents: number): string => (cents / 100).toFixed(2);

/** An instant as every spreadsheet reads it, in UTC; empty when there is none. */
export const utc = (at: Instant | null): string | null =>
  at === null ? null : new Date(at).toISOString().replace('T', ' ').slice(0, 19);
