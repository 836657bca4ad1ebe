/** Owns the guarantees of acknowledging orders (page Acknowledge Order). */
import { acknowledgeRoutes } from '@jetway/jet-api';
import { DAY_MS } from '@jetway/kernel';
import { describe, expect, test } from 'vitest';
import {
  acceptedIn,
  answerIn,
  detailOf,
  openShop,
  PERSON,
  placeIn,
  RECIPIENT,
  readyIn,
  type Shop,
  shipIn,
  shipmentOf,
  TEST_AUTHOR,
} from './orders.test-support.ts';

const acknowledge = (shop: Shop, orderId: string, body: object) =>
  shop.api('PUT', `/orders/${orderId}/acknowledge`, body);

/** An order whose one item has the id that the documentation prints. */
async function printedOrder(shop: Shop): Promise<string> {
  const placed = await shop.feature.commands.place(
    { accountId: shop.accountId, world: await shop.world(), now: await shop.now() },
    {
      items: [{ sku: 'A1', quantity: 1, id: '8f5ae15b6b414b00a1b9d6ad99166a00' }],
      buyer: PERSON,
      recipient: RECIPIENT,
    },
    TEST_AUTHOR,
  );
  if (!placed.ok) throw new Error(placed.refusal.text);
  await shop.pass(30 * 60_000);
  return placed.value.id;
}

describe('PUT /orders/:id/acknowledge', () => {
  test('204 accepted: acknowledged, held units become accepted ones, and what was sent is answered', async () => {
    const shop = await openShop();
    const { id } = await readyIn(shop, { A1: 2 });
    expect(await shop.stockOf('A1')).toMatchObject({ fed: 100, held: 2, accepted: 0, purchasable: 98 });
    expect((await answerIn(shop, id, 'Accepted', 'FULFILLABLE')).status).toBe(204);
    expect(await shop.stockOf('A1')).toMatchObject({ fed: 100, held: 0, accepted: 2, purchasable: 98 });
    expect(await detailOf(shop, id)).toMatchObject({
      status: 'acknowledged',
      acknowledgement_status: 'Accepted',
      order_items: [{ order_item_acknowledgement_status: 'FULFILLABLE' }],
    });
  });

  test.each(Object.entries(acknowledgeRoutes.acknowledgeOrder.examples))(
    '204 the documented "%s"',
    async (_name, body) => {
      const shop = await openShop();
      const id = await printedOrder(shop);
      expect((await acknowledge(shop, id, body as object)).status).toBe(204);
      expect(await detailOf(shop, id)).toMatchObject({
        alt_order_id: '232145',
        order_items: [{ alt_order_item_id: '76-i105' }],
      });
    },
  );

  test.each([
    'rejected - other',
    'rejected - fraud',
    'rejected - item level error',
    'rejected - ship from location not available',
    'rejected - shipping method not supported',
    'rejected - unfulfillable address',
  ])('204 "%s": complete with the exception, units back on sale', async (status) => {
    const shop = await openShop();
    const { id } = await readyIn(shop, { A1: 2 });
    expect((await answerIn(shop, id, status)).status).toBe(204);
    const detail = await detailOf(shop, id);
    expect(detail).toMatchObject({
      status: 'complete',
      exception_state: 'exception - order rejected',
      acknowledgement_status: status,
    });
    expect(detail).not.toHaveProperty('order_acknowledge_date');
    expect(await shop.stockOf('A1')).toMatchObject({ fed: 100, held: 0, accepted: 0, purchasable: 100 });
  });

  test('204 "nonfulfillable - no inventory" sets the feed of that SKU at the order’s node to 0, and of no other', async () => {
    const shop = await openShop();
    const { id } = await readyIn(shop, { A1: 1, B2: 1 });
    const [a1, b2] = (await detailOf(shop, id)).order_items;
    const answer = await acknowledge(shop, id, {
      acknowledgement_status: 'rejected - item level error',
      order_items: [
        { order_item_id: a1.order_item_id, order_item_acknowledgement_status: 'nonfulfillable - no inventory' },
        { order_item_id: b2.order_item_id, order_item_acknowledgement_status: 'nonfulfillable - invalid merchant SKU' },
      ],
    });
    expect(answer.status).toBe(204);
    expect(await shop.stockOf('A1')).toMatchObject({ fed: 0, held: 0, purchasable: 0 });
    expect(await shop.stockOf('A1', shop.nodes.east)).toMatchObject({ fed: 10, purchasable: 10 });
    expect(await shop.stockOf('B2')).toMatchObject({ fed: 100, held: 0, purchasable: 100 });
  });

  test('204 an item may be named by the merchant’s own id once that is known', async () => {
    const shop = await openShop();
    const placed = await shop.feature.commands.place(
      { accountId: shop.accountId, world: await shop.world(), now: await shop.now() },
      { items: [{ sku: 'A1', quantity: 1, altOrderItemId: 'mine' }], buyer: PERSON, recipient: RECIPIENT },
      TEST_AUTHOR,
    );
    if (!placed.ok) throw new Error(placed.refusal.text);
    await shop.pass(30 * 60_000);
    const answer = (alt_order_item_id: string) =>
      acknowledge(shop, placed.value.id, {
        acknowledgement_status: 'accepted',
        order_items: [{ alt_order_item_id, order_item_acknowledgement_status: 'fulfillable' }],
      });
    expect(await answer('theirs')).toEqual({
      status: 400,
      body: { errors: ['alt_order_item_id doesn\'t match: "theirs"'] },
    });
    expect((await answer('mine')).status).toBe(204);
  });

  test('400 the printed refusal of an item of another order; nothing is changed', async () => {
    const shop = await openShop();
    const { id } = await readyIn(shop, { A1: 1 });
    const answer = await acknowledge(shop, id, {
      acknowledgement_status: 'accepted',
      order_items: [
        {
          order_item_id: '21b5a551d31541eea8f36f05385d2f90',
          order_item_acknowledgement_status: 'fulfillable',
        },
      ],
    });
    expect(answer).toEqual({
      status: 400,
      body: { errors: ['order_item_id doesn\'t match: "21b5a551d31541eea8f36f05385d2f90"'] },
    });
    expect(await detailOf(shop, id)).toMatchObject({ status: 'ready' });
  });

  test('400 accepted with an item that cannot be fulfilled', async () => {
    const shop = await openShop();
    const { id } = await readyIn(shop, { A1: 1 });
    expect(await answerIn(shop, id, 'accepted', 'nonfulfillable - no inventory')).toEqual({
      status: 400,
      body: {
        errors: [
          'An accepted order cannot have nonfulfillable items. Path: /order_items[0]/order_item_acknowledgement_status',
        ],
      },
    });
  });

  test('400 schema errors, several at once', async () => {
    const shop = await openShop();
    const { id } = await readyIn(shop, { A1: 1 });
    const { status, body } = await acknowledge(shop, id, { acknowledgement_status: 'maybe' });
    expect(status).toBe(400);
    expect(body.errors).toContain('Required property is missing. Path: /order_items');
    expect(body.errors).toContainEqual(expect.stringMatching(/^Invalid value, should be one of \[rejected - other,/));
  });

  test('400 before the release: nobody may answer an order that the shopper may still cancel', async () => {
    const shop = await openShop();
    const { id } = await placeIn(shop, { A1: 1 });
    expect(await answerIn(shop, id)).toEqual({
      status: 400,
      body: { errors: ["An order in status 'created' cannot be acknowledged."] },
    });
  });

  test('204 the same answer again, without effect; 400 another one', async () => {
    const shop = await openShop();
    const { id } = await acceptedIn(shop, { A1: 2 });
    expect((await answerIn(shop, id)).status).toBe(204);
    expect(await shop.stockOf('A1')).toMatchObject({ held: 0, accepted: 2 });
    expect(await answerIn(shop, id, 'rejected - other')).toEqual({
      status: 400,
      body: { errors: ["The order has been acknowledged before as 'accepted'."] },
    });
    await shipIn(shop, id, shipmentOf('s', [{ sku: 'A1', shipped: 2 }]));
    expect((await answerIn(shop, id)).status).toBe(204);
    expect(await detailOf(shop, id)).toMatchObject({ status: 'complete' });
  });

  test('401 without a token, 404 for another merchant’s order as for none', async () => {
    const [own, other] = [await openShop(), await openShop()];
    const { id } = await readyIn(other, { A1: 1 });
    const body = {
      acknowledgement_status: 'accepted',
      order_items: [{ order_item_id: 'x', order_item_acknowledgement_status: 'fulfillable' }],
    };
    expect(await own.api('PUT', `/orders/${id}/acknowledge`, body)).toEqual({
      status: 404,
      body: { errors: [`Order not found: "${id}"`] },
    });
    expect((await own.api('PUT', '/orders/none/acknowledge', body)).status).toBe(404);
    expect((await own.anybody('PUT', `/api/orders/${id}/acknowledge`, body)).status).toBe(401);
    expect(await detailOf(other, id)).toMatchObject({ status: 'ready' });
  });
});

describe('the deadline for an answer', () => {
  test('an order nobody answers is complete with its exception, and its units are on sale again', async () => {
    const shop = await openShop();
    const { id } = await readyIn(shop, { A1: 3 });
    await shop.pass(DAY_MS - 1);
    expect(await detailOf(shop, id)).toMatchObject({ status: 'ready' });
    await shop.pass(1);
    expect(await detailOf(shop, id)).toMatchObject({
      status: 'complete',
      exception_state: 'exception - jet manual canceled to complete state',
    });
    expect(await shop.stockOf('A1')).toMatchObject({ held: 0, accepted: 0, purchasable: 100 });
    expect(await answerIn(shop, id)).toEqual({
      status: 400,
      body: { errors: ["An order in status 'complete' cannot be acknowledged."] },
    });
  });

  test('a clock that jumps over hold and deadline at once takes the order through both, at their instants', async () => {
    const shop = await openShop();
    const { id } = await placeIn(shop, { A1: 1 });
    await shop.pass(7 * DAY_MS);
    const detail = await detailOf(shop, id);
    expect(detail).toMatchObject({ status: 'complete', order_ready_date: '2026-01-05T12:30:00.0000000Z' });
    const { events } = (await shop.operator('GET', `/${id}`)).body;
    expect(events.map(({ kind, at }: { kind: string; at: number }) => [kind, at])).toEqual([
      ['place', Date.UTC(2026, 0, 5, 12)],
      ['release', Date.UTC(2026, 0, 5, 12, 30)],
      ['expire', Date.UTC(2026, 0, 6, 12, 30)],
    ]);
  });
});
