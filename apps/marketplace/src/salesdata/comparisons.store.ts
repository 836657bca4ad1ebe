/** Owns the rows of compared offers, and where SKUs stand in the taxonomy. */
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';
import { placeKey, type SkuPlace } from './products.store.ts';
import type { Comparison } from './sales-data.ts';

interface ComparisonRow {
  readonly account_id: string;
  readonly sku: string;
  readonly own_price_cents: number;
  readonly own_shipping_cents: number;
  readonly own_at: number;
  readonly best_price_cents: number;
  readonly best_shipping_cents: number;
  readonly best_at: number;
}

const COLUMNS = `account_id, sku, own_price_cents, own_shipping_cents, own_at, best_price_cents, best_shipping_cents,
  best_at`;
const comparisonList = statement<ComparisonRow>(
  'comparisonList',
  `select c.account_id, c.sku, c.own_price_cents, c.own_shipping_cents, c.own_at, c.best_price_cents,
     c.best_shipping_cents, c.best_at
   from unnest($1::text[], $2::text[]) as w(account_id, sku)
   join marketplace.offer_comparisons c on c.account_id = w.account_id and c.sku = w.sku`,
);
const comparisonSaveMany = statement(
  'comparisonSaveMany',
  `insert into marketplace.offer_comparisons (${COLUMNS})
   select ${COLUMNS} from jsonb_to_recordset($1::jsonb) as x(account_id text, sku text, own_price_cents bigint,
     own_shipping_cents bigint, own_at bigint, best_price_cents bigint, best_shipping_cents bigint, best_at bigint)
   on conflict (account_id, sku) do update
   set own_price_cents = excluded.own_price_cents, own_shipping_cents = excluded.own_shipping_cents,
     own_at = excluded.own_at, best_price_cents = excluded.best_price_cents,
     best_shipping_cents = excluded.best_shipping_cents, best_at = excluded.best_at`,
);
const mappedLevels = statement<{ sku: string; levels: (number | null)[] }>(
  'salesMappedLevels',
  `select s.sku, array[
     case 0 when n.level then n.node_id when p.level then p.node_id when g.level then g.node_id end,
     case 1 when n.level then n.node_id when p.level then p.node_id end,
     case 2 when n.level then n.node_id end] as levels
   from marketplace.worlds w
   join marketplace.skus s on s.account_id = $1
   join marketplace.taxonomy_nodes n
     on n.taxonomy_id = w.taxonomy_id and n.node_id = (s.content ->> 'jet_browse_node_id')::bigint
   left join marketplace.taxonomy_nodes p on p.taxonomy_id = w.taxonomy_id and p.node_id = n.parent_id
   left join marketplace.taxonomy_nodes g on g.taxonomy_id = w.taxonomy_id and g.node_id = p.parent_id
   where w.id = $2 and s.sku = any($3::text[])`,
);

/** How SKUs compared last, by `placeKey`; those that were never compared are left out. */
export async function findComparisons(
  handle: MarketplaceHandle,
  places: readonly SkuPlace[],
): Promise<ReadonlyMap<string, Comparison>> {
  const rows = await comparisonList(handle, [places.map(({ accountId }) => accountId), places.map(({ sku }) => sku)]);
  return new Map(
    rows.map((row) => [
      placeKey({ accountId: row.account_id, sku: row.sku }),
      {
        own: { priceCents: row.own_price_cents, shippingCents: row.own_shipping_cents, at: row.own_at },
        best: { priceCents: row.best_price_cents, shippingCents: row.best_shipping_cents, at: row.best_at },
      },
    ]),
  );
}

export async function saveComparisons(
  tx: MarketplaceHandle,
  compared: readonly (SkuPlace & { readonly comparison: Comparison })[],
): Promise<void> {
  if (compared.length === 0) return;
  const rows = compared.map(({ accountId, sku, comparison: { own, best } }) => ({
    account_id: accountId,
    sku,
    own_price_cents: own.priceCents,
    own_shipping_cents: own.shippingCents,
    own_at: own.at,
    best_price_cents: best.priceCents,
    best_shipping_cents: best.shippingCents,
    best_at: best.at,
  }));
  await comparisonSaveMany(tx, [JSON.stringify(rows)]);
}

/** The browse nodes of levels 0, 1 and 2 that SKUs stand under, as far as there are; by SKU. */
export async function findMappedLevels(
  handle: MarketplaceHandle,
  of: { readonly accountId: string; readonly worldId: string },
  skus: readonly string[],
): Promise<ReadonlyMap<string, readonly (number | null)[]>> {
  const rows = await mappedLevels(handle, [of.accountId, of.worldId, skus]);
  return new Map(rows.map(({ sku, levels }) => [sku, levels]));
}
