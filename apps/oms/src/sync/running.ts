/** Owns recording a run around a piece of work: asked for or not, its counts, its error. */
import type { OpenRun, RunKind, RunTrigger, Tally } from './runs.store.ts';
import { beginRun, endRun, takeAskedRun } from './runs.store.ts';
import type { Work } from './work.ts';

/** Counts while a run goes on. */
export interface Counter {
  found: number;
  done: number;
  failed: number;
  /** What is counted besides, by name. */
  details: Record<string, number>;
  error: string | null;
}

export const newCounter = (): Counter => ({ found: 0, done: 0, failed: 0, details: {}, error: null });

/** Counts one more, or several, of what a run tells by name. */
export function count(counter: Counter, name: string, by = 1): void {
  if (by > 0) counter.details[name] = (counter.details[name] ?? 0) + by;
}

/** The run that somebody asked for, if any. */
export const askedRun = (work: Work, kind: RunKind): Promise<OpenRun | undefined> =>
  takeAskedRun(work.database.db, work, kind, work.clock.now());

/** Runs work as a run; the one asked for, or a new one. Errors end the run as failed and go on to the caller. */
export async function asRun(
  work: Work,
  run: OpenRun | { readonly kind: RunKind; readonly trigger: RunTrigger },
  body: (run: OpenRun, counter: Counter) => Promise<void>,
): Promise<Tally> {
  const { database, clock, ids } = work;
  const open = 'runId' in run ? run : await beginRun(database.db, work, run.kind, run.trigger, ids, clock.now());
  const counter = newCounter();
  try {
    await body(open, counter);
  } catch (error) {
    counter.error = 'Something went wrong on our side; the log says what.';
    throw error;
  } finally {
    await work.recorder.flush();
    await database.transaction((tx) => endRun(tx, open, counter, clock.now()));
  }
  return counter;
}

/** Works on many at once, but not on all; the limiter decides how many calls there are. */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
