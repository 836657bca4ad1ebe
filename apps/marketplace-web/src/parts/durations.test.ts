import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationText, joinDuration, splitDuration } from './durations.ts';

describe('splitDuration', () => {
  test('a duration stands in the largest unit that it fills', () => {
    expect(splitDuration(1_800_000)).toEqual({ amount: 30, unit: 'minutes' });
    expect(splitDuration(86_400_000)).toEqual({ amount: 1, unit: 'days' });
    expect(splitDuration(90_000)).toEqual({ amount: 90, unit: 'seconds' });
    expect(splitDuration(0)).toEqual({ amount: 0, unit: 'seconds' });
  });

  test('what is shown and not touched is sent back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * 366 * 86_400_000 }), (durationMs) => {
        expect(joinDuration(splitDuration(durationMs))).toBe(durationMs);
      }),
    );
  });
});

test('a duration is read in its two largest units', () => {
  expect(durationText(1_000)).toBe('1 second');
  expect(durationText(1_830_000)).toBe('30 minutes 30 seconds');
  expect(durationText(93_601_000)).toBe('1 day 2 hours');
  expect(durationText(0)).toBe('0 seconds');
});
