/** Owns the guarantees of the rules of refunds: the table of their life, their bounds, and how they are decided. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addAmounts,
  COMPONENTS,
  type ItemStanding,
  type OrderStanding,
  paidOf,
  type RefundAmount,
} from '../returns/index.ts';
import { decideTimer, decideVerdict, processingMs, standingAfter } from './deciding.ts';
import {
  boundErrors,
  conflictsOf,
  type Refund,
  type RefundItem,
  refundLifecycle,
  resolveItems,
  timerOfRefund,
} from './refunds.ts';

const NOTHING: RefundAmount = { principalCents: 0, taxCents: 0, shippingCents: 0, shippingTaxCents: 0 };

/** Three units of A1, all paid for. */
const standing = (chosen: Partial<ItemStanding> = {}): OrderStanding =>
  new Map([
    [
      'i1',
      {
        orderItemId: 'i1',
        altOrderItemId: 'mine-1',
        sku: 'A1',
        paidUnits: 3,
        unit: { principalCents: 1000, taxCents: 70, shippingCents: 400, shippingTaxCents: 30 },
        refunded: NOTHING,
        returnedUnits: 0,
        unitsInReturns: 0,
        unitsInOpenReturns: 0,
        ...chosen,
      },
    ],
  ]);

const anItem = (chosen: Partial<RefundItem> = {}): RefundItem => ({
  orderItemId: 'i1',
  returned: 0,
  refunded: 1,
  amount: { ...NOTHING, principalCents: 1000 },
  sent: {},
  ...chosen,
});

const aRefund = (chosen: Partial<Refund> = {}): Refund => ({
  accountId: 'a',
  id: '1234567890123456',
  worldId: 'w',
  orderId: 'o1',
  altRefundId: 'r1',
  status: 'created',
  createdAt: 1_000,
  dueAt: 6_000,
  decidedAt: null,
  eventCount: 1,
  items: [anItem()],
  ...chosen,
});

describe('the life of a refund', () => {
  test('ends accepted or rejected, and only what is not decided has a timer', () => {
    expect([...refundLifecycle.final].sort()).toEqual([
      'accepted',
      'rejected - customer card not valid',
      'rejected - refund conflicts with returns policy',
    ]);
    for (const status of refundLifecycle.states)
      expect(timerOfRefund[status] === undefined).toBe(refundLifecycle.final.has(status));
  });

  test('a refund waits for one half of the time and is processed in the other', () => {
    expect(processingMs({ refundDecisionMs: 10_000 })).toBe(5_000);
    expect(processingMs({ refundDecisionMs: 0 })).toBe(0);
    const processing = decideTimer(aRefund(), standing(), 6_000)?.refund;
    expect(processing).toMatchObject({ status: 'processing', dueAt: 11_000, decidedAt: null, eventCount: 2 });
    const decided = processing && decideTimer(processing, standing(), 11_000);
    expect(decided).toMatchObject({
      kind: 'accept',
      detail: 'The shopper is refunded 10.00.',
      refund: { status: 'accepted', dueAt: null, decidedAt: 11_000, eventCount: 3 },
    });
  });

  test('nothing moves a refund that is decided', () => {
    for (const status of refundLifecycle.final) {
      expect(decideTimer(aRefund({ status }), standing(), 1)).toBeUndefined();
      for (const verdict of ['accept', 'reject_card', 'reject_policy'] as const)
        expect(decideVerdict(aRefund({ status }), verdict, standing(), 1)).toMatchObject({
          ok: false,
          refusal: { code: 'not_allowed_now' },
        });
    }
  });
});

describe('a refund by itself', () => {
  test('is bounded by what was paid for the item, over all its mentions', () => {
    const items = [anItem({ amount: { ...NOTHING, principalCents: 2_000, taxCents: 211 } }), anItem({ refunded: 3 })];
    expect(boundErrors(items, standing())).toEqual([
      'At most 3 units of the item were shipped. Path: /items[0]/order_return_refund_qty',
      'At most 2.10 was paid for the item. Path: /items[0]/refund_amount/tax',
    ]);
    expect(boundErrors([anItem({ returned: 2 })], standing({ paidUnits: 1 }))).toEqual([
      'At most 1 unit of the item was shipped. Path: /items[0]/total_quantity_returned',
    ]);
  });

  test('names its items by Jet’s id, whatever the other one says, or by the merchant’s', () => {
    const named = (orderItemId: string | null, altOrderItemId: string | null) => {
      const { orderItemId: _, ...rest } = anItem();
      return resolveItems([{ ...rest, orderItemId, altOrderItemId }], standing());
    };
    for (const found of [named('i1', 'another'), named('i1', null), named(null, 'mine-1')])
      expect(found).toMatchObject({ ok: true, value: [{ orderItemId: 'i1' }] });
    expect(named('i2', 'mine-1')).toMatchObject({ refusal: { texts: ['order_item_id doesn\'t match: "i2"'] } });
    expect(named(null, 'x')).toMatchObject({ refusal: { texts: ['alt_order_item_id doesn\'t match: "x"'] } });
  });
});

describe('a refund conflicts with returns policy', () => {
  test('when it and what went back before exceed what was paid', () => {
    const before = { ...NOTHING, principalCents: 2_001 };
    expect(conflictsOf([anItem()], standing({ refunded: before }))).toEqual([
      { kind: 'amount', text: 'A1: 10.00 of principal is more than the 9.99 left of what was paid.' },
    ]);
  });

  test('when more units come back than are still out', () => {
    expect(conflictsOf([anItem({ returned: 2 })], standing({ returnedUnits: 2 }))).toMatchObject([{ kind: 'policy' }]);
  });

  test('when its units are in a return that is open', () => {
    const inReturn = standing({ unitsInReturns: 3, unitsInOpenReturns: 3 });
    expect(conflictsOf([anItem()], inReturn)).toEqual([{ kind: 'policy', text: 'A1: an open return covers 3 units.' }]);
    const decided = decideTimer(aRefund({ status: 'processing' }), inReturn, 9);
    expect(decided?.refund.status).toBe('rejected - refund conflicts with returns policy');
    expect(conflictsOf([anItem()], standing({ unitsInReturns: 3 }))).toEqual([]);
  });

  test('an operator may accept it all the same, but never more than was paid', () => {
    const inReturn = standing({ unitsInOpenReturns: 3 });
    expect(decideVerdict(aRefund(), 'accept', inReturn, 9)).toMatchObject({
      ok: true,
      value: { refund: { status: 'accepted' } },
    });
    const spent = standing({ refunded: { ...NOTHING, principalCents: 2_500 } });
    expect(decideVerdict(aRefund(), 'accept', spent, 9)).toMatchObject({ ok: false, refusal: { code: 'conflicts' } });
    expect(decideVerdict(aRefund(), 'reject_card', spent, 9)).toMatchObject({
      ok: true,
      value: { refund: { status: 'rejected - customer card not valid' } },
    });
  });

  test('however many refunds are decided by whomever, what is accepted never exceeds what was paid', () => {
    const amount = fc.record({
      principalCents: fc.nat(1_500),
      taxCents: fc.nat(100),
      shippingCents: fc.nat(600),
      shippingTaxCents: fc.nat(50),
    });
    const wish = fc.record({ amount, returned: fc.nat(2), byOperator: fc.boolean() });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 12 }), (wishes) => {
        let now = standing();
        const accepted: RefundAmount[] = [];
        for (const { amount: wanted, returned, byOperator } of wishes) {
          const refund = aRefund({ status: 'processing', items: [anItem({ amount: wanted, returned })] });
          const word = decideVerdict(refund, 'accept', now, 9);
          const change = byOperator ? (word.ok ? word.value : undefined) : decideTimer(refund, now, 9);
          if (change === undefined) continue;
          now = standingAfter(now, change);
          if (change.kind === 'accept') accepted.push(wanted);
        }
        const item = now.get('i1');
        if (item === undefined) throw new Error('the item is there');
        const total = addAmounts(accepted);
        expect(item.refunded).toEqual(total);
        for (const component of COMPONENTS) expect(total[component]).toBeLessThanOrEqual(paidOf(item)[component]);
      }),
    );
  });
});
