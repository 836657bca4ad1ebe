/** Owns the SQL of SKUs: made in sets, found by their exact text or a remembered alias, changed. */
import { type Ids, type Instant, ok, type Result, refuse } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { type FoundSku, type SkuRow, searchWords } from './skus.ts';

interface SkuRecord {
  sku_id: string;
  sku: string;
  title: string;
  image_url: string | null;
  active: boolean;
}

const toSku = (row: SkuRecord): SkuRow => ({
  skuId: row.sku_id,
  sku: row.sku,
  title: row.title,
  imageUrl: row.image_url,
  active: row.active,
});

export interface NewSku {
  readonly sku: string;
  readonly title: string;
  readonly imageUrl: string | null;
}

const insert = statement<SkuRecord>(
  'skuInsert',
  `insert into oms.skus (organization_id, sku_id, sku, title, image_url, created_at, updated_at, updated_by, request_id)
   select $1, k.sku_id, k.sku, k.title, k.image_url, $6, $6, $7, $8
   from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as k(sku_id, sku, title, image_url)
   on conflict (organization_id, sku) do nothing
   returning sku_id, sku, title, image_url, active`,
);

const insertWords = statement(
  'skuWordInsert',
  `insert into oms.sku_words (organization_id, sku_id, word)
   select $1, w.sku_id, w.word from unnest($2::text[], $3::text[]) as w(sku_id, word)
   on conflict do nothing`,
);

/** Makes SKUs in one go; those whose text is taken are left as they are and not answered. */
export async function insertSkus(
  tx: Handle,
  organizationId: string,
  skus: readonly NewSku[],
  ids: Ids,
  by: Actor,
  now: Instant,
): Promise<readonly SkuRow[]> {
  if (skus.length === 0) return [];
  const rows = await insert(tx, [
    organizationId,
    skus.map(() => ids.uuid()),
    skus.map((sku) => sku.sku),
    skus.map((sku) => sku.title),
    skus.map((sku) => sku.imageUrl),
    now,
    by.actor,
    by.requestId,
  ]);
  await writeWords(tx, organizationId, rows.map(toSku));
  return rows.map(toSku);
}

async function writeWords(tx: Handle, organizationId: string, skus: readonly SkuRow[]): Promise<void> {
  const pairs = skus.flatMap(({ skuId, sku, title }) => searchWords(sku, title).map((word) => ({ skuId, word })));
  await insertWords(tx, [organizationId, pairs.map((pair) => pair.skuId), pairs.map((pair) => pair.word)]);
}

/** Each text is looked up by itself: joined, thousands of texts are compared with every SKU where statistics are missing. */
const find = statement<SkuRecord & { matched: string; is_kit: boolean }>(
  'skuFind',
  `select w.text as matched, k.sku_id, k.sku, k.title, k.image_url, k.active, k.is_kit
   from unnest($2::text[]) as w(text)
   cross join lateral (
     select coalesce(
       (select e.sku_id from oms.skus e where e.organization_id = $1 and e.sku = w.text),
       (select a.sku_id from oms.sku_aliases a where a.organization_id = $1 and a.alias = w.text)) as sku_id
     offset 0
   ) m
   cross join lateral (
     select n.sku_id, n.sku, n.title, n.image_url, n.active, n.composition > 0 as is_kit from oms.skus n
     where n.organization_id = $1 and n.sku_id = m.sku_id limit 1
   ) k`,
);

/**
 * The SKUs that merchant SKU texts mean, by text: compared exactly, a SKU's own text before a remembered alias.
 * A text that means nothing is absent. SKUs no longer sold are found too: an order for one is still an order.
 */
export async function findSkus(
  handle: Handle,
  organizationId: string,
  merchantSkus: readonly string[],
): Promise<ReadonlyMap<string, FoundSku>> {
  const rows = await find(handle, [organizationId, [...new Set(merchantSkus)]]);
  return new Map(rows.map((row) => [row.matched, { ...toSku(row), isKit: row.is_kit }]));
}

const load = statement<SkuRecord & { version: number }>(
  'skuLoad',
  `select sku_id, sku, title, image_url, active, version from oms.skus where organization_id = $1 and sku_id = $2`,
);

/** One SKU by its id; undefined when the organization has none. */
export async function loadSku(handle: Handle, organizationId: string, skuId: string): Promise<SkuRow | undefined> {
  const [row] = await load(handle, [organizationId, skuId]);
  return row && toSku(row);
}

const remember = statement(
  'skuAliasRemember',
  `insert into oms.sku_aliases (organization_id, alias, sku_id, created_at, created_by, request_id)
   select $1, $2, k.sku_id, $4, $5, $6 from oms.skus k where k.organization_id = $1 and k.sku_id = $3
   on conflict (organization_id, alias) do update set sku_id = excluded.sku_id, created_at = excluded.created_at,
     created_by = excluded.created_by, request_id = excluded.request_id
   returning sku_id`,
);

/** Remembers that a merchant SKU text means this SKU from now on. Refusal: `unknown_sku`. */
export async function rememberAlias(
  tx: Handle,
  organizationId: string,
  alias: string,
  skuId: string,
  by: Actor,
  now: Instant,
): Promise<Result<void, 'unknown_sku'>> {
  const rows = await remember(tx, [organizationId, alias, skuId, now, by.actor, by.requestId]);
  return rows.length === 1 ? ok(undefined) : refuse('unknown_sku', 'There is no such SKU.', { path: '/skuId' });
}

export interface SkuChange {
  readonly title?: string;
  readonly imageUrl?: string | null;
  readonly active?: boolean;
}

const lock = statement<SkuRecord & { version: number }>(
  'skuLock',
  `select sku_id, sku, title, image_url, active, version from oms.skus
   where organization_id = $1 and sku_id = $2 for update`,
);

const update = statement(
  'skuUpdate',
  `update oms.skus set title = $3, image_url = $4, active = $5, version = version + 1,
     updated_at = $6, updated_by = $7, request_id = $8
   where organization_id = $1 and sku_id = $2`,
);

const deleteWords = statement('skuWordDelete', `delete from oms.sku_words where organization_id = $1 and sku_id = $2`);

/** Changes a SKU that is still at `version`; answers it as it was and as it is. */
export async function updateSku(
  tx: Handle,
  organizationId: string,
  skuId: string,
  version: number,
  change: SkuChange,
  by: Actor,
  now: Instant,
): Promise<Result<{ readonly before: SkuRow; readonly after: SkuRow }, 'not_found' | 'changed_meanwhile'>> {
  const [found] = await lock(tx, [organizationId, skuId]);
  if (found === undefined) return refuse('not_found', 'There is no such SKU.');
  if (found.version !== version) return refuse('changed_meanwhile', 'The SKU was changed meanwhile: look at it again.');
  const before = toSku(found);
  const after: SkuRow = {
    ...before,
    title: change.title ?? before.title,
    imageUrl: change.imageUrl === undefined ? before.imageUrl : change.imageUrl,
    active: change.active ?? before.active,
  };
  await update(tx, [organizationId, skuId, after.title, after.imageUrl, after.active, now, by.actor, by.requestId]);
  if (after.title !== before.title) {
    await deleteWords(tx, [organizationId, skuId]);
    await writeWords(tx, organizationId, [after]);
  }
  return ok({ before, after });
}
