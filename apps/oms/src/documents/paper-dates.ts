/** Owns how instants are written on paper: in the zone of who prints. */
import type { Instant } from '@jetway/kernel';

export interface PaperDates {
  /** Nov 3, 2026 */
  readonly day: (at: Instant) => string;
  /** Nov 3, 2026, 2:05 PM EST */
  readonly moment: (at: Instant) => string;
}

export function paperDates(timeZone: string): PaperDates {
  const date = { timeZone, year: 'numeric', month: 'short', day: 'numeric' } as const;
  const day = new Intl.DateTimeFormat('en-US', date);
  const moment = new Intl.DateTimeFormat('en-US', {
    ...date,
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  return { day: (at) => day.format(at), moment: (at) => moment.format(at) };
}
