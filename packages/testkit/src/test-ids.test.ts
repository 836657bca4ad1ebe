import { expect, test } from 'vitest';
import { TEST_START, testClock, testIds } from './index.ts';

test('ids of one seed are the same in every run, ids without a seed are not', () => {
  expect(testIds(1).hex32()).toBe(testIds(1).hex32());
  expect(testIds(1).hex32()).not.toBe(testIds(2).hex32());
  expect(testIds().hex32()).not.toBe(testIds().hex32());
});

test('ids bear the instant of the clock they are given', () => {
  const clock = testClock();
  clock.advance(1_000);
  const instant = Number.parseInt(testIds(1, clock).uuid().replace('-', '').slice(0, 12), 16);
  expect(instant).toBe(TEST_START + 1_000);
});
