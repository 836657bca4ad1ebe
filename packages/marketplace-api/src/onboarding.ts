/** Owns the part of the operator API about what a merchant does before the live keys work. */
import { defineRoutes, Problem } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { At, closed, Id, MerchantId, nullable, Text } from './shapes.ts';

export const onboardingSteps = [
  'sku_listed',
  'order_acknowledged',
  'order_shipped',
  'order_cancelled',
  'return_completed',
] as const;
export type OnboardingStep = (typeof onboardingSteps)[number];

export const Onboarding = Type.Object({
  merchantId: Id,
  /** Whether the live keys give tokens. */
  done: Type.Boolean(),
  steps: Type.Array(
    Type.Object({
      step: Type.Enum([...onboardingSteps]),
      /** In the time of the test account's world; null: not yet. */
      doneAt: nullable(At),
    }),
    { maxItems: 20 },
  ),
  /** An operator let the merchant in; in real time. */
  override: nullable(Type.Object({ at: At, by: Type.String(), note: nullable(Type.String()) })),
});
export type Onboarding = Static<typeof Onboarding>;

const MerchantParams = Type.Object({ merchantId: MerchantId }, closed);

export const onboardingRoutes = defineRoutes({
  getOnboarding: {
    method: 'GET',
    path: '/merchants/:merchantId/onboarding',
    summary: 'What a merchant has done on the test account, and whether the live keys work',
    tags: ['merchants'],
    auth: 'operator',
    params: MerchantParams,
    replies: { 200: Onboarding, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  overrideOnboarding: {
    method: 'PUT',
    path: '/merchants/:merchantId/onboarding/override',
    summary: 'Let the live keys work before the checklist is done',
    tags: ['merchants'],
    auth: 'operator',
    params: MerchantParams,
    body: Type.Object({ note: Type.Optional(Text(500)) }, closed),
    replies: { 200: Onboarding, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  takeBackOnboarding: {
    method: 'DELETE',
    path: '/merchants/:merchantId/onboarding/override',
    summary: 'Let the checklist decide again; tokens that are out stay valid until they end',
    tags: ['merchants'],
    auth: 'operator',
    params: MerchantParams,
    replies: { 200: Onboarding, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
});
