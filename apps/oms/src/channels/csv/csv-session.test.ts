/** Owns the guarantees of a shop that speaks in files: what is dropped is read once, what is decided is written once. */
import type { ManualClock } from '@jetway/kernel';
import { testClock, testIds } from '@jetway/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { foldersOf, type MemoryTree, memoryTree } from '../../testing/index.ts';
import type { ChannelOrder, ChannelSession, IntentPayload } from '../index.ts';
import { csvChannel } from './index.ts';

let clock: ManualClock;
let tree: MemoryTree;
let session: ChannelSession;

const channel = () => csvChannel(foldersOf(tree));
const begin = (connectionId = 'c1', more: Record<string, string | boolean> = {}): ChannelSession =>
  channel().openSession(
    {
      organizationId: 'o1',
      connectionId,
      baseUrl: '',
      settings: { csv_folder: 'shop', csv_location: 'main', csv_separator: 'comma', csv_decimal: 'point', ...more },
      secrets: {},
    },
    {
      clock,
      ids: testIds(),
      transport: () => Promise.reject(new Error('no HTTP')),
      timer: { after: () => () => undefined, steadyNowMs: clock.now },
    },
  );

beforeEach(() => {
  clock = testClock();
  tree = memoryTree(clock);
  session = begin();
});

const HEAD = 'order_id,sku,quantity,price,tax,buyer_name,address1,city,state,zip_code,note';
const row = (orderId: string, sku: string, quantity = '2'): string =>
  `${orderId},${sku},${quantity},10.00,0.80,Kim Buyer,1 Main St,Hoboken,NJ,07030,hello`;
const file = (...rows: readonly string[]): string => [HEAD, ...rows].join('\n');

async function ready(of = session): Promise<readonly string[]> {
  const answer = await of.listReady();
  if (answer.kind !== 'ok') throw new Error(JSON.stringify(answer));
  return answer.value;
}

/** The first look sees the files, the second takes in what did not change. */
async function pull(of = session): Promise<readonly string[]> {
  await ready(of);
  clock.advance(3_000);
  return ready(of);
}

async function order(id: string, of = session): Promise<ChannelOrder> {
  const answer = await of.readOrder(id);
  if (answer.kind !== 'ok') throw new Error(JSON.stringify(answer));
  return answer.value;
}

const written = (folder: string) =>
  [...tree.files].filter(([path]) => path.startsWith(`${folder}/`)).map(([, content]) => content.split('\r\n'));

const base = { version: 1, channelOrderId: 'A', altOrderId: 'our-1' } as const;
const accept: IntentPayload = {
  ...base,
  kind: 'acknowledge',
  decision: 'accept',
  reason: null,
  lines: [{ channelLineId: '1', answer: 'fulfillable' }],
};
const ship: IntentPayload = {
  ...base,
  kind: 'ship',
  altShipmentId: 'parcel-1',
  carrier: 'UPS',
  method: 'Standard',
  trackingNumber: '1Z1',
  shippedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  shipFromZipCode: null,
  lines: [{ channelLineId: '1', merchantSku: 'X', quantity: 1 }],
};
const cancel: IntentPayload = {
  ...base,
  kind: 'cancel',
  mode: 'cancel-units',
  altShipmentId: 'parcel-2',
  lines: [{ channelLineId: '1', merchantSku: 'X', quantity: 1 }],
};
const reject: IntentPayload = {
  ...base,
  kind: 'cancel',
  mode: 'reject',
  reason: 'fraud',
  lines: [{ channelLineId: '1', answer: 'fulfillable' }],
};

describe('files of orders', () => {
  test('are read once, and moved away; the order is told in neutral words with its rows', async () => {
    tree.drop('orders/monday.csv', file(row('A', 'X'), row('B', 'Y'), row('A', 'Z', '1')));
    expect(await pull()).toEqual(['A', 'B']);
    expect(await order('A')).toMatchObject({
      referenceNumber: 'A',
      standing: 'to-answer',
      nodeId: 'main',
      buyer: { name: 'Kim Buyer', email: null },
      shipTo: { name: 'Kim Buyer', zipCode: '07030' },
      lines: [
        { channelLineId: '1', merchantSku: 'X', quantity: 2, unitPriceCents: 1_000, unitTaxCents: 80 },
        { channelLineId: '2', merchantSku: 'Z', quantity: 1 },
      ],
      raw: { file: 'monday.csv', rows: [{ line: 2, note: 'hello' }, { line: 4 }] },
    });
    expect(await tree.list('orders')).toEqual([]);
    expect((await tree.list('orders/done')).map(({ name }) => name)).toEqual([
      expect.stringMatching(/^monday\.\w{8}\.csv$/),
    ]);
    tree.drop('orders/again.csv', file(row('A', 'X'), row('A', 'Z', '1')));
    expect(await pull()).toEqual(['A', 'B']);
    expect(await tree.list('records/broken')).toEqual([]);
  });

  test('that still grow, or are not named .csv, are left alone', async () => {
    tree.drop('orders/a.csv', file(row('A', 'X')));
    tree.drop('orders/b.csv.part', file(row('B', 'X')));
    await ready();
    clock.advance(3_000);
    tree.drop('orders/a.csv', file(row('A', 'X'), row('C', 'X')));
    expect(await ready()).toEqual([]);
    clock.advance(3_000);
    expect(await ready()).toEqual(['A', 'C']);
    expect((await tree.list('orders')).map(({ name }) => name)).toEqual(['b.csv.part']);
  });

  test('that nobody touched for some time are read at the first look', async () => {
    tree.drop('orders/a.csv', file(row('A', 'X')), clock.now() - 60_000);
    expect(await ready()).toEqual(['A']);
  });

  test('with rows in error: the good orders are read, the others told once with line and column, mended they are read', async () => {
    tree.drop('orders/a.csv', file(row('A', 'X'), row('B', 'Y', 'two'), row('', 'Z')));
    expect((await pull()).toSorted()).toEqual(['A', 'B', 'a.csv line 4']);
    expect(await session.readOrder('B')).toEqual({
      kind: 'refused',
      status: 200,
      text: expect.stringContaining('a.csv: Line 3, column quantity: "two" is no whole number'),
    });
    await session.readOrder('a.csv line 4');
    const [errors] = written('orders/errors');
    expect(errors).toMatchObject([
      `error,${HEAD}`,
      expect.stringContaining('Line 4, column order_id'),
      expect.stringContaining('Line 3, column quantity'),
      '',
    ]);
    expect(await pull()).toEqual(['A']);
    tree.drop('orders/mended.csv', file(row('B', 'Y', '2')));
    expect(await pull()).toEqual(['A', 'B']);
  });

  test('that tell an order anew with other content change nothing, and are told', async () => {
    tree.drop('orders/a.csv', file(row('A', 'X')));
    await pull();
    tree.drop('orders/b.csv', file(row('A', 'X', '9')));
    expect(await pull()).toEqual(['A', 'b.csv line 2']);
    expect((await order('A')).lines).toMatchObject([{ quantity: 2 }]);
  });

  test('that are no UTF-8 are told as a whole', async () => {
    tree.drop('orders/a.csv', file(row('A', 'X')));
    const read = tree.read;
    const broken = {
      ...tree,
      read: async (path: string) =>
        path === 'orders/a.csv' ? new Uint8Array(file(row('A', 'X')).length).fill(255) : read(path),
    };
    const other = csvChannel(foldersOf(broken)).openSession(
      { organizationId: 'o1', connectionId: 'c1', baseUrl: '', settings: { csv_folder: 'shop' }, secrets: {} },
      {
        clock,
        ids: testIds(),
        transport: () => Promise.reject(new Error('no HTTP')),
        timer: { after: () => () => undefined, steadyNowMs: clock.now },
      },
    );
    expect(await pull(other)).toEqual(['a.csv line 1']);
  });
});

describe('what is decided', () => {
  beforeEach(async () => {
    tree.drop('orders/a.csv', file(row('A', 'X')));
    await pull();
  });

  test('is written into files, and proves itself by what was written', async () => {
    const proof = async (intent: IntentPayload) => channel().proves(intent, await order('A'));
    expect([await proof(accept), await proof(ship), await proof(reject)]).toEqual(['not-done', 'not-done', 'not-done']);
    for (const intent of [accept, ship, cancel])
      expect(await session.send(intent)).toEqual({ kind: 'ok', value: undefined });
    expect([await proof(accept), await proof(ship), await proof(cancel), await proof(reject)]).toEqual([
      'done',
      'done',
      'done',
      'refused',
    ]);
    expect(await proof({ ...ship, lines: [{ channelLineId: '1', merchantSku: 'X', quantity: 2 }] })).toBe('refused');
    expect(written('answers')).toEqual([
      ['message_id,order_id,answer,reason,line_id,sku,quantity', 'our-1,A,accepted,,,,', ''],
      ['message_id,order_id,answer,reason,line_id,sku,quantity', 'parcel-2,A,cancelled,,1,X,1', ''],
    ]);
    expect(written('tracking')).toEqual([
      [
        'message_id,order_id,shipped_at,carrier,method,tracking_number,line_id,sku,quantity,cancelled_quantity',
        'parcel-1,A,2026-01-02T03:04:05.000Z,UPS,Standard,1Z1,1,X,1,0',
        '',
      ],
    ]);
    expect(await order('A')).toMatchObject({
      standing: 'complete',
      shipments: [{ lines: [{ shipped: 1 }] }, { lines: [{ cancelled: 1 }] }],
    });
    expect(await ready()).toEqual([]);
  });

  test('against each other is refused: nothing ships of an order not accepted, none is answered twice', async () => {
    expect(await session.send(ship)).toMatchObject({ kind: 'refused', status: 409 });
    await session.send(reject);
    expect(await order('A')).toMatchObject({ standing: 'rejected' });
    expect(await session.send(accept)).toMatchObject({ kind: 'refused', status: 409 });
    expect(await session.send({ ...accept, channelOrderId: 'none' })).toMatchObject({ kind: 'refused', status: 404 });
    expect(written('answers').flat()).toContain('our-1,A,rejected,fraud,,,');
  });

  test('is remembered without a file where answers are switched off; separators are the shop’s', async () => {
    const quiet = begin('c1', { csv_write_answers: false, csv_separator: 'semicolon' });
    await quiet.send(accept);
    await quiet.send(ship);
    expect(written('answers')).toEqual([]);
    expect(written('tracking')[0]?.[1]).toContain('parcel-1;A;');
    expect(await order('A', quiet)).toMatchObject({ standing: 'accepted', status: 'inprogress' });
  });
});

/** Runs work on a folder that fails at its n-th change, then again to the end as a new program would. */
async function afterCrashAt(changes: number, work: (of: ChannelSession) => Promise<unknown>): Promise<boolean> {
  let left = changes;
  tree.before = () => {
    left -= 1;
    if (left < 0) throw Object.assign(new Error('killed'), { code: 'EIO' });
  };
  await work(begin()).catch(() => undefined);
  tree.before = () => undefined;
  await work(begin());
  return left < 0;
}

test('a program that dies at any step of its work leaves the same files once it has worked again', async () => {
  const work = async (of: ChannelSession) => {
    await pull(of);
    for (const intent of [accept, ship, cancel]) await of.send(intent);
    await of.sendStock('X', { main: 3 });
  };
  const content = () =>
    [...tree.files].map(([path, text]) => [path, text.replace(/"(readAt|at)":\d+/g, '"$1":0')]).toSorted();
  const dropped = file(row('A', 'X'), row('B', 'Y', 'two'));
  tree.drop('orders/a.csv', dropped);
  await work(begin());
  const whole = content();
  let crashes = 0;
  for (let changes = 0, isCrashed = true; isCrashed; changes += 1) {
    tree.files.clear();
    tree.drop('orders/a.csv', dropped);
    isCrashed = await afterCrashAt(changes, work);
    expect(content()).toEqual(whole);
    if (isCrashed) crashes += 1;
  }
  expect(crashes).toBeGreaterThan(10);
});

describe('stock', () => {
  const snapshot = () => tree.files.get('stock/stock.csv')?.split('\r\n');

  test('is one file of all SKUs, whole after each message, also after a restart and when the shop took it away', async () => {
    await Promise.all(['X', 'Y', 'Z'].map((sku, index) => session.sendStock(sku, { main: index })));
    expect(snapshot()).toEqual(['sku,location,quantity', 'X,main,0', 'Y,main,1', 'Z,main,2', '']);
    tree.files.delete('stock/stock.csv');
    await begin().sendStock('Y', { main: 7, second: 1 });
    expect(snapshot()).toEqual(['sku,location,quantity', 'X,main,0', 'Y,main,7', 'Y,second,1', 'Z,main,2', '']);
    expect(await session.readStock('none')).toEqual({ kind: 'ok', value: {} });
    expect(await begin().readStock('Y')).toEqual({ kind: 'ok', value: { main: 7, second: 1 } });
  });

  test('told together is written together: not one file for each SKU', async () => {
    let writes = 0;
    tree.before = (_what, path) => {
      if (path === 'stock/stock.csv') writes += 1;
    };
    await Promise.all(Array.from({ length: 50 }, (_, index) => session.sendStock(`S${index}`, { main: index })));
    expect(snapshot()).toHaveLength(52);
    expect(writes).toBeLessThan(5);
  });

  test('that cannot be written is unknown, and told again it is there', async () => {
    tree.before = () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    expect(await session.sendStock('X', { main: 1 })).toMatchObject({ kind: 'unknown' });
    tree.before = () => undefined;
    expect(await session.sendStock('X', { main: 2 })).toMatchObject({ kind: 'ok' });
    expect(snapshot()).toContain('X,main,2');
  });
});

describe('the folder', () => {
  test('is one connection’s own: another is not let in, and its test says why', async () => {
    await ready();
    const other = begin('c2');
    expect(await other.listReady()).toMatchObject({
      kind: 'credentials',
      text: expect.stringContaining('Another connection'),
    });
    expect(await other.test()).toMatchObject({ ok: false, steps: [{ name: 'Folder', ok: false }] });
    expect(await session.test()).toMatchObject({ ok: true });
  });

  test('that the operator does not allow cannot be connected', async () => {
    const closed = csvChannel({ open: undefined });
    expect(closed.unavailable).toContain('JETWAY_OMS_CHANNEL_FOLDERS');
    expect(channel().checkSettings?.({ csv_folder: '../x' })).toMatchObject({ ok: false });
  });
});

test('of the buyer nothing is left in rows and messages that are erased', async () => {
  tree.drop('orders/a.csv', file(row('A', 'X')));
  await pull();
  const erased = JSON.stringify(channel().withoutBuyer((await order('A')).raw));
  expect(erased).not.toMatch(/Kim|Main St|07030|Hoboken/);
  expect(erased).toContain('"sku":"X"');
});
