/** Owns the rows that the product pipeline works on: SKUs that it has to look at, products, their identifiers. */
import type { ProductStatus, ProductSubStatus } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import {
  type IdentifierKind,
  IS_PRICED_SQL,
  IS_STOCKED_SQL,
  type Listing,
  type ProductIdentifier,
  type SkuContent,
  type StatusFacts,
} from '../skus/index.ts';
import type { Patience } from '../worlds/index.ts';
import type { ProductContent } from './best-fields.ts';
import { type Catalogue, identifierKey, type MatchedSku, type Product, skuKey } from './matching.ts';

/** As many offers of a product, the oldest, say what it is. */
const SPEAKING_OFFERS = 20;

const catalogueLock = statement('catalogueLock', 'select pg_advisory_xact_lock(hashtextextended($1, 7301845523))');
const catalogueTryLock = statement<{ is_locked: boolean }>(
  'catalogueTryLock',
  'select pg_try_advisory_xact_lock(hashtextextended($1, 7301845523)) as is_locked',
);

/** Makes the transaction the only one that changes a world's catalogue; false when another is at it and it may not wait. */
export async function lockCatalogue(tx: MarketplaceHandle, worldId: string, patience: Patience): Promise<boolean> {
  if (patience === 'skip') return (await catalogueTryLock(tx, [worldId]))[0]?.is_locked === true;
  await catalogueLock(tx, [worldId]);
  return true;
}

/** A SKU that the pipeline looks at. */
export interface DueSku extends MatchedSku, StatusFacts {
  readonly createdAt: Instant;
  readonly toldStatus: ProductStatus;
}

interface SkuKey {
  readonly account_id: string;
  readonly sku: string;
}

interface DueRow extends SkuKey {
  readonly content: SkuContent;
  readonly product_id: string | null;
  readonly listing: Listing;
  readonly findings: ProductSubStatus[];
  readonly is_archived: boolean;
  readonly is_priced: boolean;
  readonly is_stocked: boolean;
  readonly created_at: number;
  readonly told_status: ProductStatus;
}

/** Locked in the order in which uploads lock. */
const dueSkus = (which: string, skip: string): string => `
   select s.account_id, s.sku from marketplace.skus s where ${which}
   order by s.account_id, s.sku for no key update of s ${skip}`;
/** Any page of them: put in order, a database without statistics would sort all that is due for each page. */
const DUE_PAGE = `(s.account_id, s.sku) in (
     select d.account_id, d.sku from marketplace.skus d
     where d.world_id = $1 and d.look_due_at <= $2::bigint limit $3)`;
const skuLockDue = statement<SkuKey>('skuLockDue', dueSkus(DUE_PAGE, ''));
const skuLockDueSkip = statement<SkuKey>('skuLockDueSkip', dueSkus(DUE_PAGE, 'skip locked'));
const skuLockDueOne = statement<SkuKey>(
  'skuLockDueOne',
  dueSkus('s.account_id = $1 and s.sku = $2 and s.look_due_at <= $3::bigint', ''),
);
// A statement of its own: it must see the offers of which somebody wrote that the SKU is due, before he left the lock.
const skuReadLocked = statement<DueRow>(
  'skuReadLocked',
  `select s.account_id, s.sku, s.content, s.product_id, s.listing, s.findings, s.is_archived, s.created_at,
     s.told_status, ${IS_PRICED_SQL} as is_priced, ${IS_STOCKED_SQL} as is_stocked
   from unnest($1::text[], $2::text[]) as k(account_id, sku)
   join marketplace.skus s on s.account_id = k.account_id collate "C" and s.sku = k.sku collate "C"`,
);
const skuNextLook = statement<{ look_due_at: number }>(
  'skuNextLook',
  `select look_due_at from marketplace.skus where world_id = $1 and look_due_at is not null
   order by look_due_at limit 1`,
);

const dueFromRow = (row: DueRow): DueSku => ({
  accountId: row.account_id,
  sku: row.sku,
  content: row.content,
  productId: row.product_id,
  listing: row.listing,
  findings: row.findings,
  isArchived: row.is_archived,
  isPriced: row.is_priced,
  isStocked: row.is_stocked,
  createdAt: row.created_at,
  toldStatus: row.told_status,
});

export interface DuePage {
  /** World time. */
  readonly now: Instant;
  readonly limit: number;
  readonly patience: Patience;
}

/** SKUs of a world that are due, at most `limit`, locked. */
export async function lockDueSkus(
  tx: MarketplaceHandle,
  worldId: string,
  { now, limit, patience }: DuePage,
): Promise<readonly DueSku[]> {
  const lock = patience === 'skip' ? skuLockDueSkip : skuLockDue;
  return readLocked(tx, await lock(tx, [worldId, now, limit]));
}

/** One SKU, locked, when it is due. */
export async function lockDueSku(
  tx: MarketplaceHandle,
  at: { readonly accountId: string; readonly sku: string },
  now: Instant,
): Promise<readonly DueSku[]> {
  return readLocked(tx, await skuLockDueOne(tx, [at.accountId, at.sku, now]));
}

async function readLocked(tx: MarketplaceHandle, keys: readonly SkuKey[]): Promise<readonly DueSku[]> {
  if (keys.length === 0) return [];
  const rows = await skuReadLocked(tx, [keys.map((key) => key.account_id), keys.map((key) => key.sku)]);
  return rows.map(dueFromRow);
}

/** When the pipeline has to look at the next SKU of a world. */
export async function nextLookDueAt(handle: MarketplaceHandle, worldId: string): Promise<Instant | undefined> {
  return (await skuNextLook(handle, [worldId]))[0]?.look_due_at;
}

const productLoad = statement<{
  id: string;
  multipack_quantity: number;
  content: ProductContent;
  listed_at: number | null;
  identifiers: Readonly<Record<string, string>>;
  offers: readonly OfferOfProduct[];
}>(
  'productLoad',
  `with ids as (
     select i.product_id as id
     from unnest($2::text[], $3::text[]) as a(kind, code)
     join marketplace.product_identifiers i on i.world_id = $1 and i.kind = a.kind and i.code = a.code
     union select unnest($4::text[]))
   select p.id, p.multipack_quantity, p.content, p.listed_at,
     coalesce((select jsonb_object_agg(i.kind, i.code) from marketplace.product_identifiers i
       where i.world_id = $1 and i.product_id = p.id), '{}'::jsonb) as identifiers,
     coalesce((
       select jsonb_agg(jsonb_build_object('accountId', o.account_id, 'sku', o.sku, 'createdAt', o.created_at,
         'listing', o.listing, 'content', o.content) order by o.created_at, o.account_id, o.sku)
       from (
         select s.account_id, s.sku, s.created_at, s.listing, s.content from marketplace.skus s
         where s.world_id = $1 and s.product_id = p.id
         order by s.created_at, s.account_id, s.sku limit ${SPEAKING_OFFERS}) as o), '[]'::jsonb) as offers
   from ids join marketplace.products p on p.world_id = $1 and p.id = ids.id`,
);

/** A SKU as one of a product's offers. */
export interface OfferOfProduct {
  readonly accountId: string;
  readonly sku: string;
  readonly createdAt: Instant;
  readonly listing: Listing;
  readonly content: SkuContent;
}

export interface LoadedCatalogue extends Catalogue {
  /** The oldest offers, by product. */
  readonly offers: ReadonlyMap<string, readonly OfferOfProduct[]>;
}

/** The products that these identifiers name, in whatever pack, and those asked for by id. */
export async function loadCatalogue(
  tx: MarketplaceHandle,
  worldId: string,
  asked: { readonly identifiers: readonly ProductIdentifier[]; readonly productIds: readonly string[] },
): Promise<LoadedCatalogue> {
  const kinds = asked.identifiers.map(({ kind }) => kind);
  const codes = asked.identifiers.map(({ code }) => code);
  const rows = await productLoad(tx, [worldId, kinds, codes, asked.productIds]);
  const products = new Map<string, Product>();
  const byIdentifier = new Map<string, string>();
  for (const row of rows) {
    // The database knows these kinds only.
    const identifiers = new Map(Object.entries(row.identifiers) as [IdentifierKind, string][]);
    products.set(row.id, {
      id: row.id,
      multipack: row.multipack_quantity,
      content: row.content,
      listedAt: row.listed_at,
      identifiers,
      offerers: new Set(row.offers.map(skuKey)),
      isNew: false,
      areIdentifiersNew: false,
    });
    for (const [kind, code] of identifiers) byIdentifier.set(identifierKey(kind, code, row.multipack_quantity), row.id);
  }
  return { products, byIdentifier, offers: new Map(rows.map(({ id, offers }) => [id, offers])) };
}

const productSaveMany = statement(
  'productSaveMany',
  `insert into marketplace.products
     (world_id, id, multipack_quantity, content, listed_at, created_at, updated_at, updated_by, request_id)
   select $1, r.id, r.multipack, r.content, r."listedAt", $3::bigint, $3::bigint, $4, $5
   from jsonb_to_recordset($2::jsonb) as r(id text, multipack integer, content jsonb, "listedAt" bigint)
   on conflict (world_id, id) do update set
     content = excluded.content, listed_at = excluded.listed_at, updated_at = excluded.updated_at,
     updated_by = excluded.updated_by, request_id = excluded.request_id`,
);
const identifierRemoveMany = statement(
  'productIdentifierRemoveMany',
  'delete from marketplace.product_identifiers where world_id = $1 and product_id = any($2::text[])',
);
const identifierSaveMany = statement(
  'productIdentifierSaveMany',
  `insert into marketplace.product_identifiers (world_id, product_id, kind, code, multipack_quantity)
   select $1, r.product_id, r.kind, r.code, r.multipack
   from unnest($2::text[], $3::text[], $4::text[], $5::int[]) as r(product_id, kind, code, multipack)`,
);

/** Writes products whose content changed, and the identifiers of those whose identifiers did. */
export async function saveProducts(
  tx: MarketplaceHandle,
  worldId: string,
  { changed, renamed }: { readonly changed: readonly Product[]; readonly renamed: readonly Product[] },
  now: Instant,
  author: Author,
): Promise<void> {
  const rows = changed.map(({ id, multipack, content, listedAt }) => ({ id, multipack, content, listedAt }));
  if (rows.length > 0) await productSaveMany(tx, [worldId, JSON.stringify(rows), now, author.actor, author.requestId]);
  const known = renamed.filter(({ isNew }) => !isNew).map(({ id }) => id);
  if (known.length > 0) await identifierRemoveMany(tx, [worldId, known]);
  const names = renamed.flatMap((product) =>
    [...product.identifiers].map(([kind, code]) => ({ id: product.id, kind, code, multipack: product.multipack })),
  );
  if (names.length === 0) return;
  await identifierSaveMany(tx, [
    worldId,
    names.map(({ id }) => id),
    names.map(({ kind }) => kind),
    names.map(({ code }) => code),
    names.map(({ multipack }) => multipack),
  ]);
}

const skuLookAgain = statement(
  'skuLookAgain',
  `with again as (
     select s.account_id, s.sku from marketplace.skus s
     where s.world_id = $1 and s.product_id = any($2::text[]) and s.listing = 'incomplete'
     for no key update skip locked)
   update marketplace.skus s set look_due_at = least(coalesce(s.look_due_at, $3::bigint), $3::bigint)
   from again where s.account_id = again.account_id and s.sku = again.sku`,
);
const skuSaveLooks = statement(
  'skuSaveLooks',
  `update marketplace.skus s set
     listing = r.listing, findings = r.findings, product_id = r."productId", told_status = r.status,
     look_due_at = null, updated_at = $2::bigint, updated_by = $3, request_id = $4
   from jsonb_to_recordset($1::jsonb)
     as r("accountId" text, sku text, listing text, findings text[], "productId" text, status text)
   where s.account_id = r."accountId" collate "C" and s.sku = r.sku collate "C"`,
);

/**
 * Has the SKUs of these products that miss data looked at again. One that is locked is being uploaded, and is looked at
 * for that.
 */
export async function lookAgain(
  tx: MarketplaceHandle,
  worldId: string,
  productIds: readonly string[],
  now: Instant,
): Promise<void> {
  if (productIds.length > 0) await skuLookAgain(tx, [worldId, productIds, now]);
}

/** What the pipeline found of a SKU. */
export interface Look {
  readonly accountId: string;
  readonly sku: string;
  readonly listing: Listing;
  readonly findings: readonly ProductSubStatus[];
  readonly productId: string | null;
  readonly status: ProductStatus;
}

/** Writes what was found; the SKUs are not due any more. */
export async function saveLooks(
  tx: MarketplaceHandle,
  looks: readonly Look[],
  now: Instant,
  author: Author,
): Promise<void> {
  await skuSaveLooks(tx, [JSON.stringify(looks), now, author.actor, author.requestId]);
}
