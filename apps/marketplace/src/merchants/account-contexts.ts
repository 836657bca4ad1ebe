/** Owns what is remembered of accounts between requests, so that a hot route needs no statement to know its caller. */
import type { Clock, Instant } from '@jetway/kernel';
import { SECOND_MS } from '@jetway/kernel';
import type { MarketplaceDatabase } from '../database/index.ts';
import { type AccountInWorld, findAccountOfMerchant } from './merchants.store.ts';
import type { AccountKind } from './merchants.ts';

/** A change made by another process is seen after this time at the latest, even when its notice was lost. */
const REMEMBERED_MS = 5 * SECOND_MS;
/** Beyond this many the oldest are dropped. */
const MOST_REMEMBERED = 10_000;

export interface AccountContexts {
  /** The account that a token speaks for, with its world; undefined when it is gone. */
  readonly find: (merchantId: string, kind: AccountKind) => Promise<AccountInWorld | undefined>;
  /** Drops everything that is remembered. */
  readonly forget: () => void;
}

interface Remembered {
  readonly found: Promise<AccountInWorld | undefined>;
  readonly readAt: Instant;
}

export function createAccountContexts(deps: {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
}): AccountContexts {
  const { database, clock } = deps;
  const remembered = new Map<string, Remembered>();
  const read = (key: string, merchantId: string, kind: AccountKind): Promise<AccountInWorld | undefined> => {
    const found = findAccountOfMerchant(database.db, merchantId, kind);
    remembered.delete(key);
    remembered.set(key, { found, readAt: clock.now() });
    const [oldest] = remembered.keys();
    if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    // What failed is asked for again by the next request.
    found.catch(() => remembered.delete(key));
    return found;
  };
  return {
    find: (merchantId, kind) => {
      const key = `${kind} ${merchantId}`;
      const known = remembered.get(key);
      const age = known === undefined ? Number.POSITIVE_INFINITY : clock.now() - known.readAt;
      return known !== undefined && age >= 0 && age < REMEMBERED_MS ? known.found : read(key, merchantId, kind);
    },
    forget: () => remembered.clear(),
  };
}
