/** Owns the routes about onboarding: the merchant's own, and the operator's. */
import {
  formatWireDate,
  type MerchantSetupStatus,
  type merchantSetupRoutes,
  merchantSetupSteps,
  merchantSetupStepTexts,
} from '@jetway/jet-api';
import type { onboardingRoutes, Onboarding as WireOnboarding } from '@jetway/marketplace-api';
import { type Handlers, problem } from '@jetway/service';
import type { Author } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { isOnboarded, type OnboardingState } from './onboarding.ts';
import type { Onboarding } from './onboarding-service.ts';

interface OnboardingRoutesDeps {
  readonly onboarding: Onboarding;
}

export function merchantSetupHandlers({
  onboarding,
}: OnboardingRoutesDeps): Handlers<typeof merchantSetupRoutes, AccountContext> {
  return {
    getMerchantSetupStatus: async ({ merchantId }) => {
      const state = await onboarding.find(merchantId);
      if (state === undefined) throw new Error(`merchant ${merchantId} is gone, but its account is there`);
      return { status: 200, body: toSetupStatus(state) };
    },
  };
}

export function onboardingHandlers({ onboarding }: OnboardingRoutesDeps): Handlers<typeof onboardingRoutes, Author> {
  return {
    getOnboarding: async (context, { params }) => {
      const state = await onboarding.find(params.merchantId);
      if (state === undefined) return problem(404, NO_MERCHANT, context);
      return { status: 200, body: toWire(state) };
    },
    overrideOnboarding: async (context, { params, body }) => {
      const changed = await onboarding.override(params.merchantId, body.note ?? null, context);
      return changed.ok ? { status: 200, body: toWire(changed.value) } : problem(404, changed.refusal, context);
    },
    takeBackOnboarding: async (context, { params }) => {
      const changed = await onboarding.takeBack(params.merchantId, context);
      return changed.ok ? { status: 200, body: toWire(changed.value) } : problem(404, changed.refusal, context);
    },
  };
}

const NO_MERCHANT = { code: 'not_found', text: 'There is no such merchant.' } as const;

const toSetupStatus = (state: OnboardingState): MerchantSetupStatus => ({
  merchant_id: state.merchantId,
  setup_status: isOnboarded(state) ? 'complete' : 'incomplete',
  steps: merchantSetupSteps.map((step) => {
    const at = state.facts[step];
    return {
      step,
      description: merchantSetupStepTexts[step],
      is_complete: at !== null,
      ...(at === null ? {} : { completed_date: formatWireDate('sevenDigitsZ', at) }),
    };
  }),
});

const toWire = (state: OnboardingState): WireOnboarding => ({
  merchantId: state.merchantId,
  done: isOnboarded(state),
  steps: merchantSetupSteps.map((step) => ({ step, doneAt: state.facts[step] })),
  override: state.override,
});
