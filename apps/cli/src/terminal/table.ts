/** Owns tables on a terminal: columns in line, numbers at the right, long texts cut so that a row stays one line. */
import { styleText } from 'node:util';

export type Tone = 'good' | 'warning' | 'bad' | 'dim';

export interface TableColumn<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  readonly align?: 'right';
  /** May be cut when the terminal is too narrow; the longest of these first. */
  readonly flexible?: boolean;
  readonly tone?: (row: Row) => Tone | undefined;
}

export interface TableStyle {
  readonly colors: boolean;
  /** Characters of a line; undefined: nothing is cut. */
  readonly width: number | undefined;
}

const GAP = '  ';
/** A cut column keeps at least so much that it can be told from others. */
const NARROWEST = 8;

const styles = { good: 'green', warning: 'yellow', bad: 'red', dim: 'dim' } as const satisfies Record<Tone, string>;

/** What others wrote must not steer the terminal: control characters become blanks. */
export const plainText = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ');

const lengthOf = (text: string): number => [...text].length;

const cut = (text: string, width: number): string =>
  lengthOf(text) <= width ? text : `${[...text].slice(0, width - 1).join('')}…`;

/** Widths that fit into the line, as far as flexible columns allow. */
export function fitWidths(
  columns: readonly { readonly natural: number; readonly flexible: boolean }[],
  width: number | undefined,
): number[] {
  const widths = columns.map(({ natural }) => natural);
  if (width === undefined) return widths;
  const gaps = GAP.length * (columns.length - 1);
  let over = widths.reduce((sum, one) => sum + one, 0) + gaps - width;
  while (over > 0) {
    const widest = Math.max(...widths.filter((_, index) => columns[index]?.flexible), 0);
    if (widest <= NARROWEST) break;
    const index = widths.findIndex((one, at) => one === widest && columns[at]?.flexible);
    widths[index] = widest - 1;
    over -= 1;
  }
  return widths;
}

/** The rows under their titles; every line ends with a line break. */
export function table<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[], style: TableStyle): string {
  const cells = rows.map((row) => columns.map((column) => plainText(column.text(row))));
  const measured = columns.map(({ title, flexible = false }, index) => {
    const natural = Math.max(lengthOf(title), ...cells.map((line) => lengthOf(line[index] ?? '')));
    return { natural, flexible };
  });
  const widths = fitWidths(measured, style.width);
  const line = (texts: readonly string[], toneOf: (index: number) => Tone | undefined): string => {
    const shown = texts.map((text, index) => {
      const width = widths[index] ?? 0;
      const fitting = cut(text, width);
      const blanks = ' '.repeat(width - lengthOf(fitting));
      const tone = style.colors ? toneOf(index) : undefined;
      const colored = tone === undefined ? fitting : styleText(styles[tone], fitting, { validateStream: false });
      return columns[index]?.align === 'right' ? `${blanks}${colored}` : `${colored}${blanks}`;
    });
    return `${shown.join(GAP).trimEnd()}\n`;
  };
  const head = line(
    columns.map(({ title }) => title),
    () => 'dim',
  );
  const body = rows.map((row, at) => line(cells[at] ?? [], (index) => columns[index]?.tone?.(row)));
  return [head, ...body].join('');
}

/** Facts about one thing, their names in line. */
export function facts(pairs: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...pairs.map(([name]) => lengthOf(name)));
  return pairs.map(([name, value]) => `${name.padEnd(width)}${GAP}${plainText(value)}\n`).join('');
}
