/** Owns where the seller's days begin: midnights of a time zone, right when clocks are put forward or back. */
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '@jetway/kernel';

export interface Day {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly startsAt: Instant;
}

const dayFormat = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** Days as numbers since 1970, so that they can be counted. */
const numberOf = (format: Intl.DateTimeFormat, at: Instant): number => Date.parse(format.format(at)) / DAY_MS;

const nameOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** No zone is farther from UTC than this. */
const FARTHEST_ZONE_MS = 15 * HOUR_MS;

/**
 * The first instant, to the minute, that is on this day or after it. Looked for in halves, because a midnight need not
 * exist (clocks put forward at 0:00), and a day need not either (a zone that changed sides of the date line).
 */
function startOf(format: Intl.DateTimeFormat, day: number): Instant {
  const middle = day * DAY_MS;
  let before = (middle - FARTHEST_ZONE_MS) / MINUTE_MS;
  let within = (middle + FARTHEST_ZONE_MS) / MINUTE_MS;
  while (within - before > 1) {
    const half = Math.floor((before + within) / 2);
    if (numberOf(format, half * MINUTE_MS) < day) before = half;
    else within = half;
  }
  return within * MINUTE_MS;
}

/** The last `count` days of a zone, oldest first, today the last; and when today ends. */
export function lastDays(
  timeZone: string,
  now: Instant,
  count: number,
): { readonly days: readonly Day[]; readonly endsAt: Instant } {
  const format = dayFormat(timeZone);
  const today = numberOf(format, now);
  const days = Array.from({ length: count }, (_, index) => {
    const number = today - (count - 1 - index);
    return { day: nameOf(number), startsAt: startOf(format, number) };
  });
  return { days, endsAt: startOf(format, today + 1) };
}
