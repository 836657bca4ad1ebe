/** Owns the rows of SKUs. */
import type { ProductSubStatus, SkuUpload } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';

export interface StoredSku {
  readonly content: SkuUpload;
  readonly findings: readonly ProductSubStatus[];
  readonly notes: readonly string[];
  readonly reviewDueAt: Instant;
  readonly isPriced: boolean;
  readonly isStocked: boolean;
}

const skuFind = statement<{
  content: SkuUpload;
  findings: ProductSubStatus[];
  notes: string[];
  review_due_at: number;
  is_priced: boolean;
  is_stocked: boolean;
}>(
  'skuFind',
  `select s.content, s.findings, s.notes, s.review_due_at,
     exists (select from marketplace.prices p where p.account_id = s.account_id and p.sku = s.sku) as is_priced,
     exists (select from marketplace.inventory_feeds f
       where f.account_id = s.account_id and f.sku = s.sku and f.stocked_at is not null) as is_stocked
   from marketplace.skus s where s.account_id = $1 and s.sku = $2`,
);
const skuSave = statement(
  'skuSave',
  `insert into marketplace.skus
     (account_id, sku, title, image_url, tax_code, content, findings, notes, review_due_at,
      created_at, updated_at, updated_by, request_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12)
   on conflict (account_id, sku) do update set
     title = excluded.title, image_url = excluded.image_url, tax_code = excluded.tax_code,
     content = excluded.content, findings = excluded.findings, notes = excluded.notes,
     updated_at = excluded.updated_at, updated_by = excluded.updated_by, request_id = excluded.request_id`,
);
const accountPricesByWeight = statement<{ found: boolean }>(
  'accountPricesByWeight',
  `select exists (select from marketplace.fulfillment_nodes where account_id = $1 and priced_per_pound) as found`,
);

export async function findSku(
  handle: MarketplaceHandle,
  accountId: string,
  sku: string,
): Promise<StoredSku | undefined> {
  const [row] = await skuFind(handle, [accountId, sku]);
  if (row === undefined) return undefined;
  return {
    content: row.content,
    findings: row.findings,
    notes: row.notes,
    reviewDueAt: row.review_due_at,
    isPriced: row.is_priced,
    isStocked: row.is_stocked,
  };
}

export interface SkuToSave {
  readonly accountId: string;
  readonly sku: string;
  readonly content: SkuUpload;
  readonly findings: readonly ProductSubStatus[];
  readonly notes: readonly string[];
  /** Counts for a new SKU only: an update does not begin another review. */
  readonly reviewDueAt: Instant;
}

/** Adds a SKU, or replaces its product data. `now` is world time. */
export async function saveSku(handle: MarketplaceHandle, sku: SkuToSave, now: Instant, author: Author): Promise<void> {
  const { content } = sku;
  await skuSave(handle, [
    sku.accountId,
    sku.sku,
    content.product_title,
    content.main_image_url ?? null,
    content.product_tax_code ?? null,
    content,
    sku.findings,
    sku.notes,
    sku.reviewDueAt,
    now,
    author.actor,
    author.requestId,
  ]);
}

/** Whether a fulfilment node of the account prices shipping by weight, which makes the weight required. */
export async function pricesByWeight(handle: MarketplaceHandle, accountId: string): Promise<boolean> {
  const [row] = await accountPricesByWeight(handle, [accountId]);
  return row?.found === true;
}
