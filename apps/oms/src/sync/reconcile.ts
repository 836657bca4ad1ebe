/** Owns comparing orders with the channel although nobody asked: what is new to us is imported, what differs is followed. */
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '@jetway/kernel';
import type { ChannelOrder, ListedStatus, OrderList, OrderLists } from '../channels/index.ts';
import { markSeen } from './marks.ts';
import { knownStandings, listOverOrders, noteLooked } from './orders.store.ts';
import { importAlone, raiseInvalid, readOrder } from './read-order.ts';
import { createSchedule } from './rounds.ts';
import { asRun, type Counter, count, inParallel } from './running.ts';
import type { OpenRun } from './runs.store.ts';
import type { Work } from './work.ts';

const STATUSES: readonly ListedStatus[] = ['acknowledged', 'inprogress', 'complete'];
/** Orders read in one round; the rest follow in the next, which then begins sooner. */
const READ_AT_MOST = 200;
const READ_AT_ONCE = 4;
const EVERY_MS = 30 * MINUTE_MS;
const GO_ON_AFTER_MS = 2 * MINUTE_MS;
/** What was read a short while ago is not read again because a list says something else than we keep. */
const FRESH_MS = 5 * MINUTE_MS;
/** Orders that are over, per round: each comes up again about once a day. */
const OVER_AT_MOST = 50;
const OVER_AGAIN_MS = DAY_MS;
/** The channel lists orders for so long. */
const LISTED_FOR_MS = 90 * DAY_MS;
/** An order that could not be imported, or is none of ours, is not read again sooner. */
const INVALID_AGAIN_MS = 6 * HOUR_MS;

export interface Reconciler {
  /** Compares when it is time, or when somebody asked. Answers whether there may be more to do at once. */
  readonly run: (signal: AbortSignal) => Promise<boolean>;
}

interface Turn {
  readonly work: Work;
  readonly lists: OrderLists;
  readonly run: OpenRun;
  readonly counter: Counter;
  readonly signal: AbortSignal;
  readonly invalid: Map<string, Instant>;
}

export function createReconciler(work: Work): Reconciler {
  const dueRound = createSchedule(work, 'reconcile-orders');
  const invalid = new Map<string, Instant>();
  return {
    run: async (signal) => {
      const { lists } = work.session;
      if (lists === undefined || !work.may().reconcile) return false;
      const round = await dueRound();
      if (round === undefined) return false;
      let isAll = true;
      await asRun(work, round.run, async (run, counter) => {
        isAll = await reconcile({ work, lists, run, counter, signal, invalid });
      });
      await round.next(work.clock.now() + (isAll ? EVERY_MS : GO_ON_AFTER_MS), null);
      return false;
    },
  };
}

/** Answers whether everything that differs was read. */
async function reconcile(turn: Turn): Promise<boolean> {
  const wanted = new Set<string>();
  for (const id of await cancelRequests(turn)) wanted.add(id);
  for (const status of STATUSES) for (const id of await differing(turn, status)) wanted.add(id);
  const ids = [...wanted].filter((id) => (turn.invalid.get(id) ?? 0) <= turn.work.clock.now());
  const listed = ids.slice(0, READ_AT_MOST);
  const over = listed.length < READ_AT_MOST ? await overOrders(turn) : [];
  const all = [...listed, ...over.filter((id) => !wanted.has(id))];
  turn.counter.found = all.length;
  await inParallel(all, READ_AT_ONCE, (id) => readOne(turn, id));
  return listed.length === ids.length;
}

const causeOf = ({ run }: Turn) => ({ runId: run.runId, requestId: run.requestId, detail: 'short' }) as const;

/** Asks for a list; a failure is the run's, and the other lists are asked for all the same. */
async function listed(turn: Turn, ask: (lists: OrderLists) => ReturnType<OrderLists['list']>): Promise<OrderList> {
  const { work, lists, counter } = turn;
  const answer = await work.call('bulk', () => ask(lists));
  if (answer.kind === 'ok') return answer.value;
  counter.error ??= answer.text;
  return { channelOrderIds: [], isFull: false };
}

async function cancelRequests(turn: Turn): Promise<readonly string[]> {
  const { work, signal } = turn;
  const options = work.options(causeOf(turn), signal);
  const { channelOrderIds } = await listed(turn, (lists) => lists.listCancelRequests(options));
  const known = await knownStandings(work.database.db, work, channelOrderIds);
  const isOld = (readAt: Instant): boolean => readAt < work.clock.now() - FRESH_MS;
  return channelOrderIds.filter((id) => isOld(known.get(id)?.readAt ?? 0));
}

/** Orders of a list that we do not have, or have in another status. A full list goes on behind what is marked. */
async function differing(turn: Turn, status: ListedStatus): Promise<readonly string[]> {
  const { work, signal } = turn;
  const options = work.options(causeOf(turn), signal);
  const first = await listed(turn, (lists) => lists.list(status, 'all', options));
  const rest = first.isFull ? await listed(turn, (lists) => lists.list(status, 'unmarked', options)) : undefined;
  const ids = [...new Set([...first.channelOrderIds, ...(rest?.channelOrderIds ?? [])])];
  const known = await knownStandings(work.database.db, work, ids);
  const freshFrom = work.clock.now() - FRESH_MS;
  const isSame = (id: string): boolean => {
    const found = known.get(id);
    return found !== undefined && (found.channelStatus === status || found.readAt >= freshFrom);
  };
  if (rest?.isFull === true) {
    const seen = rest.channelOrderIds.filter(isSame).slice(0, READ_AT_MOST);
    count(turn.counter, 'marked', await markSeen(work, turn.lists, seen, options));
  }
  return ids.filter((id) => !isSame(id));
}

/** Noted before they are read: one that cannot be read any more keeps no other from its turn. */
async function overOrders(turn: Turn): Promise<readonly string[]> {
  const { database, clock } = turn.work;
  const now = clock.now();
  const options = { readBefore: now - OVER_AGAIN_MS, placedSince: now - LISTED_FOR_MS, limit: OVER_AT_MOST };
  const ids = await listOverOrders(database.db, turn.work, options);
  await database.transaction((tx) => noteLooked(tx, turn.work, ids, now));
  return ids;
}

/** The buyer cancelled it before it was released to us: there was never anything to do. */
const isNeverOurs = ({ standing, readyAt, shipments }: ChannelOrder): boolean =>
  standing === 'cancelled' && readyAt === null && shipments.length === 0;

const NAMES = { imported: 'imported', updated: 'followed', unchanged: 'unchanged' } as const;

async function readOne(turn: Turn, id: string): Promise<void> {
  const { work, counter, signal, invalid } = turn;
  if (signal.aborted || !work.may().reconcile) return;
  const answer = await readOrder(work, 'bulk', id, causeOf(turn), signal);
  if (answer.kind === 'ok' && isNeverOurs(answer.value)) {
    count(counter, 'neverReleased');
    invalid.set(id, work.clock.now() + INVALID_AGAIN_MS);
    return;
  }
  const outcome = answer.kind === 'ok' ? await importAlone(work, answer.value) : 'failed';
  if (outcome !== 'failed') {
    counter.done += 1;
    count(counter, NAMES[outcome]);
    return;
  }
  counter.failed += 1;
  if (answer.kind === 'refused') await raiseInvalid(work, id, answer.text);
  if (answer.kind === 'refused' || answer.kind === 'ok') invalid.set(id, work.clock.now() + INVALID_AGAIN_MS);
  else counter.error ??= answer.text;
}
