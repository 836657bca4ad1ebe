import { expect, test } from 'vitest';
import { parseProblemSearch, seenText } from './problems.ts';

test('the address of the problems holds known filters only', () => {
  expect(parseProblemSearch({ state: 'resolved', kind: 'unknown-sku', x: 1 })).toEqual({
    state: 'resolved',
    kind: 'unknown-sku',
  });
  expect(parseProblemSearch({ state: 'open', kind: 'weather' })).toEqual({});
});

test('only what came back is counted', () => {
  expect(seenText({ seenCount: 1 })).toBeUndefined();
  expect(seenText({ seenCount: 3 })).toBe('seen 3 times');
});
