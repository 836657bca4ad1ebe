/** Owns the rows of files as those who process them see them: taken on, held, advanced batch by batch, finished. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';
import { FILE_COLUMNS, type FileRef, type FileRow, fileFromRow } from './files.store.ts';
import { type FileState, fileLifecycle, MAX_FAILURES, type MerchantFile } from './files.ts';

const namesOf = (states: readonly FileState[]): string => states.map((state) => `'${state}'`).join(', ');
/** As in the index of those that wait. */
const MAY_BE_CLAIMED = namesOf(fileLifecycle.sources('claim'));
const MAY_BE_FINISHED = namesOf(fileLifecycle.sources('finish'));

const fileListWaiting = statement<{ account_id: string; id: string; claim: number }>(
  'fileListWaiting',
  `select account_id, id, claim from marketplace.files
   where state in (${MAY_BE_CLAIMED}) and leased_until <= $1::bigint and failures < $2
   order by received_seq limit $3`,
);

/** Files that nobody is at, the first received first. Real time. */
export async function listWaiting(
  handle: MarketplaceHandle,
  realNow: Instant,
  limit: number,
): Promise<(FileRef & { readonly claim: number })[]> {
  const rows = await fileListWaiting(handle, [realNow, MAX_FAILURES, limit]);
  return rows.map((row) => ({ accountId: row.account_id, id: row.id, claim: row.claim }));
}

const fileClaim = statement<FileRow>(
  'fileClaim',
  `update marketplace.files
   set state = 'processing', claim = claim + 1, leased_until = $4,
     processing_start = coalesce(processing_start, $5::bigint)
   where account_id = $1 and id = $2 and state in (${MAY_BE_CLAIMED}) and leased_until <= $3::bigint
   returning ${FILE_COLUMNS}`,
);

/** Takes a file on; undefined when it is done, or somebody is at it. Real time but for the start, which is world time. */
export async function claimFile(
  handle: MarketplaceHandle,
  ref: FileRef,
  times: { readonly realNow: Instant; readonly leasedUntil: Instant; readonly start: Instant },
): Promise<MerchantFile | undefined> {
  const { realNow, leasedUntil, start } = times;
  const values = [ref.accountId, ref.id, realNow, leasedUntil, start];
  const [row] = await fileClaim(handle, values);
  return row && fileFromRow(row);
}

/** A file as taken on; whoever took it on later has a greater claim. */
export interface Claimed extends FileRef {
  readonly claim: number;
}

const fileHold = statement<{ id: string }>(
  'fileHold',
  `select id from marketplace.files
   where account_id = $1 and id = $2 and claim = $3 and state in (${MAY_BE_FINISHED}) and records_done = $4
   for update`,
);

/** Locks a file for the transaction; false when somebody else took it on, or not so many records are done. */
export async function holdFile(
  tx: MarketplaceHandle,
  { accountId, id, claim }: Claimed,
  done: number,
): Promise<boolean> {
  return (await fileHold(tx, [accountId, id, claim, done])).length === 1;
}

const fileAdvance = statement<{ id: string }>(
  'fileAdvance',
  `with advanced as (
     update marketplace.files
     set records_done = records_done + $4, records_applied = records_applied + $5,
       records_in_error = records_in_error + $6, records_superseded = records_superseded + $7,
       error_count = error_count + $8, error_bytes = error_bytes + $9, leased_until = $10, failures = 0
     where account_id = $1 and id = $2 and claim = $3 and state in (${MAY_BE_FINISHED})
     returning account_id, id)
   insert into marketplace.file_batches (account_id, file_id, position, outcomes, errors)
   select account_id, id, $11::bigint, $12, $13::text[] from advanced
   returning file_id as id`,
);

/** What a batch adds to a file. */
export interface Progress {
  /** A letter for each record; see `OUTCOME`. */
  readonly outcomes: string;
  readonly applied: number;
  readonly inError: number;
  readonly superseded: number;
  readonly errorCount: number;
  readonly errorBytes: number;
  /** The lines that are kept. */
  readonly lines: readonly string[];
}

/**
 * Writes down what became of the batch that begins at a record, and locks the file until the transaction ends; false when
 * somebody else took it on: then the transaction must be undone.
 */
export async function advanceFile(
  tx: MarketplaceHandle,
  { accountId, id, claim }: Claimed,
  position: number,
  progress: Progress,
  leasedUntil: Instant,
): Promise<boolean> {
  const { outcomes, lines, applied, inError, superseded, errorCount, errorBytes } = progress;
  const counts = [outcomes.length, applied, inError, superseded, errorCount, errorBytes];
  const values = [accountId, id, claim, ...counts, leasedUntil, position, outcomes, lines];
  return (await fileAdvance(tx, values)).length === 1;
}

const fileKeep = statement<{ id: string }>(
  'fileKeep',
  `update marketplace.files set leased_until = $4, failures = failures + $5
   where account_id = $1 and id = $2 and claim = $3 and state in (${MAY_BE_FINISHED}) returning id`,
);

/** Says until when we are at a file, or that it may be taken on from then; false when somebody else is at it. */
export async function leaseFile(
  handle: MarketplaceHandle,
  { accountId, id, claim }: Claimed,
  lease: { readonly until: Instant; readonly hasFailed: boolean },
): Promise<boolean> {
  return (await fileKeep(handle, [accountId, id, claim, lease.until, lease.hasFailed ? 1 : 0])).length === 1;
}

const fileBatchPage = statement<{ position: number; outcomes: string; errors: string[] }>(
  'fileBatchPage',
  `select position, outcomes, errors from marketplace.file_batches
   where account_id = $1 and file_id = $2 and position > $3
   order by position limit 20`,
);

export interface StoredBatch {
  /** Number of its first record. */
  readonly position: number;
  readonly outcomes: string;
  readonly errors: readonly string[];
}

/** What became of a file's records so far, some at a time and in their order. */
export async function* readBatches(
  handle: MarketplaceHandle,
  { accountId, id }: FileRef,
): AsyncGenerator<readonly StoredBatch[]> {
  for (let after = -1; ; ) {
    const rows = await fileBatchPage(handle, [accountId, id, after]);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.position;
  }
}

const fileFinish = statement(
  'fileFinish',
  `with gone as (delete from marketplace.file_batches where account_id = $1 and file_id = $2)
   update marketplace.files
   set state = $3, processing_end = $4, error_count = $5, error_excerpt = $6::text[], leased_until = 0
   where account_id = $1 and id = $2`,
);

export interface FileEnd {
  readonly state: FileState;
  /** World time. */
  readonly at: Instant;
  readonly errorCount: number;
  readonly excerpt: readonly string[];
}

/** Ends a file that is held. */
export async function finishFile(tx: MarketplaceHandle, { accountId, id }: FileRef, end: FileEnd): Promise<void> {
  await fileFinish(tx, [accountId, id, end.state, end.at, end.errorCount, end.excerpt]);
}
