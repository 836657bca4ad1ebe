/** Owns what falls due in worlds: every feature's timers, drained in order of time. */
import type { Instant } from '@jetway/kernel';
import type { World } from './worlds.ts';

/** What to do about rows that somebody else is at: leave them to him, or wait until he is done. */
export type Patience = 'skip' | 'wait';

/** One kind of timer of a feature: rows with a `due_at` in world time. */
export interface DueWork {
  readonly name: string;
  /** Carries out what is due at `now` or before, a page at most; answers how many rows it moved. */
  readonly run: (world: World, now: Instant, patience: Patience) => Promise<number>;
  /** The earliest instant at which something falls due; undefined when nothing waits. */
  readonly nextDueAt: (world: World) => Promise<Instant | undefined>;
}

/**
 * Carries out everything that falls due in a world up to `now`, one instant after the other, so that what the first
 * timer begins is seen by the next. Answers how many rows were moved. Who waits has, afterwards, nothing due before him;
 * who skips leaves what others are at to them.
 */
export async function runDue(
  works: readonly DueWork[],
  world: World,
  now: Instant,
  patience: Patience,
): Promise<number> {
  const runAll = async (at: Instant, how: Patience): Promise<number> => {
    let count = 0;
    for (const work of works) count += await work.run(world, at, how);
    return count;
  };
  let moved = 0;
  let stuckAt: Instant | undefined;
  for (;;) {
    const next = await earliestDue(works, world);
    if (next === undefined || next > now) return moved;
    // Rows that another process holds are skipped: then only the end of the way is tried once more.
    const step = stuckAt === undefined ? next : now;
    const count = await runAll(step, stuckAt === undefined ? 'skip' : patience);
    moved += count;
    if (count === 0 && step === now && patience === 'skip') return moved;
    stuckAt = count === 0 ? step : undefined;
  }
}

/** The earliest instant at which any of the works has something due. */
export async function earliestDue(works: readonly DueWork[], world: World): Promise<Instant | undefined> {
  let earliest: Instant | undefined;
  for (const work of works) {
    const at = await work.nextDueAt(world);
    if (at !== undefined && (earliest === undefined || at < earliest)) earliest = at;
  }
  return earliest;
}
