/** Owns how a request about one SKU is answered when it was applied as a batch of one record. */
import { skuNotFound } from '@jetway/jet-api';

/** What became of records; as the outcome of a file's batch, which SKUs the account does not have beside it. */
export interface AppliedRecords {
  /** They are among the errors too. */
  readonly unknown: ReadonlySet<string>;
  /** Jet's texts, by SKU. */
  readonly errors: ReadonlyMap<string, readonly string[]>;
  readonly superseded: ReadonlySet<string>;
}

/** 204 when it was applied or is ignored, as for an archived SKU; 404 for an unknown SKU, 400 for what is wrong. */
export function replyToOne(applied: AppliedRecords, sku: string) {
  if (applied.unknown.has(sku)) return { status: 404 as const, body: { errors: [skuNotFound(sku)] } };
  const errors = applied.errors.get(sku);
  return errors === undefined ? { status: 204 as const } : { status: 400 as const, body: { errors: [...errors] } };
}
