/** Owns jobs: schedules and long work, kept in the database by pg-boss on either engine. */
import { randomUUID } from 'node:crypto';
import { type Job as BossJob, type Db, PgBoss } from 'pg-boss';
import type { Log } from '../logs/index.ts';

/** The part of a database that jobs need. */
export interface JobDatabase {
  readonly engine: 'pglite' | 'postgres';
  readonly executeSql: (text: string, values?: readonly unknown[]) => Promise<{ rows: unknown[] }>;
}

export interface JobsOptions {
  readonly database: JobDatabase;
  /** A schema of its own, such as `oms_jobs`. */
  readonly schema: string;
  readonly log: Log;
  /** Whether this process works; otherwise it only sends. True when absent. */
  readonly works?: boolean;
}

/** One job at work. */
export interface Job {
  readonly id: string;
  /** As sent; carries a version, and is checked by its handler. */
  readonly data: unknown;
  /** Aborted when the job runs out of time or the program stops. */
  readonly signal: AbortSignal;
}

export interface JobKind {
  readonly name: string;
  /** A job that takes longer is given up and tried again; 15 minutes when absent. */
  readonly expireInMs?: number;
  /** Further tries after an error, with growing waits; 3 when absent. */
  readonly retries?: number;
  /** How many jobs of the kind one process runs at a time; 1 when absent. */
  readonly parallel?: number;
  readonly run: (job: Job) => Promise<void>;
}

export interface Jobs {
  /** Declares a kind of job. Before `start`. */
  readonly define: (kind: JobKind) => void;
  /** Declares work that recurs by a cron expression in UTC. Before `start`. */
  readonly schedule: (cron: string, kind: JobKind) => void;
  /**
   * Queues a job and answers its id. With `onceKey`, undefined when one with that key already waits or runs. Not
   * within a transaction. Before `start` nothing is queued: rows say what is due, and whoever declares the kind looks
   * for them when the program starts.
   */
  readonly send: (name: string, data: object, options?: { readonly onceKey?: string }) => Promise<string | undefined>;
  readonly start: () => Promise<void>;
  /** Takes no more jobs and waits for those at work. */
  readonly stop: () => Promise<void>;
}

/** How often a job sent by another process is looked for; one sent by this process is taken at once. */
const POLL_SECONDS = 5;
const STOP_TIMEOUT_MS = 8_000;

/** Makes the jobs of one program. */
export function createJobs(options: JobsOptions): Jobs {
  const { database, log } = options;
  const works = options.works ?? true;
  const kinds: { readonly kind: JobKind; readonly cron: string | undefined }[] = [];
  /** By name of the kind, whoever works on it in this process. */
  const workers = new Map<string, readonly string[]>();
  const stopping = new AbortController();
  let isStarted = false;
  const boss = new PgBoss({
    db: bossDatabase(database),
    schema: options.schema,
    backend: database.engine,
    supervise: works,
    schedule: works,
  });
  boss.on('error', (error) => log.error('the job queue had an error', { error }));
  boss.on('warning', (warning) => log.warn('the job queue warns', { warning }));
  const begin = async ({ kind, cron }: { kind: JobKind; cron: string | undefined }): Promise<void> => {
    const queue = {
      retryLimit: kind.retries ?? 3,
      retryBackoff: true,
      expireInSeconds: Math.ceil((kind.expireInMs ?? 900_000) / 1_000),
    };
    // At most one job of a kind and key, waiting or at work: a schedule never overtakes itself.
    await boss.createQueue(kind.name, { ...queue, policy: 'exclusive' });
    await boss.updateQueue(kind.name, queue);
    if (!works) return;
    if (cron !== undefined) await boss.schedule(kind.name, cron, null, { tz: 'UTC' });
    const how = { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1 };
    const own: string[] = [];
    for (let count = 0; count < (kind.parallel ?? 1); count += 1)
      own.push(await boss.work(kind.name, how, (jobs) => runJobs(kind, jobs, stopping.signal, log)));
    workers.set(kind.name, own);
  };
  return {
    define: (kind) => void kinds.push({ kind, cron: undefined }),
    schedule: (cron, kind) => void kinds.push({ kind, cron }),
    send: async (name, data, sendOptions = {}) => {
      if (!isStarted) return undefined;
      const id = await boss.send(name, data, { singletonKey: sendOptions.onceKey ?? randomUUID() });
      for (const worker of workers.get(name) ?? []) boss.notifyWorker(worker);
      return id ?? undefined;
    },
    start: async () => {
      await boss.start();
      for (const declared of kinds) await begin(declared);
      isStarted = true;
      if (works)
        await dropForgotten(
          boss,
          kinds.flatMap(({ kind, cron }) => (cron === undefined ? [] : [kind.name])),
        );
    },
    stop: async () => {
      isStarted = false;
      stopping.abort();
      await boss.stop({ graceful: true, close: false, timeout: STOP_TIMEOUT_MS });
    },
  };
}

const bossDatabase = (database: JobDatabase): Db => ({
  executeSql: (text, values) => database.executeSql(text, values),
});

/** Schedules that an earlier version declared and this one does not. */
async function dropForgotten(boss: PgBoss, declared: readonly string[]): Promise<void> {
  for (const { name, key } of await boss.getSchedules()) {
    if (!declared.includes(name)) await boss.unschedule(name, key);
  }
}

async function runJobs(
  kind: JobKind,
  jobs: readonly BossJob<unknown>[],
  stopping: AbortSignal,
  log: Log,
): Promise<void> {
  for (const job of jobs) {
    try {
      await kind.run({ id: job.id, data: job.data, signal: AbortSignal.any([job.signal, stopping]) });
    } catch (error) {
      log.error('a job failed', { job: kind.name, jobId: job.id, error });
      throw error;
    }
  }
}
