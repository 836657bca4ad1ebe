/** What every route of both surfaces must refuse, made from the contracts; and that every declared status is answered. */
import type { RouteInput } from '@jetway/http-contract';
import { jetRoutes } from '@jetway/jet-api';
import { operatorRoutes } from '@jetway/marketplace-api';
import { type ContractTarget, contractCases, expectEveryStatusSeen, recordContract } from '@jetway/testkit';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { MarketplaceDatabase } from './database/index.ts';
import {
  type AccountWithNodes,
  anAccount,
  anOffer,
  aSku,
  type Call,
  callUnder,
  type Harness,
  openHarness,
  ownDatabase,
} from './testing/index.ts';

interface Placed {
  readonly orderId: string;
  readonly itemId: string;
}

interface World {
  readonly harness: Harness;
  readonly mine: AccountWithNodes;
  readonly theirs: AccountWithNodes;
  readonly sku: string;
  readonly theirSku: string;
  readonly order: Placed;
  readonly theirOrder: Placed;
}

let database: MarketplaceDatabase;
let world: World;
/** Has tried too often. */
const TIRED = 'tired@example.com';
const OPERATOR = { email: 'walker@example.com', password: 'a long walk' };

beforeAll(async () => {
  database = await ownDatabase();
  const harness = await openHarness({ database, operator: OPERATOR });
  const [mine, theirs] = [await anAccount(harness), await anAccount(harness)];
  const [sku, theirSku] = [await anOffer(harness, mine), await anOffer(harness, theirs)];
  world = {
    harness,
    mine,
    theirs,
    sku,
    theirSku,
    order: await place(harness, mine, sku),
    theirOrder: await place(harness, theirs, theirSku),
  };
});
afterAll(async () => database.close());

/** An order that is ready. */
async function place(harness: Harness, account: AccountWithNodes, sku: string): Promise<Placed> {
  const path = `/accounts/${account.accountId}/orders`;
  const placed = (await harness.operator('POST', path, { items: [{ sku, quantity: 1 }] })).json() as { id: string };
  await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: 1_800_000 });
  const detail = (await harness.operator('GET', `${path}/${placed.id}`)).json() as { items: { id: string }[] };
  return { orderId: placed.id, itemId: detail.items[0]?.id ?? '' };
}

const ADDRESS = { address1: '1 Wharf Road', city: 'Portland', state: 'ME', zipCode: '04101' };
const acknowledgement = ({ itemId }: Placed) => ({
  acknowledgement_status: 'accepted',
  order_items: [{ order_item_id: itemId, order_item_acknowledgement_status: 'fulfillable' }],
});
const shipped = (sku: string) => ({
  shipments: [
    {
      alt_shipment_id: 'parcel-1',
      shipment_tracking_number: '1Z1',
      response_shipment_date: '2026-01-05T12:40:00.0000000Z',
      response_shipment_method: 'UPS Ground',
      expected_delivery_date: '2026-01-08T12:00:00.0000000Z',
      carrier: 'UPS',
      shipment_items: [{ merchant_sku: sku, response_shipment_sku_quantity: 1 }],
    },
  ],
});
const priceOf = (account: AccountWithNodes) => ({
  price: 1,
  fulfillment_nodes: [{ fulfillment_node_id: account.nodeId, fulfillment_node_price: 2 }],
});
const inventoryOf = (account: AccountWithNodes) => ({
  fulfillment_nodes: [{ fulfillment_node_id: account.nodeId, quantity: 3 }],
});

type JetRoutes = typeof jetRoutes;
const ofSku = () => ({ params: { sku: world.sku } });
const ofOrder = () => ({ params: { orderId: world.order.orderId } });
const foreignSku =
  <More extends object>(more: () => More) =>
  () =>
    Promise.resolve({
      foreign: { params: { sku: world.theirSku }, ...more() },
      missing: { params: { sku: 'nowhere' }, ...more() },
    });
const foreignOrder =
  <More extends object>(more: () => More) =>
  () =>
    Promise.resolve({
      foreign: { params: { orderId: world.theirOrder.orderId }, ...more() },
      missing: { params: { orderId: 'nowhere' }, ...more() },
    });
const nothing = () => ({});

const jetTarget: ContractTarget<JetRoutes> = {
  routes: jetRoutes,
  prefix: '/api',
  inject: (request) => world.harness.marketplace.server.inject(request),
  headersFor: () => ({ authorization: `Bearer ${world.mine.token}` }),
  badCredentials: [{ authorization: 'Bearer nonsense' }, { authorization: 'null' }, { authorization: 'Basic YTpi' }],
  samples: {
    getToken: () => ({ body: { user: world.mine.apiUser, pass: world.mine.apiSecret } }),
    checkAuthorization: () => ({}),
    putSku: () => ({
      ...ofSku(),
      body: jetRoutes.putSku.examples['All fields'] as RouteInput<JetRoutes['putSku']>['body'],
    }),
    getSku: ofSku,
    putPrice: () => ({ ...ofSku(), body: priceOf(world.mine) }),
    getPrice: ofSku,
    putInventory: () => ({ ...ofSku(), body: inventoryOf(world.mine) }),
    patchInventory: () => ({ ...ofSku(), body: inventoryOf(world.mine) }),
    getInventory: ofSku,
    listOrders: () => ({ params: { status: 'ready' } }),
    getOrder: ofOrder,
    acknowledgeOrder: () => ({ ...ofOrder(), body: acknowledgement(world.order) }),
    shipOrder: () => ({ ...ofOrder(), body: shipped(world.sku) }),
  },
  foreign: {
    getSku: foreignSku(nothing),
    putPrice: foreignSku(() => ({ body: { price: 1 } })),
    getPrice: foreignSku(nothing),
    putInventory: foreignSku(() => ({ body: {} })),
    patchInventory: foreignSku(() => ({ body: {} })),
    getInventory: foreignSku(nothing),
    getOrder: foreignOrder(nothing),
    acknowledgeOrder: foreignOrder(() => ({ body: acknowledgement(world.theirOrder) })),
    shipOrder: foreignOrder(() => ({ body: shipped(world.theirSku) })),
  },
  // A SKU that another merchant has too is one's own new one; a status is no thing of anybody's.
  tenantFree: ['putSku', 'listOrders'],
};

type OperatorRoutes = typeof operatorRoutes;
const ofAccount = () => ({ params: { accountId: world.mine.accountId } });
const ofPlaced = () => ({ params: { accountId: world.mine.accountId, orderId: world.order.orderId } });
const ofWorld = () => ({ params: { worldId: world.mine.worldId } });
const NODE = {
  name: 'Wharf',
  timeZone: 'UTC',
  address: ADDRESS,
  shippingMethods: ['UPS Ground'],
  serviceLevels: ['Standard'],
};

const operatorTarget: ContractTarget<OperatorRoutes> = {
  routes: operatorRoutes,
  prefix: '/operator/v1',
  inject: (request) => world.harness.marketplace.server.inject(request),
  headersFor: () => ({ authorization: `Bearer ${world.harness.operatorKey}` }),
  badCredentials: [{ authorization: 'Bearer nonsense' }, { cookie: 'jetway_operator=nonsense' }],
  samples: {
    signIn: () => ({ body: OPERATOR }),
    getSession: nothing,
    signOut: nothing,
    listWorlds: nothing,
    getWorld: ofWorld,
    moveClock: () => ({ ...ofWorld(), body: { advanceMs: 1, rate: 1 } }),
    setPolicy: () => ({ ...ofWorld(), body: { holdMs: 1, reviewMs: 0 } }),
    getShoppers: nothing,
    setShoppers: () => ({ body: { paused: true, ratePerMinute: 0 } }),
    listAccounts: nothing,
    createMerchant: () => ({ body: { name: `Walked ${world.harness.ids.hex32()}` } }),
    rotateSecret: () => ({ params: { accountId: world.theirs.accountId } }),
    listNodes: ofAccount,
    createNode: () => ({ ...ofAccount(), body: NODE }),
    listReturnNodes: ofAccount,
    createReturnNode: () => ({ ...ofAccount(), body: { name: 'Returns', address: ADDRESS } }),
    listSkus: ofAccount,
    listOrders: ofAccount,
    getOrder: ofPlaced,
    placeOrder: () => ({ ...ofAccount(), body: { items: [{ sku: world.sku, quantity: 1 }] } }),
    cancelAsShopper: () => ({ ...ofPlaced(), body: { items: [{ orderItemId: world.order.itemId, quantity: 1 }] } }),
    completeByHand: ofPlaced,
    resolveException: ofPlaced,
  },
};

describe('the merchant API', () => {
  for (const { title, run } of contractCases(jetTarget)) test(title, run);
});

describe('the operator API', () => {
  for (const { title, run } of contractCases(operatorTarget)) test(title, run);
});

/** Requests as `[operation's method, path, body]`; what they answer is written in the tests of each feature. */
type Walk = readonly (readonly [string, string, unknown?])[];
const TOO_LONG = 'x'.repeat(300);
const aNewSku = aSku();

describe('every declared status is answered', () => {
  test('by the merchant API', async () => {
    const recorder = recordContract(world.harness.marketplace.server.inject, jetRoutes, '/api');
    const as = (headers: Record<string, string>): Call => callUnder({ inject: recorder.inject }, '/api', headers);
    const merchant = as({ authorization: `Bearer ${world.mine.token}` });
    const { sku, order, mine } = world;
    const { apiUser: user, apiSecret: pass } = mine;
    const walk: Walk = [
      ['POST', '/token', { user, pass }],
      ['POST', '/token', { user, pass: 'wrong' }],
      ['GET', '/authcheck'],
      ['PUT', `/merchant-skus/${sku}`, aNewSku],
      ['PUT', `/merchant-skus/${sku}`, {}],
      ...['', '/price', '/inventory'].flatMap(
        (what): Walk => [
          ['GET', `/merchant-skus/${sku}${what}`],
          ['GET', `/merchant-skus/nowhere${what}`],
          ['GET', `/merchant-skus/${TOO_LONG}${what}`],
        ],
      ),
      ...[sku, 'nowhere'].flatMap(
        (id): Walk => [
          ['PUT', `/merchant-skus/${id}/price`, { price: 1 }],
          ['PUT', `/merchant-skus/${id}/inventory`, inventoryOf(mine)],
          ['PATCH', `/merchant-skus/${id}/inventory`, inventoryOf(mine)],
        ],
      ),
      ['PUT', `/merchant-skus/${sku}/price`, {}],
      ['PUT', `/merchant-skus/${sku}/inventory`, inventoryOf(world.theirs)],
      ['PATCH', `/merchant-skus/${sku}/inventory`, inventoryOf(world.theirs)],
      ['GET', '/orders/ready'],
      ['GET', '/orders/nonsense'],
      ['GET', `/orders/withoutShipmentDetail/${order.orderId}`],
      ['GET', '/orders/withoutShipmentDetail/nowhere'],
      ['GET', `/orders/withoutShipmentDetail/${TOO_LONG}`],
      ['PUT', `/orders/${order.orderId}/acknowledge`, {}],
      ['PUT', '/orders/nowhere/acknowledge', acknowledgement(order)],
      ['PUT', `/orders/${order.orderId}/acknowledge`, acknowledgement(order)],
      ['PUT', `/orders/${order.orderId}/shipped`, {}],
      ['PUT', '/orders/nowhere/shipped', shipped(sku)],
      ['PUT', `/orders/${order.orderId}/shipped`, shipped(sku)],
    ];
    for (const [method, path, body] of walk) await merchant(method, path, body);
    for (const [method, path] of walk) await as({})(method, path);
    expectEveryStatusSeen(recorder, jetRoutes);
  });

  test('by the operator API', async () => {
    const recorder = recordContract(world.harness.marketplace.server.inject, operatorRoutes, '/operator/v1');
    const as = (headers: Record<string, string>): Call =>
      callUnder({ inject: recorder.inject }, '/operator/v1', headers);
    const operator = as({ authorization: `Bearer ${world.harness.operatorKey}` });
    const { mine, theirs, sku } = world;
    const exception = await place(world.harness, mine, sku);
    await operator('POST', `/accounts/${mine.accountId}/orders/${exception.orderId}/complete`);
    const held = (
      await operator('POST', `/accounts/${mine.accountId}/orders`, { items: [{ sku, quantity: 1 }] })
    ).json();
    const orders = `/accounts/${mine.accountId}/orders`;
    const fresh = `${orders}/${(held as { id: string }).id}`;
    await database.executeSql('insert into marketplace.sign_in_tries values ($1, 10, $2)', [
      `email:${TIRED}`,
      world.harness.clock.now(),
    ]);
    const walk: Walk = [
      ['POST', '/session', OPERATOR],
      ['POST', '/session', {}],
      ['POST', '/session', { ...OPERATOR, password: 'wrong' }],
      ['POST', '/session', { email: TIRED, password: 'x' }],
      ['GET', '/session'],
      ['DELETE', '/session'],
      ['GET', `/worlds/${mine.worldId}`],
      ['GET', '/worlds/nowhere'],
      ['GET', `/worlds/${TOO_LONG}`],
      ['POST', `/worlds/${mine.worldId}/clock`, { advanceMs: 1 }],
      ['POST', `/worlds/${mine.worldId}/clock`, {}],
      ['POST', '/worlds/nowhere/clock', { advanceMs: 1 }],
      ['POST', '/worlds/live/clock', { advanceMs: 1 }],
      ['PUT', `/worlds/${mine.worldId}/policy`, { refundDecisionMs: 1 }],
      ['PUT', `/worlds/${mine.worldId}/policy`, { holdMs: -1 }],
      ['PUT', '/worlds/nowhere/policy', { holdMs: 1 }],
      ['GET', '/shoppers'],
      ['PUT', '/shoppers', { paused: true }],
      ['PUT', '/shoppers', { paused: 'yes' }],
      ...['/worlds', '/accounts'].flatMap(
        (path): Walk => [
          ['GET', path],
          ['GET', `${path}?cursor=nonsense`],
        ],
      ),
      ...['fulfillment-nodes', 'return-nodes', 'skus', 'orders'].flatMap(
        (what): Walk => [
          ['GET', `/accounts/${mine.accountId}/${what}`],
          ['GET', `/accounts/${mine.accountId}/${what}?cursor=nonsense`],
          ['GET', `/accounts/nowhere/${what}`],
        ],
      ),
      ['POST', '/merchants', { name: 'Walked' }],
      ['POST', '/merchants', { name: 'Walked' }],
      ['POST', '/merchants', {}],
      ['POST', `/accounts/${theirs.accountId}/secret`],
      ['POST', '/accounts/nowhere/secret'],
      ['POST', `/accounts/${TOO_LONG}/secret`],
      ...[mine.accountId, 'nowhere'].flatMap(
        (id): Walk => [
          ['POST', `/accounts/${id}/fulfillment-nodes`, NODE],
          ['POST', `/accounts/${id}/fulfillment-nodes`, {}],
          ['POST', `/accounts/${id}/return-nodes`, { name: 'Returns', address: ADDRESS }],
          ['POST', `/accounts/${id}/return-nodes`, {}],
          ['POST', `/accounts/${id}/orders`, { items: [{ sku, quantity: 1 }] }],
          ['POST', `/accounts/${id}/orders`, {}],
        ],
      ),
      ['POST', orders, { items: [{ sku, quantity: 9_999 }] }],
      ['GET', fresh],
      ['GET', `${orders}/nowhere`],
      ['GET', `${orders}/${TOO_LONG}`],
      ['POST', `${orders}/${TOO_LONG}/complete`],
      ['POST', `${orders}/${TOO_LONG}/resolve`],
      ['POST', `${fresh}/cancel`, { items: [] }],
      ['POST', `${fresh}/cancel`],
      ['POST', `${fresh}/cancel`],
      ['POST', `${orders}/nowhere/cancel`],
      ['POST', `${fresh}/complete`],
      ['POST', `${orders}/nowhere/complete`],
      ['POST', `${orders}/${exception.orderId}/resolve`],
      ['POST', `${fresh}/resolve`],
      ['POST', `${orders}/nowhere/resolve`],
    ];
    for (const [method, path, body] of walk) await operator(method, path, body);
    for (const [method, path] of walk) await as({})(method, path);
    // The same key for another request is a conflict, whatever the route.
    const again = as({ authorization: `Bearer ${world.harness.operatorKey}`, 'idempotency-key': 'walked' });
    await again('POST', `${orders}`, { items: [{ sku, quantity: 1 }] });
    await again('POST', `/accounts/${theirs.accountId}/secret`);
    await again('POST', `/accounts/${mine.accountId}/fulfillment-nodes`, NODE);
    await again('POST', `/accounts/${mine.accountId}/return-nodes`, { name: 'Returns', address: ADDRESS });
    expectEveryStatusSeen(recorder, operatorRoutes);
  });
});
