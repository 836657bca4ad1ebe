import { jetRoutes } from '@jetway/jet-api';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AccountWithNodes, anAccount, anOffer, type Harness, openHarness } from '../testing/index.ts';
import { acceptHeld, listPurchasable, loadOffers } from './index.ts';
import { holdStock } from './stock.test-support.ts';

let harness: Harness;
let account: AccountWithNodes;
let sku: string;
beforeAll(async () => {
  harness = await openHarness();
});
beforeEach(async () => {
  account = await anAccount(harness, { nodes: 2 });
  sku = await anOffer(harness, account, { quantity: 10, priceCents: 1999 });
});

const archive = (isArchived: unknown, of = sku) =>
  account.call('PUT', `/merchant-skus/${of}/status/archive`, { is_archived: isArchived });
const at = (what: 'price' | 'inventory') => `/merchant-skus/${sku}/${what}`;
const quantities = async (): Promise<number[]> => {
  const { fulfillment_nodes: nodes } = (await account.call('GET', at('inventory'))).json() as {
    fulfillment_nodes: { quantity: number }[];
  };
  return nodes.map(({ quantity }) => quantity);
};
const stock = (quantity: number) => ({
  fulfillment_nodes: account.nodeIds.map((id) => ({ fulfillment_node_id: id, quantity })),
});
const offer = async () => (await loadOffers(harness.database.db, account.accountId, [sku]))[0];
const lines = () => [{ sku, nodeId: account.nodeId, quantity: 3 }];

describe('archiving a SKU', () => {
  test.each(Object.entries(jetRoutes.archiveSku.examples))('the documented body "%s" is accepted', async (_, body) => {
    const reply = await account.call('PUT', `/merchant-skus/${sku}/status/archive`, body);
    expect([reply.status, reply.text]).toEqual([204, '']);
  });

  test('sets its inventory to 0 at every node, and so does bringing it back', async () => {
    await archive(true);
    expect(await quantities()).toEqual([0, 0]);
    await archive(false);
    expect(await quantities()).toEqual([0, 0]);
    expect((await account.call('PUT', at('inventory'), stock(4))).status).toBe(204);
    expect(await quantities()).toEqual([4, 4]);
    expect((await offer())?.purchasable).toBe(8);
  });

  test('is a new feed: units accepted before do not count against the next one', async () => {
    await harness.database.transaction((tx) => holdStock(tx, account.accountId, lines()));
    await harness.database.transaction((tx) => acceptHeld(tx, account.accountId, lines()));
    expect((await offer())?.stock.map(({ accepted }) => accepted).sort()).toEqual([0, 3]);
    await archive(true);
    expect((await offer())?.stock.map(({ fed, accepted }) => [fed, accepted])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test('updates of it meanwhile answer 204 and change nothing', async () => {
    await archive(true);
    const inventory = (await account.call('GET', at('inventory'))).json();
    expect((await account.call('PUT', at('price'), { price: 5 })).status).toBe(204);
    for (const method of ['PUT', 'PATCH'])
      expect((await account.call(method, at('inventory'), stock(50))).status).toBe(204);
    expect((await account.call('GET', at('price'))).json()).toMatchObject({ price: 19.99 });
    expect((await account.call('GET', at('inventory'))).json()).toEqual(inventory);
    await archive(false);
    expect(await quantities()).toEqual([0, 0]);
    await account.call('PUT', at('price'), { price: 5 });
    expect((await account.call('GET', at('price'))).json()).toMatchObject({ price: 5 });
  });

  test('saying what is so already leaves the inventory', async () => {
    expect((await archive(false)).status).toBe(204);
    expect(await quantities()).toEqual([10, 10]);
  });

  test('it cannot be bought until it is brought back and fed', async () => {
    const { db } = harness.database;
    const listed = async () => (await listPurchasable(db, account.accountId, 10)).map((one) => one.sku);
    expect(await listed()).toEqual([sku]);
    await archive(true);
    expect(await listed()).toEqual([]);
    // Units that stand in the books of an archived SKU all the same are not for sale.
    await harness.database.executeSql('update marketplace.inventory set quantity = 9 where sku = $1', [sku]);
    const held = await harness.database.transaction((tx) => holdStock(tx, account.accountId, lines()));
    expect([await listed(), held]).toEqual([[], false]);
    expect(await offer()).toMatchObject({ status: 'Archived', subStatus: [], purchasable: 0 });
    const order = await harness.operator('POST', `/accounts/${account.accountId}/orders`, {
      items: [{ sku, quantity: 1 }],
    });
    expect([order.status, order.json()]).toMatchObject([409, { code: 'not_purchasable' }]);
  });

  test('units held by an order stay held: the order is there to be answered', async () => {
    const order = await harness.operator('POST', `/accounts/${account.accountId}/orders`, {
      items: [{ sku, quantity: 2 }],
    });
    expect(order.status).toBe(201);
    await archive(true);
    expect((await offer())?.stock.reduce((sum, { held }) => sum + held, 0)).toBe(2);
  });

  test('an unknown SKU and another merchant’s: 404 with the same text; without the word: 400', async () => {
    const stranger = await anAccount(harness);
    const theirs = await anOffer(harness, stranger);
    for (const id of ['nowhere', theirs]) {
      const reply = await archive(true, id);
      expect([reply.status, reply.json()]).toEqual([404, { errors: [`Merchant SKU not found: "${id}"`] }]);
    }
    const missing = await account.call('PUT', `/merchant-skus/${sku}/status/archive`, {});
    expect(missing.json()).toEqual({ errors: ['Required property is missing. Path: /is_archived'] });
    const quoted = await archive('true');
    expect([quoted.status, quoted.json()]).toEqual([
      400,
      { errors: ['The value is expected to be a boolean. Path: /is_archived'] },
    ]);
    expect(await quantities()).toEqual([10, 10]);
  });

  test('feeds and archiving at once leave an archived SKU with nothing', async () => {
    const replies = await Promise.all([
      ...Array.from({ length: 6 }, (_, n) => account.call('PUT', at('inventory'), stock(n + 1))),
      archive(true),
      ...Array.from({ length: 6 }, (_, n) => account.call('PATCH', at('inventory'), stock(n + 1))),
    ]);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await quantities()).toEqual([0, 0]);
  });
});
