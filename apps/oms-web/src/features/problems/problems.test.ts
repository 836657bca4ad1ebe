import { expect, test } from 'vitest';
import { parseProblemSearch, seenText } from './problems.ts';

test('the address of the problems holds known filters only', () => {
  expect(parseProblemSearch({ state: 'resolved', kind: 'unknown-sku', x: 1 })).toEqual({
    state: 'resolved',
    kind: 'unknown-sku',
  });
  expect(parseProblemSearch({ state: 'open', kind: 'weather', who: 'you', deadline: 'soon' })).toEqual({});
  expect(parseProblemSearch({ who: 'me', deadline: 'late' })).toEqual({ who: 'me', deadline: 'late' });
});

test('only what came back is counted', () => {
  expect(seenText({ seenCount: 1 })).toBeUndefined();
  expect(seenText({ seenCount: 3 })).toBe('seen 3 times');
});
