/** That every status that the document declares of an operation can be had of it, each in the form that all share. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillPath, type Operation, readContract } from './support/contract.ts';
import { acceptance, aMerchant, aProduct, aShippedOrder, fresh, type Merchant } from './support/merchants.ts';
import { type Call, must, type RawReply } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';
import { jsonOf, nothingLike, type Things, thingsOf } from './support/things.ts';

interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
}

/** Whose things a request names; an order that is told of is made for it. */
interface World {
  readonly merchant: Merchant;
  readonly things: Things;
  /** A SKU that is written on, and one that may stand beside it in a group. */
  readonly written: { readonly sku: string; readonly child: string };
}
type Ask = (world: World) => Asked | Promise<Asked>;

/** The requests that an operation answers with its own statuses, by status. */
type Row = Readonly<Record<number, Ask>>;

const NOWHERE = '\u0000';
const none: Ask = () => ({});
const bodyless: Ask = () => ({ body: {} });
const ofSku =
  (body?: unknown): Ask =>
  ({ written }) => ({ params: { sku: written.sku }, body });
const ofNoName: Ask = () => ({ params: { sku: NOWHERE } });
const missing =
  (ask: Ask): Ask =>
  ({ things, merchant }) =>
    ask({ merchant, things: nothingLike(things), written: { sku: fresh('sku'), child: fresh('sku') } });

/** An operation that names a SKU: it, one that is not there, and a message or a name that is refused. */
const aboutSku = (body: unknown, wrong: unknown): Row => ({
  204: ofSku(body),
  400: ofSku(wrong),
  404: missing(ofSku(body)),
});
const readsSku: Row = { 200: ofSku(), 400: ofNoName, 404: missing(ofSku()) };
const reads = (name: string, id: keyof Things): Row => {
  const ask: Ask = ({ things }) => ({ params: { [name]: things[id] } });
  return { 200: ask, 400: () => ({ params: { [name]: NOWHERE } }), 404: missing(ask) };
};
const listsBy = (name: string, right: string, wrong: string, rest: Readonly<Record<string, string>> = {}): Row => ({
  200: () => ({ params: { ...rest, [name]: right } }),
  400: () => ({ params: { ...rest, [name]: wrong } }),
});

const refundOf = ({ itemId }: Things): unknown => ({
  items: [{ order_item_id: itemId, order_return_refund_qty: 1, refund_amount: { principal: 0 } }],
});
const refunding =
  (altRefundId: string): Ask =>
  ({ things }) => ({ params: { orderId: things.orderId, altRefundId }, body: refundOf(things) });
const ofOrder =
  (body?: unknown): Ask =>
  ({ things }) => ({ params: { orderId: things.orderId }, body });
const parcel = (sku: string): unknown => ({
  shipments: [{ alt_shipment_id: 'again', shipment_items: [{ merchant_sku: sku, response_shipment_cancel_qty: 1 }] }],
});
const generating =
  (count: string): Ask =>
  ({ things, merchant }) => ({
    params: { count },
    body: { fulfillment_node: merchant.nodes[0], items: [{ sku: things.sku, order_quantity: 1 }] },
  });
const completing: Ask = ({ things }) => ({
  params: { returnId: things.returnId },
  body: { merchant_order_id: things.orderId, agree_to_return_charge: true, items: [] },
});

const grouping: Ask = ({ written: { sku, child } }) => ({
  params: { sku },
  body: { relationship: 'Variation', variation_refinements: [12], children_skus: [child] },
});

/** Every operation. What all of them share (401, 429, 500, 503) is not here. */
const ROWS: Readonly<Record<string, Row>> = {
  getToken: {
    200: ({ merchant }) => ({ body: { user: merchant.apiUser, pass: merchant.apiSecret } }),
    400: ({ merchant }) => ({ body: { user: merchant.apiUser, pass: 'wrong' } }),
  },
  checkAuthorization: { 200: none },
  putSku: { 204: () => ({ params: { sku: fresh('sku') }, body: aProduct() }), 400: ofSku({}) },
  putSkuV2: {
    204: () => ({ params: { sku: fresh('sku') }, body: aProduct({ product_type_id: 37_005_005_000 }) }),
    400: ofSku({}),
  },
  getSku: readsSku,
  putSkuImages: aboutSku({ swatch_image_url: 'https://images.example/swatch.png' }, { main_image_url: 'nowhere' }),
  listSkus: {
    200: none,
    400: () => ({ query: '?limit=many' }),
    404: ({ things }) => ({ query: `?sku=${nothingLike(things).sku}` }),
  },
  listSkusByStatus: listsBy('status', 'Available for Purchase', 'Nonsense', { from: '0', count: '1' }),
  listPortalSkus: { 200: none, 400: () => ({ query: '?statuses=Nonsense' }) },
  putPrice: aboutSku({ price: 3 }, { price: '3' }),
  getPrice: readsSku,
  putInventory: aboutSku({}, { fulfillment_nodes: 7 }),
  patchInventory: aboutSku({}, { fulfillment_nodes: 7 }),
  getInventory: readsSku,
  archiveSku: aboutSku({ is_archived: false }, { is_archived: 'no' }),
  putVariation: { 204: grouping, 400: ofSku({ relationship: 'Variation' }), 404: missing(grouping) },
  getVariation: {
    200: async (world) => {
      const { params, body } = await grouping(world);
      must(await world.merchant.call('PUT', `/merchant-skus/${world.written.sku}/variation`, body), 204);
      return { params: params ?? {} };
    },
    400: ofNoName,
    404: missing(ofSku()),
  },
  putShippingException: aboutSku({}, { fulfillment_nodes: 7 }),
  getShippingException: readsSku,
  putReturnsException: aboutSku({}, { time_to_return: 0 }),
  getReturnsException: readsSku,
  getSalesData: readsSku,
  listFulfillmentNodes: { 200: none },
  getFulfillmentNode: reads('nodeId', 'nodeId'),
  listFulfillmentNodesOfMerchant: { 200: none },
  listSetupFulfillmentNodes: { 200: none },
  listSetupReturnsLocations: { 200: none },
  getMerchantSetupStatus: { 200: none },
  getUploadToken: { 200: none },
  postUploadedFile: {
    200: ({ things }) => ({ body: { url: things.fileUrl, file_type: 'MerchantSKUs', file_name: 'mine.json.gz' } }),
    400: bodyless,
  },
  getFile: reads('jet_file_id', 'fileId'),
  listOrders: listsBy('status', 'ready', 'nonsense'),
  getOrder: reads('orderId', 'orderId'),
  acknowledgeOrder: {
    204: async ({ things, merchant }) => {
      const orderId = await merchant.ready([{ sku: things.sku, quantity: 1 }]);
      return { params: { orderId }, body: acceptance(await merchant.read(orderId)) };
    },
    400: ofOrder({}),
    404: missing(
      ofOrder({
        acknowledgement_status: 'accepted',
        order_items: [{ order_item_acknowledgement_status: 'fulfillable', order_item_id: 'a' }],
      }),
    ),
  },
  tagOrder: {
    204: ofOrder({ tag: 'seen' }),
    400: ofOrder({ tag: 7 }),
    404: missing(ofOrder({ tag: 'seen' })),
  },
  listTaggedOrders: listsBy('tagged', 'true', 'perhaps', { status: 'ready', tag: 'seen' }),
  generateOrders: { 200: generating('1'), 400: generating('0'), 404: generating('1') },
  listDirectedCancels: { 200: none },
  shipOrder: {
    204: async ({ things, merchant }) => {
      const orderId = await merchant.accepted([{ sku: things.sku, quantity: 1 }]);
      return { params: { orderId }, body: parcel(things.sku) };
    },
    400: ofOrder({ shipments: 7 }),
    404: missing(ofOrder(parcel('a'))),
  },
  listReturns: listsBy('status', 'created', 'nonsense'),
  getReturn: reads('returnId', 'returnId'),
  getReturnByPrintedLink: reads('returnId', 'returnId'),
  completeReturn: {
    204: completing,
    400: ({ things }) => ({ params: { returnId: things.returnId }, body: {} }),
    404: missing(completing),
  },
  generateReturn: {
    200: async ({ things, merchant }) => {
      const { orderId } = await aShippedOrder(merchant, things.sku, 1);
      return { params: { orderId } };
    },
    // Nothing of it was shipped.
    400: async ({ things, merchant }) => ({
      params: { orderId: await merchant.ready([{ sku: things.sku, quantity: 1 }]) },
    }),
    404: missing(ofOrder()),
  },
  createRefund: {
    201: (world) => refunding(fresh('refund'))(world),
    400: ({ things }) => ({ params: { orderId: things.orderId, altRefundId: fresh('refund') }, body: {} }),
    404: missing(refunding('mine')),
  },
  getRefund: reads('refundId', 'refundId'),
  listRefunds: {
    200: () => ({ params: { statusOrId: 'created' } }),
    400: () => ({ params: { statusOrId: 'nonsense' } }),
    404: missing(({ things }) => ({ params: { statusOrId: things.refundId } })),
  },
  createReport: listsBy('reportType', 'ProductStatus', 'Nonsense'),
  getReportState: reads('reportId', 'reportId'),
  listSettlements: listsBy('days', '30', '0'),
  getSettlement: reads('settlementId', 'settlementId'),
  listTaxonomyLinks: { 200: () => ({ params: { version: 'v1' } }), 400: () => ({ params: { version: NOWHERE } }) },
  getTaxonomyNode: {
    ...listsBy('nodeId', '4100000', 'a'),
    404: () => ({ params: { nodeId: '987654321' } }),
  },
  listNodeAttributes: {
    ...listsBy('nodeId', '4100000', 'a'),
    404: () => ({ params: { nodeId: '987654321' } }),
  },
};

/** What may happen to every operation, and the fault or limit by which it does. */
const SHARED = [429, 500, 503] as const;

const { operations } = readContract('jet');
const SIGNED_IN = operations.filter(({ needsSignIn }) => needsSignIn);
const isOwn = (status: number): boolean => ![401, ...SHARED].includes(status);

test('every declared status of every operation is provoked here, and no other', () => {
  const declared = operations.map(({ id, statuses }) => [id, statuses.filter(isOwn)]);
  const provoked = operations.map(({ id }) => [id, Object.keys(ROWS[id] ?? {}).map(Number)]);
  expect(provoked).toEqual(declared);
  expect(Object.keys(ROWS).sort()).toEqual(operations.map(({ id }) => id).sort());
  for (const { id, needsSignIn, statuses } of operations)
    expect([id, statuses.filter((status) => !isOwn(status))]).toEqual([id, needsSignIn ? [401, ...SHARED] : SHARED]);
});

let target: Target;
let world: World;
/** The live account, at which the addresses of the sandbox are not there. */
let live: Call;
beforeAll(async () => {
  target = await openTarget();
  if (!hasOperator) return;
  const merchant = await aMerchant(target);
  const written = { sku: fresh('sku'), child: fresh('sku') };
  for (const [sku, size] of [
    [written.sku, 'small'],
    [written.child, 'large'],
  ] as const) {
    const attributes = [{ attribute_id: 12, attribute_value: size }];
    must(await merchant.call('PUT', `/merchant-skus/${sku}`, aProduct({ attributes_node_specific: attributes })), 204);
  }
  must(await merchant.call('PUT', `/merchant-skus/${written.sku}/price`, { price: 4 }), 204);
  world = { merchant, things: await thingsOf(target, merchant), written };
  const { id_token: token } = jsonOf(
    await target.open('POST', '/token', { user: merchant.live.apiUser, pass: merchant.live.apiSecret }),
  );
  live = (method, path, body) => target.open(method, path, body, { Authorization: `Bearer ${token}` });
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

const addressOf = ({ path }: Operation, { params = {}, query = '' }: Asked): string =>
  `${fillPath(path, params)}${query}`;

/** A request that succeeds where nothing is in its way. */
async function rightly(operation: Operation, call: Call): Promise<RawReply> {
  const asked = await ROWS[operation.id]?.[successOf(operation)]?.(world);
  if (asked === undefined) throw new Error(`${operation.id} has no request that succeeds`);
  return call(operation.method, addressOf(operation, asked), asked.body);
}
const successOf = ({ statuses }: Operation): number => statuses.find((status) => status < 300) ?? 0;

const OWN = operations.flatMap((operation) =>
  Object.keys(ROWS[operation.id] ?? {}).map((status) => [operation.id, Number(status), operation] as const),
);

describe.skipIf(!hasOperator)('A1 every declared status', () => {
  test.each(OWN)('%s answers %d', async (id, status, operation) => {
    const asked = (await ROWS[id]?.[status]?.(world)) ?? {};
    const call = id === 'generateOrders' && status === 404 ? live : world.merchant.call;
    const reply = await call(operation.method, addressOf(operation, asked), asked.body);
    expect([reply.status, reply.text]).toEqual([status, expect.any(String)]);
    if (status === 204) expect([reply.text, reply.headers['content-type']]).toEqual(['', undefined]);
    else if (status < 300) expect(reply.json()).not.toBeNull();
    else expect(refusalOf(reply)).toEqual(expect.arrayContaining([expect.stringMatching(/\w/)]));
  });

  test.each(SIGNED_IN.map((operation) => [operation.id, operation] as const))(
    '%s answers 401 without a token',
    async (_, operation) => {
      const reply = await rightly(operation, target.open);
      expect([reply.status, reply.json()]).toEqual([
        401,
        { Message: 'Authorization has been denied for this request.' },
      ]);
    },
  );
});

describe.skipIf(!hasOperator)('A1 what any operation may answer', () => {
  let account: string;
  beforeAll(() => {
    account = `/accounts/${world.merchant.accountId}`;
  });

  /** All operations while a fault is on. */
  async function duringFault(kind: string, operation: Operation): Promise<RawReply> {
    const rule = { kind, operation: operation.id, retryAfterSeconds: kind === 'server_error' ? null : 7 };
    const { id } = jsonOf(await target.operator('POST', `${account}/faults`, rule), 201);
    const reply = await rightly(operation, world.merchant.call);
    must(await target.operator('DELETE', `${account}/faults/${String(id)}`), 204);
    return reply;
  }

  test.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s answers 500 and 503 in the errors shape when something goes wrong, with Retry-After where that helps',
    async (_, operation) => {
      for (const [kind, status, retryAfter] of [
        ['server_error', 500, undefined],
        ['unavailable', 503, '7'],
      ] as const) {
        const reply = await duringFault(kind, operation);
        expect([refusalOf(reply)[0], reply.headers['retry-after']]).toEqual([status, retryAfter]);
      }
      expect((await rightly(operation, world.merchant.call)).status).toBe(successOf(operation));
    },
  );

  test('retrieving a token answers 429 by a fault; it is under no limit', async () => {
    const [operation] = operations.filter(({ id }) => id === 'getToken');
    if (operation === undefined) throw new Error('the document has no getToken');
    const reply = await duringFault('too_many_requests', operation);
    expect([refusalOf(reply)[0], reply.headers['retry-after']]).toEqual([429, '7']);
  });

  test('every other operation answers 429 once its class of routes is used up, until the limit is lifted', async () => {
    const limited = await aMerchant(target);
    const sku = await limited.offer({ price: 5 });
    const limits = ['read', 'write', 'bulk'].map((routeClass) => ({ routeClass, perSecond: 0.001, burst: 1 }));
    const path = `/accounts/${limited.accountId}/rate-limits`;
    must(await target.operator('PUT', path, { limits }), 200);
    for (const [method, first] of [
      ['GET', '/authcheck'],
      ['PUT', `/merchant-skus/${sku}/price`],
      ['GET', '/files/uploadToken'],
    ] as const)
      expect((await limited.call(method, first, method === 'PUT' ? { price: 6 } : undefined)).status).toBeLessThan(300);
    for (const operation of SIGNED_IN) {
      const reply = await rightly(operation, limited.call);
      expect([operation.id, refusalOf(reply)[0]]).toEqual([operation.id, 429]);
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
    }
    must(await target.operator('PUT', path, { limits: [] }), 200);
    expect((await limited.call('GET', `/merchant-skus/${sku}/price`)).json()).toMatchObject({ price: 6 });
  });
});
