import { expect, test } from 'vitest';
import { fileResult, longestLag, parseSyncSearch, resultText, share } from './sync.ts';

test('the address holds known filters only', () => {
  expect(parseSyncSearch({ kind: 'send-stock', state: 'failed', connection: 'c1', run: 'r1', x: 'y' })).toEqual({
    kind: 'send-stock',
    state: 'failed',
    connection: 'c1',
    run: 'r1',
  });
  expect(parseSyncSearch({ kind: 'dance', state: 7, connection: '' })).toEqual({});
});

test('a run tells its result in words, without zeros', () => {
  const run = { kind: 'pull-orders', state: 'done', found: 12, done: 11, failed: 1 } as const;
  expect(resultText(run)).toBe('12 found, 11 done, 1 failed');
  expect(resultText({ ...run, found: 0, done: 0, failed: 0 })).toBe('nothing to do');
  expect(resultText({ ...run, state: 'running', found: 0, done: 0, failed: 0 })).toBe('…');
  expect(resultText({ ...run, state: 'failed', found: 0, done: 0, failed: 0 })).toBe('');
  expect(resultText({ ...run, state: 'waiting' })).toBe('');
});

test('what a run counted besides is told in words; what has none is left out', () => {
  const run = { kind: 'read-back', state: 'done', found: 5, done: 5, failed: 0 } as const;
  expect(resultText({ ...run, details: { drifted: 2, other: 3 } })).toBe('5 found, 5 done, 2 drifted');
});

test('a bulk file tells what it holds, and what became of it', () => {
  expect(fileResult({ skus: 0, refused: 0, toldAgain: 0 })).toBe('not written yet');
  expect(fileResult({ skus: 12_000, refused: 3, toldAgain: 1 })).toBe('12,000 SKUs, 3 refused, 1 changed meanwhile');
});

test('the lag is that of what waits longest, and a share is never more than all', () => {
  expect(longestLag({ intentsSince: null, stockSince: null })).toBeNull();
  expect(longestLag({ intentsSince: 5, stockSince: 3 })).toBe(3);
  expect([share(0, 0), share(1, 3), share(9, 3)]).toEqual([0, 33, 100]);
});
