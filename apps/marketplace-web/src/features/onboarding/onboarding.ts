/** Owns the words of the checklist, and what it says as a whole. */
import type { Onboarding, OnboardingStep } from '@jetway/marketplace-api';

export const onboardingStepNames: Readonly<Record<OnboardingStep, string>> = {
  sku_listed: 'List a SKU with price and stock',
  order_acknowledged: 'Acknowledge an order',
  order_shipped: 'Ship an order',
  order_cancelled: 'Cancel units, or reject an order',
  return_completed: 'Complete a return',
};

export type OnboardingStanding = 'done' | 'let in' | 'open';

/** `let in`: the live keys work although steps are missing. */
export function standingOf({ done, steps }: Onboarding): OnboardingStanding {
  if (!done) return 'open';
  return steps.every(({ doneAt }) => doneAt !== null) ? 'done' : 'let in';
}

/** "2 of 5 steps done" */
export const progressText = ({ steps }: Onboarding): string =>
  `${steps.filter(({ doneAt }) => doneAt !== null).length} of ${steps.length} steps done`;
