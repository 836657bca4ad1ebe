/**
 * Owns what sending and pulling need of whoever owns orders. `sync` calls these; `orders` provides them with the same
 * names and signatures, and the wiring hands them over.
 */
import type { Instant } from '@jetway/kernel';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import type { ChannelOrder, IntentPayload } from './port.ts';

/** NOTIFY channel that wakes the senders of intents; the payload is the organization. */
export const intentsChannel = 'oms_intents';

/** What importing needs to know of a connection. */
export interface ImportConnection {
  readonly organizationId: string;
  readonly connectionId: string;
  /** Kind of the channel, such as `jet`. */
  readonly channel: string;
  readonly acknowledgePolicy: 'hold' | 'accept-when-covered' | 'accept-always';
  readonly acknowledgeWithinHours: number;
  /** How far the channel's clock is ahead of ours. */
  readonly clockOffsetMs: number;
}

/** The next unsettled intent of an order, due. */
export interface IntentToSend {
  readonly intentId: string;
  readonly orderId: string;
  readonly channelOrderId: string;
  readonly payload: IntentPayload;
  /** `pending`: to be sent. `unknown`: to be read back. */
  readonly state: 'pending' | 'unknown';
  /** How often it was sent. */
  readonly attempts: number;
  /** SKUs that the order's lines were matched to. */
  readonly skuIds: readonly string[];
  /** Request that the intent came from; travels with the message. */
  readonly requestId: string | null;
}

/** An intent that waits, for the list of what would be sent. */
export interface WaitingIntent {
  readonly intentId: string;
  readonly orderId: string;
  readonly payload: IntentPayload;
  readonly createdAt: Instant;
}

export interface WaitingPage {
  readonly after?: { readonly at: Instant; readonly id: string } | undefined;
  readonly limit: number;
}

/**
 * Orders and their outbox, as sync sees them. Functions that take `tx` run in a transaction that sync opened, in which
 * the fence of the lease has been checked where a sending is recorded.
 */
export interface OrderSink {
  /** Imports or updates one order by (organization, connection, channel order id); touches, problems, intents included. */
  readonly importOrder: (
    tx: Handle,
    connection: ImportConnection,
    order: ChannelOrder,
    by: Actor,
    now: Instant,
  ) => Promise<'imported' | 'updated' | 'unchanged'>;
  /** Which of these orders are imported already: a list of ready orders names them again until they are answered. */
  readonly knownOrders: (
    handle: Handle,
    organizationId: string,
    connectionId: string,
    channelOrderIds: readonly string[],
  ) => Promise<ReadonlySet<string>>;
  /** Orders not finished on our side whose copy was last read before an instant, the longest ago first. */
  readonly openOrders: (
    handle: Handle,
    organizationId: string,
    connectionId: string,
    options: { readonly readBefore: Instant; readonly limit: number },
  ) => Promise<readonly { readonly orderId: string; readonly channelOrderId: string }[]>;
  /**
   * Due intents, the next of each order only, the oldest first; tags after all others, for which they keep nothing
   * waiting. Ship intents only when `withShipments`.
   */
  readonly takeIntents: (
    handle: Handle,
    organizationId: string,
    connectionId: string,
    options: { readonly now: Instant; readonly limit: number; readonly withShipments: boolean },
  ) => Promise<readonly IntentToSend[]>;
  /** `pending` → `sending` under this fence, attempts + 1. False when the intent is not pending any more. */
  readonly markSending: (
    tx: Handle,
    organizationId: string,
    intentId: string,
    fence: number,
    now: Instant,
  ) => Promise<boolean>;
  /** What an earlier lease left in `sending` → `unknown`, due at once. Answers how many. */
  readonly recoverSending: (
    tx: Handle,
    organizationId: string,
    connectionId: string,
    fence: number,
    now: Instant,
  ) => Promise<number>;
  /** Reading back proved it: → `confirmed`; the order follows what was read. */
  readonly recordIntentConfirmed: (
    tx: Handle,
    organizationId: string,
    intentId: string,
    readBack: ChannelOrder,
    by: Actor,
    now: Instant,
  ) => Promise<void>;
  /**
   * The channel will not take it: → `failed`, or moot because the order ended there; the order follows what was read.
   * `needsPerson` says whether somebody must look at it; sync then raises the problem `message-failed`.
   */
  readonly recordIntentFailed: (
    tx: Handle,
    organizationId: string,
    intentId: string,
    failure: { readonly text: string; readonly readBack: ChannelOrder | null },
    by: Actor,
    now: Instant,
  ) => Promise<{ readonly needsPerson: boolean }>;
  /** It may have been done: → `unknown` (or stays so), to be read back no sooner than this. */
  readonly recordIntentUnknown: (
    tx: Handle,
    organizationId: string,
    intentId: string,
    failure: { readonly text: string; readonly readBackAt: Instant },
    now: Instant,
  ) => Promise<void>;
  /** It was surely not done (`sending` or `unknown` → `pending`), to be sent again no sooner than this. */
  readonly recordIntentPostponed: (
    tx: Handle,
    organizationId: string,
    intentId: string,
    failure: { readonly text: string | null; readonly retryAt: Instant },
    now: Instant,
  ) => Promise<void>;
  /** Unsettled intents by connection (pending, sending, unknown); a connection without any is absent. */
  readonly countWaitingIntents: (
    handle: Handle,
    organizationId: string,
    connectionIds: readonly string[],
  ) => Promise<ReadonlyMap<string, number>>;
  /** Pending intents, oldest first (by creation, then id). */
  readonly listWaitingIntents: (
    handle: Handle,
    organizationId: string,
    connectionId: string,
    page: WaitingPage,
  ) => Promise<readonly WaitingIntent[]>;
}
