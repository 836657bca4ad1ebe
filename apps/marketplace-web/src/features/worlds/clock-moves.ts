/** Owns the form in which a clock is moved: what was entered, whether it can be sent, and what it will do. */
import { type DurationParts, durationText, joinDuration } from '../../parts/durations.ts';
import type { ClockMove } from './worlds.queries.ts';
import { rateText } from './worlds.ts';

export const moveKinds = ['advance', 'set', 'rate'] as const;
export type MoveKind = (typeof moveKinds)[number];

export interface MoveValues {
  readonly kind: MoveKind;
  readonly advance: { readonly amount: number | ''; readonly unit: DurationParts['unit'] };
  /** As a field for local date and time holds it: `2026-03-01T14:30:00`. */
  readonly setTo: string;
  readonly rate: number | '';
}

/** The farthest single step: ten years. */
const MOST_ADVANCE_MS = 10 * 366 * 86_400_000;
const MOST_RATE = 100_000;

export type CheckedMove =
  | { readonly ok: true; readonly move: ClockMove; readonly target: number | undefined; readonly effect: string }
  | { readonly ok: false; readonly text: string };

const bad = (text: string): CheckedMove => ({ ok: false, text });

/** @param now world time, in milliseconds */
export function checkMove(values: MoveValues, now: number): CheckedMove {
  switch (values.kind) {
    case 'advance':
      return checkAdvance(values, now);
    case 'set':
      return checkSet(values, now);
    case 'rate':
      return checkRate(values);
  }
}

function checkAdvance({ advance: { amount, unit } }: MoveValues, now: number): CheckedMove {
  if (amount === '' || amount <= 0) return bad('Enter how far the clock goes on');
  const advanceMs = joinDuration({ amount, unit });
  if (advanceMs > MOST_ADVANCE_MS) return bad('At most ten years at once');
  const target = now + advanceMs;
  return { ok: true, move: { advanceMs }, target, effect: `The clock goes on by ${durationText(advanceMs)}.` };
}

function checkSet({ setTo }: MoveValues, now: number): CheckedMove {
  const target = new Date(setTo).getTime();
  if (!Number.isFinite(target)) return bad('Enter a date and time');
  if (target < now) return bad('A world’s clock does not go back');
  return { ok: true, move: { setTo: target }, target, effect: `The clock goes on by ${durationText(target - now)}.` };
}

function checkRate({ rate }: MoveValues): CheckedMove {
  if (rate === '' || rate < 0 || rate > MOST_RATE) return bad('A number from 0 to 100,000');
  return { ok: true, move: { rate }, target: undefined, effect: `From now on the clock ${runs(rate)}.` };
}

const runs = (rate: number): string => (rate === 0 ? rateText(0) : `runs ${rateText(rate)}`);

/** An instant as a field for local date and time holds it. */
export function localFieldText(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
