/** Owns the guarantees of orders on their way through sync, with the OMS's own orders and a far side that fails. */
import { HOUR_MS, MINUTE_MS } from '@jetway/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createChannels, type OrderSink } from '../channels/index.ts';
import { jetChannel } from '../channels/jet/index.ts';
import { importConnection, loadConnection } from '../connections/index.ts';
import { eraseExchangesOfOrder, listOrderExchanges } from '../exchanges/index.ts';
import { ordersFeature } from '../orders/index.ts';
import { aLocation, anOrganization, aSku } from '../testing/index.ts';
import { answer, answerLost, type FarOrder, type Fault, inTurn, lost, only } from './testing/far-side.ts';
import { drainPassing, type SyncGround, syncGround } from './testing/sync-ground.ts';
import type { Workers } from './workers.ts';

let ground: SyncGround;
let orders: OrderSink;
let organizationId: string;
let connectionId: string;
let locationId: string;
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
  }).sink;
});
afterAll(async () => ground.close());
beforeEach(async () => {
  ground.far.seen.length = 0;
  ground.far.fault = (_request, next) => next();
  ground.far.orders.clear();
  organizationId = await anOrganization(ground);
  locationId = await aLocation(ground, organizationId);
  connectionId = await ground.connect(organizationId);
  const stock = { [locationId]: 100 };
  sku = (await aSku(ground, organizationId, { stock, connectionIds: [connectionId] })).sku;
  workers = ground.workers(undefined, orders);
  await workers.drain();
  ground.far.seen.length = 0;
});

const iso = (at: number): string => new Date(at).toISOString().replace('Z', '0000Z');

/** As long as the database needs for some questions: work that others could do meanwhile is done. */
async function whileOthersWork(): Promise<void> {
  for (let question = 0; question < 10; question += 1) await ground.database.ping();
}

function place(more: Partial<FarOrder> = {}): FarOrder {
  const placed = ground.clock.now() - HOUR_MS;
  const order: FarOrder = {
    merchant_order_id: ground.ids.hex32(),
    reference_order_id: ground.ids.digits(12),
    fulfillment_node: 'node-1',
    hash_email: '1@customer.jet.com',
    status: 'ready',
    order_placed_date: iso(placed),
    order_transmission_date: iso(placed + MINUTE_MS),
    order_ready_date: iso(placed + 30 * MINUTE_MS),
    buyer: { name: 'Kim Buyer' },
    shipping_to: {
      recipient: { name: 'Kim Buyer' },
      address: { address1: '1 Main St', city: 'Hoboken', state: 'NJ', zip_code: '07030' },
    },
    order_totals: { item_price: { base_price: 20 } },
    order_detail: {
      request_shipping_method: 'UPS Ground',
      request_shipping_carrier: 'UPS',
      request_service_level: 'Standard',
      request_ship_by: iso(placed + 24 * HOUR_MS),
      request_delivery_by: iso(placed + 96 * HOUR_MS),
    },
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
    ...more,
  };
  ground.far.orders.set(order.merchant_order_id, order);
  return order;
}

/** Time for a pull, and for the waits after faults. */
async function aWhile(): Promise<void> {
  ground.timer.pass(MINUTE_MS);
  for (let part = 0; part < 6; part += 1) {
    await drainPassing(workers, ground.timer);
    ground.timer.pass(10_000);
  }
  await drainPassing(workers, ground.timer);
}

const stored = () =>
  ground.database.db
    .selectFrom('orders')
    .select(['channel_order_id', 'status', 'channel_status'])
    .where('organization_id', '=', organizationId)
    .orderBy('channel_order_id')
    .execute();
const intents = () =>
  ground.database.db
    .selectFrom('intents')
    .select(['kind', 'state', 'attempts', 'last_error'])
    .where('organization_id', '=', organizationId)
    .execute();
const openProblems = () =>
  ground.database.db
    .selectFrom('problems')
    .select(['kind', 'text'])
    .where('organization_id', '=', organizationId)
    .where('state', '=', 'open')
    .execute();
const acknowledgements = () => ground.far.seen.filter((line) => line.endsWith('/acknowledge'));

describe('an order', () => {
  test('is pulled, accepted, confirmed by reading back, and the stock follows', async () => {
    const order = place();
    await aWhile();
    expect(await stored()).toEqual([
      { channel_order_id: order.merchant_order_id, status: 'acknowledged', channel_status: 'acknowledged' },
    ]);
    expect(await intents()).toEqual([{ kind: 'acknowledge', state: 'confirmed', attempts: 1, last_error: null }]);
    expect(acknowledgements()).toHaveLength(1);
    expect(ground.far.stock.get(sku)).toEqual({ 'node-1': 99 });
    const sending = ground.far.seen.findIndex((line) => line.endsWith('/acknowledge'));
    // Accepted, its units count against what was fed before: the number is told once more, although it is the same.
    expect(ground.far.seen.slice(sending).some((line) => line.startsWith('PATCH'))).toBe(true);
  });

  test('is tagged by a message that its answer proves, and sent again when that is lost', async () => {
    const order = place();
    await aWhile();
    const { db } = ground.database;
    const row = await db
      .selectFrom('orders')
      .select('order_id')
      .where('organization_id', '=', organizationId)
      .executeTakeFirstOrThrow();
    const base = { version: 1, channelOrderId: order.merchant_order_id, altOrderId: row.order_id };
    const now = ground.clock.now();
    await db
      .insertInto('intents')
      .values({
        organization_id: organizationId,
        intent_id: ground.ids.uuid(),
        order_id: row.order_id,
        connection_id: connectionId,
        seq: 2,
        kind: 'tag',
        state: 'pending',
        payload: JSON.stringify({ ...base, kind: 'tag', tag: 'gift' }),
        due_at: now,
        created_at: now,
        updated_at: now,
        created_by: 'system',
      })
      .execute();
    ground.far.fault = only(/tag$/, inTurn(answerLost, answerLost));
    await aWhile();
    expect(ground.far.orders.get(order.merchant_order_id)?.tagged).toBe('gift');
    expect(ground.far.seen.filter((line) => line.endsWith('/tag'))).toHaveLength(3);
    expect(await intents()).toContainEqual({ kind: 'tag', state: 'confirmed', attempts: 2, last_error: null });
  });

  test('is imported once, however often it is listed', async () => {
    ground.far.fault = only(/acknowledge$/, () => answer(503, { errors: ['Not now.'] }));
    place();
    await aWhile();
    await aWhile();
    expect(await stored()).toHaveLength(1);
    expect(ground.far.seen.filter((line) => line === 'GET /orders/ready').length).toBeGreaterThan(1);
  });

  test('in watch mode is imported, and nothing is sent', async () => {
    await ground.database.db
      .updateTable('connections')
      .set({ mode: 'watch' })
      .where('connection_id', '=', connectionId)
      .execute();
    place();
    await aWhile();
    expect(await stored()).toMatchObject([{ status: 'new' }]);
    expect(ground.far.seen.filter((line) => !line.startsWith('GET'))).toEqual([]);
    expect(await orders.countWaitingIntents(ground.database.db, organizationId, [connectionId])).toEqual(
      new Map([[connectionId, 1]]),
    );
  });

  test('that is poisoned is a problem of its own and keeps no other waiting; mended, it is imported', async () => {
    const bad = place({ order_items: [{ merchant_sku: sku }] });
    const good = place();
    await aWhile();
    expect((await stored()).map((row) => row.channel_order_id)).toEqual([good.merchant_order_id]);
    expect(await openProblems()).toMatchObject([
      { kind: 'order-invalid', text: expect.stringContaining('order_item_id is missing') },
    ]);
    place({ ...good, merchant_order_id: bad.merchant_order_id, status: 'ready' });
    for (let part = 0; part < 6; part += 1) await aWhile();
    expect(await stored()).toHaveLength(2);
    expect(await openProblems()).toEqual([]);
  });

  test('with an unknown service level is imported, and somebody is told', async () => {
    const detail = { request_service_level: 'By Drone', request_shipping_carrier: 'UPS' };
    place({ order_detail: detail });
    await aWhile();
    expect(await stored()).toMatchObject([{ status: 'acknowledged' }]);
    expect(await openProblems()).toMatchObject([{ kind: 'unknown-value', text: expect.stringContaining('By Drone') }]);
  });

  test.each<[string, Fault]>([
    ['the request is lost', lost],
    ['the answer is lost', answerLost],
    [
      'the server fails after it was done',
      (_request, next) => {
        next();
        return answer(500, { errors: ['Oops.'] });
      },
    ],
    ['the server is not ready', () => answer(503, { errors: ['Not now.'] })],
    ['there are too many requests', () => answer(429, { errors: ['Too many.'] }, { 'retry-after': '3' })],
    ['the token has ended', () => answer(401, { Message: 'Authorization has been denied for this request.' })],
  ])('is accepted exactly once when %s', async (_title, fault) => {
    ground.far.fault = only(/acknowledge$/, inTurn(fault));
    const order = place();
    await aWhile();
    expect(acknowledgements()).toHaveLength(1);
    expect(ground.far.orders.get(order.merchant_order_id)?.acknowledgement_status).toBe('accepted');
    expect(await intents()).toMatchObject([{ kind: 'acknowledge', state: 'confirmed' }]);
    expect(await openProblems()).toEqual([]);
  });

  test('whose reading back fails stays unknown until it is read, and is not sent again', async () => {
    const order = place();
    let acknowledged = false;
    ground.far.fault = (request, next) => {
      if (request.method === 'PUT') acknowledged = true;
      if (acknowledged && request.method === 'GET' && request.url.includes('withoutShipmentDetail'))
        return answer(404, { errors: ['Not found.'] });
      return next();
    };
    await aWhile();
    expect(await intents()).toMatchObject([{ state: 'unknown', attempts: 1 }]);
    ground.far.fault = (_request, next) => next();
    await aWhile();
    await aWhile();
    expect(await intents()).toMatchObject([{ state: 'confirmed', attempts: 1 }]);
    expect(acknowledgements()).toHaveLength(1);
    expect(ground.far.orders.get(order.merchant_order_id)?.status).toBe('acknowledged');
  });

  test('that ended before it was accepted is closed without a failed message', async () => {
    place();
    ground.far.fault = only(/acknowledge$/, (request) => {
      const id = new URL(request.url).pathname.split('/')[3] ?? '';
      const found = ground.far.orders.get(id);
      if (found !== undefined) found.status = 'complete';
      return answer(400, { errors: ["An order in status 'complete' cannot be acknowledged."] });
    });
    await aWhile();
    expect(await stored()).toMatchObject([{ status: 'cancelled' }]);
    expect((await openProblems()).map((row) => row.kind)).not.toContain('message-failed');
    expect(ground.far.stock.get(sku)).toEqual({ 'node-1': 100 });
  });

  test('whose message is refused for good becomes a problem with the channel’s words', async () => {
    place();
    ground.far.fault = only(/acknowledge$/, () => answer(400, { errors: ["order_item_id doesn't match"] }));
    await aWhile();
    expect(await intents()).toMatchObject([{ state: 'failed', attempts: 1 }]);
    expect(await openProblems()).toMatchObject([
      { kind: 'message-failed', text: expect.stringContaining("order_item_id doesn't match") },
    ]);
  });

  test('is accepted once by two programs, one of which dies while it sends', async () => {
    const order = place();
    const first = workers;
    const dying = Promise.withResolvers<void>();
    ground.far.fault = only(/acknowledge$/, (_request, next) => {
      next();
      dying.resolve();
      return new Promise(() => undefined);
    });
    ground.timer.pass(MINUTE_MS);
    first.drain().catch(() => undefined);
    await dying.promise;
    ground.far.fault = (_request, next) => next();
    workers = ground.workers('second', orders);
    ground.timer.pass(15_000);
    await aWhile();
    expect(acknowledgements()).toHaveLength(1);
    expect(await intents()).toMatchObject([{ state: 'confirmed', attempts: 1 }]);
    expect(ground.far.orders.get(order.merchant_order_id)?.status).toBe('acknowledged');
  });
});

describe('an acknowledgement and the stock of its SKUs', () => {
  test('never cross: while one is unanswered the other does not go out', async () => {
    let open: string[] = [];
    const crossed: string[] = [];
    ground.far.fault = async (request, next) => {
      const kind = request.method === 'PATCH' ? 'stock' : request.url.endsWith('/acknowledge') ? 'acknowledge' : '';
      if (kind === '') return next();
      if (open.some((other) => other !== kind)) crossed.push(kind);
      open = [...open, kind];
      await whileOthersWork();
      const response = next();
      open = open.toSpliced(open.indexOf(kind), 1);
      return response;
    };
    await workers.stop();
    workers = ground.workers(undefined, orders);
    for (let n = 0; n < 12; n += 1) place();
    ground.timer.pass(MINUTE_MS);
    await workers.start();
    await expect
      .poll(
        async () => {
          ground.timer.passToNext(2_000);
          return (await intents()).filter(({ state }) => state === 'confirmed').length;
        },
        { timeout: 15_000 },
      )
      .toBe(12);
    await expect
      .poll(() => {
        ground.timer.passToNext(2_000);
        return ground.far.stock.get(sku);
      })
      .toEqual({ 'node-1': 88 });
    await workers.stop();
    expect(crossed).toEqual([]);
  });
});

describe('the messages of an order', () => {
  test('show what was read and sent, whole, and without the buyer once erased', async () => {
    const order = place();
    await aWhile();
    const channelOrderId = order.merchant_order_id;
    const list = async () => {
      const of = { orderId: 'o', connectionId, channelOrderId };
      return (await listOrderExchanges(ground.database.db, organizationId, of, { after: undefined, limit: 50 })).items;
    };
    const before = await list();
    expect(before.map(({ method, status }) => `${method} ${status}`).toSorted()).toEqual([
      'GET 200',
      'GET 200',
      'PUT 204',
    ]);
    expect(JSON.stringify(before)).toContain('Kim Buyer');
    await ground.database.transaction((tx) =>
      eraseExchangesOfOrder(tx, organizationId, { connectionId, channelOrderId }, jetChannel.withoutBuyer),
    );
    const after = JSON.stringify(await list());
    expect(after).not.toContain('Kim Buyer');
    expect(after).toContain(sku);
  });
});
