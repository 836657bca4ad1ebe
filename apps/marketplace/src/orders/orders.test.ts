/** Owns the guarantees of an order's life as properties: whatever happens in whatever order, the books are right. */
import { MINUTE_MS } from '@jetway/kernel';
import { TEST_START, testIds } from '@jetway/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_COMMISSIONS } from '../commissions/index.ts';
import { DEFAULT_POLICY } from '../worlds/index.ts';
import { decideAcknowledge } from './acknowledge.ts';
import type { OrderDecision } from './changes.ts';
import { decideCompleteByHand, decideExpire, decideRelease, decideResolve, decideShopperCancel } from './closing.ts';
import { isAllAccountedFor, type Order, openUnits, orderLifecycle, stockOfStatus, unitsTakenOff } from './orders.ts';
import { draftOrder } from './placing.ts';
import { decideShip } from './ship.ts';

const PLACE = { node: { id: 'N', serviceLevels: ['Standard'], shippingMethods: ['UPS Ground'] } };
const PERSON = { name: 'Ada', phone: null };
const ADDRESS = { address1: '1 Road', address2: '', city: 'Newark', state: 'NJ', zipCode: '07102' };
const SKUS = ['A', 'B'] as const;

const placed = (quantities: readonly number[]): Order =>
  draftOrder(
    {
      items: quantities.map((quantity, index) => ({ sku: SKUS[index] ?? '?', quantity, priceCents: 1999 })),
      buyer: PERSON,
      recipient: { ...PERSON, address: ADDRESS },
    },
    {
      ...PLACE,
      shipping: { serviceLevel: 'Standard', carrier: 'UPS', method: 'UPS Ground' },
      pricesCents: [1999, 1999],
    },
    [],
    {
      accountId: 'acc',
      worldId: 'w',
      policy: DEFAULT_POLICY,
      now: TEST_START,
      ids: testIds(7),
      commissions: NO_COMMISSIONS,
    },
  );

type Step = (order: Order, now: number) => OrderDecision;
const ids = testIds(8);

const line = fc.record({ sku: fc.constantFrom(...SKUS), shipped: fc.nat(3), cancelled: fc.nat(3) });
const shipStep = fc
  .record({
    altShipmentId: fc.option(fc.constantFrom('s1', 's2', 's3')),
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    isZero: fc.boolean(),
  })
  .map(
    ({ altShipmentId, lines, isZero }): Step =>
      (order, now) => {
        const redirect = isZero ? { nodeId: 'M', isForZeroInventory: true } : null;
        const shipments = [{ altShipmentId, lines, dates: [], redirect, sent: lines }];
        return decideShip(order, { altOrderId: null, shipments }, { now, ids, nodeIds: new Set(['M']) });
      },
  );
const acknowledgeStep = fc
  .record({ isAccepted: fc.boolean(), isWithoutStock: fc.boolean(), altOrderId: fc.option(fc.constant('alt')) })
  .map(
    ({ isAccepted, isWithoutStock, altOrderId }): Step =>
      (order, now) => {
        const status = isAccepted ? 'accepted' : 'rejected - item level error';
        const itemStatus = isWithoutStock && !isAccepted ? 'nonfulfillable - no inventory' : 'fulfillable';
        const items = order.items.map(({ id }) => ({ status: itemStatus, orderItemId: id, altOrderItemId: null }));
        return decideAcknowledge(order, { status, altOrderId, items }, now);
      },
  );
const cancelStep = fc
  .option(
    fc.array(fc.record({ index: fc.nat(1), quantity: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 2 }),
  )
  .map(
    (wanted): Step =>
      (order, now) => {
        const units = wanted?.map(({ index, quantity }) => ({
          orderItemId: order.items[index]?.id ?? 'none',
          quantity,
        }));
        return decideShopperCancel(order, units, now);
      },
  );
const step = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>((order, now) => decideRelease(order, DEFAULT_POLICY, now)) },
  { weight: 3, arbitrary: acknowledgeStep },
  { weight: 5, arbitrary: shipStep },
  { weight: 2, arbitrary: cancelStep },
  { weight: 1, arbitrary: fc.constant<Step>((order, now) => decideExpire(order, now)) },
  { weight: 1, arbitrary: fc.constant<Step>((order, now) => decideCompleteByHand(order, now)) },
  { weight: 1, arbitrary: fc.constant<Step>((order, now) => decideResolve(order, now)) },
);
const life = fc.record({
  quantities: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }),
  steps: fc.array(step, { maxLength: 12 }),
});

interface Counters {
  held: number;
  accepted: number;
}
const FEED = 5;

/** Carries a change's stock out on counters, as the database does. */
function move(books: Map<string, Counters>, decided: OrderDecision): Order | undefined {
  if (!decided.ok || decided.value === 'unchanged') return undefined;
  const { order, stock } = decided.value;
  const of = (sku: string): Counters => {
    const counters = books.get(sku) ?? { held: 0, accepted: 0 };
    books.set(sku, counters);
    return counters;
  };
  for (const { sku, quantity } of stock.release) of(sku).held -= quantity;
  for (const { sku, quantity } of stock.accept) {
    of(sku).held -= quantity;
    of(sku).accepted += quantity;
  }
  for (const { sku, quantity, acceptedSeq } of stock.giveBack) {
    expect(acceptedSeq).toBe(FEED);
    of(sku).accepted -= quantity;
  }
  const taken = new Set(stock.accept.filter(({ quantity }) => quantity > 0).map(({ sku }) => sku));
  return { ...order, items: order.items.map((item) => (taken.has(item.sku) ? { ...item, acceptedSeq: FEED } : item)) };
}

function live(quantities: readonly number[], steps: readonly Step[], check: (before: Order, after: Order) => void) {
  let order = placed(quantities);
  const books = new Map(order.items.map((item) => [item.sku, { held: item.ordered, accepted: 0 }]));
  for (const [index, decide] of steps.entries()) {
    const decided = decide(order, TEST_START + (index + 1) * MINUTE_MS);
    const before = order;
    order = move(books, decided) ?? order;
    if (decided.ok && decided.value !== 'unchanged') {
      expect(orderLifecycle.allows(before.status, decided.value.kind, order.status)).toBe(true);
      check(before, order);
    }
  }
  return { order, books };
}

const RUNS = { numRuns: 1_000 };
const tooMany = ['exception - too many units shipped', 'exception - too many units cancelled'];

describe('whatever happens to an order', () => {
  test('it is complete exactly when no unit is open, and every step is one of the table', () => {
    fc.assert(
      fc.property(life, ({ quantities, steps }) => {
        live(quantities, steps, (_before, after) => {
          expect(after.status === 'complete').toBe(isAllAccountedFor(after.items));
          expect(after.completedAt !== null).toBe(after.status === 'complete');
          for (const item of after.items) expect(openUnits(item)).toBeGreaterThanOrEqual(0);
        });
      }),
      RUNS,
    );
  });

  test('quantities only grow, and more than ordered comes with an exception that says so', () => {
    fc.assert(
      fc.property(life, ({ quantities, steps }) => {
        let wasResolved = false;
        live(quantities, steps, (before, after) => {
          wasResolved ||= after.exceptionState === 'resolved';
          for (const [index, item] of after.items.entries()) {
            expect(item.shipped).toBeGreaterThanOrEqual(before.items[index]?.shipped ?? 0);
            expect(item.cancelled).toBeGreaterThanOrEqual(before.items[index]?.cancelled ?? 0);
            expect(item.ordered).toBe(before.items[index]?.ordered);
            if (item.shipped + item.cancelled > item.ordered && !wasResolved)
              expect(tooMany).toContain(after.exceptionState);
            if (item.shipped > item.ordered && !wasResolved)
              expect(after.exceptionState).toBe('exception - too many units shipped');
          }
        });
      }),
      RUNS,
    );
  });

  test('every unit ordered is paid for, taken off or open; what is paid never becomes less, and nothing once it is complete', () => {
    fc.assert(
      fc.property(life, ({ quantities, steps }) => {
        live(quantities, steps, (before, after) => {
          for (const [index, item] of after.items.entries()) {
            const earlier = before.items[index]?.charged ?? 0;
            expect(item.charged + unitsTakenOff(item) + openUnits(item)).toBe(item.ordered);
            expect(item.charged).toBeLessThanOrEqual(item.shipped);
            expect(unitsTakenOff(item)).toBeLessThanOrEqual(item.cancelled);
            expect(item.charged).toBeGreaterThanOrEqual(earlier);
            if (before.status === 'complete') expect(item.charged).toBe(earlier);
          }
        });
      }),
      RUNS,
    );
  });

  test('its held units are those of an unanswered order, its accepted ones never more than it shipped or has open', () => {
    fc.assert(
      fc.property(life, ({ quantities, steps }) => {
        const { order, books } = live(quantities, steps, () => undefined);
        for (const item of order.items) {
          const { held, accepted } = books.get(item.sku) ?? { held: 0, accepted: 0 };
          expect(held).toBe(stockOfStatus[order.status] === 'held' ? openUnits(item) : 0);
          expect(accepted).toBeGreaterThanOrEqual(0);
          expect(accepted).toBeLessThanOrEqual(Math.min(item.ordered, item.shipped + openUnits(item)));
          const isExact = item.shipped + item.cancelled <= item.ordered;
          if (isExact && stockOfStatus[order.status] !== 'held') expect(accepted).toBe(item.shipped + openUnits(item));
        }
      }),
      RUNS,
    );
  });

  test('a timer runs only while it waits for one, and nothing is shipped before it was released', () => {
    fc.assert(
      fc.property(life, ({ quantities, steps }) => {
        live(quantities, steps, (_before, after) => {
          expect(after.dueAt !== null).toBe(stockOfStatus[after.status] === 'held');
          if (after.readyAt === null) expect(after.items.every(({ shipped }) => shipped === 0)).toBe(true);
          expect(after.transmittedAt).toBeLessThanOrEqual(after.readyAt ?? Number.POSITIVE_INFINITY);
        });
      }),
      RUNS,
    );
  });

  test('the same shipments sent again change nothing', () => {
    const shipment = (altShipmentId: string) => ({
      altShipmentId,
      lines: [{ sku: 'A', shipped: 1, cancelled: 0 }],
      dates: [],
      redirect: null,
      sent: { alt_shipment_id: altShipmentId, shipment_items: [{ merchant_sku: 'A' }] },
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(3), (quantity, repeats) => {
        const around = { now: TEST_START, ids, nodeIds: new Set<string>() };
        const steps: Step[] = [
          (order, now) => decideRelease(order, DEFAULT_POLICY, now),
          (order, now) => decideAcknowledge(order, { status: 'accepted', altOrderId: null, items: [] }, now),
          ...['s1', 's1', 's2', 's1'].flatMap((id) =>
            Array.from(
              { length: repeats + 1 },
              (): Step => (order) => decideShip(order, { altOrderId: null, shipments: [shipment(id)] }, around),
            ),
          ),
        ];
        const { order } = live([quantity], steps, () => undefined);
        expect(order.items[0]?.shipped).toBe(2);
        expect(order.shipments.map(({ altShipmentId }) => altShipmentId)).toEqual(['s1', 's2']);
      }),
      RUNS,
    );
  });
});
