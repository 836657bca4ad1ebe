/** Owns the rows of what was sold by product, and of how far it is counted. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';
import type { Patience } from '../worlds/index.ts';

export interface SalesCount {
  readonly countedAt: Instant;
  readonly ranked: number;
  /** The product whose offers were compared last; null when all are compared. */
  readonly comparedProduct: string | null;
}

interface CountRow {
  readonly counted_at: number;
  readonly ranked: number;
  readonly compared_product: string | null;
}

const COLUMNS = 'counted_at, ranked, compared_product';
const salesCountFind = statement<CountRow>(
  'salesCountFind',
  `select ${COLUMNS} from marketplace.sales_counts where world_id = $1`,
);
const salesCountAdd = statement(
  'salesCountAdd',
  `insert into marketplace.sales_counts (world_id, counted_at, ranked) values ($1, $2, 0) on conflict do nothing`,
);
const LOCK = `select ${COLUMNS} from marketplace.sales_counts where world_id = $1 for update`;
const salesCountLock = statement<CountRow>('salesCountLock', LOCK);
const salesCountTryLock = statement<CountRow>('salesCountTryLock', `${LOCK} skip locked`);
const salesCountSave = statement(
  'salesCountSave',
  `update marketplace.sales_counts set counted_at = $2, ranked = $3, compared_product = $4
   where world_id = $1`,
);
const firstPrice = statement<{ at: number | null }>(
  'salesFirstPrice',
  `select min(p.priced_at) as at from marketplace.accounts a
   join marketplace.prices p on p.account_id = a.id where a.world_id = $1`,
);
const accountsOfWorld = statement<{ id: string }>(
  'salesAccountsOfWorld',
  'select id from marketplace.accounts where world_id = $1 order by id',
);
const productSalesCount = statement(
  'productSalesCount',
  `with counted as (
     select x.product_id, x.added, x.units
     from unnest($2::text[], $3::double precision[], $4::bigint[]) as x(product_id, added, units)),
   idle as (
     update marketplace.product_sales p set daily_average = p.daily_average * $5::double precision, units_30_days = 0
     where p.world_id = $1 and not exists (select from counted c where c.product_id = p.product_id))
   insert into marketplace.product_sales as p (world_id, product_id, daily_average, units_30_days, rank)
   select $1, c.product_id, c.added, c.units, 0 from counted c
   on conflict (world_id, product_id) do update
   set daily_average = p.daily_average * $5::double precision + excluded.daily_average,
     units_30_days = excluded.units_30_days`,
);
const productSalesForget = statement(
  'productSalesForget',
  `delete from marketplace.product_sales where world_id = $1 and daily_average < $2 and units_30_days = 0`,
);
const productSalesRank = statement(
  'productSalesRank',
  `update marketplace.product_sales p set rank = r.rank
   from (
     select product_id, row_number() over (order by daily_average desc, product_id)::integer as rank
     from marketplace.product_sales where world_id = $1) r
   where p.world_id = $1 and p.product_id = r.product_id and p.rank <> r.rank`,
);
const productSalesRanked = statement<{ count: number }>(
  'productSalesRanked',
  'select count(*) as count from marketplace.product_sales where world_id = $1',
);
const productSalesList = statement<{ product_id: string; units_30_days: number; rank: number }>(
  'productSalesList',
  `select product_id, units_30_days, rank from marketplace.product_sales
   where world_id = $1 and product_id = any($2::text[])`,
);

/** Less than a unit in a million days. */
const FORGOTTEN_AVERAGE = 0.000_001;

const fromRow = (row: CountRow): SalesCount => ({
  countedAt: row.counted_at,
  ranked: row.ranked,
  comparedProduct: row.compared_product,
});

/** Undefined as long as nothing was counted in the world. */
export async function findSalesCount(handle: MarketplaceHandle, worldId: string): Promise<SalesCount | undefined> {
  const [row] = await salesCountFind(handle, [worldId]);
  return row && fromRow(row);
}

/**
 * Keeps others from counting until the transaction ends. Undefined when somebody else counts and one does not wait.
 * Where nothing was counted yet, it counts from `since` on.
 */
export async function lockSalesCount(
  tx: MarketplaceHandle,
  worldId: string,
  since: Instant,
  patience: Patience,
): Promise<SalesCount | undefined> {
  await salesCountAdd(tx, [worldId, since]);
  const [row] = await (patience === 'wait' ? salesCountLock : salesCountTryLock)(tx, [worldId]);
  return row && fromRow(row);
}

export async function saveSalesCount(tx: MarketplaceHandle, worldId: string, count: SalesCount): Promise<void> {
  await salesCountSave(tx, [worldId, count.countedAt, count.ranked, count.comparedProduct]);
}

/** When a price was set first among those that stand in a world. */
export async function firstPricedAt(handle: MarketplaceHandle, worldId: string): Promise<Instant | undefined> {
  const [row] = await firstPrice(handle, [worldId]);
  return row?.at ?? undefined;
}

export async function listAccountsOfWorld(handle: MarketplaceHandle, worldId: string): Promise<readonly string[]> {
  return (await accountsOfWorld(handle, [worldId])).map(({ id }) => id);
}

export interface CountedProduct {
  readonly productId: string;
  /** What is added to the average. */
  readonly added: number;
  /** Units of the last 30 days. */
  readonly units: number;
}

/**
 * Counts sales into a world's averages, which before are multiplied by `decay`, and ranks its products anew. Answers
 * how many products have a rank.
 */
export async function countSales(
  tx: MarketplaceHandle,
  worldId: string,
  products: readonly CountedProduct[],
  decay: number,
): Promise<number> {
  await productSalesCount(tx, [
    worldId,
    products.map(({ productId }) => productId),
    products.map(({ added }) => added),
    products.map(({ units }) => units),
    decay,
  ]);
  await productSalesForget(tx, [worldId, FORGOTTEN_AVERAGE]);
  await productSalesRank(tx, [worldId]);
  const [row] = await productSalesRanked(tx, [worldId]);
  return row?.count ?? 0;
}

export interface ProductSales {
  readonly units: number;
  readonly rank: number;
}

/** What is counted of products, by product; those of which nothing was sold are left out. */
export async function findProductSales(
  handle: MarketplaceHandle,
  worldId: string,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, ProductSales>> {
  const rows = await productSalesList(handle, [worldId, productIds]);
  return new Map(rows.map((row) => [row.product_id, { units: row.units_30_days, rank: row.rank }]));
}
