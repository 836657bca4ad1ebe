/** Owns how many calls a channel gets within a minute: an allowance that fills again, of which the urgent keep a part. */
import type { Clock, Instant } from '@jetway/kernel';

/** urgent: messages about orders. normal: reading orders, stock that changed. bulk: what can wait. */
export type CallLane = 'urgent' | 'normal' | 'bulk';

export interface Budget {
  /** How long a call of this lane has to wait for its share of the budget; 0: it may begin. */
  readonly waitMs: (lane: CallLane, isOverdue: boolean) => number;
  /** A call begins. */
  readonly spend: () => void;
}

/** At once goes a tenth of a minute's calls, the rest as time passes: together no minute has more than its number. */
const AT_ONCE = 0.1;
const OVER_TIME = (1 - AT_ONCE) / 60_000;
/** The part of what may go at once that is kept for the more urgent. */
const KEPT: Readonly<Record<CallLane, number>> = { urgent: 0, normal: 0.25, bulk: 0.5 };

/** @param perMinute calls within a minute; undefined: as many as there are */
export function createBudget(clock: Clock, perMinute: () => number | undefined): Budget {
  const state: { left: number | undefined; at: Instant } = { left: undefined, at: clock.now() };
  const atOnce = (limit: number): number => Math.max(1, limit * AT_ONCE);
  const fill = (limit: number): number => {
    const now = clock.now();
    const most = atOnce(limit);
    const filled = Math.min(most, (state.left ?? most) + Math.max(0, now - state.at) * limit * OVER_TIME);
    Object.assign(state, { left: filled, at: now });
    return filled;
  };
  return {
    waitMs: (lane, isOverdue) => {
      const limit = perMinute();
      if (limit === undefined) return 0;
      const left = fill(limit);
      const needed = isOverdue ? 1 : Math.min(atOnce(limit), 1 + KEPT[lane] * atOnce(limit));
      return left >= needed ? 0 : Math.max(1, Math.ceil((needed - left) / (limit * OVER_TIME)));
    },
    spend: () => {
      const limit = perMinute();
      if (limit !== undefined) state.left = fill(limit) - 1;
    },
  };
}
