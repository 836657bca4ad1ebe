import { expect, test } from 'vitest';
import { everyText, shoppersState } from './shoppers.ts';

const told = { ratePerMinute: 12, paused: false, waiting: 3, pauseAtWaiting: 30 };

test('what holds the shoppers back is told first', () => {
  expect(shoppersState(told).name).toBe('Shopping');
  expect(shoppersState({ ...told, waiting: 30 }).name).toBe('Waiting for merchants');
  expect(shoppersState({ ...told, waiting: 30, paused: true }).name).toBe('Paused');
  expect(shoppersState({ ...told, ratePerMinute: 0, paused: true }).name).toBe('Nobody shops');
});

test('a rate is told as how often somebody orders', () => {
  expect([12, 40, 0.2, 6_000].map(everyText)).toEqual([
    'every 5 s',
    'every 1.5 s',
    'every 5 min',
    '100 times a second',
  ]);
});
