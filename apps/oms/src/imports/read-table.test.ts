import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findColumns } from './columns.ts';
import { readTable } from './read-table.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index += 1) view.setUint16(index * 2, text.charCodeAt(index), !bigEndian);
  return bytes;
}

const read = (text: string | Uint8Array) => {
  const table = readTable(typeof text === 'string' ? utf8(text) : text);
  if (!table.ok) throw new Error(table.refusal.text);
  return table.value;
};

const refusal = (bytes: Uint8Array, limits?: Parameters<typeof readTable>[1]) => {
  const table = readTable(bytes, limits);
  if (table.ok) throw new Error('it was read');
  return table.refusal;
};

describe('reading a table', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '0', ' ', ',', ';', '\t', '|', '"', '\n', '\r\n', '€', 'x'),
  });
  const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

  test('what was written is read, cell by cell, whatever the separator, line ends and encoding', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.array(lineEnd, { minLength: 9, maxLength: 9 }),
        fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be'),
        (rows, separator, ends, encoding) => {
          const lines = [['SKU', 'Location', 'Note'], ...rows.map((row) => row.map(quoted))];
          const text = lines.map((line, index) => line.join(separator) + (ends[index] ?? '\n')).join('');
          const marked = `\uFEFF${text}`;
          const bytes =
            encoding === 'utf-8'
              ? utf8(text)
              : encoding === 'utf-8-bom'
                ? utf8(marked)
                : utf16(marked, encoding === 'utf-16be');
          const table = read(bytes);
          expect(table.header).toEqual(['SKU', 'Location', 'Note']);
          const filled = rows.filter((row) => row.some((one) => one.trim() !== ''));
          expect(table.rows.map(({ cells }) => cells)).toEqual(filled);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readTable(bytes)),
      { numRuns: 300 },
    );
  });

  test('blank lines are passed over, each row keeps its line, and line breaks within quotes count', () => {
    const table = read('sku;quantity\r\n\r\n"a\nb";1\n;\n\rc;2');
    expect(table.rows).toEqual([
      { line: 3, cells: ['a\nb', '1'] },
      { line: 7, cells: ['c', '2'] },
    ]);
  });

  test('missing cells are empty, empty ones behind the last column are nothing, others stay', () => {
    expect(read('a,b\n1\n1,2,,\n1,2,3').rows.map(({ cells }) => cells)).toEqual([
      ['1', ''],
      ['1', '2'],
      ['1', '2', '3'],
    ]);
  });

  test('Windows-1252, two bytes a character without a mark, and a line that tells the separator', () => {
    expect(read(new Uint8Array([...utf8('sku,note\nA,caf'), 0xe9])).rows[0]?.cells).toEqual(['A', 'café']);
    expect(read(utf16('sku,note\nA,b', false)).rows[0]?.cells).toEqual(['A', 'b']);
    expect(read(utf16('sku,note\nA,b', true)).rows[0]?.cells).toEqual(['A', 'b']);
    expect(read('sep=|\nsku|note\nA|b,c').rows).toEqual([{ line: 3, cells: ['A', 'b,c'] }]);
  });

  test('texts stay as they are: leading zeros, 1.23E+11, dates', () => {
    expect(read('sku,b,c\n00123,1.23E+11,1/2/26').rows[0]?.cells).toEqual(['00123', '1.23E+11', '1/2/26']);
  });

  test('what is no text table is named for what it is', () => {
    const named = (bytes: readonly number[]) => refusal(new Uint8Array(bytes)).text;
    expect(named([0x50, 0x4b, 3, 4, 0, 0])).toContain('XLSX');
    expect(named([0x25, 0x50, 0x44, 0x46, 0x2d])).toContain('PDF');
    expect(named([0x1f, 0x8b, 8])).toContain('gzip');
    expect(named([0x89, 0x50, 0x4e, 0x47])).toContain('PNG');
    expect(refusal(utf8('{"a":1}')).text).toContain('JSON');
    expect(refusal(utf8(' \n ')).code).toBe('empty_file');
    expect(refusal(new Uint8Array([65, 0, 0, 0, 66])).code).toBe('no_text');
  });

  test('limits are told: bytes, rows, columns, length of a cell, and a quote that is never closed', () => {
    const limits = { maxBytes: 40, maxRows: 2, maxColumns: 3, maxCellLength: 5 };
    expect(refusal(utf8('x'.repeat(41)), limits).code).toBe('too_large');
    expect(refusal(utf8('a\n1\n2\n3'), limits).code).toBe('too_many_rows');
    expect(refusal(utf8('a\n123456'), limits)).toMatchObject({
      code: 'too_long',
      text: expect.stringContaining('Line 2, a'),
    });
    expect(refusal(utf8('a\n1,2,3,4'), limits).code).toBe('too_long');
    expect(refusal(utf8('a\n1\n"2'), limits)).toMatchObject({
      code: 'broken_quotes',
      text: expect.stringContaining('line 3'),
    });
  });
});

describe('columns', () => {
  const rules = [
    { id: 'sku', name: 'SKU', aliases: ['merchant sku'], isRequired: true },
    { id: 'quantity', name: 'Quantity', aliases: ['qty'], isRequired: true },
    { id: 'note', name: 'Note', aliases: [], isRequired: false },
  ];

  test('are found by name however it is written, and those that mean nothing are named', () => {
    const found = findColumns([' merchant_SKU', 'QTY', 'Colour'], rules);
    if (!found.ok) throw new Error(found.refusal.text);
    expect([...found.value.at]).toEqual([
      ['sku', 0],
      ['quantity', 1],
    ]);
    expect(found.value.unused).toEqual(['Colour']);
  });

  test('all that are missing or there twice are named at once', () => {
    const found = findColumns(['sku', 'Merchant SKU'], rules);
    if (found.ok) throw new Error('found');
    expect(found.refusal.text).toContain('missing: Quantity');
    expect(found.refusal.text).toContain('more than once: SKU');
  });
});
