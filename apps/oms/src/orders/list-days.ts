/** Owns what "today" means in a list: the day of the reader's time zone. */
import { DAY_MS, HOUR_MS, type Instant, ok, type Result, refuse } from '@jetway/kernel';

/** The instants that lists of deadlines are told by. */
export interface ListTimes {
  readonly now: Instant;
  readonly endOfDay: Instant;
}

/** Now, and when the day ends in this time zone. Refusal: `unknown_time_zone`. */
export function listTimes(now: Instant, timeZone = 'UTC'): Result<ListTimes, 'unknown_time_zone'> {
  const dayOf = dayIn(timeZone);
  if (dayOf === undefined)
    return refuse('unknown_time_zone', 'There is no such time zone.', { path: '/query/timeZone' });
  return ok({ now, endOfDay: nextDay(dayOf, now) });
}

type DayOf = (at: Instant) => string;

function dayIn(timeZone: string): DayOf | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    return (at) => format.format(at);
  } catch {
    return undefined;
  }
}

/** The first instant of another day. A day lasts 23 to 25 hours; halves are tried until the instant is known. */
function nextDay(dayOf: DayOf, now: Instant): Instant {
  const today = dayOf(now);
  let [same, other] = [now, now + DAY_MS + 2 * HOUR_MS];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (dayOf(middle) === today) same = middle;
    else other = middle;
  }
  return other;
}
