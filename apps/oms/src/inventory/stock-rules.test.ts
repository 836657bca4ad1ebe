import { testClock } from '@jetway/testkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../edge/index.ts';
import { aConnection, aLocation, aSku, type Harness, harness } from '../testing/index.ts';
import { recordStockConfirmed, recordStockSent, takeDueStock } from './desired-stock.store.ts';
import { followRuleChanges, isTouched } from './follow-rules.ts';
import { adjustStock } from './stock.store.ts';
import { isSameShown, rankOf, type StockRuleValues, shownByNode, shownOf, totalOf } from './stock-rules.ts';

const noRule: StockRuleValues = { heldBack: 0, heldBackPercent: 0, most: null, endAt: 0 };
const rules: fc.Arbitrary<StockRuleValues> = fc.record({
  heldBack: fc.nat(50),
  heldBackPercent: fc.integer({ min: 0, max: 100 }),
  most: fc.option(fc.nat(60), { nil: null }),
  endAt: fc.nat(20),
});
const units = fc.nat(200);

describe('what a rule makes of a number', () => {
  test('is a whole number between 0 and what is available, and no more than the most', () => {
    fc.assert(
      fc.property(units, rules, (available, rule) => {
        const shown = shownOf(available, rule);
        expect(Number.isInteger(shown)).toBe(true);
        expect(shown).toBeGreaterThanOrEqual(0);
        expect(shown).toBeLessThanOrEqual(Math.min(available, rule.most ?? available));
      }),
    );
  });

  test('never rises when less is available, or when the rule is stricter in any way', () => {
    fc.assert(
      fc.property(units, rules, fc.nat(10), (available, rule, more) => {
        const shown = shownOf(available, rule);
        expect(shownOf(available + more, rule)).toBeGreaterThanOrEqual(shown);
        for (const stricter of [
          { ...rule, heldBack: rule.heldBack + more },
          { ...rule, heldBackPercent: Math.min(100, rule.heldBackPercent + more) },
          { ...rule, most: Math.max(0, (rule.most ?? available) - more) },
          { ...rule, endAt: rule.endAt + more },
        ])
          expect(shownOf(available, stricter)).toBeLessThanOrEqual(shown);
      }),
    );
  });

  test('holds back parts of a unit whole, ends where it says, and shows all where it says nothing', () => {
    expect(shownOf(9, { ...noRule, heldBackPercent: 10 })).toBe(8);
    expect(shownOf(10, { ...noRule, heldBackPercent: 10 })).toBe(9);
    expect(shownOf(9, { ...noRule, heldBackPercent: 10, heldBack: 3 })).toBe(5);
    expect([3, 4].map((available) => shownOf(available, { ...noRule, endAt: 3 }))).toEqual([0, 4]);
    expect([3, 30].map((available) => shownOf(available, { ...noRule, most: 5 }))).toEqual([3, 5]);
    expect(shownOf(7, noRule)).toBe(7);
    expect([7, -1].map((available) => shownOf(available, null))).toEqual([7, 0]);
  });

  test('is spread over nodes so that none shows more than it has, and their sum is the number', () => {
    const nodes = fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__x'), units);
    fc.assert(
      fc.property(nodes, rules, (available, rule) => {
        const shown = shownByNode(available, rule);
        expect(totalOf(shown)).toBe(shownOf(totalOf(available), rule));
        expect(Object.keys(shown)).toEqual(Object.keys(available));
        for (const [node, quantity] of Object.entries(shown))
          expect(quantity).toBeLessThanOrEqual(available[node] ?? 0);
        expect(isSameShown(shownByNode(available, null), available)).toBe(true);
      }),
    );
    expect(shownByNode({ a: 2, b: 5, c: 5 }, { ...noRule, heldBack: 4 })).toEqual({ a: 0, b: 5, c: 3 });
  });

  test('touches what it counts for and what shows another number, and nothing else', () => {
    const row = { connectionId: 'c', skuId: 's', desired: { n: 5 }, settled: { n: 5, old: 0 }, switchedOn: true };
    const rule = { ...noRule, ruleId: 'r', skuId: 's', connectionId: null, version: 1 };
    const organization = { skuId: null, connectionId: null };
    expect(isTouched({ ...row, rule: null }, organization)).toBe(false);
    expect(isTouched({ ...row, rule: null, settled: { n: 6 } }, organization)).toBe(true);
    expect(isTouched({ ...row, rule: null, settled: null }, organization)).toBe(true);
    expect(isTouched({ ...row, rule, settled: { n: 6 } }, organization)).toBe(false);
    expect(isTouched({ ...row, rule, settled: { n: 6 } }, { skuId: 's', connectionId: 'c' })).toBe(true);
    expect([organization, { ...organization, connectionId: 'c' }, rule, { skuId: 's', connectionId: 'c' }].map(rankOf)) //
      .toEqual([0, 1, 2, 3]);
  });
});

let at: Harness;
beforeAll(async () => {
  at = await harness();
});
const now = testClock().now();

/** A shop of SKUs with 10 units each on two connections, whose channels were told so. */
async function aToldShop(skuCount = 3) {
  const organizationId = await at.newOrganization();
  const connections = [await aConnection(at, organizationId), await aConnection(at, organizationId)].sort();
  const [one = '', two = ''] = connections;
  const nodes = connections.map((connectionId) => ({ connectionId, nodeId: 'n' }));
  const locationId = await aLocation(at, organizationId, { nodes });
  const skuIds: string[] = [];
  for (let count = 0; count < skuCount; count += 1) {
    const sku = await aSku(at, organizationId, { stock: { [locationId]: 10 }, connectionIds: connections });
    skuIds.push(sku.skuId);
  }
  /** What goes out on each connection: number by SKU. */
  const tell = async () => {
    while (await at.oms.followStockRules());
    const told: Record<string, number>[] = [];
    for (const connectionId of connections) {
      const due = await takeDueStock(at.database.db, organizationId, connectionId, { limit: 1000, now, fence: 1 });
      await at.database.transaction(async (tx) => {
        await recordStockSent(tx, organizationId, connectionId, due, now);
        await recordStockConfirmed(tx, organizationId, connectionId, due, now);
      });
      told.push(Object.fromEntries(due.map((row) => [row.skuId, row.quantities['n'] ?? -1])));
    }
    return told;
  };
  const adjust = (skuId: string, quantity: number) =>
    at.database.transaction((tx) =>
      adjustStock(
        tx,
        organizationId,
        { skuId, locationId, kind: 'set', quantity, reason: 'counted' },
        systemActor,
        now,
      ),
    );
  const { client, headers } = await at.signIn(organizationId);
  await tell();
  const create = async (body: Parameters<typeof client.createStockRule>[0]['body']) => {
    const made = await client.createStockRule({ body });
    if (made.status !== 201) throw new Error(`answered ${made.status}`);
    return made.body;
  };
  return { organizationId, locationId, one, two, skuIds, tell, adjust, client, headers, create };
}

describe('rules over HTTP', () => {
  test('the most specific rule counts, and a change makes exactly what it touches due', async () => {
    const shop = await aToldShop();
    const [a = '', b = '', c = ''] = shop.skuIds;
    const first = await shop.create({ ...noRule, heldBack: 1 });
    expect(await shop.tell()).toEqual([
      { [a]: 9, [b]: 9, [c]: 9 },
      { [a]: 9, [b]: 9, [c]: 9 },
    ]);
    await shop.create({ ...noRule, heldBack: 2, connectionId: shop.one });
    expect(await shop.tell()).toEqual([{ [a]: 8, [b]: 8, [c]: 8 }, {}]);
    await shop.create({ ...noRule, heldBack: 3, skuId: a });
    expect(await shop.tell()).toEqual([{ [a]: 7 }, { [a]: 7 }]);
    const exact = await shop.create({ ...noRule, heldBack: 4, skuId: a, connectionId: shop.one });
    expect(await shop.tell()).toEqual([{ [a]: 6 }, {}]);
    const ofAll = await shop.client.listStockRules({ query: {} });
    const scopes = ofAll.status === 200 ? ofAll.body.items.map((rule) => rule.connectionId) : [];
    expect(new Set(scopes)).toEqual(new Set([null, shop.one]));
    const headers = { 'if-match': '"1"' };
    expect(
      await shop.client.changeStockRule({ params: { ruleId: first.ruleId }, body: noRule }, { headers }),
    ).toMatchObject({
      status: 200,
      body: { version: 2, heldBack: 0, connectionId: null, skuId: null },
    });
    expect(await shop.tell()).toEqual([{}, { [b]: 10, [c]: 10 }]);
    expect(await shop.client.removeStockRule({ params: { ruleId: exact.ruleId } }, { headers })).toMatchObject({
      status: 204,
    });
    expect(await shop.tell()).toEqual([{ [a]: 7 }, {}]);
    expect(at.breaches).toEqual([]);
  });

  test('a rule that changes no number sends nothing; what waits or is on its way is told anew', async () => {
    const shop = await aToldShop(2);
    const [a = '', b = ''] = shop.skuIds;
    await shop.create({ ...noRule, most: 100 });
    expect(await shop.tell()).toEqual([{}, {}]);
    await shop.adjust(a, 12);
    const flying = await takeDueStock(at.database.db, shop.organizationId, shop.one, { limit: 9, now, fence: 1 });
    expect(flying).toMatchObject([{ skuId: a, quantities: { n: 12 } }]);
    await shop.create({ ...noRule, most: 11, connectionId: shop.one });
    while (await at.oms.followStockRules());
    await at.database.transaction(async (tx) => {
      await recordStockSent(tx, shop.organizationId, shop.one, flying, now);
      await recordStockConfirmed(tx, shop.organizationId, shop.one, flying, now);
    });
    expect(await shop.tell()).toEqual([{ [a]: 11 }, { [a]: 12 }]);
    expect(b).not.toBe('');
  });

  test('a rule for more rows than a page holds reaches each of them once', async () => {
    const shop = await aToldShop(3);
    await shop.create({ ...noRule, heldBack: 1 });
    while (await followRuleChanges(at, now, 2));
    const told = await shop.tell();
    expect(told.map((numbers) => Object.values(numbers))).toEqual([
      [9, 9, 9],
      [9, 9, 9],
    ]);
    expect(await shop.tell()).toEqual([{}, {}]);
  });

  test('an item explains its number: what is available, the rule, and what should be shown', async () => {
    const shop = await aToldShop(1);
    const [a = ''] = shop.skuIds;
    const rule = await shop.create({ heldBack: 1, heldBackPercent: 25, most: null, endAt: 2, skuId: a });
    const item = await shop.client.getSku({ params: { skuId: a } });
    expect(item).toMatchObject({
      body: { available: 10, channels: [{ available: 10, rule, desired: { n: 6 }, switchedOn: true }, { rule }] },
    });
  });

  test('a preview shows numbers and SKUs before anything is saved, but none that a more specific rule counts for', async () => {
    const shop = await aToldShop(2);
    const [a = '', b = ''] = shop.skuIds;
    await shop.create({ ...noRule, heldBack: 3, skuId: a });
    const query = { heldBack: 2, heldBackPercent: 0, endAt: 0, most: 50, connectionId: shop.one };
    const { body } = (await shop.client.previewStockRule({ query })) as { body: { numbers: object[]; skus: object[] } };
    expect(body.numbers).toContainEqual(expect.objectContaining({ available: 5, now: null, afterwards: 3 }));
    expect(body.numbers).toContainEqual(expect.objectContaining({ available: 1000, afterwards: 50 }));
    expect(body.skus).toEqual([
      expect.objectContaining({ skuId: b, connectionId: shop.one, available: 10, now: 10, afterwards: 8 }),
    ]);
    expect(await shop.tell()).toEqual([{ [a]: 7 }, { [a]: 7 }]);
  });
});

describe('the switch of a SKU', () => {
  test('off: nothing is sent whatever changes, and the row says so; on: due at once', async () => {
    const shop = await aToldShop(2);
    const [a = '', b = ''] = shop.skuIds;
    const flip = (on: boolean) =>
      shop.client.switchSkuStock({ params: { skuId: a, connectionId: shop.one }, body: { on } });
    expect(await flip(false)).toMatchObject({
      status: 200,
      body: {
        channels: [
          { state: 'off', switchedOn: false },
          { state: 'confirmed', switchedOn: true },
        ],
      },
    });
    await shop.adjust(a, 4);
    await shop.create({ ...noRule, heldBack: 1 });
    expect(await shop.tell()).toEqual([{ [b]: 9 }, { [a]: 3, [b]: 9 }]);
    expect(await flip(true)).toMatchObject({ body: { channels: [{ state: 'waiting' }, { state: 'confirmed' }] } });
    expect(await flip(true)).toMatchObject({ status: 200 });
    expect(await shop.tell()).toEqual([{ [a]: 3 }, {}]);
  });

  test('off while a message is on its way: its answer makes nothing due again', async () => {
    const shop = await aToldShop(1);
    const [a = ''] = shop.skuIds;
    await shop.adjust(a, 4);
    const flying = await takeDueStock(at.database.db, shop.organizationId, shop.one, { limit: 9, now, fence: 1 });
    await shop.adjust(a, 3);
    await shop.client.switchSkuStock({ params: { skuId: a, connectionId: shop.one }, body: { on: false } });
    await at.database.transaction((tx) => recordStockConfirmed(tx, shop.organizationId, shop.one, flying, now));
    expect(await shop.tell()).toEqual([{}, { [a]: 3 }]);
  });

  test('a SKU that was not sold when a connection was made is told once it is sold', async () => {
    const shop = await aToldShop(1);
    const [a = ''] = shop.skuIds;
    const change = (active: boolean, version: number) =>
      shop.client.changeSku({ params: { skuId: a }, body: { active } }, { headers: { 'if-match': `"${version}"` } });
    await change(false, 1);
    const late = await aConnection(at, shop.organizationId);
    expect(await change(true, 2)).toMatchObject({ status: 200 });
    expect(await takeDueStock(at.database.db, shop.organizationId, late, { limit: 9, now, fence: 1 })).toEqual([]);
    await aLocation(at, shop.organizationId, { nodes: [{ connectionId: late, nodeId: 'x' }] });
    expect(await takeDueStock(at.database.db, shop.organizationId, late, { limit: 9, now, fence: 1 })).toMatchObject([
      { skuId: a, quantities: { x: 0 } },
    ]);
  });
});
