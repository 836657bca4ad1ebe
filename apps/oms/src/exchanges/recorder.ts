/** Owns writing exchanges: kept for a moment and written together, so that recording never slows a channel down. */
import type { Ids } from '@jetway/kernel';
import { type Log, outsideTransaction, type Timer } from '@jetway/service';
import type { ChannelExchange } from '../channels/index.ts';
import type { Database } from '../database/index.ts';
import { insertExchanges } from './exchanges.store.ts';
import { type Cause, type ExchangeRecord, toRecord } from './exchanges.ts';

export interface ExchangeRecorder {
  readonly record: (cause: Cause, exchange: ChannelExchange) => void;
  /** Writes what is kept; resolves when it is written, or kept for another try. */
  readonly flush: () => Promise<void>;
}

/** Written at the latest after this. */
const WRITE_AFTER_MS = 250;
/** Written at once when so many are kept. */
const BATCH = 100;
/** When the database does not take them for long, the oldest are given up. */
const MOST_KEPT = 5_000;

export function createExchangeRecorder(deps: {
  readonly database: Database;
  readonly ids: Ids;
  readonly timer: Timer;
  readonly log: Log;
}): ExchangeRecorder {
  const { database, ids, timer, log } = deps;
  let kept: ExchangeRecord[] = [];
  let cancelTimer: (() => void) | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    cancelTimer?.();
    cancelTimer = undefined;
    while (kept.length > 0) {
      const batch = kept.slice(0, BATCH);
      kept = kept.slice(batch.length);
      try {
        await outsideTransaction(() => insertExchanges(database.db, batch));
      } catch (error) {
        kept = [...batch, ...kept].slice(-MOST_KEPT);
        log.warn('exchanges could not be written; they are kept for another try', { kept: kept.length, error });
        return later();
      }
    }
  };
  const later = (): void => {
    cancelTimer ??= timer.after(WRITE_AFTER_MS, () => void flush());
  };
  const flush = (): Promise<void> => {
    writing = writing.then(write);
    return writing;
  };
  return {
    flush,
    record: (cause, exchange) => {
      kept.push(toRecord(ids.uuid(), cause, exchange));
      if (kept.length >= BATCH) void flush();
      else later();
    },
  };
}
