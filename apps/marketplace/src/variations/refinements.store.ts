/** Owns reading in which attributes the members of SKUs' variation groups differ. */
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';

const variationRefinements = statement<{ account_id: string; sku: string; refinements: number[] }>(
  'variationRefinements',
  `select k.account_id, k.sku, array_agg(distinct r.id order by r.id) as refinements
   from unnest($1::text[], $2::text[]) as k(account_id, sku)
   join lateral (
     select k.sku as parent
     union select m.sku from marketplace.variation_members m
     where m.account_id = k.account_id and m.child_sku = k.sku) as g on true
   join marketplace.variations v on v.account_id = k.account_id and v.sku = g.parent
   cross join lateral unnest(v.refinements) as r(id)
   group by k.account_id, k.sku`,
);

interface SkuAt {
  readonly accountId: string;
  readonly sku: string;
}

/** The attributes in which the members of the groups of SKUs differ, of whatever accounts; SKUs in no group are left out. */
export async function findRefinements(
  handle: MarketplaceHandle,
  skus: readonly SkuAt[],
): Promise<readonly (SkuAt & { readonly refinements: readonly number[] })[]> {
  const values = [skus.map(({ accountId }) => accountId), skus.map(({ sku }) => sku)];
  const rows = await variationRefinements(handle, values);
  return rows.map((row) => ({ accountId: row.account_id, sku: row.sku, refinements: row.refinements }));
}
