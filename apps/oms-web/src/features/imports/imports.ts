/** Owns how imports are told in words, and the files that come out of them. */
import type { Import, ImportKindName, ImportRow, ImportRowState, ImportState } from '@jetway/oms-api';
import type { Tone } from '@jetway/ui';

export const importStateNames: Readonly<Record<ImportState, { readonly name: string; readonly tone: Tone }>> = {
  reading: { name: 'Reading', tone: 'info' },
  ready: { name: 'Ready to apply', tone: 'warning' },
  applying: { name: 'Applying', tone: 'info' },
  done: { name: 'Done', tone: 'success' },
  cancelled: { name: 'Cancelled', tone: 'neutral' },
  failed: { name: 'Failed', tone: 'danger' },
};

export const rowStateNames: Readonly<Record<ImportRowState, { readonly name: string; readonly tone: Tone }>> = {
  waiting: { name: 'Not read yet', tone: 'neutral' },
  valid: { name: 'Valid', tone: 'info' },
  invalid: { name: 'In error', tone: 'danger' },
  applied: { name: 'Applied', tone: 'success' },
  refused: { name: 'Refused', tone: 'danger' },
};

export const kindNames: Readonly<Record<ImportKindName, string>> = {
  stock: 'Stock',
  tracking: 'Tracking numbers',
};

/** "Stock, counted"; "Tracking numbers". */
export function whatOf({ kind, mode }: Pick<Import, 'kind' | 'mode'>): string {
  if (mode === null) return kindNames[kind];
  return `${kindNames[kind]}, ${mode === 'set' ? 'counted' : 'differences'}`;
}

export const totalRows = ({ rows }: Pick<Import, 'rows'>): number =>
  rows.waiting + rows.valid + rows.invalid + rows.applied + rows.refused;

/** How far the background work is, from 0 to 100; undefined while nothing goes on. */
export function progressOf({ state, rows }: Pick<Import, 'state' | 'rows'>): number | undefined {
  const settled = rows.applied + rows.refused;
  const [done, all] =
    state === 'reading'
      ? [rows.valid + rows.invalid, rows.valid + rows.invalid + rows.waiting]
      : [settled, settled + rows.valid];
  if (state !== 'reading' && state !== 'applying') return undefined;
  return all === 0 ? 0 : Math.floor((done * 100) / all);
}

const counted = (count: number, what: string): string => `${count.toLocaleString()} ${what}`;

/** "12 applied, 1 refused, 2 in error"; parts that are nothing are left out. */
export function rowsText({ rows }: Pick<Import, 'rows'>): string {
  const parts = [
    ...(rows.waiting > 0 ? [counted(rows.waiting, 'to read')] : []),
    ...(rows.valid > 0 ? [counted(rows.valid, 'valid')] : []),
    ...(rows.applied > 0 ? [counted(rows.applied, 'applied')] : []),
    ...(rows.refused > 0 ? [counted(rows.refused, 'refused')] : []),
    ...(rows.invalid > 0 ? [counted(rows.invalid, 'in error')] : []),
  ];
  return parts.length === 0 ? 'no rows' : parts.join(', ');
}

/** What is wrong with a row, in one text. */
export const faultText = ({ problems }: Pick<ImportRow, 'problems'>): string =>
  problems.map(({ column, text }) => (column === null ? text : `${column}: ${text}`)).join(' ');

/** A spreadsheet takes cells that begin so for formulas. A number may begin with a sign. */
const isFormula = (cell: string): boolean => /^[=+\-@\t\r]/.test(cell) && !/^[+-]?\d+([.,]\d+)?$/.test(cell);

function csvCell(cell: string): string {
  const safe = isFormula(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as the file had them, with one more column that says what is wrong; to be corrected and brought in again. */
export function errorFile(header: readonly string[], rows: readonly Pick<ImportRow, 'cells' | 'problems'>[]): string {
  const lines = [
    [...header, 'Error'],
    ...rows.map((row) => [...header.map((_, index) => row.cells[index] ?? ''), faultText(row)]),
  ];
  return `\uFEFF${lines.map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** A file with the right headers and one row as an example. */
export const templates: Readonly<Record<ImportKindName, string>> = {
  stock: 'SKU,Location,Quantity,Note\r\nMUG-1,Main warehouse,12,Shelf 4\r\n',
  tracking:
    'Order,Carrier,Method,Tracking number,SKU,Quantity,Ship date\r\n123456789012,UPS,UPS Ground,1Z999AA10123456784,,,\r\n',
};

/** The bytes of a file as base64. */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 0x8000)
    parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)));
  return btoa(parts.join(''));
}
