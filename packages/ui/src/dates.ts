/** Owns how instants and spans of time are written for people. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface Place {
  /** BCP 47 name; absent: the browser's. */
  readonly locale?: string;
  /** IANA name; absent: the browser's. */
  readonly timeZone?: string;
}

const dayKey = (at: number, place: Place): string =>
  new Intl.DateTimeFormat('en-CA', { ...zone(place), year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);

const zone = ({ timeZone }: Place) => (timeZone === undefined ? {} : { timeZone });

/** Short form that leaves out what the reader knows: "14:03" today, "Yesterday 14:03", "3 May, 14:03", with the year when it is another. */
export function shortInstant(at: number, now: number, place: Place = {}): string {
  const time = new Intl.DateTimeFormat(place.locale, { ...zone(place), timeStyle: 'short' }).format(at);
  const day = dayKey(at, place);
  if (day === dayKey(now, place)) return time;
  if (day === dayKey(now - DAY_MS, place)) return `Yesterday ${time}`;
  if (day === dayKey(now + DAY_MS, place)) return `Tomorrow ${time}`;
  const sameYear = day.slice(0, 4) === dayKey(now, place).slice(0, 4);
  const date = new Intl.DateTimeFormat(place.locale, {
    ...zone(place),
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at);
  return `${date}, ${time}`;
}

/** The whole truth about an instant, for hovering: local date and time to the millisecond with zone, and UTC. */
export function exactInstant(at: number, place: Place = {}): string {
  const local = new Intl.DateTimeFormat(place.locale, {
    ...zone(place),
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZoneName: 'short',
  }).format(at);
  return `${local} (${new Date(at).toISOString()})`;
}

/** A span in its largest fitting unit: "45 s", "12 min", "3 h", "2 days". Negative spans count like positive ones. */
export function shortSpan(spanMs: number): string {
  const size = Math.abs(spanMs);
  if (size < MINUTE_MS) return `${Math.floor(size / 1000)} s`;
  if (size < HOUR_MS) return `${Math.floor(size / MINUTE_MS)} min`;
  if (size < 2 * DAY_MS) return `${Math.floor(size / HOUR_MS)} h`;
  return `${Math.floor(size / DAY_MS)} days`;
}

/** "just now", "12 min ago", "in 3 h". */
export function relativeTime(at: number, now: number): string {
  const spanMs = at - now;
  if (Math.abs(spanMs) < 45_000) return spanMs > 5_000 ? 'in a moment' : 'just now';
  return spanMs > 0 ? `in ${shortSpan(spanMs)}` : `${shortSpan(spanMs)} ago`;
}

/** Duration of work: "35 ms", "1.4 s", "2 min 5 s". */
export function duration(durationMs: number): string {
  if (durationMs < 1000) return `${durationMs} ms`;
  if (durationMs < MINUTE_MS) return `${(durationMs / 1000).toFixed(1)} s`;
  return `${Math.floor(durationMs / MINUTE_MS)} min ${Math.floor((durationMs % MINUTE_MS) / 1000)} s`;
}
