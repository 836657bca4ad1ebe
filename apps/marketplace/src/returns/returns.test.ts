/** Owns the guarantees of the rules of returns: what may be opened, what a complete message may say, and what is refunded. */
import { createIds, manualClock, seededRandom } from '@jetway/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Order } from '../orders/index.ts';
import { decideCompleteReturn } from './complete-return.ts';
import { decideOpenReturn, type OpenReturnDecision, type ReturnWish } from './open-return.ts';
import type { ReturnPlaces } from './return-location.ts';
import {
  addAmounts,
  COMPONENTS,
  type CompleteReturnCommand,
  paidFor,
  type RefundAmount,
  type Return,
  returnLifecycle,
} from './returns.ts';
import type { ItemStanding, OrderStanding } from './standing.ts';
import { everythingLeft, usualCommand } from './usual-return.ts';

const NOW = Date.UTC(2026, 0, 5, 12);
const ids = createIds(manualClock(NOW), seededRandom(1));

const NOTHING = { principalCents: 0, taxCents: 0, shippingCents: 0, shippingTaxCents: 0 };
/** What was paid for one unit. */
const UNIT = { principalCents: 2000, taxCents: 100, shippingCents: 500, shippingTaxCents: 50 };

const ORDER = { id: 'o1', referenceOrderId: '123456789012', altOrderId: 'alt-1' };

const anOrder = (chosen: Partial<Order> = {}): Order => ({
  accountId: 'a',
  ...ORDER,
  worldId: 'w',
  customerReferenceOrderId: '2',
  status: 'complete',
  exceptionState: null,
  acknowledgementStatus: 'accepted',
  cancelledByCustomer: false,
  cancelRequested: false,
  returnsWaived: false,
  tag: null,
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
  items: [],
  shipments: [],
  ...chosen,
});

/** Four units of A1, all paid for, as they stand with returns of the order and what was refunded besides. */
function standingWith(
  returns: readonly Return[] = [],
  chosen: { readonly paidUnits?: number; readonly besides?: RefundAmount } = {},
): OrderStanding {
  const reports = returns.flatMap(({ refunds }) => refunds);
  const unitsIn = (some: readonly Return[]): number =>
    some.flatMap(({ lines }) => lines).reduce((sum, { quantity }) => sum + quantity, 0);
  const item: ItemStanding = {
    orderItemId: 'i1',
    altOrderItemId: 'mine-1',
    sku: 'A1',
    paidUnits: chosen.paidUnits ?? 4,
    unit: UNIT,
    refunded: addAmounts([chosen.besides ?? NOTHING, ...reports.map(({ amount }) => amount)]),
    returnedUnits: reports.reduce((sum, { returned }) => sum + returned, 0),
    unitsInReturns: unitsIn(returns),
    unitsInOpenReturns: unitsIn(returns.filter(({ status }) => !returnLifecycle.final.has(status))),
  };
  return new Map([[item.orderItemId, item]]);
}

const REASON = 'Item does not fit';
const NO_PLACES: ReturnPlaces = { nodes: [], nodeIdsOfSku: new Map() };

const open = (
  wish: Partial<ReturnWish> = {},
  standing: OrderStanding = standingWith(),
  { order = anOrder(), places = NO_PLACES }: { readonly order?: Order; readonly places?: ReturnPlaces } = {},
): OpenReturnDecision =>
  decideOpenReturn(
    order,
    usualCommand({ items: [{ sku: 'A1', quantity: 2, reason: REASON, ...wish }], refundWithoutReturn: false }, ids),
    { standing, places, now: NOW, ids },
  );

function opened(...given: Parameters<typeof open>): Return {
  const decided = open(...given);
  if (!decided.ok) throw new Error(JSON.stringify(decided.refusal));
  return decided.value;
}

const report = (units: number, more: object = {}): CompleteReturnCommand['items'][number] => ({
  orderItemId: 'i1',
  altOrderItemId: null,
  returned: units,
  refunded: units,
  feedback: null,
  notes: null,
  amount: paidFor(UNIT, units),
  ...more,
});
const message = (...items: CompleteReturnCommand['items']): CompleteReturnCommand => ({
  orderId: 'o1',
  altReturnId: null,
  altOrderId: null,
  agreesToCharge: true,
  chargeFeedback: null,
  items,
});

const decide = (ret: Return, command: CompleteReturnCommand, standing: OrderStanding = standingWith([ret])) =>
  decideCompleteReturn(ret, command, { order: ORDER, standing, now: NOW });

/** The return after a message that is taken and changes it. */
function completed(ret: Return, command: CompleteReturnCommand): Return {
  const decided = decide(ret, command);
  if (!decided.ok || decided.value === 'unchanged') throw new Error(JSON.stringify(decided));
  return decided.value.return;
}

/** The texts of a refusal; empty when there is none. */
const textsOf = (...given: Parameters<typeof decide>): readonly string[] => {
  const decided = decide(...given);
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
        const { status } = completed(opened({ quantity }), message(report(units)));
        expect(status).toBe(units === quantity ? 'completed by merchant' : 'inprogress');
      }),
    );
    expect(completed(opened(), message())).toMatchObject({ status: 'completed by merchant', completedAt: NOW });
  });

  test('after its end the same message changes nothing, and another one is refused', () => {
    const done = completed(opened(), message(report(2)));
    expect(decide(done, message(report(2)))).toEqual({ ok: true, value: 'unchanged' });
    for (const other of [
      message(),
      message(report(1)),
      message(report(2), report(0)),
      { ...message(report(2)), agreesToCharge: false, chargeFeedback: 'fraud' },
    ])
      expect(decide(done, other)).toMatchObject({
        ok: false,
        refusal: {
          code: 'not_allowed_now',
          texts: ["A return in status 'completed by merchant' cannot be completed."],
        },
      });
  });

  test('of several messages only the last one may come again', () => {
    const first = completed(opened(), message(report(1)));
    const done = completed(first, message(report(1, { feedback: 'item damaged', amount: NOTHING })));
    expect(decide(done, message(report(1)))).toMatchObject({ ok: false });
    expect(decide(done, message(report(1, { feedback: 'item damaged', amount: NOTHING })))).toMatchObject({ ok: true });
  });
});

describe('what is refunded', () => {
  test('over all messages, returns and refunds never exceeds what was paid, component by component', () => {
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
      fc.property(sent, amount, (messages, besides) => {
        const one = opened();
        let returns: readonly Return[] = [one, opened({}, standingWith([one]))];
        for (const { first, units, amount: refunded } of messages) {
          const ret = returns[first ? 0 : 1];
          if (ret === undefined) continue;
          const item = report(units, { amount: refunded, feedback: 'item damaged' });
          const decided = decide(ret, message(item), standingWith(returns, { besides }));
          if (decided.ok && decided.value !== 'unchanged') {
            const { return: changed } = decided.value;
            returns = returns.map((other) => (other.id === ret.id ? changed : other));
          }
        }
        const reports = returns.flatMap(({ refunds }) => refunds);
        const total = addAmounts([besides, ...reports.map((refund) => refund.amount)]);
        const paid = paidFor(UNIT, 4);
        for (const component of COMPONENTS) expect(total[component]).toBeLessThanOrEqual(paid[component]);
        expect(reports.reduce((sum, { returned }) => sum + returned, 0)).toBeLessThanOrEqual(4);
      }),
    );
  });

  test('is bounded by what was paid, not by what was asked for', () => {
    const ret = opened({ requested: { ...NOTHING, principalCents: 2_999, taxCents: null } });
    expect(
      textsOf(ret, message(report(1, { amount: { ...NOTHING, principalCents: 2_999, shippingCents: 499 } }))),
    ).toEqual([]);
    expect(textsOf(ret, message(report(1, { amount: { ...NOTHING, principalCents: 8_001 } })))).toEqual([
      'At most 80.00 was paid for the item. Path: /items[0]/refund_amount/principal',
    ]);
  });

  test('units that were not shipped were not paid', () => {
    const few = { paidUnits: 1 };
    const ret = opened({ quantity: 1 }, standingWith([], few));
    const item = report(1, { amount: { ...NOTHING, principalCents: 2_001 }, feedback: 'item damaged' });
    expect(textsOf(ret, message(item), standingWith([ret], few))).toEqual([
      'At most 20.00 was paid for the item. Path: /items[0]/refund_amount/principal',
    ]);
  });

  test('counts what merchant refunds gave back before', () => {
    const ret = opened();
    const besides = { ...NOTHING, principalCents: 4_001 };
    expect(textsOf(ret, message(report(2)), standingWith([ret], { besides }))).toEqual([
      'At most 80.00 was paid for the item. Path: /items[0]/refund_amount/principal',
    ]);
  });
});

test('an item of a complete message may go by the merchant’s own id in place of Jet’s', () => {
  const named = report(2, { orderItemId: null, altOrderItemId: 'mine-1' });
  const done = completed(opened(), message(named));
  expect(done.status).toBe('completed by merchant');
  expect(done.refunds).toMatchObject([{ orderItemId: 'i1', altOrderItemId: 'mine-1', returned: 2 }]);
  expect(decide(done, message(named))).toEqual({ ok: true, value: 'unchanged' });
});

describe('a complete message is refused', () => {
  test.each<[string, CompleteReturnCommand, string]>([
    ['about an item of another order', message(report(2, { orderItemId: 'i9' })), 'order_item_id doesn\'t match: "i9"'],
    [
      'about an item by an id that the merchant gave to none',
      message(report(2, { orderItemId: null, altOrderItemId: 'mine-9' })),
      'alt_order_item_id doesn\'t match: "mine-9"',
    ],
    [
      'that refunds less without a reason',
      message(report(2, { amount: NOTHING })),
      'Required property is missing. Path: /items[0]/return_refund_feedback',
    ],
    [
      'that gives a blank for a reason',
      message(report(2, { amount: NOTHING, feedback: '' })),
      'Required property is missing. Path: /items[0]/return_refund_feedback',
    ],
    [
      'about more units than are in it',
      message(report(3)),
      'At most 2 units can be returned. Path: /items[0]/total_quantity_returned',
    ],
  ])('%s', (_, command, text) => {
    expect(textsOf(opened(), command)).toContain(text);
  });

  test('for another order, in the recorded words; the order goes by any of its ids', () => {
    const ret = opened();
    expect(textsOf(ret, { ...message(report(2)), orderId: 'o2' })).toEqual([
      `order id o2 referred in return id ${ret.id} does not exist`,
    ]);
    for (const orderId of Object.values(ORDER)) expect(textsOf(ret, { ...message(report(2)), orderId })).toEqual([]);
  });

  test('not for a part of the units with the part of what was asked for', () => {
    expect(textsOf(opened(), message(report(1)))).toEqual([]);
  });
});

describe('a return is opened', () => {
  const issuesOf = (...given: Parameters<typeof open>) => {
    const decided = open(...given);
    return decided.ok ? [] : decided.refusal.issues.map(({ path }) => path);
  };

  test('for no more units than were shipped and are in no other return', () => {
    const other = opened({ quantity: 3 });
    expect(issuesOf({ quantity: 2 }, standingWith([other]))).toEqual(['/items/0/quantity']);
    expect(issuesOf({ quantity: 1 }, standingWith([other]))).toEqual([]);
  });

  test('asking for what was paid less what went back, when nobody says otherwise', () => {
    const besides = { principalCents: 5_000, taxCents: 0, shippingCents: 2_000, shippingTaxCents: 0 };
    expect(opened({ quantity: 2 }, standingWith([], { besides })).lines[0]?.requested).toEqual({
      principalCents: 3_000,
      taxCents: 200,
      shippingCents: 0,
      shippingTaxCents: 100,
    });
  });

  test('not of what was refunded whole, and not when the shopper waived returns', () => {
    expect(issuesOf({}, standingWith([], { besides: paidFor(UNIT, 4) }))).toEqual(['/items/0/sku']);
    expect(issuesOf({}, standingWith(), { order: anOrder({ returnsWaived: true }) })).toEqual(['/order']);
  });

  test('with a label and its charge, unless the shopper keeps the goods', () => {
    expect(opened({ quantity: 3 })).toMatchObject({
      chargeCents: 799,
      carrier: 'UPS',
      trackingNumber: expect.stringMatching(/^1Z[0-9A-Z]{16}$/),
      referenceId: expect.stringMatching(/^[0-9A-Z]{26}$/),
    });
    const items = [{ sku: 'A1', quantity: 1, reason: REASON }];
    expect(usualCommand({ items, refundWithoutReturn: true }, ids)).toMatchObject({
      chargeCents: 0,
      carrier: null,
      trackingNumber: null,
    });
  });

  test('of everything that can still go back', () => {
    const other = opened({ quantity: 3 });
    expect(everythingLeft(standingWith([other]), REASON)).toEqual([{ sku: 'A1', quantity: 1, reason: REASON }]);
    expect(everythingLeft(standingWith([], { besides: paidFor(UNIT, 4) }), REASON)).toEqual([]);
  });
});

describe('the goods go', () => {
  const address = (line: string) => ({ address1: line, address2: '', city: 'Troy', state: 'NY', zipCode: '12180' });
  const places: ReturnPlaces = {
    nodes: [
      { id: 'first', address: address('1 First Street') },
      { id: 'second', address: address('2 Second Street') },
      { id: 'third', address: address('3 Third Street') },
    ],
    nodeIdsOfSku: new Map(),
  };
  const shipmentTo = (line: string, sku: string): Order['shipments'][number] => ({
    id: line,
    altShipmentId: null,
    sent: {
      shipment_items: [
        { merchant_sku: sku, return_location: { address1: line, city: 'Troy', state: 'NY', zip_code: '12180' } },
        { merchant_sku: 'other' },
      ],
    },
    itemIds: [],
    messageAt: NOW,
  });

  test('where the newest shipped message about the SKU wants them', () => {
    const shipments = [shipmentTo('Old Road', 'A1'), shipmentTo('New Road', 'A1'), shipmentTo('Elsewhere', 'B2')];
    expect(opened({}, standingWith(), { order: anOrder({ shipments }), places })).toMatchObject({
      returnNodeId: null,
      locations: [address('New Road')],
    });
  });

  test('else to the node that the returns exception prefers, else to the oldest node', () => {
    const nodeIdsOfSku = new Map([['A1', ['gone', 'third', 'second']]]);
    expect(opened({}, standingWith(), { places: { ...places, nodeIdsOfSku } })).toMatchObject({
      returnNodeId: 'third',
      locations: [address('3 Third Street')],
    });
    expect(opened({}, standingWith(), { places })).toMatchObject({ returnNodeId: 'first' });
    expect(opened()).toMatchObject({ returnNodeId: null, locations: [] });
  });
});
