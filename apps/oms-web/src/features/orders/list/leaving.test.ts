import { expect, test } from 'vitest';
import { hasLeft } from './leaving.ts';

const shown = { status: 'new', openProblems: 1 } as const;

test('a row is faded when its view no longer holds it', () => {
  expect(hasLeft('to-acknowledge', shown, { status: 'acknowledged', openProblems: 0 })).toBe(true);
  expect(hasLeft('to-acknowledge', shown, { status: 'new', openProblems: 0 })).toBe(false);
  expect(hasLeft('problems', shown, { status: 'new', openProblems: 0 })).toBe(true);
  expect(hasLeft('problems', shown, shown)).toBe(false);
});

test('the view of all orders is never left', () => {
  expect(hasLeft('all', shown, { status: 'complete', openProblems: 0 })).toBe(false);
});
