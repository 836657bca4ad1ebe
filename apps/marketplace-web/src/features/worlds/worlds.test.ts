import { expect, test } from 'vitest';
import { clockRefusal, rateText, worldInstant } from './worlds.ts';

const reading = { world: { now: 1_000_000, rate: 60 }, readAt: 500 };

test('between two answers a world’s clock runs on at its rate', () => {
  expect(worldInstant(reading, 1_500)).toBe(1_060_000);
  expect(worldInstant({ ...reading, world: { ...reading.world, rate: 0 } }, 9_999)).toBe(1_000_000);
});

test('a world’s clock never shows less than the server told', () => {
  expect(worldInstant(reading, 100)).toBe(1_000_000);
});

test('rates are told in words', () => {
  expect([0, 1, 60, 0.5, 3600].map(rateText)).toEqual([
    'stands still',
    'at the pace of real time',
    '60 × real time',
    '0.5 × real time',
    '3,600 × real time',
  ]);
});

test('only the live world says why its clock cannot be moved', () => {
  expect(clockRefusal({ kind: 'live' })).toContain('real time');
  expect(clockRefusal({ kind: 'test' })).toBeUndefined();
});
