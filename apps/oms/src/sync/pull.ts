/** Owns pulling orders: what is ready is imported once, what is open on our side is read again now and then. */
import { type Instant, MINUTE_MS } from '@jetway/kernel';
import type { CallOptions, ChannelAnswer, OrderList, OrderLists } from '../channels/index.ts';
import { recordPull } from '../connections/index.ts';
import { markSeen } from './marks.ts';
import { importAlone, raiseInvalid, readOrder } from './read-order.ts';
import { askedRun, asRun, type Counter, count, inParallel } from './running.ts';
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
/** Full lists in one run; what is behind them comes with the next. */
const MOST_LISTS = 20;

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

interface Turn {
  readonly work: Work;
  readonly memory: PullMemory;
  readonly run: OpenRun;
  readonly counter: Counter;
  readonly signal: AbortSignal;
}

async function pull(
  work: Work,
  memory: PullMemory,
  run: OpenRun,
  counter: Counter,
  signal: AbortSignal,
): Promise<void> {
  const turn: Turn = { work, memory, run, counter, signal };
  const { database, organizationId, connectionId, orders, clock } = work;
  const cause = { runId: run.runId, requestId: run.requestId, detail: 'short' } as const;
  const options = work.options(cause, signal);
  const ready = await work.call('normal', () => listReady(work, options));
  if (ready.kind !== 'ok') {
    counter.error = ready.text;
    return;
  }
  await database.transaction((tx) => recordPull(tx, work, clock.now()));
  const listed = new Set(ready.value.channelOrderIds);
  await pullFresh(turn, ready.value.channelOrderIds);
  const { lists } = work.session;
  if (ready.value.isFull && lists !== undefined)
    for (const id of await pullBehind(turn, lists, options)) listed.add(id);
  forgetMended(memory, listed);
  const open = await orders.openOrders(database.db, organizationId, connectionId, {
    readBefore: clock.now() - REREAD_AFTER_MS,
    limit: REREAD_AT_MOST,
  });
  counter.found += open.length;
  await inParallel(open, READ_AT_ONCE, ({ channelOrderId: id }) => pullOne(turn, { id, isFresh: false }));
}

async function listReady({ session }: Work, options: CallOptions): Promise<ChannelAnswer<OrderList>> {
  if (session.lists !== undefined) return session.lists.list('ready', 'all', options);
  const answer = await session.listReady(options);
  return answer.kind === 'ok' ? { kind: 'ok', value: { channelOrderIds: answer.value, isFull: false } } : answer;
}

/** Imports those of a list that are new to us. */
async function pullFresh(turn: Turn, channelOrderIds: readonly string[]): Promise<void> {
  const { work, memory, counter } = turn;
  const { database, organizationId, connectionId, orders, clock } = work;
  const known = await orders.knownOrders(database.db, organizationId, connectionId, channelOrderIds);
  const now = clock.now();
  const fresh = channelOrderIds.filter((id) => !known.has(id) && (memory.invalid.get(id) ?? 0) <= now);
  counter.found += fresh.length;
  await inParallel(fresh, READ_AT_ONCE, (id) => pullOne(turn, { id, isFresh: true }));
}

/**
 * A full list hides what is behind it: what we have is marked as seen, and what is not marked is listed, until a list is
 * not full. Answers the orders that were listed.
 */
async function pullBehind(turn: Turn, lists: OrderLists, options: CallOptions): Promise<ReadonlySet<string>> {
  const { work, counter, signal } = turn;
  const { database, organizationId, connectionId, orders } = work;
  const seen = new Set<string>();
  for (let page = 0; page < MOST_LISTS && work.may().pull && !signal.aborted; page += 1) {
    const answer = await work.call('normal', () => lists.list('ready', 'unmarked', options));
    if (answer.kind !== 'ok') {
      counter.error ??= answer.text;
      break;
    }
    const { channelOrderIds, isFull } = answer.value;
    for (const id of channelOrderIds) seen.add(id);
    await pullFresh(turn, channelOrderIds);
    if (!isFull) break;
    const known = await orders.knownOrders(database.db, organizationId, connectionId, channelOrderIds);
    const marked = await markSeen(work, lists, [...known], options);
    count(counter, 'marked', marked);
    // Without marks the same list comes again: they are refused, or in watch mode not allowed.
    if (marked === 0) {
      count(counter, 'listsNotFollowed');
      break;
    }
  }
  return seen;
}

/** Orders that are not ready any more need no patience. */
function forgetMended(memory: PullMemory, listed: ReadonlySet<string>): void {
  for (const id of memory.invalid.keys()) if (!listed.has(id)) memory.invalid.delete(id);
}

async function pullOne(turn: Turn, order: { readonly id: string; readonly isFresh: boolean }): Promise<void> {
  const { work, memory, run, counter, signal } = turn;
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
