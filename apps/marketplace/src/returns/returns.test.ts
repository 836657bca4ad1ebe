import { createIds, manualClock, seededRandom } from '@jetway/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Order } from '../orders/index.ts';
import { decideCompleteReturn } from './complete-return.ts';
import { decideOpenReturn, type ReturnWish } from './open-return.ts';
import {
  addAmounts,
  COMPONENTS,
  type CompleteReturnCommand,
  paidFor,
  type Return,
  returnLifecycle,
} from './returns.ts';

const NOW = Date.UTC(2026, 0, 5, 12);
const ids = createIds(manualClock(NOW), seededRandom(1));

type Item = Order['items'][number];

const anItem = (chosen: Partial<Item> = {}): Item => ({
  id: 'i1',
  altOrderItemId: null,
  sku: 'A1',
  title: 'Title',
  imageUrl: null,
  taxCode: null,
  ordered: 4,
  shipped: 4,
  cancelled: 0,
  cancelRequested: 0,
  acknowledgement: 'fulfillable',
  priceCents: 2000,
  taxCents: 100,
  shippingCents: 500,
  shippingTaxCents: 50,
  regulatoryFeesCents: 0,
  feeAdjustments: [],
  feedSeq: 1,
  ...chosen,
});

const anOrder = (...items: readonly Item[]): Order => ({
  accountId: 'a',
  id: 'o1',
  worldId: 'w',
  referenceOrderId: '1',
  customerReferenceOrderId: '2',
  altOrderId: null,
  status: 'complete',
  exceptionState: null,
  acknowledgementStatus: 'accepted',
  cancelledByCustomer: false,
  cancelRequested: false,
  nodeId: 'n',
  hashEmail: 'h',
  buyer: { name: 'B', phone: null },
  recipient: {
    name: 'R',
    phone: null,
    address: { address1: '1', address2: '', city: 'C', state: 'NJ', zipCode: '07030' },
  },
  serviceLevel: 'Standard',
  carrier: 'UPS',
  method: 'UPSGround',
  shipByAt: NOW,
  deliverByAt: NOW,
  placedAt: NOW - 1_000,
  transmittedAt: NOW,
  readyAt: NOW,
  acknowledgedAt: NOW,
  completedAt: NOW,
  dueAt: null,
  eventCount: 4,
  items,
  shipments: [],
});

const REASON = 'Item does not fit';

function opened(order: Order, wish: Partial<ReturnWish> = {}, earlier: readonly Return[] = []): Return {
  const command = {
    items: [{ sku: 'A1', quantity: 2, reason: REASON, ...wish }],
    refundWithoutReturn: false,
    chargeCents: 500,
    carrier: null,
    trackingNumber: null,
    returnNodeId: null,
  };
  const decided = decideOpenReturn(order, earlier, command, { now: NOW, ids });
  if (!decided.ok) throw new Error(JSON.stringify(decided.refusal));
  return decided.value;
}

const NOTHING = { principalCents: 0, taxCents: 0, shippingCents: 0, shippingTaxCents: 0 };
const report = (units: number, more: object = {}): CompleteReturnCommand['items'][number] => ({
  orderItemId: 'i1',
  altOrderItemId: null,
  returned: units,
  refunded: units,
  feedback: null,
  notes: null,
  amount: paidFor(anItem(), units),
  ...more,
});
const message = (...items: CompleteReturnCommand['items']): CompleteReturnCommand => ({
  orderId: 'o1',
  altReturnId: null,
  agreesToCharge: true,
  chargeFeedback: null,
  items,
});

const decide = (ret: Return, command: CompleteReturnCommand, order = anOrder(anItem())) =>
  decideCompleteReturn(ret, command, { order, returns: [ret], now: NOW });

/** The texts of a refusal; empty when there is none. */
const textsOf = (ret: Return, command: CompleteReturnCommand): readonly string[] => {
  const decided = decide(ret, command);
  return decided.ok ? [] : decided.refusal.texts;
};

describe('the life of a return', () => {
  test('ends completed, with nothing after it', () => {
    expect([...returnLifecycle.final]).toEqual(['completed by merchant']);
    expect(returnLifecycle.sources('complete')).toEqual(['created', 'inprogress']);
  });

  test('is complete exactly when all units are accounted for, or the message names none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), (quantity, units) => {
        fc.pre(units <= quantity);
        const decided = decide(opened(anOrder(anItem()), { quantity }), message(report(units)));
        const status = decided.ok ? decided.value.return.status : undefined;
        expect(status).toBe(units === quantity ? 'completed by merchant' : 'inprogress');
      }),
    );
    const empty = decide(opened(anOrder(anItem())), message());
    expect(empty).toMatchObject({ ok: true, value: { return: { status: 'completed by merchant', completedAt: NOW } } });
  });

  test('after its end nothing is taken', () => {
    const done = decide(opened(anOrder(anItem())), message());
    if (!done.ok) throw new Error('it is complete');
    expect(decide(done.value.return, message())).toMatchObject({ ok: false, refusal: { code: 'not_allowed_now' } });
  });
});

describe('what is refunded', () => {
  test('over all messages and returns never exceeds what was paid, component by component', () => {
    const amount = fc.record({
      principalCents: fc.nat(5_000),
      taxCents: fc.nat(300),
      shippingCents: fc.nat(1_500),
      shippingTaxCents: fc.nat(150),
    });
    const sent = fc.array(fc.record({ first: fc.boolean(), units: fc.integer({ min: 0, max: 2 }), amount }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(sent, (messages) => {
        const order = anOrder(anItem());
        const one = opened(order);
        let returns: readonly Return[] = [one, opened(order, {}, [one])];
        for (const { first, units, amount: refunded } of messages) {
          const ret = returns[first ? 0 : 1];
          if (ret === undefined) continue;
          const item = report(units, { amount: refunded, feedback: 'item damaged' });
          const decided = decideCompleteReturn(ret, message(item), { order, returns, now: NOW });
          if (decided.ok) returns = returns.map((other) => (other.id === ret.id ? decided.value.return : other));
        }
        const total = addAmounts(returns.flatMap(({ refunds }) => refunds).map((refund) => refund.amount));
        const paid = paidFor(anItem(), 4);
        for (const component of COMPONENTS) expect(total[component]).toBeLessThanOrEqual(paid[component]);
        const units = returns.flatMap(({ refunds }) => refunds).reduce((sum, { returned }) => sum + returned, 0);
        expect(units).toBeLessThanOrEqual(4);
      }),
    );
  });

  test('is bounded by what was paid, not by what was asked for', () => {
    const ret = opened(anOrder(anItem()), { requested: { ...NOTHING, principalCents: 2_999, taxCents: null } });
    expect(
      textsOf(ret, message(report(1, { amount: { ...NOTHING, principalCents: 2_999, shippingCents: 499 } }))),
    ).toEqual([]);
    expect(textsOf(ret, message(report(1, { amount: { ...NOTHING, principalCents: 8_001 } })))).toEqual([
      'At most 80.00 was paid for the item. Path: /items[0]/refund_amount/principal',
    ]);
  });

  test('units that were not shipped were not paid', () => {
    const order = anOrder(anItem({ ordered: 4, shipped: 1, cancelled: 3 }));
    const ret = opened(order, { quantity: 1 });
    const decided = decide(
      ret,
      message(report(1, { amount: { ...NOTHING, principalCents: 2_001 }, feedback: 'item damaged' })),
      order,
    );
    expect(decided).toMatchObject({ ok: false, refusal: { texts: [expect.stringContaining('At most 20.00')] } });
  });
});

describe('a complete message is refused', () => {
  const ret = () => opened(anOrder(anItem()));
  test.each<[string, CompleteReturnCommand, string]>([
    [
      'for another order',
      { ...message(report(2)), orderId: 'o2' },
      'The return belongs to another order. Path: /merchant_order_id',
    ],
    [
      'that disputes the charge without a reason',
      { ...message(report(2)), agreesToCharge: false },
      'Required property is missing. Path: /return_charge_feedback',
    ],
    ['about an item of another order', message(report(2, { orderItemId: 'i9' })), 'order_item_id doesn\'t match: "i9"'],
    [
      'that refunds less without a reason',
      message(report(2, { amount: NOTHING })),
      'Required property is missing. Path: /items[0]/return_refund_feedback',
    ],
    [
      'with a reason that needs notes',
      message(report(2, { amount: NOTHING, feedback: 'Other' })),
      'Required property is missing. Path: /items[0]/notes',
    ],
    [
      'about more units than are in it',
      message(report(3)),
      'At most 2 units are in the return. Path: /items[0]/total_quantity_returned',
    ],
  ])('%s', (_, command, text) => {
    expect(textsOf(ret(), command)).toContain(text);
  });

  test('not for a part of the units with the part of what was asked for', () => {
    expect(textsOf(ret(), message(report(1)))).toEqual([]);
  });
});
