/**
 * Owns reading a merchant's SKUs as lists, in the order of their upload. Offsets are what the API's callers have: links
 * are passed over in the index alone, a million of them in a fraction of a second. A list by status compares each SKU
 * of the account, for the status follows from price and stock as well.
 */
import type { ProductStatus, ProductSubStatus } from '@jetway/jet-api';
import type { Cents, Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';
import { IS_STOCKED_SQL, type Listing, STATUS_SQL, type StatusFacts } from './listing.ts';

const skuListLinks = statement<{ sku: string }>(
  'skuListLinks',
  `select s.sku from marketplace.skus s where s.account_id = $1
   order by s.created_at, s.sku offset $2 limit $3`,
);
const skuListByStatus = statement<{ sku: string }>(
  'skuListByStatus',
  `select s.sku from marketplace.skus s where s.account_id = $1 and ${STATUS_SQL} = $4
   order by s.created_at, s.sku offset $2 limit $3`,
);
const skuCountByStatus = statement<{ total: number }>(
  'skuCountByStatus',
  `select count(*) as total from marketplace.skus s
   where s.account_id = $1 and ($2::text[] is null or ${STATUS_SQL} = any($2::text[]))`,
);
const skuListPage = statement<{
  sku: string;
  title: string;
  image_url: string | null;
  listing: Listing;
  findings: ProductSubStatus[];
  is_archived: boolean;
  is_stocked: boolean;
  price_cents: number | null;
  fed: number;
  created_at: number;
  updated_at: number;
}>(
  'skuListPage',
  `select s.sku, s.title, s.image_url, s.listing, s.findings, s.is_archived, s.created_at, s.updated_at,
     p.price_cents, ${IS_STOCKED_SQL} as is_stocked,
     coalesce((select sum(i.quantity) from marketplace.inventory i
       where i.account_id = s.account_id and i.sku = s.sku and i.listed), 0)::bigint as fed
   from marketplace.skus s
   left join marketplace.prices p on p.account_id = s.account_id and p.sku = s.sku
   where s.account_id = $1 and (s.created_at, s.sku) > ($2::bigint, $3::text)
     and ($4::text[] is null or ${STATUS_SQL} = any($4::text[]))
   order by s.created_at, s.sku offset $5 limit $6`,
);

export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** SKUs of an account in the order of their upload; of one status when it is given. */
export async function listSkus(
  handle: MarketplaceHandle,
  accountId: string,
  { offset, limit }: Window,
  status?: ProductStatus,
): Promise<readonly string[]> {
  const values = [accountId, offset, limit];
  const rows =
    status === undefined ? await skuListLinks(handle, values) : await skuListByStatus(handle, [...values, status]);
  return rows.map(({ sku }) => sku);
}

/** How many SKUs the account has in these statuses; in all when null. */
export async function countSkus(
  handle: MarketplaceHandle,
  accountId: string,
  statuses: readonly ProductStatus[] | null,
): Promise<number> {
  const [row] = await skuCountByStatus(handle, [accountId, statuses]);
  return row?.total ?? 0;
}

export interface ListedSku extends StatusFacts {
  readonly sku: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly priceCents: Cents | null;
  /** As fed, over all nodes. */
  readonly fed: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export interface SkuPageQuery extends Window {
  readonly statuses: readonly ProductStatus[] | null;
  /** The last SKU of the page before. */
  readonly after?: Pick<ListedSku, 'createdAt' | 'sku'>;
}

/** SKUs with price and stock, in the order of their upload. */
export async function listSkuPage(
  handle: MarketplaceHandle,
  accountId: string,
  { statuses, after, offset, limit }: SkuPageQuery,
): Promise<readonly ListedSku[]> {
  const values = [accountId, after?.createdAt ?? -1, after?.sku ?? '', statuses, offset, limit];
  return (await skuListPage(handle, values)).map((row) => ({
    sku: row.sku,
    title: row.title,
    imageUrl: row.image_url,
    listing: row.listing,
    findings: row.findings,
    isArchived: row.is_archived,
    isPriced: row.price_cents !== null,
    isStocked: row.is_stocked,
    priceCents: row.price_cents,
    fed: row.fed,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));
}
