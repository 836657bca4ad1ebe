/** Owns the guarantees of what merchants' software is told of orders. */
import { DAY_MS } from '@jetway/kernel';
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

/** A shop whose merchant's software listens. */
async function listening(): Promise<Shop> {
  const shop = await openShop();
  await shop.database.db
    .insertInto('webhook_endpoints')
    .values({
      account_id: shop.accountId,
      id: shop.harness.ids.uuid(),
      url: 'https://merchant.example/hooks',
      kinds: [],
      secret_encrypted: 'sealed',
      enabled: true,
      created_at: 0,
      updated_at: 0,
      updated_by: 'test',
      request_id: 'test',
    })
    .execute();
  return shop;
}

const told = async (shop: Shop, orderId: string) =>
  (
    await shop.database.db
      .selectFrom('webhook_events')
      .select(['kind', 'at', 'data'])
      .where('account_id', '=', shop.accountId)
      .where('subject', '=', `order:${orderId}`)
      .orderBy('seq')
      .execute()
  ).map(({ kind, at, data }) => ({ kind, at, ...(data as object) }));

const cancelled = (by: string, quantity = 2) => ({
  kind: 'order.cancelled',
  cancelled_by: by,
  order_items: [{ merchant_sku: 'A1', cancelled_quantity: quantity }],
});

describe('merchants’ software is told', () => {
  test('that orders are ready, each at the instant of its release, with the link to read', async () => {
    const shop = await listening();
    const start = await shop.now();
    const first = await placeIn(shop, { A1: 1 });
    await shop.pass(1);
    const second = await placeIn(shop, { A1: 1 });
    expect(await told(shop, first.id)).toEqual([]);
    await shop.pass(HOLD_MS);
    expect(await told(shop, first.id)).toEqual([
      {
        kind: 'order.ready',
        at: start + HOLD_MS,
        merchant_order_id: first.id,
        reference_order_id: first.referenceOrderId,
        status: 'ready',
        order_url: `/orders/withoutShipmentDetail/${first.id}`,
      },
    ]);
    expect(await told(shop, second.id)).toMatchObject([{ kind: 'order.ready', at: start + HOLD_MS + 1 }]);
  });

  test('that the customer cancelled within the hold, or asks for it afterwards', async () => {
    const shop = await listening();
    const [early, late] = [await placeIn(shop, { A1: 2 }), await placeIn(shop, { A1: 2 })];
    await shop.operator('POST', `/${early.id}/cancel`);
    expect(await told(shop, early.id)).toMatchObject([{ ...cancelled('customer'), status: 'complete' }]);
    await shop.pass(HOLD_MS);
    const [item] = (await detailOf(shop, late.id)).order_items;
    await shop.operator('POST', `/${late.id}/cancel`, { items: [{ orderItemId: item.order_item_id, quantity: 1 }] });
    expect(await told(shop, late.id)).toMatchObject([
      { kind: 'order.ready' },
      { ...cancelled('directed cancel', 1), status: 'ready' },
    ]);
  });

  test('that the marketplace gave up waiting, or ended the order by hand', async () => {
    const shop = await listening();
    const expired = await placeIn(shop, { A1: 2 });
    await shop.pass(HOLD_MS + DAY_MS);
    expect((await told(shop, expired.id)).at(-1)).toMatchObject({
      ...cancelled('expired'),
      exception_state: 'exception - jet manual canceled to complete state',
    });
    const ended = await acceptedIn(shop, { A1: 2 });
    await shop.operator('POST', `/${ended.id}/complete`);
    expect((await told(shop, ended.id)).at(-1)).toMatchObject(cancelled('marketplace'));
  });

  test('that the merchant itself rejected or cancelled units, for its other software', async () => {
    const shop = await listening();
    const rejected = await readyIn(shop, { A1: 2 });
    await answerIn(shop, rejected.id, 'rejected - other');
    expect((await told(shop, rejected.id)).at(-1)).toMatchObject(cancelled('merchant'));
    const shipped = await acceptedIn(shop, { A1: 3 });
    await shipIn(shop, shipped.id, shipmentOf('s1', [{ sku: 'A1', shipped: 1 }]));
    await shipIn(shop, shipped.id, shipmentOf('s2', [{ sku: 'A1', cancelled: 2 }]));
    expect(await told(shop, shipped.id)).toMatchObject([{ kind: 'order.ready' }, cancelled('merchant')]);
  });

  test('nothing of what a refused message would have done', async () => {
    const shop = await listening();
    const { id } = await placeIn(shop, { A1: 2 });
    await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', cancelled: 2 }]));
    expect(await told(shop, id)).toEqual([]);
  });
});
