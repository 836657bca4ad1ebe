/** Owns the rules of SKUs: what an upload must have, and what it lacks on its own (page SKU Upload). */
import {
  type ProductSubStatus,
  requiredPropertyMissing,
  SkuUpload,
  SkuUploadV2,
  skuMessageErrors,
  unknownBrowseNode,
} from '@jetway/jet-api';
import { type Instant, SECOND_MS } from '@jetway/kernel';
import type { ListingFacts } from '../taxonomy/index.ts';
import { hasContradictoryCodes } from './product-identity.ts';

/** Product data as it is kept: an upload of either version, without fields that are in no table. */
export type SkuContent = SkuUpload & { readonly product_type_id?: number };

/** A weight is asked for where shipping is priced by it. */
export interface UploadFacts {
  readonly listing: ListingFacts;
  /** Whether a fulfilment node of the account prices shipping by weight. */
  readonly isWeightNeeded: boolean;
}

export interface UploadDecision {
  /** Jet's texts; when there is any, nothing is written. */
  readonly errors: readonly string[];
  /** Sub-statuses that follow from the upload alone. */
  readonly findings: readonly ProductSubStatus[];
  /** What was accepted although it is not as it should be. */
  readonly notes: readonly string[];
}

/** What becomes of an upload whose schema holds. */
export function decideUpload(upload: SkuContent, facts: UploadFacts): UploadDecision {
  const { listing } = facts;
  const { jet_browse_node_id: browseNodeId } = upload;
  const errors = skuMessageErrors(upload, { isSuggestedTaxCode: () => listing.isSuggestedTaxCode });
  if (facts.isWeightNeeded && upload.shipping_weight_pounds === undefined)
    errors.push(requiredPropertyMissing('/shipping_weight_pounds'));
  if (browseNodeId !== undefined && listing.isLoaded && listing.browseNode === null)
    errors.push(unknownBrowseNode(browseNodeId));
  return { errors, findings: findingsOf(upload, listing), notes: notesOf(upload, listing) };
}

/** Until the pipeline has compared it with the catalogue, a SKU is judged as if it were the first of its product. */
function findingsOf(upload: SkuContent, { browseNode }: ListingFacts): ProductSubStatus[] {
  const codes = upload.standard_product_codes ?? [];
  const findings = missingData(upload, categoryOf(upload, browseNode));
  if (upload.ASIN === undefined && codes.length === 0) findings.push('Additional SKU ID needed');
  if (hasContradictoryCodes(codes)) findings.push('Invalid SKU identifier');
  return findings;
}

export type CategoryVerdict = 'missing' | 'invalid' | 'fine';

/** Where an upload stands: a shoe in its type; without a taxonomy any browse node will do. */
function categoryOf(upload: SkuContent, browseNode: ListingFacts['browseNode']): CategoryVerdict {
  if (upload.product_type_id !== undefined) return 'fine';
  if (upload.jet_browse_node_id === undefined) return 'missing';
  return browseNode !== null && isTooGeneral(browseNode) ? 'invalid' : 'fine';
}

/**
 * What is missing of a product before it can be listed: a title and a brand that say something, a shipping weight, an
 * image, and a category that is specific enough (page SKU Upload, minimum listing data).
 */
export function missingData(product: Partial<SkuContent>, category: CategoryVerdict): ProductSubStatus[] {
  const findings: ProductSubStatus[] = [];
  if (!isTelling(product.product_title)) findings.push('Missing title');
  if (product.shipping_weight_pounds === undefined) findings.push('Missing shipping weight');
  if (product.main_image_url === undefined) findings.push('Missing image');
  if (category === 'missing') findings.push('Missing category');
  if (category === 'invalid') findings.push('Invalid category');
  if (!isTelling(product.brand)) findings.push('Missing brand');
  return findings;
}

/** Whether a text says anything: it has a letter or a digit. */
const isTelling = (text: string | undefined): text is string => text !== undefined && /[\p{L}\p{N}]/u.test(text);

/** A browse node that products cannot stand in: at the top, with nodes below it, or given up. */
export const isTooGeneral = (node: NonNullable<ListingFacts['browseNode']>): boolean =>
  node.level === 0 || node.hasChildren || !node.active;

function notesOf(upload: SkuContent, listing: ListingFacts): string[] {
  const mapped = new Set(listing.mappedAttributeIds);
  if (!listing.isLoaded || upload.product_type_id !== undefined) return [];
  const ids = (upload.attributes_node_specific ?? []).map((attribute) => attribute.attribute_id);
  return [...new Set(ids)]
    .filter((id) => !mapped.has(id))
    .map((id) => `Attribute ${id} does not belong to the browse node.`);
}

/**
 * When the pipeline looks at what was uploaded now: at the end of the review, in whole seconds, so that the SKUs of one
 * second are looked at together.
 */
export const lookDueAt = (now: Instant, reviewMs: number): Instant =>
  Math.floor((now + reviewMs) / SECOND_MS) * SECOND_MS;

/** The versions of an upload. */
export type UploadVersion = 'v1' | 'v2';

const KNOWN_FIELDS: Readonly<Record<UploadVersion, ReadonlySet<string>>> = {
  v1: new Set(Object.keys(SkuUpload.properties)),
  v2: new Set(Object.keys(SkuUploadV2.properties)),
};

/** The upload without fields that are in no table, and the names of those. */
export function knownContent(
  upload: SkuUpload | SkuUploadV2,
  version: UploadVersion,
): { readonly content: SkuContent; readonly unknown: readonly string[] } {
  const known = KNOWN_FIELDS[version];
  const unknown = Object.keys(upload).filter((name) => !known.has(name));
  if (unknown.length === 0) return { content: upload, unknown };
  // Only names that are in no table go: what is left still is an upload.
  const content = Object.fromEntries(Object.entries(upload).filter(([name]) => known.has(name))) as SkuContent;
  return { content, unknown };
}
