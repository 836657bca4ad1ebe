/** Owns the timers of orders: the end of the hold, and the deadline for the merchant's answer. */
import type { Ids, Instant } from '@jetway/kernel';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { DueWork, World } from '../worlds/index.ts';
import type { OrderChange, OrderDecision } from './changes.ts';
import { decideExpire, decideRelease } from './closing.ts';
import { lockDueOrders, nextDueAt } from './orders.store.ts';
import { type Order, timerOfStatus } from './orders.ts';
import { writeChanges } from './write-changes.ts';

/** Orders of one page: decided in memory, written by one statement. */
const PAGE_SIZE = 500;

/**
 * What falls due for orders. What happens carries the instant it was due at, not that of the sweep, so that a clock
 * that jumps, or a program that was off, gives the same history.
 */
export function orderTimers(deps: { readonly database: MarketplaceDatabase; readonly ids: Ids }): DueWork {
  const { database, ids } = deps;
  return {
    name: 'orders',
    nextDueAt: (world) => nextDueAt(database.db, world.id),
    run: (world, now, patience) =>
      database.transaction(async (tx) => {
        const due = await lockDueOrders(tx, world.id, { now, limit: PAGE_SIZE, patience });
        if (due.length === 0) return 0;
        const author = { actor: 'orders.timers', requestId: ids.uuid() };
        const changes = due.map((order) => decideTimer(order, world));
        await writeChanges(tx, changes, { author, ids });
        return changes.length;
      }),
  };
}

/** @throws Error when an order that has no timer is due: its row contradicts the lifecycle. */
function decideTimer(order: Order, world: World): OrderChange {
  const decided = decide(order, world, order.dueAt ?? 0);
  if (decided === undefined || !decided.ok || decided.value === 'unchanged')
    throw new Error(`order ${order.id} of ${order.accountId} is due in status ${order.status}`);
  return decided.value;
}

function decide(order: Order, world: World, at: Instant): OrderDecision | undefined {
  switch (timerOfStatus[order.status]) {
    case 'release':
      return decideRelease(order, world.policy, at);
    case 'expire':
      return decideExpire(order, at);
    case undefined:
      return undefined;
  }
}
