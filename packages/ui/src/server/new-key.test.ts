import { expect, test } from 'vitest';
import { createIdempotencyKeys, newKey } from './new-key.ts';

const counting = () => {
  let count = 0;
  return createIdempotencyKeys(() => `key-${++count}`);
};

test('the same request sent again without an answer keeps its key', () => {
  const keys = counting();
  expect(keys.headersFor({ a: 1 })).toEqual(keys.headersFor({ a: 1 }));
});

test('another body, or a try after an answer, gets a key of its own', () => {
  const keys = counting();
  const first = keys.headersFor({ a: 1 });
  const changed = keys.headersFor({ a: 2 });
  keys.answered();
  const afterAnswer = keys.headersFor({ a: 2 });
  expect(new Set([first, changed, afterAnswer].map((headers) => headers['idempotency-key'])).size).toBe(3);
});

test('keys are 32 hexadecimal digits and differ', () => {
  expect(newKey()).toMatch(/^[0-9a-f]{32}$/);
  expect(newKey()).not.toBe(newKey());
});
