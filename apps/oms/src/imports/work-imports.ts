/** Owns the background work at imports: rows checked, then applied, a batch at a time; it goes on after a crash. */
import type { Clock, Instant } from '@jetway/kernel';
import type { Log } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import { touch } from '../events/index.ts';
import { countAttempt, lockImport, moveImport, recountRows, takeImport } from './imports.store.ts';
import { type ImportJob, importLifecycle, MOST_ATTEMPTS } from './imports.ts';
import type { ImportKind, ParsedRow } from './kinds.ts';
import { checkRows, type ImportDeps } from './make-import.ts';
import { listRows, markRepeated, saveCheckedRows, settleRows } from './rows.store.ts';

export interface ImportWorkDeps extends ImportDeps {
  readonly clock: Clock;
  readonly log: Log;
}

/** Rows of one transaction: progress is seen after each, and others come between. */
const BATCH = 1_000;

/** One batch of one import; answers whether there may be more to do at once. */
export async function workImports(deps: ImportWorkDeps): Promise<boolean> {
  const { database, clock, log } = deps;
  const now = clock.now();
  let job: ImportJob | undefined;
  try {
    const apart = await database.transaction(async (tx) => {
      job = await takeImport(tx);
      return job === undefined ? undefined : workOne(deps, tx, job, now);
    });
    if (apart !== undefined) await applyGroup(deps, apart, now);
    return job !== undefined;
  } catch (error) {
    if (job === undefined) throw error;
    log.error('a batch of an import failed', { importId: job.importId, error });
    await noteFailure(deps, job, now);
    throw error;
  }
}

type Kind<Applied extends ImportKind['applied']> = Extract<ImportKind, { readonly applied: Applied }>;

/** Rows that need a transaction of their own. */
interface Group {
  readonly job: ImportJob;
  readonly kind: Kind<'in groups'>;
  readonly rows: readonly ParsedRow[];
}

/** Works at a locked import; answers rows that are to be applied apart from it. */
async function workOne(deps: ImportWorkDeps, tx: Handle, job: ImportJob, now: Instant): Promise<Group | undefined> {
  if (importLifecycle.allows(job.state, 'read')) await readBatch(deps, tx, job, now);
  else {
    const kind = deps.kinds[job.kind];
    const rows = await listRows(tx, job, { state: 'valid', after: 0, limit: BATCH });
    const [first] = rows;
    if (first === undefined) await end(tx, job, 'finish', now);
    else if (kind.applied === 'in groups') {
      const group = kind.groupOf(first.parsed);
      return { job, kind, rows: rows.filter(({ parsed }) => kind.groupOf(parsed) === group) };
    } else {
      await settleRows(tx, job, await kind.apply(tx, job, rows, job.by, now));
      await recountRows(tx, job, now);
    }
  }
  await touch(tx, job.organizationId, 'stock-work', job.importId);
  return undefined;
}

async function readBatch(deps: ImportWorkDeps, tx: Handle, job: ImportJob, now: Instant): Promise<void> {
  const rows = await listRows(tx, job, { state: 'waiting', after: 0, limit: BATCH });
  if (rows.length > 0) await saveCheckedRows(tx, job, await checkRows(tx, deps, job, rows, now));
  if (rows.length < BATCH) {
    await markRepeated(tx, job, null);
    await end(tx, job, 'read', now);
  }
  await recountRows(tx, job, now);
}

async function end(tx: Handle, job: ImportJob, event: 'read' | 'finish', now: Instant): Promise<void> {
  const [to] = importLifecycle.targets(job.state, event);
  if (to === undefined) throw new Error(`an import that is ${job.state} cannot ${event}`);
  await moveImport(tx, job, { to }, now);
}

/** The import was cancelled, or another process was faster: nothing of the transaction may stand. */
class NotOurs extends Error {}

/** Applies rows that belong together by the transaction of their command, which says so of them as well. */
async function applyGroup({ database }: ImportWorkDeps, { job, kind, rows }: Group, now: Instant): Promise<void> {
  const settle = async (tx: Handle, outcomes: Parameters<typeof settleRows>[2]): Promise<void> => {
    const current = await lockImport(tx, job.organizationId, job.importId);
    const isWanted = current !== undefined && importLifecycle.allows(current.state, 'finish');
    if (!isWanted || (await settleRows(tx, job, outcomes)) !== outcomes.length) throw new NotOurs('not to be applied');
    await recountRows(tx, job, now);
    await touch(tx, job.organizationId, 'stock-work', job.importId);
  };
  const applied = rows.map(({ row }) => ({ row, refusal: null }));
  try {
    const outcomes = await kind.apply(job, rows, (tx) => settle(tx, applied), job.by, now);
    if (outcomes.length > 0) await database.transaction((tx) => settle(tx, outcomes));
  } catch (error) {
    if (!(error instanceof NotOurs)) throw error;
  }
}

/** An import that fails again and again is given up; what was applied stays applied. */
async function noteFailure({ database }: ImportWorkDeps, job: ImportJob, now: Instant): Promise<void> {
  await database.transaction(async (tx) => {
    const current = await lockImport(tx, job.organizationId, job.importId);
    const attempts = await countAttempt(tx, job, now);
    const [to] = current === undefined ? [] : importLifecycle.targets(current.state, 'fail');
    if (to === undefined || attempts < MOST_ATTEMPTS) return;
    const error = 'Something went wrong on our side again and again. What was applied stays applied.';
    await moveImport(tx, job, { to, error }, now);
    await touch(tx, job.organizationId, 'stock-work', job.importId);
  });
}
