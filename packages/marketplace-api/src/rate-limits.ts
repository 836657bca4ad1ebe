/** Owns the part of the operator API about how often an account may call the merchant API. */
import { defineRoutes, Problem } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { AccountId, closed } from './shapes.ts';

/**
 * `read`: what asks (GET); `write`: what changes something; `bulk`: files and reports, asked or sent. Retrieving a token
 * is in none of them: there the caller is not known yet.
 */
export const routeClasses = ['read', 'write', 'bulk'] as const;
export type RouteClass = (typeof routeClasses)[number];

export const RateLimit = Type.Object(
  {
    routeClass: Type.Enum([...routeClasses]),
    /** Requests a second in the long run. */
    perSecond: Type.Number({ minimum: 0.001, maximum: 10_000 }),
    /** Requests that may come at once after a rest. */
    burst: Type.Integer({ minimum: 1, maximum: 100_000 }),
  },
  closed,
);
export type RateLimit = Static<typeof RateLimit>;

/** A class that is not in the list is not limited. */
export const RateLimits = Type.Object({ limits: Type.Array(RateLimit, { maxItems: routeClasses.length }) }, closed);
export type RateLimits = Static<typeof RateLimits>;

const AccountParams = Type.Object({ accountId: AccountId }, closed);

export const rateLimitRoutes = defineRoutes({
  getRateLimits: {
    method: 'GET',
    path: '/accounts/:accountId/rate-limits',
    summary: 'How often an account may call the merchant API',
    tags: ['rate limits'],
    auth: 'operator',
    params: AccountParams,
    replies: { 200: RateLimits, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  setRateLimits: {
    method: 'PUT',
    path: '/accounts/:accountId/rate-limits',
    summary: 'Limit an account; a class that is left out is not limited',
    tags: ['rate limits'],
    auth: 'operator',
    params: AccountParams,
    body: RateLimits,
    replies: { 200: RateLimits, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'class_repeated'],
  },
});
