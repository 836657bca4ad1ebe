/** Owns working for one connection while its lease is held: the loops that pull, send messages and send stock. */
import type { Transport } from '@jetway/http-contract';
import type { SyncSettings } from '@jetway/oms-api';
import { createLoop, type Loop, type LoopObserver, type SecretBox, type Timer } from '@jetway/service';
import type { ChannelSession, Channels } from '../channels/index.ts';
import { accessOf, type ConnectionRow, type Lease } from '../connections/index.ts';
import { createDeadlineWatch } from './deadlines.ts';
import { createFileSender } from './file-sender.ts';
import { createHealth, type Health } from './health.ts';
import { createIntentSender } from './intents.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { createPuller } from './pull.ts';
import { createReadBack } from './read-back.ts';
import { createReconciler } from './reconcile.ts';
import { abandonRuns } from './runs.store.ts';
import { defaultSyncSettings, loadSyncSettings } from './settings.store.ts';
import { createStockSender } from './stock.ts';
import { recoverStockFiles } from './stock-files.store.ts';
import { createStockGate } from './stock-gate.ts';
import { createWork, type Work, type WorkDeps } from './work.ts';

export interface RunnerDeps extends WorkDeps {
  readonly channels: Channels;
  readonly transport: Transport;
  readonly timer: Timer;
  readonly secretBox: SecretBox;
  /** Carries bulk files; absent: stock goes SKU by SKU. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly metrics?: LoopObserver | undefined;
}

/** What may have become due: orders to pull, messages or stock to send, a slow round, or anything. */
export type WakeReason = 'pull' | 'intents' | 'stock' | 'deadlines' | 'reconcile' | 'readBack' | 'files' | 'all';

export interface Runner {
  readonly organizationId: string;
  readonly connectionId: string;
  readonly lease: () => Lease;
  /** Whether it was opened with the same address and credentials. */
  readonly fits: (connection: ConnectionRow) => boolean;
  readonly update: (connection: ConnectionRow, lease: Lease) => void;
  readonly wake: (reason: WakeReason) => void;
  /** Settles what an earlier holder left, and begins. */
  readonly start: () => Promise<void>;
  /** Ends what is under way, or gives it up after a grace; nothing is sent any more when it resolves. */
  readonly stop: () => Promise<void>;
  /** One round of each loop until nothing is left to do; for tests and simulation. */
  readonly drain: () => Promise<void>;
}

/** Loops look for due work this often without being woken; they ask the database little when there is none. */
const TICK_MS = 2_000;
/** Slow rounds are due every few minutes; somebody who asks for one wakes them. */
const SLOW_TICK_MS = 10_000;

export function createRunner(
  deps: RunnerDeps,
  connection: ConnectionRow,
  session: ChannelSession,
  lease: Lease,
): Runner {
  const current: { connection: ConnectionRow; lease: Lease; isOver: boolean; settings: SyncSettings } = {
    connection,
    lease,
    isOver: false,
    settings: defaultSyncSettings,
  };
  const log = deps.log.child({ connection: connection.name, connectionId: connection.connectionId });
  const limiter = createLimiter({ ...deps, perMinute: () => current.settings.requestsPerMinute });
  const health = createHealth({ ...deps, log }, connection);
  const work = createWork(
    { ...deps, log },
    {
      channel: deps.channels.get(connection.channel),
      session,
      limiter,
      health,
      connection: () => current.connection,
      lease: () => (current.isOver ? undefined : current.lease),
      settings: () => current.settings,
    },
    lease,
  );
  const loops = createLoops(deps, work, async () => {
    current.settings = await loadSyncSettings(deps.database.db, lease);
  });
  const wake = (reason: WakeReason): void => {
    for (const [name, loop] of Object.entries(loops)) if (reason === 'all' || reason === name) loop.wake();
  };
  return {
    organizationId: lease.organizationId,
    connectionId: lease.connectionId,
    lease: () => current.lease,
    fits: (other) => accessOf(other) === accessOf(connection),
    update: (fresh, renewed) => {
      const isOther = fresh.version !== current.connection.version || fresh.state !== current.connection.state;
      current.connection = fresh;
      current.lease = renewed;
      health.update(fresh);
      if (isOther) wake('all');
    },
    wake,
    start: async () => {
      await recover(work);
      for (const loop of Object.values(loops)) loop.start();
    },
    stop: () => end(loops, limiter, health, work, () => (current.isOver = true)),
    drain: async () => {
      await recover(work);
      for (const loop of Object.values(loops)) await loop.drain();
      await health.settle();
      await work.recorder.flush();
    },
  };
}

type Loops = Readonly<Record<Exclude<WakeReason, 'all'>, Loop>>;

/** @param refresh loads what people set of sync anew, before each round */
function createLoops(deps: RunnerDeps, work: Work, refresh: () => Promise<void>): Loops {
  const gate = createStockGate();
  const loop = (name: string, run: (signal: AbortSignal) => Promise<boolean>, tickMs = TICK_MS): Loop =>
    createLoop({
      name,
      tickMs,
      log: work.log,
      timer: deps.timer,
      ...(deps.metrics === undefined ? {} : { metrics: deps.metrics }),
      run: async (signal) => {
        await refresh();
        return run(signal);
      },
    });
  const intents = loop('send-intents', createIntentSender(work, gate).run);
  const stockSender = createStockSender(work, gate, () => intents.wake());
  // Looking comes before sending: what is found wrong is told in the same round.
  return {
    pull: loop('pull-orders', createPuller(work).run),
    deadlines: loop('deadlines', createDeadlineWatch(work).run, SLOW_TICK_MS),
    reconcile: loop('reconcile-orders', createReconciler(work).run, SLOW_TICK_MS),
    intents,
    readBack: loop('read-back', createReadBack(work).run, SLOW_TICK_MS),
    stock: loop('send-stock', stockSender.run),
    files: loop('stock-files', createFileSender(work).run),
  };
}

/** What was being sent when an earlier holder stopped may have arrived: it is read back before all else. */
async function recover(work: Work): Promise<void> {
  const { organizationId, connectionId, orders, fence, clock } = work;
  await work.fenced(async (tx) => {
    await orders.recoverSending(tx, organizationId, connectionId, fence, clock.now());
    await recoverStockFiles(tx, work, clock.now());
    await abandonRuns(tx, work, clock.now());
  });
}

async function end(loops: Loops, limiter: Limiter, health: Health, work: Work, over: () => void): Promise<void> {
  limiter.stop();
  await Promise.all(Object.values(loops).map((loop) => loop.stop()));
  over();
  await health.settle();
  await work.recorder.flush();
}
