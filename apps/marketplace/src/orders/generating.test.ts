/** Owns the guarantees of orders that a merchant has made for itself in its sandbox. */
import { orderIdOfLink } from '@jetway/jet-api';
import { describe, expect, test } from 'vitest';
import { aMerchant, openHarness } from '../testing/index.ts';
import { shortagesOf } from './generating.ts';
import { detailOf, openShop, type Shop, shipIn, shipmentOf } from './orders.test-support.ts';

interface Wish {
  readonly sku: string;
  readonly order_quantity: number;
  readonly order_cancel_quantity?: number;
}

const generate = (shop: Shop, count: number | string, items: readonly Wish[], node = shop.nodes.west) =>
  shop.api('POST', `/orders/generate/${count}`, { fulfillment_node: node, items });

describe('POST /orders/generate/:count', () => {
  test('200 links to orders alike that are ready at once, with their stock held', async () => {
    const shop = await openShop();
    const answer = await generate(shop, 3, [
      { sku: 'A1', order_quantity: 2 },
      { sku: 'B2', order_quantity: 1, order_cancel_quantity: 0 },
    ]);
    expect(answer.status).toBe(200);
    const ids: string[] = answer.body.order_urls.map((link: string) => orderIdOfLink(link));
    expect(new Set(ids).size).toBe(3);
    expect((await shop.api('GET', '/orders/ready')).body.order_urls.toSorted()).toEqual(
      answer.body.order_urls.toSorted(),
    );
    for (const id of ids) {
      expect(await detailOf(shop, id)).toMatchObject({
        status: 'ready',
        fulfillment_node: shop.nodes.west,
        jet_request_directed_cancel: false,
        order_items: [
          { merchant_sku: 'A1', request_order_quantity: 2, item_price: { base_price: 20 }, item_fees: 6 },
          { merchant_sku: 'B2', request_order_quantity: 1, request_order_cancel_qty: 0 },
        ],
      });
    }
    expect(await shop.stockOf('A1')).toMatchObject({ held: 6, purchasable: 94 });
    expect(await shop.stockOf('B2')).toMatchObject({ held: 3, purchasable: 97 });
  });

  test('order_cancel_quantity makes a directed cancel, also of everything', async () => {
    const shop = await openShop();
    const answer = await generate(shop, 1, [{ sku: 'A1', order_quantity: 3, order_cancel_quantity: 2 }]);
    const whole = await generate(shop, 1, [{ sku: 'B2', order_quantity: 1, order_cancel_quantity: 1 }]);
    const id = orderIdOfLink(answer.body.order_urls[0]) ?? '';
    expect(await detailOf(shop, id)).toMatchObject({
      status: 'ready',
      jet_request_directed_cancel: true,
      order_items: [{ request_order_quantity: 3, request_order_cancel_qty: 2 }],
    });
    expect((await shop.api('GET', '/orders/directedCancel')).body.order_urls.toSorted()).toEqual(
      [...answer.body.order_urls, ...whole.body.order_urls].toSorted(),
    );
    expect(await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', cancelled: 2 }]))).toMatchObject({ status: 204 });
  });

  test('the same SKU twice is one item of the sum', async () => {
    const shop = await openShop();
    const wish = { sku: 'A1', order_quantity: 2, order_cancel_quantity: 1 };
    const { body } = await generate(shop, 1, [wish, wish]);
    expect((await detailOf(shop, orderIdOfLink(body.order_urls[0]) ?? '')).order_items).toMatchObject([
      { merchant_sku: 'A1', request_order_quantity: 4, request_order_cancel_qty: 2 },
    ]);
  });

  test('400 names everything that cannot be bought, and makes none of the orders', async () => {
    const shop = await openShop({ stock: { A1: 10, B2: 5 } });
    const answer = await generate(shop, 4, [
      { sku: 'A1', order_quantity: 2 },
      { sku: 'B2', order_quantity: 2 },
      { sku: 'C3', order_quantity: 1 },
    ]);
    expect(answer).toEqual({
      status: 400,
      body: {
        errors: [
          `Merchant SKU "B2" cannot be bought at fulfillment node "${shop.nodes.west}": 8 wanted, 5 available.`,
          'Merchant SKU not found: "C3"',
        ],
      },
    });
    expect((await shop.api('GET', '/orders/ready')).body).toEqual({ order_urls: [] });
    expect(await shop.stockOf('A1')).toMatchObject({ held: 0, purchasable: 10 });
  });

  test('400 an unknown node, more to cancel than is ordered, too many orders', async () => {
    const shop = await openShop();
    const wish = { sku: 'A1', order_quantity: 1 };
    expect((await generate(shop, 1, [wish], 'NOBODY')).body.errors).toEqual([
      '"NOBODY" is not a fulfillment node of this merchant. Path: /fulfillment_node',
    ]);
    expect((await generate(shop, 1, [{ ...wish, order_cancel_quantity: 2 }])).body.errors).toEqual([
      'The value is expected to be at most 1. Path: /items[0]/order_cancel_quantity',
    ]);
    expect((await generate(shop, 101, [wish])).body.errors).toEqual([
      'The value is expected to be at most 100. Path: /count',
    ]);
    for (const count of [0, 'many', 1.5]) expect((await generate(shop, count, [wish])).status).toBe(400);
    expect((await shop.api('POST', '/orders/generate/1', {})).body.errors).toEqual([
      'Required property is missing. Path: /fulfillment_node',
      'Required property is missing. Path: /items',
    ]);
  });

  test('401 without a token; 404 a live account has no such address', async () => {
    const harness = await openHarness();
    const { live } = await aMerchant(harness);
    const body = { fulfillment_node: 'N', items: [{ sku: 'A1', order_quantity: 1 }] };
    expect((await harness.call('POST', '/api/orders/generate/1', body)).status).toBe(401);
    const refused = await live.call('POST', '/orders/generate/1', body);
    const missing = await live.call('POST', '/orders/nonsense/1/2/3', body);
    expect([refused.status, refused.json()]).toEqual([missing.status, missing.json()]);
    expect(refused.status).toBe(404);
  });

  test('a SKU without a price cannot be bought, nor one of which the node has nothing', () => {
    const offer = (sku: string, priceCents: number | null, purchasable: number) => ({
      sku,
      title: sku,
      imageUrl: null,
      taxCode: null,
      stock: [{ nodeId: 'N', priceCents, purchasable }],
    });
    const item = (sku: string) => ({ sku, quantity: 2, cancelQuantity: 0 });
    const wish = { copies: 2, nodeId: 'N', items: [item('A'), item('B'), item('C')] };
    expect(shortagesOf(wish, [offer('A', null, 9), offer('B', 1, 4)])).toEqual([
      { sku: 'A', wanted: 4, available: 0 },
      { sku: 'C', wanted: 4, available: null },
    ]);
    expect(shortagesOf({ ...wish, nodeId: 'M', items: [item('B')] }, [offer('B', 1, 4)])).toEqual([
      { sku: 'B', wanted: 4, available: 0 },
    ]);
  });
});
