/** Owns pulling orders: what is ready is imported once, what is open on our side is read again now and then. */
import { type Instant, MINUTE_MS } from '@jetway/kernel';
import { recordPull } from '../connections/index.ts';
import { importAlone, raiseInvalid, readOrder } from './read-order.ts';
import { askedRun, asRun, type Counter, inParallel } from './running.ts';
import type { OpenRun } from './runs.store.ts';
import type { Work } from './work.ts';

/** Orders read at the same time at most. */
const READ_AT_ONCE = 8;
/** Orders open on our side are read again after so long: shoppers and the portal change them without us. */
const REREAD_AFTER_MS = 5 * MINUTE_MS;
/** Of them at most so many in one run. */
const REREAD_AT_MOST = 100;
/** An order that could not be imported is not read again sooner. */
const INVALID_AGAIN_MS = 10 * MINUTE_MS;

export interface Puller {
  /** Pulls when it is time, or when somebody asked. Answers whether there may be more to do at once. */
  readonly run: (signal: AbortSignal) => Promise<boolean>;
}

interface PullMemory {
  nextAt: Instant;
  /** Orders that could not be imported, and when to try again. */
  readonly invalid: Map<string, Instant>;
  hasRun: boolean;
}

export function createPuller(work: Work): Puller {
  const { lastPullAt, pullEverySeconds } = work.connection();
  const memory: PullMemory = {
    nextAt: lastPullAt === null ? 0 : lastPullAt + pullEverySeconds * 1_000,
    invalid: new Map(),
    hasRun: false,
  };
  return {
    run: async (signal) => {
      if (!work.may().pull) return false;
      const asked = await askedRun(work, 'pull-orders');
      const now = work.clock.now();
      const dueAt = Math.min(memory.nextAt, now + work.connection().pullEverySeconds * 1_000);
      if (asked === undefined && now < dueAt) return false;
      memory.nextAt = now + work.connection().pullEverySeconds * 1_000;
      if (asked !== undefined) memory.invalid.clear();
      const trigger = memory.hasRun ? 'schedule' : 'start';
      memory.hasRun = true;
      await asRun(work, asked ?? { kind: 'pull-orders', trigger }, (run, counter) =>
        pull(work, memory, run, counter, signal),
      );
      return false;
    },
  };
}

async function pull(
  work: Work,
  memory: PullMemory,
  run: OpenRun,
  counter: Counter,
  signal: AbortSignal,
): Promise<void> {
  const { database, organizationId, connectionId, orders, clock } = work;
  const cause = { runId: run.runId, requestId: run.requestId, detail: 'short' } as const;
  const ready = await work.call('normal', () => work.session.listReady(work.options(cause, signal)));
  if (ready.kind !== 'ok') {
    counter.error = ready.text;
    return;
  }
  await database.transaction((tx) => recordPull(tx, work, clock.now()));
  const known = await orders.knownOrders(database.db, organizationId, connectionId, ready.value);
  const now = clock.now();
  const fresh = ready.value.filter((id) => !known.has(id) && (memory.invalid.get(id) ?? 0) <= now);
  forgetMended(memory, ready.value);
  const open = await orders.openOrders(database.db, organizationId, connectionId, {
    readBefore: now - REREAD_AFTER_MS,
    limit: REREAD_AT_MOST,
  });
  counter.found = fresh.length + open.length;
  await inParallel(fresh, READ_AT_ONCE, (id) => pullOne(work, memory, run, counter, { id, isFresh: true }, signal));
  await inParallel(
    open.map((order) => order.channelOrderId),
    READ_AT_ONCE,
    (id) => pullOne(work, memory, run, counter, { id, isFresh: false }, signal),
  );
}

/** Orders that are not ready any more need no patience. */
function forgetMended(memory: PullMemory, ready: readonly string[]): void {
  const listed = new Set(ready);
  for (const id of memory.invalid.keys()) if (!listed.has(id)) memory.invalid.delete(id);
}

async function pullOne(
  work: Work,
  memory: PullMemory,
  run: OpenRun,
  counter: Counter,
  order: { readonly id: string; readonly isFresh: boolean },
  signal: AbortSignal,
): Promise<void> {
  if (!work.may().pull || signal.aborted) return;
  // A copy read for the first time is kept whole; one read again says little that is new.
  const detail = order.isFresh ? 'whole' : 'short';
  const cause = { runId: run.runId, requestId: run.requestId, detail } as const;
  const answer = await readOrder(work, order.isFresh ? 'normal' : 'bulk', order.id, cause, signal);
  const isImported = answer.kind === 'ok' && (await importAlone(work, answer.value)) !== 'failed';
  if (isImported) {
    counter.done += 1;
    return;
  }
  counter.failed += 1;
  if (answer.kind === 'refused') await raiseInvalid(work, order.id, answer.text);
  if (answer.kind === 'refused' || answer.kind === 'ok')
    memory.invalid.set(order.id, work.clock.now() + INVALID_AGAIN_MS);
  else counter.error ??= answer.text;
}
