import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readContract, type Schema } from './support/contract.ts';
import { aMerchant, aProduct, type Merchant } from './support/merchants.ts';
import { must } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';
import { jsonOf, type Things, thingsOf } from './support/things.ts';

type Body = Record<string, unknown>;

let target: Target;
let merchant: Merchant;
let things: Things;
beforeAll(async () => {
  target = await openTarget();
  if (!hasOperator) return;
  merchant = await aMerchant(target);
  things = await thingsOf(target, merchant);
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

const linksAt = async (path: string, name: string): Promise<readonly string[]> =>
  jsonOf(await merchant.call('GET', path))[name] as readonly string[];
/** What stands behind a link, with or without its slash. */
const follow = async (link: string): Promise<Body> => jsonOf(await merchant.call('GET', `/${link.replace(/^\//, '')}`));

describe.skipIf(!hasOperator)('C links', () => {
  test.each(['plain', 'a/b', '50%', 'ä ö*!', 'a?b#c&d'])(
    'a SKU’s is merchant-skus/ and its id, percent-encoded, without a slash in front: "%s"',
    async (end) => {
      const sku = `${things.sku} ${end}`;
      const title = `A title of ${end}`;
      const encoded = encodeURIComponent(sku);
      must(await merchant.call('PUT', `/merchant-skus/${encoded}`, aProduct({ product_title: title })), 204);
      const given = await follow(`merchant-skus/${encoded}`);
      expect(given).toMatchObject({ product_title: title });
      const inStatus = `/merchant-skus/bystatus/${encodeURIComponent(String(given['status']))}/0/1000`;
      for (const path of ['/merchant-skus?limit=1000', inStatus])
        expect(await linksAt(path, 'sku_urls')).toContain(`merchant-skus/${encoded}`);
    },
  );

  test('an order’s is /orders/withoutShipmentDetail/ and its id, in every list', async () => {
    const { orderId, directedId } = things;
    const link = `/orders/withoutShipmentDetail/${orderId}`;
    for (const path of ['/orders/complete', '/orders/complete/seen/true'])
      expect(await linksAt(path, 'order_urls')).toContain(link);
    expect(await linksAt('/orders/directedCancel', 'order_urls')).toEqual([
      `/orders/withoutShipmentDetail/${directedId}`,
    ]);
    expect(await follow(link)).toMatchObject({ merchant_order_id: orderId });
  });

  test('a return’s is /returns/state/ and its id; the printed /return/state/ leads there too', async () => {
    const link = `/returns/state/${things.returnId}`;
    expect(await linksAt('/returns/created', 'return_urls')).toEqual([link]);
    const given = await follow(link);
    expect(given).toMatchObject({ merchant_return_authorization_id: things.returnId });
    expect(await follow(link.replace('/returns/', '/return/'))).toEqual(given);
  });

  test('a refund’s is refunds/ and 16 digits: digits in that place are an id, words a status', async () => {
    const { refundId } = things;
    expect(refundId).toMatch(/^\d{16}$/);
    expect(await linksAt('/refunds/created', 'refund_urls')).toEqual([`refunds/${refundId}`]);
    const given = await follow(`refunds/${refundId}`);
    expect(given).toMatchObject({ refund_authorization_id: refundId });
    expect(await follow(`refunds/state/${refundId}`)).toEqual(given);
    const [status] = refusalOf(await merchant.call('GET', `/refunds/${refundId.replace(/^./, '0')}`));
    expect([status, refusalOf(await merchant.call('GET', '/refunds/paid'))[0]]).toEqual([404, 400]);
  });

  test('a browse node’s is /taxonomy/nodes/ and its id', async () => {
    const [link = ''] = await linksAt('/taxonomy/links/v1?limit=1', 'node_urls');
    expect(link).toMatch(/^\/taxonomy\/nodes\/\d+$/);
    expect((await follow(link))['jet_node_id']).toBe(Number(link.replace(/^.*\//, '')));
    expect(await follow(`${link}/attributes`)).toEqual({ attributes: expect.any(Array) });
  });

  test('beyond the printed ones: fulfillment nodes, settlements, and what the sandbox makes', async () => {
    const nodes = await linksAt('/fulfillment-nodes', 'fulfillment_nodes');
    expect(nodes.toSorted()).toEqual(merchant.nodes.map((id) => `/fulfillment-nodes/${id}`).toSorted());
    for (const [index, link] of nodes.entries())
      expect(await follow(link)).toMatchObject({ fulfillment_node_id: nodes[index]?.replace(/^.*\//, '') });
    const settlement = `/settlement/report/${things.settlementId}`;
    expect(await linksAt('/settlement/30', 'settlement_report_urls')).toContain(settlement);
    expect(await follow(settlement)).toMatchObject({ settlement_report_id: things.settlementId });
    const { url } = jsonOf(await merchant.call('GET', `/returns/generate/${things.orderId}`));
    expect(url).toMatch(/^\/returns\/state\/[0-9a-f]{32}$/);
    expect(await follow(String(url))).toMatchObject({ merchant_order_id: things.orderId });
  });
});

const { replies, resolve } = readContract('jet');

/** The members of a value that its schema does not name: a serializer would drop them. */
function unnamed(value: unknown, given: Schema, path: string): readonly string[] {
  const schema = resolve(given);
  if (schema.anyOf !== undefined) {
    const found = schema.anyOf.map((one) => unnamed(value, one, path));
    return found.find((places) => places.length === 0) ?? found[0] ?? [];
  }
  if (Array.isArray(value))
    return value.flatMap((one) => (schema.items === undefined ? [path] : unnamed(one, schema.items, `${path}[]`)));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const known = schema.properties?.[name];
    return known === undefined ? [`${path}/${name}`] : unnamed(member, known, `${path}/${name}`);
  });
}

describe('A4 what is answered', () => {
  const printed = replies.flatMap(({ id, status, schema, examples }) =>
    examples.map(([name, value]) => [`${id} ${status} "${name}"`, value, schema] as const),
  );

  test('the document has answers that were printed', () => {
    expect(printed.length).toBeGreaterThan(25);
  });

  test.each(printed)(
    '%s: every printed member is in the form of the answer, whatever the tables say',
    (_, value, schema) => {
      expect(unnamed(value, schema, '')).toEqual([]);
    },
  );

  test.skipIf(!hasOperator)(
    'an order has its items, prices, fees, totals and shipments, which no table has whole',
    async () => {
      const order = await merchant.read(things.orderId);
      expect(order).toMatchObject({
        order_items: [
          {
            order_item_id: things.itemId,
            merchant_sku: things.sku,
            product_title: expect.any(String),
            url: expect.any(String),
            item_tax_code: expect.any(String),
            request_order_quantity: 5,
            request_order_cancel_qty: 0,
            item_price: {
              base_price: expect.any(Number),
              item_tax: expect.any(Number),
              item_shipping_cost: expect.any(Number),
              item_shipping_tax: expect.any(Number),
            },
            fee_adjustments: [
              { adjustment_name: expect.any(String), adjustment_type: expect.any(String), value: expect.any(Number) },
            ],
          },
        ],
        order_totals: { item_price: { base_price: expect.any(Number) }, item_fees: expect.any(Number) },
        buyer: { name: expect.any(String) },
        shipping_to: { recipient: { name: expect.any(String) }, address: { zip_code: expect.any(String) } },
        shipments: [{ shipment_items: [{ merchant_sku: things.sku, response_shipment_sku_quantity: 5 }] }],
      });
    },
  );
});
