/** Owns the guarantees of reading files of orders: what is right is read, what is wrong has its line and column. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readOrderFile } from './order-files.ts';
import { readAmount, readInstant } from './order-rows.ts';

const comma = { separator: ',', decimal: '.' } as const;
const context = { location: 'main', readAt: 0 };
const read = (...lines: readonly string[]) => readOrderFile(lines.join('\n'), comma, context);

const HEAD = 'order_id,sku,quantity,price,buyer_name,address1,city,zip_code';
const row = (orderId: string, sku: string, quantity: string, price = '1.50'): string =>
  `${orderId},${sku},${quantity},${price},Kim Buyer,1 Main St,Hoboken,07030`;

describe('a file', () => {
  test('gives one order per order_id, its rows in their order, wherever they stand', () => {
    const { orders, broken } = read(HEAD, row('A', 'X', '1'), row('B', 'Y', '2'), row('A', 'Z', '3'));
    expect(broken).toEqual([]);
    expect(orders.map(({ orderId, rows }) => [orderId, rows.map(({ line, values }) => [line, values['sku']])])).toEqual(
      [
        [
          'A',
          [
            [2, 'X'],
            [4, 'Z'],
          ],
        ],
        ['B', [[3, 'Y']]],
      ],
    );
  });

  test('may begin with a byte order mark, write its heads in any case, and quote its fields', () => {
    const head = '\uFEFFOrder ID;SKU;Quantity;Price;Buyer Name;Address1;City;ZIP-code';
    const text = `${head}\r\n"A";X;1;"1,50";"Kim ""K"" Buyer";"1 Main St\r\nFloor 2";Hoboken;07030\r\n`;
    const { orders, broken } = readOrderFile(text, { separator: ';', decimal: ',' }, context);
    expect(broken).toEqual([]);
    expect(orders[0]?.rows[0]?.values).toMatchObject({ order_id: 'A', buyer_name: 'Kim "K" Buyer', zip_code: '07030' });
  });

  test('says line and column of every fault; an order with one is broken as a whole, the others are not', () => {
    const { orders, broken } = read(
      HEAD,
      row('A', 'X', '0', 'x'),
      row('A', 'Y', '1'),
      row('B', 'Y', '2'),
      row('', 'Y', '1'),
    );
    expect(orders.map(({ orderId }) => orderId)).toEqual(['B']);
    expect(
      broken.map(({ orderId, faults }) => [orderId, faults.map(({ line, column }) => `${line} ${column}`)]),
    ).toEqual([
      [null, ['5 order_id']],
      ['A', ['2 quantity', '2 price']],
    ]);
  });

  test.each([
    ['without a column', HEAD.replace(',price', ''), 'price'],
    ['that is empty', '', 'order_id'],
    ['whose quotes do not fit', `${HEAD}\nA,"X"x,1`, 'all'],
  ])('%s is a fault of its own', (_title, text, column) => {
    expect(readOrderFile(text, comma, context)).toMatchObject({
      orders: [],
      broken: [{ orderId: null, rows: [], faults: [{ column }] }],
    });
  });

  test('never throws, and no order is both read and broken, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (text, cells) => {
        for (const content of [text, `${HEAD}\n${cells.join(',')}\n${text}`]) {
          const { orders, broken } = readOrderFile(content, comma, context);
          const ids = new Set(orders.map(({ orderId }) => orderId));
          expect(broken.some(({ orderId }) => orderId !== null && ids.has(orderId))).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('values', () => {
  test('every amount of cents is read as it is written, with either sign for the part', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.constantFrom('.', ','), (cents, decimal) => {
        expect(readAmount((cents / 100).toFixed(2).replace('.', decimal), decimal as '.' | ',')).toBe(cents);
      }),
    );
    for (const text of ['', '-1', '1.234', '1,50', '.5', '1e3', '1.', ' 1'])
      expect(readAmount(text, '.')).toBeUndefined();
  });

  test('days and instants are read, in UTC where no zone is named; days that no month has are not', () => {
    expect(readInstant('2026-01-31')).toBe(Date.UTC(2026, 0, 31));
    expect(readInstant('2026-01-31 08:15')).toBe(Date.UTC(2026, 0, 31, 8, 15));
    expect(readInstant('2026-01-31T08:15:30+02:00')).toBe(Date.UTC(2026, 0, 31, 6, 15, 30));
    for (const text of ['2026-02-30', '31.01.2026', '2026-13-01', '2026-01-31T25:00', 'soon'])
      expect(readInstant(text)).toBeUndefined();
  });
});
