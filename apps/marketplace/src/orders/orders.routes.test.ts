/** Owns the guarantees of listing and reading orders (pages Check for Orders, Check Order Details). */
import { orderIdOfLink } from '@jetway/jet-api';
import { DAY_MS, MINUTE_MS } from '@jetway/kernel';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  acceptedIn,
  answerIn,
  detailOf,
  HOLD_MS,
  openShop,
  placeIn,
  readyIn,
  type Shop,
  shipIn,
  shipmentOf,
} from './orders.test-support.ts';

const list = async (shop: Shop, path: string): Promise<(string | undefined)[]> => {
  const answer = await shop.api('GET', `/orders/${path}`);
  expect(answer.status).toBe(200);
  return answer.body.order_urls.map((link: string) => orderIdOfLink(link));
};

describe('GET /orders/:status', () => {
  test('200 the orders of the status, the oldest first, as links to their details', async () => {
    const shop = await openShop();
    const first = await placeIn(shop, { A1: 1 });
    await shop.pass(MINUTE_MS);
    const second = await placeIn(shop, { A1: 1 });
    const answer = await shop.api('GET', '/orders/created');
    expect(answer.body).toEqual({
      order_urls: [`/orders/withoutShipmentDetail/${first.id}`, `/orders/withoutShipmentDetail/${second.id}`],
    });
    await shop.pass(HOLD_MS - MINUTE_MS);
    expect(await list(shop, 'created')).toEqual([second.id]);
    expect(await list(shop, 'ready')).toEqual([first.id]);
  });

  test('200 status words in any spelling', async () => {
    const shop = await openShop();
    const { id } = await acceptedIn(shop, { A1: 2 });
    await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', shipped: 1 }]));
    expect(await list(shop, 'InProgress')).toEqual([id]);
    expect(await list(shop, 'in%20progress')).toEqual([id]);
    expect(await list(shop, 'IN-PROGRESS/')).toEqual([id]);
  });

  test('400 an unknown status, naming the valid ones', async () => {
    const shop = await openShop();
    expect(await shop.api('GET', '/orders/shipped')).toEqual({
      status: 400,
      body: {
        errors: ['Invalid value, should be one of [created,ready,acknowledged,inprogress,complete]. Path: /status'],
      },
    });
  });

  test('401 without a token', async () => {
    const shop = await openShop();
    expect(await shop.anybody('GET', '/api/orders/ready')).toEqual({
      status: 401,
      body: { Message: 'Authorization has been denied for this request.' },
    });
  });

  test('isCancelled tells orders cancelled while they were held from other complete ones, and matters only there', async () => {
    const shop = await openShop();
    const cancelled = await placeIn(shop, { A1: 1 });
    await shop.operator('POST', `/${cancelled.id}/cancel`);
    await shop.pass(1);
    const rejected = await readyIn(shop, { A1: 1 });
    await answerIn(shop, rejected.id, 'rejected - other');
    expect(await list(shop, 'complete')).toEqual([cancelled.id, rejected.id]);
    expect(await list(shop, 'complete?isCancelled=true')).toEqual([cancelled.id]);
    expect(await list(shop, 'complete?IsCancelled=False')).toEqual([rejected.id]);
    const ready = await readyIn(shop, { A1: 1 });
    expect(await list(shop, 'ready?isCancelled=true')).toEqual([ready.id]);
    expect((await shop.api('GET', '/orders/complete?isCancelled=maybe')).status).toBe(400);
  });

  test('fulfillment_node leaves the orders of that node; a node of nobody has none', async () => {
    const shop = await openShop();
    const west = await readyIn(shop, { A1: 1 });
    const placed = await shop.operator('POST', '', { items: [{ sku: 'A1', quantity: 1 }], nodeId: shop.nodes.east });
    await shop.pass(HOLD_MS);
    expect(await list(shop, `ready?fulfillment_node=${shop.nodes.west}`)).toEqual([west.id]);
    expect(await list(shop, `ready?fulfillment_node=${shop.nodes.east}`)).toEqual([placed.body.id]);
    expect(await list(shop, 'ready?fulfillment_node=NOBODY')).toEqual([]);
  });

  test('an order is listed for 90 days of its world’s time after it was placed; its details stay', async () => {
    const shop = await openShop({ policy: { ackDeadlineMs: 400 * DAY_MS } });
    const { id } = await readyIn(shop, { A1: 1 });
    await shop.pass(90 * DAY_MS - HOLD_MS);
    expect(await list(shop, 'ready')).toEqual([id]);
    await shop.pass(1);
    expect(await list(shop, 'ready')).toEqual([]);
    expect(await detailOf(shop, id)).toMatchObject({ merchant_order_id: id, status: 'ready' });
  });

  test('at most 1,000 orders, the oldest', async () => {
    const shop = await openShop();
    const { id } = await placeIn(shop, { A1: 1 });
    await sql`
      insert into marketplace.orders select (jsonb_populate_record(o, jsonb_build_object('id', 'copy-' || n,
        'reference_order_id', 'reference-' || n, 'placed_at', o.placed_at - n))).*
      from marketplace.orders o, generate_series(1, 1000) n
      where o.account_id = ${shop.accountId} and o.id = ${id}`.execute(shop.database.db);
    const ids = await list(shop, 'created');
    expect(ids).toHaveLength(1_000);
    expect([ids[0], ids.at(-1)]).toEqual(['copy-1000', 'copy-1']);
    expect(ids).not.toContain(id);
  });

  test('another merchant’s orders are not listed', async () => {
    const [own, other] = [await openShop(), await openShop()];
    await readyIn(other, { A1: 1 });
    expect(await list(own, 'ready')).toEqual([]);
  });
});

describe('GET /orders/withoutShipmentDetail/:id', () => {
  test('200 a created order: placed and transmission date, no later one, empty shipments', async () => {
    const shop = await openShop();
    const { id } = await placeIn(shop, { A1: 2 });
    const detail = await detailOf(shop, id);
    expect(detail).toMatchObject({
      status: 'created',
      alt_order_id: '',
      order_placed_date: '2026-01-05T12:00:00.0000000Z',
      order_transmission_date: '2026-01-05T12:01:00.0000000Z',
      has_shipments: false,
      jet_request_directed_cancel: false,
      shipments: [],
    });
    for (const later of ['order_ready_date', 'order_acknowledge_date', 'acknowledgement_status', 'exception_state'])
      expect(detail).not.toHaveProperty(later);
    expect(detail.hash_email).toMatch(/^\d{12}@customer\.jet\.com$/);
    expect(detail.reference_order_id).toMatch(/^\d{12}$/);
    expect(detail.merchant_order_id).toMatch(/^[0-9a-f]{32}$/);
    expect(detail.order_items[0]).toMatchObject({ alt_order_item_id: '', request_order_cancel_qty: 0 });
    expect(detail.order_items[0]).not.toHaveProperty('order_item_acknowledgement_status');
  });

  test('200 dates and statuses appear with their state', async () => {
    const shop = await openShop();
    const { id } = await readyIn(shop, { A1: 2 });
    expect(await detailOf(shop, id)).toMatchObject({
      status: 'ready',
      order_ready_date: '2026-01-05T12:30:00.0000000Z',
    });
    await shop.pass(MINUTE_MS);
    await answerIn(shop, id);
    expect(await detailOf(shop, id)).toMatchObject({
      status: 'acknowledged',
      acknowledgement_status: 'accepted',
      order_acknowledge_date: '2026-01-05T12:31:00.0000000Z',
      order_items: [{ order_item_acknowledgement_status: 'fulfillable' }],
    });
  });

  test('the transmission date is never after the release', async () => {
    const shop = await openShop({ policy: { holdMs: 20_000 } });
    const { id } = await placeIn(shop, { A1: 1 });
    await shop.pass(20_000);
    expect(await detailOf(shop, id)).toMatchObject({
      order_transmission_date: '2026-01-05T12:00:20.0000000Z',
      order_ready_date: '2026-01-05T12:00:20.0000000Z',
    });
  });

  test('prices of an item are per unit, its fees for the quantity; the totals add both up exactly', async () => {
    const shop = await openShop();
    const { id } = await placeIn(shop, { A1: 3, B2: 1 });
    const { order_items: items, order_totals: totals } = await detailOf(shop, id);
    expect(items[0].item_price.base_price).toBe(20);
    expect(items[0].item_fees).toBe(9);
    expect(items[0].fee_adjustments).toEqual([
      { adjustment_name: '', adjustment_type: 'base', commission_id: '', value: 9 },
    ]);
    const cents = (amount: number): number => Math.round(amount * 100);
    for (const name of ['base_price', 'item_tax', 'item_shipping_cost', 'item_shipping_tax']) {
      const sum = items.reduce(
        (all: number, item: { item_price: Record<string, number>; request_order_quantity: number }) =>
          all + cents(item.item_price[name] ?? 0) * item.request_order_quantity,
        0,
      );
      expect(cents(totals.item_price[name])).toBe(sum);
    }
    expect(totals).toMatchObject({ item_fees: 12, fee_adjustments: [{ value: 12 }], regulatory_fees: 0 });
  });

  test('the reference id and the merchant’s own id lead to it too; of several the newest open one', async () => {
    const shop = await openShop();
    const [old, young] = [await readyIn(shop, { A1: 1 }), await readyIn(shop, { A1: 1 })];
    for (const { id } of [old, young]) {
      const [item] = (await detailOf(shop, id)).order_items;
      const order_items = [{ order_item_id: item.order_item_id, order_item_acknowledgement_status: 'fulfillable' }];
      await shop.api('PUT', `/orders/${id}/acknowledge`, {
        acknowledgement_status: 'accepted',
        alt_order_id: 'mine-1',
        order_items,
      });
    }
    expect(await detailOf(shop, old.referenceOrderId)).toMatchObject({ merchant_order_id: old.id });
    expect(await detailOf(shop, 'mine-1')).toMatchObject({ merchant_order_id: young.id, alt_order_id: 'mine-1' });
    expect(
      (await shop.api('PUT', '/orders/mine-1/shipped', { shipments: [shipmentOf('s', [{ sku: 'A1', shipped: 1 }])] }))
        .status,
    ).toBe(204);
    expect(await detailOf(shop, young.id)).toMatchObject({ status: 'complete' });
    expect(await detailOf(shop, 'mine-1')).toMatchObject({ merchant_order_id: old.id });
  });

  test('401 without a token, 400 for an id that is too long', async () => {
    const shop = await openShop();
    const url = '/api/orders/withoutShipmentDetail/x';
    expect((await shop.anybody('GET', url)).body).toHaveProperty('Message');
    const long = await shop.api('GET', `/orders/withoutShipmentDetail/${'x'.repeat(256)}`);
    expect(long).toMatchObject({ status: 400, body: { errors: [expect.stringContaining('255')] } });
  });

  test('404 another merchant’s order answers like none', async () => {
    const [own, other] = [await openShop(), await openShop()];
    const { id } = await readyIn(other, { A1: 1 });
    const missing = 'f'.repeat(32);
    expect(await own.api('GET', `/orders/withoutShipmentDetail/${id}`)).toEqual({
      status: 404,
      body: { errors: [`Order not found: "${id}"`] },
    });
    expect(await own.api('GET', `/orders/withoutShipmentDetail/${missing}`)).toEqual({
      status: 404,
      body: { errors: [`Order not found: "${missing}"`] },
    });
  });
});
