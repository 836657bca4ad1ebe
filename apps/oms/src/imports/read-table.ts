/** Owns reading a file as a table: a header and rows of texts, however the file is encoded and separated. */
import { ok, type Result, refuse } from '@jetway/kernel';
import { type Encoding, readText } from './read-bytes.ts';

export interface TableLimits {
  readonly maxBytes: number;
  readonly maxRows: number;
  readonly maxColumns: number;
  readonly maxCellLength: number;
}

export const tableLimits: TableLimits = {
  maxBytes: 10 * 1_024 * 1_024,
  maxRows: 50_000,
  maxColumns: 200,
  maxCellLength: 4_000,
};

export interface TableRow {
  /** The line of the file on which the row begins, from 1. */
  readonly line: number;
  /** At least as many as the header has; more only when the file has them. */
  readonly cells: readonly string[];
}

export interface TextTable {
  readonly encoding: Encoding;
  readonly separator: string;
  /** Trimmed; a column without a name is called by its position. */
  readonly header: readonly string[];
  /** Blank lines are left out. */
  readonly rows: readonly TableRow[];
}

export type TableCode = 'empty_file' | 'no_text' | 'too_large' | 'too_many_rows' | 'too_long' | 'broken_quotes';

/** Preferred in this order when several are equally likely. */
const separators = [',', ';', '\t', '|'] as const;

/** How often each separator stands in the first line, outside of quotes; the most frequent is it. */
function findSeparator(text: string): string {
  const counts = new Map<string, number>();
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === '\n' || character === '\r')) break;
    else if (!isQuoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const count = (separator: string): number => counts.get(separator) ?? 0;
  return separators.reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

/** Spreadsheets write the separator into a first line of its own, where it is not the usual one. */
const SEPARATOR_LINE = /^sep=(.)(?:\r\n|\r|\n)/i;

interface Scan {
  readonly text: string;
  readonly separator: string;
  at: number;
  line: number;
}

/** Steps over the line end at `at`, whichever it is. */
function endLine(scan: Scan): void {
  const isPair = scan.text[scan.at] === '\r' && scan.text[scan.at + 1] === '\n';
  scan.at += isPair ? 2 : 1;
  scan.line += 1;
}

const isLineEnd = (character: string | undefined): boolean => character === '\n' || character === '\r';

/** The text between quotes; undefined when they are never closed. A doubled quote stands for one. */
function quotedPart(scan: Scan): string | undefined {
  const { text } = scan;
  const start = scan.at + 1;
  let end = text.indexOf('"', start);
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  if (end === -1) return undefined;
  scan.at = end + 1;
  const part = text.slice(start, end);
  scan.line += part.match(/\r\n|\r|\n/g)?.length ?? 0;
  return part.replaceAll('""', '"');
}

function plainPart(scan: Scan): string {
  const start = scan.at;
  const { text, separator } = scan;
  while (scan.at < text.length && text[scan.at] !== separator && !isLineEnd(text[scan.at])) scan.at += 1;
  return text.slice(start, scan.at);
}

/** One row; undefined when quotes are never closed. */
function scanRow(scan: Scan): string[] | undefined {
  const cells: string[] = [];
  for (;;) {
    const quoted = scan.text[scan.at] === '"' ? quotedPart(scan) : '';
    if (quoted === undefined) return undefined;
    cells.push(quoted + plainPart(scan));
    if (scan.text[scan.at] !== scan.separator) break;
    scan.at += 1;
  }
  if (scan.at < scan.text.length) endLine(scan);
  return cells;
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** Empty cells behind the last column come from spreadsheets and mean nothing; missing ones are empty. */
function widened(cells: readonly string[], columns: number): readonly string[] {
  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  const kept = cells.slice(0, Math.max(columns, filled));
  return kept.length >= columns ? kept : [...kept, ...Array.from({ length: columns - kept.length }, () => '')];
}

/** Names the first cell that is too long, or a row that has too many. */
function tooLong({ line, cells }: TableRow, header: readonly string[], limits: TableLimits) {
  if (cells.length > limits.maxColumns)
    return refuse('too_long', `Line ${line} has ${cells.length} cells; ${limits.maxColumns} are the most.`);
  const index = cells.findIndex((cell) => cell.length > limits.maxCellLength);
  if (index === -1) return undefined;
  const name = header[index] ?? `column ${index + 1}`;
  return refuse('too_long', `Line ${line}, ${name}: a cell holds ${limits.maxCellLength} characters at most.`);
}

const headerOf = (cells: readonly string[]): readonly string[] =>
  cells
    .slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1)
    .map((cell, index) => cell.trim().replaceAll(/\s+/g, ' ') || `Column ${index + 1}`);

/** Reads a file as a table. Its rows are texts: nothing is taken for a number or a date. */
export function readTable(bytes: Uint8Array, limits: TableLimits = tableLimits): Result<TextTable, TableCode> {
  if (bytes.length > limits.maxBytes)
    return refuse('too_large', `The file is larger than ${Math.floor(limits.maxBytes / 1_048_576)} MiB: divide it.`);
  const read = readText(bytes);
  if (!read.ok) return read;
  const told = SEPARATOR_LINE.exec(read.value.text);
  const text = told === null ? read.value.text : read.value.text.slice(told[0].length);
  const separator = told?.[1] ?? findSeparator(text.trimStart());
  const scan: Scan = { text, separator, at: 0, line: told === null ? 1 : 2 };
  const rows = scanRows(scan, limits);
  if (!rows.ok) return rows;
  const [first, ...others] = rows.value;
  if (first === undefined) return refuse('empty_file', 'The file is empty.');
  const header = headerOf(first.cells);
  const body = others.map(({ line, cells }) => ({ line, cells: widened(cells, header.length) }));
  for (const row of [{ line: first.line, cells: header }, ...body]) {
    const refused = tooLong(row, header, limits);
    if (refused !== undefined) return refused;
  }
  return ok({ encoding: read.value.encoding, separator, header, rows: body });
}

/** Every row that is not blank, the header among them. */
function scanRows(scan: Scan, limits: TableLimits): Result<readonly TableRow[], 'too_many_rows' | 'broken_quotes'> {
  const rows: TableRow[] = [];
  while (scan.at < scan.text.length) {
    const { line } = scan;
    const cells = scanRow(scan);
    if (cells === undefined)
      return refuse('broken_quotes', `A quote is opened on line ${line} or after it, and never closed.`);
    if (isBlank(cells)) continue;
    if (rows.length > limits.maxRows)
      return refuse(
        'too_many_rows',
        `The file has more than ${limits.maxRows.toLocaleString('en-US')} rows: divide it.`,
      );
    rows.push({ line, cells });
  }
  return ok(rows);
}
