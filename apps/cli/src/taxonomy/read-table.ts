/** Owns reading one CSV file of a taxonomy: its encoding, its columns, its rows with their lines. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Result, refuse } from '@jetway/kernel';
import { parse } from 'csv-parse';

export interface TableRow {
  /** Line at which the row begins; the heading is line 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The cell of a column, without blanks around it. */
  readonly cell: (column: string) => string;
}

export interface Table {
  readonly file: string;
  /** Windows-1252 is what spreadsheets save when nobody asks them for another. */
  readonly encoding: 'utf-8' | 'windows-1252';
  readonly rows: AsyncIterable<TableRow>;
}

/** Opens a file that has at least the columns named, in any order and case. */
export async function readTable(
  folder: string,
  file: string,
  columns: readonly string[],
): Promise<Result<Table, 'not_readable' | 'columns_missing'>> {
  const bytes = await readFile(path.join(folder, file)).catch(() => undefined);
  if (bytes === undefined) return refuse('not_readable', `${path.join(folder, file)} cannot be read.`);
  const { text, encoding } = decode(bytes);
  const rows = rowsOf(text);
  const heading = await rows.next();
  const names = heading.done === true ? [] : heading.value.cells.map((name) => name.trim().toLowerCase());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0)
    return refuse(
      'columns_missing',
      `${file} has no column ${missing.join(', ')}: its first line must name the columns.`,
    );
  const place = new Map(names.map((name, index) => [name, index]));
  async function* named(): AsyncGenerator<TableRow> {
    for await (const { line, cells } of rows) {
      yield { line, cells, cell: (column) => cells[place.get(column) ?? -1]?.trim() ?? '' };
    }
  }
  return ok({ file, encoding, rows: named() });
}

function decode(bytes: Uint8Array): { readonly text: string; readonly encoding: Table['encoding'] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

async function* rowsOf(text: string): AsyncGenerator<{ readonly line: number; readonly cells: string[] }> {
  const parser = parse(text, { info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true });
  let line = 1;
  for await (const parsed of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    yield { line, cells: parsed.record };
    line = parsed.info.lines + 1;
  }
}
