import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptance, aMerchant, type Merchant, MINUTE_MS, type ReadOrder } from './support/merchants.ts';
import { must, type RawReply } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { nullsIn, rawTexts } from './support/shapes.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

let target: Target;
let merchant: Merchant;
let sku: string;
beforeAll(async () => {
  target = await openTarget();
  if (!hasOperator) return;
  merchant = await aMerchant(target);
  sku = await merchant.offer({ price: 12.34, quantity: 1_000_000 });
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

const detail = (orderId: string): Promise<RawReply> => merchant.call('GET', `/orders/withoutShipmentDetail/${orderId}`);
async function raw(orderId: string): Promise<Record<string, unknown>> {
  return must(await detail(orderId), 200).json() as Record<string, unknown>;
}

const SEVEN_DIGITS_Z = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}Z$/;
const SHOPPER = {
  name: 'Pepper Potts',
  phone: '555-888-8888',
  address: { address1: '10880 Malibu Point', address2: 'Gate 2', city: 'Malibu', state: 'CA', zipCode: '90265' },
};

describe.skipIf(!hasOperator)('H23 an order', () => {
  test('has an empty list of shipments at creation', async () => {
    const orderId = await merchant.place([{ sku, quantity: 1 }]);
    expect(must(await detail(orderId), 200).text).toContain('"shipments":[]');
  });

  test('shows its dates and statuses with the state they belong to', async () => {
    const orderId = await merchant.place([{ sku, quantity: 1 }]);
    const dates = async () =>
      Object.keys(await raw(orderId))
        .filter((name) => /_date$|^acknowledgement_status$/.test(name))
        .sort();
    expect(await dates()).toEqual(['order_placed_date', 'order_transmission_date']);
    await merchant.advance(30 * MINUTE_MS);
    expect(await dates()).toEqual(['order_placed_date', 'order_ready_date', 'order_transmission_date']);
    must(await merchant.call('PUT', `/orders/${orderId}/acknowledge`, acceptance(await merchant.read(orderId))), 204);
    expect(await dates()).toEqual([
      'acknowledgement_status',
      'order_acknowledge_date',
      'order_placed_date',
      'order_ready_date',
      'order_transmission_date',
    ]);
  });

  test('carries the address within its bounds', async () => {
    const shopper = { ...SHOPPER, address: { ...SHOPPER.address, address1: 'x'.repeat(255), city: 'y'.repeat(255) } };
    const order = await raw(await merchant.place([{ sku, quantity: 1 }], { shopper }));
    expect(order).toMatchObject({
      buyer: { name: 'Pepper Potts', phone_number: '555-888-8888' },
      shipping_to: {
        recipient: { name: 'Pepper Potts', phone_number: '555-888-8888' },
        address: {
          address1: 'x'.repeat(255),
          address2: 'Gate 2',
          city: 'y'.repeat(255),
          state: expect.stringMatching(/^.{2}$/),
          zip_code: expect.stringMatching(/^.{5}$/),
        },
      },
    });
  });

  test('that is not there is 404 in the errors shape', async () => {
    expect(refusalOf(await detail('0'.repeat(32)))[0]).toBe(404);
    expect(refusalOf(await detail('no-order'))[0]).toBe(404);
  });

  test('is listed in its status and in no other, by a link that starts with a slash', async () => {
    const orderId = await merchant.place([{ sku, quantity: 1 }]);
    const reply = must(await merchant.call('GET', '/orders/created'), 200);
    expect(reply.text).toContain(`"/orders/withoutShipmentDetail/${orderId}"`);
    expect(Object.keys(reply.json() as object)).toEqual(['order_urls']);
    for (const status of ['ready', 'acknowledged', 'inprogress', 'complete'])
      expect(await merchant.list(status)).not.toContain(orderId);
  });
});

describe.skipIf(!hasOperator)('H23 the lists', () => {
  test('are the oldest first, and at most 1,000', { timeout: 300_000 }, async () => {
    const own = await aMerchant(target);
    const offered = await own.offer({ quantity: 10_000 });
    const placed: string[] = [];
    const place = async (count: number): Promise<void> => {
      for (let left = count; left > 0; left -= 10)
        placed.push(
          ...(await Promise.all(
            Array.from({ length: Math.min(10, left) }, () => own.place([{ sku: offered, quantity: 1 }])),
          )),
        );
    };
    const first = await own.place([{ sku: offered, quantity: 1 }]);
    await own.advance(1);
    await place(999);
    expect(await own.list('created')).toHaveLength(1000);
    await own.advance(1);
    const late = await own.place([{ sku: offered, quantity: 1 }]);
    const listed = await own.list('created');
    expect(listed).toHaveLength(1000);
    expect(listed[0]).toBe(first);
    expect(new Set(listed)).toEqual(new Set([first, ...placed]));
    expect(listed).not.toContain(late);
    must(await own.operate('POST', `/orders/${first}/cancel`, {}), 200);
    expect((await own.list('created')).at(-1)).toBe(late);
  });

  test('of orders placed at different times are in that order', async () => {
    const own = await aMerchant(target);
    const offered = await own.offer();
    const placed: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      placed.push(await own.place([{ sku: offered, quantity: 1 }]));
      await own.advance(1000);
    }
    expect(await own.list('created')).toEqual(placed);
    await own.advance(30 * MINUTE_MS);
    expect(await own.list('ready')).toEqual(placed);
  });

  test('are narrowed to a node, also after an &amp;', async () => {
    const own = await aMerchant(target);
    const [east, west] = own.nodes;
    const both = await own.offer();
    const quantities = own.nodes.map((id) => ({ fulfillment_node_id: id, quantity: 5 }));
    must(await own.call('PUT', `/merchant-skus/${both}/inventory`, { fulfillment_nodes: quantities }), 204);
    const there = await own.place([{ sku: both, quantity: 1 }], { nodeId: west });
    const here = await own.place([{ sku: both, quantity: 1 }], { nodeId: east });
    for (const query of [
      `fulfillment_node=${west}`,
      `FULFILLMENT_NODE=${west}`,
      `isCancelled=false&fulfillment_node=${west}`,
      `isCancelled=false&amp;fulfillment_node=${west}`,
    ])
      expect((await merchantList(own, `created?${query}`)).map(lastPart)).toEqual([there]);
    expect((await merchantList(own, `created?fulfillment_node=${east}`)).map(lastPart)).toEqual([here]);
    expect(await merchantList(own, 'created?fulfillment_node=NOWHERE')).toEqual([]);
  });
});

const lastPart = (url: string): string => url.slice(url.lastIndexOf('/') + 1);
async function merchantList(own: Merchant, statusAndQuery: string): Promise<string[]> {
  return (must(await own.call('GET', `/orders/${statusAndQuery}`), 200).json() as { order_urls: string[] }).order_urls;
}

describe.skipIf(!hasOperator)('H24 isCancelled', () => {
  test('matters with complete only: absent all, true only those cancelled before ready, false without them', async () => {
    const own = await aMerchant(target);
    const offered = await own.offer();
    const wanted = [{ sku: offered, quantity: 1 }];
    const cancelled = await own.place(wanted);
    must(await own.operate('POST', `/orders/${cancelled}/cancel`, {}), 200);
    await own.advance(MINUTE_MS);
    const rejected = await own.ready(wanted);
    const [item] = (await own.read(rejected)).order_items;
    const rejection = {
      acknowledgement_status: 'rejected - other',
      order_items: [
        { order_item_acknowledgement_status: 'nonfulfillable - no inventory', order_item_id: item?.order_item_id },
      ],
    };
    must(await own.call('PUT', `/orders/${rejected}/acknowledge`, rejection), 204);
    const ids = async (query: string) => (await merchantList(own, `complete${query}`)).map(lastPart);
    expect(await ids('')).toEqual([cancelled, rejected]);
    for (const word of ['true', 'True', 'TRUE']) expect(await ids(`?isCancelled=${word}`)).toEqual([cancelled]);
    for (const word of ['false', 'False']) expect(await ids(`?isCancelled=${word}`)).toEqual([rejected]);
    must(
      await own.call('PUT', `/merchant-skus/${offered}/inventory`, {
        fulfillment_nodes: [{ fulfillment_node_id: own.nodes[0], quantity: 5 }],
      }),
      204,
    );
    const held = await own.place(wanted);
    for (const word of ['true', 'false'])
      expect((await merchantList(own, `created?isCancelled=${word}`)).map(lastPart)).toEqual([held]);
  });
});

describe.skipIf(!hasOperator)('the order as it was recorded', () => {
  let orderId: string;
  let order: ReadOrder & Record<string, unknown>;
  beforeAll(async () => {
    orderId = await merchant.place([{ sku, quantity: 3 }], { shopper: SHOPPER });
    order = (await merchant.read(orderId)) as typeof order;
  });

  test('ids have their forms', () => {
    expect(order).toMatchObject({
      merchant_order_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      reference_order_id: expect.stringMatching(/^\d{12}$/),
      customer_reference_order_id: expect.stringMatching(/^\d{12}$/),
      hash_email: expect.stringMatching(/^\d{12}@customer\.jet\.com$/),
      order_items: [{ order_item_id: expect.stringMatching(/^[0-9a-f]{32}$/) }],
    });
  });

  test('has the fields beyond the documentation', () => {
    expect(order).toMatchObject({
      jet_request_directed_cancel: false,
      has_shipments: false,
      alt_order_id: '',
      order_items: [{ request_order_cancel_qty: 0, alt_order_item_id: '' }],
    });
  });

  test('leaves out what is not set: no null anywhere, no statuses before their time', () => {
    expect(nullsIn(order)).toEqual([]);
    for (const name of ['exception_state', 'acknowledgement_status', 'order_ready_date', 'order_acknowledge_date'])
      expect(Object.keys(order)).not.toContain(name);
    const [item] = order.order_items;
    for (const name of ['order_item_acknowledgement_status', 'adjustment_reason', 'price_adjustment', 'tax_info'])
      expect(Object.keys(item ?? {})).not.toContain(name);
  });

  test('order_detail is method, carrier, service level, ship by, delivery by, in this order', async () => {
    expect(must(await detail(orderId), 200).text).toMatch(
      /"order_detail":\{"request_shipping_method":"[^"]+","request_shipping_carrier":"[^"]+","request_service_level":"[^"]+","request_ship_by":"[^"]+","request_delivery_by":"[^"]+"\}/,
    );
  });

  test('is found by Jet’s id, by the reference id, and by the merchant’s own', async () => {
    const id = await merchant.ready([{ sku, quantity: 1 }]);
    const found = await merchant.read(id);
    const altOrderId = `own-${id.slice(0, 8)}`;
    must(
      await merchant.call('PUT', `/orders/${found.reference_order_id}/acknowledge`, {
        ...acceptance(found),
        alt_order_id: altOrderId,
      }),
      204,
    );
    for (const name of [id, found.reference_order_id, altOrderId])
      expect((await raw(name))['merchant_order_id']).toBe(id);
    expect((await raw(id))['alt_order_id']).toBe(altOrderId);
  });

  test('goes by each of the three ids wherever an order is named', async () => {
    const id = await merchant.ready([{ sku, quantity: 3 }]);
    const order = await merchant.read(id);
    const own = `own-${id.slice(0, 8)}`;
    const accepted = { ...acceptance(order), alt_order_id: own };
    must(await merchant.call('PUT', `/orders/${order.reference_order_id}/acknowledge`, accepted), 204);
    const names = [id, order.reference_order_id, own];
    for (const [index, name] of names.entries()) {
      const shipment_items = [{ merchant_sku: sku, response_shipment_sku_quantity: 1 }];
      const parcel = { alt_shipment_id: `parcel ${index}`, carrier: 'UPS', shipment_items };
      must(await merchant.call('PUT', `/orders/${name}/shipped`, { shipments: [parcel] }), 204);
    }
    for (const name of names) {
      const tag = `tagged ${name}`;
      must(await merchant.call('PUT', `/orders/${name}/tag`, { tag }), 204);
      const tagged = must(await merchant.call('GET', `/orders/complete/${encodeURIComponent(tag)}/true`), 200);
      expect(tagged.json()).toEqual({ order_urls: [`/orders/withoutShipmentDetail/${id}`] });
    }
    for (const name of names) {
      const [item] = order.order_items;
      const items = [
        { order_item_id: item?.order_item_id, order_return_refund_qty: 1, refund_amount: { principal: 0 } },
      ];
      const refunded = must(await merchant.call('POST', `/refunds/${name}/refund-${name}`, { items }), 201).json();
      const { refund_authorization_id: refundId } = refunded as { refund_authorization_id: string };
      const given = must(await merchant.call('GET', `/refunds/state/${refundId}`), 200).json();
      expect(given).toMatchObject({ merchant_order_id: id, alt_refund_id: `refund-${name}` });
    }
    const opened = must(await merchant.call('GET', `/returns/generate/${own}`), 200).json() as { url: string };
    const returnId = opened.url.replace(/^.*\//, '');
    const message = { merchant_order_id: order.reference_order_id, agree_to_return_charge: true };
    must(await merchant.call('PUT', `/returns/${returnId}/complete`, message), 204);
    expect(must(await merchant.call('GET', opened.url), 200).json()).toMatchObject({ merchant_order_id: id });
  });
});

describe.skipIf(!hasOperator)('D dates of an order', () => {
  test('placed, transmission, ready, acknowledge and the promises have seven digits and Z', async () => {
    const orderId = await merchant.accepted([{ sku, quantity: 1 }]);
    const { text } = must(await detail(orderId), 200);
    for (const name of [
      'order_placed_date',
      'order_transmission_date',
      'order_ready_date',
      'order_acknowledge_date',
      'request_ship_by',
      'request_delivery_by',
    ])
      expect([name, rawTexts(text, name)]).toEqual([name, [expect.stringMatching(SEVEN_DIGITS_Z)]]);
  });

  test('transmission is one minute after placing, and never after ready', async () => {
    const order = await raw(await merchant.accepted([{ sku, quantity: 1 }]));
    const at = (name: string): number => Date.parse(String(order[name]));
    expect(at('order_transmission_date') - at('order_placed_date')).toBe(MINUTE_MS);
    expect(at('order_transmission_date')).toBeLessThanOrEqual(at('order_ready_date'));
    expect(at('order_ready_date')).toBeLessThanOrEqual(at('order_acknowledge_date'));
  });

  test('the shipment is promised after the release and before the delivery', async () => {
    const order = await raw(await merchant.ready([{ sku, quantity: 1 }]));
    const { request_ship_by: shipBy, request_delivery_by: deliverBy } = order['order_detail'] as Record<string, string>;
    expect(Date.parse(String(order['order_ready_date']))).toBeLessThan(Date.parse(shipBy ?? ''));
    expect(Date.parse(shipBy ?? '')).toBeLessThan(Date.parse(deliverBy ?? ''));
  });
});

describe.skipIf(!hasOperator)('E what an order costs', () => {
  const cents = (dollars: number): number => Math.round(dollars * 100);

  test('item_price is per unit, fees are for the whole quantity, totals are unit × quantity', async () => {
    const second = await merchant.offer({ price: 7.77, quantity: 100 });
    const order = await merchant.read(
      await merchant.place(
        [
          { sku, quantity: 3 },
          { sku: second, quantity: 2 },
        ],
        { shopper: SHOPPER },
      ),
    );
    const { order_items: items, order_totals: totals } = order;
    expect(
      items.map((item) => [item.merchant_sku, item.request_order_quantity, item.item_price['base_price']]),
    ).toEqual([
      [sku, 3, 12.34],
      [second, 2, 7.77],
    ]);
    for (const name of ['base_price', 'item_tax', 'item_shipping_cost', 'item_shipping_tax']) {
      const sum = items.reduce(
        (total, item) => total + cents(item.item_price[name] ?? 0) * item.request_order_quantity,
        0,
      );
      expect([name, cents(totals.item_price[name] ?? -1)]).toEqual([name, sum]);
    }
    expect(items[0]?.item_price['item_tax']).toBeGreaterThan(0);
    for (const item of items)
      expect(cents(item.item_fees)).toBe(item.fee_adjustments.reduce((sum, { value }) => sum + cents(value), 0));
    expect(cents(totals.item_fees)).toBe(items.reduce((sum, item) => sum + cents(item.item_fees), 0));
  });

  test('every amount is a number of whole cents', async () => {
    const { text } = must(await detail(await merchant.place([{ sku, quantity: 7 }], { shopper: SHOPPER })), 200);
    const amounts = [
      ...text.matchAll(
        /"(?:base_price|item_tax|item_shipping_cost|item_shipping_tax|item_fees|value|regulatory_fees)":([^,}\]]+)/g,
      ),
    ];
    expect(amounts.length).toBeGreaterThanOrEqual(14);
    for (const [, amount] of amounts) expect(amount).toMatch(/^-?\d+(?:\.\d{1,2})?$/);
  });
});
