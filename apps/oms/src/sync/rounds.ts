/** Owns when a slow round of a connection begins: by its schedule, which outlives programs, or because somebody asked. */
import { type Instant, MINUTE_MS } from '@jetway/kernel';
import { loadRounds, type Round, saveRound } from './rounds.store.ts';
import { askedRun } from './running.ts';
import type { OpenRun, RunKind, RunTrigger } from './runs.store.ts';
import type { Work } from './work.ts';

/** A connection that was just made has other work first. */
const FIRST_AFTER_MS = 5 * MINUTE_MS;

export interface DueRound {
  readonly run: OpenRun | { readonly kind: RunKind; readonly trigger: RunTrigger };
  readonly position: string | null;
  /** Says when the next one begins, and where. */
  readonly next: (nextAt: Instant, position: string | null) => Promise<void>;
}

/** Looks whether a kind of round is due; asks the database no more often than it has to. */
export function createSchedule(work: Work, kind: RunKind): () => Promise<DueRound | undefined> {
  const memory: { round: Round | undefined } = { round: undefined };
  const { database, clock } = work;
  const next = async (nextAt: Instant, position: string | null): Promise<void> => {
    memory.round = { nextAt, position };
    await saveRound(database.db, work, kind, memory.round);
  };
  return async () => {
    const asked = await askedRun(work, kind);
    memory.round ??= (await loadRounds(database.db, work)).get(kind);
    if (memory.round === undefined) await next(clock.now() + FIRST_AFTER_MS, null);
    const round = memory.round ?? { nextAt: 0, position: null };
    if (asked !== undefined) return { run: asked, position: round.position, next };
    if (clock.now() < round.nextAt) return undefined;
    return { run: { kind, trigger: 'schedule' }, position: round.position, next };
  };
}
