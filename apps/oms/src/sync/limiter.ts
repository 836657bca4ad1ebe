/** Owns how many calls a channel gets at once, and which go first: one limiter per connection, in its worker's memory. */
import type { Clock, Instant } from '@jetway/kernel';
import type { Timer } from '@jetway/service';
import type { ChannelAnswer } from '../channels/index.ts';
import { type CallLane, createBudget } from './budget.ts';

export type { CallLane } from './budget.ts';

export interface Limiter {
  /** Makes the call when its turn comes. An answer `later` makes all lanes wait as long as it says. */
  readonly call: <T>(lane: CallLane, work: () => Promise<ChannelAnswer<T>>) => Promise<ChannelAnswer<T>>;
  /** Calls under way and waiting. */
  readonly load: () => number;
  /** Answers everything that waits with `later`, and whatever comes after. */
  readonly stop: () => void;
}

export interface LimiterOptions {
  readonly clock: Clock;
  readonly timer: Timer;
  /** Calls at once at most; 8 when absent: with answers in 50 ms that is 160 a second, more than a seller needs. */
  readonly mostAtOnce?: number;
  /** Calls within a minute at most; undefined: as many as there are. */
  readonly perMinute?: () => number | undefined;
  /** Longest wait that an answer `later` can impose; 60,000 when absent. */
  readonly longestPauseMs?: number;
}

/** The part of the width that a lane and those below it may fill, so that the more urgent finds a place at once. */
const SHARE: Readonly<Record<CallLane, number>> = { urgent: 1, normal: 0.75, bulk: 0.375 };
const LANES: readonly CallLane[] = ['urgent', 'normal', 'bulk'];
/** A lane that waits while so many calls of others begin gets the next place, whatever its share: none ever starves. */
const PATIENCE = 16;
/** After so many good answers in a row one more call at a time is tried, up to the most. */
const GOOD_BEFORE_WIDER = 20;

/** What `work` answers when it did not call after all: the channel asked for no patience. */
export const NOT_CALLED = {
  kind: 'later',
  text: 'The channel is not called at the moment.',
  retryAfterMs: 1_000,
} as const;
const STOPPED = { kind: 'later', text: 'Sync stops; this is sent later.', retryAfterMs: 0 } as const;

interface Learnt {
  width: number;
  good: number;
  pausedUntil: Instant;
}

/** Fewer at once when the channel asks for patience, more again as it answers well. */
function learn(
  state: Learnt,
  answer: ChannelAnswer<unknown>,
  limits: { readonly most: number; readonly longestPauseMs: number; readonly now: Instant },
): void {
  if (answer.kind === 'later') {
    state.width = Math.max(1, Math.floor(state.width / 2));
    state.good = 0;
    state.pausedUntil = Math.max(state.pausedUntil, limits.now + Math.min(answer.retryAfterMs, limits.longestPauseMs));
  } else if (answer.kind === 'ok') {
    state.good += 1;
    if (state.good < GOOD_BEFORE_WIDER) return;
    state.good = 0;
    state.width = Math.min(limits.most, state.width + 1);
  }
}

/** Counts the calls of others that began while a lane had one waiting. */
function createFairness(waits: (lane: CallLane) => boolean) {
  const passedOver: Record<CallLane, number> = { urgent: 0, normal: 0, bulk: 0 };
  return {
    isOverdue: (lane: CallLane): boolean => waits(lane) && passedOver[lane] >= PATIENCE,
    began: (lane: CallLane): void => {
      for (const other of LANES) if (other !== lane && waits(other)) passedOver[other] += 1;
      passedOver[lane] = 0;
    },
  };
}

export function createLimiter(options: LimiterOptions): Limiter {
  const most = options.mostAtOnce ?? 8;
  const longestPauseMs = options.longestPauseMs ?? 60_000;
  const waiting: Readonly<Record<CallLane, (() => void)[]>> = { urgent: [], normal: [], bulk: [] };
  const running: Record<CallLane, number> = { urgent: 0, normal: 0, bulk: 0 };
  const state = { width: most, good: 0, pausedUntil: 0, isStopped: false };
  const fairness = createFairness((lane) => waiting[lane].length > 0);
  const budget = createBudget(options.clock, options.perMinute ?? (() => undefined));
  let cancelPause: (() => void) | undefined;

  const total = (): number => running.urgent + running.normal + running.bulk;
  const filled: Readonly<Record<CallLane, () => number>> = {
    urgent: total,
    normal: () => running.normal + running.bulk,
    bulk: () => running.bulk,
  };
  const hasRoom = (lane: CallLane): boolean => filled[lane]() < Math.max(1, Math.floor(state.width * SHARE[lane]));
  const next = (): CallLane | undefined =>
    LANES.find(fairness.isOverdue) ??
    LANES.find((lane) => waiting[lane].length > 0 && hasRoom(lane) && (lane !== 'bulk' || hasRoom('normal')));
  const pumpAfter = (waitMs: number): void => {
    cancelPause?.();
    cancelPause = options.timer.after(waitMs, () => {
      cancelPause = undefined;
      pump();
    });
  };
  const begin = (lane: CallLane): void => {
    running[lane] += 1;
    budget.spend();
    fairness.began(lane);
    waiting[lane].shift()?.();
  };
  const pump = (): void => {
    const pauseMs = state.pausedUntil - options.clock.now();
    if (pauseMs > 0 && !state.isStopped) {
      pumpAfter(pauseMs);
      return;
    }
    while (state.isStopped || total() < state.width) {
      const lane = state.isStopped ? LANES.find((one) => waiting[one].length > 0) : next();
      if (lane === undefined) return;
      const waitMs = state.isStopped ? 0 : budget.waitMs(lane, fairness.isOverdue(lane));
      if (waitMs > 0) {
        pumpAfter(waitMs);
        return;
      }
      begin(lane);
    }
  };
  return {
    load: () => total() + LANES.reduce((sum, lane) => sum + waiting[lane].length, 0),
    stop: () => {
      state.isStopped = true;
      cancelPause?.();
      pump();
    },
    call: async (lane, work) => {
      await new Promise<void>((resolve) => {
        waiting[lane].push(resolve);
        pump();
      });
      try {
        if (state.isStopped) return STOPPED;
        const answer = await work();
        if (answer !== NOT_CALLED) learn(state, answer, { most, longestPauseMs, now: options.clock.now() });
        return answer;
      } finally {
        running[lane] -= 1;
        pump();
      }
    },
  };
}
