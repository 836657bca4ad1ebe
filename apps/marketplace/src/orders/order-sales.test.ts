/** Owns the guarantees of what settlement and sales data are told of what was sold. */
import { DAY_MS } from '@jetway/kernel';
import { statement } from '@jetway/service';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completedOrderItems, type SoldItem, UNITS_SOLD } from './order-sales.store.ts';
import {
  acceptedIn,
  detailOf,
  openShop,
  placeIn,
  readyIn,
  type Shop,
  shipIn,
  shipmentOf,
} from './orders.test-support.ts';
import { amountsFor } from './orders.ts';

const EVER = { from: 0, to: Number.MAX_SAFE_INTEGER, after: undefined, limit: 1_000 };
/** Units by SKU, of the shop's world. */
async function unitsSold(shop: Shop, from: number, to: number): Promise<readonly unknown[]> {
  const text = `select x.account_id, x.sku, sum(x.units)::bigint as units from (${UNITS_SOLD}) x
    where x.units > 0 group by x.account_id, x.sku order by x.sku`;
  return statement('testUnitsSold', text)(shop.database.db, [(await shop.world()).id, from, to]);
}
const sold = (shop: Shop, listing: Partial<typeof EVER> = {}) =>
  completedOrderItems(shop.database.db, shop.accountId, { ...EVER, ...listing });

describe('items of completed orders', () => {
  test('only units that were shipped are paid for; fees are those of the shipped units, to the cent', async () => {
    const shop = await openShop();
    const order = await acceptedIn(shop, { A1: 3 });
    await shipIn(shop, order.id, shipmentOf('s1', [{ sku: 'A1', shipped: 2 }]));
    expect(await sold(shop)).toEqual([]);
    await shipIn(shop, order.id, shipmentOf('s2', [{ sku: 'A1', cancelled: 1 }]));
    const detail = await detailOf(shop, order.id);
    const [item] = detail.order_items;
    expect(item).toMatchObject({ price_adjustment: -20, item_fees: 9 });
    const cents = (name: string): number => Math.round(item.item_price[name] * 100);
    expect(await sold(shop)).toEqual([
      {
        orderId: order.id,
        referenceOrderId: order.referenceOrderId,
        altOrderId: null,
        orderItemId: item.order_item_id,
        sku: 'A1',
        title: 'Title of A1',
        shippedUnits: 2,
        cancelledUnits: 1,
        principalCents: 4_000,
        taxCents: 2 * cents('item_tax'),
        shippingCents: 2 * cents('item_shipping_cost'),
        shippingTaxCents: 2 * cents('item_shipping_tax'),
        feeAdjustments: [{ name: '', type: 'base', cents: 600 }],
        completedAt: await shop.now(),
      },
    ]);
  });

  test('what is reported after completion, or beyond what was ordered, changes nothing of it', async () => {
    const shop = await openShop();
    const order = await acceptedIn(shop, { A1: 2 });
    await shipIn(shop, order.id, shipmentOf('s1', [{ sku: 'A1', shipped: 3, cancelled: 1 }]));
    const before = await sold(shop);
    expect(before).toMatchObject([{ shippedUnits: 2, cancelledUnits: 0, principalCents: 4_000 }]);
    await shop.pass(DAY_MS);
    await shipIn(shop, order.id, shipmentOf('s2', [{ sku: 'A1', shipped: 1, cancelled: 2 }]));
    expect(await sold(shop)).toEqual(before);
    expect((await detailOf(shop, order.id)).order_items[0]).not.toHaveProperty('price_adjustment');
  });

  test('orders without a shipped unit have none', async () => {
    const shop = await openShop();
    const order = await acceptedIn(shop, { A1: 2 });
    await shipIn(shop, order.id, shipmentOf('s1', [{ sku: 'A1', cancelled: 2 }]));
    await readyIn(shop, { A1: 1 });
    await shop.pass(2 * DAY_MS);
    expect(await sold(shop)).toEqual([]);
  });

  test('a span takes its first instant and not its end; pages follow one another without a gap or a repetition', async () => {
    const shop = await openShop();
    const instants: number[] = [];
    for (const parcels of [1, 2, 1]) {
      for (let count = 0; count < parcels; count += 1) {
        const { id } = await acceptedIn(shop, { A1: 1, B2: 1 });
        const lines = ['A1', 'B2'].map((sku) => ({ sku, shipped: 1 }));
        await shipIn(shop, id, shipmentOf('s1', lines));
      }
      instants.push(await shop.now());
      await shop.pass(1);
    }
    const [first = 0, , third = 0] = instants;
    expect(await sold(shop, { from: first, to: third })).toHaveLength((await sold(shop, { to: third })).length);
    expect((await sold(shop, { from: third, to: third + 1 })).map(({ sku }) => sku).toSorted()).toEqual(['A1', 'B2']);
    const all = await sold(shop);
    for (const limit of [1, 3]) {
      const paged: SoldItem[] = [];
      for (;;) {
        const after = paged.at(-1);
        const page = await completedOrderItems(shop.database.db, shop.accountId, { ...EVER, after, limit });
        if (page.length === 0) break;
        paged.push(...page);
      }
      expect(paged).toEqual(all);
    }
  });

  test('another account has none of them', async () => {
    const [shop, other] = [await openShop(), await openShop()];
    const { id } = await acceptedIn(shop, { A1: 1 });
    await shipIn(shop, id, shipmentOf('s1', [{ sku: 'A1', shipped: 1 }]));
    expect(await completedOrderItems(shop.database.db, other.accountId, EVER)).toEqual([]);
  });
});

describe('units sold', () => {
  test('of a world, by account and SKU, of orders placed in the span, less what was cancelled', async () => {
    const [shop, other] = [await openShop(), await openShop()];
    const start = await shop.now();
    const partly = await acceptedIn(shop, { A1: 3, B2: 1 });
    await shipIn(
      shop,
      partly.id,
      shipmentOf('s1', [
        { sku: 'A1', shipped: 1, cancelled: 1 },
        { sku: 'B2', cancelled: 1 },
      ]),
    );
    const cancelled = await placeIn(shop, { B2: 2 });
    await shop.operator('POST', `/${cancelled.id}/cancel`);
    await placeIn(other, { B2: 4 });
    const now = await shop.now();
    expect(await unitsSold(shop, start, now + 1)).toEqual([{ account_id: shop.accountId, sku: 'A1', units: 2 }]);
    expect(await unitsSold(other, 0, now + 1)).toEqual([{ account_id: other.accountId, sku: 'B2', units: 4 }]);
    expect(await unitsSold(shop, start + 1, now + 1)).toEqual([]);
    expect(await unitsSold(shop, 0, start)).toEqual([]);
  });
});

describe('what was paid', () => {
  test('for some units and for the others it adds up to what all cost', () => {
    const cents = fc.nat(1_000_000);
    const unit = fc.record({ priceCents: cents, taxCents: cents, shippingCents: cents, shippingTaxCents: cents });
    fc.assert(
      fc.property(unit, fc.nat(1_000), fc.nat(1_000), (item, some, others) => {
        const [a, b, all] = [amountsFor(item, some), amountsFor(item, others), amountsFor(item, some + others)];
        expect(a.principalCents + b.principalCents).toBe(all.principalCents);
        expect(a.taxCents + b.taxCents).toBe(all.taxCents);
        expect(a.shippingCents + b.shippingCents).toBe(all.shippingCents);
        expect(a.shippingTaxCents + b.shippingTaxCents).toBe(all.shippingTaxCents);
      }),
    );
  });
});
