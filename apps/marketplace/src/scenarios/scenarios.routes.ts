/** Owns the operator's routes about scenarios. */
import type { scenarioRoutes } from '@jetway/marketplace-api';
import { type Handlers, problem } from '@jetway/service';
import type { Author } from '../database/index.ts';
import type { Scenarios } from './scenarios.ts';

const DEFAULT_SEED = 1;

export const scenarioHandlers = ({
  scenarios,
}: {
  readonly scenarios: Scenarios;
}): Handlers<typeof scenarioRoutes, Author> => ({
  listScenarios: async () => ({ status: 200, body: { items: [...scenarios.list()] } }),
  runScenario: async (context, { params, body }) => {
    const wish = { name: params.name, seed: body?.seed ?? DEFAULT_SEED, makesSkus: body?.makeSkus ?? false };
    const played = await scenarios.run(params.accountId, wish);
    if (played.ok) return { status: 200, body: played.value };
    const { refusal } = played;
    return refusal.code === 'not_found' ? problem(404, refusal, context) : problem(409, refusal, context);
  },
});
