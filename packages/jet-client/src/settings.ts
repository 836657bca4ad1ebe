/** Owns what a client is made with, and what goes along with one call. */
import type { Transport } from '@jetway/http-contract';
import type { Clock } from '@jetway/kernel';
import type { JetExchange } from './exchange.ts';

/** Waiting, injected so that tests and simulation own it. */
export interface JetTimer {
  /** Calls `ring` once after `ms`, unless the returned function is called before. */
  readonly after: (ms: number, ring: () => void) => () => void;
  /** Milliseconds of a steady clock, for durations. */
  readonly steadyNowMs: () => number;
}

export interface JetClientOptions {
  /** Address up to and without the resource, for instance `https://merchant-api.example/api`. */
  readonly baseUrl: string;
  /** The account's API user. */
  readonly user: string;
  readonly secret: string;
  readonly transport: Transport;
  /** Real time: tokens and waiting live on it. */
  readonly clock: Clock;
  readonly timer: JetTimer;
  /** A number in [0, 1), to spread repeated requests. */
  readonly random: () => number;
  /** Makes the `x-request-id` of calls that bring none. */
  readonly newRequestId: () => string;
  /** Told of every request whose call has no hook of its own. It must not throw. */
  readonly onExchange?: (exchange: JetExchange) => void;
  /** Longest wait for one answer; 30,000 when absent. */
  readonly timeoutMs?: number;
  /** Requests per call where repeating is safe, the first included; 4 when absent. */
  readonly maxAttempts?: number;
  /** Longest wait before the second request, doubled each time; chance says how much of it is waited. 500 when absent. */
  readonly firstBackoffMs?: number;
  /** When a wait would be longer than this the call answers `later` instead; 10,000 when absent. */
  readonly longestBackoffMs?: number;
}

export interface JetCallOptions {
  /** Sent as `x-request-id` with every request of the call. */
  readonly requestId?: string;
  /** W3C trace context, sent on. */
  readonly traceparent?: string;
  /** Ends the call: `later` when nothing was sent yet, otherwise `unknown`. */
  readonly signal?: AbortSignal;
  /** Requests at most, for a caller who repeats by itself. */
  readonly maxAttempts?: number;
  /** Longest wait for one answer of this call, in milliseconds; the client's own when absent. */
  readonly timeoutMs?: number;
  /** Told of every request of the call, and of a sign-in that it caused. It must not throw. */
  readonly onExchange?: (exchange: JetExchange) => void;
}

export type Resolved = JetClientOptions &
  Required<Pick<JetClientOptions, 'timeoutMs' | 'maxAttempts' | 'firstBackoffMs' | 'longestBackoffMs'>>;

export const withDefaults = (options: JetClientOptions): Resolved => ({
  timeoutMs: 30_000,
  maxAttempts: 4,
  firstBackoffMs: 500,
  longestBackoffMs: 10_000,
  ...options,
});
