/** Owns processing one file from where it was left: in batches, each with what became of it in one transaction. */
import { fileError, fileGone, fileReplaced, internalError } from '@jetway/jet-api';
import type { Clock, Ids, Instant } from '@jetway/kernel';
import { type Blobs, type Log, sqlStateOf } from '@jetway/service';
import type { MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';
import { findAccountInWorld } from '../merchants/index.ts';
import { recordEvents } from '../webhooks/index.ts';
import { type World, worldNow } from '../worlds/index.ts';
import { applyEntries, OUTCOME, progressOf, sound } from './apply-entries.ts';
import { type Entry, type IsDone, readEntries } from './entries.ts';
import { writeErrorFile } from './error-file.ts';
import type { FileRef } from './files.store.ts';
import {
  type FileLimits,
  fileStatusOf,
  fileTypeOf,
  LEASE_MS,
  type MerchantFile,
  retryWaitMs,
  uploadKey,
} from './files.ts';
import {
  advanceFile,
  claimFile,
  finishFile,
  holdFile,
  leaseFile,
  type Progress,
  readBatches,
  type StoredBatch,
} from './processing.store.ts';
import { NameSet } from './reading/name-set.ts';
import type { FileFault } from './reading/read-members.ts';
import type { RecordKind, RecordKinds } from './record-kinds.ts';
import { SideBySide } from './side-by-side.ts';

export interface ProcessingDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly blobs: Blobs;
  readonly kinds: RecordKinds;
  readonly limits: FileLimits;
}

/** Another process took the file on. */
class TakenError extends Error {
  override readonly name = 'TakenError';
}
/** We are to stop. */
class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

/**
 * Takes a file on and processes what is left of it; nothing happens when it is done, or somebody is at it. When told to
 * stop it stops after a batch, and whoever comes next goes on from there.
 * @throws what went wrong on our side; the file waits, longer each time, and is taken on again.
 */
export async function processFile(deps: ProcessingDeps, ref: FileRef, signal: AbortSignal): Promise<void> {
  const { clock, database } = deps;
  const account = await findAccountInWorld(database.db, ref.accountId);
  if (account === undefined) return;
  const realNow = clock.now();
  const times = { realNow, leasedUntil: realNow + LEASE_MS, start: worldNow(account.world, realNow) };
  const file = await claimFile(database.db, ref, times);
  if (file === undefined) return;
  const log = deps.log.child({ fileId: file.id, requestId: file.requestId });
  try {
    await new Run({ ...deps, log }, file, signal).work();
  } catch (error) {
    if (error instanceof TakenError) return log.info('another process took the file on');
    const isStopped = error instanceof StoppedError;
    const until = clock.now() + (isStopped ? 0 : retryWaitMs(file.failures));
    await leaseFile(database.db, file, { until, hasFailed: !isStopped });
    if (!isStopped) throw error;
    log.info('processing of a file was interrupted');
  }
}

/** One taking-on of a file. */
class Run {
  readonly #deps: ProcessingDeps;
  readonly #file: MerchantFile;
  readonly #kind: RecordKind;
  readonly #signal: AbortSignal;
  /** SKUs that the file applied. */
  readonly #applied = new NameSet();
  #done: number;
  #errorCount: number;
  #errorBytes: number;
  #leasedAt: Instant;

  constructor(deps: ProcessingDeps, file: MerchantFile, signal: AbortSignal) {
    this.#deps = deps;
    this.#file = file;
    this.#kind = deps.kinds[fileTypeOf(file)];
    this.#signal = signal;
    this.#done = file.records.done;
    this.#errorCount = file.errorCount;
    this.#errorBytes = file.errorBytes;
    this.#leasedAt = deps.clock.now();
  }

  async work(): Promise<void> {
    await this.#finish(await this.#applyAll());
  }

  /** Applies all that is left; while batches are being written the next one is read. */
  async #applyAll(): Promise<FileFault | undefined> {
    const { blobs, limits } = this.#deps;
    const stored = await blobs.get(uploadKey(this.#file.id));
    if (stored === undefined) return wholeFault(fileGone);
    if (stored.version !== this.#file.blobVersion) {
      stored.content.destroy();
      return wholeFault(fileReplaced);
    }
    const isDone = passOver(await this.#batchesSoFar(), (sku) => this.#applied.add(sku));
    const writing = new SideBySide(limits.batchesAtOnce);
    let fault: FileFault | undefined;
    try {
      for await (const batch of readEntries(stored.content, this.#kind, limits, isDone, () => this.#seen())) {
        fault = batch.fault;
        const skus = batch.entries.map(({ sku }) => sku);
        await writing.begin(skus, () => this.#write(batch.entries, batch.position));
      }
      await writing.end();
      return fault;
    } finally {
      await writing.settle();
    }
  }

  async #batchesSoFar(): Promise<StoredBatch[]> {
    const found: StoredBatch[] = [];
    for await (const batches of readBatches(this.#deps.database.db, this.#file))
      found.push(...batches.map(({ position, outcomes }) => ({ position, outcomes, errors: [] })));
    return found;
  }

  /** Ends when it should, and keeps the file ours while nothing is written. */
  async #seen(): Promise<void> {
    if (this.#signal.aborted) throw new StoppedError();
    const realNow = this.#deps.clock.now();
    if (realNow - this.#leasedAt < LEASE_MS / 3) return;
    const lease = { until: realNow + LEASE_MS, hasFailed: false };
    if (!(await leaseFile(this.#deps.database.db, this.#file, lease))) throw new TakenError();
    this.#leasedAt = realNow;
  }

  /** Writes a batch. What cannot be written because of a record is written without that record, which is told of. */
  async #write(entries: readonly Entry[], position: number): Promise<void> {
    if (entries.length === 0) return;
    if (this.#signal.aborted) throw new StoppedError();
    try {
      await this.#commit(entries, position);
    } catch (error) {
      if (!isAboutData(error)) throw error;
      const half = entries.length >> 1;
      if (half > 0) {
        await this.#write(entries.slice(0, half), position);
        await this.#write(entries.slice(half), position + half);
        return;
      }
      this.#deps.log.error('a record could not be applied', { sku: entries[0]?.sku, error });
      await this.#commit(
        entries.map((entry) => ({ ...entry, errors: [internalError] })),
        position,
      );
    }
  }

  async #commit(entries: readonly Entry[], position: number): Promise<void> {
    const { database, clock, limits } = this.#deps;
    const progress = await database.transaction(async (tx): Promise<Progress> => {
      const { accountId, receivedSeq, receivedAt, actor, requestId } = this.#file;
      const now = await this.#now(tx);
      const context = { ...now, accountId, receivedSeq, receivedAt, actor, requestId, log: this.#deps.log };
      const outcomes = await applyEntries(entries, (records) => this.#kind.apply(tx, context, records));
      const room = limits.errorBytes - this.#errorBytes;
      const made = progressOf(entries, outcomes, (sku) => this.#applied.has(sku), room);
      if (!(await advanceFile(tx, this.#file, position, made, clock.now() + LEASE_MS))) throw new TakenError();
      return made;
    });
    for (const [index, { sku }] of entries.entries())
      if (progress.outcomes[index] === OUTCOME.applied) this.#applied.add(sku);
    this.#done += entries.length;
    this.#errorCount += progress.errorCount;
    this.#errorBytes += progress.errorBytes;
    this.#leasedAt = clock.now();
  }

  /** The account's world, and the time there. */
  async #now(tx: MarketplaceHandle): Promise<{ readonly world: World; readonly now: Instant }> {
    const account = await findAccountInWorld(tx, this.#file.accountId);
    if (account === undefined) throw new TakenError();
    return { world: account.world, now: worldNow(account.world, this.#deps.clock.now()) };
  }

  async #finish(fault: FileFault | undefined): Promise<void> {
    const { database, ids, log } = this.#deps;
    const { id, accountId, type } = this.#file;
    const lines = fault === undefined ? [] : [sound(fileError(fault.at, fault.message))];
    const errorCount = this.#errorCount + lines.length;
    const state = errorCount > 0 ? 'processed_with_errors' : 'processed_successfully';
    const end = { lines, errorCount, seen: () => this.#seen() };
    const excerpt = errorCount > 0 ? await writeErrorFile(this.#deps, this.#file, end) : [];
    await database.transaction(async (tx) => {
      if (!(await holdFile(tx, this.#file, this.#done))) throw new TakenError();
      const { now: at } = await this.#now(tx);
      await finishFile(tx, this.#file, { state, at, errorCount, excerpt });
      const data = { jet_file_id: id, file_type: type, status: fileStatusOf[state], error_count: errorCount };
      const about = { accountId, id: ids.uuid(), subject: `file:${id}`, at, data: { ...data, url: `/files/${id}` } };
      await recordEvents(tx, [{ ...about, kind: 'file.processed' }]);
    });
    log.info('a file was processed', { accountId, type, records: this.#done, errorCount });
  }
}

/** Passes over the records of batches that were written before, in the order of the file; tells which were applied. */
function passOver(batches: readonly StoredBatch[], applied: (sku: string) => void): IsDone {
  let index = 0;
  return (position, sku) => {
    const batch = batches[index];
    if (batch === undefined || position < batch.position) return false;
    const within = position - batch.position;
    if (batch.outcomes[within] === OUTCOME.applied) applied(sku());
    if (within === batch.outcomes.length - 1) index += 1;
    return true;
  };
}

const wholeFault = (message: string): FileFault => ({ kind: 'fault', at: { line: 1, column: 1 }, message });

/** Classes of SQLSTATE that speak of values and rows: data, cardinality, constraints; and of statements that are wrong. */
const ABOUT_DATA: ReadonlySet<string> = new Set(['21', '22', '23', '42', 'P0']);

/** Whether an error may come of a single record; otherwise it says that the database, the store or we are not well. */
const isAboutData = (error: unknown): boolean =>
  ABOUT_DATA.has((sqlStateOf(error) ?? '').slice(0, 2)) || error instanceof TypeError || error instanceof RangeError;
