/** Owns the rules of SKUs: what an upload must have, what it lacks, and the status that follows (page SKU Upload). */
import {
  type ProductStatus,
  type ProductSubStatus,
  requiredPropertyMissing,
  SkuUpload,
  skuMessageErrors,
  unknownBrowseNode,
} from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import type { ListingFacts } from '../taxonomy/index.ts';
import { hasContradictoryCodes } from './product-identity.ts';

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
export function decideUpload(upload: SkuUpload, facts: UploadFacts): UploadDecision {
  const { listing } = facts;
  const { jet_browse_node_id: browseNodeId } = upload;
  const errors = skuMessageErrors(upload, { isSuggestedTaxCode: () => listing.isSuggestedTaxCode });
  if (facts.isWeightNeeded && upload.shipping_weight_pounds === undefined)
    errors.push(requiredPropertyMissing('/shipping_weight_pounds'));
  if (browseNodeId !== undefined && listing.isLoaded && listing.browseNode === null)
    errors.push(unknownBrowseNode(browseNodeId));
  return { errors, findings: findingsOf(upload, listing), notes: notesOf(upload, listing) };
}

function findingsOf(upload: SkuUpload, { browseNode }: ListingFacts): ProductSubStatus[] {
  const findings: ProductSubStatus[] = [];
  const codes = upload.standard_product_codes ?? [];
  if (upload.main_image_url === undefined) findings.push('Missing image');
  if (upload.jet_browse_node_id === undefined) findings.push('Missing category');
  if (browseNode !== null && (browseNode.level === 0 || browseNode.hasChildren)) findings.push('Invalid category');
  if (upload.brand === undefined) findings.push('Missing brand');
  if (upload.ASIN === undefined && codes.length === 0) findings.push('Additional SKU ID needed');
  if (hasContradictoryCodes(codes)) findings.push('Invalid SKU identifier');
  return findings;
}

function notesOf(upload: SkuUpload, listing: ListingFacts): string[] {
  const mapped = new Set(listing.mappedAttributeIds);
  if (!listing.isLoaded) return [];
  const ids = (upload.attributes_node_specific ?? []).map((attribute) => attribute.attribute_id);
  return [...new Set(ids)]
    .filter((id) => !mapped.has(id))
    .map((id) => `Attribute ${id} does not belong to the browse node.`);
}

const KNOWN_FIELDS: readonly string[] = Object.keys(SkuUpload.properties);

/** The upload without fields that are in no table, and the names of those. */
export function knownContent(upload: SkuUpload): { readonly content: SkuUpload; readonly unknown: readonly string[] } {
  const entries = Object.entries(upload);
  return {
    content: Object.fromEntries(entries.filter(([name]) => KNOWN_FIELDS.includes(name))) as SkuUpload,
    unknown: entries.map(([name]) => name).filter((name) => !KNOWN_FIELDS.includes(name)),
  };
}

export interface StatusFacts {
  /** World time. */
  readonly reviewDueAt: Instant;
  readonly isPriced: boolean;
  /** Whether units were ever fed. */
  readonly isStocked: boolean;
  readonly findings: readonly ProductSubStatus[];
}

/**
 * Where a SKU stands: under review until the review ends, and available once it is priced and stocked as well. It stays
 * available when its stock runs out. Sub-statuses say why it is not available (page Single SKU Retrieval).
 */
export function skuStatus(
  facts: StatusFacts,
  now: Instant,
): { readonly status: ProductStatus; readonly subStatus: readonly ProductSubStatus[] } {
  if (facts.reviewDueAt <= now && facts.isPriced && facts.isStocked)
    return { status: 'Available for Purchase', subStatus: [] };
  const subStatus = facts.isPriced ? facts.findings : [...facts.findings, 'Missing price' as const];
  return { status: 'Under Jet Review', subStatus };
}
