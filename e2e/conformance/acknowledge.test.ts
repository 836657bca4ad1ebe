import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptance, aMerchant, fresh, type Merchant } from './support/merchants.ts';
import { must, type RawReply } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

let target: Target;
let merchant: Merchant;
let sku: string;
let other: string;
beforeAll(async () => {
  target = await openTarget();
  if (!hasOperator) return;
  merchant = await aMerchant(target);
  sku = await merchant.offer({ quantity: 100_000 });
  other = await merchant.offer({ quantity: 100_000 });
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

const put = (orderId: string, body: unknown): Promise<RawReply> =>
  merchant.call('PUT', `/orders/${orderId}/acknowledge`, body);

/** A message that answers the order, and each of its items, with these. */
async function message(orderId: string, status: string, ...items: string[]): Promise<Record<string, unknown>> {
  const order = await merchant.read(orderId);
  return {
    acknowledgement_status: status,
    order_items: order.order_items.map(({ order_item_id }, index) => ({
      order_item_acknowledgement_status: items[index] ?? items[0],
      order_item_id,
    })),
  };
}

const one = () => merchant.ready([{ sku, quantity: 1 }]);
const two = () =>
  merchant.ready([
    { sku, quantity: 1 },
    { sku: other, quantity: 2 },
  ]);

describe.skipIf(!hasOperator)('H25 acknowledge', () => {
  test('accepted with a nonfulfillable item is 400, and the order waits on', async () => {
    const orderId = await two();
    for (const item of ['nonfulfillable - no inventory', 'nonfulfillable - invalid merchant SKU']) {
      const [status, ...errors] = refusalOf(
        await put(orderId, await message(orderId, 'accepted', 'fulfillable', item)),
      );
      expect([status, errors]).toEqual([
        400,
        [expect.stringContaining('/order_items[1]/order_item_acknowledgement_status')],
      ]);
    }
    const order = await merchant.read(orderId);
    expect(order.status).toBe('ready');
    expect(JSON.stringify(order)).not.toContain('acknowledgement_status');
  });

  test.each([
    'rejected - other',
    'rejected - fraud',
    'rejected - item level error',
    'rejected - ship from location not available',
    'rejected - shipping method not supported',
    'rejected - unfulfillable address',
  ])('"%s" completes the order with the exception, and is answered as sent', async (status) => {
    const orderId = await one();
    must(await put(orderId, await message(orderId, status, 'nonfulfillable - invalid merchant SKU')), 204);
    expect(await merchant.read(orderId)).toMatchObject({
      status: 'complete',
      exception_state: 'exception - order rejected',
      acknowledgement_status: status,
      shipments: [],
      order_items: [{ order_item_acknowledgement_status: 'nonfulfillable - invalid merchant SKU' }],
    });
    expect(await merchant.list('complete')).toContain(orderId);
  });

  test('"accepted" moves the order to acknowledged', async () => {
    const orderId = await two();
    must(await put(orderId, await message(orderId, 'accepted', 'fulfillable')), 204);
    const order = await merchant.read(orderId);
    expect(order).toMatchObject({
      status: 'acknowledged',
      acknowledgement_status: 'accepted',
      order_items: [
        { order_item_acknowledgement_status: 'fulfillable' },
        { order_item_acknowledgement_status: 'fulfillable' },
      ],
    });
    expect(order).not.toHaveProperty('exception_state');
    expect(await merchant.list('acknowledged')).toContain(orderId);
    expect(await merchant.list('ready')).not.toContain(orderId);
  });

  test('an item may be named by either id; the merchant’s own is kept and answered', async () => {
    const orderId = await one();
    const [item] = (await merchant.read(orderId)).order_items;
    const own = fresh('line');
    const answer = (ids: Record<string, unknown>) => ({
      acknowledgement_status: 'accepted',
      order_items: [{ order_item_acknowledgement_status: 'fulfillable', ...ids }],
    });
    must(await put(orderId, answer({ order_item_id: item?.order_item_id, alt_order_item_id: own })), 204);
    expect((await merchant.read(orderId)).order_items).toMatchObject([{ alt_order_item_id: own }]);
    must(await put(orderId, answer({ alt_order_item_id: own })), 204);
    expect(refusalOf(await put(orderId, answer({ alt_order_item_id: 'another' })))).toEqual([
      400,
      'alt_order_item_id doesn\'t match: "another"',
    ]);
    expect(refusalOf(await put(orderId, answer({})))).toEqual([
      400,
      'Required property is missing. Path: /order_items[0]/order_item_id',
    ]);
  });

  test('an item of no such order is 400 in the printed words, each of them told', async () => {
    const orderId = await one();
    const items = ['21b5a551d31541eea8f36f05385d2f90', 'nonsense'].map((order_item_id) => ({
      order_item_acknowledgement_status: 'fulfillable',
      order_item_id,
    }));
    expect(refusalOf(await put(orderId, { acknowledgement_status: 'accepted', order_items: items }))).toEqual([
      400,
      'order_item_id doesn\'t match: "21b5a551d31541eea8f36f05385d2f90"',
      'order_item_id doesn\'t match: "nonsense"',
    ]);
    expect((await merchant.read(orderId)).status).toBe('ready');
  });

  test('the same answer again is 204 and changes nothing; another answer is 400', async () => {
    const orderId = await one();
    const accepted = await message(orderId, 'accepted', 'fulfillable');
    must(await put(orderId, accepted), 204);
    const before = await merchant.read(orderId);
    must(await put(orderId, accepted), 204);
    expect(await merchant.read(orderId)).toEqual(before);
    expect(
      refusalOf(await put(orderId, await message(orderId, 'rejected - other', 'nonfulfillable - no inventory')))[0],
    ).toBe(400);
    expect(await merchant.read(orderId)).toEqual(before);
  });

  test('an order that is still held, or not there, cannot be answered', async () => {
    const orderId = await merchant.place([{ sku, quantity: 1 }]);
    const accepted = await message(orderId, 'accepted', 'fulfillable');
    expect(refusalOf(await put(orderId, accepted))[0]).toBe(400);
    expect((await merchant.read(orderId)).status).toBe('created');
    expect(refusalOf(await put('0'.repeat(32), accepted))[0]).toBe(404);
  });

  test('status, items and each item’s status are required, and one of the documented', async () => {
    const orderId = await one();
    expect(refusalOf(await put(orderId, {}))).toEqual([
      400,
      'Required property is missing. Path: /acknowledgement_status',
      'Required property is missing. Path: /order_items',
    ]);
    expect(refusalOf(await put(orderId, { acknowledgement_status: 'accepted', order_items: [] }))[0]).toBe(400);
    const [status, ...errors] = refusalOf(await put(orderId, await message(orderId, 'yes', 'no')));
    expect([status, errors]).toEqual([
      400,
      [
        'Invalid value, should be one of [rejected - other,rejected - fraud,rejected - item level error,rejected - ship from location not available,rejected - shipping method not supported,rejected - unfulfillable address,accepted]. Path: /acknowledgement_status',
        'Invalid value, should be one of [nonfulfillable - invalid merchant SKU,nonfulfillable - no inventory,fulfillable]. Path: /order_items[0]/order_item_acknowledgement_status',
      ],
    ]);
  });

  test('alt_order_id is kept and then names the order', async () => {
    const orderId = await one();
    const own = fresh('order');
    must(await put(orderId, { ...(await message(orderId, 'accepted', 'fulfillable')), alt_order_id: own }), 204);
    expect(await merchant.read(own)).toMatchObject({ merchant_order_id: orderId, alt_order_id: own });
  });
});

describe.skipIf(!hasOperator)('A5 an answer is understood loosely and echoed as sent', () => {
  test.each([
    ['Accepted', 'Fulfillable', 'acknowledged'],
    ['ACCEPTED', 'FULFILLABLE', 'acknowledged'],
    ['Rejected_Item-Level error', 'NonFulfillable-No_Inventory', 'complete'],
    ['rejected-item level error', 'nonfulfillable-no inventory', 'complete'],
    ['rejectedshippingmethodnotsupported', 'nonfulfillableinvalidmerchantsku', 'complete'],
  ])('%s, %s', async (status, item, reached) => {
    const orderId = await one();
    must(await put(orderId, await message(orderId, status, item)), 204);
    expect(await merchant.read(orderId)).toMatchObject({
      status: reached,
      acknowledgement_status: status,
      order_items: [{ order_item_acknowledgement_status: item }],
    });
    must(
      await merchant.call('PUT', `/merchant-skus/${sku}/inventory`, {
        fulfillment_nodes: [{ fulfillment_node_id: merchant.nodes[0], quantity: 100_000 }],
      }),
      204,
    );
  });
});

describe.skipIf(!hasOperator)('H27 nonfulfillable - no inventory', () => {
  const stock = async (id: string) =>
    (must(await merchant.call('GET', `/merchant-skus/${id}/inventory`), 200).json() as { fulfillment_nodes: unknown })
      .fulfillment_nodes;

  test('sets the feed number of that SKU to 0 at the order’s node, of the others not', async () => {
    const [gone, there] = [await merchant.offer({ quantity: 10 }), await merchant.offer({ quantity: 10 })];
    const [east] = merchant.nodes;
    const orderId = await merchant.ready([
      { sku: gone, quantity: 1 },
      { sku: there, quantity: 1 },
    ]);
    must(
      await put(
        orderId,
        await message(orderId, 'rejected - item level error', 'nonfulfillable - no inventory', 'fulfillable'),
      ),
      204,
    );
    expect(await stock(gone)).toEqual([{ fulfillment_node_id: east, quantity: 0 }]);
    expect(await stock(there)).toEqual([{ fulfillment_node_id: east, quantity: 10 }]);
    expect((await merchant.operate('POST', '/orders', { items: [{ sku: gone, quantity: 1 }] })).status).toBe(409);
    await merchant.place([{ sku: there, quantity: 10 }]);
  });

  test('the units of a rejected order go back on sale', async () => {
    const scarce = await merchant.offer({ quantity: 2 });
    const orderId = await merchant.ready([{ sku: scarce, quantity: 2 }]);
    expect((await merchant.operate('POST', '/orders', { items: [{ sku: scarce, quantity: 1 }] })).status).toBe(409);
    must(await put(orderId, await message(orderId, 'rejected - fraud', 'fulfillable')), 204);
    expect(await stock(scarce)).toEqual([{ fulfillment_node_id: merchant.nodes[0], quantity: 2 }]);
    await merchant.place([{ sku: scarce, quantity: 2 }]);
  });
});

describe.skipIf(!hasOperator)('the reference id', () => {
  test('names the order here too', async () => {
    const orderId = await one();
    const order = await merchant.read(orderId);
    must(await put(order.reference_order_id, acceptance(order)), 204);
    expect((await merchant.read(orderId)).status).toBe('acknowledged');
  });
});
