/** Owns what a world is: a clock that may run at a rate of its own, and a policy of durations. */
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS, ok, type Result, refuse } from '@jetway/kernel';
import type { WorldPolicy } from '@jetway/marketplace-api';

export type WorldKind = 'live' | 'test';

/** All live accounts share one world; every test account has one of its own. */
export interface World {
  readonly id: string;
  readonly kind: WorldKind;
  readonly name: string;
  /** The real instant at which the world's clock showed `anchorWorldAt`. */
  readonly anchorRealAt: Instant;
  readonly anchorWorldAt: Instant;
  /** World milliseconds that pass in one real millisecond; 0 stands still. */
  readonly rate: number;
  readonly policy: WorldPolicy;
}

/** Half an hour of hold (page Check for Orders); the other durations are this marketplace's own. */
export const DEFAULT_POLICY: WorldPolicy = {
  holdMs: 30 * MINUTE_MS,
  ackDeadlineMs: 24 * HOUR_MS,
  reviewMs: MINUTE_MS,
  refundDecisionMs: 24 * HOUR_MS,
  settlementPeriodMs: 7 * DAY_MS,
};

/** The last instant that a wire date can show: 9999-12-31T23:59:59.999Z. No world's clock goes beyond. */
export const LAST_WORLD_INSTANT: Instant = 253_402_300_799_999;

/** A world's time at a real instant, in whole milliseconds. */
export function worldNow(world: World, realNow: Instant): Instant {
  const passed = Math.floor((realNow - world.anchorRealAt) * world.rate);
  return Math.min(world.anchorWorldAt + passed, LAST_WORLD_INSTANT);
}

/** The real instant at which a world's clock will show an instant; undefined when it never will. */
export function realInstantOf(world: World, worldInstant: Instant): Instant | undefined {
  if (world.rate === 0) return undefined;
  return world.anchorRealAt + Math.ceil((worldInstant - world.anchorWorldAt) / world.rate);
}

export interface ClockMove {
  readonly advanceMs?: number;
  readonly setTo?: Instant;
  readonly rate?: number;
}

export type ClockRefusal = 'live_world' | 'nothing_to_do' | 'backwards';

/** The world after its clock was moved at a real instant; the clock never goes back. */
export function decideClockMove(world: World, move: ClockMove, realNow: Instant): Result<World, ClockRefusal> {
  if (world.kind === 'live') return refuse('live_world', 'The clock of the live world cannot be moved.');
  if (move.advanceMs === undefined && move.setTo === undefined && move.rate === undefined)
    return refuse('nothing_to_do', 'Give advanceMs, setTo or rate.');
  const before = worldNow(world, realNow);
  const target = (move.setTo ?? before) + (move.advanceMs ?? 0);
  if (target < before) return refuse('backwards', 'A world’s clock does not go back.', { path: '/setTo' });
  return ok({
    ...world,
    anchorRealAt: realNow,
    anchorWorldAt: Math.min(target, LAST_WORLD_INSTANT),
    rate: move.rate ?? world.rate,
  });
}
