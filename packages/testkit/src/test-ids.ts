/** Owns the clocks and ids of tests. */
import { randomBytes } from 'node:crypto';
import { type Clock, createIds, type Ids, type ManualClock, manualClock, seededRandom } from '@jetway/kernel';

/** 2026-01-05T12:00:00Z, a Monday: the instant that tests begin at, in milliseconds. */
export const TEST_START = Date.UTC(2026, 0, 5, 12);

/** A clock that stands at `TEST_START` until it is moved. */
export const testClock = (): ManualClock => manualClock(TEST_START);

/**
 * Ids for a test. With a seed they are the same in every run; without one they are unlike any other test's, which is
 * what a fresh tenant in a shared database needs.
 */
export function testIds(seed?: number, clock: Clock = testClock()): Ids {
  return createIds(clock, seed === undefined ? (length) => Uint8Array.from(randomBytes(length)) : seededRandom(seed));
}
