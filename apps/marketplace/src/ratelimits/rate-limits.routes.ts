/** Owns the operator's routes about rate limits. */
import type { rateLimitRoutes } from '@jetway/marketplace-api';
import { type Handlers, problem } from '@jetway/service';
import type { Author } from '../database/index.ts';
import { NO_ACCOUNT } from '../merchants/index.ts';
import type { RateLimits } from './rate-limit-service.ts';

export function rateLimitHandlers(deps: { readonly rateLimits: RateLimits }): Handlers<typeof rateLimitRoutes, Author> {
  const { rateLimits } = deps;
  return {
    getRateLimits: async (context, { params }) => {
      const limits = await rateLimits.find(params.accountId);
      if (limits === undefined) return problem(404, NO_ACCOUNT, context);
      return { status: 200, body: { limits: [...limits] } };
    },
    setRateLimits: async (context, { params, body }) => {
      const set = await rateLimits.set(params.accountId, body.limits, context);
      if (set.ok) return { status: 200, body: { limits: [...set.value] } };
      return set.refusal.code === 'not_found' ? problem(404, set.refusal, context) : problem(400, set.refusal, context);
    },
  };
}
