/** Owns reading which SKUs are the same product, and what they are offered for. */
import type { Cents } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';

/** A SKU of an account. */
export interface SkuPlace {
  readonly accountId: string;
  readonly sku: string;
}

export const placeKey = ({ accountId, sku }: SkuPlace): string => `${accountId}\n${sku}`;

/** The product that the pipeline found; a SKU that it found none for stands for itself. */
const salesProducts = statement<{ account_id: string; sku: string; product_id: string }>(
  'salesProducts',
  `select s.account_id, s.sku, s.product_id
   from unnest($1::text[], $2::text[]) as w(account_id, sku)
   join marketplace.skus s on s.account_id = w.account_id and s.sku = w.sku
   where s.product_id is not null`,
);
const salesProductPage = statement<{ id: string }>(
  'salesProductPage',
  'select id from marketplace.products where world_id = $1 and id > $2 order by id limit $3',
);
const salesOffers = statement<{
  account_id: string;
  sku: string;
  product_id: string;
  prices_cents: number[];
}>(
  'salesOffers',
  `select s.account_id, s.sku, s.product_id,
     array_agg(distinct coalesce(p.node_prices_cents[array_position(p.node_ids, i.node_id)], p.price_cents))
       as prices_cents
   from unnest($2::text[]) as w(product_id)
   join marketplace.skus s on s.world_id = $1 and s.product_id = w.product_id
   join marketplace.prices p on p.account_id = s.account_id and p.sku = s.sku
   join marketplace.inventory i on i.account_id = s.account_id and i.sku = s.sku
     and i.quantity - i.held_units - i.accepted_units > 0
   where s.listing = 'listed' and not s.is_archived
   group by s.account_id, s.sku, s.product_id, s.created_at
   order by s.product_id, s.created_at, s.account_id, s.sku`,
);

/** The products of SKUs, by `placeKey`; those of no product are left out. */
export async function productsOfSkus(
  handle: MarketplaceHandle,
  places: readonly SkuPlace[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await salesProducts(handle, [places.map(({ accountId }) => accountId), places.map(({ sku }) => sku)]);
  return new Map(rows.map((row) => [placeKey({ accountId: row.account_id, sku: row.sku }), row.product_id]));
}

/** Products of a world in the order of their ids, after `after`. */
export async function listProducts(
  handle: MarketplaceHandle,
  worldId: string,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  return (await salesProductPage(handle, [worldId, after, limit])).map(({ id }) => id);
}

/** A SKU that can be bought. */
export interface ProductOffer extends SkuPlace {
  readonly productId: string;
  /** What a unit costs at the nodes that have it; at least one. */
  readonly pricesCents: readonly Cents[];
}

/** What products can be bought for now, of whatever merchant of the world. */
export async function listOffersOfProducts(
  handle: MarketplaceHandle,
  worldId: string,
  productIds: readonly string[],
): Promise<readonly ProductOffer[]> {
  const rows = await salesOffers(handle, [worldId, productIds]);
  return rows.map((row) => ({
    accountId: row.account_id,
    sku: row.sku,
    productId: row.product_id,
    pricesCents: row.prices_cents,
  }));
}
