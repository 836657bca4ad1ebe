/** Owns the ways in which an order is moved: lock, decide, move stock, write; all in one transaction. */
import { type Ids, type Instant, ok } from '@jetway/kernel';
import type { WorldPolicy } from '@jetway/marketplace-api';
import type { Author, MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';
import { loadNodes } from '../nodes/index.ts';
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
import { type GenerateCommand, type GenerateOutcome, generateOrders } from './generating.ts';
import { saveTag } from './order-lists.store.ts';
import { lockOrder, resolveOrderId } from './orders.store.ts';
import type { Order } from './orders.ts';
import { type PlaceAt, type PlaceOutcome, placeOrder } from './place-orders.ts';
import type { PlaceCommand } from './placing.ts';
import { decideShip, type ShipCommand } from './ship.ts';
import { writeChanges } from './write-changes.ts';

/** Which order: its account, and any of the names it goes by. */
export interface OrderAddress {
  readonly accountId: string;
  readonly orderId: string;
}

export type OrderOutcome =
  | { readonly ok: true; readonly value: Order }
  | { readonly ok: false; readonly refusal: OrderRefusal };

/** Every way in which an order is made or moved. `now` is world time, and may lie in the past for fixtures. */
export interface OrderCommands {
  /** Places an order and holds its stock; `now` is when it was placed unless the command says otherwise. */
  readonly place: (at: PlaceAt, command: PlaceCommand, author: Author) => Promise<PlaceOutcome>;
  /** Places several orders alike, released at once: all of them or none. */
  readonly generate: (at: PlaceAt, command: GenerateCommand, author: Author) => Promise<GenerateOutcome>;
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
  /** Gives an order its tag in place of the one it had, null for none; false when there is no such order. */
  readonly tag: (at: OrderAddress, tag: string | null, author: Author) => Promise<boolean>;
}

export interface OrderCommandsDeps {
  readonly database: MarketplaceDatabase;
  readonly ids: Ids;
}

export function createOrderCommands(deps: OrderCommandsDeps): OrderCommands {
  const { database, ids } = deps;
  const change = (at: OrderAddress, author: Author, decide: (order: Order) => OrderDecision): Promise<OrderOutcome> =>
    database.transaction((tx) => changeOrder(tx, ids, at, author, decide));
  return {
    place: (at, command, author) => placeOrder(deps, at, command, author),
    generate: (at, command, author) => generateOrders(deps, at, command, author),
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
    tag: (at, tag, author) => tagOrder(database.db, at, tag, author),
  };
}

async function changeOrder(
  tx: MarketplaceHandle,
  ids: Ids,
  at: OrderAddress,
  author: Author,
  decide: (order: Order) => OrderDecision,
): Promise<OrderOutcome> {
  const order = await lockByAnyName(tx, at);
  if (order === undefined) return refuseOrder('not_found', 'There is no such order.');
  const decided = decide(order);
  if (!decided.ok) return decided;
  if (decided.value === 'unchanged') return ok(order);
  const [changed = order] = await writeChanges(tx, [decided.value], { author, ids });
  return ok(changed);
}

/** The usual address, Jet's id, takes one statement. */
async function tagOrder(
  handle: MarketplaceHandle,
  at: OrderAddress,
  tag: string | null,
  author: Author,
): Promise<boolean> {
  if (await saveTag(handle, at, tag, author)) return true;
  const orderId = await resolveOrderId(handle, at.accountId, at.orderId);
  return orderId !== undefined && saveTag(handle, { ...at, orderId }, tag, author);
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
