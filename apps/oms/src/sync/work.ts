/** Owns what everybody who works for one connection shares: its lease, session, limiter and health. */
import type { Clock, Ids } from '@jetway/kernel';
import type { SyncSettings } from '@jetway/oms-api';
import type { Log } from '@jetway/service';
import type {
  CallOptions,
  Channel,
  ChannelAnswer,
  ChannelSession,
  ImportConnection,
  OrderSink,
  RejectDue,
} from '../channels/index.ts';
import {
  type Allowed,
  allowed,
  type ConnectionRow,
  holdLease,
  importConnection,
  type Lease,
} from '../connections/index.ts';
import type { Database, Handle } from '../database/index.ts';
import type { Cause, ExchangeRecorder } from '../exchanges/index.ts';
import type { Health } from './health.ts';
import { type CallLane, type Limiter, NOT_CALLED } from './limiter.ts';

export interface WorkDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly orders: OrderSink;
  readonly recorder: ExchangeRecorder;
  /** Absent: orders that nobody answers are left to people. */
  readonly rejectDue?: RejectDue | undefined;
  /** SKUs to refresh at once from which they go by bulk file; as many as the channel wishes when absent. */
  readonly fileFromSkus?: number | undefined;
}

/** The moving parts of one connection at work. */
export interface WorkParts {
  readonly channel: Channel;
  readonly session: ChannelSession;
  readonly limiter: Limiter;
  readonly health: Health;
  /** As last loaded. */
  readonly connection: () => ConnectionRow;
  /** As last renewed; undefined when it was lost. */
  readonly lease: () => Lease | undefined;
  /** What people set of sync, as last loaded. */
  readonly settings: () => SyncSettings;
}

/** What may be done now, by kind of work. */
export interface Permitted extends Allowed {
  /** Comparing orders that are not new with the channel. */
  readonly reconcile: boolean;
  /** Marking orders at the channel, so that full lists go on. */
  readonly mark: boolean;
  /** Comparing stock with what the channel shows. */
  readonly readBack: boolean;
}

export interface Work extends WorkDeps, Pick<WorkParts, 'channel' | 'session' | 'connection' | 'health' | 'settings'> {
  /** Neither changes while the lease is held. */
  readonly organizationId: string;
  readonly connectionId: string;
  /** The fencing number under which everything is recorded. */
  readonly fence: number;
  /** What may be done now: by the settings and pauses, by the lease, and by how the channel answers. */
  readonly may: () => Permitted;
  readonly importConnection: () => ImportConnection;
  /**
   * One call in its lane; answers `later` without calling while nothing may be called. `ready` is asked when its turn has
   * come; when it says no, there is no call.
   */
  readonly call: <T>(
    lane: CallLane,
    make: () => Promise<ChannelAnswer<T>>,
    ready?: () => Promise<boolean>,
  ) => Promise<ChannelAnswer<T>>;
  /** The options of a call: who asked, and where its exchanges are recorded. */
  readonly options: (cause: CallCause, signal: AbortSignal) => CallOptions;
  /** Runs work in a transaction in which the lease cannot be lost; undefined, and nothing done, when it is lost. */
  readonly fenced: <T>(work: (tx: Handle) => Promise<T>) => Promise<T | undefined>;
}

export type CallCause = Omit<Cause, 'organizationId' | 'connectionId'> & { readonly requestId?: string | null };

const NOTHING: Permitted = {
  pull: false,
  intents: false,
  shipments: false,
  stock: false,
  refresh: false,
  reconcile: false,
  mark: false,
  readBack: false,
};

/** What a connection allows, without what is paused. */
export function permitted(
  connection: ConnectionRow,
  channel: Channel,
  { pausedRuns }: Pick<SyncSettings, 'pausedRuns'>,
): Permitted {
  const may = allowed(connection, channel);
  const goesOn = (kind: SyncSettings['pausedRuns'][number]): boolean => !pausedRuns.includes(kind);
  return {
    pull: may.pull && goesOn('pull-orders'),
    intents: may.intents && goesOn('send-intents'),
    shipments: may.shipments && goesOn('send-intents'),
    stock: may.stock && goesOn('send-stock'),
    refresh: may.refresh && goesOn('refresh-stock'),
    reconcile: may.pull && goesOn('reconcile-orders'),
    mark: may.pull && connection.mode === 'live' && !connection.stoppedLanes.includes('bulk'),
    readBack: may.refresh && goesOn('read-back'),
  };
}

export function createWork(deps: WorkDeps, parts: WorkParts, first: Lease): Work {
  const { database, clock, recorder } = deps;
  const { limiter, health, connection } = parts;
  const { organizationId, connectionId, fence } = first;
  const isHeld = (): boolean => {
    const lease = parts.lease();
    return lease !== undefined && lease.expiresAt > clock.now();
  };
  return {
    ...deps,
    ...parts,
    organizationId,
    connectionId,
    fence,
    may: () => (isHeld() && health.mayCall() ? permitted(connection(), parts.channel, parts.settings()) : NOTHING),
    importConnection: () => ({ ...importConnection(connection()), clockOffsetMs: health.clockOffsetMs() }),
    call: (lane, make, ready) =>
      limiter.call(lane, async () => {
        if (!isHeld() || !health.mayCall()) return NOT_CALLED;
        return ready === undefined || (await ready()) ? health.judge(await make()) : NOT_CALLED;
      }),
    options: ({ requestId, ...cause }, signal) => ({
      signal,
      ...(requestId === undefined || requestId === null ? {} : { requestId }),
      onExchange: (exchange) => {
        health.saw(exchange);
        // A sign-in serves everybody who waits for it: it is no message about an order or SKU.
        const about = exchange.isSignIn ? ({ runId: cause.runId ?? null, detail: 'short' } as const) : cause;
        recorder.record({ organizationId, connectionId, ...about }, exchange);
      },
    }),
    fenced: (work) =>
      database.transaction(async (tx) => ((await holdLease(tx, first, clock.now())) ? work(tx) : undefined)),
  };
}
