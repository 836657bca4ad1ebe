/** Owns the timer of sales data: once a day sales are counted, products ranked, and offers compared. */

import type { Clock } from '@jetway/kernel';
import { DAY_MS, HOUR_MS, type Instant } from '@jetway/kernel';
import type { MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';
import { standardShippingCents } from '../orders/index.ts';
import { type DueWork, type World, worldNow } from '../worlds/index.ts';
import { findComparisons, saveComparisons } from './comparisons.store.ts';
import { listOffersOfProducts, listProducts, type ProductOffer, placeKey } from './products.store.ts';
import {
  countSales,
  findSalesCount,
  firstPricedAt,
  lockSalesCount,
  type SalesCount,
  saveSalesCount,
} from './sales.store.ts';
import {
  AVERAGED_DAYS,
  COUNTED_DAYS,
  compareOffers,
  daysBetween,
  decayOver,
  nextCountAt,
  type UnitOffer,
  weightOf,
} from './sales-data.ts';

/** Products whose offers are compared in one transaction. */
const PAGE_SIZE = 1_000;
/** Before every product. */
const BEGINNING = '';

/**
 * Counts daily. What nobody looked at meanwhile is made up for: days that went by while a clock jumped, or the program
 * was off, are counted at the last midnight, each by itself.
 */
export function salesTimer(deps: { readonly database: MarketplaceDatabase; readonly clock: Clock }): DueWork {
  const { database, clock } = deps;
  return {
    name: 'sales data',
    nextDueAt: async (world) => {
      const count = await findSalesCount(database.db, world.id);
      if (count === undefined) return firstCountAt(database.db, world.id);
      if (count.comparedProduct !== null) return count.countedAt;
      return nextCountAt(count.countedAt, worldNow(world, clock.now()));
    },
    run: (world, now, patience) =>
      database.transaction(async (tx) => {
        const known = await findSalesCount(tx, world.id);
        const first = known === undefined ? await firstCountAt(tx, world.id) : undefined;
        if (known === undefined && (first === undefined || first > now)) return 0;
        const count = await lockSalesCount(tx, world.id, now - AVERAGED_DAYS * DAY_MS, patience);
        if (count === undefined) return 0;
        if (count.comparedProduct !== null) return comparePage(tx, world, count, count.comparedProduct);
        if (known !== undefined && nextCountAt(count.countedAt, count.countedAt) > now) return 0;
        const ranked = await countDays(tx, world, count.countedAt, now);
        await saveSalesCount(tx, world.id, { countedAt: now, ranked, comparedProduct: BEGINNING });
        return 1;
      }),
  };
}

/** The end of the hour in which the world's first price was set. */
async function firstCountAt(handle: MarketplaceHandle, worldId: string): Promise<Instant | undefined> {
  const pricedAt = await firstPricedAt(handle, worldId);
  return pricedAt === undefined ? undefined : (Math.floor(pricedAt / HOUR_MS) + 1) * HOUR_MS;
}

/** Counts what was sold since an instant into the averages; answers how many products have a rank. */
async function countDays(tx: MarketplaceHandle, world: World, since: Instant, now: Instant): Promise<number> {
  const days = daysBetween(since, now).map((day, daysAgo) => ({ ...day, weight: weightOf(daysAgo) }));
  const recentFrom = now - COUNTED_DAYS * DAY_MS;
  return countSales(tx, world.id, { now, days, recentFrom, decay: decayOver(now - since) });
}

/** Compares the offers of a page of products; answers 1, as there is more to do or it is done. */
async function comparePage(tx: MarketplaceHandle, world: World, count: SalesCount, after: string): Promise<number> {
  const products = await listProducts(tx, world.id, after, PAGE_SIZE);
  const offers = await listOffersOfProducts(tx, world.id, products);
  const ofProduct = Map.groupBy(offers, ({ productId }) => productId);
  const before = await findComparisons(tx, offers);
  const compared = offers.flatMap((own) => {
    const known = before.get(placeKey(own));
    const all = ofProduct.get(own.productId) ?? [];
    const comparison = compareOffers(known, { own: unitOffers([own]), all: unitOffers(all) }, count.countedAt);
    const isSame = comparison?.own === known?.own && comparison?.best === known?.best;
    return comparison === undefined || isSame ? [] : [{ ...own, comparison }];
  });
  await saveComparisons(tx, compared);
  const last = products.length < PAGE_SIZE ? undefined : products.at(-1);
  await saveSalesCount(tx, world.id, { ...count, comparedProduct: last ?? null });
  return 1;
}

const unitOffers = (offers: readonly ProductOffer[]): readonly UnitOffer[] =>
  offers.flatMap(({ pricesCents }) =>
    pricesCents.map((priceCents) => ({ priceCents, shippingCents: standardShippingCents(priceCents) })),
  );
