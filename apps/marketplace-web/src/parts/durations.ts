/** Owns durations as people enter and read them: a number and a unit. */

export const durationUnits = ['seconds', 'minutes', 'hours', 'days'] as const;
export type DurationUnit = (typeof durationUnits)[number];

const unitMs: Readonly<Record<DurationUnit, number>> = {
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};

export interface DurationParts {
  readonly amount: number;
  readonly unit: DurationUnit;
}

export const isDurationUnit = (value: string | null): value is DurationUnit =>
  durationUnits.some((unit) => unit === value);

/** A duration in the largest unit of which it is a whole number; what is no whole second stays a fraction. */
export function splitDuration(durationMs: number): DurationParts {
  const unit =
    durationUnits.findLast((one) => durationMs >= unitMs[one] && durationMs % unitMs[one] === 0) ?? 'seconds';
  return { amount: durationMs / unitMs[unit], unit };
}

/** In whole milliseconds. */
export const joinDuration = ({ amount, unit }: DurationParts): number => Math.round(amount * unitMs[unit]);

const counted = (amount: number, unit: DurationUnit): string =>
  `${amount.toLocaleString()} ${amount === 1 ? unit.slice(0, -1) : unit}`;

/** "30 minutes", "1 day 2 hours": at most the two largest units. */
export function durationText(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  const parts = durationUnits.toReversed().reduce<{ readonly left: number; readonly texts: readonly string[] }>(
    ({ left, texts }, unit) => {
      const size = unitMs[unit] / 1000;
      const amount = Math.floor(left / size);
      return { left: left - amount * size, texts: amount === 0 ? texts : [...texts, counted(amount, unit)] };
    },
    { left: seconds, texts: [] },
  );
  return parts.texts.length === 0 ? '0 seconds' : parts.texts.slice(0, 2).join(' ');
}
