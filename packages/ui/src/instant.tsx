/** Owns instants on screen: the reader's zone, with the exact instant on hover. */
import { useNow } from './clock.tsx';
import { exactInstant, relativeTime, shortInstant } from './dates.ts';

export interface InstantProps {
  /** Milliseconds since 1970 UTC; null shows a dash. */
  readonly at: number | null;
  /** short: date and time; relative: how long ago. */
  readonly form?: 'short' | 'relative';
  /** Shown when there is no instant. */
  readonly none?: string;
}

export function Instant({ at, form = 'short', none = '–' }: InstantProps) {
  const now = useNow();
  if (at === null) return <span>{none}</span>;
  return (
    <time dateTime={new Date(at).toISOString()} title={exactInstant(at)} className="jw-number">
      {form === 'short' ? shortInstant(at, now) : relativeTime(at, now)}
    </time>
  );
}
