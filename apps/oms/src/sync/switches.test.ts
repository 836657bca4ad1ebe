/** Owns the guarantees of Jet's switches: what each stops, what waits and is shown meanwhile, and that it goes on after. */
import { HOUR_MS, MINUTE_MS } from '@jetway/kernel';
import type { SettingsChange } from '@jetway/oms-api';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { changeConnection, loadConnection } from '../connections/index.ts';
import { systemActor } from '../edge/index.ts';
import { countWaitingStock } from '../inventory/index.ts';
import type { OrdersFeature } from '../orders/index.ts';
import { aLocation, anOrganization, aSku } from '../testing/index.ts';
import { aManager, ordersOn } from './testing/orders-ground.ts';
import { drainPassing, type SyncGround, syncGround } from './testing/sync-ground.ts';
import type { Workers } from './workers.ts';

let ground: SyncGround;
let orders: OrdersFeature;
let organizationId: string;
let connectionId: string;
let sku: string;
let workers: Workers;

beforeAll(async () => {
  ground = await syncGround();
  orders = ordersOn(ground);
});
afterAll(async () => ground.close());
beforeEach(async () => {
  organizationId = await anOrganization(ground);
  const locationId = await aLocation(ground, organizationId);
  connectionId = await ground.connect(organizationId);
  sku = (await aSku(ground, organizationId, { stock: { [locationId]: 9 }, connectionIds: [connectionId] })).sku;
  workers = ground.workers(undefined, orders.sink);
  await workers.drain();
  ground.far.seen.length = 0;
});

async function set(settings: SettingsChange): Promise<void> {
  const { database, clock } = ground;
  const key = { organizationId, connectionId };
  const before = await loadConnection(database.db, key);
  const changed = await database.transaction((tx) =>
    changeConnection(tx, key, before?.version ?? 0, { settings }, ground, systemActor, clock.now()),
  );
  expect(changed.ok).toBe(true);
}

async function aWhile(): Promise<void> {
  for (let part = 0; part < 4; part += 1) {
    ground.timer.pass(20_000);
    await drainPassing(workers, ground.timer);
  }
}

function place(): string {
  const at = (ms: number): string => new Date(ground.clock.now() + ms).toISOString().replace('Z', '0000Z');
  const id = ground.ids.hex32();
  ground.far.orders.set(id, {
    merchant_order_id: id,
    reference_order_id: ground.ids.digits(12),
    fulfillment_node: 'node-1',
    status: 'ready',
    order_placed_date: at(-HOUR_MS),
    order_transmission_date: at(-HOUR_MS),
    order_ready_date: at(-MINUTE_MS),
    buyer: { name: 'Kim Buyer' },
    shipping_to: {
      recipient: { name: 'Kim Buyer' },
      address: { address1: '1 Main St', city: 'Hoboken', state: 'NJ', zip_code: '07030' },
    },
    order_totals: { item_price: { base_price: 20 } },
    order_detail: { request_shipping_carrier: 'UPS', request_service_level: 'Standard' },
    order_items: [
      {
        order_item_id: ground.ids.hex32(),
        merchant_sku: sku,
        request_order_quantity: 1,
        item_price: { base_price: 20 },
        product_title: 'Mug',
      },
    ],
    shipments: [],
  });
  return id;
}

const told = (end: string) => ground.far.seen.filter((line) => line.endsWith(end));
const stored = () =>
  ground.database.db
    .selectFrom('orders')
    .select(['order_id', 'status'])
    .where('organization_id', '=', organizationId)
    .execute();

test('jet_pull_orders off: orders stay where they are; on again, they are read', async () => {
  await set({ jet_pull_orders: false });
  place();
  await aWhile();
  expect([ground.far.seen, await stored()]).toEqual([[], []]);
  await set({ jet_pull_orders: true });
  await aWhile();
  expect(await stored()).toMatchObject([{ status: 'acknowledged' }]);
});

test('jet_send_tracking_numbers off: orders are accepted, shipments wait and are shown; on again, they go', async () => {
  await set({ jet_send_tracking_numbers: false });
  const id = place();
  await aWhile();
  expect(told('/acknowledge')).toHaveLength(1);
  const [order] = await stored();
  const orderId = order?.order_id ?? '';
  const line = await ground.database.db
    .selectFrom('order_lines')
    .select('line_id')
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  const parcel = { carrier: 'UPS', method: 'UPSGround', trackingNumber: '1Z1' };
  const shipped = await orders.handlers.shipOrder(aManager(ground, organizationId), {
    params: { orderId },
    query: undefined,
    body: { parcels: [{ ...parcel, items: [{ lineId: line.line_id, quantity: 1 }] }] },
  });
  expect(shipped.status).toBe(202);
  await aWhile();
  expect(told('/shipped')).toEqual([]);
  const db = ground.database.db;
  expect((await orders.sink.countWaitingIntents(db, organizationId, [connectionId])).get(connectionId)).toBe(1);
  expect(await orders.sink.listWaitingIntents(db, organizationId, connectionId, { limit: 9 })).toMatchObject([
    { orderId, payload: { kind: 'ship', trackingNumber: '1Z1' } },
  ]);
  await set({ jet_send_tracking_numbers: true });
  await aWhile();
  expect(told('/shipped')).toHaveLength(1);
  expect(ground.far.orders.get(id)?.shipments).toMatchObject([{ shipment_tracking_number: '1Z1' }]);
  expect((await orders.sink.countWaitingIntents(db, organizationId, [connectionId])).get(connectionId)).toBeUndefined();
});

test('jet_soj_enabled off: stock waits and is shown; on again, the newest number of every SKU goes', async () => {
  await set({ jet_soj_enabled: false });
  place();
  await aWhile();
  expect(told('/inventory')).toEqual([]);
  expect((await countWaitingStock(ground.database.db, organizationId, [connectionId])).get(connectionId)).toBe(1);
  await set({ jet_soj_enabled: true });
  await aWhile();
  expect(ground.far.stock.get(sku)).toEqual({ 'node-1': 8 });
});

test('jet_fulfillment_node_id changed: the stock is told at the new node', async () => {
  await set({ jet_fulfillment_node_id: 'node-2' });
  await aWhile();
  expect(ground.far.stock.get(sku)).toMatchObject({ 'node-2': 9 });
});
