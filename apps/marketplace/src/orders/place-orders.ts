/** Owns making orders: what is offered is looked up, then its stock is held and the orders are written, all at once. */
import { type Ids, type Instant, ok, type Result, refuse } from '@jetway/kernel';
import { isUniqueViolation } from '@jetway/service';
import type { Author, MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';
import { DUE_CHANNEL, isSoonDue, type World } from '../worlds/index.ts';
import { placeOrders } from './order-writes.store.ts';
import type { Order } from './orders.ts';
import { draftOrder, findCandidates, mergeItems, type PlaceCommand, type PlaceRefusal } from './placing.ts';
import { loadPlacingFacts } from './placing-facts.store.ts';
import { heldByPlacing } from './stock-moves.ts';

/** Where and when (world time) an order is placed. */
export interface PlaceAt {
  readonly accountId: string;
  readonly world: Pick<World, 'id' | 'policy' | 'rate'>;
  readonly now: Instant;
}

export interface PlaceDeps {
  readonly database: MarketplaceDatabase;
  readonly ids: Ids;
}

export type PlaceOutcome = Result<Order, PlaceRefusal | 'id_taken'>;

/** Ids that are made up may, very rarely, be taken: then others are made up. */
const MOST_TRIES = 5;

/**
 * Tries again, with other ids, what failed because an id was taken; undefined when others do not help.
 * @param isChosen whether the caller chose the id that was taken
 */
export async function withFreshIds<T>(
  attempt: () => Promise<T>,
  isChosen: (error: unknown) => boolean,
): Promise<T | undefined> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      if (isChosen(error) || tries >= MOST_TRIES) return undefined;
    }
  }
}

/** Places an order and holds its stock. */
export async function placeOrder(
  { database, ids }: PlaceDeps,
  at: PlaceAt,
  command: PlaceCommand,
  author: Author,
): Promise<PlaceOutcome> {
  const hasChosenIds = command.id !== undefined || command.items.some(({ id }) => id !== undefined);
  const hasChosenReference = command.referenceOrderId !== undefined;
  const placeIn = (handle: MarketplaceHandle) => placeAlike(handle, ids, at, command, 1, author);
  // What is written is one statement. Chosen ids may be taken, and the failure must not spoil what fixtures do around it.
  const isOnItsOwn = !hasChosenIds && !hasChosenReference;
  const placed = await withFreshIds(
    () => (isOnItsOwn ? placeIn(database.db) : database.transaction(placeIn)),
    (error) => (isUniqueViolation(error, 'orders_reference') ? hasChosenReference : hasChosenIds),
  );
  if (placed === undefined) return refuse('id_taken', 'Another order or item has the id that was chosen for this one.');
  if (!placed.ok) return placed;
  const [order] = placed.value;
  if (order === undefined) throw new Error('one order was asked for and none was made');
  if (isSoonDue(at.world, (order.dueAt ?? at.now) - at.now)) database.tell(DUE_CHANNEL, at.world.id);
  return ok(order);
}

/**
 * Places several orders of the same wish: all of them or none. Several need a wish that chooses no ids. The caller wakes
 * the timers of the world.
 * @throws unique violation when an id is taken
 */
export async function placeAlike(
  tx: MarketplaceHandle,
  ids: Ids,
  at: PlaceAt,
  wish: PlaceCommand,
  copies: number,
  author: Author,
): Promise<Result<readonly Order[], PlaceRefusal>> {
  const { accountId, world, now } = at;
  const items = mergeItems(wish.items);
  const skus = items.map(({ sku }) => sku);
  const wanted = items.map((item) => ({ ...item, quantity: item.quantity * copies }));
  const { offers, nodes, commissions } = await loadPlacingFacts(tx, { accountId, worldId: world.id, skus });
  const candidates = findCandidates({ ...wish, items: wanted }, offers, nodes);
  if (!candidates.ok) return candidates;
  const around = { accountId, worldId: world.id, policy: world.policy, now, ids, commissions };
  for (const candidate of candidates.value) {
    const lines = wanted.map(({ sku, quantity }) => ({ sku, nodeId: candidate.node.id, quantity }));
    const orders = Array.from({ length: copies }, () => draftOrder({ ...wish, items }, candidate, offers, around));
    const placed = orders.map((order) => ({ order, moves: heldByPlacing(order) }));
    if (!(await placeOrders(tx, accountId, lines, placed, author))) continue;
    return ok(orders);
  }
  return refuse('not_purchasable', 'Somebody else was faster: no node has all of this on sale any more.');
}
