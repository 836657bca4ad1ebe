/** Owns the rows of what was sold by product, and of how far it is counted. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';
import { UNITS_SOLD } from '../orders/index.ts';
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
/**
 * Counted in the database: what a world sells in sixty days would not fit into memory. A SKU of which the pipeline knows
 * no product is not counted. Units of a day are added up before they are weighed, and days in their order, so that
 * products that sold the same have the same average to the last bit.
 */
const productSalesCount = statement(
  'productSalesCount',
  `with days as materialized (
     select d.from_at, d.to_at, d.weight
     from unnest($4::bigint[], $5::bigint[], $6::double precision[]) as d(from_at, to_at, weight)),
   daily as (
     select s.product_id, d.weight, sum(x.units) as units,
       coalesce(sum(x.units) filter (where x.placed_at >= $7), 0) as recent
     from (${UNITS_SOLD}) x
     join marketplace.skus s on s.account_id = x.account_id and s.sku = x.sku and s.product_id is not null
     left join days d on x.placed_at >= d.from_at and x.placed_at < d.to_at
     where x.units > 0
     group by s.product_id, d.weight),
   counted as materialized (
     select y.product_id, coalesce(sum(y.units * y.weight order by y.weight), 0) as added, sum(y.recent)::bigint as units
     from daily y group by y.product_id),
   idle as (
     update marketplace.product_sales p set daily_average = p.daily_average * $8::double precision, units_30_days = 0
     where p.world_id = $1 and not exists (select from counted c where c.product_id = p.product_id))
   insert into marketplace.product_sales as p (world_id, product_id, daily_average, units_30_days, rank)
   select $1, c.product_id, c.added, c.units, 0 from counted c
   on conflict (world_id, product_id) do update
   set daily_average = p.daily_average * $8::double precision + excluded.daily_average,
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

/** What is counted, in world time. */
export interface Counting {
  readonly now: Instant;
  /** Spans that do not overlap; units of their orders are added to the average, so often as the weight says. */
  readonly days: readonly { readonly from: Instant; readonly to: Instant; readonly weight: number }[];
  /** Units of the orders since then are told as the recent ones. */
  readonly recentFrom: Instant;
  /** What is left of the averages before. */
  readonly decay: number;
}

/** Counts what was sold of a world's products, and ranks them anew. Answers how many have a rank. */
export async function countSales(
  tx: MarketplaceHandle,
  worldId: string,
  { now, days, recentFrom, decay }: Counting,
): Promise<number> {
  await productSalesCount(tx, [
    worldId,
    Math.min(recentFrom, ...days.map(({ from }) => from)),
    now,
    days.map(({ from }) => from),
    days.map(({ to }) => to),
    days.map(({ weight }) => weight),
    recentFrom,
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
