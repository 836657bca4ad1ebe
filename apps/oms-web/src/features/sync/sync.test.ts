import { expect, test } from 'vitest';
import { parseSyncSearch, resultText } from './sync.ts';

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
