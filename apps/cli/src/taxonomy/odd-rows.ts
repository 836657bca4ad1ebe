/** Owns what is told of rows that were left out or are not as they should be. */

/** One row, where it stands. */
export interface OddRow {
  readonly file: string;
  /** Line in the file at which the row begins; the heading is line 1. */
  readonly line: number;
  readonly reason: string;
  /** The row as it was read. */
  readonly row: readonly string[];
}

/** Rows of one file that are odd for the same reason. */
export interface OddRowGroup {
  readonly file: string;
  readonly reason: string;
  readonly count: number;
  /** The first of them: its line and its columns. */
  readonly example: string;
}

/** Examples longer than this are cut. */
const EXAMPLE_LENGTH = 200;

/** The rows by file and reason, the largest group first. */
export function groupOddRows(rows: readonly OddRow[]): readonly OddRowGroup[] {
  const groups = new Map<string, OddRowGroup>();
  for (const { file, line, reason, row } of rows) {
    const key = `${file}\n${reason}`;
    const known = groups.get(key);
    const example = `line ${line}: ${row.join(',')}`.slice(0, EXAMPLE_LENGTH);
    groups.set(key, known === undefined ? { file, reason, count: 1, example } : { ...known, count: known.count + 1 });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** All of them as CSV. */
export const oddRowsCsv = (rows: readonly OddRow[]): string =>
  [
    'file,line,reason,row',
    ...rows.map(({ file, line, reason, row }) => [file, String(line), reason, row.join(',')].map(quoted).join(',')),
    '',
  ].join('\n');

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
