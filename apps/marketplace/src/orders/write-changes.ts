/** Owns carrying out decided changes of orders: their stock moved, their rows written, and what is to be told of them. */
import type { Ids } from '@jetway/kernel';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { recordEvents } from '../webhooks/index.ts';
import type { OrderChange } from './changes.ts';
import { eventsOf } from './order-events.ts';
import { saveChanges } from './order-writes.store.ts';
import type { Order } from './orders.ts';
import { moveStock } from './stock-moves.ts';

/**
 * Writes changes of orders that this transaction has locked or made, at most one of each order; answers the orders as
 * they are now.
 */
export async function writeChanges(
  tx: MarketplaceHandle,
  changes: readonly OrderChange[],
  { author, ids }: { readonly author: Author; readonly ids: Ids },
): Promise<readonly Order[]> {
  const moved = await moveStock(tx, changes, author);
  await saveChanges(tx, moved, author);
  await recordEvents(tx, eventsOf(changes, ids));
  return moved.map(({ change }) => ({ ...change.order, eventCount: change.order.eventCount + 1 }));
}
