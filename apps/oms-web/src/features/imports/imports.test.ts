import { describe, expect, test } from 'vitest';
import { errorFile, progressOf, rowsText, toBase64, whatOf } from './imports.ts';

const rows = { waiting: 0, valid: 0, invalid: 0, applied: 0, refused: 0 };

describe('an import in words', () => {
  test('says how far it is while it is worked at, and nothing afterwards', () => {
    expect(progressOf({ state: 'reading', rows: { ...rows, waiting: 3, valid: 1 } })).toBe(25);
    expect(progressOf({ state: 'applying', rows: { ...rows, valid: 1, applied: 1, refused: 1, invalid: 9 } })).toBe(66);
    expect(progressOf({ state: 'done', rows: { ...rows, applied: 3 } })).toBeUndefined();
    expect(rowsText({ rows: { ...rows, applied: 1_200, invalid: 2 } })).toBe('1,200 applied, 2 in error');
    expect(whatOf({ kind: 'stock', mode: 'change' })).toBe('Stock, differences');
  });
});

describe('the file of rows in error', () => {
  test('holds the cells as they were, says what is wrong, and no cell is a formula', () => {
    const problems = [{ column: 'SKU', code: 'unknown_sku', text: 'No SKU here is called "x".' }];
    const file = errorFile(
      ['SKU', 'Quantity', 'Note'],
      [
        { cells: ['=HYPERLINK("x")', '-5', '@home'], problems },
        { cells: ['00123', '1'], problems: [] },
      ],
    );
    expect(file).toBe(
      '\uFEFFSKU,Quantity,Note,Error\r\n' +
        `"'=HYPERLINK(""x"")",-5,'@home,"SKU: No SKU here is called ""x""."\r\n` +
        '00123,1,,\r\n',
    );
  });

  test('bytes become base64, however many there are', () => {
    const bytes = new Uint8Array(70_000).fill(65);
    expect(atob(toBase64(bytes))).toBe('A'.repeat(70_000));
  });
});
