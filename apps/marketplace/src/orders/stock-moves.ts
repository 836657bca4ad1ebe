/** Owns moving stock for orders: what changes of orders do to the counters, and the ledger rows that say so. */
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { acceptHeld, releaseHeld, returnAccepted, type StockLine, stockKey, zeroFeed } from '../offers/index.ts';
import type { OrderChange } from './changes.ts';
import type { Order } from './orders.ts';

/** A row of the ledger: by how much the held and accepted units of a SKU at a node changed. */
export interface StockMove {
  readonly sku: string;
  readonly nodeId: string;
  readonly held: number;
  readonly accepted: number;
  /** The number of the acceptance of accepted units; null when none moved. */
  readonly acceptedSeq: number | null;
}

/** A change with its stock moved; units that were accepted know the number of their acceptance. */
export interface MovedChange {
  readonly change: OrderChange;
  readonly moves: readonly StockMove[];
}

type ReturnLine = StockLine & { readonly acceptedSeq: number };
type Part = 'release' | 'accept';

/** The ledger of an order that has just been placed. */
export const heldByPlacing = (order: Order): readonly StockMove[] =>
  order.items.map((item) => ({
    sku: item.sku,
    nodeId: order.nodeId,
    held: item.ordered,
    accepted: 0,
    acceptedSeq: null,
  }));

/**
 * Moves the stock of any number of changes, account by account. Called before the changes are written, because the
 * number of an acceptance is drawn only now.
 */
export async function moveStock(
  tx: MarketplaceHandle,
  changes: readonly OrderChange[],
  author: Author,
): Promise<readonly MovedChange[]> {
  const accountIds = [...new Set(changes.map(({ order }) => order.accountId))].sort();
  const moved = new Map<OrderChange, MovedChange>();
  for (const accountId of accountIds) {
    const own = changes.filter(({ order }) => order.accountId === accountId);
    await release(tx, accountId, own);
    const numbers = await accept(tx, accountId, own);
    await giveBack(tx, accountId, own);
    await zero(tx, accountId, own, author);
    for (const change of own) moved.set(change, withNumbers(change, numbers));
  }
  return changes.flatMap((change) => moved.get(change) ?? []);
}

async function release(tx: MarketplaceHandle, accountId: string, changes: readonly OrderChange[]): Promise<void> {
  const lines = sumLines(changes, 'release');
  if (lines.length > 0) await releaseHeld(tx, accountId, lines);
}

async function accept(
  tx: MarketplaceHandle,
  accountId: string,
  changes: readonly OrderChange[],
): Promise<ReadonlyMap<string, number>> {
  const lines = sumLines(changes, 'accept');
  return lines.length === 0 ? new Map() : acceptHeld(tx, accountId, lines);
}

async function giveBack(tx: MarketplaceHandle, accountId: string, changes: readonly OrderChange[]): Promise<void> {
  const sums = new Map<string, ReturnLine>();
  for (const { order, stock } of changes) {
    for (const { sku, quantity, acceptedSeq } of stock.giveBack) {
      const key = `${acceptedSeq}\n${stockKey(sku, order.nodeId)}`;
      sums.set(key, { sku, nodeId: order.nodeId, acceptedSeq, quantity: (sums.get(key)?.quantity ?? 0) + quantity });
    }
  }
  const lines = [...sums.values()].filter(({ quantity }) => quantity > 0);
  if (lines.length > 0) await returnAccepted(tx, accountId, lines);
}

async function zero(
  tx: MarketplaceHandle,
  accountId: string,
  changes: readonly OrderChange[],
  author: Author,
): Promise<void> {
  for (const { order, stock, at } of changes) {
    if (stock.zero.length === 0) continue;
    const places = stock.zero.map((sku) => ({ sku, nodeId: order.nodeId }));
    await zeroFeed(tx, accountId, places, at, author);
  }
}

function sumLines(changes: readonly OrderChange[], part: Part): StockLine[] {
  const sums = new Map<string, StockLine>();
  for (const { order, stock } of changes) {
    for (const { sku, quantity } of stock[part]) {
      const key = stockKey(sku, order.nodeId);
      sums.set(key, { sku, nodeId: order.nodeId, quantity: (sums.get(key)?.quantity ?? 0) + quantity });
    }
  }
  return [...sums.values()].filter(({ quantity }) => quantity > 0);
}

function withNumbers(change: OrderChange, numbers: ReadonlyMap<string, number>): MovedChange {
  const { order, stock } = change;
  const { nodeId } = order;
  const numberOf = (sku: string): number | null => numbers.get(stockKey(sku, nodeId)) ?? null;
  const accepted = stock.accept.filter(({ quantity }) => quantity > 0);
  const acceptedSkus = new Set(accepted.map(({ sku }) => sku));
  const moves: StockMove[] = [
    ...stock.release.map(({ sku, quantity }) => ({ sku, nodeId, held: -quantity, accepted: 0, acceptedSeq: null })),
    ...accepted.map(({ sku, quantity }) => ({
      sku,
      nodeId,
      held: -quantity,
      accepted: quantity,
      acceptedSeq: numberOf(sku),
    })),
    ...stock.giveBack.map(({ sku, quantity, acceptedSeq }) => ({
      sku,
      nodeId,
      held: 0,
      accepted: -quantity,
      acceptedSeq,
    })),
  ];
  const items = order.items.map((item) =>
    acceptedSkus.has(item.sku) ? { ...item, acceptedSeq: numberOf(item.sku) } : item,
  );
  return {
    change: { ...change, order: { ...order, items } },
    moves: moves.filter(({ held, accepted: units }) => held !== 0 || units !== 0),
  };
}
