import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aMerchant, aShippedOrder, fresh, HOUR_MS, type Merchant } from './support/merchants.ts';
import { must, type RawReply } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, signIn, type Target } from './support/target.ts';
import { jsonOf, lastPart } from './support/things.ts';

type Body = Record<string, unknown>;

let target: Target;
let merchant: Merchant;
let sku: string;
beforeAll(async () => {
  target = await openTarget();
  if (!hasOperator) return;
  merchant = await aMerchant(target);
  sku = await merchant.offer({ quantity: 100_000 });
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

const wish = (ordered: number, cancelled?: number, of = sku): Body => ({
  sku: of,
  order_quantity: ordered,
  ...(cancelled === undefined ? {} : { order_cancel_quantity: cancelled }),
});
const generate = (count: number | string, items: readonly Body[], node?: string): Promise<RawReply> =>
  merchant.call('POST', `/orders/generate/${count}`, { fulfillment_node: node ?? merchant.nodes[0], items });
const idsOf = (reply: RawReply): readonly string[] => (jsonOf(reply)['order_urls'] as readonly string[]).map(lastPart);
const directed = async (): Promise<readonly string[]> => idsOf(await merchant.call('GET', '/orders/directedCancel'));

describe.skipIf(!hasOperator)('recorded: orders that the sandbox makes', () => {
  test('are as many as asked for, alike, ready at once, at the node that was named', async () => {
    const other = await merchant.offer({ quantity: 10 });
    const ids = idsOf(await generate(3, [wish(2), wish(1, 0, other)]));
    expect(new Set(ids).size).toBe(3);
    expect(await merchant.list('ready')).toEqual(expect.arrayContaining([...ids]));
    for (const id of ids)
      expect(await merchant.read(id)).toMatchObject({
        status: 'ready',
        fulfillment_node: merchant.nodes[0],
        jet_request_directed_cancel: false,
        order_items: [
          { merchant_sku: sku, request_order_quantity: 2, request_order_cancel_qty: 0 },
          { merchant_sku: other, request_order_quantity: 1, request_order_cancel_qty: 0 },
        ],
      });
  });

  test('are placed, transmitted and ready at one instant: transmission is never after ready', async () => {
    const [id = ''] = idsOf(await generate(1, [wish(1)]));
    const order = jsonOf(await merchant.call('GET', `/orders/withoutShipmentDetail/${id}`));
    const { order_placed_date: placed, order_transmission_date: transmitted, order_ready_date: ready } = order;
    expect([transmitted, ready]).toEqual([placed, placed]);
  });

  test.each([1, 100])('%d is a count within the bounds', async (count) => {
    expect(idsOf(await generate(count, [wish(1)]))).toHaveLength(count);
  });

  test.each<[number | string, string]>([
    [0, 'The value is expected to be at least 1. Path: /count'],
    [101, 'The value is expected to be at most 100. Path: /count'],
    ['many', 'The value is expected to be an integer. Path: /count'],
  ])('%s is none', async (count, text) => {
    expect(refusalOf(await generate(count, [wish(1)]))).toEqual([400, text]);
  });

  test('take no more than is on sale, all of them together: all or none is made', async () => {
    const scarce = await merchant.offer({ quantity: 5 });
    const before = await merchant.list('ready');
    const [status, error] = refusalOf(await generate(3, [wish(2, 0, scarce)]));
    expect([status, error]).toEqual([400, expect.stringContaining(scarce)]);
    expect(await merchant.list('ready')).toEqual(before);
    expect(idsOf(await generate(2, [wish(2, 0, scarce)]))).toHaveLength(2);
  });

  test('name a SKU and a node that are there', async () => {
    const nowhere = fresh('sku');
    expect(refusalOf(await generate(1, [wish(1, 0, nowhere)]))).toEqual([400, expect.stringContaining(nowhere)]);
    expect(refusalOf(await generate(1, [wish(1)], nowhere))).toEqual([
      400,
      `"${nowhere}" is not a fulfillment node of this merchant. Path: /fulfillment_node`,
    ]);
  });

  test('are not made for a live account: there the address is none', async () => {
    const live = await signIn(target.send, merchant.live.apiUser, merchant.live.apiSecret);
    const message = { fulfillment_node: merchant.nodes[0], items: [wish(1)] };
    const [refused, nowhere] = [
      await live('POST', '/orders/generate/1', message),
      await live('POST', '/orders/nowhere/1/2/3', message),
    ];
    expect([refused.status, refused.text]).toEqual([404, nowhere.text]);
  });
});

describe.skipIf(!hasOperator)('recorded: cancels that the customer directs', () => {
  test('stand in the order and in a list of their own, until the units are cancelled or shipped', async () => {
    const [orderId = ''] = idsOf(await generate(1, [wish(3, 2)]));
    expect(await directed()).toContain(orderId);
    expect(await merchant.read(orderId)).toMatchObject({
      status: 'ready',
      jet_request_directed_cancel: true,
      order_items: [{ request_order_quantity: 3, request_order_cancel_qty: 2 }],
    });
    const cancelled = {
      alt_shipment_id: 'none',
      shipment_items: [{ merchant_sku: sku, response_shipment_cancel_qty: 2 }],
    };
    must(await merchant.call('PUT', `/orders/${orderId}/shipped`, { shipments: [cancelled] }), 204);
    expect(await directed()).not.toContain(orderId);
  });

  test.each<[number, number]>([
    [3, 0],
    [3, 1],
    [3, 3],
  ])('of %d units %d may be asked for', async (ordered, cancelled) => {
    const [orderId = ''] = idsOf(await generate(1, [wish(ordered, cancelled)]));
    expect((await directed()).includes(orderId)).toBe(cancelled > 0);
    expect(await merchant.read(orderId)).toMatchObject({ order_items: [{ request_order_cancel_qty: cancelled }] });
  });

  test('not more than are ordered, and not fewer than none', async () => {
    expect(refusalOf(await generate(1, [wish(3, 4)]))).toEqual([
      400,
      'The value is expected to be at most 3. Path: /items[0]/order_cancel_quantity',
    ]);
    expect(refusalOf(await generate(1, [wish(3, -1)]))).toEqual([
      400,
      'The value is expected to be at least 0. Path: /items[0]/order_cancel_quantity',
    ]);
  });

  test('a shopper who cancels a released order asks for all that is open, and is in the list', async () => {
    const orderId = await merchant.ready([{ sku, quantity: 2 }]);
    expect(await directed()).not.toContain(orderId);
    must(await merchant.operate('POST', `/orders/${orderId}/cancel`, {}), 200);
    expect(await directed()).toContain(orderId);
  });

  test('the list has the oldest first', async () => {
    const [first = ''] = idsOf(await generate(1, [wish(2, 1)]));
    await merchant.advance(1_000);
    const [second = ''] = idsOf(await generate(1, [wish(2, 1)]));
    const list = await directed();
    expect(list.indexOf(first)).toBeGreaterThanOrEqual(0);
    expect(list.indexOf(second)).toBeGreaterThan(list.indexOf(first));
  });
});

describe.skipIf(!hasOperator)('recorded: returns that the sandbox makes', () => {
  test('are of all that was shipped and is not in a return yet; then nothing is left', async () => {
    const { orderId, itemId } = await aShippedOrder(merchant, sku, 3);
    const { url } = jsonOf(await merchant.call('GET', `/returns/generate/${orderId}`));
    expect(jsonOf(await merchant.call('GET', String(url)))).toMatchObject({
      merchant_order_id: orderId,
      return_status: 'created',
      return_merchant_SKUs: [{ order_item_id: itemId, merchant_sku: sku, return_quantity: 3 }],
      items: [],
      agree_to_return_charge: false,
    });
    expect(refusalOf(await merchant.call('GET', `/returns/generate/${orderId}`))).toEqual([
      400,
      `The order has nothing that can be returned: "${orderId}"`,
    ]);
  });

  test('not of an order of which nothing was shipped, nor of one that is not there', async () => {
    const orderId = await merchant.ready([{ sku, quantity: 1 }]);
    expect(refusalOf(await merchant.call('GET', `/returns/generate/${orderId}`))[0]).toBe(400);
    const nowhere = fresh('order');
    expect(refusalOf(await merchant.call('GET', `/returns/generate/${nowhere}`))).toEqual([
      404,
      expect.stringContaining(nowhere),
    ]);
  });

  test('not for a live account: there the address is none', async () => {
    const live = await signIn(target.send, merchant.live.apiUser, merchant.live.apiSecret);
    const [refused, nowhere] = [
      await live('GET', `/returns/generate/${fresh('order')}`),
      await live('GET', '/returns/nowhere/1/2/3'),
    ];
    expect([refused.status, refused.text]).toEqual([404, nowhere.text]);
  });
});

describe.skipIf(!hasOperator)('H25 the merchant’s own id of an item', () => {
  const OWN = 'line 1';

  /** An order accepted under an id of its own for its item, shipped, an hour old. */
  async function aNamedOrder(): Promise<{ readonly orderId: string; readonly itemId: string }> {
    const orderId = await merchant.ready([{ sku, quantity: 2 }]);
    const itemId = (await merchant.read(orderId)).order_items[0]?.order_item_id ?? '';
    const item = { order_item_id: itemId, alt_order_item_id: OWN, order_item_acknowledgement_status: 'fulfillable' };
    const answer = { acknowledgement_status: 'accepted', order_items: [item] };
    must(await merchant.call('PUT', `/orders/${orderId}/acknowledge`, answer), 204);
    const parcel = {
      carrier: 'UPS',
      shipment_items: [{ alt_shipment_item_id: OWN, merchant_sku: sku, response_shipment_sku_quantity: 2 }],
    };
    must(await merchant.call('PUT', `/orders/${orderId}/shipped`, { shipments: [parcel] }), 204);
    await merchant.advance(HOUR_MS);
    return { orderId, itemId };
  }
  const amount = { principal: 1, tax: 0, shipping_cost: 0, shipping_tax: 0 };
  const told = (ids: Body): Body => ({
    ...ids,
    total_quantity_returned: 2,
    order_return_refund_qty: 2,
    return_refund_feedback: 'item damaged',
    refund_amount: amount,
  });

  test('names it in a complete message in place of Jet’s; one that names none is refused', async () => {
    const { orderId, itemId } = await aNamedOrder();
    const { url } = jsonOf(await merchant.call('GET', `/returns/generate/${orderId}`));
    const complete = (item: Body): Promise<RawReply> =>
      merchant.call('PUT', `/returns/${lastPart(url)}/complete`, {
        merchant_order_id: orderId,
        agree_to_return_charge: true,
        items: [item],
      });
    expect(refusalOf(await complete(told({ alt_order_item_id: 'another' })))).toEqual([
      400,
      'alt_order_item_id doesn\'t match: "another"',
    ]);
    expect(refusalOf(await complete(told({})))).toEqual([
      400,
      'Required property is missing. Path: /items[0]/order_item_id',
    ]);
    must(await complete(told({ alt_order_item_id: OWN })), 204);
    expect(jsonOf(await merchant.call('GET', String(url)))).toMatchObject({
      return_status: 'completed by merchant',
      return_merchant_SKUs: [{ order_item_id: itemId, alt_order_item_id: OWN }],
      items: [told({ order_item_id: itemId, alt_order_item_id: OWN })],
    });
  });

  test('names it in a refund in place of Jet’s; one that names none is refused', async () => {
    const { orderId } = await aNamedOrder();
    const refund = (ids: Body): Promise<RawReply> => {
      const item = { ...ids, order_return_refund_qty: 1, refund_amount: { principal: 1 } };
      return merchant.call('POST', `/refunds/${orderId}/${fresh('refund')}`, { items: [item] });
    };
    expect(refusalOf(await refund({ alt_order_item_id: 'another' }))).toEqual([
      400,
      'alt_order_item_id doesn\'t match: "another"',
    ]);
    const { refund_authorization_id: id } = jsonOf(await refund({ alt_order_item_id: OWN }), 201);
    expect(jsonOf(await merchant.call('GET', `/refunds/state/${String(id)}`))).toMatchObject({
      items: [{ alt_order_item_id: OWN }],
    });
  });
});
