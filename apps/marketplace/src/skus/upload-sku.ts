/** Owns the upload of a SKU: what is asked of the taxonomy and the nodes, what is decided, what is written. */
import type { SkuUpload } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import type { Log } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { findListingFacts } from '../taxonomy/index.ts';
import type { World } from '../worlds/index.ts';
import { pricesByWeight, saveSku } from './skus.store.ts';
import { decideUpload, knownContent } from './skus.ts';

export interface Uploading extends Author {
  readonly accountId: string;
  readonly world: World;
  /** World time. */
  readonly now: Instant;
  readonly log: Log;
  /** The end of the review; by the world's policy when absent. */
  readonly reviewDueAt?: Instant;
}

/** Uploaded, or refused with Jet's texts. */
export type Uploaded = { readonly ok: true } | { readonly ok: false; readonly errors: readonly string[] };

/** Adds a SKU or replaces its product data; the errors are Jet's texts, at least one. */
export async function uploadSku(
  handle: MarketplaceHandle,
  context: Uploading,
  sku: string,
  upload: SkuUpload,
): Promise<Uploaded> {
  const { content, unknown } = knownContent(upload);
  if (unknown.length > 0) context.log.info('unknown fields of a SKU were ignored', { sku, names: unknown });
  const listing = await findListingFacts(handle, context.world.id, {
    browseNodeId: content.jet_browse_node_id ?? null,
    taxCode: content.product_tax_code ?? null,
    attributeIds: (content.attributes_node_specific ?? []).map(({ attribute_id }) => attribute_id),
  });
  const isWeightNeeded =
    content.shipping_weight_pounds === undefined && (await pricesByWeight(handle, context.accountId));
  const { errors, findings, notes } = decideUpload(content, { listing, isWeightNeeded });
  if (errors.length > 0) return { ok: false, errors };
  const reviewDueAt = context.reviewDueAt ?? context.now + context.world.policy.reviewMs;
  const row = { accountId: context.accountId, sku, content, findings, notes, reviewDueAt };
  await saveSku(handle, row, context.now, context);
  return { ok: true };
}
