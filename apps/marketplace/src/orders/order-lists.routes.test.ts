/** Owns the guarantees of tags, of the lists by tag, and of the list of orders to be cancelled. */
import { orderIdOfLink } from '@jetway/jet-api';
import { DAY_MS, MINUTE_MS } from '@jetway/kernel';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
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
const tag = (shop: Shop, orderId: string, body: unknown) => shop.api('PUT', `/orders/${orderId}/tag`, body);

describe('PUT /orders/:id/tag', () => {
  test('204 an order keeps the newest tag only; an empty object clears it', async () => {
    const shop = await openShop();
    const { id } = await readyIn(shop, { A1: 1 });
    expect(await tag(shop, id, { tag: 'viewed' })).toMatchObject({ status: 204 });
    expect(await list(shop, 'ready/viewed/true')).toEqual([id]);
    await tag(shop, id, { tag: 'packed' });
    expect(await list(shop, 'ready/viewed/true')).toEqual([]);
    expect(await list(shop, 'ready/packed/true')).toEqual([id]);
    expect(await tag(shop, id, {})).toMatchObject({ status: 204 });
    expect(await list(shop, 'ready/packed/true')).toEqual([]);
    await tag(shop, id, { tag: 'again' });
    await tag(shop, id, { tag: '' });
    expect(await list(shop, 'ready/again/true')).toEqual([]);
  });

  test('204 by any of the order’s three names, in any status; the operator sees the tag, and nothing else changes', async () => {
    const shop = await openShop();
    const { id, referenceOrderId } = await placeIn(shop, { A1: 1 });
    const before = await detailOf(shop, id);
    expect(await tag(shop, referenceOrderId, { tag: 'early' })).toMatchObject({ status: 204 });
    expect(await detailOf(shop, id)).toEqual(before);
    expect((await shop.operator('GET', `/${id}`)).body.order.tag).toBe('early');
    await shop.pass(HOLD_MS);
    const [item] = before.order_items;
    await shop.api('PUT', `/orders/${id}/acknowledge`, {
      acknowledgement_status: 'accepted',
      alt_order_id: 'mine-7',
      order_items: [{ order_item_id: item.order_item_id, order_item_acknowledgement_status: 'fulfillable' }],
    });
    expect(await tag(shop, 'mine-7', { tag: 'late' })).toMatchObject({ status: 204 });
    expect(await list(shop, 'acknowledged/late/true')).toEqual([id]);
    await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', shipped: 1 }]));
    expect(await list(shop, 'complete/late/true')).toEqual([id]);
  });

  test('a tag is any text: blanks, slashes and other letters come back by their percent-encoded form, case counts', async () => {
    const shop = await openShop();
    const { id } = await readyIn(shop, { A1: 1 });
    await tag(shop, id, { tag: 'Größe A/B 100%' });
    expect(await list(shop, `ready/${encodeURIComponent('Größe A/B 100%')}/true`)).toEqual([id]);
    expect(await list(shop, `ready/${encodeURIComponent('größe a/b 100%')}/true`)).toEqual([]);
  });

  test('400 a tag that is no text, or too long', async () => {
    const shop = await openShop();
    const { id } = await readyIn(shop, { A1: 1 });
    expect(await tag(shop, id, { tag: 7 })).toEqual({
      status: 400,
      body: { errors: ['The value is expected to be a string. Path: /tag'] },
    });
    expect((await tag(shop, id, { tag: 'x'.repeat(256) })).body.errors).toEqual([expect.stringContaining('255')]);
  });

  test('401 without a token, 404 another merchant’s order like none, which stays untagged', async () => {
    const [own, other] = [await openShop(), await openShop()];
    const { id } = await readyIn(other, { A1: 1 });
    expect(await own.anybody('PUT', `/api/orders/${id}/tag`, { tag: 'x' })).toMatchObject({ status: 401 });
    for (const name of [id, 'f'.repeat(32)])
      expect(await tag(own, name, { tag: 'x' })).toEqual({
        status: 404,
        body: { errors: [`Order not found: "${name}"`] },
      });
    expect(await list(other, 'ready/x/false')).toEqual([id]);
  });
});

describe('GET /orders/:status/:tag/:tagged', () => {
  test('true: the orders with the tag; false: every other one of the status, untagged ones included; oldest first', async () => {
    const shop = await openShop();
    const orders: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      orders.push((await placeIn(shop, { A1: 1 })).id);
      await shop.pass(1);
    }
    await shop.pass(HOLD_MS);
    const [first, second, third, fourth] = orders;
    await tag(shop, first ?? '', { tag: 'viewed' });
    await tag(shop, third ?? '', { tag: 'viewed' });
    await tag(shop, fourth ?? '', { tag: 'other' });
    expect(await list(shop, 'ready/viewed/true')).toEqual([first, third]);
    expect(await list(shop, 'READY/viewed/False')).toEqual([second, fourth]);
    expect(await list(shop, 'ready/unheard-of/true')).toEqual([]);
    expect(await list(shop, 'ready/unheard-of/false')).toEqual(orders);
    expect(await list(shop, 'acknowledged/viewed/true')).toEqual([]);
  });

  test('at most 1,000 orders, of the last 90 days', async () => {
    const shop = await openShop({ policy: { ackDeadlineMs: 400 * DAY_MS } });
    const { id } = await readyIn(shop, { A1: 1 });
    await sql`
      insert into marketplace.orders select (jsonb_populate_record(o, jsonb_build_object('id', 'copy-' || n,
        'reference_order_id', 'reference-' || n, 'placed_at', o.placed_at + n, 'tag', case when n > 5 then 'x' end))).*
      from marketplace.orders o, generate_series(1, 1010) n
      where o.account_id = ${shop.accountId} and o.id = ${id}`.execute(shop.database.db);
    const tagged = await list(shop, 'ready/x/true');
    expect([tagged.length, tagged[0], tagged.at(-1)]).toEqual([1_000, 'copy-6', 'copy-1005']);
    expect(await list(shop, 'ready/x/false')).toEqual([id, ...[1, 2, 3, 4, 5].map((n) => `copy-${n}`)]);
    await shop.pass(90 * DAY_MS - HOLD_MS + 3);
    expect(await list(shop, 'ready/x/false')).toEqual(['copy-3', 'copy-4', 'copy-5']);
  });

  test('400 an unknown status or word, naming the valid ones; 401 without a token', async () => {
    const shop = await openShop();
    expect((await shop.api('GET', '/orders/shipped/viewed/true')).body.errors).toEqual([
      'Invalid value, should be one of [created,ready,acknowledged,inprogress,complete]. Path: /status',
    ]);
    expect((await shop.api('GET', '/orders/ready/viewed/perhaps')).body.errors).toEqual([
      'Invalid value, should be one of [true,false]. Path: /tagged',
    ]);
    expect((await shop.anybody('GET', '/api/orders/ready/viewed/true')).status).toBe(401);
  });

  test('another merchant’s orders are not listed', async () => {
    const [own, other] = [await openShop(), await openShop()];
    await tag(other, (await readyIn(other, { A1: 1 })).id, { tag: 'viewed' });
    expect(await list(own, 'ready/viewed/true')).toEqual([]);
    expect(await list(own, 'ready/viewed/false')).toEqual([]);
  });
});

describe('GET /orders/directedCancel', () => {
  const cancel = async (shop: Shop, orderId: string, quantity: number) => {
    const [item] = (await detailOf(shop, orderId)).order_items;
    const items = [{ orderItemId: item.order_item_id, quantity }];
    expect((await shop.operator('POST', `/${orderId}/cancel`, { items })).status).toBe(200);
  };

  test('200 released orders of which the shopper wants units cancelled, until the merchant cancelled them', async () => {
    const shop = await openShop();
    const [partly, whole] = [await readyIn(shop, { A1: 3 }), await readyIn(shop, { A1: 1 })];
    await readyIn(shop, { A1: 1 });
    const held = await placeIn(shop, { A1: 2 });
    for (const { id } of [partly, whole, held]) await cancel(shop, id, 1);
    expect(await list(shop, 'directedCancel')).toEqual([partly.id, whole.id]);
    await shipIn(shop, partly.id, shipmentOf('s1', [{ sku: 'A1', cancelled: 1 }]));
    expect(await list(shop, 'DirectedCancel')).toEqual([whole.id]);
    await answerIn(shop, whole.id);
    await shipIn(shop, whole.id, shipmentOf('s1', [{ sku: 'A1', shipped: 1 }]));
    expect(await list(shop, 'directedcancel/')).toEqual([]);
    await shop.pass(HOLD_MS);
    expect(await list(shop, 'directedCancel')).toEqual([held.id]);
  });

  test('200 none of another merchant’s; 401 without a token', async () => {
    const [own, other] = [await openShop(), await openShop()];
    await cancel(other, (await readyIn(other, { A1: 2 })).id, 1);
    await own.pass(MINUTE_MS);
    expect(await list(own, 'directedCancel')).toEqual([]);
    expect((await own.anybody('GET', '/api/orders/directedCancel')).status).toBe(401);
  });
});
