/** Owns the guarantees of the rules of settlements: entries, balances, spans of time, commissions given back. */
import { DAY_MS, HOUR_MS } from '@jetway/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LAST_WORLD_INSTANT } from '../worlds/index.ts';
import { adjustmentEntry, backEntry, chargeEntry, commissionEntries, disputeEntry, orderEntry } from './entry-kinds.ts';
import {
  addAmounts,
  balancesOf,
  commissionOf,
  commissionsGivenBack,
  disputeLifecycle,
  type Entry,
  type EntryAmounts,
  type EntrySums,
  NOTHING,
  settlementLifecycle,
  settlementValue,
  spanAround,
  totalOf,
} from './settlement.ts';
import { decideDispute } from './settlement-commands.ts';

const sold = (chosen: {
  readonly units: number;
  readonly priceCents: number;
  readonly feeCents: readonly number[];
}) => ({
  orderId: 'o1',
  referenceOrderId: '100000000001',
  altOrderId: null,
  orderItemId: 'i1',
  sku: 'A1',
  title: 'Title',
  shippedUnits: chosen.units,
  cancelledUnits: 0,
  principalCents: chosen.units * chosen.priceCents,
  taxCents: chosen.units * 7,
  shippingCents: chosen.units * 499,
  shippingTaxCents: chosen.units,
  feeAdjustments: chosen.feeCents.map((cents, index) => ({
    name: '',
    type: index === 0 ? 'base' : 'variable',
    cents,
  })),
  completedAt: 1_000,
});

const refundOf = (source: string, principalCents: number) =>
  backEntry({
    source,
    kind: 'refund',
    orderId: 'o1',
    referenceOrderId: '100000000001',
    orderItemId: 'i1',
    sku: 'A1',
    units: 1,
    principalCents,
    taxCents: 7,
    shippingCents: 0,
    shippingTaxCents: 0,
    at: 2_000,
  });

/** The sums by kind, as the store makes them. */
function sumsOf(entries: readonly Entry[]): EntrySums {
  const sums: Partial<Record<Entry['kind'], EntryAmounts>> = {};
  for (const entry of entries) sums[entry.kind] = addAmounts(sums[entry.kind] ?? NOTHING, entry);
  return sums;
}

describe('the life of a settlement and of a dispute', () => {
  test('ends closed, or decided', () => {
    expect([...settlementLifecycle.final]).toEqual(['closed']);
    expect([...disputeLifecycle.final]).toEqual(['for merchant', 'for marketplace']);
  });

  const open = {
    accountId: 'a',
    returnId: 'r',
    orderId: 'o',
    referenceOrderId: '1',
    chargeCents: 500,
    feedback: null,
    state: 'open',
    openedAt: 1,
    decidedAt: null,
    note: null,
  } as const;

  test('a dispute is decided once: the same word again changes nothing, another one is refused', () => {
    const decision = { returnId: 'r', decision: 'for merchant', note: 'Damaged by the carrier' } as const;
    const decided = decideDispute(open, decision, 9);
    expect(decided).toEqual({
      ok: true,
      value: { ...open, state: 'for merchant', decidedAt: 9, note: 'Damaged by the carrier' },
    });
    const done = { ...open, state: 'for merchant' } as const;
    expect(decideDispute(done, decision, 10)).toEqual({ ok: true, value: 'unchanged' });
    expect(decideDispute(done, { ...decision, decision: 'for marketplace' }, 10)).toMatchObject({
      ok: false,
      refusal: { code: 'not_allowed_now' },
    });
  });
});

describe('the span of a settlement', () => {
  test('holds its instant, follows the one before, and is of the world’s length unless that one reached into it', () => {
    fc.assert(
      fc.property(
        fc.nat(4_000_000_000_000),
        fc.integer({ min: HOUR_MS, max: 90 * DAY_MS }),
        fc.nat(4_000_000_000_000),
        (at, lengthMs, lastEnd) => {
          const { startsAt, endsAt } = spanAround(at, lengthMs, lastEnd);
          expect(startsAt).toBeGreaterThanOrEqual(lastEnd);
          expect(endsAt % lengthMs).toBe(0);
          expect(endsAt - startsAt).toBeLessThanOrEqual(lengthMs);
          expect(endsAt).toBeGreaterThan(startsAt);
          if (at >= lastEnd) expect(at >= startsAt && at < endsAt).toBe(true);
        },
      ),
    );
  });

  test('never goes beyond the last instant of worlds', () => {
    expect(spanAround(LAST_WORLD_INSTANT, 7 * DAY_MS, 0).endsAt).toBe(LAST_WORLD_INSTANT);
  });
});

describe('the commission given back', () => {
  const cents = fc.integer({ min: 1, max: 5_000_000 });

  test('is all of it when all is refunded, however it is split, and never more', () => {
    fc.assert(
      fc.property(
        cents,
        fc.nat(2_000_000),
        fc.integer({ min: -5_000, max: 5_000 }),
        fc.array(cents),
        (price, fixed, variable, parts) => {
          const item = { principalCents: price, fixedCommissionCents: -fixed, variableCommissionCents: -variable };
          const given = commissionsGivenBack(item, [...parts, price]);
          const sum = given.reduce((total, one) => total + one.fixedCommissionCents, 0);
          const variableSum = given.reduce((total, one) => total + one.variableCommissionCents, 0);
          expect([sum, variableSum + 0]).toEqual([fixed, variable + 0]);
          for (const one of given) expect(one.fixedCommissionCents).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  test('follows the part of the price', () => {
    const item = { principalCents: 4_000, fixedCommissionCents: -600, variableCommissionCents: 0 };
    expect(commissionsGivenBack(item, [1_000, 1_000]).map((one) => one.fixedCommissionCents)).toEqual([150, 150]);
  });

  test('waits until the item itself is settled, and comes once', () => {
    const refund = refundOf('r1:0', 1_000);
    expect(commissionEntries([refund])).toEqual([]);
    const order = orderEntry(sold({ units: 2, priceCents: 2_000, feeCents: [600] }));
    const given = commissionEntries([order, refund]);
    expect(given).toMatchObject([
      { id: 'commission:refund:r1:0', kind: 'commission', fixedCommissionCents: 150, at: 2_000 },
    ]);
    expect(commissionEntries([order, refund, ...given])).toEqual([]);
  });
});

describe('the value of a settlement', () => {
  const units = fc.integer({ min: 1, max: 5 });
  const price = fc.integer({ min: 1, max: 100_000 });
  const history = fc.record({
    units,
    priceCents: price,
    feeCents: fc.tuple(fc.nat(10_000), fc.integer({ min: -500, max: 500 })),
    refunds: fc.array(fc.nat(30_000), { maxLength: 4 }),
    chargeCents: fc.nat(900),
    isWon: fc.boolean(),
    adjustmentCents: fc.integer({ min: -10_000, max: 10_000 }),
  });

  test('is Σ orders − commissions − refunds − charges ± adjustments to the cent, and so are its parts', () => {
    fc.assert(
      fc.property(history, ({ refunds, chargeCents, isWon, adjustmentCents, ...item }) => {
        const order = sold(item);
        const back = refunds.map((cents, index) => refundOf(`r${index}`, cents));
        const about = {
          returnId: 'r',
          orderId: 'o1',
          referenceOrderId: '1',
          chargeCents,
          isDisputed: true,
          note: null,
        };
        const entries = [
          orderEntry(order),
          ...back,
          chargeEntry({ ...about, at: 3_000 }),
          ...(isWon ? [disputeEntry(about, 4_000)] : []),
          adjustmentEntry({ id: 'x', at: 5_000, amountCents: adjustmentCents, reason: 'Goodwill' }),
        ];
        const all = [...entries, ...commissionEntries(entries)];
        const balances = balancesOf(sumsOf(all));
        const paid = order.principalCents + order.taxCents + order.shippingCents + order.shippingTaxCents;
        const kept = item.feeCents[0] + item.feeCents[1];
        const givenBack = all.filter(({ kind }) => kind === 'commission').reduce((sum, one) => sum + totalOf(one), 0);
        const refunded = refunds.reduce((sum, cents) => sum + cents + 7, 0);
        const charged = isWon ? 0 : chargeCents;
        expect(settlementValue(balances)).toBe(paid - kept + givenBack - refunded - charged + adjustmentCents);
        expect(settlementValue(balances)).toBe(all.reduce((sum, entry) => sum + totalOf(entry), 0));
        expect(commissionOf(balances.orders)).toBe(-kept + 0);
      }),
    );
  });

  test('puts each kind into its part', () => {
    const one = { ...NOTHING, principalCents: 1 };
    const adjusted = { ...NOTHING, adjustmentCents: 1 };
    const balances = balancesOf({
      order: one,
      return: one,
      refund: one,
      commission: one,
      charge: one,
      dispute: adjusted,
      adjustment: adjusted,
    });
    expect([totalOf(balances.orders), totalOf(balances.returns), balances.adjustmentCents]).toEqual([1, 4, 2]);
  });
});
