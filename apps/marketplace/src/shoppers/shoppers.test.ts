/** Owns the guarantees of the shoppers: through the front door, only what is on sale, and no more than can be handled. */
import { createIds, MINUTE_MS, SECOND_MS, seededRandom } from '@jetway/kernel';
import { type OperatorSku, operatorRoutes } from '@jetway/marketplace-api';
import { testClock } from '@jetway/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccountWithNodes, anAccount, anOffer, type Harness, openHarness, ownDatabase } from '../testing/index.ts';
import { inventPerson } from './people.ts';
import { fillBasket, pauseMs, planRegret } from './shoppers.ts';

const unitOf = (seed: number): (() => number) => createIds(testClock(), seededRandom(seed)).unit;

describe('a made-up person', () => {
  test('has a name and an address of the form that orders take, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const person = inventPerson(unitOf(seed));
        expect(person).toEqual(inventPerson(unitOf(seed)));
        expect(person.address.state).toMatch(/^[A-Z]{2}$/);
        expect(person.address.zipCode).toMatch(/^\d{5}$/);
        expect(person.phone).toMatch(/^\d{3}-555-01\d{2}$/);
      }),
    );
  });
});

describe('a basket', () => {
  const sku = fc.record({ sku: fc.string({ minLength: 1 }), quantities: fc.tuple(fc.nat(3), fc.nat(3)) }).map(
    ({ sku: id, quantities }): OperatorSku => ({
      sku: id,
      title: id,
      imageUrl: null,
      status: 'Available for Purchase',
      subStatus: [],
      priceCents: 100,
      stock: quantities.map((purchasable, index) => ({
        nodeId: `n${index}`,
        fed: 3,
        held: 0,
        accepted: 0,
        purchasable,
      })),
      purchasable: quantities[0] + quantities[1],
      updatedAt: 0,
    }),
  );

  test('holds one to three SKUs that one node has in that quantity; nothing when nothing is on sale', () => {
    fc.assert(
      fc.property(fc.uniqueArray(sku, { selector: (one) => one.sku, maxLength: 6 }), fc.nat(), (skus, seed) => {
        const basket = fillBasket(skus, unitOf(seed));
        const isAnythingOnSale = skus.some(({ purchasable }) => purchasable > 0);
        expect(basket.length > 0).toBe(isAnythingOnSale);
        expect(basket.length).toBeLessThanOrEqual(3);
        const nodes = ['n0', 'n1'].filter((nodeId) =>
          basket.every((line) => {
            const stock = skus.find((one) => one.sku === line.sku)?.stock.find((one) => one.nodeId === nodeId);
            return line.quantity >= 1 && line.quantity <= (stock?.purchasable ?? 0);
          }),
        );
        expect(nodes.length).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('the rate', () => {
  test('is kept on average', () => {
    const unit = unitOf(3);
    const pauses = Array.from({ length: 4_000 }, () => pauseMs(30, unit));
    const average = pauses.reduce((sum, ms) => sum + ms, 0) / pauses.length;
    expect(average).toBeGreaterThan(1_800);
    expect(average).toBeLessThan(2_100);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(6_000);
  });

  test('some change their mind while the order is held, fewer later', () => {
    const unit = unitOf(4);
    const kinds = Array.from({ length: 4_000 }, () => planRegret({ accountId: 'a', id: 'o' }, 0, unit)?.kind);
    const early = kinds.filter((kind) => kind === 'early').length;
    const late = kinds.filter((kind) => kind === 'late').length;
    expect(early).toBeGreaterThan(late);
    expect(late).toBeGreaterThan(0);
    expect(early + late).toBeLessThan(500);
  });
});

describe('shoppers at work', () => {
  let harness: Harness;
  let account: AccountWithNodes;
  let sku: string;
  const tell = async (body: object) => harness.operator('PUT', '/shoppers', body);
  const ask = async () => (await harness.operator('GET', '/shoppers')).json() as Record<string, unknown>;
  const orders = async () =>
    (
      (await harness.operator('GET', `/accounts/${account.accountId}/orders?limit=200`)).json() as {
        items: { status: string; firstTitle: string }[];
      }
    ).items;
  const shopFor = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      harness.clock.advance(SECOND_MS);
      await harness.services.shoppers.loop.drain();
    }
  };
  beforeAll(async () => {
    harness = await openHarness({ database: await ownDatabase() });
    account = await anAccount(harness);
  });
  afterAll(async () => {
    await harness.database.close();
  });

  test('nobody shops until told; without anything on sale they say so', async () => {
    await shopFor(2);
    expect(await ask()).toMatchObject({ ratePerMinute: 0, placed: 0 });
    expect((await tell({ ratePerMinute: 600 })).status).toBe(200);
    await shopFor(2);
    expect(await ask()).toMatchObject({
      ratePerMinute: 600,
      placed: 0,
      note: expect.stringContaining('Nothing is on sale'),
    });
  });

  test('they order what is purchasable, at the rate, and stop while too many orders are not finished', async () => {
    sku = await anOffer(harness, account, { quantity: 200, upload: { product_title: 'Enamel mug' } });
    await tell({ pauseAtWaiting: 12 });
    await shopFor(8);
    const state = await ask();
    expect(state).toMatchObject({ placed: 12, waiting: 12, note: expect.stringContaining('go on below 12') });
    expect(await orders()).toHaveLength(12);
    expect((await orders()).every(({ firstTitle }) => firstTitle === 'Enamel mug')).toBe(true);
    await tell({ pauseAtWaiting: 15 });
    await shopFor(4);
    expect(await ask()).toMatchObject({ placed: 15 });
  });

  test('paused they rest, and what they were told is kept', async () => {
    await tell({ paused: true, pauseAtWaiting: 1_000 });
    await shopFor(3);
    expect(await ask()).toMatchObject({ paused: true, placed: 15, note: 'Paused.', pauseAtWaiting: 1_000 });
    expect((await tell({ ratePerMinute: -1 })).status).toBe(400);
  });

  test('what is sold out is not ordered: never more than there is', async () => {
    await account.call('PUT', `/merchant-skus/${sku}/inventory`, {
      fulfillment_nodes: [{ fulfillment_node_id: account.nodeId, quantity: 40 }],
    });
    await tell({ paused: false, ratePerMinute: 1_200 });
    await shopFor(20);
    const stock = await harness.operator('GET', `/accounts/${account.accountId}/skus`);
    expect(stock.json()).toMatchObject({ items: [{ purchasable: expect.any(Number), stock: [{ fed: 40 }] }] });
    const { items } = stock.json() as { items: OperatorSku[] };
    expect(items[0]?.stock[0]?.held).toBeLessThanOrEqual(40);
    expect(items[0]?.purchasable).toBeLessThan(5);
  });

  test('some of them cancel while the order is held, and their units come back', async () => {
    await account.call('PUT', `/merchant-skus/${sku}/inventory`, {
      fulfillment_nodes: [{ fulfillment_node_id: account.nodeId, quantity: 5_000 }],
    });
    await shopFor(8);
    await tell({ paused: true });
    harness.clock.advance(29 * MINUTE_MS);
    await harness.services.shoppers.loop.drain();
    expect((await orders()).filter(({ status }) => status === 'complete').length).toBeGreaterThan(0);
  });

  test('of two workers one lets them in; when it is gone the other one does', async () => {
    const other = await openHarness({ database: harness.database });
    other.clock.set(harness.clock.now());
    await tell({ paused: false });
    const before = Number((await ask())['placed']);
    other.clock.advance(SECOND_MS);
    await other.services.shoppers.loop.drain();
    other.clock.advance(SECOND_MS);
    await other.services.shoppers.loop.drain();
    expect((await ask())['placed']).toBe(before);
    for (let second = 0; second < 20; second += 1) {
      other.clock.advance(SECOND_MS);
      await other.services.shoppers.loop.drain();
    }
    expect(Number((await ask())['placed'])).toBeGreaterThan(before);
  });

  test('the routes need an operator', async () => {
    expect(Object.keys(operatorRoutes)).toContain('getShoppers');
    expect((await harness.call('GET', '/operator/v1/shoppers')).status).toBe(401);
    expect((await harness.call('PUT', '/operator/v1/shoppers', {})).status).toBe(401);
  });
});
