import { beforeAll, describe, expect, test } from 'vitest';
import { auditOms } from '../audit-oms.ts';
import { reserve } from '../inventory/index.ts';
import { aLocation, aSku, type Harness, harness } from '../testing/index.ts';
import { countLifecycle } from './stock-counts.ts';

let at: Harness;
beforeAll(async () => {
  at = await harness();
});

/** A place with SKUs A, B, … and so many units of each. */
async function aShop(units: readonly number[]) {
  const organizationId = await at.newOrganization();
  const locationId = await aLocation(at, organizationId);
  const skus = [];
  for (const [index, onHand] of units.entries()) {
    const sku = String.fromCharCode(65 + index);
    skus.push(await aSku(at, organizationId, { sku, stock: { [locationId]: onHand } }));
  }
  return { organizationId, locationId, skus, ...(await at.withKey(organizationId, 'warehouse')) };
}

type Shop = Awaited<ReturnType<typeof aShop>>;

async function begin({ client, locationId }: Shop, of: 'all' | 'stocked' | 'list' = 'stocked', skus?: string[]) {
  const made = await client.createStockCount({
    body: { locationId, name: 'Spring', of, ...(skus === undefined ? {} : { skus }) },
  });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return { countId: made.body.id };
}

const found = ({ client }: Shop, params: { countId: string }, sku: string, quantity: number, kind?: 'add') =>
  client.countStock({ params, body: { sku, kind: kind ?? 'set', quantity } });

const adjust = ({ client, locationId, skus }: Shop, index: number, quantity: number) =>
  client.adjustStock({
    params: { skuId: skus[index]?.skuId ?? '' },
    body: { locationId, kind: 'change', quantity, reason: 'received' },
  });

const onHand = async ({ client, skus }: Shop) => {
  const items = await Promise.all(skus.map(({ skuId }) => client.getSku({ params: { skuId } })));
  return items.map(({ body }) => ('onHand' in body ? body.onHand : -1));
};

async function lines({ client }: Shop, params: { countId: string }, query: object = {}) {
  const listed = await client.listStockCountLines({ params, query });
  if (listed.status !== 200) throw new Error(JSON.stringify(listed.body));
  return listed.body;
}

const sound = async (shop: Shop): Promise<void> => expect(await auditOms(at.database, shop.organizationId)).toEqual([]);

describe('a stock count', () => {
  test('ends applied or cancelled', () => {
    expect([...countLifecycle.final].sort()).toEqual(['applied', 'cancelled']);
  });

  test('applies the difference: what moved between counting and applying is not lost', async () => {
    const shop = await aShop([10, 5, 0]);
    const params = await begin(shop);
    expect((await lines(shop, params)).items).toMatchObject([
      { sku: 'A', expected: 10, counted: null, difference: null, state: 'open' },
      { sku: 'B', expected: 5 },
    ]);
    expect((await found(shop, params, 'A', 8)).body).toMatchObject({ expected: 10, counted: 8, difference: -2 });
    await adjust(shop, 0, 4);
    expect((await lines(shop, params)).items[0]).toMatchObject({ expected: 10, counted: 8 });
    await found(shop, params, 'C', 3);
    const applied = await shop.client.applyStockCount({ params });
    expect(applied.body).toMatchObject({
      state: 'applied',
      lines: { open: 1, counted: 0, applied: 2, refused: 0 },
      differing: 2,
      unitsMore: 3,
      unitsFewer: 2,
    });
    expect(await onHand(shop)).toEqual([12, 5, 3]);
    const ledger = await shop.client.listLedger({ params: { skuId: shop.skus[0]?.skuId ?? '' }, query: { limit: 1 } });
    expect(ledger.body).toMatchObject({
      items: [{ reason: 'counted', onHandChange: -2, note: 'Stock count Spring', actor: 'key:test warehouse' }],
    });
    expect((await shop.client.applyStockCount({ params })).status).toBe(409);
    await sound(shop);
  });

  test('scans add up, however many people scan at once; the moment of the first counts', async () => {
    const shop = await aShop([10]);
    const params = await begin(shop);
    await found(shop, params, 'A', 1, 'add');
    await adjust(shop, 0, -2);
    await Promise.all(Array.from({ length: 6 }, () => found(shop, params, 'A', 1, 'add')));
    expect((await lines(shop, params)).items).toMatchObject([{ counted: 7, expected: 10, difference: -3 }]);
    expect((await found(shop, params, 'A', 999_999, 'add')).status).toBe(400);
    expect((await found(shop, params, 'A', 9)).body).toMatchObject({ counted: 9, expected: 8 });
  });

  test('lines that orders forbid stay open, are told why, and can be counted and applied again', async () => {
    const shop = await aShop([10, 5]);
    const held = [{ lineId: 'l', skuId: shop.skus[0]?.skuId ?? '', locationId: shop.locationId, quantity: 6 }];
    const by = { actor: 'a test', requestId: null };
    await at.database.transaction((tx) => reserve(tx, shop.organizationId, 'o', held, by, at.clock.now()));
    const params = await begin(shop);
    await found(shop, params, 'A', 4);
    await found(shop, params, 'B', 6);
    expect((await shop.client.applyStockCount({ params })).body).toMatchObject({
      state: 'counting',
      lines: { applied: 1, refused: 1 },
    });
    expect((await lines(shop, params, { state: 'refused' })).items).toMatchObject([
      { sku: 'A', refusal: 'Orders hold 6 of the 10 on hand.' },
    ]);
    expect(await onHand(shop)).toEqual([10, 6]);
    await found(shop, params, 'A', 7);
    expect((await shop.client.applyStockCount({ params })).body).toMatchObject({ state: 'applied' });
    expect(await onHand(shop)).toEqual([7, 6]);
    await sound(shop);
  });

  test('the review shows the largest differences first, in pages; the list goes by SKU', async () => {
    const shop = await aShop([5, 5, 5, 5]);
    const params = await begin(shop, 'all');
    for (const [sku, quantity] of [
      ['A', 4],
      ['B', 9],
      ['C', 5],
    ] as const)
      await found(shop, params, sku, quantity);
    const pages = async (query: { sort?: 'sku' | 'difference' }) => {
      const first = await lines(shop, params, { ...query, limit: 2 });
      const second = await lines(shop, params, { ...query, limit: 2, cursor: first.next });
      return [first, second].map(({ items }) => items.map(({ sku }) => sku));
    };
    expect(await pages({ sort: 'difference' })).toEqual([['B', 'A'], ['C']]);
    expect(await pages({})).toEqual([
      ['A', 'B'],
      ['C', 'D'],
    ]);
  });

  test('a list names SKUs of ours at a place of ours; another SKU found is added', async () => {
    const shop = await aShop([5, 5]);
    const create = async (more: object) => {
      const body = { locationId: shop.locationId, name: 'x', of: 'list' as const, ...more };
      const made = await shop.client.createStockCount({ body });
      return made.status === 400 ? made.body.code : made.status;
    };
    expect(await create({ skus: ['A', 'X'] })).toBe('unknown_sku');
    expect(await create({ skus: [] })).toBe('nothing_to_count');
    expect(await create({ locationId: 'x' })).toBe('unknown_location');
    const params = await begin(shop, 'list', ['A', 'A']);
    await found(shop, params, 'B', 4);
    expect((await lines(shop, params)).items.map(({ sku }) => sku)).toEqual(['A', 'B']);
    expect(await found(shop, params, 'X', 1)).toMatchObject({ status: 400, body: { code: 'unknown_sku' } });
  });
});
