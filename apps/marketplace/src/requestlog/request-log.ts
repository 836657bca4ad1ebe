/**
 * Owns the way of requests into the log: put down at once as the text that is written, since a batch of whole requests
 * would be kept from the collector; written in batches beside the requests, dropped by age.
 */
import { type Clock, DAY_MS, type Ids } from '@jetway/kernel';
import { createLoop, type Log, type Loop, type Metrics, type Sweep, type Timer } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import { entryOf, type NotedRequest, withNumber } from './entries.ts';
import { hiddenMembersOf } from './hidden-members.ts';
import { deleteOldEntries, entryText, insertEntries } from './request-log.store.ts';

/** Requests that wait to be written; beyond either, the oldest are dropped. */
const MOST_WAITING = 10_000;
const MOST_WAITING_CHARACTERS = 32 * 1_048_576;
/** Entries of one statement. */
const BATCH = 500;
/** With so many waiting they are written without waiting for the tick. */
const WAKE_AT = 250;
const TICK_MS = 500;
/** A batch that the database refused so often is dropped: something in it cannot be written. */
const MOST_TRIES = 5;

export interface RequestLog {
  /** Puts a request down; quick, and never a failure. */
  readonly note: (request: NotedRequest) => void;
  /** Writes what was put down, again and again. */
  readonly loop: Loop;
  /** Writes everything that waits; for the end of a process, and for tests. */
  readonly flush: () => Promise<void>;
  /** Deletes entries by age. */
  readonly sweep: Sweep;
}

export interface RequestLogDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly timer: Timer;
  /** Days that entries are kept; 0: nothing is kept at all. */
  readonly keptDays: number;
}

export function createRequestLog(deps: RequestLogDeps): RequestLog {
  const { database, ids, log, metrics, timer, keptDays } = deps;
  const dropped = metrics.counter('jetway_request_log_dropped_total', 'Requests that could not be put into the log');
  /** The texts of entries. */
  let waiting: string[] = [];
  let characters = 0;
  let tries = 0;
  const nextId = orderedIds(ids);
  const hiddenOf = hiddenMembersOf();
  const take = (count: number): string[] => {
    const taken = waiting.splice(0, count);
    for (const text of taken) characters -= text.length;
    return taken;
  };
  /** What an entry cannot be made of must not fail the request. */
  const textOf = (request: NotedRequest): string | undefined => {
    try {
      return entryText(request.asker, entryOf(request, nextId(), hiddenOf));
    } catch (error) {
      log.error('a request could not be put into the log', { requestId: request.requestId, error });
      dropped({}, 1);
      return undefined;
    }
  };
  const dropOldest = (): void => {
    // Some more than needed, so that not every request moves the whole list.
    const surplus = Math.ceil(waiting.length / 20);
    dropped({}, take(surplus).length);
  };
  const putBack = (batch: readonly string[]): void => {
    waiting = [...batch, ...waiting];
    for (const text of batch) characters += text.length;
  };
  const write = async (): Promise<boolean> => {
    const batch = take(BATCH);
    if (batch.length === 0) return false;
    try {
      await insertEntries(database.db, batch);
      tries = 0;
    } catch (error) {
      tries += 1;
      if (tries < MOST_TRIES) putBack(batch);
      else {
        tries = 0;
        dropped({}, batch.length);
      }
      throw error;
    }
    // What is less than a batch waits for more: under load each statement would carry a few entries otherwise.
    return waiting.length >= BATCH;
  };
  const loop = createLoop({ name: 'request log', tickMs: TICK_MS, run: write, log, metrics, timer });
  return {
    loop,
    note: (request) => {
      if (keptDays === 0) return;
      const text = textOf(request);
      if (text === undefined) return;
      waiting.push(text);
      characters += text.length;
      while (waiting.length > MOST_WAITING || characters > MOST_WAITING_CHARACTERS) dropOldest();
      if (waiting.length === WAKE_AT) loop.wake();
    },
    flush: async () => {
      while (waiting.length > 0) await write();
    },
    sweep: {
      name: 'request log',
      run: (now) => deleteOldEntries(database.db, now - keptDays * DAY_MS),
    },
  };
}

/** Ids that are in the order in which they are made. */
function orderedIds(ids: Ids): () => string {
  let lastInstant = '';
  let number = 0;
  return () => {
    const id = ids.uuid();
    const instant = id.slice(0, 13);
    number = instant === lastInstant ? number + 1 : 0;
    lastInstant = instant;
    return withNumber(id, number);
  };
}
