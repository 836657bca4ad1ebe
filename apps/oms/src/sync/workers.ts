/** Owns which connections this program works for: leases taken and renewed, runners started, stopped, woken. */
import { createLoop, type Loop } from '@jetway/service';
import { intentsChannel } from '../channels/index.ts';
import {
  acquireLease,
  type ConnectionRow,
  connectionsChannel,
  listWorkingConnections,
  openSession,
  releaseLease,
  renewLease,
} from '../connections/index.ts';
import { stockChannel } from '../inventory/index.ts';
import { recordUnreadable } from './health.ts';
import { createRunner, type Runner, type RunnerDeps, type WakeReason } from './runner.ts';

export interface WorkersDeps extends RunnerDeps {
  /** Names this process among all that use the database, and no other that ever did. */
  readonly owner: string;
  /** How long a lease lasts unless it is renewed; 15,000 when absent. A dead program's work is taken over after it. */
  readonly leaseMs?: number;
}

export interface Workers {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Everything due is done, once; for tests and simulation. Without `start`. */
  readonly drain: () => Promise<void>;
}

const LEASE_MS = 15_000;

/** The runners of this program, and how they are taken care of. */
interface Tending {
  readonly runners: ReadonlyMap<string, Runner>;
  /** Takes and renews leases, begins and ends runners. `starts`: whether their loops run by themselves. */
  readonly tend: (starts: boolean) => Promise<void>;
  readonly stopAll: () => Promise<void>;
  /** Resolves when what is on its way out is out. */
  readonly ended: () => Promise<void>;
}

function createTending(deps: WorkersDeps, leaseMs: number): Tending {
  const { database, clock, log } = deps;
  const runners = new Map<string, Runner>();
  /** Runners on their way out; leases of others are renewed meanwhile. */
  const ending = new Map<string, Promise<void>>();

  const endRunner = async (runner: Runner): Promise<void> => {
    const { connectionId } = runner;
    try {
      await runner.stop();
      await releaseLease(database.db, runner.lease());
    } catch (error) {
      // The lease runs out by itself.
      log.warn('work for a connection did not end cleanly', { connectionId, error });
    }
    ending.delete(connectionId);
  };
  const stop = (runner: Runner): void => {
    runners.delete(runner.connectionId);
    ending.set(runner.connectionId, endRunner(runner));
  };
  /** Keeps a runner going, or ends it: the connection was stopped, its access changed, or the lease was lost. */
  const keep = async (runner: Runner, connection: ConnectionRow | undefined): Promise<void> => {
    if (connection === undefined || !runner.fits(connection)) return stop(runner);
    const lease = runner.lease();
    const now = clock.now();
    const isFresh = lease.expiresAt - now > (leaseMs * 2) / 3;
    const kept = isFresh ? lease : await renewLease(database.db, lease, now, leaseMs);
    if (kept === undefined) return stop(runner);
    runner.update(connection, kept);
  };
  const begin = async (connection: ConnectionRow, starts: boolean): Promise<void> => {
    const session = openSession(deps, connection);
    if (!session.ok) {
      if (connection.state !== 'refused') await recordUnreadable(deps, connection, session.refusal.text);
      return;
    }
    const lease = await acquireLease(database.db, connection, deps.owner, clock.now(), leaseMs);
    if (lease === undefined) return;
    const runner = createRunner(deps, connection, session.value, lease);
    runners.set(connection.connectionId, runner);
    try {
      if (starts) await runner.start();
    } catch (error) {
      log.error('work for a connection could not begin', { connectionId: connection.connectionId, error });
      stop(runner);
    }
  };
  const ended = async (): Promise<void> => void (await Promise.all(ending.values()));
  return {
    runners,
    ended,
    tend: async (starts) => {
      const connections = await listWorkingConnections(database.db);
      const wanted = new Map(connections.map((connection) => [connection.connectionId, connection]));
      for (const runner of [...runners.values()]) await keep(runner, wanted.get(runner.connectionId));
      for (const connection of connections) {
        const { connectionId } = connection;
        if (!runners.has(connectionId) && !ending.has(connectionId)) await begin(connection, starts);
      }
    },
    stopAll: async () => {
      for (const runner of [...runners.values()]) stop(runner);
      await ended();
    },
  };
}

export function createWorkers(deps: WorkersDeps): Workers {
  const leaseMs = deps.leaseMs ?? LEASE_MS;
  const tending = createTending(deps, leaseMs);
  const listening: (() => Promise<void>)[] = [];
  const loop: Loop = createLoop({
    name: 'leases',
    tickMs: leaseMs / 5,
    run: async () => {
      await tending.tend(true);
      return false;
    },
    log: deps.log,
    timer: deps.timer,
    // The lease must outlive a short trouble of the database.
    firstBackoffMs: 500,
    longestBackoffMs: leaseMs / 5,
    ...(deps.metrics === undefined ? {} : { metrics: deps.metrics }),
  });
  const hear = async (channel: string, isMeant: (runner: Runner, payload: string) => boolean, reason: WakeReason) => {
    const end = await deps.database.listen(channel, (payload) => {
      if (channel === connectionsChannel) loop.wake();
      // An empty payload says that notices may have been missed.
      for (const runner of tending.runners.values())
        if (payload === '' || isMeant(runner, payload)) runner.wake(reason);
    });
    listening.push(end);
  };
  return {
    drain: async () => {
      await tending.tend(false);
      await tending.ended();
      for (const runner of tending.runners.values()) await runner.drain();
    },
    start: async () => {
      const isOwn = (runner: Runner, payload: string): boolean => runner.organizationId === payload;
      await hear(stockChannel, isOwn, 'stock');
      await hear(intentsChannel, isOwn, 'intents');
      await hear(connectionsChannel, (runner, payload) => runner.connectionId === payload, 'all');
      loop.start();
    },
    stop: async () => {
      for (const end of listening.splice(0)) await end();
      await loop.stop();
      await tending.stopAll();
    },
  };
}
