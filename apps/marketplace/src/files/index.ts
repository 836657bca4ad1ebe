/** The door of files: what merchants and operators ask, the work that processes them, and what is let go by age. */
import type { fileRoutes } from '@jetway/jet-api';
import { type Clock, DAY_MS, HOUR_MS, type Ids } from '@jetway/kernel';
import type { operatorFileRoutes } from '@jetway/marketplace-api';
import type { Blobs, Handlers, Jobs, Log, Sweep } from '@jetway/service';
import type { Author, MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { fileHandlers } from './files.routes.ts';
import { findIssued, letGoOfFiles, listOldFiles, listStoredFiles } from './files.store.ts';
import { errorsKey, FILE_LIMITS, type FileLimits, uploadKey } from './files.ts';
import { operatorFileHandlers } from './operator-files.routes.ts';
import { type ProcessingDeps, processFile } from './process-file.ts';
import { listWaiting } from './processing.store.ts';
import { createRecordKinds, type RecordKinds } from './record-kinds.ts';

const JOB = 'file';
/** Files that one process works on at a time. */
const FILES_AT_ONCE = 2;
/** Files that are taken into the queue, or let go, at a time. */
const PAGE = 100;
const DEFAULT_KEPT_DAYS = 30;

export interface FilesDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly blobs: Blobs;
  readonly jobs: Jobs;
  /** Whether the sandbox wants the files of an account to wait. */
  readonly isFileStuck: (accountId: string) => Promise<boolean>;
  /** Days that uploaded files and files of errors are kept; 30 when absent (page JSON File Examples). */
  readonly fileDays?: number;
  readonly kinds?: RecordKinds;
  readonly limits?: Partial<FileLimits>;
}

export interface FilesFeature {
  readonly jetHandlers: Handlers<typeof fileRoutes, AccountContext>;
  readonly operatorHandlers: Handlers<typeof operatorFileRoutes, Author>;
  /** One round for the loop: has files that nobody is at taken on. They wait after a start, a crash or a failure. */
  readonly sendWaiting: () => Promise<boolean>;
  /** Processes here and now what waits. For tests, and for work that must be finished. */
  readonly drain: (signal?: AbortSignal) => Promise<void>;
  readonly sweep: Sweep;
}

/** Keys of everything that is stored of the files of accounts. */
export async function listFileBlobs(handle: MarketplaceHandle, accountIds: readonly string[]): Promise<string[]> {
  const ids = await listStoredFiles(handle, accountIds);
  return ids.flatMap((id) => [uploadKey(id), errorsKey(id)]);
}

export function filesFeature(deps: FilesDeps): FilesFeature {
  const { database, clock, jobs, isFileStuck } = deps;
  const limits: FileLimits = { ...FILE_LIMITS, ...deps.limits };
  const processing: ProcessingDeps = { ...deps, limits, kinds: deps.kinds ?? createRecordKinds() };
  const process = async (accountId: string, id: string, signal: AbortSignal): Promise<void> => {
    if (!(await isFileStuck(accountId))) await processFile(processing, { accountId, id }, signal);
  };
  // The file's row says what is left to do, and when it is tried again.
  jobs.define({
    name: JOB,
    expireInMs: HOUR_MS,
    retries: 0,
    parallel: FILES_AT_ONCE,
    run: async ({ data, signal }) => {
      const { accountId, fileId } = data as FileJob;
      await process(accountId, fileId, signal);
    },
  });
  // A job of an earlier claim may be left behind by a process that was killed: it must not keep out a new one.
  const send = async (accountId: string, fileId: string, claim: number): Promise<void> => {
    const job: FileJob = { version: 1, accountId, fileId };
    await jobs.send(JOB, job, { onceKey: `${fileId}:${claim}` });
  };
  const sendNow = async (accountId: string, fileId: string): Promise<void> =>
    send(accountId, fileId, (await findIssued(database.db, { accountId, id: fileId }))?.claim ?? 0);
  const common = { ...deps, limits, send: sendNow };
  return {
    jetHandlers: fileHandlers(common),
    operatorHandlers: operatorFileHandlers(common),
    sendWaiting: async () => {
      for (const { accountId, id, claim } of await listWaiting(database.db, clock.now(), PAGE))
        await send(accountId, id, claim);
      return false;
    },
    drain: async (signal = new AbortController().signal) => {
      for (const { accountId, id } of await listWaiting(database.db, clock.now(), PAGE))
        await process(accountId, id, signal);
    },
    sweep: {
      name: 'uploaded files',
      run: (now) => letGo(deps, now - (deps.fileDays ?? DEFAULT_KEPT_DAYS) * DAY_MS),
    },
  };
}

/** The payload of a job. */
interface FileJob {
  readonly version: 1;
  readonly accountId: string;
  readonly fileId: string;
}

async function letGo({ database: { db }, blobs }: FilesDeps, before: number): Promise<number> {
  for (let count = 0; ; ) {
    const old = await listOldFiles(db, before, PAGE);
    for (const { id } of old) {
      await blobs.delete(uploadKey(id));
      await blobs.delete(errorsKey(id));
    }
    await letGoOfFiles(db, old);
    count += old.length;
    if (old.length < PAGE) return count;
  }
}
