import { expect, test } from 'vitest';
import { differenceText, skusIn, standingOf } from './stock-counts.ts';

test('how far a count is, is told with what differs', () => {
  const lines = { open: 2, counted: 3, applied: 0, refused: 0 };
  expect(standingOf({ lines, differing: 0, unitsMore: 0, unitsFewer: 0 })).toBe('3 of 5 counted');
  expect(standingOf({ lines, differing: 1, unitsMore: 0, unitsFewer: 2 })).toBe('3 of 5 counted, 1 differs (2 fewer)');
  expect([null, 0, 4, -3].map(differenceText)).toEqual(['–', '0', '+4', '−3']);
});

test('a list of SKUs may be written in any way', () => {
  expect(skusIn(' A, B\nC;A \n')).toEqual(['A', 'B', 'C']);
});
