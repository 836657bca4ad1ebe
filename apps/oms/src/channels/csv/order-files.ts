/** Owns reading one file of orders: rows by order, whole orders or none, and where anything is wrong. */
import type { Instant } from '@jetway/kernel';
import { CsvError, parse } from 'csv-parse/sync';
import { soundText } from '../index.ts';
import type { Dialect } from './csv-settings.ts';
import { type OrderRow, type RowFault, readOrderRows } from './order-rows.ts';

const REQUIRED = ['order_id', 'sku', 'quantity', 'price', 'buyer_name', 'address1', 'city', 'zip_code'] as const;
const MOST_COLUMNS = 200;
const MOST_ID = 100;

export interface OrderFile {
  /** Orders without a fault. */
  readonly orders: readonly { readonly orderId: string; readonly rows: readonly OrderRow[] }[];
  /** Orders with one; the rows without an id stand alone, the file itself has no rows. */
  readonly broken: readonly {
    readonly orderId: string | null;
    readonly rows: readonly OrderRow[];
    readonly faults: readonly RowFault[];
  }[];
}

const wrong = (fault: RowFault): OrderFile => ({ orders: [], broken: [{ orderId: null, rows: [], faults: [fault] }] });

/** "Order ID", "order-id" and "ORDER_ID" are one column. */
const columnName = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** Reads a file's text. Columns that we do not know are kept with the rows and mean nothing. */
export function readOrderFile(
  text: string,
  dialect: Dialect,
  context: { readonly location: string; readonly readAt: Instant },
): OrderFile {
  const parsed = parseRows(text, dialect);
  if (!('rows' in parsed)) return wrong(parsed);
  const missing = REQUIRED.find((column) => !parsed.columns.includes(column));
  if (missing !== undefined) return wrong({ line: 1, column: missing, text: 'is missing in the first line.' });
  const byOrder = Map.groupBy(parsed.rows, ({ values }) => (values['order_id'] ?? '').trim());
  const nameless = (byOrder.get('') ?? []).map((row) => ({
    orderId: null,
    rows: [row],
    faults: [{ line: row.line, column: 'order_id', text: 'is empty.' }],
  }));
  const named = [...byOrder].filter(([orderId]) => orderId !== '');
  const read = named.map(([orderId, rows]) => {
    const faults: RowFault[] = [...readOrderRows(rows, dialect.decimal, { orderId, ...context }).faults];
    const line = rows[0]?.line ?? 1;
    if (orderId.length > MOST_ID)
      faults.push({ line, column: 'order_id', text: `has more than ${MOST_ID} characters.` });
    return { orderId: orderId.length > MOST_ID ? null : orderId, rows, faults };
  });
  return {
    orders: read.flatMap(({ orderId, rows, faults }) =>
      faults.length === 0 && orderId !== null ? [{ orderId, rows }] : [],
    ),
    broken: [...nameless, ...read.filter(({ faults }) => faults.length > 0)],
  };
}

interface Parsed {
  readonly columns: readonly string[];
  readonly rows: readonly OrderRow[];
}

function parseRows(text: string, { separator }: Dialect): Parsed | RowFault {
  try {
    const records: readonly unknown[] = parse(text, {
      bom: true,
      delimiter: separator,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    const [header, ...rows] = records.map(cellsOf);
    const columns = (header?.cells ?? []).map(columnName);
    if (columns.length > MOST_COLUMNS) return { line: 1, column: 'all', text: 'are more than there can be.' };
    const values = (cells: readonly string[]) =>
      Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
    return { columns, rows: rows.map(({ cells, line }) => ({ line, values: values(cells) })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines'] ?? 1);
    return { line, column: 'all', text: 'is no CSV: a quote does not fit.' };
  }
}

/** A record with the number of its last line, as the parser gives them when asked for both. */
function cellsOf(entry: unknown): { readonly cells: readonly string[]; readonly line: number } {
  const { record, info } = entry as { readonly record: readonly unknown[]; readonly info: { readonly lines: number } };
  return { cells: record.map((cell) => soundText(String(cell))), line: info.lines };
}
