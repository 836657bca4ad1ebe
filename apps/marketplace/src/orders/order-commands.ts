/** Owns carrying out what is decided about orders: lock, decide, move stock, write; all in one transaction. */
import { type Ids, type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { WorldPolicy } from '@jetway/marketplace-api';
import { isUniqueViolation, notify } from '@jetway/service';
import type { Author, MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';
import { loadNodes } from '../nodes/index.ts';
import { holdStock, loadOffers } from '../offers/index.ts';
import { DUE_CHANNEL, type World } from '../worlds/index.ts';
import { type AcknowledgeCommand, decideAcknowledge } from './acknowledge.ts';
import { type OrderDecision, type OrderRefusal, refuseOrder } from './changes.ts';
import {
  type CancelledUnits,
  decideCompleteByHand,
  decideExpire,
  decideRelease,
  decideResolve,
  decideShopperCancel,
} from './closing.ts';
import { insertOrder, saveChanges } from './order-writes.store.ts';
import { lockOrder, resolveOrderId } from './orders.store.ts';
import type { Order } from './orders.ts';
import { draftOrder, findCandidates, mergeItems, type PlaceCommand, type PlaceRefusal } from './placing.ts';
import { decideShip, type ShipCommand } from './ship.ts';
import { heldByPlacing, moveStock } from './stock-moves.ts';

/** Which order: its account, and any of the names it goes by. */
export interface OrderAddress {
  readonly accountId: string;
  readonly orderId: string;
}

export type OrderOutcome =
  | { readonly ok: true; readonly value: Order }
  | { readonly ok: false; readonly refusal: OrderRefusal };

export type PlaceOutcome = Result<Order, PlaceRefusal | 'id_taken'>;

/** Every way in which an order is made or moved. `now` is world time, and may lie in the past for fixtures. */
export interface OrderCommands {
  /** Places an order and holds its stock; `now` is when it was placed unless the command says otherwise. */
  readonly place: (
    at: { readonly accountId: string; readonly world: Pick<World, 'id' | 'policy'>; readonly now: Instant },
    command: PlaceCommand,
    author: Author,
  ) => Promise<PlaceOutcome>;
  /** Ends the hold at an instant. */
  readonly release: (at: OrderAddress, policy: WorldPolicy, now: Instant, author: Author) => Promise<OrderOutcome>;
  /** Gives up waiting for the merchant's answer. */
  readonly expire: (at: OrderAddress, now: Instant, author: Author) => Promise<OrderOutcome>;
  readonly acknowledge: (
    at: OrderAddress,
    command: AcknowledgeCommand,
    now: Instant,
    author: Author,
  ) => Promise<OrderOutcome>;
  readonly ship: (at: OrderAddress, command: ShipCommand, now: Instant, author: Author) => Promise<OrderOutcome>;
  /** @param units absent: everything that is open */
  readonly cancelAsShopper: (
    at: OrderAddress,
    units: readonly CancelledUnits[] | undefined,
    now: Instant,
    author: Author,
  ) => Promise<OrderOutcome>;
  readonly completeByHand: (at: OrderAddress, now: Instant, author: Author) => Promise<OrderOutcome>;
  readonly resolve: (at: OrderAddress, now: Instant, author: Author) => Promise<OrderOutcome>;
}

export interface OrderCommandsDeps {
  readonly database: MarketplaceDatabase;
  readonly ids: Ids;
}

export function createOrderCommands(deps: OrderCommandsDeps): OrderCommands {
  const { database, ids } = deps;
  const change = (at: OrderAddress, author: Author, decide: (order: Order) => OrderDecision): Promise<OrderOutcome> =>
    database.transaction((tx) => changeOrder(tx, at, author, decide));
  return {
    place: (at, command, author) => placeWithFreshIds(deps, at, command, author),
    release: (at, policy, now, author) => change(at, author, (order) => decideRelease(order, policy, now)),
    expire: (at, now, author) => change(at, author, (order) => decideExpire(order, now)),
    acknowledge: (at, command, now, author) => change(at, author, (order) => decideAcknowledge(order, command, now)),
    ship: async (at, command, now, author) => {
      const nodeIds = await nodesToRedirectTo(database.db, at.accountId, command);
      return change(at, author, (order) => decideShip(order, command, { now, ids, nodeIds }));
    },
    cancelAsShopper: (at, units, now, author) => change(at, author, (order) => decideShopperCancel(order, units, now)),
    completeByHand: (at, now, author) => change(at, author, (order) => decideCompleteByHand(order, now)),
    resolve: (at, now, author) => change(at, author, (order) => decideResolve(order, now)),
  };
}

async function changeOrder(
  tx: MarketplaceHandle,
  at: OrderAddress,
  author: Author,
  decide: (order: Order) => OrderDecision,
): Promise<OrderOutcome> {
  const order = await lockByAnyName(tx, at);
  if (order === undefined) return refuseOrder('not_found', 'There is no such order.');
  const decided = decide(order);
  if (!decided.ok) return decided;
  if (decided.value === 'unchanged') return ok(order);
  const moved = await moveStock(tx, [decided.value], author);
  await saveChanges(tx, moved, author);
  return ok(moved[0]?.change.order ?? order);
}

async function lockByAnyName(tx: MarketplaceHandle, at: OrderAddress): Promise<Order | undefined> {
  const byId = await lockOrder(tx, at.accountId, at.orderId);
  if (byId !== undefined) return byId;
  const id = await resolveOrderId(tx, at.accountId, at.orderId);
  return id === undefined ? undefined : lockOrder(tx, at.accountId, id);
}

async function nodesToRedirectTo(
  handle: MarketplaceHandle,
  accountId: string,
  command: ShipCommand,
): Promise<ReadonlySet<string>> {
  if (command.shipments.every(({ redirect }) => redirect === null)) return new Set();
  return new Set((await loadNodes(handle, accountId)).map(({ id }) => id));
}

/** Ids that are made up may, very rarely, be taken: then others are made up. */
const MOST_TRIES = 5;

async function placeWithFreshIds(
  deps: OrderCommandsDeps,
  at: Parameters<OrderCommands['place']>[0],
  command: PlaceCommand,
  author: Author,
): Promise<PlaceOutcome> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await deps.database.transaction((tx) => placeOrder(tx, deps.ids, at, command, author));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      const isReferenceChosen = command.referenceOrderId !== undefined;
      const isReference = isUniqueViolation(error, 'orders_reference');
      if (isReference ? isReferenceChosen : tries >= MOST_TRIES || hasChosenIds(command))
        return refuse('id_taken', 'Another order or item has the id that was chosen for this one.');
    }
  }
}

const hasChosenIds = (command: PlaceCommand): boolean =>
  command.id !== undefined || command.items.some(({ id }) => id !== undefined);

async function placeOrder(
  tx: MarketplaceHandle,
  ids: Ids,
  at: Parameters<OrderCommands['place']>[0],
  wish: PlaceCommand,
  author: Author,
): Promise<PlaceOutcome> {
  const { accountId, world, now } = at;
  const command = { ...wish, items: mergeItems(wish.items) };
  const skus = command.items.map(({ sku }) => sku);
  const offers = await loadOffers(tx, accountId, skus, now);
  const candidates = findCandidates(command, offers, await loadNodes(tx, accountId));
  if (!candidates.ok) return candidates;
  for (const candidate of candidates.value) {
    const lines = command.items.map(({ sku, quantity }) => ({ sku, nodeId: candidate.node.id, quantity }));
    const held = await holdStock(tx, accountId, lines, now);
    if (!held.ok) continue;
    const around = { accountId, worldId: world.id, policy: world.policy, now, ids };
    const order = draftOrder(command, candidate, offers, around);
    await insertOrder(tx, order, heldByPlacing(order), author);
    await notify(tx, DUE_CHANNEL, world.id);
    return ok(order);
  }
  return refuse('not_purchasable', 'Somebody else was faster: no node has all of this on sale any more.');
}
