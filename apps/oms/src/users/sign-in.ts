/** Owns the rules of signing in: how long sessions last, and how many attempts there are. */
import { DAY_MS, type Instant, MINUTE_MS } from '@jetway/kernel';

/** A session ends when it was not used this long … */
export const SESSION_IDLE_MS = 7 * DAY_MS;
/** … and this long after the sign-in in any case. */
export const SESSION_LONGEST_MS = 30 * DAY_MS;
/** Uses are written down at most this often. */
export const SEEN_EVERY_MS = MINUTE_MS;

/** When a session ends if it is not used again. */
export const sessionEnd = (session: { readonly seenAt: Instant; readonly expiresAt: Instant }): Instant =>
  Math.min(session.seenAt + SESSION_IDLE_MS, session.expiresAt);

/** Attempts are counted in windows of this length, beginning with the first. */
export const ATTEMPT_WINDOW_MS = 15 * MINUTE_MS;
/** Enough for a person who tries old passwords; a guesser gets fewer than 1,000 a day. */
const MOST_PER_EMAIL = 10;
/** An office shares one address. */
const MOST_PER_IP = 60;

export interface Attempts {
  readonly attempts: number;
  readonly windowStartedAt: Instant;
}

/** Milliseconds to wait before another attempt; 0 when one is free. Counts the present attempt. */
export function waitMs(email: Attempts, ip: Attempts, now: Instant): number {
  const wait = (seen: Attempts, most: number): number =>
    seen.attempts > most ? Math.max(0, seen.windowStartedAt + ATTEMPT_WINDOW_MS - now) : 0;
  return Math.max(wait(email, MOST_PER_EMAIL), wait(ip, MOST_PER_IP));
}

/** People do not tell apart addresses that differ in case only. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();
