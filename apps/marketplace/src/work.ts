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
  const { database, worlds, contexts, shoppers, jobs } = services;
  const { log, metrics, timer } = options;
  const common = { log, metrics, timer };
  const due = createLoop({ ...common, name: 'due', tickMs: DUE_TICK_MS, run: worlds.sweep });
  scheduleRetention(jobs, { sweeps: retentionOf(services), clock: options.clock, log });
  const loops: readonly Loop[] = options.hasLoops ? [due, shoppers.loop] : [];
  const ends: (() => Promise<void>)[] = [];
  const hear = async (channel: string, heard: (payload: string) => void): Promise<void> => {
    ends.push(await database.listen(channel, heard));
  };
  return {
    start: async () => {
      await hear(CONTEXT_CHANNEL, contexts.forget);
      await jobs.start();
      if (!options.hasLoops) return;
      await hear(SHOPPERS_CHANNEL, shoppers.loop.wake);
      await hear(DUE_CHANNEL, (worldId) => {
        worlds.poke(worldId);
        due.wake();
      });
      for (const loop of loops) loop.start();
    },
    stop: async () => {
      for (const end of ends.splice(0)) await end();
      await Promise.all(loops.map((loop) => loop.stop()));
      await jobs.stop();
    },
  };
}

const retentionOf = ({ database: { db }, operators }: MarketplaceServices): readonly Sweep[] => [
  { name: 'idempotency keys', run: (now) => sweepIdempotencyKeys(db, idempotencyTable, now) },
  { name: 'sessions and tries to sign in', run: operators.sweep },
];
