/** Owns the checklist that a merchant goes through on the test account before the live keys work. */
import { type MerchantSetupStep, merchantSetupSteps } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';

/** When each step was first done, in the time of the test account's world; null: not yet. */
export type OnboardingFacts = Readonly<Record<MerchantSetupStep, Instant | null>>;

export interface OnboardingState {
  readonly merchantId: string;
  /** The flag at the merchant: an operator or a fixtures file let it in, or the checklist was found done before. */
  readonly isLetIn: boolean;
  readonly override: { readonly at: Instant; readonly by: string; readonly note: string | null } | null;
  readonly facts: OnboardingFacts;
}

export const missingSteps = (facts: OnboardingFacts): MerchantSetupStep[] =>
  merchantSetupSteps.filter((step) => facts[step] === null);

export const isOnboarded = ({ isLetIn, facts }: OnboardingState): boolean =>
  isLetIn || missingSteps(facts).length === 0;
