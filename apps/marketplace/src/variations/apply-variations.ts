/** Owns taking in variation groups, of a request or of a file's records: the same decisions, the same statements. */
import { skuNotFound, type VariationUpload } from '@jetway/jet-api';
import type { AppliedRecords, ApplyRecords, BulkRecord } from '../bulk/index.ts';
import type { MarketplaceHandle } from '../database/index.ts';
import { listMemberFacts, type Saving, saveVariations } from './variations.store.ts';
import { variationErrors } from './variations.ts';

/**
 * Takes in groups, each parent once. An archived parent ignores what is said of it; what was accepted after a file was
 * received supersedes the file's record.
 */
export async function applyVariations(
  tx: MarketplaceHandle,
  saving: Saving,
  records: readonly BulkRecord<VariationUpload>[],
): Promise<AppliedRecords> {
  const skus = [...new Set(records.flatMap(({ sku, body }) => [sku, ...body.children_skus]))];
  const facts = await listMemberFacts(tx, saving.accountId, skus);
  const unknown = new Set(records.map(({ sku }) => sku).filter((sku) => !facts.has(sku)));
  const errors = new Map<string, readonly string[]>([...unknown].map((sku) => [sku, [skuNotFound(sku)]]));
  const open = records.filter(({ sku }) => facts.get(sku)?.isArchived === false);
  for (const { sku, body } of open) {
    const wrong = variationErrors(sku, body, facts);
    if (wrong.length > 0) errors.set(sku, wrong);
  }
  const right = open.filter(({ sku }) => !errors.has(sku));
  const saved = await saveVariations(tx, saving, right);
  const superseded = new Set(right.map(({ sku }) => sku).filter((sku) => !saved.has(sku)));
  return { unknown, errors, superseded };
}

/** Records of a Variation file. */
export const applyVariationRecords: ApplyRecords<VariationUpload> = (tx, context, records) =>
  applyVariations(tx, context, records);
