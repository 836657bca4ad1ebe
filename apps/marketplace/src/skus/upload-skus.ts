/**
 * Owns the upload of SKUs, one or a batch: what is asked of the taxonomy and the nodes, what is decided, what is
 * written. A file's records and single requests go the same way.
 */
import { SkuImages, type SkuUpload, type SkuUploadV2, skuImageErrors } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import { type Log, notify } from '@jetway/service';
import type { ApplyRecords, BulkRecord } from '../bulk/index.ts';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { findListingFactsOf } from '../taxonomy/index.ts';
import { DUE_CHANNEL, type World } from '../worlds/index.ts';
import { listArchived, pricesByWeight, type SavedSku, type SkuToSave, saveImages, saveSkus } from './skus.store.ts';
import { decideUpload, knownContent, lookDueAt, type SkuContent, type UploadVersion } from './skus.ts';

export interface Uploading extends Author {
  readonly accountId: string;
  readonly world: World;
  /** World time. */
  readonly now: Instant;
  readonly log: Log;
  /** The end of the review; by the world's policy when absent. */
  readonly reviewEndsAt?: Instant;
}

/** Uploaded, or refused with Jet's texts. `isDue`: the pipeline has to look at the SKU. */
export type Uploaded =
  | { readonly ok: true; readonly isDue: boolean }
  | { readonly ok: false; readonly errors: readonly string[] };

/** Adds a SKU or replaces its product data; the errors are Jet's texts, at least one. An archived SKU stays as it is. */
export async function uploadSku(
  tx: MarketplaceHandle,
  context: Uploading,
  sku: string,
  upload: SkuUpload | SkuUploadV2,
  version: UploadVersion = 'v1',
): Promise<Uploaded> {
  const { errors, saved } = await uploadAll(tx, context, [{ sku, body: upload }], version);
  const refused = errors.get(sku);
  if (refused !== undefined) return { ok: false, errors: refused };
  return { ok: true, isDue: saved[0]?.isDue === true };
}

/** Replaces the images that are given, and no others; undefined when the account does not have the SKU. */
export async function replaceImages(
  tx: MarketplaceHandle,
  context: Uploading,
  sku: string,
  sent: SkuImages,
): Promise<Uploaded | undefined> {
  const known = Object.entries(sent).filter(([name]) => Object.hasOwn(SkuImages.properties, name));
  const images: SkuImages = Object.fromEntries(known);
  const errors = skuImageErrors(images);
  if (errors.length > 0) return { ok: false, errors };
  const dueAt = lookDueAt(context.now, context.world.policy.reviewMs);
  const saved = await saveImages(tx, { ...context, lookDueAt: dueAt }, sku, images);
  if (saved?.isDue) await notify(tx, DUE_CHANNEL, context.world.id);
  return saved && { ok: true, isDue: saved.isDue };
}

/** Applies records of a MerchantSKUs file (page JSON File Examples). */
export const applySkuRecords: ApplyRecords<SkuUpload> = (tx, context, records) => apply(tx, context, records, 'v1');

/** Applies records of a MerchantSKUsV2 file (page JSON File Examples, shoes). */
export const applySkuV2Records: ApplyRecords<SkuUploadV2> = (tx, context, records) => apply(tx, context, records, 'v2');

async function apply(
  tx: MarketplaceHandle,
  context: Parameters<ApplyRecords<never>>[1],
  records: readonly BulkRecord<SkuUpload | SkuUploadV2>[],
  version: UploadVersion,
): Promise<Awaited<ReturnType<ApplyRecords<never>>>> {
  const { errors, saved, accepted } = await uploadAll(tx, context, records, version, context.receivedSeq);
  if (saved.length === accepted.length) return { errors, superseded: new Set() };
  const written = new Set(saved.map(({ sku }) => sku));
  const unwritten = accepted.map(({ sku }) => sku).filter((sku) => !written.has(sku));
  const archived = new Set(await listArchived(tx, context.accountId, unwritten));
  return { errors, superseded: new Set(unwritten.filter((sku) => !archived.has(sku))) };
}

interface UploadedAll {
  /** Jet's texts, by SKU. */
  readonly errors: ReadonlyMap<string, readonly string[]>;
  /** Those without errors. */
  readonly accepted: readonly SkuToSave[];
  readonly saved: readonly SavedSku[];
}

async function uploadAll(
  tx: MarketplaceHandle,
  context: Uploading,
  records: readonly BulkRecord<SkuUpload | SkuUploadV2>[],
  version: UploadVersion,
  receivedSeq?: number,
): Promise<UploadedAll> {
  const { accountId, world, now, actor, requestId } = context;
  const uploads = records.map(({ sku, body }) => ({ sku, ...knownContent(body, version) }));
  tellUnknown(context.log, uploads);
  const listings = await findListingFactsOf(
    tx,
    world.id,
    uploads.map(({ content }) => askedOfTaxonomy(content)),
  );
  const isWeighed = uploads.every(({ content }) => content.shipping_weight_pounds !== undefined);
  const isWeightNeeded = !isWeighed && (await pricesByWeight(tx, accountId));
  const errors = new Map<string, readonly string[]>();
  const accepted: SkuToSave[] = [];
  for (const [index, { sku, content }] of uploads.entries()) {
    const listing = listings[index];
    if (listing === undefined) throw new Error('there are listing facts for each upload');
    const decided = decideUpload(content, { listing, isWeightNeeded });
    if (decided.errors.length > 0) errors.set(sku, decided.errors);
    else accepted.push({ sku, content, findings: decided.findings, notes: decided.notes });
  }
  if (accepted.length === 0) return { errors, accepted, saved: [] };
  const dueAt = context.reviewEndsAt ?? lookDueAt(now, world.policy.reviewMs);
  const saving = { accountId, worldId: world.id, now, lookDueAt: dueAt, actor, requestId };
  const saved = await saveSkus(tx, receivedSeq === undefined ? saving : { ...saving, receivedSeq }, accepted);
  if (saved.some(({ isDue }) => isDue)) await notify(tx, DUE_CHANNEL, world.id);
  return { errors, accepted, saved };
}

const askedOfTaxonomy = (content: SkuContent) => ({
  browseNodeId: content.jet_browse_node_id ?? null,
  taxCode: content.product_tax_code ?? null,
  attributeIds: (content.attributes_node_specific ?? []).map(({ attribute_id }) => attribute_id),
});

function tellUnknown(
  log: Log,
  uploads: readonly { readonly sku: string; readonly unknown: readonly string[] }[],
): void {
  const [first, ...others] = uploads.filter(({ unknown }) => unknown.length > 0);
  if (first === undefined) return;
  log.info('unknown fields of a SKU were ignored', { sku: first.sku, names: first.unknown, others: others.length });
}
