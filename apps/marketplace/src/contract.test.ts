/** What every route of both surfaces must refuse, made from the contracts; and that every declared status is answered. */
import type { RouteInput } from '@jetway/http-contract';
import { jetRoutes } from '@jetway/jet-api';
import { operatorRoutes } from '@jetway/marketplace-api';
import { type ContractTarget, contractCases, expectEveryStatusSeen, recordContract } from '@jetway/testkit';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { MarketplaceDatabase } from './database/index.ts';
import {
  type AccountWithNodes,
  aMerchant,
  anAccount,
  anOffer,
  aShippedOrder,
  aSku,
  type Call,
  callUnder,
  type Harness,
  openHarness,
  ownDatabase,
  type ShippedOrder,
} from './testing/index.ts';

interface Placed {
  readonly orderId: string;
  readonly itemId: string;
}

/** A file that was uploaded and received, and waits to be processed. */
interface Uploaded {
  readonly fileId: string;
  readonly said: { readonly url: string; readonly file_type: string; readonly file_name: string };
}

/** A shipped order with a return and a refund of one of its units each. */
interface WentBack {
  readonly order: ShippedOrder;
  readonly returnId: string;
  readonly refundId: string;
}

/** What is settled of an account, with a charge that it disputes, and a report. */
interface Settled {
  readonly settlementId: string;
  readonly disputedReturnId: string;
  readonly reportId: string;
}

interface World {
  readonly harness: Harness;
  readonly mine: AccountWithNodes;
  readonly theirs: AccountWithNodes;
  readonly sku: string;
  readonly theirSku: string;
  readonly order: Placed;
  readonly theirOrder: Placed;
  readonly back: WentBack;
  readonly theirBack: WentBack;
  readonly settled: Settled;
  readonly theirSettled: Settled;
  readonly file: Uploaded;
  readonly theirFile: Uploaded;
  readonly doneFile: Uploaded;
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
  const doneFile = await upload(harness, mine);
  await harness.services.files.drain();
  world = {
    harness,
    mine,
    theirs,
    sku,
    theirSku,
    order: await place(harness, mine, sku),
    theirOrder: await place(harness, theirs, theirSku),
    back: await giveBack(harness, mine),
    theirBack: await giveBack(harness, theirs),
    settled: await settle(harness, mine),
    theirSettled: await settle(harness, theirs),
    file: await upload(harness, mine),
    theirFile: await upload(harness, theirs),
    doneFile,
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

async function giveBack(harness: Harness, account: AccountWithNodes): Promise<WentBack> {
  const order = await aShippedOrder(harness, account, { quantity: 5 });
  const items = [{ sku: order.sku, quantity: 1, reason: 'Item does not fit' }];
  const path = `/accounts/${account.accountId}/orders/${order.orderId}/returns`;
  const { id } = (await harness.operator('POST', path, { items })).json() as { id: string };
  const refund = (await account.call('POST', `/refunds/${order.orderId}/mine`, refundOf(order))).json();
  return { order, returnId: id, refundId: (refund as { refund_authorization_id: string }).refund_authorization_id };
}

async function settle(harness: Harness, account: AccountWithNodes): Promise<Settled> {
  const base = `/accounts/${account.accountId}`;
  const order = await aShippedOrder(harness, account, { quantity: 1 });
  const opening = { items: [{ sku: order.sku, quantity: 1, reason: 'Item does not fit' }], chargeCents: 500 };
  const opened = await harness.operator('POST', `${base}/orders/${order.orderId}/returns`, opening);
  const { id: disputedReturnId } = opened.json() as { id: string };
  const disputing = { agree_to_return_charge: false, return_charge_feedback: 'fraud', items: [] };
  await account.call('PUT', `/returns/${disputedReturnId}/complete`, {
    ...disputing,
    merchant_order_id: order.orderId,
  });
  await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: 3_600_000 });
  const { items } = (await harness.operator('GET', `${base}/settlements`)).json() as { items: { id: string }[] };
  const report = (await account.call('POST', '/reports/ProductStatus')).json() as { report_id: string };
  return { settlementId: items[0]?.id ?? '', disputedReturnId, reportId: report.report_id };
}

/** The file is no file: processing it is none of this test's business. */
async function upload(harness: Harness, account: AccountWithNodes): Promise<Uploaded> {
  const issued = (await account.call('GET', '/files/uploadToken')).json() as { url: string; jet_file_id: string };
  const { pathname, search } = new URL(issued.url);
  await harness.marketplace.server.inject({ method: 'PUT', url: `${pathname}${search}`, payload: 'nothing' });
  const said = { url: issued.url, file_type: 'Price', file_name: 'prices.json.gz' };
  await account.call('POST', '/files/uploaded', said);
  return { fileId: issued.jet_file_id, said };
}

const refundOf = ({ itemId }: ShippedOrder) => ({
  items: [{ order_item_id: itemId, order_return_refund_qty: 1, refund_amount: { principal: 1 } }],
});
const completionOf = ({ order }: WentBack) => ({ merchant_order_id: order.orderId, agree_to_return_charge: true });
const ofReturn = () => ({ params: { returnId: world.back.returnId } });
const foreignReturn =
  <More extends object>(more: () => More) =>
  () =>
    Promise.resolve({
      foreign: { params: { returnId: world.theirBack.returnId }, ...more() },
      missing: { params: { returnId: 'nowhere' }, ...more() },
    });
const MISSING_REFUND = '1000000000000000';

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
const generated = () => ({
  fulfillment_node: world.mine.nodeId,
  items: [{ sku: world.sku, order_quantity: 1, order_cancel_quantity: 1 }],
});
const priceOf = (account: AccountWithNodes) => ({
  price: 1,
  fulfillment_nodes: [{ fulfillment_node_id: account.nodeId, fulfillment_node_price: 2 }],
});
const exceptionOf = (account: AccountWithNodes) => ({
  fulfillment_nodes: [
    {
      fulfillment_node_id: account.nodeId,
      shipping_exceptions: [{ shipping_method: 'Freight', shipping_exception_type: 'exclusive' as const }],
    },
  ],
});
const variationOf = (child: string) => ({
  relationship: 'Variation' as const,
  variation_refinements: [12],
  children_skus: [child],
});
const inventoryOf = (account: AccountWithNodes) => ({
  fulfillment_nodes: [{ fulfillment_node_id: account.nodeId, quantity: 3 }],
});

type JetRoutes = typeof jetRoutes;
const IMAGES = { swatch_image_url: 'https://images.example/swatch.png' };
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
    putSkuV2: () => ({
      ...ofSku(),
      body: jetRoutes.putSkuV2.examples['All fields'] as RouteInput<JetRoutes['putSkuV2']>['body'],
    }),
    putSkuImages: () => ({ ...ofSku(), body: IMAGES }),
    listSkus: nothing,
    listSkusByStatus: () => ({ params: { status: 'Archived', from: 0, count: 1 } }),
    listPortalSkus: nothing,
    putPrice: () => ({ ...ofSku(), body: priceOf(world.mine) }),
    getPrice: ofSku,
    putInventory: () => ({ ...ofSku(), body: inventoryOf(world.mine) }),
    patchInventory: () => ({ ...ofSku(), body: inventoryOf(world.mine) }),
    getInventory: ofSku,
    putVariation: () => ({ ...ofSku(), body: variationOf('a child') }),
    getVariation: ofSku,
    putShippingException: () => ({ ...ofSku(), body: exceptionOf(world.mine) }),
    getShippingException: ofSku,
    putReturnsException: () => ({ ...ofSku(), body: { time_to_return: 5 } }),
    getReturnsException: ofSku,
    listFulfillmentNodes: nothing,
    getFulfillmentNode: () => ({ params: { nodeId: world.mine.nodeId } }),
    listFulfillmentNodesOfMerchant: nothing,
    listSetupFulfillmentNodes: nothing,
    listSetupReturnsLocations: nothing,
    getMerchantSetupStatus: nothing,
    archiveSku: () => ({ ...ofSku(), body: { is_archived: false } }),
    getUploadToken: nothing,
    postUploadedFile: () => ({ body: world.file.said }),
    getFile: () => ({ params: { jet_file_id: world.file.fileId } }),
    listOrders: () => ({ params: { status: 'ready' } }),
    getOrder: ofOrder,
    acknowledgeOrder: () => ({ ...ofOrder(), body: acknowledgement(world.order) }),
    shipOrder: () => ({ ...ofOrder(), body: shipped(world.sku) }),
    tagOrder: () => ({ ...ofOrder(), body: { tag: 'viewed' } }),
    listTaggedOrders: () => ({ params: { status: 'ready', tag: 'viewed', tagged: 'true' } }),
    generateOrders: () => ({ params: { count: 1 }, body: generated() }),
    listDirectedCancels: nothing,
    listReturns: () => ({ params: { status: 'created' } }),
    getReturn: ofReturn,
    getReturnByPrintedLink: ofReturn,
    completeReturn: () => ({ ...ofReturn(), body: completionOf(world.back) }),
    generateReturn: () => ({ params: { orderId: world.back.order.orderId } }),
    createRefund: () => ({
      params: { orderId: world.back.order.orderId, altRefundId: 'mine' },
      body: refundOf(world.back.order),
    }),
    getRefund: () => ({ params: { refundId: world.back.refundId } }),
    listRefunds: () => ({ params: { statusOrId: 'created' } }),
    createReport: () => ({
      params: { reportType: 'SettlementDetails' },
      body: { settlement_id: world.settled.settlementId },
    }),
    getReportState: () => ({ params: { reportId: world.settled.reportId } }),
    getSalesData: ofSku,
    listSettlements: () => ({ params: { days: 30 } }),
    getSettlement: () => ({ params: { settlementId: world.settled.settlementId } }),
    listTaxonomyLinks: () => ({ params: { version: 'v1' } }),
    getTaxonomyNode: () => ({ params: { nodeId: 4_100_000 } }),
    listNodeAttributes: () => ({ params: { nodeId: 4_100_000 } }),
  },
  foreign: {
    getSku: foreignSku(nothing),
    putSkuImages: foreignSku(() => ({ body: IMAGES })),
    putPrice: foreignSku(() => ({ body: { price: 1 } })),
    getPrice: foreignSku(nothing),
    putInventory: foreignSku(() => ({ body: {} })),
    patchInventory: foreignSku(() => ({ body: {} })),
    getInventory: foreignSku(nothing),
    putVariation: foreignSku(() => ({ body: variationOf('a child') })),
    getVariation: foreignSku(nothing),
    putShippingException: foreignSku(() => ({ body: {} })),
    getShippingException: foreignSku(nothing),
    putReturnsException: foreignSku(() => ({ body: {} })),
    getReturnsException: foreignSku(nothing),
    getFulfillmentNode: () =>
      Promise.resolve({
        foreign: { params: { nodeId: world.theirs.nodeId } },
        missing: { params: { nodeId: 'nowhere' } },
      }),
    archiveSku: foreignSku(() => ({ body: { is_archived: true } })),
    getFile: () =>
      Promise.resolve({
        foreign: { params: { jet_file_id: world.theirFile.fileId } },
        missing: { params: { jet_file_id: 'nowhere' } },
      }),
    getOrder: foreignOrder(nothing),
    acknowledgeOrder: foreignOrder(() => ({ body: acknowledgement(world.theirOrder) })),
    shipOrder: foreignOrder(() => ({ body: shipped(world.theirSku) })),
    tagOrder: foreignOrder(() => ({ body: { tag: 'viewed' } })),
    getReturn: foreignReturn(nothing),
    getReturnByPrintedLink: foreignReturn(nothing),
    completeReturn: foreignReturn(() => ({ body: completionOf(world.theirBack) })),
    generateReturn: () =>
      Promise.resolve({
        foreign: { params: { orderId: world.theirBack.order.orderId } },
        missing: { params: { orderId: 'nowhere' } },
      }),
    createRefund: () => {
      const refund = { body: refundOf(world.theirBack.order) };
      return Promise.resolve({
        foreign: { params: { orderId: world.theirBack.order.orderId, altRefundId: 'mine' }, ...refund },
        missing: { params: { orderId: 'nowhere', altRefundId: 'mine' }, ...refund },
      });
    },
    getRefund: () =>
      Promise.resolve({
        foreign: { params: { refundId: world.theirBack.refundId } },
        missing: { params: { refundId: MISSING_REFUND } },
      }),
    getReportState: () =>
      Promise.resolve({
        foreign: { params: { reportId: world.theirSettled.reportId } },
        missing: { params: { reportId: 'nowhere' } },
      }),
    getSalesData: foreignSku(nothing),
    getSettlement: () =>
      Promise.resolve({
        foreign: { params: { settlementId: world.theirSettled.settlementId } },
        missing: { params: { settlementId: '999' } },
      }),
    listRefunds: () =>
      Promise.resolve({
        foreign: { params: { statusOrId: world.theirBack.refundId } },
        missing: { params: { statusOrId: MISSING_REFUND } },
      }),
  },
  // A SKU that another merchant has too is one's own new one; a status is no thing of anybody's.
  tenantFree: [
    'putSku',
    'putSkuV2',
    'listSkusByStatus',
    'postUploadedFile',
    'listOrders',
    'listTaggedOrders',
    'generateOrders',
    'listDirectedCancels',
    'listReturns',
    'createReport',
    'listSettlements',
    'listTaxonomyLinks',
    'getTaxonomyNode',
    'listNodeAttributes',
  ],
};

type OperatorRoutes = typeof operatorRoutes;
const ofAccount = () => ({ params: { accountId: world.mine.accountId } });
const HOOK = { url: 'https://merchant.example/hooks', enabled: false };
const ofHook = () => ({ params: { ...ofAccount().params, endpointId: 'walked' } });
const ofMerchant = () => ({ params: { merchantId: world.theirs.merchantId } });
const ofPlaced = () => ({ params: { accountId: world.mine.accountId, orderId: world.order.orderId } });
const RULE = { effect: 'excluded' as const, brand: 'Nobody sells it' };
const ofSettled = () => ({ params: { ...ofAccount().params, settlementId: world.settled.settlementId } });
const ofWorld = () => ({ params: { worldId: world.mine.worldId } });
const ofTaxonomy = () => ({ params: { taxonomyId: 'default' } });
const COMMISSION = { kind: 'variable' as const, name: 'Walked', rateBasisPoints: 100 };
const ADJUSTMENT = { amountCents: 100, reason: 'Walked' };
const NODE = {
  name: 'Wharf',
  timeZone: 'UTC',
  address: ADDRESS,
  shippingMethods: ['UPS Ground'],
  serviceLevels: ['Standard'],
};

/** Nothing goes wrong by it, and nobody is limited. */
const FAULT = {
  kind: 'latency',
  operation: 'checkAuthorization',
  schedule: 'probability',
  probability: 0,
  latencyMinMs: 0,
  latencyMaxMs: 1,
  enabled: false,
} as const;
const LIMITS = { limits: [{ routeClass: 'bulk' as const, perSecond: 10_000, burst: 100_000 }] };

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
    listListingRules: ofWorld,
    createListingRule: () => ({ ...ofWorld(), body: RULE }),
    removeListingRule: () => ({ params: { worldId: world.mine.worldId, ruleId: 'nowhere' } }),
    moveClock: () => ({ ...ofWorld(), body: { advanceMs: 1, rate: 1 } }),
    setPolicy: () => ({ ...ofWorld(), body: { holdMs: 1, reviewMs: 0 } }),
    getShoppers: nothing,
    setShoppers: () => ({ body: { paused: true, ratePerMinute: 0 } }),
    listAccounts: nothing,
    createMerchant: () => ({ body: { name: `Walked ${world.harness.ids.hex32()}` } }),
    getOnboarding: ofMerchant,
    overrideOnboarding: () => ({ ...ofMerchant(), body: { note: 'Walked' } }),
    takeBackOnboarding: ofMerchant,
    rotateSecret: () => ({ params: { accountId: world.theirs.accountId } }),
    listNodes: ofAccount,
    createNode: () => ({ ...ofAccount(), body: NODE }),
    listReturnNodes: ofAccount,
    createReturnNode: () => ({ ...ofAccount(), body: { name: 'Returns', address: ADDRESS } }),
    listVariationGroups: () => ({ params: { ...ofAccount().params, sku: world.sku } }),
    changeNode: () => ({ params: { ...ofAccount().params, nodeId: world.mine.nodeId }, body: NODE }),
    changeReturnNode: () => ({
      params: { ...ofAccount().params, nodeId: world.mine.returnNodeId },
      body: { name: 'Returns', address: ADDRESS },
    }),
    listSkus: ofAccount,
    listFiles: ofAccount,
    getFile: () => ({ params: { ...ofAccount().params, fileId: world.file.fileId } }),
    retryFile: () => ({ params: { ...ofAccount().params, fileId: world.file.fileId } }),
    listOrders: ofAccount,
    getOrder: ofPlaced,
    placeOrder: () => ({ ...ofAccount(), body: { items: [{ sku: world.sku, quantity: 1 }] } }),
    listCommissionRules: ofWorld,
    addCommissionRule: () => ({ ...ofWorld(), body: COMMISSION }),
    removeCommissionRule: () => ({ params: { worldId: world.mine.worldId, ruleId: 'walked' } }),
    cancelAsShopper: () => ({ ...ofPlaced(), body: { items: [{ orderItemId: world.order.itemId, quantity: 1 }] } }),
    completeByHand: ofPlaced,
    resolveException: ofPlaced,
    listReturns: ofAccount,
    countReturns: ofAccount,
    getReturn: () => ({ params: { ...ofAccount().params, ...ofReturn().params } }),
    openReturn: () => ({
      params: { ...ofAccount().params, orderId: world.back.order.orderId },
      body: { items: [{ sku: world.back.order.sku, quantity: 1, reason: 'Item does not fit' }] },
    }),
    listRefunds: ofAccount,
    countRefunds: ofAccount,
    getRefund: () => ({ params: { ...ofAccount().params, refundId: world.back.refundId } }),
    decideRefund: () => ({
      params: { ...ofAccount().params, refundId: world.back.refundId },
      body: { decision: 'accept' as const },
    }),
    listSettlements: ofAccount,
    getSettlement: ofSettled,
    listSettlementEntries: ofSettled,
    addAdjustment: () => ({ ...ofAccount(), body: ADJUSTMENT }),
    listDisputes: ofAccount,
    decideDispute: () => ({
      params: { ...ofAccount().params, returnId: world.settled.disputedReturnId },
      body: { decision: 'for marketplace' as const },
    }),
    listTaxonomies: nothing,
    createTaxonomy: () => ({ body: { name: 'Walked' } }),
    getTaxonomy: ofTaxonomy,
    addTaxonomyRows: () => ({ ...ofTaxonomy(), body: {} }),
    finishTaxonomy: () => ({ ...ofTaxonomy(), body: { oddRows: [] } }),
    deleteTaxonomy: ofTaxonomy,
    listTaxonomyNodes: ofTaxonomy,
    getOperatorTaxonomyNode: () => ({ params: { taxonomyId: 'default', nodeId: 4_100_000 } }),
    setTaxonomy: () => ({ ...ofWorld(), body: { taxonomyId: 'default' } }),
    listRequests: ofAccount,
    getRequest: () => ({ params: { ...ofAccount().params, entryId: 'walked' } }),
    listMerchantRoutes: nothing,
    listFaults: ofAccount,
    createFault: () => ({ ...ofAccount(), body: FAULT }),
    replaceFault: () => ({ params: { ...ofAccount().params, faultId: 'walked' }, body: FAULT }),
    deleteFault: () => ({ params: { ...ofAccount().params, faultId: 'walked' } }),
    listScenarios: nothing,
    runScenario: () => ({ params: { ...ofAccount().params, name: 'slow-file' } }),
    listWebhookEndpoints: ofAccount,
    createWebhookEndpoint: () => ({ ...ofAccount(), body: HOOK }),
    changeWebhookEndpoint: () => ({ ...ofHook(), body: HOOK }),
    deleteWebhookEndpoint: ofHook,
    rotateWebhookSecret: ofHook,
    testWebhookEndpoint: ofHook,
    replayWebhookEvents: () => ({ ...ofHook(), body: { since: 0 } }),
    listWebhookDeliveries: ofHook,
    getWebhookDelivery: () => ({ params: { ...ofHook().params, eventId: 'walked' } }),
    replayWebhookDelivery: () => ({ params: { ...ofHook().params, eventId: 'walked' } }),
    getRateLimits: ofAccount,
    setRateLimits: () => ({ ...ofAccount(), body: LIMITS }),
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
const aVariant = aSku({ attributes_node_specific: [{ attribute_id: 12, attribute_value: 'dots' }] });

describe('every declared status is answered', () => {
  test('by the merchant API', async () => {
    const recorder = recordContract(world.harness.marketplace.server.inject, jetRoutes, '/api');
    const as = (headers: Record<string, string>): Call => callUnder({ inject: recorder.inject }, '/api', headers);
    const merchant = as({ authorization: `Bearer ${world.mine.token}` });
    const { sku, order, mine, back, settled } = world;
    const { apiUser: user, apiSecret: pass } = mine;
    const walk: Walk = [
      ['POST', '/token', { user, pass }],
      ['POST', '/token', { user, pass: 'wrong' }],
      ['GET', '/authcheck'],
      ['PUT', `/merchant-skus/${sku}`, aNewSku],
      ['PUT', `/merchant-skus/${sku}`, {}],
      ['PUT', `/merchant-skus/shoe/v2`, jetRoutes.putSkuV2.examples['All fields']],
      ['PUT', `/merchant-skus/shoe/v2`, {}],
      ['PUT', `/merchant-skus/${sku}/image`, IMAGES],
      ['PUT', `/merchant-skus/${sku}/image`, { main_image_url: 'none' }],
      ['PUT', '/merchant-skus/nowhere/image', IMAGES],
      ['GET', '/merchant-skus'],
      ['GET', '/merchant-skus?offset=-1'],
      ['GET', '/merchant-skus?sku=nowhere'],
      ['GET', '/merchant-skus/bystatus/archived/0/1'],
      ['GET', '/merchant-skus/bystatus/nonsense/0/1'],
      ['GET', '/portal/merchantskus'],
      ['GET', '/portal/merchantskus?statuses=nonsense'],
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
          ['PUT', `/merchant-skus/${id}/status/archive`, { is_archived: false }],
        ],
      ),
      ['PUT', `/merchant-skus/${sku}/price`, {}],
      ['PUT', `/merchant-skus/${sku}/status/archive`, {}],
      ['PUT', `/merchant-skus/${sku}/inventory`, inventoryOf(world.theirs)],
      ['PATCH', `/merchant-skus/${sku}/inventory`, inventoryOf(world.theirs)],
      ...['parent', 'child'].map((id) => ['PUT', `/merchant-skus/walked-${id}`, aVariant] as const),
      ...['walked-parent', 'nowhere'].flatMap(
        (id): Walk => [
          ['PUT', `/merchant-skus/${id}/variation`, variationOf('walked-child')],
          ['PUT', `/merchant-skus/${id}/variation`, {}],
          ['PUT', `/merchant-skus/${id}/shippingexception`, exceptionOf(mine)],
          ['PUT', `/merchant-skus/${id}/shippingexception`, exceptionOf(world.theirs)],
          ['PUT', `/merchant-skus/${id}/returnsexception`, {}],
          ['PUT', `/merchant-skus/${id}/returnsexception`, { time_to_return: 31 }],
        ],
      ),
      ...['walked-parent', 'nowhere', TOO_LONG].flatMap(
        (id): Walk => [
          ...['variation', 'shippingexception', 'returnsexception'].map(
            (what) => ['GET', `/merchant-skus/${id}/${what}`] as const,
          ),
        ],
      ),
      ['GET', '/fulfillment-nodes'],
      ...[mine.nodeId, 'nowhere', TOO_LONG].map((id) => ['GET', `/fulfillment-nodes/${id}`] as const),
      ['GET', '/fulfillmentnodesbymerchantid'],
      ['GET', '/setup/fulfillmentNodes'],
      ['GET', '/setup/returnsLocations'],
      ['GET', '/portal/merchantsetupstatus/'],
      ['GET', '/files/uploadToken'],
      ['POST', '/files/uploaded', world.file.said],
      ['POST', '/files/uploaded', world.theirFile.said],
      ['GET', `/files/${world.file.fileId}`],
      ['GET', `/files/${world.theirFile.fileId}`],
      ['GET', `/files/${TOO_LONG}`],
      ['GET', '/orders/ready'],
      ['GET', '/orders/nonsense'],
      ['GET', '/orders/ready/viewed/false'],
      ['GET', '/orders/ready/viewed/maybe'],
      ['GET', '/orders/directedCancel'],
      ['POST', '/orders/generate/1', generated()],
      ['POST', '/orders/generate/0', generated()],
      ['PUT', `/orders/${order.orderId}/tag`, { tag: 'viewed' }],
      ['PUT', `/orders/${order.orderId}/tag`, { tag: 1 }],
      ['PUT', '/orders/nowhere/tag', { tag: 'viewed' }],
      ['GET', `/orders/withoutShipmentDetail/${order.orderId}`],
      ['GET', '/orders/withoutShipmentDetail/nowhere'],
      ['GET', `/orders/withoutShipmentDetail/${TOO_LONG}`],
      ['PUT', `/orders/${order.orderId}/acknowledge`, {}],
      ['PUT', '/orders/nowhere/acknowledge', acknowledgement(order)],
      ['PUT', `/orders/${order.orderId}/acknowledge`, acknowledgement(order)],
      ['PUT', `/orders/${order.orderId}/shipped`, {}],
      ['PUT', '/orders/nowhere/shipped', shipped(sku)],
      ['PUT', `/orders/${order.orderId}/shipped`, shipped(sku)],
      ['GET', '/returns/created'],
      ['GET', '/returns/nonsense'],
      ...[back.returnId, 'nowhere', TOO_LONG].flatMap(
        (id): Walk => [
          ['GET', `/returns/state/${id}`],
          ['GET', `/return/state/${id}`],
          ['PUT', `/returns/${id}/complete`, completionOf(back)],
        ],
      ),
      ...[back.order.orderId, back.order.orderId, 'nowhere'].map((id) => ['GET', `/returns/generate/${id}`] as const),
      ...[back.order.orderId, 'nowhere'].map((id) => ['POST', `/refunds/${id}/walked`, refundOf(back.order)] as const),
      ['POST', `/refunds/${back.order.orderId}/walked`, {}],
      ...[back.refundId, MISSING_REFUND, TOO_LONG].flatMap(
        (id): Walk => [
          ['GET', `/refunds/state/${id}`],
          ['GET', `/refunds/${id}`],
        ],
      ),
      ['GET', '/refunds/created'],
      ['POST', '/reports/SalesData'],
      ['POST', '/reports/nonsense'],
      ['GET', '/settlement/30'],
      ['GET', '/settlement/soon'],
      ...[settled.settlementId, '999', TOO_LONG].map((id) => ['GET', `/settlement/report/${id}`] as const),
      ...[settled.reportId, 'nowhere', TOO_LONG].map((id) => ['GET', `/reports/state/${id}`] as const),
      ...[sku, 'nowhere', TOO_LONG].map((id) => ['GET', `/merchant-skus/${id}/salesdata`] as const),
      ['GET', '/taxonomy/links/v1'],
      ['GET', '/taxonomy/links/v1?offset=-1'],
      ...['4100000', '999', 'toys'].flatMap(
        (id): Walk => [
          ['GET', `/taxonomy/nodes/${id}`],
          ['GET', `/taxonomy/nodes/${id}/attributes`],
        ],
      ),
    ];
    for (const [method, path, body] of walk) await merchant(method, path, body);
    for (const [method, path] of walk) await as({})(method, path);
    const { live } = await aMerchant(world.harness);
    await as({ authorization: `Bearer ${live.token}` })('POST', '/orders/generate/1', generated());
    expectEveryStatusSeen(recorder, jetRoutes);
  });

  test('by the operator API', async () => {
    const recorder = recordContract(world.harness.marketplace.server.inject, operatorRoutes, '/operator/v1');
    const as = (headers: Record<string, string>): Call =>
      callUnder({ inject: recorder.inject }, '/operator/v1', headers);
    const operator = as({ authorization: `Bearer ${world.harness.operatorKey}` });
    const { mine, theirs, sku, back, settled } = world;
    const dispute = `/accounts/${mine.accountId}/settlement-disputes/${settled.disputedReturnId}/decision`;
    const whole = await aShippedOrder(world.harness, mine);
    const returnsOfOrder = `/accounts/${mine.accountId}/orders/${whole.orderId}/returns`;
    const oneReturn = { items: [{ sku: whole.sku, quantity: 1, reason: 'Item does not fit' }] };
    const refund = `/accounts/${mine.accountId}/refunds/${back.refundId}`;
    const exception = await place(world.harness, mine, sku);
    await operator('POST', `/accounts/${mine.accountId}/orders/${exception.orderId}/complete`);
    const held = (
      await operator('POST', `/accounts/${mine.accountId}/orders`, { items: [{ sku, quantity: 1 }] })
    ).json();
    const rules = `/worlds/${mine.worldId}/commission-rules`;
    const added = (await operator('POST', rules, COMMISSION)).json() as { id: string };
    await world.harness.services.requestLog.flush();
    const logged = `/accounts/${mine.accountId}/requests`;
    const { items: entries } = (await operator('GET', logged)).json() as { items: { id: string }[] };
    const faults = `/accounts/${mine.accountId}/faults`;
    const fault = (await operator('POST', faults, FAULT)).json() as { id: string };
    const hooks = `/accounts/${theirs.accountId}/webhook-endpoints`;
    const made = (await operator('POST', hooks, { url: HOOK.url })).json() as { endpoint: { id: string } };
    const hook = `${hooks}/${made.endpoint.id}`;
    const tested = (await operator('POST', `${hook}/test`)).json() as { eventId: string };
    const { id: taxonomyId } = (await operator('POST', '/taxonomies', { name: 'Walked' })).json() as { id: string };
    const orders = `/accounts/${mine.accountId}/orders`;
    const fresh = `${orders}/${(held as { id: string }).id}`;
    await database.executeSql('insert into marketplace.sign_in_tries values ($1, 10, $2)', [
      `email:${TIRED}`,
      world.harness.clock.now(),
    ]);
    const rule = (await operator('POST', `/worlds/${mine.worldId}/listing-rules`, RULE)).json() as { id: string };
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
      ['GET', `/worlds/${mine.worldId}/listing-rules`],
      ['GET', `/worlds/${mine.worldId}/listing-rules?cursor=nonsense`],
      ['GET', '/worlds/nowhere/listing-rules'],
      ['POST', `/worlds/${mine.worldId}/listing-rules`, RULE],
      ['POST', `/worlds/${mine.worldId}/listing-rules`, { effect: 'excluded' }],
      ['POST', '/worlds/nowhere/listing-rules', RULE],
      ['DELETE', `/worlds/${mine.worldId}/listing-rules/${rule.id}`],
      ['DELETE', `/worlds/${mine.worldId}/listing-rules/nowhere`],
      ['DELETE', `/worlds/${mine.worldId}/listing-rules/${TOO_LONG}`],
      ...[mine.worldId, 'nowhere'].flatMap(
        (id): Walk => [
          ['GET', `/worlds/${id}/commission-rules`],
          ['POST', `/worlds/${id}/commission-rules`, COMMISSION],
        ],
      ),
      ['GET', `${rules}?cursor=nonsense`],
      ['POST', rules, {}],
      ['DELETE', `${rules}/${added.id}`],
      ['DELETE', `${rules}/nowhere`],
      ['DELETE', `${rules}/${TOO_LONG}`],
      ['GET', '/shoppers'],
      ['PUT', '/shoppers', { paused: true }],
      ['PUT', '/shoppers', { paused: 'yes' }],
      ...['/worlds', '/accounts'].flatMap(
        (path): Walk => [
          ['GET', path],
          ['GET', `${path}?cursor=nonsense`],
        ],
      ),
      ...[
        'fulfillment-nodes',
        'return-nodes',
        'skus',
        'orders',
        'returns',
        'refunds',
        'requests',
        'faults',
        'files',
      ].flatMap(
        (what): Walk => [
          ['GET', `/accounts/${mine.accountId}/${what}`],
          ['GET', `/accounts/${mine.accountId}/${what}?cursor=nonsense`],
          ['GET', `/accounts/nowhere/${what}`],
        ],
      ),
      ['GET', `/accounts/${mine.accountId}/files/${world.file.fileId}`],
      ['GET', `/accounts/${mine.accountId}/files/nowhere`],
      ['GET', `/accounts/${mine.accountId}/files/${TOO_LONG}`],
      ['POST', `/accounts/${mine.accountId}/files/${world.file.fileId}/retry`],
      ['POST', `/accounts/${mine.accountId}/files/${world.doneFile.fileId}/retry`],
      ['POST', `/accounts/${mine.accountId}/files/nowhere/retry`],
      ['POST', `/accounts/${mine.accountId}/files/${TOO_LONG}/retry`],
      ['POST', '/merchants', { name: 'Walked' }],
      ['POST', '/merchants', { name: 'Walked' }],
      ['POST', '/merchants', {}],
      ...[theirs.merchantId, 'nowhere', TOO_LONG].flatMap(
        (id): Walk => [
          ['GET', `/merchants/${id}/onboarding`],
          ['PUT', `/merchants/${id}/onboarding/override`, {}],
          ['DELETE', `/merchants/${id}/onboarding/override`],
        ],
      ),
      ['PUT', `/merchants/${theirs.merchantId}/onboarding/override`, { note: '' }],
      ['POST', `/accounts/${theirs.accountId}/secret`],
      ['POST', '/accounts/nowhere/secret'],
      ['POST', `/accounts/${TOO_LONG}/secret`],
      ...[mine.accountId, 'nowhere'].flatMap(
        (id): Walk => [
          ['POST', `/accounts/${id}/fulfillment-nodes`, NODE],
          ['POST', `/accounts/${id}/fulfillment-nodes`, {}],
          ['POST', `/accounts/${id}/return-nodes`, { name: 'Returns', address: ADDRESS }],
          ['POST', `/accounts/${id}/return-nodes`, {}],
          ['GET', `/accounts/${id}/skus/${sku}/variations`],
          ['GET', `/accounts/${id}/skus/${TOO_LONG}/variations`],
          ['PUT', `/accounts/${id}/fulfillment-nodes/${mine.nodeId}`, NODE],
          ['PUT', `/accounts/${id}/fulfillment-nodes/${mine.nodeId}`, {}],
          ['PUT', `/accounts/${id}/return-nodes/${mine.returnNodeId}`, { name: 'Returns', address: ADDRESS }],
          ['PUT', `/accounts/${id}/return-nodes/${mine.returnNodeId}`, {}],
          ['POST', `/accounts/${id}/orders`, { items: [{ sku, quantity: 1 }] }],
          ['POST', `/accounts/${id}/orders`, {}],
        ],
      ),
      ['GET', '/taxonomies'],
      ['GET', '/taxonomies?cursor=nonsense'],
      ['POST', '/taxonomies', {}],
      ['POST', `/taxonomies/${taxonomyId}/rows`, {}],
      ['PUT', `/worlds/${mine.worldId}/taxonomy`, { taxonomyId }],
      ['POST', `/taxonomies/${taxonomyId}/finish`, { oddRows: [] }],
      ...[taxonomyId, 'default', 'nowhere', TOO_LONG].flatMap(
        (id): Walk => [
          ['GET', `/taxonomies/${id}`],
          ['GET', `/taxonomies/${id}/nodes`],
          ['GET', `/taxonomies/${id}/nodes?cursor=nonsense`],
          ['GET', `/taxonomies/${id}/nodes/4100000`],
          ['POST', `/taxonomies/${id}/rows`, {}],
          ['POST', `/taxonomies/${id}/finish`, { oddRows: [] }],
          ['PUT', `/worlds/${mine.worldId}/taxonomy`, { taxonomyId: id }],
        ],
      ),
      ['PUT', `/worlds/${mine.worldId}/taxonomy`, { taxonomyId: 'default' }],
      ...[taxonomyId, 'default', 'nowhere', TOO_LONG].map((id) => ['DELETE', `/taxonomies/${id}`] as const),
      ['GET', '/merchant-routes'],
      ['GET', `${logged}/${entries[0]?.id}`],
      ['GET', `${logged}/nowhere`],
      ['GET', `${logged}/${TOO_LONG}`],
      ['POST', faults, {}],
      ['POST', '/accounts/nowhere/faults', FAULT],
      ['PUT', `${faults}/${fault.id}`, FAULT],
      ['PUT', `${faults}/${fault.id}`, {}],
      ['PUT', `${faults}/nowhere`, FAULT],
      ['DELETE', `${faults}/${fault.id}`],
      ['DELETE', `${faults}/nowhere`],
      ['DELETE', `${faults}/${TOO_LONG}`],
      ['GET', '/scenarios'],
      ['POST', `/accounts/${theirs.accountId}/scenarios/slow-file`],
      ['POST', `/accounts/${theirs.accountId}/scenarios/nowhere`],
      ['POST', `/accounts/${theirs.accountId}/scenarios/slow-file`, { seed: -1 }],
      ['GET', `${hooks}?cursor=nonsense`],
      ['GET', hooks],
      ['GET', '/accounts/nowhere/webhook-endpoints'],
      ['POST', hooks, { url: 'ftp://merchant.example' }],
      ['POST', '/accounts/nowhere/webhook-endpoints', HOOK],
      ['PUT', hook, { url: 'https://user:pass@merchant.example/' }],
      ['GET', `${hook}/deliveries?cursor=nonsense`],
      ...[hook, `${hooks}/nowhere`].flatMap(
        (one): Walk => [
          ['PUT', one, { url: HOOK.url }],
          ['POST', `${one}/secret`],
          ['POST', `${one}/replay`, { since: 0 }],
          ['POST', `${one}/replay`, {}],
          ['POST', `${one}/test`],
          ['GET', `${one}/deliveries`],
          ['GET', `${one}/deliveries/${tested.eventId}`],
          ['GET', `${one}/deliveries/${TOO_LONG}`],
          ['POST', `${one}/deliveries/${tested.eventId}/replay`],
          ['POST', `${one}/deliveries/${TOO_LONG}/replay`],
        ],
      ),
      ['PUT', hook, HOOK],
      ['POST', `${hook}/test`],
      ['POST', `${hooks}/${TOO_LONG}/secret`],
      ['POST', `${hooks}/${TOO_LONG}/test`],
      ['DELETE', `${hooks}/${TOO_LONG}`],
      ['DELETE', `${hooks}/nowhere`],
      ...[mine.accountId, 'nowhere', TOO_LONG].flatMap(
        (id): Walk => [
          ['GET', `/accounts/${id}/rate-limits`],
          ['PUT', `/accounts/${id}/rate-limits`, { limits: [] }],
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
      ...[mine.accountId, 'nowhere', TOO_LONG].flatMap(
        (id): Walk => [
          ['GET', `/accounts/${id}/return-counts`],
          ['GET', `/accounts/${id}/refund-counts`],
          ['GET', `/accounts/${id}/returns/${back.returnId}`],
          ['GET', `/accounts/${id}/refunds/${back.refundId}`],
        ],
      ),
      ...['settlements', 'settlement-disputes', `settlements/${settled.settlementId}/entries`].flatMap(
        (what): Walk => [
          ['GET', `/accounts/${mine.accountId}/${what}`],
          ['GET', `/accounts/${mine.accountId}/${what}?cursor=nonsense`],
          ['GET', `/accounts/nowhere/${what}`],
        ],
      ),
      ...[settled.settlementId, '999', TOO_LONG].map(
        (id) => ['GET', `/accounts/${mine.accountId}/settlements/${id}`] as const,
      ),
      ...[mine.accountId, 'nowhere'].flatMap(
        (id): Walk => [
          ['POST', `/accounts/${id}/settlement-adjustments`, ADJUSTMENT],
          ['POST', `/accounts/${id}/settlement-adjustments`, {}],
        ],
      ),
      ['POST', dispute, { decision: 'for marketplace' }],
      ['POST', dispute, { decision: 'for merchant' }],
      ['POST', dispute, {}],
      ['POST', `/accounts/${mine.accountId}/settlement-disputes/nowhere/decision`, { decision: 'for merchant' }],
      ['POST', returnsOfOrder, oneReturn],
      ['POST', returnsOfOrder, {}],
      ['POST', returnsOfOrder, {}],
      ['POST', `${orders}/nowhere/returns`],
      ['POST', `${refund}/decision`, { decision: 'accept' }],
      ['POST', `${refund}/decision`, { decision: 'accept' }],
      ['POST', `${refund}/decision`, {}],
      ['POST', `/accounts/${mine.accountId}/refunds/nowhere/decision`, { decision: 'accept' }],
    ];
    for (const [method, path, body] of walk) await operator(method, path, body);
    for (const [method, path] of walk) await as({})(method, path);
    // The same key for another request is a conflict, whatever the route.
    const again = as({ authorization: `Bearer ${world.harness.operatorKey}`, 'idempotency-key': 'walked' });
    await again('POST', `${orders}`, { items: [{ sku, quantity: 1 }] });
    await again('POST', `/worlds/${mine.worldId}/listing-rules`, RULE);
    await again('POST', `/accounts/${theirs.accountId}/secret`);
    await again('POST', returnsOfOrder, oneReturn);
    await again('POST', `${refund}/decision`, { decision: 'accept' });
    await again('POST', rules, COMMISSION);
    await again('POST', `/accounts/${mine.accountId}/settlement-adjustments`, ADJUSTMENT);
    await again('POST', faults, FAULT);
    await again('POST', hooks, HOOK);
    await again('POST', `/accounts/${theirs.accountId}/scenarios/slow-file`);
    await again('POST', `${hook}/secret`);
    await again('POST', `${hook}/replay`, { since: 0 });
    await again('POST', `${hook}/deliveries/${tested.eventId}/replay`);
    await operator('DELETE', hook);
    await again('POST', `/accounts/${mine.accountId}/fulfillment-nodes`, NODE);
    await again('POST', `/accounts/${mine.accountId}/return-nodes`, { name: 'Returns', address: ADDRESS });
    const outdated = as({ authorization: `Bearer ${world.harness.operatorKey}`, 'if-match': '"9"' });
    await outdated('PUT', `/accounts/${mine.accountId}/fulfillment-nodes/${mine.nodeId}`, NODE);
    await outdated('PUT', `/accounts/${mine.accountId}/return-nodes/${mine.returnNodeId}`, {
      name: 'Returns',
      address: ADDRESS,
    });
    expectEveryStatusSeen(recorder, operatorRoutes);
  });
});
