/** Owns what is deleted by age: each feature gives its sweep, one schedule runs them. */
import type { Clock, Instant } from '@jetway/kernel';
import type { Log } from '../logs/index.ts';
import type { Jobs } from './jobs.ts';

/** Deletes what is too old; answers how many rows. May be run at any time, also twice at once. */
export interface Sweep {
  readonly name: string;
  readonly run: (now: Instant) => Promise<number>;
}

/** Every hour, at a minute that not everything else runs at. */
const HOURLY = '23 * * * *';

/** Declares the schedule. A sweep that fails does not keep the others from running. */
export function scheduleRetention(
  jobs: Jobs,
  { sweeps, clock, log }: { readonly sweeps: readonly Sweep[]; readonly clock: Clock; readonly log: Log },
): void {
  jobs.schedule(HOURLY, {
    name: 'retention',
    run: async () => {
      await runSweeps(sweeps, clock.now(), log);
    },
  });
}

/**
 * Runs every sweep once.
 * @throws AggregateError at the end, when some failed.
 */
export async function runSweeps(sweeps: readonly Sweep[], now: Instant, log: Log): Promise<void> {
  const failures: unknown[] = [];
  for (const sweep of sweeps) {
    try {
      const deleted = await sweep.run(now);
      if (deleted > 0) log.info('deleted by age', { what: sweep.name, deleted });
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some of what is too old could not be deleted');
}
