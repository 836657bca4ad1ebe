import { describe, expect, test } from 'vitest';
import { duration, exactInstant, relativeTime, shortInstant, shortSpan } from './dates.ts';

const place = { locale: 'en-GB', timeZone: 'America/New_York' };
const now = Date.parse('2026-05-07T18:00:00Z');
const at = (text: string) => Date.parse(text);

describe('shortInstant', () => {
  test('leaves out the day when it is today in the reader’s zone, not in UTC', () => {
    expect(shortInstant(at('2026-05-07T04:30:00Z'), now, place)).toBe('00:30');
    expect(shortInstant(at('2026-05-07T03:30:00Z'), now, place)).toBe('Yesterday 23:30');
  });

  test('names tomorrow, then the date, then the year when it is another', () => {
    expect(shortInstant(at('2026-05-08T16:00:00Z'), now, place)).toBe('Tomorrow 12:00');
    expect(shortInstant(at('2026-04-01T16:00:00Z'), now, place)).toBe('1 Apr, 12:00');
    expect(shortInstant(at('2025-12-31T16:00:00Z'), now, place)).toBe('31 Dec 2025, 11:00');
  });
});

test('exactInstant gives milliseconds, the zone and UTC', () => {
  const text = exactInstant(at('2026-05-07T18:03:22.123Z'), place);
  expect(text).toContain('14:03:22.123');
  expect(text).toContain('2026-05-07T18:03:22.123Z');
});

test('spans use the largest fitting unit and never round up', () => {
  expect([59_999, 60_000, 3_599_999, 3_600_000, 47 * 3_600_000, 48 * 3_600_000].map(shortSpan)).toEqual([
    '59 s',
    '1 min',
    '59 min',
    '1 h',
    '47 h',
    '2 days',
  ]);
});

test('relativeTime looks both ways', () => {
  expect(relativeTime(now - 1000, now)).toBe('just now');
  expect(relativeTime(now - 12 * 60_000, now)).toBe('12 min ago');
  expect(relativeTime(now + 3 * 3_600_000, now)).toBe('in 3 h');
  expect(relativeTime(now + 20_000, now)).toBe('in a moment');
});

test('durations keep the digits that matter', () => {
  expect([35, 1_449, 125_000].map(duration)).toEqual(['35 ms', '1.4 s', '2 min 5 s']);
});
