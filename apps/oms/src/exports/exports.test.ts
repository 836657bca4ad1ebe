/** Owns the guarantees of exports: what the list shows, to the last page, in a file that does no harm. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { aConnection, aLocation, anOrder, aSku, type Harness, harness, type SignedIn } from '../testing/index.ts';
import { type Cell, csvFile, harmless } from './csv.ts';

let at: Harness;
let caller: SignedIn;

beforeAll(async () => {
  at = await harness();
  const organizationId = await at.newOrganization();
  caller = await at.signIn(organizationId, 'read-only');
  const connectionId = await aConnection(at, organizationId, { name: 'Jet, live' });
  const locationId = await aLocation(at, organizationId, { name: 'Hoboken' });
  await aSku(at, organizationId, { sku: 'MUG', title: '=cmd()', stock: { [locationId]: 7 } });
  const buyer = { name: '@SUM(A1)', phone: null, email: null };
  await anOrder(at, organizationId, { connectionId, lines: { MUG: 2, NOPE: 1 }, more: { buyer } });
  for (let count = 0; count < 3; count += 1) await anOrder(at, organizationId, { connectionId, lines: { NOPE: 1 } });
});

const file = async (path: string) => {
  const answer = await at.send('GET', `/exports/${path}`, { headers: caller.headers });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  return answer;
};
const rowsOf = async (path: string) =>
  parse((await file(path)).payload, { columns: true, bom: true }) as Record<string, string>[];

describe('a file of orders', () => {
  test('holds each order of the list once, with the columns that were asked for, in their order', async () => {
    const rows = await rowsOf('orders.csv?sort=-total&columns=total&columns=buyer&columns=channel');
    expect(Object.keys(rows[0] ?? {})).toEqual(['Total', 'Buyer', 'Channel']);
    expect(rows.map(({ Buyer }) => Buyer)).toEqual(["'@SUM(A1)", ...Array(3).fill('Ada Castellane')]);
    expect(rows[0]).toMatchObject({ Channel: 'Jet, live', Total: '80.37' });
  });

  test('holds a row for each line where lines are asked for, of the same orders', async () => {
    const rows = await rowsOf('orders.csv?rows=lines&search=sum');
    expect(rows.map((row) => [row['SKU'], row['Open'], row['Unit price']])).toEqual([
      ['MUG', '2', '19.99'],
      ['NOPE', '1', '19.99'],
    ]);
    expect(await rowsOf('orders.csv?tab=complete')).toEqual([]);
  });

  test('begins with a byte order mark for those who need one, and is kept nowhere on its way', async () => {
    const answer = await file('orders.csv?bom=true');
    expect([...answer.rawPayload.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="orders-\d{4}-\d\d-\d\d\.csv"$/);
  });
});

test('stock and problems are files, too', async () => {
  const [stock] = await rowsOf('inventory.csv');
  expect(stock).toMatchObject({ SKU: 'MUG', Title: "'=cmd()", Location: 'Hoboken', 'On hand': '7', Available: '7' });
  const problems = await rowsOf('problems.csv?kind=unknown-sku');
  expect(problems.map((row) => row['SKU'])).toEqual(Array(4).fill('NOPE'));
});

test('whatever a cell holds, it is read back as it was, and no text of it is a formula', async () => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('=1+1', '+x', '-y', '@z', '-5.20', '\t=', '"'));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
      async function* pages() {
        yield rows;
      }
      const columns = [0, 1].map((index) => ({
        header: `h${index}`,
        of: (row: readonly Cell[]) => row[index] ?? null,
      }));
      let text = '';
      for await (const part of csvFile(columns, pages(), {})) text += part;
      const read = parse(text, { from: 2, record_delimiter: '\r\n' }) as string[][];
      expect(read).toEqual(rows.map((row) => row.map(harmless)));
      for (const one of read.flat()) expect(one).not.toMatch(/^[=+@\t\r\n]|^-(?!\d+(\.\d+)?$)/);
    }),
  );
});

test('a page is read when the file is taken, and not before', async () => {
  let read = 0;
  async function* pages() {
    for (;;) {
      read += 1;
      yield [['x']];
    }
  }
  const parts = csvFile([{ header: 'h', of: (row: readonly string[]) => row[0] ?? null }], pages(), {});
  await parts.next();
  expect(read).toBe(0);
  await parts.next();
  expect(read).toBe(1);
  await parts.return(undefined);
});
