/** Owns the durations of a world as a form holds them. */
import type { WorldPolicy } from '@jetway/marketplace-api';
import { type DurationParts, joinDuration, splitDuration } from '../../../parts/durations.ts';

export const policyFields = ['holdMs', 'ackDeadlineMs', 'reviewMs', 'refundDecisionMs', 'settlementPeriodMs'] as const;

export const policyNames: Readonly<
  Record<keyof WorldPolicy, { readonly label: string; readonly short: string; readonly description: string }>
> = {
  holdMs: {
    label: 'Hold of a new order',
    short: 'Hold',
    description: 'From placing to release; the shopper may cancel freely meanwhile',
  },
  ackDeadlineMs: {
    label: 'Deadline for acknowledging',
    short: 'Acknowledge within',
    description: 'From release; an order that is not answered by then is cancelled',
  },
  reviewMs: {
    label: 'Review of a SKU',
    short: 'Review',
    description: 'From its upload to the end of “Under Jet Review”',
  },
  refundDecisionMs: {
    label: 'Decision on a refund',
    short: 'Refund decision',
    description: 'From the merchant’s request to the answer',
  },
  settlementPeriodMs: {
    label: 'Length of a settlement',
    short: 'Settlement',
    description: 'What happens in it is settled together; an hour at least',
  },
};

export type PolicyValues = Readonly<
  Record<keyof WorldPolicy, { readonly amount: number | ''; readonly unit: DurationParts['unit'] }>
>;

export const policyValues = (policy: WorldPolicy): PolicyValues => ({
  holdMs: splitDuration(policy.holdMs),
  ackDeadlineMs: splitDuration(policy.ackDeadlineMs),
  reviewMs: splitDuration(policy.reviewMs),
  refundDecisionMs: splitDuration(policy.refundDecisionMs),
  settlementPeriodMs: splitDuration(policy.settlementPeriodMs),
});

const durationOf = ({ amount, unit }: PolicyValues[keyof WorldPolicy]): number | undefined =>
  amount === '' ? undefined : joinDuration({ amount, unit });

/** The contract's least durations. */
const LEAST: Readonly<Partial<Record<keyof WorldPolicy, { readonly ms: number; readonly text: string }>>> = {
  ackDeadlineMs: { ms: 1_000, text: 'At least one second' },
  settlementPeriodMs: { ms: 3_600_000, text: 'At least one hour' },
};

export function checkPolicy(values: PolicyValues): Readonly<Partial<Record<keyof WorldPolicy, string>>> {
  const wrong = policyFields.flatMap((field) => {
    const durationMs = durationOf(values[field]);
    if (durationMs === undefined) return [[field, 'Enter a number']];
    const least = LEAST[field];
    return least !== undefined && durationMs < least.ms ? [[field, least.text]] : [];
  });
  return Object.fromEntries(wrong) as Partial<Record<keyof WorldPolicy, string>>;
}

/** What was entered and differs from the policy. */
export function changedPolicy(values: PolicyValues, policy: WorldPolicy): Partial<WorldPolicy> {
  const changed = policyFields.flatMap((field) => {
    const durationMs = durationOf(values[field]);
    return durationMs === undefined || durationMs === policy[field] ? [] : [[field, durationMs]];
  });
  return Object.fromEntries(changed) as Partial<WorldPolicy>;
}
