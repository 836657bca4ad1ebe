/** Owns sales data as the merchant reads it: of one SKU, and of all of them in a report. */
import { formatWireDate, type SalesDataReply } from '@jetway/jet-api';
import { decimalFromCents, type Instant } from '@jetway/kernel';
import type { MarketplaceHandle } from '../database/index.ts';
import type { Offer } from '../offers/index.ts';
import { findComparisons } from './comparisons.store.ts';
import { placeKey, productsOfSkus } from './products.store.ts';
import { findProductSales, findSalesCount, type ProductSales, type SalesCount } from './sales.store.ts';
import type { Comparison, DatedOffer } from './sales-data.ts';

const wireDate = (instant: Instant): string => formatWireDate('sevenDigitsOffset', instant);

const toJetOffer = ({ priceCents, shippingCents, at }: DatedOffer) => ({
  shipping_method: null,
  item_price: decimalFromCents(priceCents),
  shipping_price: decimalFromCents(shippingCents),
  last_update: wireDate(at),
});

/** Only what is available is compared; a product that was not sold lately comes after all that were. */
function toJet(
  count: SalesCount | undefined,
  sales: ProductSales | undefined,
  comparison: Comparison | undefined,
): SalesDataReply {
  const offers = {
    my_best_offer: comparison === undefined ? [] : [toJetOffer(comparison.own)],
    best_marketplace_offer: comparison === undefined ? [] : [toJetOffer(comparison.best)],
  };
  if (count === undefined) return offers;
  const lastUpdate = wireDate(count.countedAt);
  const units = sales?.units ?? 0;
  return {
    sales_rank: { level_0: sales?.rank ?? count.ranked + 1, last_update: lastUpdate },
    units_sold: { ...(units === 0 ? {} : { last_30_days: units }), last_update: lastUpdate },
    ...offers,
  };
}

/** Sales data of SKUs of an account, in their order. */
export async function readSalesData(
  handle: MarketplaceHandle,
  of: { readonly accountId: string; readonly worldId: string },
  offers: readonly Pick<Offer, 'sku' | 'status'>[],
): Promise<readonly SalesDataReply[]> {
  const { accountId, worldId } = of;
  const places = offers.map(({ sku }) => ({ accountId, sku }));
  const count = await findSalesCount(handle, worldId);
  const products = await productsOfSkus(handle, places);
  const sales = await findProductSales(handle, worldId, [...new Set(products.values())]);
  const comparisons = await findComparisons(handle, places);
  return offers.map(({ sku, status }) => {
    const key = placeKey({ accountId, sku });
    const comparison = status === 'Available for Purchase' ? comparisons.get(key) : undefined;
    return toJet(count, sales.get(products.get(key) ?? ''), comparison);
  });
}
