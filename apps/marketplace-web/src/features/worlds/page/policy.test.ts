import { expect, test } from 'vitest';
import { changedPolicy, checkPolicy, policyValues } from './policy.ts';

const policy = {
  holdMs: 1_800_000,
  ackDeadlineMs: 86_400_000,
  reviewMs: 60_000,
  refundDecisionMs: 90_500,
  settlementPeriodMs: 604_800_000,
};

test('a policy that nobody touched is not sent', () => {
  expect(changedPolicy(policyValues(policy), policy)).toEqual({});
});

test('only what was changed is sent', () => {
  const values = { ...policyValues(policy), holdMs: { amount: 20, unit: 'seconds' as const } };
  expect(changedPolicy(values, policy)).toEqual({ holdMs: 20_000 });
});

test('a duration must be there; a deadline lasts a second at least, a settlement an hour', () => {
  const values = {
    ...policyValues(policy),
    reviewMs: { amount: '' as const, unit: 'days' as const },
    ackDeadlineMs: { amount: 0, unit: 'hours' as const },
    holdMs: { amount: 0, unit: 'hours' as const },
    settlementPeriodMs: { amount: 59, unit: 'minutes' as const },
  };
  expect(checkPolicy(values)).toEqual({
    reviewMs: 'Enter a number',
    ackDeadlineMs: 'At least one second',
    settlementPeriodMs: 'At least one hour',
  });
});
