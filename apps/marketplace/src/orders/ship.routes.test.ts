/** Owns the guarantees of shipped messages (page Ship Order). */
import { shipRoutes } from '@jetway/jet-api';
import { DAY_MS } from '@jetway/kernel';
import { describe, expect, test } from 'vitest';
import {
  acceptedIn,
  answerIn,
  detailOf,
  openShop,
  placeIn,
  readyIn,
  type Shop,
  shipIn,
  shipmentOf,
} from './orders.test-support.ts';

const NO_CONTENT = { status: 204, body: undefined };
const REFUSED = (...errors: string[]) => ({ status: 400, body: { errors } });

describe('PUT /orders/:id/shipped', () => {
  test('204 all units: complete, and what was sent is answered unchanged with our ids beside it', async () => {
    const shop = await openShop();
    const { id } = await acceptedIn(shop, { A1: 2 });
    const shipment = {
      alt_shipment_id: 's1',
      shipment_tracking_number: '1Z12342452342',
      response_shipment_date: '2026-01-05T18:00:00.1234567-04:00',
      response_shipment_method: 'ups_ground',
      ship_from_zip_code: '',
      carrier: 'Ups',
      shipment_items: [
        {
          alt_shipment_item_id: 'i1',
          merchant_sku: 'A1',
          response_shipment_sku_quantity: 2,
          RMA_number: 'abc',
          days_to_return: 30,
          return_location: { address1: '12 Location Street', city: 'Somewhere', state: 'NY', zip_code: '12345' },
        },
      ],
    };
    expect(await shipIn(shop, id, shipment)).toEqual(NO_CONTENT);
    const detail = await detailOf(shop, id);
    expect(detail).toMatchObject({ status: 'complete', acknowledgement_status: 'accepted', has_shipments: false });
    expect(detail).not.toHaveProperty('exception_state');
    const { shipment_items: items, ...rest } = shipment;
    expect(detail.shipments).toEqual([
      {
        ...rest,
        shipment_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        shipment_message_date: '2026-01-05T12:30:00Z',
        shipment_items: items.map((item) => ({ ...item, shipment_item_id: expect.stringMatching(/^[0-9a-f]{32}$/) })),
      },
    ]);
  });

  test.each(Object.entries(shipRoutes.shipOrder.examples))(
    '204 the documented "%s", in a world of its time',
    async (name, body) => {
      const shop = await openShop({ startAt: Date.UTC(2014, 5, 10, 12), stock: { '15a1010': 10, '15a1011': 10 } });
      const { id } = await acceptedIn(shop, { '15a1010': 2, '15a1011': 1 });
      expect(await shop.api('PUT', `/orders/${id}/shipped`, body)).toEqual(NO_CONTENT);
      const detail = await detailOf(shop, id);
      expect(detail).toMatchObject({
        status: name === 'Mixed Example' ? 'complete' : 'inprogress',
        alt_order_id: '12345',
        shipments: [{ alt_shipment_id: '11223344' }],
      });
    },
  );

  test('204 in parts: in progress until every unit is accounted for; shipments gather in the order sent', async () => {
    const shop = await openShop();
    const { id } = await acceptedIn(shop, { A1: 2, B2: 1 });
    await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', shipped: 1 }]));
    expect(await detailOf(shop, id)).toMatchObject({ status: 'inprogress' });
    await shipIn(
      shop,
      id,
      shipmentOf('s2', [{ sku: 'A1', shipped: 1 }]),
      shipmentOf('s3', [{ sku: 'B2', shipped: 1 }]),
    );
    const detail = await detailOf(shop, id);
    expect(detail.status).toBe('complete');
    expect(detail.shipments.map((one: { alt_shipment_id: string }) => one.alt_shipment_id)).toEqual(['s1', 's2', 's3']);
    expect(await shop.stockOf('A1')).toMatchObject({ fed: 100, accepted: 2, purchasable: 98 });
  });

  test('204 some units cancelled: they are on sale again, and the price is adjusted by them', async () => {
    const shop = await openShop();
    const { id } = await acceptedIn(shop, { A1: 3 });
    expect(await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', cancelled: 1 }]))).toEqual(NO_CONTENT);
    expect(await detailOf(shop, id)).toMatchObject({ status: 'inprogress', order_items: [{ price_adjustment: -20 }] });
    expect(await shop.stockOf('A1')).toMatchObject({ accepted: 2, purchasable: 98 });
    await shipIn(shop, id, shipmentOf('s2', [{ sku: 'A1', shipped: 2 }]));
    const detail = await detailOf(shop, id);
    expect(detail).toMatchObject({
      status: 'complete',
      order_items: [{ request_order_quantity: 3, price_adjustment: -20 }],
    });
    expect(detail).not.toHaveProperty('exception_state');
  });

  test('204 everything cancelled after accepting: complete with the exception, still accepted', async () => {
    const shop = await openShop();
    const { id } = await acceptedIn(shop, { A1: 2 });
    expect(await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', cancelled: 2 }]))).toEqual(NO_CONTENT);
    const detail = await detailOf(shop, id);
    expect(detail).toMatchObject({
      status: 'complete',
      exception_state: 'exception - too many units cancelled',
      acknowledgement_status: 'accepted',
    });
    expect(detail.order_items[0]).not.toHaveProperty('price_adjustment');
    expect(await shop.stockOf('A1')).toMatchObject({ accepted: 0, purchasable: 100 });
  });

  test('units cancelled after a newer feed stay off its count: the feed knew of them', async () => {
    const shop = await openShop();
    const { id } = await acceptedIn(shop, { A1: 2 });
    await shop.feed('A1', { [shop.nodes.west]: 50 });
    const next = await acceptedIn(shop, { A1: 3 });
    await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', cancelled: 2 }]));
    expect(await shop.stockOf('A1')).toMatchObject({ fed: 50, accepted: 3, purchasable: 47 });
    await shipIn(shop, next.id, shipmentOf('s1', [{ sku: 'A1', cancelled: 3 }]));
    expect(await shop.stockOf('A1')).toMatchObject({ fed: 50, accepted: 0, purchasable: 50 });
  });

  test('204 too many units: taken note of as the exception, not refused', async () => {
    const shop = await openShop();
    const shipped = await acceptedIn(shop, { A1: 1 });
    expect(await shipIn(shop, shipped.id, shipmentOf('s1', [{ sku: 'A1', shipped: 2 }]))).toEqual(NO_CONTENT);
    expect(await detailOf(shop, shipped.id)).toMatchObject({
      status: 'complete',
      exception_state: 'exception - too many units shipped',
    });
    const cancelled = await acceptedIn(shop, { A1: 2 });
    expect(await shipIn(shop, cancelled.id, shipmentOf('s1', [{ sku: 'A1', shipped: 1, cancelled: 2 }]))).toEqual(
      NO_CONTENT,
    );
    expect(await detailOf(shop, cancelled.id)).toMatchObject({
      status: 'complete',
      exception_state: 'exception - too many units cancelled',
    });
    expect(await shop.stockOf('A1')).toMatchObject({ accepted: 2, purchasable: 98 });
  });

  test('204 more after it is complete: too many; a number beyond 32 bits together does no harm', async () => {
    const shop = await openShop();
    const { id } = await acceptedIn(shop, { A1: 1 });
    await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', shipped: 1 }]));
    for (const name of ['s2', 's3'])
      expect(await shipIn(shop, id, shipmentOf(name, [{ sku: 'A1', shipped: 2_147_483_647 }]))).toEqual(NO_CONTENT);
    const detail = await detailOf(shop, id);
    expect(detail).toMatchObject({ status: 'complete', exception_state: 'exception - too many units shipped' });
    expect(detail.shipments).toHaveLength(3);
  });

  test('204 the same alt_shipment_id with the same body again, without effect; 400 with another body', async () => {
    const shop = await openShop();
    const { id } = await acceptedIn(shop, { A1: 3 });
    const shipment = shipmentOf('s1', [{ sku: 'A1', shipped: 1 }]);
    expect(await shipIn(shop, id, shipment)).toEqual(NO_CONTENT);
    const reordered = Object.fromEntries(Object.entries(shipment).reverse());
    expect(await shipIn(shop, id, reordered)).toEqual(NO_CONTENT);
    expect((await detailOf(shop, id)).shipments).toHaveLength(1);
    expect(await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', shipped: 2 }]))).toEqual(
      REFUSED('alt_shipment_id is used for another shipment: "s1"'),
    );
    expect(await shipIn(shop, id, shipment, shipmentOf('s2', [{ sku: 'A1', shipped: 2 }]))).toEqual(NO_CONTENT);
    expect(await detailOf(shop, id)).toMatchObject({ status: 'complete' });
    expect((await detailOf(shop, id)).shipments).toHaveLength(2);
    expect(await shipIn(shop, id, shipment)).toEqual(NO_CONTENT);
  });

  test('the same alt_shipment_id may stand on another order', async () => {
    const shop = await openShop();
    const [one, two] = [await acceptedIn(shop, { A1: 1 }), await acceptedIn(shop, { A1: 1 })];
    for (const { id } of [one, two]) {
      expect(await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', shipped: 1 }]))).toEqual(NO_CONTENT);
      expect(await detailOf(shop, id)).toMatchObject({ status: 'complete' });
    }
  });

  test('204 redirected to another node for zero inventory: the original node’s number becomes 0', async () => {
    const shop = await openShop();
    const redirect = (flag: boolean | string | undefined) => ({
      redirect_notification: {
        redirect_node: shop.nodes.east,
        ...(flag === undefined ? {} : { is_redirect_for_zero_inventory: flag }),
      },
    });
    const first = await acceptedIn(shop, { A1: 1 });
    await shipIn(shop, first.id, shipmentOf('s1', [{ sku: 'A1', shipped: 1 }], redirect(false)));
    await shipIn(shop, first.id, shipmentOf('s2', [{ sku: 'A1', shipped: 1 }], redirect(undefined)));
    expect(await shop.stockOf('A1')).toMatchObject({ fed: 100 });
    const second = await acceptedIn(shop, { A1: 1 });
    expect(await shipIn(shop, second.id, shipmentOf('s1', [{ sku: 'A1', shipped: 1 }], redirect('True')))).toEqual(
      NO_CONTENT,
    );
    expect(await shop.stockOf('A1')).toMatchObject({ fed: 0, accepted: 0, purchasable: 0 });
    expect(await shop.stockOf('A1', shop.nodes.east)).toMatchObject({ fed: 10 });
    expect((await detailOf(shop, second.id)).shipments[0].redirect_notification).toEqual({
      redirect_node: shop.nodes.east,
      is_redirect_for_zero_inventory: 'True',
    });
  });

  test('400 a node, SKU or date that does not belong to the order; nothing is changed', async () => {
    const shop = await openShop();
    const { id } = await acceptedIn(shop, { A1: 1 });
    const shipment = shipmentOf('s1', [{ sku: 'B2', shipped: 1 }], {
      response_shipment_date: '2026-01-05T11:59:59.0000000Z',
      redirect_notification: { redirect_node: 'NOBODY' },
    });
    expect(await shipIn(shop, id, shipment)).toEqual(
      REFUSED(
        'merchant_sku doesn\'t match: "B2"',
        'response_shipment_date must be after the order was placed. Path: /shipments[0]/response_shipment_date',
        '"NOBODY" is not a fulfillment node of this merchant. Path: /shipments[0]/redirect_notification/redirect_node',
      ),
    );
    expect(await detailOf(shop, id)).toMatchObject({ status: 'acknowledged', shipments: [] });
  });

  test('400 the printed refusal of a quantity as text, and rules within the message', async () => {
    const shop = await openShop();
    const { id } = await acceptedIn(shop, { A1: 1 });
    const quoted = { merchant_sku: 'A1', response_shipment_sku_quantity: '1' };
    expect(await shipIn(shop, id, { carrier: 'UPS', shipment_items: [quoted] })).toEqual(
      REFUSED(
        'The value is expected to be an integer. Path: /shipments[0]/shipment_items[0]/response_shipment_sku_quantity',
      ),
    );
    const tracked = { shipment_tracking_number: '1Z12342452342' };
    expect(await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', cancelled: 1 }], tracked))).toEqual(
      REFUSED('A tracking number requires at least one shipped unit. Path: /shipments[0]/shipment_tracking_number'),
    );
  });

  test('400 before the order was released, or accepted', async () => {
    const shop = await openShop();
    const placed = await placeIn(shop, { A1: 1 });
    const shipment = shipmentOf('s1', [{ sku: 'A1', shipped: 1 }]);
    expect(await shipIn(shop, placed.id, shipment)).toEqual(REFUSED("An order in status 'created' cannot be shipped."));
    await shop.pass(DAY_MS / 2);
    expect(await shipIn(shop, placed.id, shipment)).toEqual(REFUSED("An order in status 'ready' cannot be shipped."));
    await answerIn(shop, placed.id, 'rejected - other');
    expect(await shipIn(shop, placed.id, shipment)).toEqual(
      REFUSED("An order in status 'complete' cannot be shipped."),
    );
  });

  test('401 without a token, 404 for another merchant’s order as for none', async () => {
    const [own, other] = [await openShop(), await openShop()];
    const { id } = await acceptedIn(other, { A1: 1 });
    const shipment = shipmentOf('s1', [{ sku: 'A1', shipped: 1 }]);
    expect(await shipIn(own, id, shipment)).toEqual({ status: 404, body: { errors: [`Order not found: "${id}"`] } });
    expect((await shipIn(own, 'none', shipment)).status).toBe(404);
    const body = { shipments: [shipment] };
    const nobody = await own.anybody('PUT', `/api/orders/${id}/shipped`, body);
    expect(nobody.status).toBe(401);
    expect(await detailOf(other, id)).toMatchObject({ status: 'acknowledged' });
  });
});

describe('a directed cancel', () => {
  const askFor = (shop: Shop, orderId: string, items?: object[]) =>
    shop.operator('POST', `/${orderId}/cancel`, items === undefined ? undefined : { items });

  test('is seen by the merchant, and may be answered without accepting first; the rest goes on', async () => {
    const shop = await openShop();
    const { id } = await readyIn(shop, { A1: 3 });
    const [item] = (await detailOf(shop, id)).order_items;
    await askFor(shop, id, [{ orderItemId: item.order_item_id, quantity: 1 }]);
    expect(await detailOf(shop, id)).toMatchObject({
      status: 'ready',
      jet_request_directed_cancel: true,
      order_items: [{ request_order_quantity: 3, request_order_cancel_qty: 1 }],
    });
    expect(await shipIn(shop, id, shipmentOf('c1', [{ sku: 'A1', cancelled: 1 }]))).toEqual(NO_CONTENT);
    expect(await detailOf(shop, id)).toMatchObject({ status: 'inprogress' });
    expect(await shop.stockOf('A1')).toMatchObject({ held: 0, accepted: 2, purchasable: 98 });
    expect((await answerIn(shop, id)).status).toBe(204);
    expect(await detailOf(shop, id)).toMatchObject({ status: 'inprogress', acknowledgement_status: 'accepted' });
    await shop.pass(2 * DAY_MS);
    await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', shipped: 2 }]));
    const detail = await detailOf(shop, id);
    expect(detail).toMatchObject({ status: 'complete' });
    expect(detail).not.toHaveProperty('exception_state');
    expect(await shop.stockOf('A1')).toMatchObject({ held: 0, accepted: 2, purchasable: 98 });
  });

  test('of everything ends the order without an exception: it is what the shopper asked for', async () => {
    const shop = await openShop();
    for (const prepare of [readyIn, acceptedIn]) {
      const { id } = await prepare(shop, { A1: 2 });
      expect((await askFor(shop, id)).status).toBe(200);
      expect(await shipIn(shop, id, shipmentOf('c1', [{ sku: 'A1', cancelled: 2 }]))).toEqual(NO_CONTENT);
      const detail = await detailOf(shop, id);
      expect(detail).toMatchObject({ status: 'complete', jet_request_directed_cancel: true });
      expect(detail).not.toHaveProperty('exception_state');
      expect(await shop.stockOf('A1')).toMatchObject({ held: 0, accepted: 0, purchasable: 100 });
    }
  });
});
