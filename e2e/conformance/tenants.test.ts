/** That nobody meets another's things: every operation of the documents, by another merchant and by the other account. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillPath, type Operation, readContract } from './support/contract.ts';
import { aMerchant, aProduct, fresh, type Merchant } from './support/merchants.ts';
import { type Call, must, type RawReply } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, signIn, type Target } from './support/target.ts';
import { jsonOf, nothingLike, type Things, thingsOf } from './support/things.ts';

interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
}

/** A request that names things; `own` is a SKU of the one who asks. */
type Ask = (things: Things, own: string) => Asked;

const ofSku =
  (body?: unknown): Ask =>
  ({ sku }) => ({ params: { sku }, body });
const ofOrder =
  (more: (things: Things) => Asked = () => ({})): Ask =>
  (things) => {
    const { params, ...rest } = more(things);
    return { params: { orderId: things.orderId, ...params }, ...rest };
  };
const ofReturn =
  (more: (things: Things) => Asked = () => ({})): Ask =>
  (things) => ({ params: { returnId: things.returnId }, ...more(things) });
const refund = ({ itemId }: Things): unknown => ({
  items: [{ order_item_id: itemId, order_return_refund_qty: 1, refund_amount: { principal: 1 } }],
});
const stockAt = (nodeId: string): unknown => ({ fulfillment_nodes: [{ fulfillment_node_id: nodeId, quantity: 1 }] });
const exceptionAt = (nodeId: string): unknown => ({
  fulfillment_nodes: [
    {
      fulfillment_node_id: nodeId,
      shipping_exceptions: [{ service_level: 'Standard', shipping_exception_type: 'restricted' }],
    },
  ],
});
const variationOf = (child: string): unknown => ({
  relationship: 'Variation',
  variation_refinements: [12],
  children_skus: [child],
});

/** The operations that name things of a merchant, by every place where they name one. */
const ASKS: Readonly<Record<string, readonly Ask[]>> = {
  getSku: [ofSku()],
  listSkus: [({ sku }) => ({ query: `?sku=${encodeURIComponent(sku)}` })],
  putSkuImages: [ofSku({ swatch_image_url: 'https://images.example/swatch.png' })],
  putPrice: [
    ofSku({ price: 1 }),
    ({ nodeId }, own) => ({
      params: { sku: own },
      body: { price: 1, fulfillment_nodes: [{ fulfillment_node_id: nodeId, fulfillment_node_price: 2 }] },
    }),
  ],
  getPrice: [ofSku()],
  putInventory: [ofSku({}), ({ nodeId }, own) => ({ params: { sku: own }, body: stockAt(nodeId) })],
  patchInventory: [ofSku({}), ({ nodeId }, own) => ({ params: { sku: own }, body: stockAt(nodeId) })],
  getInventory: [ofSku()],
  archiveSku: [ofSku({ is_archived: true })],
  putVariation: [ofSku(variationOf('child')), ({ sku }, own) => ({ params: { sku: own }, body: variationOf(sku) })],
  getVariation: [ofSku()],
  putShippingException: [ofSku({}), ({ nodeId }, own) => ({ params: { sku: own }, body: exceptionAt(nodeId) })],
  getShippingException: [ofSku()],
  putReturnsException: [
    ofSku({}),
    ({ returnNodeId }, own) => ({ params: { sku: own }, body: { return_location_ids: [returnNodeId] } }),
  ],
  getReturnsException: [ofSku()],
  getSalesData: [ofSku()],
  getFulfillmentNode: [({ nodeId }) => ({ params: { nodeId } })],
  postUploadedFile: [
    ({ fileUrl }) => ({ body: { url: fileUrl, file_type: 'MerchantSKUs', file_name: 'not-mine.json.gz' } }),
  ],
  getFile: [({ fileId }) => ({ params: { jet_file_id: fileId } })],
  getOrder: [ofOrder()],
  acknowledgeOrder: [
    ofOrder(({ itemId }) => ({
      body: {
        acknowledgement_status: 'accepted',
        order_items: [{ order_item_acknowledgement_status: 'fulfillable', order_item_id: itemId }],
      },
    })),
  ],
  tagOrder: [ofOrder(() => ({ body: { tag: 'not mine' } }))],
  shipOrder: [
    ofOrder(({ sku }) => ({
      body: { shipments: [{ shipment_items: [{ merchant_sku: sku, response_shipment_cancel_qty: 1 }] }] },
    })),
  ],
  generateOrders: [
    ({ sku, nodeId }) => ({
      params: { count: '1' },
      body: { fulfillment_node: nodeId, items: [{ sku, order_quantity: 1, order_cancel_quantity: 0 }] },
    }),
  ],
  getReturn: [ofReturn()],
  getReturnByPrintedLink: [ofReturn()],
  completeReturn: [ofReturn(({ orderId }) => ({ body: { merchant_order_id: orderId, agree_to_return_charge: true } }))],
  generateReturn: [ofOrder()],
  createRefund: [ofOrder((things) => ({ params: { altRefundId: 'not-mine' }, body: refund(things) }))],
  getRefund: [({ refundId }) => ({ params: { refundId } })],
  listRefunds: [({ refundId }) => ({ params: { statusOrId: refundId } })],
  createReport: [
    ({ settlementId }) => ({ params: { reportType: 'SettlementDetails' }, body: { settlement_id: settlementId } }),
  ],
  getReportState: [({ reportId }) => ({ params: { reportId } })],
  getSettlement: [({ settlementId }) => ({ params: { settlementId } })],
};

/** The operations that list, each with an address whose list holds the thing of this kind. */
const LISTS: Readonly<Record<string, readonly [path: string, holds: keyof Things]>> = {
  listSkus: ['/merchant-skus?offset=0&limit=1000', 'sku'],
  listSkusByStatus: ['/merchant-skus/bystatus/Available%20for%20Purchase/0/1000', 'sku'],
  listPortalSkus: ['/portal/merchantskus?from=0&size=1000', 'sku'],
  listFulfillmentNodes: ['/fulfillment-nodes', 'nodeId'],
  listFulfillmentNodesOfMerchant: ['/fulfillmentnodesbymerchantid', 'nodeId'],
  listSetupFulfillmentNodes: ['/setup/fulfillmentNodes', 'nodeId'],
  listSetupReturnsLocations: ['/setup/returnsLocations', 'returnNodeId'],
  listOrders: ['/orders/complete', 'orderId'],
  listTaggedOrders: ['/orders/complete/seen/true', 'orderId'],
  listDirectedCancels: ['/orders/directedCancel', 'directedId'],
  listReturns: ['/returns/created', 'returnId'],
  listRefunds: ['/refunds/created', 'refundId'],
  listSettlements: ['/settlement/30', 'settlementId'],
};

/** The operations that meet nothing of a merchant that exists already. */
const WITHOUT_THINGS: Readonly<Record<string, string>> = {
  getToken: 'takes credentials',
  checkAuthorization: 'answers the same to all',
  putSku: 'a SKU id that another merchant has is free',
  putSkuV2: 'a SKU id that another merchant has is free',
  getUploadToken: 'makes a new address',
  getMerchantSetupStatus: 'is about the one who asks',
  listTaxonomyLinks: 'the taxonomy is everybody’s',
  getTaxonomyNode: 'the taxonomy is everybody’s',
  listNodeAttributes: 'the taxonomy is everybody’s',
};

const { operations } = readContract('jet');

test('every operation is known to name things, to list them, or to meet none', () => {
  const known = new Set([...Object.keys(ASKS), ...Object.keys(LISTS), ...Object.keys(WITHOUT_THINGS)]);
  expect([...known].sort()).toEqual(operations.map(({ id }) => id).sort());
  expect(Object.keys(WITHOUT_THINGS).filter((id) => id in ASKS || id in LISTS)).toEqual([]);
});

let target: Target;
beforeAll(async () => {
  target = await openTarget();
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

/** An answer with the ids of the things taken out. */
const blank = (reply: RawReply, things: Things): string =>
  Object.entries(things)
    .toSorted(([, one], [, other]) => other.length - one.length)
    .reduce((text, [name, id]) => text.replaceAll(id, `{${name}}`), reply.text);

/** An answer without the signatures of its addresses, which are made anew each time. */
const unsigned = (reply: RawReply): string => `${reply.status} ${reply.text.replace(/\?[^"]*/g, '')}`;

const addressOf = ({ path }: Operation, asked: Asked): string =>
  `${fillPath(path, asked.params ?? {})}${asked.query ?? ''}`;

const send = (call: Call, operation: Operation, asked: Asked): Promise<RawReply> =>
  call(operation.method, addressOf(operation, asked), asked.body);

describe.skipIf(!hasOperator)('things of a merchant', () => {
  let owner: Merchant;
  let things: Things;
  let viewers: Readonly<Record<string, { readonly call: Call; readonly own: string }>>;

  beforeAll(async () => {
    owner = await aMerchant(target);
    things = await thingsOf(target, owner);
    const other = await aMerchant(target);
    const live = await signIn(target.send, owner.live.apiUser, owner.live.apiSecret);
    const own = fresh('sku');
    must(await live('PUT', `/merchant-skus/${own}`, aProduct()), 204);
    viewers = {
      'another merchant': { call: other.call, own: await other.offer() },
      'the live account of the same merchant': { call: live, own },
    };
  }, OPEN_TIMEOUT_MS);

  const VIEWERS = ['another merchant', 'the live account of the same merchant'];
  const viewer = (name: string) => {
    const found = viewers[name];
    if (found === undefined) throw new Error(`nobody is ${name}`);
    return found;
  };

  /** All that the owner can read. */
  async function allOfOwner(): Promise<readonly string[]> {
    const texts: string[] = [];
    for (const operation of operations.filter(({ id, method }) => method === 'GET' && id in ASKS))
      for (const ask of ASKS[operation.id] ?? [])
        if (operation.id !== 'generateReturn')
          texts.push(`${operation.id} ${unsigned(await send(owner.call, operation, ask(things, things.sku)))}`);
    return texts;
  }

  describe.each(VIEWERS)('%s', (name) => {
    const named = operations.filter(({ id }) => id in ASKS);

    test.each(named.map((operation) => [operation.id, operation] as const))(
      '%s answers like a missing thing',
      async (id, operation) => {
        const { call, own } = viewer(name);
        const none = nothingLike(things);
        for (const ask of ASKS[id] ?? []) {
          const foreign = await send(call, operation, ask(things, own));
          const missing = await send(call, operation, ask(none, own));
          const [status] = refusalOf(foreign);
          const address = addressOf(operation, ask(things, own));
          // What only the body names may be called wrong instead of missing.
          const isAddressed = Object.values(things).some((thing) => address.includes(encodeURIComponent(thing)));
          expect(isAddressed ? [404] : [400, 404]).toContain(status);
          expect([foreign.status, blank(foreign, things)]).toEqual([missing.status, blank(missing, none)]);
        }
      },
    );

    test.each(Object.entries(LISTS))(
      '%s does not hold them, though the owner’s list does',
      async (_, [path, holds]) => {
        expect(must(await owner.call('GET', path), 200).text).toContain(things[holds]);
        const { text } = must(await viewer(name).call('GET', path), 200);
        for (const id of Object.values(things)) expect(text).not.toContain(id);
      },
    );

    test('nothing that was tried changed a thing of the owner', async () => {
      const { call, own } = viewer(name);
      const before = await allOfOwner();
      for (const operation of named)
        for (const ask of ASKS[operation.id] ?? []) await send(call, operation, ask(things, own));
      expect(await allOfOwner()).toEqual(before);
      // All but the variation, which was never set.
      expect(before.filter((text) => !text.includes(' 200 '))).toEqual([expect.stringMatching(/^getVariation 404 /)]);
    });
  });
});

describe('the operator API', () => {
  const asked = readContract('operator').operations.filter(({ needsSignIn }) => needsSignIn);

  test.each(asked.map((operation) => [operation.id, operation] as const))(
    '%s wants an operator: neither nobody nor a merchant is one',
    async (_, { method, path, parameters, body }) => {
      const params = Object.fromEntries(parameters.map(({ name }) => [name, 'a']));
      const { id_token: token } = jsonOf(await target.open('POST', '/token', { user: target.user, pass: target.pass }));
      for (const Authorization of [undefined, `Bearer ${token}`]) {
        const headers = {
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(Authorization === undefined ? {} : { Authorization }),
        };
        const request = { method, path: `/operator/v1${fillPath(path, params)}`, headers };
        const reply = await target.root(body === undefined ? request : { ...request, body: '{}' });
        expect([reply.status, reply.text]).toEqual([401, expect.stringContaining('"status":401')]);
      }
    },
  );
});
