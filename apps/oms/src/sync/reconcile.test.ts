/** Owns the guarantees of being complete: full lists are followed to their end, and what others changed is seen. */
import { HOUR_MS, MINUTE_MS } from '@jetway/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createChannels } from '../channels/index.ts';
import { jetChannel } from '../channels/jet/index.ts';
import { importConnection, loadConnection } from '../connections/index.ts';
import { eraseExchangesOfOrder, listOrderExchanges } from '../exchanges/index.ts';
import { type OrdersFeature, ordersFeature } from '../orders/index.ts';
import { aLocation, anOrganization, aSku } from '../testing/index.ts';
import { saveSyncSettings } from './settings.store.ts';
import { aFarOrder } from './testing/far-order.ts';
import { answer, only } from './testing/far-side.ts';
import { drainPassing, type SyncGround, syncGround } from './testing/sync-ground.ts';
import type { Workers } from './workers.ts';

let ground: SyncGround;
let orders: OrdersFeature;
let organizationId: string;
let connectionId: string;
let workers: Workers;
let sku: string;

beforeAll(async () => {
  ground = await syncGround();
  orders = ordersFeature({
    ...ground,
    channels: createChannels([jetChannel]),
    loadConnection: async (handle, organization, connection) => {
      const row = await loadConnection(handle, { organizationId: organization, connectionId: connection });
      return row && importConnection(row);
    },
    listExchanges: listOrderExchanges,
    eraseExchanges: eraseExchangesOfOrder,
  });
});
afterAll(async () => ground.close());
beforeEach(async () => {
  const { far } = ground;
  far.fault = (_request, next) => next();
  far.orders.clear();
  far.tags.clear();
  far.cancelRequests.clear();
  far.mostListed = 1_000;
  organizationId = await anOrganization(ground);
  const locationId = await aLocation(ground, organizationId);
  connectionId = await ground.connect(organizationId);
  sku = (await aSku(ground, organizationId, { stock: { [locationId]: 100 }, connectionIds: [connectionId] })).sku;
  workers = ground.workers(undefined, orders.sink, { rejectDue: orders.rejectDue });
  await workers.drain();
  far.seen.length = 0;
});

const stored = () =>
  ground.database.db
    .selectFrom('orders')
    .select(['channel_order_id', 'status', 'channel_status'])
    .where('organization_id', '=', organizationId)
    .orderBy('channel_order_id')
    .execute();
const lastRun = async (kind: 'pull-orders' | 'reconcile-orders') =>
  ground.database.db
    .selectFrom('sync_runs')
    .select(['state', 'found', 'done', 'failed', 'details'])
    .where('organization_id', '=', organizationId)
    .where('kind', '=', kind)
    .orderBy('started_at', 'desc')
    .orderBy('run_id', 'desc')
    .executeTakeFirst();

/** Time passes, and what is due is done. */
async function later(ms: number): Promise<void> {
  ground.timer.pass(ms);
  await drainPassing(workers, ground.timer);
}

const hold = () =>
  ground.database.db
    .updateTable('connections')
    .set({ acknowledge_policy: 'hold' })
    .where('connection_id', '=', connectionId)
    .execute();

describe('a list that is as long as lists can be', () => {
  test('is followed to its end: what we have is tagged, what is not tagged is listed; each order is imported once', async () => {
    await hold();
    ground.far.mostListed = 3;
    for (let n = 0; n < 8; n += 1) aFarOrder(ground, sku);
    await later(MINUTE_MS);
    expect(await stored()).toHaveLength(8);
    expect(ground.far.tags.size).toBeGreaterThanOrEqual(6);
    const reads = ground.far.seen.filter((line) => line.includes('withoutShipmentDetail'));
    expect(new Set(reads).size).toBe(reads.length);
  });

  test('and holds poisoned orders is followed all the same', async () => {
    await hold();
    ground.far.mostListed = 3;
    aFarOrder(ground, sku, { order_items: [{ merchant_sku: sku }] });
    for (let n = 0; n < 5; n += 1) aFarOrder(ground, sku);
    await later(MINUTE_MS);
    expect(await stored()).toHaveLength(5);
  });

  test('in watch mode nothing is tagged, and the run says that the list was not followed', async () => {
    await ground.database.db
      .updateTable('connections')
      .set({ mode: 'watch' })
      .where('connection_id', '=', connectionId)
      .execute();
    ground.far.mostListed = 2;
    for (let n = 0; n < 4; n += 1) aFarOrder(ground, sku);
    await later(MINUTE_MS);
    expect(ground.far.tags.size).toBe(0);
    expect(await lastRun('pull-orders')).toMatchObject({ details: { listsNotFollowed: 1 } });
  });
});

describe('comparing orders with the channel', () => {
  test('imports what was answered without us, and follows what changed without us', async () => {
    const own = aFarOrder(ground, sku);
    await later(MINUTE_MS);
    expect(await stored()).toMatchObject([{ status: 'acknowledged' }]);
    const accepted = aFarOrder(ground, sku, { status: 'acknowledged', acknowledgement_status: 'accepted' });
    const gone = aFarOrder(ground, sku, { status: 'complete' });
    own.status = 'complete';
    await later(31 * MINUTE_MS);
    const found = new Map((await stored()).map((row) => [row.channel_order_id, row]));
    expect(found.get(accepted.merchant_order_id)).toMatchObject({ status: 'acknowledged' });
    expect(found.get(gone.merchant_order_id)).toMatchObject({ status: 'cancelled', channel_status: 'complete' });
    expect(found.get(own.merchant_order_id)).toMatchObject({ channel_status: 'complete' });
    expect(await lastRun('reconcile-orders')).toMatchObject({ state: 'done', details: { imported: 2 } });
  });

  test('leaves out what the buyer cancelled before it was ever released', async () => {
    aFarOrder(ground, sku, { status: 'complete', exception_state: 'cancelled', order_ready_date: undefined });
    await later(6 * MINUTE_MS);
    expect(await stored()).toEqual([]);
    expect(await lastRun('reconcile-orders')).toMatchObject({ state: 'done', details: { neverReleased: 1 } });
  });

  test('reads an order whose buyer wants units cancelled, and one that is over once a day', async () => {
    const order = aFarOrder(ground, sku);
    await later(MINUTE_MS);
    ground.far.cancelRequests.add(order.merchant_order_id);
    const isRead = () => ground.far.seen.some((line) => line.endsWith(order.merchant_order_id));
    order.status = 'complete';
    await later(31 * MINUTE_MS);
    ground.far.cancelRequests.clear();
    ground.far.seen.length = 0;
    await later(31 * MINUTE_MS);
    expect(isRead()).toBe(false);
    await later(25 * HOUR_MS);
    expect(isRead()).toBe(true);
  });

  test('one list that cannot be had, and one order that cannot be read, keep nothing else from being compared', async () => {
    aFarOrder(ground, sku, { status: 'acknowledged', acknowledgement_status: 'accepted', order_items: [] });
    aFarOrder(ground, sku, { status: 'acknowledged', acknowledgement_status: 'accepted' });
    ground.far.fault = only(/orders\/inprogress$/, () => answer(400, { errors: ['No such status.'] }));
    await later(6 * MINUTE_MS);
    expect(await stored()).toMatchObject([{ status: 'acknowledged' }]);
    expect(await lastRun('reconcile-orders')).toMatchObject({ state: 'failed', done: 1, failed: 1 });
  });
});

describe('an order that nobody answers', () => {
  const rejecting = (rejectBeforeMinutes: number | null) =>
    ground.database.transaction((tx) =>
      saveSyncSettings(
        tx,
        { organizationId, connectionId },
        { requestsPerMinute: 6_000, rejectBeforeMinutes, pausedRuns: [], version: 1 },
        { actor: 'test', requestId: null },
        ground.clock.now(),
      ),
    );

  test('is left alone unless the connection wants otherwise', async () => {
    await hold();
    const order = aFarOrder(ground, sku);
    await later(MINUTE_MS);
    await later(24 * HOUR_MS);
    expect(order.status).toBe('ready');
  });

  test('is rejected so long before its deadline as was set, each line with its reason', async () => {
    await hold();
    await rejecting(30);
    const order = aFarOrder(ground, 'nobody-knows-it');
    await later(MINUTE_MS);
    await later(22 * HOUR_MS);
    expect(order.status).toBe('ready');
    await later(2 * HOUR_MS);
    await later(MINUTE_MS);
    expect(order.acknowledgement_status).toBe('rejected - item level error');
  });

  test('a policy that is tried tells what it would do with each, and changes nothing', async () => {
    await hold();
    const [first, second, third] = [
      aFarOrder(ground, sku),
      aFarOrder(ground, sku),
      aFarOrder(ground, 'nobody-knows-it'),
    ];
    await ground.database.db
      .updateTable('order_lines')
      .set({ ordered: 60 })
      .where('organization_id', '=', organizationId)
      .execute();
    await later(MINUTE_MS);
    const outcomes = async (policy: 'hold' | 'accept-when-covered' | 'accept-always') => {
      const { items, waiting } = await orders.previewPolicy(organizationId, connectionId, policy);
      expect(waiting).toBe(3);
      return new Map(items.map((item) => [item.referenceNumber, item]));
    };
    const covered = await outcomes('accept-when-covered');
    expect(covered.get(String(first?.['reference_order_id']))).toMatchObject({ outcome: 'accept' });
    expect(covered.get(String(second?.['reference_order_id']))).toMatchObject({ outcome: 'accept' });
    expect(covered.get(String(third?.['reference_order_id']))).toMatchObject({
      outcome: 'hold',
      lines: [{ answer: 'invalid-sku' }],
    });
    expect([...(await outcomes('hold')).values()].map(({ outcome }) => outcome)).toEqual(['hold', 'hold', 'hold']);
    expect(await stored()).toMatchObject([{ status: 'new' }, { status: 'new' }, { status: 'new' }]);
  });
});
