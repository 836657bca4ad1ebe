import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facts, fitWidths, type TableColumn, table } from './table.ts';

interface Row {
  readonly name: string;
  readonly count: number;
}
const columns: readonly TableColumn<Row>[] = [
  { title: 'NAME', text: ({ name }: Row) => name, flexible: true },
  { title: 'COUNT', text: ({ count }: Row) => String(count), align: 'right', tone: () => 'bad' },
];
const rows: readonly Row[] = [
  { name: 'Enamel camping mug', count: 7 },
  { name: 'Cup', count: 1_200 },
];

describe('table', () => {
  test('columns are in line and numbers at the right', () => {
    expect(table(columns, rows, { colors: false, width: undefined })).toBe(
      ['NAME                COUNT', 'Enamel camping mug      7', 'Cup                  1200', ''].join('\n'),
    );
  });

  test('a narrow terminal cuts texts, never numbers', () => {
    expect(table(columns, rows, { colors: false, width: 17 })).toBe(
      ['NAME        COUNT', 'Enamel ca…      7', 'Cup          1200', ''].join('\n'),
    );
  });

  test('colours stand around the text and take no room', () => {
    const colored = table(columns, rows, { colors: true, width: undefined });
    expect(stripVTControlCharacters(colored)).toBe(table(columns, rows, { colors: false, width: undefined }));
    expect(colored).toContain('mug      \u001B[31m7\u001B[39m');
  });

  test('what a buyer typed cannot steer the terminal', () => {
    const text = table(columns, [{ name: 'Ada\u001B[2J\r\nx', count: 1 }], { colors: false, width: undefined });
    expect(text).toContain('Ada [2J x');
    expect(facts([['Name', 'a\u0007b']])).toBe('Name  a b\n');
  });

  test('widths fit whenever flexible columns can give the room, and no other column is narrowed', () => {
    const column = fc.record({ natural: fc.integer({ min: 1, max: 60 }), flexible: fc.boolean() });
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 8 }), fc.integer({ min: 20, max: 200 }), (all, width) => {
        const widths = fitWidths(all, width);
        const line = widths.reduce((sum, one) => sum + one, 0) + 2 * (all.length - 1);
        for (const [index, { natural, flexible }] of all.entries()) {
          expect(widths[index]).toBeLessThanOrEqual(natural);
          if (!flexible) expect(widths[index]).toBe(natural);
        }
        const canGive = all.some(({ flexible }, index) => flexible && (widths[index] ?? 0) > 8);
        expect(line <= width || !canGive).toBe(true);
      }),
    );
  });
});
