/** Owns how often an account may ask: classes of routes, the arithmetic of a bucket, and what callers are told of it. */
import type { Route } from '@jetway/http-contract';
import type { RateLimit, RouteClass } from '@jetway/marketplace-api';

const BULK = /^\/(files|reports)(\/|$)/;

/** The class of a route of the merchant API. */
export function routeClassOf({ method, path }: Pick<Route, 'method' | 'path'>): RouteClass {
  if (BULK.test(path)) return 'bulk';
  return method === 'GET' ? 'read' : 'write';
}

const SECOND_US = 1_000_000;

/**
 * A bucket as one number: the instant at which it is full again, in microseconds. Each request moves it on by `shareUs`;
 * a request that would move it further ahead than `wholeUs` is refused.
 */
export interface Bucket {
  readonly shareUs: number;
  readonly wholeUs: number;
}

export function bucketOf({ perSecond, burst }: Pick<RateLimit, 'perSecond' | 'burst'>): Bucket {
  const shareUs = Math.max(1, Math.round(SECOND_US / perSecond));
  return { shareUs, wholeUs: shareUs * burst };
}

/** How long until one request may come again, at least so. */
export const waitUs = ({ shareUs, wholeUs }: Bucket, fullAtUs: number, nowUs: number): number =>
  Math.max(0, fullAtUs + shareUs - wholeUs - nowUs);

/**
 * What stands on an answer while a limit is on: how many requests may come at once, how many still may, and in how many
 * seconds all of them may again; `Retry-After` on a refusal.
 */
export function limitHeaders(
  limit: Pick<RateLimit, 'perSecond' | 'burst'>,
  fullAtUs: number,
  nowUs: number,
  refused: boolean,
): Record<string, string> {
  const bucket = bucketOf(limit);
  const usedUs = Math.max(0, fullAtUs - nowUs);
  const remaining = refused ? 0 : Math.floor((bucket.wholeUs - usedUs) / bucket.shareUs);
  return {
    'ratelimit-limit': String(limit.burst),
    'ratelimit-remaining': String(Math.max(0, remaining)),
    'ratelimit-reset': String(Math.ceil(usedUs / SECOND_US)),
    ...(refused ? { 'retry-after': String(Math.max(1, Math.ceil(waitUs(bucket, fullAtUs, nowUs) / SECOND_US))) } : {}),
  };
}
