import { expect, test } from 'vitest';
import { pollEvery } from './polling.ts';

test('what is shown is asked for again, and a failure before anything was shown is left to the reader', () => {
  const poll = pollEvery(2_000);
  expect(poll({ state: { data: [] } })).toBe(2_000);
  expect(poll({ state: { data: undefined } })).toBe(false);
});
