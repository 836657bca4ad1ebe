/** Owns the guarantees of sales data: what is counted, how offers compare, and what a merchant reads of it. */
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import type { SalesDataReply } from '@jetway/jet-api';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@jetway/kernel';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type AccountWithNodes,
  aMerchant,
  aNode,
  anAccount,
  anOffer,
  aReturnNode,
  aSku,
  aToken,
  callUnder,
  type Harness,
  openHarness,
} from '../testing/index.ts';
import {
  AVERAGED_DAYS,
  bestOf,
  type Comparison,
  compareOffers,
  daysBetween,
  decayOver,
  nextCountAt,
  weightOf,
} from './sales-data.ts';

const offers = fc.array(fc.record({ priceCents: fc.nat(5_000), shippingCents: fc.nat(900) }), { maxLength: 5 });

describe('the best offer', () => {
  test('costs least with its shipping, and is one of the offers', () => {
    fc.assert(
      fc.property(offers, (given) => {
        const best = bestOf(given);
        expect(best === undefined).toBe(given.length === 0);
        if (best === undefined) return;
        expect(given).toContain(best);
        const least = Math.min(...given.map(({ priceCents, shippingCents }) => priceCents + shippingCents));
        expect(best.priceCents + best.shippingCents).toBe(least);
      }),
    );
  });

  test('last_update moves only when the best price changes, and nothing moves without stock', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(offers, offers), { maxLength: 6 }), (rounds) => {
        let before: Comparison | undefined;
        for (const [at, [own, others]] of rounds.entries()) {
          const next = compareOffers(before, { own, all: [...others, ...own] }, at);
          if (own.length === 0) expect(next).toBe(before);
          for (const which of ['own', 'best'] as const) {
            const [was, is] = [before?.[which], next?.[which]];
            if (is === undefined || is === was) continue;
            expect(is.at).toBe(at);
            expect([is.priceCents, is.shippingCents]).not.toEqual([was?.priceCents, was?.shippingCents]);
          }
          before = next;
        }
      }),
    );
  });
});

describe('the moving average', () => {
  test('is the same whether days are counted one by one or together', () => {
    const days = fc.array(fc.nat(50), { minLength: 1, maxLength: AVERAGED_DAYS });
    fc.assert(
      fc.property(days, (units) => {
        const oneByOne = units.reduce((average, sold) => average * decayOver(DAY_MS) + sold * weightOf(0), 0);
        const together = units.reduce((sum, sold, day) => sum + sold * weightOf(units.length - 1 - day), 0);
        expect(together).toBeCloseTo(oneByOne, 6);
      }),
    );
  });

  test('covers the whole time since it was counted last, day by day, at most sixty', () => {
    expect(daysBetween(0, 2.5 * DAY_MS)).toEqual([
      { from: 1.5 * DAY_MS, to: 2.5 * DAY_MS },
      { from: 0.5 * DAY_MS, to: 1.5 * DAY_MS },
      { from: 0, to: 0.5 * DAY_MS },
    ]);
    expect(daysBetween(0, 1_000 * DAY_MS)).toHaveLength(AVERAGED_DAYS);
  });

  test('is counted at the next midnight, or at the last one when several went by', () => {
    expect(nextCountAt(5 * HOUR_MS, 6 * HOUR_MS)).toBe(DAY_MS);
    expect(nextCountAt(DAY_MS, DAY_MS)).toBe(2 * DAY_MS);
    expect(nextCountAt(DAY_MS, 9 * DAY_MS + HOUR_MS)).toBe(9 * DAY_MS);
  });
});

describe('GET /merchant-skus/{sku}/salesdata', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await openHarness();
  });

  const read = async (account: AccountWithNodes, sku: string): Promise<SalesDataReply> => {
    const reply = await account.call('GET', `/merchant-skus/${encodeURIComponent(sku)}/salesdata`);
    expect(reply.status).toBe(200);
    return reply.json() as SalesDataReply;
  };
  const pass = (account: AccountWithNodes, advanceMs: number) =>
    harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs });
  const order = async (account: AccountWithNodes, sku: string, quantity: number) => {
    const path = `/accounts/${account.accountId}/orders`;
    const placed = await harness.operator('POST', path, { items: [{ sku, quantity }] });
    expect(placed.status).toBe(201);
    return (placed.json() as { id: string }).id;
  };
  const price = (account: AccountWithNodes, sku: string, dollars: number) =>
    account.call('PUT', `/merchant-skus/${sku}/price`, { price: dollars });
  /** A complete SKU of a product of its own. */
  const sell = (account: AccountWithNodes, asin: string, wish: object = {}) =>
    anOffer(harness, account, { upload: aSku({ ASIN: asin }), quantity: 100, ...wish });

  test('is about the units that all orders of thirty days hold, less what was cancelled, and the rank they give', async () => {
    const account = await anAccount(harness, { policy: { ackDeadlineMs: 90 * DAY_MS } });
    const [much, little, none] = [
      await sell(account, 'B000000001'),
      await sell(account, 'B000000002'),
      await sell(account, 'B000000003'),
    ];
    await order(account, much, 5);
    await order(account, little, 2);
    const cancelled = await order(account, little, 7);
    await harness.operator('POST', `/accounts/${account.accountId}/orders/${cancelled}/cancel`);
    await pass(account, 2 * DAY_MS);
    expect((await read(account, much)).units_sold).toMatchObject({ last_30_days: 5 });
    expect((await read(account, little)).units_sold).toMatchObject({ last_30_days: 2 });
    const unsold = await read(account, none);
    expect(unsold.units_sold).not.toHaveProperty('last_30_days');
    const ranks = await Promise.all(
      [much, little, none].map(async (sku) => (await read(account, sku)).sales_rank?.level_0),
    );
    expect(ranks).toEqual([1, 2, 3]);
    expect(unsold.sales_rank?.last_update).toMatch(/T00:00:00\.0000000\+00:00$/);
    await pass(account, 40 * DAY_MS);
    const later = await read(account, much);
    expect(later.units_sold).not.toHaveProperty('last_30_days');
    expect(later.sales_rank?.level_0).toBe(1);
  });

  test('shows the own best offer and the best one; shipping_method is there and null', async () => {
    const account = await anAccount(harness, { nodes: 2 });
    const sku = await sell(account, 'B000000004', { priceCents: 999 });
    await pass(account, 2 * DAY_MS);
    const offer = {
      shipping_method: null,
      item_price: 9.99,
      shipping_price: 4.99,
      last_update: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+00:00$/),
    };
    expect(await read(account, sku)).toMatchObject({ my_best_offer: [offer], best_marketplace_offer: [offer] });
    await account.call('PUT', `/merchant-skus/${sku}/price`, {
      price: 9.99,
      fulfillment_nodes: [{ fulfillment_node_id: account.nodeIds[1], fulfillment_node_price: 8.5 }],
    });
    await pass(account, DAY_MS);
    expect((await read(account, sku)).my_best_offer).toMatchObject([{ item_price: 8.5 }]);
  });

  test('last_update stands as long as the price does', async () => {
    const account = await anAccount(harness);
    const sku = await sell(account, 'B000000005', { priceCents: 1_000 });
    await pass(account, 2 * DAY_MS);
    const first = (await read(account, sku)).my_best_offer;
    await price(account, sku, 10);
    await pass(account, 3 * DAY_MS);
    expect((await read(account, sku)).my_best_offer).toEqual(first);
    await price(account, sku, 11);
    await pass(account, DAY_MS);
    const [changed] = (await read(account, sku)).my_best_offer;
    expect(changed?.item_price).toBe(11);
    expect(Date.parse(changed?.last_update ?? '')).toBeGreaterThan(Date.parse(first[0]?.last_update ?? ''));
  });

  test('is stale at zero inventory', async () => {
    const account = await anAccount(harness);
    const sku = await sell(account, 'B000000006', { priceCents: 1_000 });
    await pass(account, 2 * DAY_MS);
    const before = (await read(account, sku)).my_best_offer;
    await account.call('PUT', `/merchant-skus/${sku}/inventory`, {
      fulfillment_nodes: [{ fulfillment_node_id: account.nodeId, quantity: 0 }],
    });
    await price(account, sku, 3);
    await pass(account, 2 * DAY_MS);
    expect((await read(account, sku)).my_best_offer).toEqual(before);
  });

  test('shows no offers of a SKU that is not available', async () => {
    const account = await anAccount(harness);
    const sku = await sell(account, 'B000000007');
    await pass(account, 2 * DAY_MS);
    expect((await read(account, sku)).my_best_offer).toHaveLength(1);
    await account.call('PUT', `/merchant-skus/${sku}/status/archive`, { is_archived: true });
    expect(await read(account, sku)).toMatchObject({ my_best_offer: [], best_marketplace_offer: [] });
    const fresh = await anAccount(harness);
    await fresh.call('PUT', '/merchant-skus/new', aSku());
    expect(await read(fresh, 'new')).toEqual({ my_best_offer: [], best_marketplace_offer: [] });
  });

  test('an unknown SKU, and another merchant’s, answer alike', async () => {
    const [account, stranger] = [await anAccount(harness), await anAccount(harness)];
    const sku = await anOffer(harness, account);
    for (const asked of [sku, 'nowhere']) {
      const reply = await stranger.call('GET', `/merchant-skus/${asked}/salesdata`);
      expect([reply.status, reply.json()]).toEqual([404, { errors: [`Merchant SKU not found: "${asked}"`] }]);
    }
  });

  test('the report holds every available SKU, as it is read by itself, with the browse nodes it stands under', async () => {
    const account = await anAccount(harness);
    const sku = await sell(account, 'B000000008');
    await account.call('PUT', '/merchant-skus/unpriced', aSku({ ASIN: 'B000000009' }));
    await pass(account, 2 * DAY_MS + MINUTE_MS);
    const { report_id: id } = (await account.call('POST', '/reports/SalesData')).json() as { report_id: string };
    await harness.services.reports.make({ accountId: account.accountId, id }, new AbortController().signal);
    const stored = await harness.services.blobs.get(`reports/${id}-1.gz`);
    if (stored === undefined) throw new Error('the report is there');
    const report = JSON.parse(gunzipSync(await buffer(stored.content)).toString()) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual([sku]);
    expect(report[sku]).toEqual({
      ...(await read(account, sku)),
      jet_browse_node_id_mapped_level_0: expect.any(Number),
      jet_browse_node_id_mapped_level_1: expect.any(Number),
      jet_browse_node_id_mapped_level_2: aSku().jet_browse_node_id,
    });
  });

  test('merchants of one world are compared with each other', async () => {
    const [cheap, dear] = [await liveSeller(), await liveSeller()];
    const asin = `B${harness.ids.digits(9)}`;
    const [mine, theirs] = [
      await sell(dear, asin, { priceCents: 2_000 }),
      await sell(cheap, asin, { priceCents: 900 }),
    ];
    const live = await harness.services.worlds.load(harness.database.db, dear.worldId);
    if (live === undefined) throw new Error('there is a live world');
    harness.clock.advance(3 * DAY_MS);
    await harness.services.worlds.runDue(live, harness.clock.now());
    const [signedDear, signedCheap] = [await signedIn(dear), await signedIn(cheap)];
    expect(await read(signedDear, mine)).toMatchObject({
      my_best_offer: [{ item_price: 20 }],
      best_marketplace_offer: [{ item_price: 9, shipping_price: 4.99 }],
    });
    expect(await read(signedCheap, theirs)).toMatchObject({ best_marketplace_offer: [{ item_price: 9 }] });
  });

  /** A live account: all of them live in one world. */
  async function liveSeller(): Promise<AccountWithNodes> {
    const { live } = await aMerchant(harness);
    const { id: nodeId } = await aNode(harness, live);
    const { id: returnNodeId } = await aReturnNode(harness, live);
    return { ...live, nodeId, nodeIds: [nodeId], returnNodeId };
  }

  /** With a token of now: tokens do not last for days of real time. */
  async function signedIn(account: AccountWithNodes): Promise<AccountWithNodes> {
    const token = await aToken(harness, account.apiUser, account.apiSecret);
    const headers = { authorization: `Bearer ${token}` };
    return { ...account, token, call: callUnder(harness.marketplace.server, '/api', headers) };
  }
});
