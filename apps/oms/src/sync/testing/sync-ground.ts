/** Owns the ground of sync's tests: a database of their own, a far side, workers that are driven by hand. */
import type { ManualClock } from '@jetway/kernel';
import { createSecretBox, type SecretBox, silentLog, type Timer } from '@jetway/service';
import { privateDatabase, testClock, testIds } from '@jetway/testkit';
import { type Channel, type Channels, createChannels, type OrderSink } from '../../channels/index.ts';
import { jetChannel } from '../../channels/jet/index.ts';
import { makeConnection, switchConnection } from '../../connections/index.ts';
import { type Database, migrationsDirectory, type OmsTables, schema } from '../../database/index.ts';
import { systemActor } from '../../edge/index.ts';
import { createExchangeRecorder } from '../../exchanges/index.ts';
import { createWorkers, type Workers, type WorkersDeps } from '../workers.ts';
import { type FarSide, farSide } from './far-side.ts';

export const secretBox = createSecretBox(new Uint8Array(32).fill(7));

/** An OMS without any orders: for what sync does beside them. */
export const noOrders: OrderSink = {
  importOrder: async () => 'unchanged',
  knownOrders: async () => new Set(),
  openOrders: async () => [],
  takeIntents: async () => [],
  markSending: async () => false,
  recoverSending: async () => 0,
  recordIntentConfirmed: async () => undefined,
  recordIntentFailed: async () => ({ needsPerson: false }),
  recordIntentUnknown: async () => undefined,
  recordIntentPostponed: async () => undefined,
  countWaitingIntents: async () => new Map(),
  listWaitingIntents: async () => [],
};

export interface ManualTimer extends Timer {
  /** Moves the clock on and rings what is due by then. */
  readonly pass: (ms: number) => void;
  /** Moves on to the next ring, when it is no further off than this. */
  readonly passToNext: (withinMs: number) => void;
}

export function manualTimer(clock: ManualClock): ManualTimer {
  const rings = new Set<{ readonly at: number; readonly ring: () => void }>();
  const pass = (ms: number): void => {
    clock.advance(ms);
    for (const entry of [...rings]) if (entry.at <= clock.now() && rings.delete(entry)) entry.ring();
  };
  return {
    after: (ms, ring) => {
      const entry = { at: clock.now() + ms, ring };
      rings.add(entry);
      return () => rings.delete(entry);
    },
    steadyNowMs: clock.now,
    pass,
    passToNext: (withinMs) => {
      const waitMs = Math.min(...[...rings].map(({ at }) => at - clock.now()));
      if (waitMs <= withinMs) pass(Math.max(0, waitMs));
    },
  };
}

/** Drains, and lets the waits between repeated requests go by; limits on answers (30 s) do not ring. */
export async function drainPassing(workers: Workers, timer: ManualTimer): Promise<void> {
  let isDone = false;
  const draining = workers.drain().finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await new Promise((resolve) => setImmediate(resolve));
    timer.passToNext(5_000);
  }
  await draining;
}

export interface SyncGround {
  readonly database: Database;
  readonly clock: ManualClock;
  readonly ids: ReturnType<typeof testIds>;
  readonly timer: ManualTimer;
  readonly far: FarSide;
  readonly workers: (owner?: string, orders?: OrderSink, more?: Partial<WorkersDeps>) => Workers;
  readonly channels: Channels;
  readonly secretBox: SecretBox;
  /** A live connection to the far side. Those of earlier tests are stopped. */
  readonly connect: (organizationId: string, mode?: 'live' | 'watch') => Promise<string>;
  readonly close: () => Promise<void>;
}

/** @param others channels beside Jet */
export async function syncGround(others: readonly Channel[] = []): Promise<SyncGround> {
  const clock = testClock();
  const ids = testIds(undefined, clock);
  const database = await privateDatabase<OmsTables>(schema, migrationsDirectory);
  const timer = manualTimer(clock);
  const far = farSide(clock);
  const channels = createChannels([jetChannel, ...others]);
  const recorder = createExchangeRecorder({ database, ids, timer, log: silentLog });
  return {
    database,
    clock,
    ids,
    timer,
    far,
    channels,
    secretBox,
    workers: (owner = ids.uuid(), orders = noOrders, more = {}) =>
      createWorkers({
        database,
        clock,
        ids,
        timer,
        recorder,
        secretBox,
        orders,
        owner,
        log: silentLog,
        transport: (request) => far.transport(request),
        fetch: far.fetch,
        channels,
        ...more,
      }),
    connect: async (organizationId, mode = 'live') => {
      await database.db.updateTable('connections').set({ mode: 'stopped' }).execute();
      return database.transaction(async (tx) => {
        const body = {
          channel: 'jet',
          name: 'Jet',
          baseUrl: 'http://far.test/api',
          settings: { jet_api_user: 'user', jet_api_secret: far.secret, jet_fulfillment_node_id: 'node-1' },
        };
        const deps = { ids, secretBox, channels };
        const made = await makeConnection(tx, organizationId, body, deps, systemActor, clock.now());
        if (!made.ok) throw new Error(made.refusal.text);
        await switchConnection(tx, made.value, { mode }, systemActor, clock.now());
        return made.value.connectionId;
      });
    },
    close: () => database.close(),
  };
}
