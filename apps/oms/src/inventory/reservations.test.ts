import { createIds, seededRandom } from '@jetway/kernel';
import { testClock } from '@jetway/testkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../audit/index.ts';
import { systemActor } from '../edge/index.ts';
import { aLocation, anOrganization, aSku, type Ground, ground } from '../testing/index.ts';
import { listReservations, releaseReservations, reserve, shipReserved } from './reservations.store.ts';
import { adjustStock, cover } from './stock.store.ts';

let at: Ground;
beforeAll(async () => {
  at = await ground();
});

const by = { actor: 'user:kim@example.com', requestId: 'r-1' };
const now = testClock().now();

/** An organization with a location and SKUs of this stock. */
async function aShop(stock: readonly number[]) {
  const organizationId = await anOrganization(at);
  const locationId = await aLocation(at, organizationId);
  const skus = [];
  for (const onHand of stock) skus.push(await aSku(at, organizationId, { stock: { [locationId]: onHand } }));
  const skuIds = skus.map((sku) => sku.skuId);
  const [skuId = ''] = skuIds;
  const line = (lineId: string, quantity: number, index = 0) => ({
    lineId,
    skuId: skuIds[index] ?? '',
    locationId,
    quantity,
  });
  const counters = async (): Promise<{ onHand: number; reserved: number }[]> => {
    const rows = await at.database.db
      .selectFrom('stock')
      .select(['sku_id', 'on_hand', 'reserved'])
      .where('organization_id', '=', organizationId)
      .execute();
    return skuIds.map((id) => {
      const row = rows.find((one) => one.sku_id === id);
      return { onHand: row?.on_hand ?? 0, reserved: row?.reserved ?? 0 };
    });
  };
  return { organizationId, locationId, skuIds, skuId, line, counters };
}

const inTransaction: Ground['database']['transaction'] = (work) => at.database.transaction(work);

describe('reserving', () => {
  test('holds all lines of an order or none, and says which ledger entry did it', async () => {
    const { organizationId, line, counters } = await aShop([5, 2]);
    const lines = [line('l1', 3), line('l2', 2, 1)];
    expect(await inTransaction((tx) => reserve(tx, organizationId, 'o1', lines, by, now))).toEqual({
      ok: true,
      value: undefined,
    });
    expect(
      await inTransaction((tx) => reserve(tx, organizationId, 'o2', [line('l1', 2), line('l2', 1, 1)], by, now)),
    ).toMatchObject({ ok: false, refusal: { code: 'not_covered' } });
    expect(await counters()).toEqual([
      { onHand: 5, reserved: 3 },
      { onHand: 2, reserved: 2 },
    ]);
    const entries = await at.database.db
      .selectFrom('stock_ledger')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('reason', '=', 'reserved')
      .orderBy('reserved_after')
      .execute();
    expect(entries).toMatchObject([
      { movement: 2, reserved_change: 2, reserved_after: 2, on_hand_after: 2, order_id: 'o1', actor: by.actor },
      { movement: 2, reserved_change: 3, reserved_after: 3, on_hand_after: 5, order_id: 'o1', request_id: 'r-1' },
    ]);
    expect(await audit(at.database.db, organizationId)).toEqual([]);
  });

  test('adds up lines of one SKU before it judges', async () => {
    const { organizationId, line } = await aShop([5]);
    const lines = [line('l1', 3), line('l2', 3)];
    expect((await inTransaction((tx) => reserve(tx, organizationId, 'o', lines, by, now))).ok).toBe(false);
  });

  test('refuses a SKU that has no stock row at the location', async () => {
    const { organizationId, skuId } = await aShop([5]);
    const elsewhere = await aLocation(at, organizationId);
    const lines = [{ lineId: 'l', skuId, locationId: elsewhere, quantity: 1 }];
    expect((await inTransaction((tx) => reserve(tx, organizationId, 'o', lines, by, now))).ok).toBe(false);
  });

  test('another organization’s stock is none', async () => {
    const { line } = await aShop([5]);
    const stranger = await anOrganization(at);
    expect((await inTransaction((tx) => reserve(tx, stranger, 'o', [line('l', 1)], by, now))).ok).toBe(false);
  });
});

describe('releasing and shipping', () => {
  test('release gives back at most what is held, line by line or all of it', async () => {
    const { organizationId, line, counters, skuId, locationId } = await aShop([9]);
    const lines = [line('l1', 4), line('l2', 2)];
    await inTransaction((tx) => reserve(tx, organizationId, 'o', lines, by, now));
    const release = (lineId: string, quantity: number) =>
      inTransaction((tx) => releaseReservations(tx, organizationId, 'o', [{ lineId, quantity }], by, now));
    await release('l1', 1);
    expect(await counters()).toEqual([{ onHand: 9, reserved: 5 }]);
    await release('l1', 100);
    expect(await counters()).toEqual([{ onHand: 9, reserved: 2 }]);
    expect(await listReservations(at.database.db, organizationId, ['o'])).toEqual([
      { orderId: 'o', lineId: 'l2', skuId, locationId, quantity: 2, lineUnits: 2 },
    ]);
    await inTransaction((tx) => releaseReservations(tx, organizationId, 'o', 'all', by, now));
    await inTransaction((tx) => releaseReservations(tx, organizationId, 'o', 'all', by, now));
    expect(await counters()).toEqual([{ onHand: 9, reserved: 0 }]);
    expect(await audit(at.database.db, organizationId)).toEqual([]);
  });

  test('shipping takes on hand and reserved together, never more than is held', async () => {
    const { organizationId, line, counters, skuId } = await aShop([9]);
    await inTransaction((tx) => reserve(tx, organizationId, 'o', [line('l1', 4)], by, now));
    const ship = (quantity: number) =>
      inTransaction((tx) => shipReserved(tx, organizationId, 'o', [{ lineId: 'l1', quantity }], by, now));
    expect((await ship(3)).ok).toBe(true);
    expect(await ship(2)).toMatchObject({ ok: false, refusal: { code: 'not_reserved' } });
    expect(await counters()).toEqual([{ onHand: 6, reserved: 1 }]);
    expect(await cover(at.database.db, organizationId, [{ skuId, quantity: 1 }])).toMatchObject([{ available: 5 }]);
    expect(await audit(at.database.db, organizationId)).toEqual([]);
  });

  test('a line held at two locations is taken from both', async () => {
    const { organizationId, line, skuId } = await aShop([3]);
    const second = await aLocation(at, organizationId);
    await inTransaction((tx) =>
      adjustStock(
        tx,
        organizationId,
        { skuId, locationId: second, kind: 'set', quantity: 3, reason: 'counted' },
        by,
        now,
      ),
    );
    const lines = [line('l1', 3), { lineId: 'l1', skuId, locationId: second, quantity: 2 }];
    expect((await inTransaction((tx) => reserve(tx, organizationId, 'o', lines, by, now))).ok).toBe(true);
    const units = [{ lineId: 'l1', quantity: 4 }];
    expect((await inTransaction((tx) => shipReserved(tx, organizationId, 'o', units, by, now))).ok).toBe(true);
    expect(await listReservations(at.database.db, organizationId, ['o'])).toMatchObject([{ quantity: 1 }]);
    expect(await audit(at.database.db, organizationId)).toEqual([]);
  });
});

/** A repeatable shuffle of what each of many buyers does. */
const chance = (seed: number) => createIds(testClock(), seededRandom(seed));

describe('under concurrency', () => {
  test('64 buyers of one SKU, 50 of them in stock: exactly 50 units sold, 14 clean refusals', async () => {
    const { organizationId, line, counters } = await aShop([50]);
    const outcomes = await Promise.all(
      Array.from({ length: 64 }, (_, buyer) =>
        inTransaction((tx) => reserve(tx, organizationId, `o${buyer}`, [line('l', 1)], systemActor, now)),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(50);
    expect(await counters()).toEqual([{ onHand: 50, reserved: 50 }]);
    expect(await audit(at.database.db, organizationId)).toEqual([]);
  });

  test.each([1, 2, 3])(
    '64 buyers of many SKUs who cancel and ship at random (seed %i): no drift, never below zero',
    async (seed) => {
      const random = chance(seed);
      const pick = (below: number): number => Math.floor(random.unit() * below);
      const stock = Array.from({ length: 12 }, () => pick(20));
      const { organizationId, line, counters } = await aShop(stock);
      const plans = Array.from({ length: 64 }, (_, buyer) => ({
        orderId: `o${buyer}`,
        // Lines in any order: the statement itself locks in one order.
        lines: Array.from({ length: 1 + pick(4) }, (_, index) => line(`l${index}`, 1 + pick(3), pick(stock.length))),
        end: (['keep', 'release', 'release-one', 'ship'] as const)[pick(4)] ?? 'keep',
      }));
      const ends = await Promise.all(
        plans.map(async ({ orderId, lines, end }) => {
          const held = await inTransaction((tx) => reserve(tx, organizationId, orderId, lines, systemActor, now));
          if (!held.ok) return 'refused';
          const units = lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
          if (end === 'release')
            await inTransaction((tx) => releaseReservations(tx, organizationId, orderId, 'all', systemActor, now));
          if (end === 'release-one')
            await inTransaction((tx) =>
              releaseReservations(tx, organizationId, orderId, units.slice(0, 1), systemActor, now),
            );
          if (end === 'ship') {
            const shipped = await inTransaction((tx) =>
              shipReserved(tx, organizationId, orderId, units, systemActor, now),
            );
            expect(shipped.ok).toBe(true);
          }
          return end;
        }),
      );
      const after = await counters();
      const perSku = (of: readonly (typeof plans)[number][], from = 0): number[] =>
        stock.map((_, index) =>
          of
            .flatMap(({ lines }) => lines.slice(from))
            .filter((one) => one.skuId === line('', 0, index).skuId)
            .reduce((sum, one) => sum + one.quantity, 0),
        );
      const shipped = perSku(plans.filter((_, index) => ends[index] === 'ship'));
      const kept = perSku(plans.filter((_, index) => ends[index] === 'keep'));
      const rest = perSku(
        plans.filter((_, index) => ends[index] === 'release-one'),
        1,
      );
      expect(after).toEqual(
        stock.map((onHand, index) => ({
          onHand: onHand - (shipped[index] ?? 0),
          reserved: (kept[index] ?? 0) + (rest[index] ?? 0),
        })),
      );
      expect(await audit(at.database.db, organizationId)).toEqual([]);
    },
  );
});

describe('any history of movements', () => {
  type Step =
    | { readonly kind: 'reserve' | 'release' | 'ship'; readonly order: number; readonly quantity: number }
    | { readonly kind: 'change' | 'set'; readonly quantity: number };
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({
      kind: fc.constantFrom('reserve' as const, 'release' as const, 'ship' as const),
      order: fc.integer({ min: 0, max: 2 }),
      quantity: fc.integer({ min: 1, max: 6 }),
    }),
    fc.record({ kind: fc.constantFrom('change' as const, 'set' as const), quantity: fc.integer({ min: -8, max: 12 }) }),
  );

  test('gives the counters that a plain model gives, and a ledger that proves them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { organizationId, line, locationId, skuId, counters } = await aShop([5]);
        const model = { onHand: 5, held: new Map<number, number>() };
        const reserved = (): number => [...model.held.values()].reduce((sum, units) => sum + units, 0);
        for (const one of steps) {
          if (!('order' in one)) {
            const wanted = one.kind === 'set' ? one.quantity : model.onHand + one.quantity;
            const adjustment = { skuId, locationId, kind: one.kind, quantity: one.quantity, reason: 'other' } as const;
            const done = await inTransaction((tx) => adjustStock(tx, organizationId, adjustment, by, now));
            expect(done.ok).toBe(wanted >= reserved());
            if (done.ok) model.onHand = wanted;
            continue;
          }
          const held = model.held.get(one.order) ?? 0;
          const orderId = `o${one.order}`;
          const units = [{ lineId: 'l', quantity: one.quantity }];
          if (one.kind === 'reserve') {
            const done = await inTransaction((tx) =>
              reserve(tx, organizationId, orderId, [line('l', one.quantity)], by, now),
            );
            expect(done.ok).toBe(model.onHand - reserved() >= one.quantity);
            if (done.ok) model.held.set(one.order, held + one.quantity);
          } else if (one.kind === 'release') {
            await inTransaction((tx) => releaseReservations(tx, organizationId, orderId, units, by, now));
            model.held.set(one.order, Math.max(0, held - one.quantity));
          } else {
            const done = await inTransaction((tx) => shipReserved(tx, organizationId, orderId, units, by, now));
            expect(done.ok).toBe(held >= one.quantity);
            if (done.ok) {
              model.held.set(one.order, held - one.quantity);
              model.onHand -= one.quantity;
            }
          }
        }
        expect(await counters()).toEqual([{ onHand: model.onHand, reserved: reserved() }]);
        expect(await audit(at.database.db, organizationId)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('the ledger takes no change and no deletion', async () => {
    const { organizationId } = await aShop([5]);
    const own = at.database.db
      .updateTable('stock_ledger')
      .set({ note: 'x' })
      .where('organization_id', '=', organizationId);
    await expect(own.execute()).rejects.toThrow('append-only');
    await expect(
      at.database.db.deleteFrom('stock_ledger').where('organization_id', '=', organizationId).execute(),
    ).rejects.toThrow('append-only');
  });
});
