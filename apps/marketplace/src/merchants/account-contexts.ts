/** Owns what is remembered of accounts between requests, so that a hot route needs no statement to know its caller. */
import { type Clock, SECOND_MS } from '@jetway/kernel';
import { createRemembered } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import { type AccountInWorld, findAccountInWorld, findAccountOfMerchant } from './merchants.store.ts';
import type { AccountKind } from './merchants.ts';

/** A change made by another process is seen after five seconds at the latest, even when its notice was lost. */
const LIMITS = { ms: 5 * SECOND_MS, most: 10_000 };

export interface AccountContexts {
  /** The account that a token speaks for, with its world; undefined when it is gone. */
  readonly find: (merchantId: string, kind: AccountKind) => Promise<AccountInWorld | undefined>;
  readonly findById: (accountId: string) => Promise<AccountInWorld | undefined>;
  /** Drops everything that is remembered. */
  readonly forget: () => void;
}

export function createAccountContexts(deps: {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
}): AccountContexts {
  const { database, clock } = deps;
  const remembered = {
    live: createRemembered({ read: (id) => findAccountOfMerchant(database.db, id, 'live'), ...LIMITS, clock }),
    test: createRemembered({ read: (id) => findAccountOfMerchant(database.db, id, 'test'), ...LIMITS, clock }),
    byId: createRemembered({ read: (id) => findAccountInWorld(database.db, id), ...LIMITS, clock }),
  };
  return {
    find: (merchantId, kind) => remembered[kind].find(merchantId),
    findById: (accountId) => remembered.byId.find(accountId),
    forget: () => {
      for (const one of Object.values(remembered)) one.forget();
    },
  };
}
