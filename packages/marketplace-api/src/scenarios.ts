/** Owns the part of the operator API about scenarios: stories that the marketplace plays on a test account. */
import { defineRoutes, Problem } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { AccountId, At, closed } from './shapes.ts';

export const ScenarioInfo = Type.Object({
  name: Type.String(),
  description: Type.String(),
  /** What the account must have, in words. */
  needs: Type.String(),
});
export type ScenarioInfo = Static<typeof ScenarioInfo>;

export const scenarioActors = ['shopper', 'merchant', 'marketplace', 'clock'] as const;

export const ScenarioTranscript = Type.Object({
  scenario: Type.String(),
  seed: Type.Integer(),
  /** False when something was not answered as the story wants it; the last step says what. */
  finished: Type.Boolean(),
  steps: Type.Array(
    Type.Object({
      /** World time. */
      at: At,
      actor: Type.Enum([...scenarioActors]),
      text: Type.String(),
      /** What the step was about, such as `order` and `sku`. */
      ids: Type.Record(Type.String(), Type.String()),
    }),
    { maxItems: 1000 },
  ),
});
export type ScenarioTranscript = Static<typeof ScenarioTranscript>;

export const scenarioRoutes = defineRoutes({
  listScenarios: {
    method: 'GET',
    path: '/scenarios',
    summary: 'Stories that can be played on a test account',
    tags: ['scenarios'],
    auth: 'operator',
    replies: { 200: Type.Object({ items: Type.Array(ScenarioInfo, { maxItems: 100 }) }), 401: Problem },
  },
  runScenario: {
    method: 'POST',
    path: '/accounts/:accountId/scenarios/:name',
    summary:
      'Play a story on a test account; its clock stands still between the steps, and moves where the story wants it',
    tags: ['scenarios'],
    auth: 'operator',
    params: Type.Object(
      {
        accountId: AccountId,
        name: Type.String({ minLength: 1, maxLength: 64, description: 'The scenario, as the list calls it.' }),
      },
      closed,
    ),
    body: Type.Object(
      {
        /** The same seed on the same account in the same state plays the same; 1 when absent. */
        seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 4_294_967_295 })),
        /** Makes SKUs (and a node, if there is none) of its own instead of taking what the account sells. */
        makeSkus: Type.Optional(Type.Boolean()),
      },
      closed,
    ),
    bodyOptional: true,
    replies: { 200: ScenarioTranscript, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'live_account', 'scenario_running'],
  },
});
