/** Owns the rows of SKUs: reading one, and writing uploads, one or a batch of them. */
import type { ProductSubStatus, SkuImages } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { IS_PRICED_SQL, IS_STOCKED_SQL, type Listing, listingLifecycle, type StatusFacts } from './listing.ts';
import type { SkuContent } from './skus.ts';

export interface StoredSku extends StatusFacts {
  readonly content: SkuContent;
  readonly notes: readonly string[];
  /** Whether a message about archiving was ever sent. */
  readonly isArchiveSent: boolean;
}

const skuFind = statement<{
  content: SkuContent;
  listing: Listing;
  findings: ProductSubStatus[];
  notes: string[];
  is_archived: boolean;
  archive_sent: boolean;
  is_priced: boolean;
  is_stocked: boolean;
}>(
  'skuFind',
  `select s.content, s.listing, s.findings, s.notes, s.is_archived, s.archive_sent,
     ${IS_PRICED_SQL} as is_priced, ${IS_STOCKED_SQL} as is_stocked
   from marketplace.skus s where s.account_id = $1 and s.sku = $2`,
);

const RESUBMITTED = listingLifecycle
  .sources('resubmit')
  .map((listing) => `'${listing}'`)
  .join(', ');

/**
 * What other product data does to the place of a SKU `s` in the pipeline: see `listingLifecycle`. The same data once more
 * changes nothing, but one that misses data is looked at again. `next` is its content then, `findings` what it lacks
 * then, `review` the end of a new review, `now` the time.
 */
const pipelineSet = (at: { next: string; findings: string; review: string; now: string }): string => `
     listing = case when s.content <> ${at.next} and s.listing in (${RESUBMITTED}) then 'review' else s.listing end,
     findings = case when s.content <> ${at.next} and s.listing in ('review', ${RESUBMITTED}) then ${at.findings}
       else s.findings end,
     look_due_at = case
       when s.content = ${at.next} and s.listing in (${RESUBMITTED}) then coalesce(s.look_due_at, ${at.now})
       when s.content = ${at.next} then s.look_due_at
       when s.listing in (${RESUBMITTED}) then ${at.review}
       when s.listing = 'review' then coalesce(s.look_due_at, ${at.review})
       else least(coalesce(s.look_due_at, ${at.now}), ${at.now}) end`;

const skuSaveMany = statement<{ sku: string; is_due: boolean }>(
  'skuSaveMany',
  `insert into marketplace.skus as s
     (account_id, sku, world_id, title, image_url, tax_code, content, findings, notes, look_due_at, accepted_seq,
      created_at, updated_at, updated_by, request_id)
   select $1, r.sku, $2, r.content ->> 'product_title', r.content ->> 'main_image_url',
     r.content ->> 'product_tax_code', r.content, r.findings, r.notes, $4::bigint,
     coalesce($8::bigint, nextval('marketplace.acceptance')), $5::bigint, $5::bigint, $6, $7
   from jsonb_to_recordset($3::jsonb) as r(sku text, content jsonb, findings text[], notes text[])
   order by r.sku collate "C"
   on conflict (account_id, sku) do update set
     title = excluded.title, image_url = excluded.image_url, tax_code = excluded.tax_code,
     content = excluded.content, notes = excluded.notes,${pipelineSet({
       next: 'excluded.content',
       findings: 'excluded.findings',
       review: 'excluded.look_due_at',
       now: 'excluded.updated_at',
     })},
     accepted_seq = coalesce($8::bigint, nextval('marketplace.acceptance')),
     updated_at = excluded.updated_at, updated_by = excluded.updated_by, request_id = excluded.request_id
   where not s.is_archived and s.accepted_seq <= coalesce($8::bigint, s.accepted_seq)
   returning s.sku, s.look_due_at is not null as is_due`,
);
const skuSaveImages = statement<{ is_due: boolean | null }>(
  'skuSaveImages',
  `with saved as (
     update marketplace.skus s set
       content = s.content || $3::jsonb, image_url = coalesce($3::jsonb ->> 'main_image_url', s.image_url),${pipelineSet(
         {
           next: 's.content || $3::jsonb',
           findings: `case when $3::jsonb ? 'main_image_url' then array_remove(s.findings, 'Missing image')
             else s.findings end`,
           review: '$4::bigint',
           now: '$5::bigint',
         },
       )},
       accepted_seq = nextval('marketplace.acceptance'), updated_at = $5::bigint, updated_by = $6, request_id = $7
     where s.account_id = $1 and s.sku = $2 and not s.is_archived
     returning s.look_due_at is not null as is_due)
   select (select is_due from saved) as is_due from marketplace.skus s where s.account_id = $1 and s.sku = $2`,
);
const skuListArchived = statement<{ sku: string }>(
  'skuListArchived',
  'select sku from marketplace.skus where account_id = $1 and sku = any($2::text[]) and is_archived',
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
    listing: row.listing,
    findings: row.findings,
    notes: row.notes,
    isPriced: row.is_priced,
    isStocked: row.is_stocked,
    isArchived: row.is_archived,
    isArchiveSent: row.archive_sent,
  };
}

export interface SkuToSave {
  readonly sku: string;
  readonly content: SkuContent;
  readonly findings: readonly ProductSubStatus[];
  readonly notes: readonly string[];
}

export interface Saving extends Author {
  readonly accountId: string;
  readonly worldId: string;
  /** World time. */
  readonly now: Instant;
  /** The end of a review that begins now. */
  readonly lookDueAt: Instant;
  /** The number of the file that the uploads come from; a number of their own when absent. */
  readonly receivedSeq?: number;
}

export interface SavedSku {
  readonly sku: string;
  /** Whether the pipeline has to look at it. */
  readonly isDue: boolean;
}

/**
 * Adds SKUs, each once, or replaces their product data. Answers those that were written: archived ones stay as they
 * are, and so do those whose upload was accepted after the file was received.
 */
export async function saveSkus(
  handle: MarketplaceHandle,
  saving: Saving,
  skus: readonly SkuToSave[],
): Promise<readonly SavedSku[]> {
  const { accountId, worldId, now, lookDueAt, actor, requestId, receivedSeq = null } = saving;
  const values = [accountId, worldId, JSON.stringify(skus), lookDueAt, now, actor, requestId, receivedSeq];
  return (await skuSaveMany(handle, values)).map((row) => ({ sku: row.sku, isDue: row.is_due }));
}

/** Replaces the images that are given; undefined when the account does not have the SKU. An archived one stays as it is. */
export async function saveImages(
  handle: MarketplaceHandle,
  saving: Omit<Saving, 'worldId' | 'receivedSeq'>,
  sku: string,
  images: SkuImages,
): Promise<SavedSku | undefined> {
  const { accountId, now, lookDueAt, actor, requestId } = saving;
  const [row] = await skuSaveImages(handle, [accountId, sku, images, lookDueAt, now, actor, requestId]);
  return row && { sku, isDue: row.is_due === true };
}

/** Of these SKUs, those that are archived. */
export async function listArchived(
  handle: MarketplaceHandle,
  accountId: string,
  skus: readonly string[],
): Promise<readonly string[]> {
  return (await skuListArchived(handle, [accountId, skus])).map(({ sku }) => sku);
}

/** Whether a fulfilment node of the account prices shipping by weight, which makes the weight required. */
export async function pricesByWeight(handle: MarketplaceHandle, accountId: string): Promise<boolean> {
  const [row] = await accountPricesByWeight(handle, [accountId]);
  return row?.found === true;
}
