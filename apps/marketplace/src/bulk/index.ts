/** Owns what a file's records are applied by: one function for each type of file, given by the capability it writes to. */
import type { Instant } from '@jetway/kernel';
import type { Log } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { World } from '../worlds/index.ts';

export { type AppliedRecords, replyToOne } from './single-request.ts';

/** A record of a file whose schema holds. */
export interface BulkRecord<Body> {
  readonly sku: string;
  readonly body: Body;
}

export interface BulkContext extends Author {
  readonly accountId: string;
  readonly world: World;
  /** World time of the writing. */
  readonly now: Instant;
  /** The file's number in the order of acceptance: what was accepted after it supersedes its records. */
  readonly receivedSeq: number;
  /** World time at which the file was received. */
  readonly receivedAt: Instant;
  readonly log: Log;
}

/** What became of a batch; a SKU in neither was applied. */
export interface BulkOutcome {
  /** Jet's texts, by SKU. */
  readonly errors: ReadonlyMap<string, readonly string[]>;
  readonly superseded: ReadonlySet<string>;
}

/** Applies a batch in which no SKU occurs twice; the whole batch is written in the transaction given. */
export type ApplyRecords<Body> = (
  tx: MarketplaceHandle,
  context: BulkContext,
  records: readonly BulkRecord<Body>[],
) => Promise<BulkOutcome>;
