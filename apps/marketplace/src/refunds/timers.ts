/** Owns the timers of refunds: when the marketplace begins to look into one, and when it decides. */
import type { Ids } from '@jetway/kernel';
import type { MarketplaceDatabase } from '../database/index.ts';
import { loadStandings, type OrderStanding } from '../returns/index.ts';
import type { DueWork } from '../worlds/index.ts';
import { decideTimer, standingAfter } from './deciding.ts';
import { writeChanges } from './refund-commands.ts';
import { listDueOfOrders, lockOrdersWithDue, nextDueAt } from './refunds.store.ts';
import type { Refund, RefundChange } from './refunds.ts';

/** Refunds of one page: decided in memory, written by one statement. */
const PAGE_SIZE = 500;

/** What falls due for refunds; it happens at the instant it was due at. Orders are locked before their refunds are read. */
export function refundTimers(deps: { readonly database: MarketplaceDatabase; readonly ids: Ids }): DueWork {
  const { database, ids } = deps;
  return {
    name: 'refunds',
    nextDueAt: (world) => nextDueAt(database.db, world.id),
    run: (world, now, patience) =>
      database.transaction(async (tx) => {
        const orders = await lockOrdersWithDue(tx, world.id, { now, limit: PAGE_SIZE, patience });
        if (orders.length === 0) return 0;
        const due = await listDueOfOrders(tx, orders, now);
        const standings = await loadStandings(tx, orders);
        const byOrder = new Map(orders.map((order, index) => [keyOf(order), standings[index] ?? new Map()]));
        const changes = decideAll(due, byOrder);
        await writeChanges(tx, changes, ids, { actor: 'refunds.timers', requestId: ids.uuid() });
        return changes.length;
      }),
  };
}

const keyOf = ({ accountId, orderId }: { readonly accountId: string; readonly orderId: string }): string =>
  `${accountId} ${orderId}`;

/**
 * One after the other, so that each refund of an order stands on what the one before it took.
 * @throws Error when a refund that has no timer is due: its row contradicts the lifecycle.
 */
function decideAll(due: readonly Refund[], standings: Map<string, OrderStanding>): readonly RefundChange[] {
  return due.map((refund) => {
    const standing = standings.get(keyOf(refund)) ?? new Map();
    const change = decideTimer(refund, standing, refund.dueAt ?? 0);
    if (change === undefined)
      throw new Error(`refund ${refund.id} of ${refund.accountId} is due in status ${refund.status}`);
    standings.set(keyOf(refund), standingAfter(standing, change));
    return change;
  });
}
