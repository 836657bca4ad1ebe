/** Owns how near a deadline is: the tone and the words of its chip. */
import { shortSpan } from './dates.ts';
import type { Tone } from './status-chip.tsx';

const HOUR_MS = 3_600_000;
/** A deadline within this span is shown in red: somebody has to act now. */
export const URGENT_WITHIN_MS = 2 * HOUR_MS;
/** A deadline within this span is shown in amber: it belongs to this working day. */
export const SOON_WITHIN_MS = 12 * HOUR_MS;

export interface DeadlineState {
  readonly tone: Tone;
  /** "in 45 min", "3 h late". */
  readonly text: string;
  readonly late: boolean;
}

/** What to show for a deadline at this moment; both in milliseconds since 1970 UTC. */
export function deadlineState(deadlineAt: number, now: number): DeadlineState {
  const leftMs = deadlineAt - now;
  if (leftMs < 0) return { tone: 'danger', text: `${shortSpan(leftMs)} late`, late: true };
  const text = leftMs < 60_000 ? 'within a minute' : `in ${shortSpan(leftMs)}`;
  if (leftMs < URGENT_WITHIN_MS) return { tone: 'danger', text, late: false };
  return { tone: leftMs < SOON_WITHIN_MS ? 'warning' : 'neutral', text, late: false };
}
