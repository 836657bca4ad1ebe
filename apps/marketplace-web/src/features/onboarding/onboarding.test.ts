import type { Onboarding } from '@jetway/marketplace-api';
import { expect, test } from 'vitest';
import { progressText, standingOf } from './onboarding.ts';

const of = (done: boolean, ...doneAt: (number | null)[]): Onboarding => ({
  merchantId: 'm',
  done,
  override: null,
  steps: doneAt.map((at) => ({ step: 'order_shipped', doneAt: at })),
});

test.each([
  [of(false, 1, null), 'open', '1 of 2 steps done'],
  [of(true, 1, null), 'let in', '1 of 2 steps done'],
  [of(true, 1, 2), 'done', '2 of 2 steps done'],
])('%j stands as %s', (onboarding, standing, text) => {
  expect([standingOf(onboarding), progressText(onboarding)]).toEqual([standing, text]);
});
