/** Owns the guarantee that a shop which speaks in files goes the same way as a marketplace: pull, intents, stock. */
import { MINUTE_MS } from '@jetway/kernel';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { csvChannel } from '../channels/csv/index.ts';
import { makeConnection, switchConnection } from '../connections/index.ts';
import { systemActor } from '../edge/index.ts';
import type { OrdersFeature } from '../orders/index.ts';
import { aLocation, anOrganization, aSku, type MemoryTree, memoryTree } from '../testing/index.ts';
import { aManager, ordersOn } from './testing/orders-ground.ts';
import { drainPassing, type SyncGround, syncGround } from './testing/sync-ground.ts';
import type { Workers } from './workers.ts';

let ground: SyncGround;
let orders: OrdersFeature;
let tree: MemoryTree;
let organizationId: string;
let workers: Workers;

beforeAll(async () => {
  // Each test has a folder of its own; the channel is wired once.
  ground = await syncGround([csvChannel({ open: () => tree })]);
  orders = ordersOn(ground);
});
afterAll(async () => ground.close());
beforeEach(async () => {
  tree = memoryTree(ground.clock);
  const { database, clock } = ground;
  await database.db.updateTable('connections').set({ mode: 'stopped' }).execute();
  organizationId = await anOrganization(ground);
  const locationId = await aLocation(ground, organizationId);
  const connectionId = await database.transaction(async (tx) => {
    const body = { channel: 'csv', name: 'Shop', settings: { csv_folder: 'shop' } };
    const made = await makeConnection(tx, organizationId, body, ground, systemActor, clock.now());
    if (!made.ok) throw new Error(made.refusal.text);
    await switchConnection(tx, made.value, { mode: 'live' }, systemActor, clock.now());
    return made.value.connectionId;
  });
  await aSku(ground, organizationId, { sku: 'MUG', stock: { [locationId]: 9 }, connectionIds: [connectionId] });
  workers = ground.workers(undefined, orders.sink);
});

async function aWhile(): Promise<void> {
  for (let part = 0; part < 6; part += 1) {
    ground.timer.pass(20_000);
    await drainPassing(workers, ground.timer);
  }
}

const HEAD = 'order_id,sku,quantity,price,buyer_name,address1,city,zip_code';
const row = (orderId: string, quantity: string): string =>
  `${orderId},MUG,${quantity},10.00,Kim Buyer,1 Main St,Hoboken,07030`;

const stored = () =>
  ground.database.db
    .selectFrom('orders')
    .select(['order_id', 'reference_number', 'status'])
    .where('organization_id', '=', organizationId)
    .execute();
const openProblems = () =>
  ground.database.db
    .selectFrom('problems')
    .select(['kind', 'title', 'text'])
    .where('organization_id', '=', organizationId)
    .where('state', '=', 'open')
    .execute();
const intents = () =>
  ground.database.db
    .selectFrom('intents')
    .select(['kind', 'state', 'attempts'])
    .where('organization_id', '=', organizationId)
    .execute();
const textsIn = (folder: string) =>
  [...tree.files].filter(([path]) => path.startsWith(`${folder}/`)).map(([, text]) => text);

test('an order in a file is imported, accepted, shipped and confirmed by what was written; the stock follows', async () => {
  tree.drop('orders/monday.csv', [HEAD, row('A-1', '2')].join('\n'));
  await aWhile();
  expect(await stored()).toMatchObject([{ reference_number: 'A-1', status: 'acknowledged' }]);
  expect(textsIn('answers')).toEqual([expect.stringContaining(',A-1,accepted,')]);
  expect(textsIn('stock')).toEqual(['sku,location,quantity\r\nMUG,main,7\r\n']);
  const orderId = (await stored())[0]?.order_id ?? '';
  const lines = ground.database.db.selectFrom('order_lines').select('line_id').where('order_id', '=', orderId);
  const items = [{ lineId: (await lines.executeTakeFirstOrThrow()).line_id, quantity: 2 }];
  const parcel = { carrier: 'Own van', method: 'Standard', trackingNumber: 'T-1', items };
  const request = { params: { orderId }, query: undefined, body: { parcels: [parcel] } };
  const shipped = await orders.handlers.shipOrder(aManager(ground, organizationId), request);
  expect(shipped.status).toBe(202);
  await aWhile();
  expect(textsIn('tracking')).toEqual([expect.stringContaining(',Own van,Standard,T-1,1,MUG,2,0')]);
  expect(await stored()).toMatchObject([{ status: 'complete' }]);
  expect(await intents()).toEqual([
    { kind: 'acknowledge', state: 'confirmed', attempts: 1 },
    { kind: 'ship', state: 'confirmed', attempts: 1 },
  ]);
  expect(await openProblems()).toEqual([]);
});

test('a bad row is a problem with its line and column and keeps no other order waiting; mended, it is settled', async () => {
  tree.drop('orders/monday.csv', [HEAD, row('B-1', 'two'), row('B-2', '1')].join('\n'));
  await aWhile();
  expect(await stored()).toMatchObject([{ reference_number: 'B-2' }]);
  expect(await openProblems()).toMatchObject([
    {
      kind: 'order-invalid',
      title: 'Order B-1 cannot be imported',
      text: expect.stringContaining('monday.csv: Line 2, column quantity'),
    },
  ]);
  tree.drop('orders/mended.csv', [HEAD, row('B-1', '2')].join('\n'));
  await aWhile();
  expect(await stored()).toHaveLength(2);
  expect(await openProblems()).toEqual([]);
});

test('a folder that is in trouble stops nothing for good: what waits goes when it is well again', async () => {
  tree.drop('orders/monday.csv', [HEAD, row('C-1', '1')].join('\n'));
  tree.before = () => {
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  };
  await aWhile();
  expect(await stored()).toEqual([]);
  tree.before = () => undefined;
  ground.timer.pass(5 * MINUTE_MS);
  await aWhile();
  expect(await stored()).toMatchObject([{ status: 'acknowledged' }]);
  expect(textsIn('stock')).toEqual([expect.stringContaining('MUG,main,8')]);
});
