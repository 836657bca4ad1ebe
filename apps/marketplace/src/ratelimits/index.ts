/** The door of rate limits. */
export { createRateLimits, type RateLimits } from './rate-limit-service.ts';
export { rateLimitHandlers } from './rate-limits.routes.ts';
