/** Owns the idea of time: everything that needs an instant is given a clock, and a simulation can own it. */

/** An instant in whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

export interface Clock {
  /** The present instant, in whole milliseconds UTC. */
  readonly now: () => Instant;
}

/** The machine's own clock. Only a program's `main.ts` may choose it. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved; for tests and simulation. */
export interface ManualClock extends Clock {
  /** Moves the clock forward by a number of milliseconds and returns the new instant. */
  readonly advance: (ms: number) => Instant;
  /** Puts the clock to an instant, which may lie in the past. */
  readonly set: (instant: Instant) => void;
}

export function manualClock(start: Instant): ManualClock {
  let current = start;
  return {
    now: () => current,
    advance: (ms) => {
      current += ms;
      return current;
    },
    set: (instant) => {
      current = instant;
    },
  };
}

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
