/** Owns the guarantees of the operator's order routes. */
import { MINUTE_MS } from '@jetway/kernel';
import { describe, expect, test } from 'vitest';
import {
  acceptedIn,
  detailOf,
  HOLD_MS,
  openShop,
  placeIn,
  readyIn,
  type Shop,
  shipIn,
  shipmentOf,
} from './orders.test-support.ts';

const NOBODY = { authorization: '' };
const shopper = {
  name: 'Pepper Elderfield',
  phone: '555-0100',
  address: { address1: '1 Malibu Point', city: 'Malibu', state: 'CA', zipCode: '90265' },
};

describe('POST orders', () => {
  test('201 at the cheapest node that can fill it all, for the person given, held for half an hour', async () => {
    const shop = await openShop();
    const { status, body } = await shop.operator('POST', '', { items: [{ sku: 'A1', quantity: 2 }], shopper });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'created',
      nodeId: shop.nodes.west,
      buyerName: 'Pepper Elderfield',
      units: 2,
      totalCents: 2 * (2000 + 145 + 499 + 36),
      placedAt: await shop.now(),
      dueAt: (await shop.now()) + HOLD_MS,
      firstTitle: 'Title of A1',
    });
    expect(await detailOf(shop, body.id)).toMatchObject({
      shipping_to: { address: { state: 'CA', zip_code: '90265', address2: '' } },
      order_items: [{ item_price: { base_price: 20, item_tax: 1.45, item_shipping_cost: 4.99 } }],
    });
  });

  test('201 at the node that is named: its own price counts, and its stock moves', async () => {
    const shop = await openShop();
    const wish = { items: [{ sku: 'A1', quantity: 2 }], nodeId: shop.nodes.east, serviceLevel: 'next day' };
    const { body } = await shop.operator('POST', '', wish);
    expect(await detailOf(shop, body.id)).toMatchObject({
      fulfillment_node: shop.nodes.east,
      order_items: [{ item_price: { base_price: 25 } }],
      order_detail: {
        request_service_level: 'Next Day',
        request_shipping_method: 'UPS Next Day Air',
        request_shipping_carrier: 'UPS',
        request_ship_by: '2026-01-06T12:30:00.0000000Z',
        request_delivery_by: '2026-01-07T12:30:00.0000000Z',
      },
    });
    expect(await shop.stockOf('A1', shop.nodes.east)).toMatchObject({ held: 2, purchasable: 8 });
    expect(await shop.stockOf('A1')).toMatchObject({ held: 0 });
  });

  test('201 the same SKU twice is one item of the sum', async () => {
    const shop = await openShop();
    const items = [
      { sku: 'A1', quantity: 1 },
      { sku: 'B2', quantity: 1 },
      { sku: 'A1', quantity: 2 },
    ];
    const { body } = await shop.operator('POST', '', { items });
    expect((await detailOf(shop, body.id)).order_items).toMatchObject([
      { merchant_sku: 'A1', request_order_quantity: 3 },
      { merchant_sku: 'B2', request_order_quantity: 1 },
    ]);
  });

  test('an Idempotency-Key places once, whatever is sent how often', async () => {
    const shop = await openShop();
    const send = () => shop.operator('POST', '', { items: [{ sku: 'A1', quantity: 1 }] }, { 'idempotency-key': 'k-1' });
    const [first, second] = [await send(), await send()];
    expect(second).toEqual(first);
    expect(await shop.stockOf('A1')).toMatchObject({ held: 1 });
  });

  test.each([
    ['unknown_sku', { items: [{ sku: 'C3', quantity: 1 }] }],
    ['unknown_node', { items: [{ sku: 'A1', quantity: 1 }], nodeId: 'nowhere' }],
    ['unknown_service_level', { items: [{ sku: 'A1', quantity: 1 }], serviceLevel: 'By Dragon' }],
    ['unknown_service_level', { items: [{ sku: 'A1', quantity: 1 }], serviceLevel: 'Second Day' }],
    ['schema', { items: [] }],
    ['schema', { items: [{ sku: 'A1', quantity: 0 }] }],
  ])('400 %s', async (code, body) => {
    const shop = await openShop();
    expect(await shop.operator('POST', '', body)).toMatchObject({ status: 400, body: { code } });
  });

  test('409 what no single node can fill, though all together could; nothing is held', async () => {
    const shop = await openShop();
    const items = [
      { sku: 'B2', quantity: 1 },
      { sku: 'A1', quantity: 101 },
    ];
    expect(await shop.operator('POST', '', { items })).toMatchObject({
      status: 409,
      body: { code: 'not_purchasable' },
    });
    expect(await shop.stockOf('B2')).toMatchObject({ held: 0 });
  });

  test('401 for nobody, 404 for an account that is not there', async () => {
    const shop = await openShop();
    const body = { items: [{ sku: 'A1', quantity: 1 }] };
    expect(await shop.operator('POST', '', body, NOBODY)).toMatchObject({ status: 401 });
    const missing = await shop.operator('POST', '', body, {}, 'nobody');
    expect(missing).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});

describe('GET orders', () => {
  test('200 the newest first, in pages, by status', async () => {
    const shop = await openShop();
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.unshift((await placeIn(shop, { A1: 1 })).id);
      await shop.pass(MINUTE_MS);
    }
    const idsOf = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);
    const first = await shop.operator('GET', '?limit=2');
    expect(idsOf(first.body)).toEqual(ids.slice(0, 2));
    const second = await shop.operator('GET', `?limit=2&cursor=${first.body.next}`);
    expect(idsOf(second.body)).toEqual(ids.slice(2));
    expect(second.body.next).toBeNull();
    await shop.pass(HOLD_MS - 3 * MINUTE_MS);
    expect(idsOf((await shop.operator('GET', '?status=ready')).body)).toEqual(ids.slice(2));
  });

  test('400 a cursor that is none, 401 for nobody, 404 for an account that is not there', async () => {
    const shop = await openShop();
    expect(await shop.operator('GET', '?cursor=nonsense')).toMatchObject({ status: 400, body: { code: 'bad_cursor' } });
    expect(await shop.operator('GET', '', undefined, NOBODY)).toMatchObject({ status: 401 });
    expect(await shop.operator('GET', '', undefined, {}, 'nobody')).toMatchObject({ status: 404 });
  });

  test('200 one order: its items, who did what when, and the merchant’s view of it', async () => {
    const shop = await openShop();
    const { id } = await acceptedIn(shop, { A1: 2 });
    await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', shipped: 1 }]));
    const { status, body } = await shop.operator('GET', `/${id}`);
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { sku: 'A1', quantity: 2, shipped: 1, cancelled: 0, acknowledgement: 'fulfillable', unitPriceCents: 2000 },
    ]);
    expect(
      body.events.map((event: { kind: string; actor: string }) => [event.kind, event.actor.split(':')[0]]),
    ).toEqual([
      ['place', 'operator'],
      ['release', 'orders.timers'],
      ['accept', 'merchant'],
      ['ship', 'merchant'],
    ]);
    expect(body.events.at(-1).text).toBe('The merchant shipped 1 × A1.');
    expect(body.merchantView).toEqual(await detailOf(shop, id));
  });

  test('one order: 401 for nobody, 404 for none, and for one of another account', async () => {
    const [shop, other] = [await openShop(), await openShop()];
    const { id } = await placeIn(other, { A1: 1 });
    expect(await shop.operator('GET', `/${id}`)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await shop.operator('GET', '/none')).toMatchObject({ status: 404 });
    expect(await shop.operator('GET', `/${id}`, undefined, NOBODY)).toMatchObject({ status: 401 });
  });
});

describe('POST cancel', () => {
  test('200 within the hold: complete, cancelled by the customer, never released, units on sale again', async () => {
    const shop = await openShop();
    const { id } = await placeIn(shop, { A1: 2 });
    const { status, body } = await shop.operator('POST', `/${id}/cancel`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'complete', cancelledByCustomer: true, dueAt: null, readyAt: null });
    await shop.pass(HOLD_MS);
    expect(await detailOf(shop, id)).toMatchObject({ status: 'complete' });
    expect(await shop.stockOf('A1')).toMatchObject({ held: 0, purchasable: 100 });
  });

  test('200 a part of it, or later: the merchant is asked', async () => {
    const shop = await openShop();
    const { id } = await placeIn(shop, { A1: 2 });
    const orderItemId = (await shop.operator('GET', `/${id}`)).body.items[0].id;
    const part = await shop.operator('POST', `/${id}/cancel`, { items: [{ orderItemId, quantity: 1 }] });
    expect(part).toMatchObject({ status: 200, body: { status: 'created', cancelRequested: true } });
    const accepted = await acceptedIn(shop, { A1: 2 });
    const late = await shop.operator('POST', `/${accepted.id}/cancel`);
    expect(late).toMatchObject({ status: 200, body: { status: 'acknowledged', cancelRequested: true } });
    expect((await shop.operator('GET', `/${accepted.id}`)).body.items).toMatchObject([
      { cancelRequested: 2, cancelled: 0 },
    ]);
  });

  test('400 an item of another order, or more units than are left', async () => {
    const shop = await openShop();
    const { id } = await placeIn(shop, { A1: 2 });
    const orderItemId = (await shop.operator('GET', `/${id}`)).body.items[0].id;
    const cancel = (items: object[]) => shop.operator('POST', `/${id}/cancel`, { items });
    expect(await cancel([{ orderItemId: 'x', quantity: 1 }])).toMatchObject({
      status: 400,
      body: { code: 'unknown_item' },
    });
    expect(
      await cancel([
        { orderItemId, quantity: 1 },
        { orderItemId, quantity: 2 },
      ]),
    ).toMatchObject({
      status: 400,
      body: { code: 'too_many_units' },
    });
  });

  test('401 for nobody, 404 for none, 409 when it is complete', async () => {
    const shop = await openShop();
    const { id } = await placeIn(shop, { A1: 1 });
    await shop.operator('POST', `/${id}/cancel`);
    expect(await shop.operator('POST', `/${id}/cancel`)).toMatchObject({
      status: 409,
      body: { code: 'not_allowed_now' },
    });
    expect(await shop.operator('POST', '/none/cancel')).toMatchObject({ status: 404 });
    expect(await shop.operator('POST', `/${id}/cancel`, undefined, NOBODY)).toMatchObject({ status: 401 });
  });
});

describe('POST complete, POST resolve', () => {
  const byHand = 'exception - jet manual canceled to complete state';

  test('200 by hand from any state that is not complete, units on sale again; then resolved', async () => {
    const shop = await openShop();
    for (const prepare of [placeIn, readyIn, acceptedIn]) {
      const { id } = await (prepare as (shop: Shop, items: object) => Promise<{ id: string }>)(shop, { A1: 2 });
      expect(await shop.operator('POST', `/${id}/complete`)).toMatchObject({
        status: 200,
        body: { status: 'complete', exceptionState: byHand },
      });
      expect(await shop.stockOf('A1')).toMatchObject({ held: 0, accepted: 0, purchasable: 100 });
      expect(await shop.operator('POST', `/${id}/resolve`)).toMatchObject({
        status: 200,
        body: { exceptionState: 'resolved' },
      });
      expect(await detailOf(shop, id)).toMatchObject({ exception_state: 'resolved' });
    }
  });

  test('401 for nobody, 404 for none, 409 when there is nothing to complete or to resolve', async () => {
    const shop = await openShop();
    const { id } = await placeIn(shop, { A1: 1 });
    expect(await shop.operator('POST', `/${id}/resolve`)).toMatchObject({
      status: 409,
      body: { code: 'not_allowed_now' },
    });
    await shop.operator('POST', `/${id}/complete`);
    expect(await shop.operator('POST', `/${id}/complete`)).toMatchObject({ status: 409 });
    for (const verb of ['complete', 'resolve']) {
      expect(await shop.operator('POST', `/none/${verb}`)).toMatchObject({ status: 404 });
      expect(await shop.operator('POST', `/${id}/${verb}`, undefined, NOBODY)).toMatchObject({ status: 401 });
    }
  });
});

describe('what an operator sees of an order’s shipments and fees', () => {
  test('each shipment as the merchant reported it, with what became of which SKU; blanks are left out', async () => {
    const shop = await openShop();
    const { id } = await acceptedIn(shop, { A1: 3, B2: 1 });
    expect((await shop.operator('GET', `/${id}`)).body.shipments).toEqual([]);
    const sent = shipmentOf('parcel-1', [{ sku: 'A1', shipped: 1, cancelled: 1 }], {
      response_shipment_date: '2026-01-05T09:00:00.0000000-05:00',
      ship_from_zip_code: '',
      redirect_notification: { redirect_node: shop.nodes.east },
    });
    await shipIn(shop, id, sent, shipmentOf(undefined, [{ sku: 'B2', cancelled: 1 }]));
    const { shipments } = (await shop.operator('GET', `/${id}`)).body;
    expect(shipments).toMatchObject([
      {
        altShipmentId: 'parcel-1',
        messageAt: await shop.now(),
        trackingNumber: '1Z12342452342',
        carrier: 'UPS',
        method: 'UPSGround',
        shippedAt: Date.UTC(2026, 0, 5, 14),
        expectedAt: null,
        fromZipCode: null,
        redirectNodeId: shop.nodes.east,
        items: [{ sku: 'A1', shipped: 1, cancelled: 1, rma: null, daysToReturn: null }],
      },
      { altShipmentId: null, trackingNumber: null, carrier: null, items: [{ sku: 'B2', shipped: 0, cancelled: 1 }] },
    ]);
  });

  test('fees for the quantity ordered, and that the shopper gave up returning', async () => {
    const shop = await openShop();
    const placed = await shop.operator('POST', '', { items: [{ sku: 'A1', quantity: 3 }], returnsWaived: true });
    expect(placed.body).toMatchObject({ returnsWaived: true, tag: null });
    const { items, order } = (await shop.operator('GET', `/${placed.body.id}`)).body;
    expect(order.returnsWaived).toBe(true);
    expect(items).toMatchObject([{ feesCents: 900, fees: [{ name: '', type: 'base', cents: 900 }] }]);
  });
});
