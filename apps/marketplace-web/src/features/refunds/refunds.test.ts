import { expect, test } from 'vitest';
import { isDecided, timerText, wordsOf } from './refunds.ts';

test('a refund says what the world will do with it, until it is decided', () => {
  expect(timerText({ status: 'created', dueAt: 7_200_000 }, 0)).toBe('Processed in 2 h');
  expect(timerText({ status: 'processing', dueAt: 5 }, 10)).toBe('Decided now');
  expect(timerText({ status: 'accepted', dueAt: null }, 10)).toBeUndefined();
  expect([isDecided({ decidedAt: null }), isDecided({ decidedAt: 1 })]).toEqual([false, true]);
});

test('an unknown status stands as its own name', () => {
  expect(wordsOf('accepted').tone).toBe('success');
  expect(wordsOf('lost')).toMatchObject({ name: 'lost', tone: 'neutral' });
});
