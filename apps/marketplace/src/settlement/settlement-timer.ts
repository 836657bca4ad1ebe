/** Owns the timer of settlements: accounts are settled hour by hour as far as something happened. */
import type { Ids, Instant } from '@jetway/kernel';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { DueWork, Patience, World } from '../worlds/index.ts';
import { settleUpTo } from './collecting.ts';
import { listDueAccounts, nextDueAt } from './settlement.store.ts';

/** Accounts of one page, each in a transaction of its own. */
const PAGE_SIZE = 50;

/** What falls due for settlements. A world in which nothing happens has none, however far its clock jumps. */
export function settlementTimer(deps: { readonly database: MarketplaceDatabase; readonly ids: Ids }): DueWork {
  const { database, ids } = deps;
  const settleAccount = (accountId: string, world: World, now: Instant, patience: Patience) =>
    database.transaction((tx) => {
      const author = { actor: 'settlement.timer', requestId: ids.uuid() };
      return settleUpTo({ tx, accountId, world, ids, author }, now, patience);
    });
  return {
    name: 'settlement',
    nextDueAt: (world) => nextDueAt(database.db, world.id),
    run: async (world, now, patience) => {
      let moved = 0;
      for (const accountId of await listDueAccounts(database.db, world.id, now, PAGE_SIZE))
        if ((await settleAccount(accountId, world, now, patience)) === true) moved += 1;
      return moved;
    },
  };
}
