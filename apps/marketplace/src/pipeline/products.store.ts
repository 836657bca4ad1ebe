/** Owns reading products as others see them: which product a SKU is, and who offers it. */
import type { Cents } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';
import { IS_STOCKED_SQL } from '../skus/index.ts';

const skuProductId = statement<{ product_id: string | null }>(
  'skuProductId',
  'select product_id from marketplace.skus where account_id = $1 and sku = $2',
);
const productListOffers = statement<{
  account_id: string;
  sku: string;
  price_cents: number;
  purchasable: number;
}>(
  'productListOffers',
  `select s.account_id, s.sku, p.price_cents,
     coalesce((select sum(greatest(0, i.quantity - i.held_units - i.accepted_units))
       from marketplace.inventory i where i.account_id = s.account_id and i.sku = s.sku), 0)::bigint as purchasable
   from marketplace.skus s
   join marketplace.prices p on p.account_id = s.account_id and p.sku = s.sku
   where s.world_id = $1 and s.product_id = $2 and s.listing = 'listed' and not s.is_archived and ${IS_STOCKED_SQL}
   order by p.price_cents, s.created_at, s.account_id, s.sku`,
);

/** The product of the world's catalogue that a SKU was matched to; undefined when there is none. */
export async function productIdOf(
  handle: MarketplaceHandle,
  accountId: string,
  sku: string,
): Promise<string | undefined> {
  return (await skuProductId(handle, [accountId, sku]))[0]?.product_id ?? undefined;
}

/** A SKU that is available for purchase, as one of a product's offers. */
export interface ProductOffer {
  readonly accountId: string;
  readonly sku: string;
  /** As a whole; nodes may have prices of their own. */
  readonly priceCents: Cents;
  /** Units that can be bought now, over all nodes. */
  readonly purchasable: number;
}

/** All available offers of a product in its world, of whatever account, the cheapest first. */
export async function listOffersOfProduct(
  handle: MarketplaceHandle,
  worldId: string,
  productId: string,
): Promise<readonly ProductOffer[]> {
  return (await productListOffers(handle, [worldId, productId])).map((row) => ({
    accountId: row.account_id,
    sku: row.sku,
    priceCents: row.price_cents,
    purchasable: row.purchasable,
  }));
}
