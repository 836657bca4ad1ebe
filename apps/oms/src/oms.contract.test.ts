import { buildRequest, type Route } from '@jetway/http-contract';
import { omsPrefix, roles, omsRoutes as routes } from '@jetway/oms-api';
import { type ContractTarget, contractCases, expectEveryStatusSeen, recordContract } from '@jetway/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from './edge/index.ts';
import { createOrderSink } from './orders/index.ts';
import { raiseProblem } from './problems/index.ts';
import {
  aChannelOrder,
  aConnection,
  aLocation,
  aMember,
  anApiKey,
  anOrder,
  aSku,
  type Caller,
  type Harness,
  harness,
  importChannelOrder,
  PASSWORD,
} from './testing/index.ts';

// Cases are made before the server is: what they need is filled in by beforeAll.
let at: Harness;
let organizationId: string;
let stranger: string;
let locationId: string;
let theirLocationId: string;
let connectionId: string;
let theirConnectionId: string;
const callers = new Map<string, Caller>();
let inner: Harness['oms']['server']['inject'];
const recorder = recordContract((request) => inner(request), routes, omsPrefix);

beforeAll(async () => {
  at = await harness();
  inner = at.oms.server.inject;
  organizationId = await at.newOrganization();
  stranger = await at.newOrganization();
  connectionId = await aConnection(at, organizationId);
  theirConnectionId = await aConnection(at, stranger);
  locationId = await aLocation(at, organizationId, { nodes: [{ connectionId, nodeId: 'node' }] });
  theirLocationId = await aLocation(at, stranger);
  for (const role of roles) callers.set(role, await at.signIn(organizationId, role));
});

const headersFor = (_route: unknown, role = 'admin') => ({ ...callers.get(role)?.headers, 'if-match': '"1"' });

const aProblem = async (of: string): Promise<string> => {
  const problem = {
    kind: 'unknown-sku',
    subject: at.ids.hex32(),
    title: 'Unknown SKU',
    text: 'Choose.',
    actions: ['dismiss'],
  } as const;
  const made = await at.database.transaction((tx) => raiseProblem(tx, of, problem, at, at.clock.now()));
  return made.problemId;
};

const aKeyId = async (of: string): Promise<string> => {
  await anApiKey(at, of);
  const rows = await at.database.db
    .selectFrom('api_keys')
    .select('api_key_id')
    .where('organization_id', '=', of)
    .where('revoked_at', 'is', null)
    .execute();
  return rows.at(-1)?.api_key_id ?? '';
};

const connection = () => ({
  channel: 'jet' as const,
  name: `C ${at.ids.hex32()}`,
  baseUrl: 'http://marketplace.test/api',
  settings: { jet_api_user: 'user', jet_api_secret: 'secret', jet_pull_orders: false },
  pullEverySeconds: 60,
  acknowledgeWithinHours: 24,
});
/** An order that waits for an answer, with stock for it, and what names it. */
const aHeldOrder = async (of: string, channel: string) => {
  const place = of === stranger ? theirLocationId : locationId;
  const { sku } = await aSku(at, of, { stock: { [place]: 5 } });
  const orderId = await anOrder(at, of, { connectionId: channel, lines: { [sku]: 2 } });
  const line = await at.database.db
    .selectFrom('order_lines')
    .select('line_id')
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  return { orderId, lineId: line.line_id };
};
const orderParams = async () => ({ params: { orderId: (await aHeldOrder(organizationId, connectionId)).orderId } });
const connectionParams = () => ({ params: { connectionId } });
const aRun = async (of: string, channel: string): Promise<string> => {
  const { client } = await at.signIn(of);
  const asked = await client.runConnection({ params: { connectionId: channel }, body: { kind: 'pull-orders' } });
  if (asked.status !== 202) throw new Error(`answered ${asked.status}`);
  return asked.body.id;
};
const parcels = (lineId: string) => ({
  parcels: [
    { carrier: 'UPS', method: 'UPSGround', trackingNumber: at.ids.digits(10), items: [{ lineId, quantity: 1 }] },
  ],
});

const location = () => ({ name: `L ${at.ids.hex32()}`, timeZone: 'UTC', cutOff: '12:00', zipCode: '07030', nodes: [] });
const adjustment = (place: string) =>
  ({ locationId: place, kind: 'change', quantity: 1, reason: 'received', note: 'a note' }) as const;

const samples: ContractTarget<typeof routes>['samples'] = {
  getAbout: () => ({}),
  signIn: () => ({ body: { email: 'nobody@example.com', password: 'no password' } }),
  signOut: () => ({}),
  getSession: () => ({}),
  switchOrganization: () => ({ body: { organizationId } }),
  changePassword: () => ({ body: { current: 'not this one', next: 'a new long password' } }),
  listMembers: () => ({}),
  addMember: () => ({
    body: { email: `${at.ids.hex32()}@example.com`, name: 'Lee', role: 'warehouse', password: 'first password' },
  }),
  changeMember: async () => ({
    params: { userId: (await aMember(at, organizationId)).userId },
    body: { role: 'warehouse', active: true },
  }),
  listApiKeys: () => ({}),
  createApiKey: () => ({ body: { name: 'a program', role: 'warehouse' } }),
  revokeApiKey: async () => ({ params: { apiKeyId: await aKeyId(organizationId) } }),
  listInventory: () => ({}),
  createSku: () => ({
    body: {
      sku: at.ids.hex32(),
      title: 'A mug',
      imageUrl: 'https://img.example/1.png',
      stock: [{ locationId, onHand: 1 }],
    },
  }),
  getSku: async () => ({ params: { skuId: (await aSku(at, organizationId)).skuId } }),
  changeSku: async () => ({
    params: { skuId: (await aSku(at, organizationId)).skuId },
    body: { title: 'A cup', active: true },
  }),
  adjustStock: async () => ({
    params: { skuId: (await aSku(at, organizationId)).skuId },
    body: adjustment(locationId),
  }),
  listLedger: async () => ({ params: { skuId: (await aSku(at, organizationId)).skuId } }),
  listLocations: () => ({}),
  createLocation: () => ({ body: location() }),
  changeLocation: async () => ({ params: { locationId: await aLocation(at, organizationId) }, body: location() }),
  listConnections: () => ({}),
  createConnection: () => ({ body: connection() }),
  getConnection: connectionParams,
  changeConnection: async () => ({
    params: { connectionId: await aConnection(at, organizationId) },
    body: { acknowledgeWithinHours: 12, settings: { jet_pull_orders: false } },
  }),
  testConnection: () => ({ ...connectionParams(), body: { settings: { jet_api_user: 'other' } } }),
  switchConnection: () => ({ ...connectionParams(), body: { mode: 'live', stoppedLanes: [] } }),
  runConnection: () => ({ ...connectionParams(), body: { kind: 'pull-orders' } }),
  listWaiting: connectionParams,
  getShippingOptions: connectionParams,
  listRuns: () => ({}),
  getRun: async () => ({ params: { runId: await aRun(organizationId, connectionId) } }),
  listExchanges: () => ({}),
  listOrders: () => ({}),
  countOrders: () => ({}),
  getOrder: orderParams,
  listOrderMessages: orderParams,
  acknowledgeOrder: async () => ({ ...(await orderParams()), body: {} }),
  shipOrder: async () => {
    const { orderId, lineId } = await aHeldOrder(organizationId, connectionId);
    return { params: { orderId }, body: parcels(lineId) };
  },
  previewCancel: orderParams,
  cancelOrder: async () => ({
    ...(await orderParams()),
    body: { mode: 'reject', reason: 'rejected - other', note: 'a note' },
  }),
  retryIntent: async () => ({ params: { ...(await orderParams()).params, intentId: 'no-such-intent' } }),
  eraseBuyer: orderParams,
  listProblems: () => ({}),
  countProblems: () => ({}),
  resolveProblem: async () => ({
    params: { problemId: await aProblem(organizationId) },
    body: { action: 'dismiss', note: 'a note' },
  }),
};

/** A pair of requests that differ only in whose thing they name: another organization's, or nobody's. */
const pair =
  <Params, Rest extends object>(
    name: keyof Params & string,
    theirs: () => Promise<string>,
    rest: () => Promise<Rest> | Rest,
  ) =>
  async () => {
    const more = await rest();
    const of = (id: string) => ({ params: { [name]: id } as Params, ...more });
    return { foreign: of(await theirs()), missing: of('no-such-thing') };
  };
const nothing = () => ({});
const theirOrder = async () => (await aHeldOrder(stranger, theirConnectionId)).orderId;
const theirChannel = async () => theirConnectionId;
const theirSku = async () => (await aSku(at, stranger)).skuId;

const target: ContractTarget<typeof routes> = {
  routes,
  prefix: omsPrefix,
  inject: recorder.inject,
  samples,
  headersFor,
  roles,
  badCredentials: [
    { cookie: 'jetway_oms=nonsense' },
    { authorization: 'Bearer jwo_nonsense' },
    { authorization: 'Basic YTpi' },
  ],
  foreign: {
    changeMember: pair(
      'userId',
      async () => (await aMember(at, stranger)).userId,
      () => ({ body: { active: true } }),
    ),
    revokeApiKey: pair('apiKeyId', () => aKeyId(stranger), nothing),
    getSku: pair('skuId', theirSku, nothing),
    listLedger: pair('skuId', theirSku, nothing),
    changeSku: pair('skuId', theirSku, () => ({ body: { title: 'x' } })),
    adjustStock: pair('skuId', theirSku, () => ({ body: adjustment(locationId) })),
    changeLocation: pair(
      'locationId',
      async () => theirLocationId,
      () => ({ body: location() }),
    ),
    getConnection: pair('connectionId', theirChannel, nothing),
    changeConnection: pair('connectionId', theirChannel, () => ({ body: { acknowledgeWithinHours: 12 } })),
    testConnection: pair('connectionId', theirChannel, () => ({ body: {} })),
    switchConnection: pair('connectionId', theirChannel, () => ({ body: { mode: 'watch' as const } })),
    runConnection: pair('connectionId', theirChannel, () => ({ body: { kind: 'pull-orders' as const } })),
    listWaiting: pair('connectionId', theirChannel, nothing),
    getShippingOptions: pair('connectionId', theirChannel, nothing),
    getRun: pair('runId', () => aRun(stranger, theirConnectionId), nothing),
    getOrder: pair('orderId', theirOrder, nothing),
    listOrderMessages: pair('orderId', theirOrder, nothing),
    acknowledgeOrder: pair('orderId', theirOrder, () => ({ body: {} })),
    shipOrder: pair('orderId', theirOrder, () => ({ body: parcels('line') })),
    previewCancel: pair('orderId', theirOrder, nothing),
    cancelOrder: pair('orderId', theirOrder, () => ({ body: { mode: 'reject' as const } })),
    eraseBuyer: pair('orderId', theirOrder, nothing),
    retryIntent: async () => {
      const of = (orderId: string) => ({ params: { orderId, intentId: 'intent' } });
      return { foreign: of(await theirOrder()), missing: of('no-such-order') };
    },
    resolveProblem: pair(
      'problemId',
      () => aProblem(stranger),
      () => ({ body: { action: 'dismiss' as const } }),
    ),
  },
};

describe('what every route must refuse', () => {
  for (const { title, run } of contractCases(target)) test(title, async () => expect(await run()).toBeUndefined());
});

describe('what is left of each route’s declared answers', () => {
  /** One request of the admin's, or of `headers`. */
  const send = async (method: string, path: string, payload?: unknown, headers = headersFor(undefined)) =>
    recorder.inject({ method, url: `${omsPrefix}${path}`, headers, payload });

  test.each([
    'members',
    'api-keys',
    'inventory',
    'locations',
    'problems',
    'connections',
    'runs',
    'exchanges',
    'orders',
  ])('GET /%s → 400 for a cursor of another list, a limit beyond its own, and an unknown parameter', async (path) => {
    for (const query of ['cursor=%21', 'limit=0', 'limit=201', 'limit=x', 'colour=red']) {
      const answer = await send('GET', `/${path}?${query}`);
      expect(answer.statusCode).toBe(400);
      expect(answer.payload).toContain(query.split('=')[0]);
    }
  });

  test('the ledger refuses a cursor of another list', async () => {
    const { skuId } = await aSku(at, organizationId);
    expect((await send('GET', `/skus/${skuId}/ledger?cursor=%21`)).json()).toMatchObject({ code: 'bad_cursor' });
  });

  test('sessions: signed in, another organization, a new password', async () => {
    const { email } = await aMember(at, organizationId);
    const body = { email, password: PASSWORD };
    expect((await send('GET', '/about')).json()).toMatchObject({ name: 'Jetway OMS', now: at.clock.now() });
    const wrong = await send('POST', '/session', { ...body, password: 'not this one' }, { 'if-match': '' });
    expect(wrong.json()).toMatchObject({ code: 'wrong_credentials', status: 401 });
    expect((await send('DELETE', '/session', undefined, { 'if-match': '' })).statusCode).toBe(204);
    expect((await send('POST', '/session', body, { 'if-match': '' })).statusCode).toBe(200);
    expect((await send('PUT', '/session/organization', { organizationId })).statusCode).toBe(200);
    expect((await send('PUT', '/session/organization', { organizationId: stranger })).statusCode).toBe(404);
    const { headers } = await at.signIn(organizationId);
    const password = { current: PASSWORD, next: 'a new long password' };
    expect((await send('PUT', '/session/password', password, { ...headers, 'if-match': '' })).statusCode).toBe(204);
  });

  test('conflicts: a person twice, the last admin, names and numbers that are taken, old versions', async () => {
    const alone = await at.newOrganization();
    const admin = await at.signIn(alone);
    const headers = { ...admin.headers, 'if-match': '"9"' };
    const conflict = async (method: string, path: string, body: unknown, code: string) => {
      const answer = await send(method, path, body, headers);
      expect(answer.statusCode).toBe(409);
      expect(answer.json()).toMatchObject({ code });
    };
    const { email, userId } = admin.member;
    await conflict('POST', '/members', { email, name: 'x', role: 'admin' }, 'already_member');
    await conflict('PATCH', `/members/${userId}`, { active: false }, 'last_admin');
    const { sku, skuId } = await aSku(at, alone);
    await conflict('POST', '/skus', { sku, title: 'x' }, 'sku_exists');
    await conflict('PATCH', `/skus/${skuId}`, { title: 'x' }, 'changed_meanwhile');
    const place = await aLocation(at, alone, { name: 'Main' });
    await conflict('POST', '/locations', { ...location(), name: 'main' }, 'name_taken');
    await conflict('PUT', `/locations/${place}`, location(), 'changed_meanwhile');
    const below = { ...adjustment(place), quantity: -1 };
    await conflict('POST', `/skus/${skuId}/adjust`, below, 'below_reserved');
    const problemId = await aProblem(alone);
    await conflict('POST', `/problems/${problemId}/resolve`, { action: 'retry' }, 'action_not_offered');
  });
});

/** An order of two units in stock; its channel's copy can be told anew. */
async function aLivingOrder() {
  const { sku } = await aSku(at, organizationId, { stock: { [locationId]: 5 } });
  const wish = { connectionId, lines: { [sku]: 2 } };
  const told = aChannelOrder(at, wish);
  const orderId = await importChannelOrder(at, organizationId, wish, told);
  const { line_id: lineId } = await at.database.db
    .selectFrom('order_lines')
    .select('line_id')
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  const sink = createOrderSink(at);
  /** What the channel makes of the order's next message. */
  const answerNext = async (answer: 'takes' | 'refuses') => {
    const now = at.clock.now();
    const options = { now, limit: 500, withShipments: true };
    const due = await sink.takeIntents(at.database.db, organizationId, connectionId, options);
    const intentId = due.find((intent) => intent.orderId === orderId)?.intentId ?? '';
    await at.database.transaction(async (tx) => {
      expect(await sink.markSending(tx, organizationId, intentId, 1, now)).toBe(true);
      const readBack = { ...told, status: 'acknowledged', standing: 'accepted' } as const;
      if (answer === 'takes')
        await sink.recordIntentConfirmed(tx, organizationId, intentId, readBack, systemActor, now);
      else
        await sink.recordIntentFailed(tx, organizationId, intentId, { text: 'no', readBack: null }, systemActor, now);
    });
    return intentId;
  };
  const cancelled = { ...told, status: 'complete', standing: 'cancelled' } as const;
  const end = () => importChannelOrder(at, organizationId, wish, cancelled);
  return { orderId, lineId, answerNext, end };
}

describe('what is left of the declared answers about orders, connections and repeated requests', () => {
  const admin = () => callers.get('admin')?.client ?? at.clientWith({});

  test('an order is accepted, its refused message sent again, its units shipped, and its buyer forgotten', async () => {
    const order = await aLivingOrder();
    const params = { orderId: order.orderId };
    const post = (what: string, payload: unknown = {}) =>
      recorder.inject({
        method: 'POST',
        url: `${omsPrefix}/orders/${order.orderId}/${what}`,
        headers: headersFor(undefined),
        payload,
      });
    expect((await post('acknowledge')).statusCode).toBe(202);
    const intentId = await order.answerNext('refuses');
    expect((await post(`intents/${intentId}/retry`, undefined)).statusCode).toBe(202);
    expect((await post(`intents/${intentId}/retry`, undefined)).json()).toMatchObject({ code: 'not_allowed_now' });
    await order.answerNext('takes');
    expect((await post('cancel', { mode: 'reject' })).json()).toMatchObject({ code: 'not_allowed_now' });
    expect((await post('erase-buyer', undefined)).json()).toMatchObject({ code: 'not_allowed_now' });
    expect((await post('ship', parcels(order.lineId))).statusCode).toBe(202);
    await order.answerNext('takes');
    await order.end();
    expect((await post('erase-buyer', undefined)).statusCode).toBe(204);
    const { body } = await admin().getOrder({ params });
    expect(body).toMatchObject({ buyer: { phone: null }, order: { status: 'complete' } });
    expect(JSON.stringify(body)).not.toContain('Castellane');
  });

  test('a connection’s name that is taken, and a version that is old', async () => {
    const name = `C ${at.ids.hex32()}`;
    const id = await aConnection(at, organizationId, { name });
    const send = (method: string, path: string, payload: unknown, version = '"1"') =>
      recorder.inject({
        method,
        url: `${omsPrefix}${path}`,
        headers: { ...headersFor(undefined), 'if-match': version },
        payload,
      });
    expect((await send('POST', '/connections', { ...connection(), name })).json()).toMatchObject({
      code: 'name_taken',
    });
    const changed = await send('PATCH', `/connections/${id}`, { name: 'x' }, '"9"');
    expect(changed.json()).toMatchObject({ status: 409, code: 'changed_meanwhile' });
  });

  test('a key that came with another request before is refused, whatever the route', async () => {
    const key = { 'idempotency-key': `key-${at.ids.hex32()}` };
    const first = await samples.createSku();
    expect((await admin().createSku(first, { headers: key })).status).toBe(201);
    const posts = Object.entries<Route>(routes).filter(([, route]) => route.method === 'POST' && route.auth !== null);
    for (const [operation, route] of posts) {
      const sample = samples[operation as keyof typeof samples];
      const headers = { ...headersFor(route), ...key };
      const request = buildRequest(`http://oms${omsPrefix}`, route, { ...(await sample()) }, headers);
      const { pathname } = new URL(request.url);
      const answer = await recorder.inject({
        method: 'POST',
        url: pathname,
        headers: request.headers,
        payload: request.body,
      });
      expect([operation, answer.statusCode, answer.json()]).toMatchObject([
        operation,
        409,
        { code: 'idempotency_key_reused' },
      ]);
    }
  });
});

afterAll(() => {
  expect(at.breaches).toEqual([]);
  expectEveryStatusSeen(recorder, routes);
});
