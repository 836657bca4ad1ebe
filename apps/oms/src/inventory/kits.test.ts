import { testClock } from '@jetway/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../audit/index.ts';
import { aConnection, aLocation, aSku, type Harness, harness } from '../testing/index.ts';
import { recordStockConfirmed, recordStockSent, takeDueStock } from './desired-stock.store.ts';
import { listReservations, releaseReservations, reserve, shipReserved } from './reservations.store.ts';
import { setComponents } from './save-kit.ts';
import { adjustStock, cover } from './stock.store.ts';

let at: Harness;
beforeAll(async () => {
  at = await harness();
});

const by = { actor: 'user:kim@example.com', requestId: 'r-1' };
const now = testClock().now();
const inTransaction: Harness['database']['transaction'] = (work) => at.database.transaction(work);

/** A kit of two cups and a pot, of which 9 and 3 lie at a location. */
async function aShop() {
  const organizationId = await at.newOrganization();
  const connectionId = await aConnection(at, organizationId);
  const locationId = await aLocation(at, organizationId, { nodes: [{ connectionId, nodeId: 'n' }] });
  const connectionIds = [connectionId];
  const make = async (stock?: number) =>
    (
      await aSku(at, organizationId, {
        ...(stock === undefined ? {} : { stock: { [locationId]: stock } }),
        connectionIds,
      })
    ).skuId;
  const [cup, pot, kit] = [await make(9), await make(3), await make()];
  const set = (components: { skuId: string; quantity: number }[], version = 1, skuId = kit) =>
    inTransaction((tx) => setComponents(tx, organizationId, { skuId, version }, components, by, now));
  expect(
    await set([
      { skuId: cup, quantity: 2 },
      { skuId: pot, quantity: 1 },
    ]),
  ).toEqual({ ok: true, value: undefined });
  const line = (lineId: string, quantity: number, skuId = kit) => ({ lineId, skuId, locationId, quantity });
  const hold = (orderId: string, ...lines: ReturnType<typeof line>[]) =>
    inTransaction((tx) => reserve(tx, organizationId, orderId, lines, by, now));
  const release = (orderId: string, lines: { lineId: string; quantity: number }[] | 'all') =>
    inTransaction((tx) => releaseReservations(tx, organizationId, orderId, lines, by, now));
  const ship = (orderId: string, quantity: number) =>
    inTransaction((tx) => shipReserved(tx, organizationId, orderId, [{ lineId: 'l', quantity }], by, now));
  /** On hand and reserved of cup and pot. */
  const counters = async () => {
    const rows = await at.database.db
      .selectFrom('stock')
      .select(['sku_id', 'on_hand', 'reserved'])
      .where('organization_id', '=', organizationId)
      .execute();
    return [cup, pot].map((id) => {
      const row = rows.find((one) => one.sku_id === id);
      return [row?.on_hand, row?.reserved];
    });
  };
  const units = async (orderId: string) =>
    (await listReservations(at.database.db, organizationId, [orderId])).reduce((sum, one) => sum + one.lineUnits, 0);
  const sound = async () => expect(await audit(at.database.db, organizationId)).toEqual([]);
  const adjust = (skuId: string, quantity: number) =>
    inTransaction((tx) =>
      adjustStock(tx, organizationId, { skuId, locationId, kind: 'set', quantity, reason: 'counted' }, by, now),
    );
  return {
    organizationId,
    connectionId,
    locationId,
    cup,
    pot,
    kit,
    make,
    set,
    line,
    hold,
    release,
    ship,
    counters,
    units,
    sound,
    adjust,
  };
}

describe('a kit', () => {
  test('has as many as its scarcest component allows, at locations that know of every component', async () => {
    const shop = await aShop();
    const covers = async () => cover(at.database.db, shop.organizationId, [{ skuId: shop.kit, quantity: 1 }]);
    expect(await covers()).toEqual([{ skuId: shop.kit, locationId: shop.locationId, available: 3 }]);
    await shop.adjust(shop.cup, 5);
    expect(await covers()).toMatchObject([{ available: 2 }]);
    const elsewhere = await aLocation(at, shop.organizationId);
    await inTransaction((tx) =>
      adjustStock(
        tx,
        shop.organizationId,
        { skuId: shop.cup, locationId: elsewhere, kind: 'set', quantity: 50, reason: 'counted' },
        by,
        now,
      ),
    );
    expect(await covers()).toMatchObject([{ locationId: shop.locationId, available: 2 }]);
    await shop.adjust(shop.pot, 0);
    expect(await covers()).toEqual([]);
  });

  test('holds, gives back and ships its components together, all or nothing', async () => {
    const shop = await aShop();
    expect((await shop.hold('o', shop.line('l', 2))).ok).toBe(true);
    expect(await shop.counters()).toEqual([
      [9, 4],
      [3, 2],
    ]);
    expect(await shop.units('o')).toBe(2);
    expect(await shop.hold('p', shop.line('l', 2))).toMatchObject({ ok: false, refusal: { code: 'not_covered' } });
    expect(await shop.hold('p', shop.line('l', 1), shop.line('m', 4, shop.cup))).toMatchObject({ ok: false });
    expect((await shop.hold('p', shop.line('l', 1), shop.line('m', 3, shop.cup))).ok).toBe(true);
    expect((await shop.ship('o', 1)).ok).toBe(true);
    expect(await shop.ship('o', 2)).toMatchObject({ ok: false, refusal: { code: 'not_reserved' } });
    await shop.release('o', [{ lineId: 'l', quantity: 5 }]);
    expect(await shop.counters()).toEqual([
      [7, 5],
      [2, 1],
    ]);
    expect(await shop.units('o')).toBe(0);
    await shop.release('p', 'all');
    expect(await shop.counters()).toEqual([
      [7, 0],
      [2, 0],
    ]);
    await shop.sound();
  });

  test('changed later, leaves open orders with what they reserved', async () => {
    const shop = await aShop();
    await shop.hold('o', shop.line('l', 1));
    expect((await shop.set([{ skuId: shop.cup, quantity: 3 }], 2)).ok).toBe(true);
    await shop.hold('o', shop.line('l', 2));
    expect(await shop.counters()).toEqual([
      [9, 8],
      [3, 1],
    ]);
    expect(await shop.units('o')).toBe(3);
    expect((await shop.ship('o', 2)).ok).toBe(true);
    expect(await shop.counters()).toEqual([
      [4, 3],
      [2, 0],
    ]);
    expect((await shop.set([], 3)).ok).toBe(true);
    await shop.release('o', 'all');
    expect(await shop.counters()).toEqual([
      [4, 0],
      [2, 0],
    ]);
    await shop.sound();
    expect((await shop.adjust(shop.kit, 1)).ok).toBe(true);
    expect(await shop.set([{ skuId: shop.cup, quantity: 1 }], 4)).toMatchObject({ refusal: { code: 'has_stock' } });
  });

  test('is due on its channels when a component moves, and shows what a rule leaves of it', async () => {
    const shop = await aShop();
    const tell = async () => {
      const key = [shop.organizationId, shop.connectionId] as const;
      const due = await takeDueStock(at.database.db, ...key, { limit: 9, now, fence: 1 });
      await inTransaction(async (tx) => {
        await recordStockSent(tx, ...key, due, now);
        await recordStockConfirmed(tx, ...key, due, now);
      });
      return Object.fromEntries(due.map((row) => [row.skuId, row.quantities['n']]));
    };
    const { cup, pot, kit } = shop;
    expect(await tell()).toEqual({ [cup]: 9, [pot]: 3, [kit]: 3 });
    await shop.adjust(pot, 2);
    expect(await tell()).toEqual({ [pot]: 2, [kit]: 2 });
    await shop.hold('o', shop.line('l', 1));
    expect(await tell()).toEqual({ [cup]: 7, [pot]: 1, [kit]: 1 });
    const { client } = await at.signIn(shop.organizationId);
    const body = { skuId: kit, heldBack: 1, heldBackPercent: 0, most: null, endAt: 0 };
    expect(await client.createStockRule({ body })).toMatchObject({ status: 201 });
    expect(await tell()).toEqual({ [kit]: 0 });
    await shop.release('o', 'all');
    expect(await tell()).toEqual({ [cup]: 9, [pot]: 2, [kit]: 1 });
  });

  test('is shown with what it is made of, in lists too', async () => {
    const shop = await aShop();
    const { client } = await at.signIn(shop.organizationId);
    expect(await client.getSku({ params: { skuId: shop.kit } })).toMatchObject({
      body: {
        onHand: 0,
        reserved: 0,
        available: 3,
        locations: [{ onHand: 0, available: 3 }],
        components: expect.arrayContaining([
          expect.objectContaining({ skuId: shop.cup, quantity: 2, available: 9 }),
          expect.objectContaining({ skuId: shop.pot, quantity: 1, available: 3 }),
        ]),
      },
    });
    await shop.adjust(shop.pot, 0);
    const out = await client.listInventory({ query: { filter: 'out-of-stock' } });
    const ids = out.status === 200 ? out.body.items.map((item) => item.skuId) : [];
    expect(new Set(ids)).toEqual(new Set([shop.pot, shop.kit]));
  });
});

describe('what may be a kit', () => {
  test('no stock of its own, no kit in it or around it, each component once', async () => {
    const shop = await aShop();
    const code = async (...given: Parameters<typeof shop.set>) => {
      const done = await shop.set(...given);
      return done.ok ? 'ok' : done.refusal.code;
    };
    const one = (skuId: string) => [{ skuId, quantity: 1 }];
    const other = await shop.make();
    expect(await code(one(shop.kit), 1, other)).toBe('kit_in_kit');
    expect(await code(one(other), 1, other)).toBe('kit_in_kit');
    expect(await code(one(other), 1, shop.cup)).toBe('kit_in_kit');
    expect(await code(one('nowhere'), 1, other)).toBe('unknown_component');
    expect(await code([...one(shop.cup), ...one(shop.cup)], 1, other)).toBe('component_twice');
    expect(await code(one(other), 1, await shop.make(1))).toBe('has_stock');
    expect(await code(one(other), 1, shop.kit)).toBe('changed_meanwhile');
    expect(await code(one(shop.cup), 1, 'nowhere')).toBe('not_found');
    const stranger = await aShop();
    expect(await code(one(stranger.cup), 1, other)).toBe('unknown_component');
    expect(await shop.adjust(shop.kit, 5)).toMatchObject({ ok: false, refusal: { code: 'is_kit' } });
    await shop.sound();
  });

  test('two people who build on each other’s SKU at once: one is refused', async () => {
    const shop = await aShop();
    const [a, b] = [await shop.make(), await shop.make()];
    const ends = await Promise.all([
      shop.set([{ skuId: b, quantity: 1 }], 1, a),
      shop.set([{ skuId: shop.cup, quantity: 1 }], 1, b),
    ]);
    expect(ends.filter((end) => end.ok)).toHaveLength(1);
    const [c, d] = [await shop.make(), await shop.make()];
    const race = await Promise.all([shop.set([{ skuId: d, quantity: 1 }], 1, c), shop.adjust(c, 4)]);
    expect(race.filter((end) => end.ok)).toHaveLength(1);
    await shop.sound();
  });
});
