import { beforeAll, describe, expect, test } from 'vitest';
import {
  type AccountWithNodes,
  anAccount,
  anOffer,
  aSku,
  type Harness,
  openHarness,
  worldOf,
} from '../testing/index.ts';
import {
  acceptHeld,
  listPurchasable,
  loadOffers,
  releaseHeld,
  returnAccepted,
  type StockLine,
  stockKey,
  zeroFeed,
} from './index.ts';
import { holdStock } from './stock.test-support.ts';

let harness: Harness;
let account: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness);
});

const now = async () => (await worldOf(harness, account)).now;
const lineOf = (sku: string, quantity: number): StockLine => ({ sku, nodeId: account.nodeId, quantity });
const inTransaction = <T>(work: Parameters<typeof harness.database.transaction<T>>[0]) =>
  harness.database.transaction(work);
const hold = async (lines: readonly StockLine[]) => inTransaction((tx) => holdStock(tx, account.accountId, lines));
const accept = (lines: readonly StockLine[]) => inTransaction((tx) => acceptHeld(tx, account.accountId, lines));
const stockOf = async (sku: string) => {
  const [offer] = await loadOffers(harness.database.db, account.accountId, [sku]);
  const node = offer?.stock[0];
  return node && [node.fed, node.held, node.accepted, node.purchasable];
};
const feed = (sku: string, quantity: number) =>
  account.call('PATCH', `/merchant-skus/${sku}/inventory`, {
    fulfillment_nodes: [{ fulfillment_node_id: account.nodeId, quantity }],
  });

describe('stock', () => {
  test('purchasable is what was fed less what is held and accepted; the feed itself never goes down by sales', async () => {
    const sku = await anOffer(harness, account, { quantity: 10 });
    await hold([lineOf(sku, 3)]);
    expect(await stockOf(sku)).toEqual([10, 3, 0, 7]);
    await accept([lineOf(sku, 2)]);
    expect(await stockOf(sku)).toEqual([10, 1, 2, 7]);
    const fed = await account.call('GET', `/merchant-skus/${sku}/inventory`);
    expect(fed.json()).toMatchObject({ fulfillment_nodes: [{ quantity: 10 }] });
  });

  test('held units that are given back can be bought again', async () => {
    const sku = await anOffer(harness, account, { quantity: 2 });
    await hold([lineOf(sku, 2)]);
    expect(await hold([lineOf(sku, 1)])).toBe(false);
    await inTransaction((tx) => releaseHeld(tx, account.accountId, [lineOf(sku, 2)]));
    expect(await stockOf(sku)).toEqual([2, 0, 0, 2]);
  });

  test('a new feed forgets what was accepted before it, not what is held', async () => {
    const sku = await anOffer(harness, account, { quantity: 10 });
    await hold([lineOf(sku, 5)]);
    await accept([lineOf(sku, 3)]);
    await feed(sku, 8);
    expect(await stockOf(sku)).toEqual([8, 2, 0, 6]);
  });

  test('accepted units come back only as long as no feed came after they were accepted', async () => {
    const sku = await anOffer(harness, account, { quantity: 10 });
    await hold([lineOf(sku, 4)]);
    const numbers = await accept([lineOf(sku, 4)]);
    const acceptedSeq = numbers.get(stockKey(sku, account.nodeId)) ?? 0;
    const give = (quantity: number) =>
      inTransaction((tx) => returnAccepted(tx, account.accountId, [{ ...lineOf(sku, quantity), acceptedSeq }]));
    await give(1);
    expect(await stockOf(sku)).toEqual([10, 0, 3, 7]);
    await feed(sku, 6);
    await give(3);
    expect(await stockOf(sku)).toEqual([6, 0, 0, 6]);
  });

  test('said to be nothing, it is a new feed of 0', async () => {
    const sku = await anOffer(harness, account, { quantity: 10 });
    await hold([lineOf(sku, 2)]);
    await accept([lineOf(sku, 2)]);
    const at = { sku, nodeId: account.nodeId };
    const later = (await now()) + 1000;
    await inTransaction((tx) => zeroFeed(tx, account.accountId, [at], later, harness.author));
    expect(await stockOf(sku)).toEqual([0, 0, 0, 0]);
    expect((await account.call('GET', `/merchant-skus/${sku}/inventory`)).json()).toEqual({
      fulfillment_nodes: [{ fulfillment_node_id: account.nodeId, quantity: 0 }],
      inventory_last_update: '2026-01-05T12:00:01.0000000+00:00',
    });
  });

  test('an order is held whole or not at all', async () => {
    const plenty = await anOffer(harness, account, { quantity: 5 });
    const scarce = await anOffer(harness, account, { quantity: 1 });
    expect(await hold([lineOf(plenty, 1), lineOf(scarce, 2)])).toBe(false);
    expect([await stockOf(plenty), await stockOf(scarce)]).toEqual([
      [5, 0, 0, 5],
      [1, 0, 0, 1],
    ]);
    expect(await hold([lineOf(scarce, 1), lineOf(plenty, 2), lineOf(plenty, 3)])).toBe(true);
    expect(await stockOf(plenty)).toEqual([5, 5, 0, 0]);
  });

  test('nothing can be held that is unknown, unpriced, under review, or another merchant’s', async () => {
    const stranger = await anAccount(harness);
    const theirs = await anOffer(harness, stranger);
    const unpriced = `sku-${harness.ids.hex32()}`;
    await account.call('PUT', `/merchant-skus/${unpriced}`, aSku({ product_title: 'Unpriced' }));
    await feed(unpriced, 5);
    for (const sku of [theirs, unpriced, 'nowhere']) expect(await hold([lineOf(sku, 1)]), sku).toBe(false);
    const reviewed = await anAccount(harness, { policy: { reviewMs: 1000 } });
    const fresh = await anOffer(harness, reviewed);
    const line = { sku: fresh, nodeId: reviewed.nodeId, quantity: 1 };
    const tryNow = () => inTransaction((tx) => holdStock(tx, reviewed.accountId, [line]));
    expect(await tryNow()).toBe(false);
    await harness.operator('POST', `/worlds/${reviewed.worldId}/clock`, { advanceMs: 1000 });
    expect(await tryNow()).toBe(true);
  });

  test('of 200 buyers at once of 50 units exactly 50 get one', async () => {
    const sku = await anOffer(harness, account, { quantity: 50 });
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => hold([lineOf(sku, 1)])));
    expect(outcomes.filter((isHeld) => isHeld)).toHaveLength(50);
    expect(await stockOf(sku)).toEqual([50, 50, 0, 0]);
  });

  test('orders of the same SKUs in any order, among feeds, neither block each other nor go below 0', async () => {
    const skus = await Promise.all([1, 2, 3].map(() => anOffer(harness, account, { quantity: 20 })));
    const orders = Array.from({ length: 60 }, (_, n) =>
      skus.map((_sku, index) => lineOf(skus[(index + n) % 3] ?? '', 1)),
    );
    const buy = async (lines: readonly StockLine[], n: number) => {
      const held = await hold(lines);
      if (!held) return false;
      if (n % 2 === 0) await accept(lines);
      else await inTransaction((tx) => releaseHeld(tx, account.accountId, lines));
      return true;
    };
    const feeds = Array.from({ length: 10 }, (_, n) => feed(skus[n % 3] ?? '', 20));
    const [bought] = await Promise.all([Promise.all(orders.map(buy)), Promise.all(feeds)]);
    expect(bought.some((one) => one)).toBe(true);
    for (const sku of skus) {
      const [fed, held, accepted = 0, purchasable] = (await stockOf(sku)) ?? [];
      expect([fed, held, purchasable]).toEqual([20, 0, 20 - accepted]);
    }
  });
});

describe('offers', () => {
  test('a node’s own price wins over the price as a whole', async () => {
    const own = await anAccount(harness, { nodes: 2 });
    const sku = await anOffer(harness, own);
    await own.call('PUT', `/merchant-skus/${sku}/price`, {
      price: 10,
      fulfillment_nodes: [{ fulfillment_node_id: own.nodeIds[1], fulfillment_node_price: 9.5 }],
    });
    const [offer] = await loadOffers(harness.database.db, own.accountId, [sku]);
    const prices = new Map(offer?.stock.map(({ nodeId, priceCents }) => [nodeId, priceCents]));
    expect([prices.get(own.nodeIds[0] ?? ''), prices.get(own.nodeIds[1] ?? '')]).toEqual([1000, 950]);
    expect(offer).toMatchObject({ priceCents: 1000, purchasable: 20, status: 'Available for Purchase' });
  });

  test('only what can be bought is listed for shoppers', async () => {
    const own = await anAccount(harness);
    const good = await anOffer(harness, own);
    await anOffer(harness, own, { quantity: 0 });
    const listed = await listPurchasable(harness.database.db, own.accountId, 10);
    expect(listed.map(({ sku }) => sku)).toEqual([good]);
  });
});
