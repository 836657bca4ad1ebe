import { type OrderDetail, omsPrefix, orderRoutes, roles } from '@jetway/oms-api';
import { silentLog, systemTimer } from '@jetway/service';
import { type ContractTarget, contractCases, expectEveryStatusSeen, recordContract } from '@jetway/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createExchangeRecorder } from '../exchanges/index.ts';
import { aConnection, aLocation, aSku, type Caller, type Harness, harness } from '../testing/index.ts';
import { createOrderSink } from './order-sink.ts';
import { aChannelOrder, afterEnd, afterMessage, NODE } from './orders.test-support.ts';

// Cases are made before the server is: what they need is filled in by beforeAll.
let at: Harness;
let sink: ReturnType<typeof createOrderSink>;
let shop: Shop;
let stranger: Shop;
const callers = new Map<string, Caller>();
let inner: Harness['oms']['server']['inject'];
const recorder = recordContract((request) => inner(request), orderRoutes, omsPrefix);

/** An organization with a live connection and a well-stocked SKU. */
async function aShop() {
  const organizationId = await at.newOrganization();
  const connectionId = await aConnection(at, organizationId, { name: 'Jet' });
  const locationId = await aLocation(at, organizationId, { name: 'Newark', nodes: [{ connectionId, nodeId: NODE }] });
  const sku = await aSku(at, organizationId, { sku: 'MUG-RED', stock: { [locationId]: 1_000 } });
  return { organizationId, connectionId, locationId, sku };
}
type Shop = Awaited<ReturnType<typeof aShop>>;

interface Wanted {
  readonly quantity?: number;
  readonly policy?: 'hold' | 'accept-when-covered';
  readonly accepted?: boolean;
  readonly ended?: boolean;
  readonly more?: Parameters<typeof aChannelOrder>[2];
  readonly sku?: string;
}

/** An order of two units, as far along as wanted: its id, its line's, and the channel's copy. */
async function anOrder(of: Shop, wanted: Wanted = {}) {
  const { quantity = 2, policy = 'hold', accepted = false, ended = false, more = {}, sku = 'MUG-RED' } = wanted;
  const { organizationId, connectionId } = of;
  let order = aChannelOrder(at, [{ sku, quantity }], more);
  const by = { actor: 'system', requestId: null };
  const connection = {
    organizationId,
    connectionId,
    channel: 'jet',
    acknowledgePolicy: accepted ? 'accept-when-covered' : policy,
    acknowledgeWithinHours: 24,
    clockOffsetMs: 0,
  } as const;
  const now = at.clock.now();
  const importIt = () => at.database.transaction((tx) => sink.importOrder(tx, connection, order, by, now));
  await importIt();
  const options = { now, limit: 200, withShipments: true };
  const next = async () =>
    (await sink.takeIntents(at.database.db, organizationId, connectionId, options)).find(
      ({ channelOrderId }) => channelOrderId === order.channelOrderId,
    );
  /** Sends the next message; the channel takes it, or refuses it. */
  const send = async (fate: 'fine' | 'refused' = 'fine') => {
    const intent = await next();
    if (intent === undefined) throw new Error('nothing to send');
    await at.database.transaction((tx) => sink.markSending(tx, organizationId, intent.intentId, 1, now));
    if (fate === 'fine') order = afterMessage(order, intent.payload);
    const { intentId } = intent;
    const failure = { text: 'No.', readBack: order };
    await at.database.transaction(async (tx) =>
      fate === 'fine'
        ? sink.recordIntentConfirmed(tx, organizationId, intentId, order, by, now)
        : sink.recordIntentFailed(tx, organizationId, intentId, failure, by, now),
    );
    return intentId;
  };
  if (accepted) await send();
  if (ended) {
    order = afterEnd(order);
    await importIt();
  }
  const row = await at.database.db
    .selectFrom('orders')
    .innerJoin('order_lines', 'order_lines.order_id', 'orders.order_id')
    .select(['orders.order_id', 'order_lines.line_id'])
    .where('orders.organization_id', '=', organizationId)
    .where('channel_order_id', '=', order.channelOrderId)
    .executeTakeFirstOrThrow();
  return { orderId: row.order_id, lineId: row.line_id, order, send };
}

beforeAll(async () => {
  at = await harness();
  sink = createOrderSink(at);
  inner = at.oms.server.inject;
  shop = await aShop();
  stranger = await aShop();
  for (const role of roles) callers.set(role, await at.signIn(shop.organizationId, role));
});
afterEach(() => expect(at.breaches).toEqual([]));

const client = (role = 'manager') => {
  const caller = callers.get(role);
  if (caller === undefined) throw new Error(`nobody is ${role}`);
  return caller.client;
};
const parcel = (lineId: string, quantity = 1, more: object = {}) => ({
  carrier: 'UPS',
  method: 'UPSGround',
  trackingNumber: `1Z${at.ids.digits(10)}`,
  items: [{ lineId, quantity }],
  ...more,
});

const send = (method: string, path: string, body?: unknown, role = 'manager', headers: Record<string, string> = {}) =>
  recorder.inject({
    method,
    url: `${omsPrefix}${path}`,
    headers: { ...callers.get(role)?.headers, ...headers },
    ...(body === undefined ? {} : { payload: body }),
  });

const detailOf = async (orderId: string): Promise<OrderDetail> => {
  const answer = await send('GET', `/orders/${orderId}`);
  expect(answer.statusCode).toBe(200);
  return answer.json() as OrderDetail;
};

const target: ContractTarget<typeof orderRoutes> = {
  routes: orderRoutes,
  prefix: omsPrefix,
  inject: recorder.inject,
  samples: {
    listOrders: () => ({}),
    countListedOrders: () => ({}),
    countOrders: () => ({}),
    getOrder: async () => ({ params: { orderId: (await anOrder(shop)).orderId } }),
    listOrderMessages: async () => ({ params: { orderId: (await anOrder(shop)).orderId } }),
    acknowledgeOrder: async () => ({ params: { orderId: (await anOrder(shop)).orderId }, body: {} }),
    shipOrder: async () => {
      const { orderId, lineId } = await anOrder(shop, { accepted: true });
      return { params: { orderId }, body: { parcels: [parcel(lineId)] } };
    },
    previewCancel: async () => ({ params: { orderId: (await anOrder(shop)).orderId } }),
    cancelOrder: async () => ({ params: { orderId: (await anOrder(shop)).orderId }, body: { mode: 'reject' } }),
    retryIntent: async () => {
      const { orderId, send: sendNext } = await anOrder(shop, { policy: 'accept-when-covered' });
      return { params: { orderId, intentId: await sendNext('refused') } };
    },
    eraseBuyer: async () => ({ params: { orderId: (await anOrder(shop, { ended: true })).orderId } }),
  },
  headersFor: (_route, role = 'admin') => callers.get(role)?.headers ?? {},
  badCredentials: [{ authorization: 'Bearer no-such-key' }, { cookie: 'jetway_oms=none', origin: 'http://oms.test' }],
  roles,
  foreign: {
    getOrder: foreign((orderId) => ({ params: { orderId } })),
    listOrderMessages: foreign((orderId) => ({ params: { orderId } })),
    acknowledgeOrder: foreign((orderId) => ({ params: { orderId }, body: {} })),
    shipOrder: foreign((orderId) => ({ params: { orderId }, body: { parcels: [parcel('l')] } })),
    previewCancel: foreign((orderId) => ({ params: { orderId } })),
    cancelOrder: foreign((orderId) => ({ params: { orderId }, body: { mode: 'reject' } })),
    retryIntent: foreign((orderId) => ({ params: { orderId, intentId: 'i' } })),
    eraseBuyer: foreign((orderId) => ({ params: { orderId } })),
  },
};

function foreign<Input>(input: (orderId: string) => Input) {
  return async () => ({ foreign: input((await anOrder(stranger)).orderId), missing: input('none') });
}

describe('what every route must refuse', () => {
  for (const { title, run } of contractCases(target)) test(title, run);
});

describe('GET /orders', () => {
  const list = async (query: Parameters<ReturnType<typeof client>['listOrders']>[0], of: Caller) => {
    const found = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await of.client.listOrders({
        query: { limit: 2, ...query?.query, ...(cursor === undefined ? {} : { cursor }) },
      });
      if (status !== 200) throw new Error(`answered ${status}`);
      expect(body.items.length).toBeLessThanOrEqual(2);
      found.push(...body.items);
      cursor = body.next ?? undefined;
    } while (cursor !== undefined);
    return found;
  };

  test('each view, order and search pages through exactly its orders', async () => {
    const mine = await aShop();
    const caller = await at.withKey(mine.organizationId, 'read-only');
    const now = at.clock.now();
    const made = [];
    for (const [index, wanted] of (
      [{}, {}, { accepted: true }, { accepted: true }, { accepted: true }, { ended: true }, { sku: 'NOPE' }] as Wanted[]
    ).entries()) {
      const buyer = { name: index % 2 === 0 ? 'Grace Hopper' : 'Alan Turing', phone: null, email: null };
      // Two were placed at the same instant; later ones ship earlier, one has no date.
      const placedAt = now - 10_000 + Math.min(index, 5);
      const requested = {
        carrier: null,
        method: null,
        serviceLevel: null,
        shipByAt: index === 3 ? null : now - index,
        deliverByAt: null,
      };
      made.push(await anOrder(mine, { ...wanted, more: { placedAt, buyer, requested } }));
    }
    const [first, second, third, fourth, fifth, sixth, seventh] = made.map(({ orderId }) => orderId);
    const ids = async (query: object) => (await list({ query }, caller)).map(({ id }) => id);
    const newest = [sixth, seventh].toSorted().toReversed().concat([fifth, fourth, third, second, first]);
    expect(await ids({})).toEqual(newest);
    expect(await ids({ sort: 'placed' })).toEqual(newest.toReversed());
    // Nobody ships an order that is over: it comes with those without a date.
    const undated = [fourth, sixth].toSorted();
    expect(await ids({ sort: 'ship-by' })).toEqual([seventh, fifth, third, second, first, ...undated]);
    expect(await ids({ tab: 'late', sort: 'ship-by' })).toEqual([seventh, fifth, third, second]);
    expect(await ids({ tab: 'due-today' })).toEqual([first]);
    expect(await ids({ tab: 'to-acknowledge', sort: 'placed' })).toEqual([first, second, seventh]);
    expect(await ids({ tab: 'to-ship', sort: 'ship-by' })).toEqual([fifth, third, fourth]);
    expect(await ids({ tab: 'cancelled' })).toEqual([sixth]);
    expect(await ids({ tab: 'complete' })).toEqual([]);
    expect(await ids({ tab: 'in-progress' })).toEqual([]);
    expect(await ids({ tab: 'problems' })).toEqual([seventh]);
    expect(await ids({ search: 'gra hop', sort: 'placed' })).toEqual([first, third, fifth, seventh]);
    expect(await ids({ search: 'TURING', tab: 'to-ship' })).toEqual([fourth]);
    expect(await ids({ search: 'nope', tab: 'problems', sort: 'ship-by' })).toEqual([seventh]);
    expect(await ids({ search: made[2]?.order.referenceNumber ?? '' })).toEqual([third]);
    expect(await ids({ search: 'hop turing' })).toEqual([]);
    expect(await ids({ connectionId: mine.connectionId })).toEqual(newest);
    expect(await ids({ connectionId: 'none' })).toEqual([]);
    expect((await caller.client.countOrders()).body).toEqual({
      'to-acknowledge': 3,
      'due-today': 1,
      late: 4,
      'to-ship': 3,
      'in-progress': 0,
      failed: 0,
      complete: 0,
      cancelled: 1,
      problems: 1,
      all: 7,
    });
    const rows = await list({ query: { tab: 'to-ship' } }, caller);
    expect(rows[0]).toMatchObject({
      connectionName: 'Jet',
      canShip: true,
      canCancel: true,
      canAcknowledge: false,
      openProblems: 0,
      waitingFor: null,
    });
  });

  test('400 a cursor that is none', async () => {
    const answer = await send('GET', '/orders?cursor=%21');
    expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'bad_cursor' }]);
    for (const path of ['orders', 'order-counts', 'order-list-count'])
      expect((await send('GET', `/${path}?timeZone=Mars`)).json()).toMatchObject({ code: 'unknown_time_zone' });
    const { orderId } = await anOrder(shop);
    expect((await send('GET', `/orders/${orderId}/messages?cursor=%21`)).json()).toMatchObject({ code: 'bad_cursor' });
  });

  test('another organization’s orders are in none of it', async () => {
    const { orderId } = await anOrder(stranger);
    const { body } = await client().listOrders({ query: { limit: 200 } });
    expect(JSON.stringify(body)).not.toContain(orderId);
  });
});

describe('POST /orders/:orderId/acknowledge', () => {
  test('202 the message that will be sent, signed by who asked', async () => {
    const { orderId } = await anOrder(shop);
    const answer = await send('POST', `/orders/${orderId}/acknowledge`, {}, 'warehouse');
    expect([answer.statusCode, answer.json()]).toMatchObject([
      202,
      { kind: 'acknowledge', state: 'pending', summary: 'Accept the order', actor: expect.stringContaining('user:') },
    ]);
    const detail = await detailOf(orderId);
    expect(detail.order.waitingFor).toEqual({ kind: 'acknowledge', state: 'pending' });
    expect(detail.timeline.at(-1)).toMatchObject({ requestId: answer.headers['x-request-id'] });
  });

  test('409 with why: answered already, on its way, no stock, unknown SKU', async () => {
    const codes = async (wanted: Wanted) => {
      const { orderId } = await anOrder(shop, wanted);
      const answer = await send('POST', `/orders/${orderId}/acknowledge`);
      return [answer.statusCode, (answer.json() as { code: string }).code];
    };
    expect(await codes({ accepted: true })).toEqual([409, 'not_allowed_now']);
    expect(await codes({ policy: 'accept-when-covered' })).toEqual([409, 'already_waiting']);
    expect(await codes({ quantity: 100_000 })).toEqual([409, 'not_covered']);
    expect(await codes({ sku: 'NOPE' })).toEqual([409, 'unknown_sku']);
  });
});

describe('POST /orders/:orderId/ship', () => {
  test('202 each parcel with its identity; the order page tells what left and what waits', async () => {
    const { orderId, lineId, send: sendNext } = await anOrder(shop, { accepted: true, quantity: 3 });
    const first = parcel(lineId, 1, { carrier: 'ups', method: 'UPS Ground' });
    const answer = await send('POST', `/orders/${orderId}/ship`, { parcels: [first, parcel(lineId)] });
    expect(answer.statusCode).toBe(202);
    const { shipments } = answer.json() as { shipments: OrderDetail['shipments'] };
    expect(shipments).toMatchObject([
      { carrier: 'UPS', method: 'UPSGround', trackingNumber: first.trackingNumber, state: 'pending' },
      { items: [{ lineId, shippedQuantity: 1, cancelledQuantity: 0 }] },
    ]);
    const detail = await detailOf(orderId);
    expect(detail.shipments).toEqual(shipments);
    expect(detail.lines).toMatchObject([{ shippedQuantity: 2, openQuantity: 1, reservedQuantity: 1 }]);
    await sendNext();
    await sendNext();
    expect((await detailOf(orderId)).order).toMatchObject({ status: 'in_progress', waitingFor: null, canShip: true });
    const { body } = await client().listOrders({ query: { search: first.trackingNumber } });
    expect(body).toMatchObject({ items: [{ id: orderId }] });
  });

  test('units cancelled in a parcel’s message are cancelled by those who may cancel, and by no other', async () => {
    const { orderId, lineId } = await anOrder(shop, { accepted: true });
    const body = { parcels: [{ items: [{ lineId, cancelQuantity: 1 }] }] };
    const refused = await send('POST', `/orders/${orderId}/ship`, body, 'warehouse');
    expect([refused.statusCode, refused.json()]).toMatchObject([403, { code: 'cancel_not_allowed' }]);
    const answer = await send('POST', `/orders/${orderId}/ship`, body);
    expect([answer.statusCode, answer.json()]).toMatchObject([202, { warnings: [] }]);
  });

  test('the same Idempotency-Key ships once and answers the same', async () => {
    const { orderId, lineId } = await anOrder(shop, { accepted: true });
    const body = { parcels: [parcel(lineId)] };
    const key = { 'idempotency-key': at.ids.hex32() };
    const answers = [];
    for (let count = 0; count < 3; count += 1)
      answers.push(await send('POST', `/orders/${orderId}/ship`, body, 'warehouse', key));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 202, 202]);
    expect(new Set(answers.map(({ payload }) => payload)).size).toBe(1);
    expect((await detailOf(orderId)).shipments).toHaveLength(1);
  });

  test('400 names the place of what is wrong; 409 says why not now', async () => {
    const { orderId, lineId } = await anOrder(shop, { accepted: true });
    const answer = await send('POST', `/orders/${orderId}/ship`, { parcels: [parcel(lineId, 3)] });
    expect([answer.statusCode, answer.json()]).toMatchObject([
      400,
      { code: 'too_many_units', errors: [{ path: '/parcels/0/items/0/quantity' }] },
    ]);
    const fresh = await anOrder(shop);
    const early = await send('POST', `/orders/${fresh.orderId}/ship`, { parcels: [parcel(fresh.lineId)] });
    expect([early.statusCode, early.json()]).toMatchObject([409, { code: 'not_allowed_now' }]);
  });
});

describe('cancelling', () => {
  test('GET cancel-options shows what the channel will be told, POST /cancel has it told', async () => {
    const { orderId, send: sendNext } = await anOrder(shop);
    const options = await send('GET', `/orders/${orderId}/cancel-options`, undefined, 'read-only');
    const reasons = expect.arrayContaining([{ value: 'rejected - fraud', label: 'Suspected fraud' }]);
    const ways = [
      { mode: 'reject', reasons },
      { mode: 'cancel-units', reasons: [] },
    ];
    expect(options.json()).toMatchObject({ options: ways });
    const unknown = await send('POST', `/orders/${orderId}/cancel`, { mode: 'reject', reason: 'a whim' });
    expect([unknown.statusCode, unknown.json()]).toMatchObject([400, { code: 'unknown_reason' }]);
    const body = { mode: 'reject', reason: 'rejected - fraud', note: 'Same card as yesterday.' };
    const answer = await send('POST', `/orders/${orderId}/cancel`, body);
    expect([answer.statusCode, answer.json()]).toMatchObject([
      202,
      { kind: 'cancel', summary: 'Reject the whole order' },
    ]);
    await sendNext();
    const detail = await detailOf(orderId);
    expect(detail.order).toMatchObject({ status: 'cancelled', canCancel: false, canAcknowledge: false });
    expect(JSON.stringify(detail.timeline)).toContain('Same card as yesterday.');
    const none = await send('GET', `/orders/${orderId}/cancel-options`);
    expect(none.json()).toEqual({ options: [] });
  });

  test('400 units or lines that are not there; 409 an order that is over', async () => {
    const { orderId, lineId } = await anOrder(shop, { accepted: true });
    const cancel = async (body: object, id = orderId) => {
      const answer = await send('POST', `/orders/${id}/cancel`, body);
      return [answer.statusCode, (answer.json() as { code: string }).code];
    };
    const lines = (quantity: number, id = lineId) => ({ mode: 'cancel-units', lines: [{ lineId: id, quantity }] });
    expect(await cancel(lines(9))).toEqual([400, 'too_many_units']);
    expect(await cancel(lines(1, 'none'))).toEqual([400, 'unknown_line']);
    const fresh = await anOrder(shop);
    expect(await cancel({ ...lines(1, fresh.lineId), mode: 'reject' }, fresh.orderId)).toEqual([
      400,
      'lines_not_allowed',
    ]);
    expect(await cancel({ mode: 'reject' }, fresh.orderId)).toEqual([202, undefined]);
    expect(await cancel({ mode: 'reject' }, fresh.orderId)).toEqual([409, 'already_waiting']);
    const over = await anOrder(shop, { ended: true });
    expect(await cancel({ mode: 'cancel-units' }, over.orderId)).toEqual([409, 'not_allowed_now']);
  });
});

describe('POST /orders/:orderId/intents/:intentId/retry', () => {
  test('202 the same message again; 409 when it was not refused; 404 a message of another order', async () => {
    const { orderId, send: sendNext } = await anOrder(shop, { policy: 'accept-when-covered' });
    const intentId = await sendNext('refused');
    const other = await anOrder(shop);
    expect((await send('POST', `/orders/${other.orderId}/intents/${intentId}/retry`)).statusCode).toBe(404);
    const answer = await send('POST', `/orders/${orderId}/intents/${intentId}/retry`, undefined, 'warehouse');
    expect([answer.statusCode, answer.json()]).toMatchObject([202, { id: intentId, state: 'pending', attempts: 1 }]);
    const again = await send('POST', `/orders/${orderId}/intents/${intentId}/retry`);
    expect([again.statusCode, again.json()]).toMatchObject([409, { code: 'not_allowed_now' }]);
  });
});

describe('messages and erasing', () => {
  test('the messages of an order are its own; erasing takes the buyer out of them, for admins alone', async () => {
    const { orderId, order } = await anOrder(shop, { ended: true });
    const exchanges = createExchangeRecorder({ ...at, timer: systemTimer, log: silentLog });
    const cause = {
      organizationId: shop.organizationId,
      connectionId: shop.connectionId,
      channelOrderId: order.channelOrderId,
      detail: 'whole',
    } as const;
    exchanges.record(cause, {
      at: at.clock.now(),
      durationMs: 12,
      method: 'GET',
      url: 'http://marketplace.test/api/orders',
      status: 200,
      requestBody: null,
      responseBody: order.raw,
      error: null,
      requestId: 'r-9',
      clockOffsetMs: 0,
      isSignIn: false,
    });
    await exchanges.flush();
    const messages = async () => (await send('GET', `/orders/${orderId}/messages`)).payload;
    expect(await messages()).toContain('Ada Byron');
    expect((await send('POST', `/orders/${orderId}/erase-buyer`, undefined, 'admin')).statusCode).toBe(204);
    expect(await messages()).not.toContain('Ada Byron');
    expect(await messages()).toContain('r-9');
    expect(JSON.stringify(await detailOf(orderId))).not.toContain('Ada Byron');
    const open = await anOrder(shop);
    const refused = await send('POST', `/orders/${open.orderId}/erase-buyer`, undefined, 'admin');
    expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: 'not_allowed_now' }]);
  });
});

afterAll(() => expectEveryStatusSeen(recorder, orderRoutes));
