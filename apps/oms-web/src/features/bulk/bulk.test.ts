import type { BulkRun } from '@jetway/oms-api';
import { expect, test } from 'vitest';
import { parseBulkSearch, resultText, runTitle } from './bulk.ts';

const run = (more: Partial<BulkRun>): BulkRun => ({
  id: 'r',
  action: 'acknowledge',
  options: {},
  state: 'running',
  retryOf: null,
  orders: 3,
  done: 0,
  refused: 0,
  createdAt: 0,
  endedAt: null,
  actor: 'system',
  ...more,
});

test('a run says what it does, and what came of it so far', () => {
  expect(runTitle(run({ orders: 1 }))).toBe('Acknowledge 1 order');
  expect(resultText(run({ done: 1, refused: 1 }))).toBe('1 done, 1 refused, 1 to do');
  expect(resultText(run({ done: 3, state: 'done' }))).toBe('3 done');
  expect(resultText(run({ done: 1, state: 'cancelled' }))).toBe('1 done, 2 left');
});

test('an address without a run opens none', () => {
  expect(parseBulkSearch({ run: 7 })).toEqual({});
  expect(parseBulkSearch({ run: 'r1' })).toEqual({ run: 'r1' });
});
