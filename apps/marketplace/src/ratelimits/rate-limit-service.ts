/** Owns rate limits as the rest of the app uses them: kept over all processes, set by operators. */
import type { Route } from '@jetway/http-contract';
import { type Clock, ok, type Result, refuse, SECOND_MS } from '@jetway/kernel';
import type { RateLimit } from '@jetway/marketplace-api';
import { createRemembered, type Interception, notify } from '@jetway/service';
import type { Author, MarketplaceDatabase, MarketplaceTables } from '../database/index.ts';
import { findAccount, NO_ACCOUNT } from '../merchants/index.ts';
import { CONTEXT_CHANNEL } from '../worlds/index.ts';
import { listLimits, replaceLimits, takeFrom } from './rate-limits.store.ts';
import { bucketOf, limitHeaders, routeClassOf, waitUs } from './rate-limits.ts';

/** A change is known at once by its notice, and after this time even when that was lost. */
const REMEMBERED = { ms: 5 * SECOND_MS, most: 10_000 };
/** Empty buckets that are remembered; beyond this many all are forgotten. */
const MOST_EMPTY = 10_000;

export interface RateLimits {
  /** Counts a request: nothing where no limit is on, else headers, and a refusal when there were too many. */
  readonly intercept: (accountId: string, route: Pick<Route, 'method' | 'path'>) => Promise<Interception | undefined>;
  /** Undefined when there is no such account. */
  readonly find: (accountId: string) => Promise<readonly RateLimit[] | undefined>;
  readonly set: (
    accountId: string,
    limits: readonly RateLimit[],
    author: Author,
  ) => Promise<Result<readonly RateLimit[], 'not_found' | 'class_repeated'>>;
  /** Drops what is remembered of limits. */
  readonly forget: () => void;
}

export function createRateLimits(deps: {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
}): RateLimits {
  const { database, clock } = deps;
  const { db } = database;
  const limits = createRemembered({ read: (accountId) => listLimits(db, accountId), clock, ...REMEMBERED });
  /** Buckets known to be empty, with the instant at which they are full again: a flood is refused without a statement. */
  const empty = new Map<string, number>();
  const forget = (): void => {
    limits.forget();
    empty.clear();
  };
  const refused = (limit: RateLimit, fullAtUs: number, nowUs: number): Interception => ({
    fail: 'rate_limited',
    headers: limitHeaders(limit, fullAtUs, nowUs, true),
  });
  return {
    intercept: async (accountId, route) => {
      const own = await limits.find(accountId);
      if (own.length === 0) return undefined;
      const routeClass = routeClassOf(route);
      const limit = own.find((one) => one.routeClass === routeClass);
      if (limit === undefined) return undefined;
      const bucket = bucketOf(limit);
      const nowUs = clock.now() * 1_000;
      const key = `${routeClass} ${accountId}`;
      const emptyUntilFullAt = empty.get(key);
      if (emptyUntilFullAt !== undefined && waitUs(bucket, emptyUntilFullAt, nowUs) > 0)
        return refused(limit, emptyUntilFullAt, nowUs);
      empty.delete(key);
      const { taken, fullAtUs } = await takeFrom(db, { accountId, routeClass, nowUs }, bucket);
      if (taken) return { headers: limitHeaders(limit, fullAtUs, nowUs, false) };
      if (empty.size >= MOST_EMPTY) empty.clear();
      empty.set(key, fullAtUs);
      return refused(limit, fullAtUs, nowUs);
    },
    find: async (accountId) =>
      (await findAccount(db, accountId)) === undefined ? undefined : listLimits(db, accountId),
    set: async (accountId, wanted, author) => {
      if (new Set(wanted.map(({ routeClass }) => routeClass)).size < wanted.length)
        return refuse('class_repeated', 'A class of routes has one limit.', { path: '/limits' });
      const found = await database.transaction(async (tx) => {
        if ((await findAccount(tx, accountId)) === undefined) return undefined;
        await replaceLimits(tx, accountId, wanted, clock.now(), author);
        await notify<MarketplaceTables>(tx, CONTEXT_CHANNEL);
        return listLimits(tx, accountId);
      });
      forget();
      return found === undefined ? refuse(NO_ACCOUNT.code, NO_ACCOUNT.text) : ok(found);
    },
    forget,
  };
}
