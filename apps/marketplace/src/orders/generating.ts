/** Owns orders that a merchant makes for itself in its sandbox: placed like any other, and ready at once. */
import { type Ids, ok, type Refused, type Result } from '@jetway/kernel';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { loadOffers } from '../offers/index.ts';
import { DUE_CHANNEL } from '../worlds/index.ts';
import type { OrderChange, OrderDecision } from './changes.ts';
import { decideRelease, decideShopperCancel } from './closing.ts';
import type { Order, Recipient } from './orders.ts';
import { type PlaceAt, type PlaceDeps, placeAlike, withFreshIds } from './place-orders.ts';
import type { OfferedSku, PlaceRefusal } from './placing.ts';
import { writeChanges } from './write-changes.ts';

/** Orders alike, each of all the items. */
export interface GenerateCommand {
  readonly copies: number;
  readonly nodeId: string;
  readonly items: readonly GeneratedItem[];
  readonly recipient: Recipient;
}

/** At most one of a SKU. */
export interface GeneratedItem {
  readonly sku: string;
  readonly quantity: number;
  /** Units of them that the shopper asks the merchant to cancel. */
  readonly cancelQuantity: number;
}

/** A SKU of which less can be bought at the node than all the orders take. */
export interface Shortage {
  readonly sku: string;
  readonly wanted: number;
  /** Null when there is no such SKU. */
  readonly available: number | null;
}

export type GenerateOutcome =
  | Result<readonly Order[], PlaceRefusal>
  | { readonly ok: false; readonly refusal: { readonly code: 'short'; readonly shortages: readonly Shortage[] } };

/**
 * Places the orders, releases them now, and has the shopper ask for what is to be cancelled: all of it or nothing.
 * @throws Error when no free ids are found
 */
export async function generateOrders(
  { database, ids }: PlaceDeps,
  at: PlaceAt,
  command: GenerateCommand,
  author: Author,
): Promise<GenerateOutcome> {
  const outcome = await withFreshIds(
    () => database.transaction((tx) => generateIn(tx, at, command, { author, ids })),
    () => false,
  );
  if (outcome === undefined) throw new Error('no free ids were found for generated orders');
  if (outcome.ok) database.tell(DUE_CHANNEL, at.world.id);
  return outcome;
}

async function generateIn(
  tx: MarketplaceHandle,
  at: PlaceAt,
  command: GenerateCommand,
  by: { readonly author: Author; readonly ids: Ids },
): Promise<GenerateOutcome> {
  const { nodeId, recipient, items, copies } = command;
  const buyer = { name: recipient.name, phone: recipient.phone };
  const placed = await placeAlike(tx, by.ids, at, { nodeId, recipient, buyer, items }, copies, by.author);
  if (!placed.ok) return shortOr(placed, tx, at, command);
  const releases = changesOf(placed.value, (order) => decideRelease(order, at.world.policy, at.now));
  const released = await writeChanges(tx, releases, by);
  const wishes = changesOf(released, (order) => decideShopperCancel(order, unitsToCancel(order, items), at.now));
  return ok(wishes.length === 0 ? released : await writeChanges(tx, wishes, by));
}

/** @throws Error when a decision is refused: these orders were made a moment ago, by bounds that were checked. */
function changesOf(orders: readonly Order[], decide: (order: Order) => OrderDecision): OrderChange[] {
  return orders.flatMap((order) => {
    const decided = decide(order);
    if (!decided.ok) throw new Error(`a generated order refuses: ${decided.refusal.texts.join(' ')}`);
    return decided.value === 'unchanged' ? [] : [decided.value];
  });
}

const unitsToCancel = (order: Order, items: readonly GeneratedItem[]) =>
  order.items.map(({ id, sku }) => ({
    orderItemId: id,
    quantity: items.find((item) => item.sku === sku)?.cancelQuantity ?? 0,
  }));

const IS_SHORT: ReadonlySet<PlaceRefusal> = new Set(['not_purchasable', 'unknown_sku']);

/** What is short at the node, as far as it still is; otherwise the refusal itself. */
async function shortOr(
  refused: Refused<PlaceRefusal>,
  tx: MarketplaceHandle,
  { accountId }: PlaceAt,
  command: GenerateCommand,
): Promise<GenerateOutcome> {
  if (!IS_SHORT.has(refused.refusal.code)) return refused;
  const skus = command.items.map(({ sku }) => sku);
  const shortages = shortagesOf(command, await loadOffers(tx, accountId, skus));
  return shortages.length === 0 ? refused : { ok: false, refusal: { code: 'short', shortages } };
}

/** The SKUs of which a node has too few on sale for all the orders. */
export const shortagesOf = (
  { items, nodeId, copies }: Pick<GenerateCommand, 'items' | 'nodeId' | 'copies'>,
  offers: readonly OfferedSku[],
): Shortage[] =>
  items.flatMap(({ sku, quantity }): Shortage[] => {
    const wanted = quantity * copies;
    const offer = offers.find((one) => one.sku === sku);
    if (offer === undefined) return [{ sku, wanted, available: null }];
    const place = offer.stock.find((one) => one.nodeId === nodeId);
    const available = place === undefined || place.priceCents === null ? 0 : place.purchasable;
    return available < wanted ? [{ sku, wanted, available }] : [];
  });
