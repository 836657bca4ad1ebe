/** Owns what goes on beside requests: hearing of changes in other processes, the loops, the jobs. */
import { type Clock, SECOND_MS } from '@jetway/kernel';
import {
  createLoop,
  type Log,
  type Loop,
  type Metrics,
  type Sweep,
  scheduleRetention,
  sweepIdempotencyKeys,
  type Timer,
} from '@jetway/service';
import { idempotencyTable } from './idempotency/index.ts';
import type { MarketplaceServices } from './services.ts';
import { SHOPPERS_CHANNEL } from './shoppers/index.ts';
import { CONTEXT_CHANNEL, DUE_CHANNEL } from './worlds/index.ts';

/** Timers of worlds are at most this late, and usually woken before. */
const DUE_TICK_MS = SECOND_MS;
/** Files that nobody is at, after a crash or a failure, wait at most this long for somebody. */
const FILES_TICK_MS = 5 * SECOND_MS;

export interface Work {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The work of a process; without loops it only listens. */
export function createWork(
  services: MarketplaceServices,
  options: {
    readonly clock: Clock;
    readonly log: Log;
    readonly metrics: Metrics;
    readonly timer: Timer;
    readonly hasLoops: boolean;
  },
): Work {
  const { database, worlds, contexts, shoppers, jobs, requestLog, faults, rateLimits } = services;
  const { log, metrics, timer } = options;
  const common = { log, metrics, timer };
  const due = createLoop({ ...common, name: 'due', tickMs: DUE_TICK_MS, run: worlds.sweep });
  scheduleRetention(jobs, { sweeps: retentionOf(services), clock: options.clock, log });
  const files = createLoop({ ...common, name: 'files', tickMs: FILES_TICK_MS, run: services.files.sendWaiting });
  const loops: readonly Loop[] = options.hasLoops ? [due, files, shoppers.loop, services.webhooks.loop] : [];
  const ends: (() => Promise<void>)[] = [];
  const hear = async (channel: string, heard: (payload: string) => void): Promise<void> => {
    ends.push(await database.listen(channel, heard));
  };
  return {
    start: async () => {
      await hear(CONTEXT_CHANNEL, () => {
        for (const { forget } of [contexts, faults, rateLimits]) forget();
      });
      requestLog.loop.start();
      await jobs.start();
      if (!options.hasLoops) return;
      await hear(SHOPPERS_CHANNEL, shoppers.loop.wake);
      await hear(DUE_CHANNEL, (worldId) => {
        worlds.poke(worldId);
        due.wake();
      });
      for (const loop of loops) loop.start();
      await services.reports.sendWaiting();
    },
    stop: async () => {
      for (const end of ends.splice(0)) await end();
      await Promise.all([...loops, requestLog.loop].map((loop) => loop.stop()));
      await requestLog
        .flush()
        .catch((error: unknown) => log.error('the last requests could not be put into the log', { error }));
      await jobs.stop();
      await services.webhooks.close();
    },
  };
}

const retentionOf = ({
  database: { db },
  files,
  operators,
  requestLog,
  reports,
  webhooks,
}: MarketplaceServices): readonly Sweep[] => [
  { name: 'idempotency keys', run: (now) => sweepIdempotencyKeys(db, idempotencyTable, now) },
  { name: 'sessions and tries to sign in', run: operators.sweep },
  requestLog.sweep,
  files.sweep,
  reports.sweep,
  webhooks.sweep,
];
