/** Owns making a report: taken on, streamed into the blob store page by page, and ready or failed at its end. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ReportType } from '@jetway/jet-api';
import type { Clock, Ids, Instant } from '@jetway/kernel';
import type { Blobs, Log } from '@jetway/service';
import type { MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';
import { LAST_WORLD_INSTANT, type World, type Worlds, worldNow } from '../worlds/index.ts';
import { beginReport, findReport, holdReport, type ReportPlace, saveFailed, saveReady } from './reports.store.ts';
import { blobKeyOf, LEASE_MS, MAX_REPORT_BYTES, MOST_ATTEMPTS, REPORT_LIFE_MS, type Report } from './reports.ts';

/** What a report is about. */
export interface ReportSubject {
  readonly accountId: string;
  readonly settlementId: string | null;
  readonly world: World;
  /** World time at which it was begun. */
  readonly now: Instant;
}

/** Gives a report's text in pieces, of which a few thousand lines at most are in memory. */
export type ReportContent = (handle: MarketplaceHandle, subject: ReportSubject) => AsyncIterable<string>;

export interface MakeReportDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly blobs: Blobs;
  readonly worlds: Pick<Worlds, 'load'>;
  readonly contents: Readonly<Record<ReportType, ReportContent>>;
}

/** Somebody else has taken the report on, or the program stops: what was begun is left to others. */
class LeftToOthersError extends Error {
  override readonly name = 'LeftToOthersError';
}

/**
 * Makes a report that waits, or that somebody left unfinished; nothing happens when it is done or somebody is at it.
 * A report that cannot be made says so. When the signal aborts, it is left to be begun again.
 */
export async function makeReport(deps: MakeReportDeps, place: ReportPlace, signal: AbortSignal): Promise<void> {
  const { database, clock, ids } = deps;
  const found = await findReport(database.db, place.accountId, place.id);
  const world = found && (await deps.worlds.load(database.db, found.worldId));
  if (world === undefined) return;
  const realNow = clock.now();
  const at = { realNow, leasedUntil: realNow + LEASE_MS, worldNow: worldNow(world, realNow) };
  const author = { actor: 'reports', requestId: ids.uuid() };
  const report = await beginReport(database.db, place, at, author);
  if (report === undefined) return;
  try {
    if (report.attempts > MOST_ATTEMPTS) throw new Error(`was begun ${MOST_ATTEMPTS} times without an end`);
    await writeReport(deps, report, world, signal);
  } catch (error) {
    await giveUp(deps, report, world, signal.aborted ? new LeftToOthersError() : error);
  }
}

/** What was written goes, unless the row says, against all appearances, that the report is ready. */
async function giveUp(deps: MakeReportDeps, report: Report, world: World, error: unknown): Promise<void> {
  const { database, blobs, clock, log } = deps;
  if (error instanceof LeftToOthersError) {
    await holdReport(database.db, report, clock.now());
    await blobs.delete(blobKeyOf(report));
    return;
  }
  const { accountId, id: reportId } = report;
  log.error('a report could not be made', { accountId, reportId, error });
  const failure = error instanceof Error ? error.message : String(error);
  const isFailed = await saveFailed(database.db, report, worldNow(world, clock.now()), failure);
  if (isFailed) await blobs.delete(blobKeyOf(report));
}

async function writeReport(deps: MakeReportDeps, report: Report, world: World, signal: AbortSignal): Promise<void> {
  const { database, clock, blobs } = deps;
  const { accountId, settlementId, type } = report;
  const subject = { accountId, settlementId, world, now: worldNow(world, clock.now()) };
  const blobKey = blobKeyOf(report);
  const text = deps.contents[type](database.db, subject);
  const stored = await pipeline(Readable.from(heldWhile(deps, report, text, signal)), createGzip(), (gzip) =>
    blobs.put(blobKey, gzip, MAX_REPORT_BYTES),
  );
  if (!stored.ok) throw new Error(stored.refusal.text);
  const endedAt = worldNow(world, clock.now());
  const expiresAt = Math.min(endedAt + REPORT_LIFE_MS, LAST_WORLD_INSTANT);
  const file = { endedAt, expiresAt, blobKey, sizeBytes: stored.value.sizeBytes };
  if (!(await saveReady(database.db, report, file))) throw new LeftToOthersError();
}

/** The pieces, as long as the report is still ours. */
async function* heldWhile(
  { database, clock }: MakeReportDeps,
  report: Report,
  pieces: AsyncIterable<string>,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let heldAt = clock.now();
  for await (const piece of pieces) {
    if (signal.aborted) throw new LeftToOthersError();
    const now = clock.now();
    if (now - heldAt > LEASE_MS / 4) {
      if (!(await holdReport(database.db, report, now + LEASE_MS))) throw new LeftToOthersError();
      heldAt = now;
    }
    yield piece;
  }
}
