/** Owns the checklist as the rest of the app uses it: asked about when live keys are shown, overridden by operators. */
import { type MerchantSetupStep, merchantSetupSteps } from '@jetway/jet-api';
import { type Clock, ok, type Result, refuse } from '@jetway/kernel';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { readOnboarding, removeOverride, saveOverride, setOnboardingDone } from './onboarding.store.ts';
import { missingSteps, type OnboardingState } from './onboarding.ts';

type Changed = Promise<Result<OnboardingState, 'not_found'>>;

export interface Onboarding {
  readonly find: (merchantId: string) => Promise<OnboardingState | undefined>;
  /**
   * Steps that keep live keys from working. Asked only for merchants whose flag is not set; the flag is set when the
   * checklist turns out to be done, so that nobody asks again.
   */
  readonly missing: (merchantId: string) => Promise<readonly MerchantSetupStep[]>;
  /** Lets the live keys work whatever the checklist says. */
  readonly override: (merchantId: string, note: string | null, author: Author) => Changed;
  /** Lets the checklist decide again. Tokens that are out stay valid until they end. */
  readonly takeBack: (merchantId: string, author: Author) => Changed;
}

export function createOnboarding(deps: { readonly database: MarketplaceDatabase; readonly clock: Clock }): Onboarding {
  const { database, clock } = deps;
  const { db } = database;
  const answer = async (merchantId: string, isThere: boolean): Changed => {
    const state = isThere ? await readOnboarding(db, merchantId) : undefined;
    return state === undefined ? refuse('not_found', 'There is no such merchant.') : ok(state);
  };
  return {
    find: (merchantId) => readOnboarding(db, merchantId),
    missing: async (merchantId) => {
      const state = await readOnboarding(db, merchantId);
      const missing = state === undefined ? [...merchantSetupSteps] : missingSteps(state.facts);
      if (missing.length === 0) await setOnboardingDone(db, merchantId);
      return state?.isLetIn === true ? [] : missing;
    },
    override: async (merchantId, note, author) =>
      answer(merchantId, await saveOverride(db, { merchantId, note }, clock.now(), author)),
    takeBack: async (merchantId, author) =>
      answer(merchantId, await removeOverride(db, merchantId, clock.now(), author)),
  };
}
