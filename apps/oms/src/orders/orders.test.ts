import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IntentPayload } from '../channels/index.ts';
import { answerByPolicy } from './answering.ts';
import { type Intent, intentLifecycle, isInFlight, isUnsettled, isWaiting } from './intents.ts';
import { acceptance, unitCancellation, wholeCancellation } from './messages.ts';
import {
  canAcknowledge,
  canCancel,
  canCancelUnits,
  canReject,
  canShip,
  freeUnits,
  isOpen,
  type OrderLine,
  openStatuses,
  openUnits,
  orderLifecycle,
} from './orders.ts';
import { orderWords, readSearch } from './words.ts';

const aLine = (more: Partial<OrderLine> = {}): OrderLine => ({
  lineId: 'l1',
  channelLineId: 'c1',
  merchantSku: 'MUG',
  skuId: 's1',
  locationId: null,
  ordered: 5,
  shipped: 0,
  cancelled: 0,
  cancelRequested: 0,
  cancelDeclined: 0,
  held: 0,
  ...more,
});
const named = { orderId: 'o1', channelOrderId: 'c1' };
const anIntent = (payload: IntentPayload, state: Intent['state'] = 'pending'): Intent => ({
  intentId: 'i1',
  seq: 1,
  kind: payload.kind,
  state,
  payload,
  attempts: 0,
  dueAt: 0,
  lastError: null,
  createdAt: 0,
  confirmedAt: null,
  createdBy: 'system',
  requestId: null,
});

const status = fc.constantFrom(...orderLifecycle.states);
const intentState = fc.constantFrom(...intentLifecycle.states);

describe('the life of an order', () => {
  test('never goes back: no walk through the table visits a status again after leaving it', () => {
    const walk = fc.array(fc.tuple(fc.constantFrom(...orderLifecycle.events), fc.nat(3)), { maxLength: 20 });
    fc.assert(
      fc.property(walk, (steps) => {
        const visited: string[] = [orderLifecycle.initial];
        let at: (typeof orderLifecycle.states)[number] = orderLifecycle.initial;
        for (const [event, choice] of steps) {
          const targets = orderLifecycle.targets(at, event);
          const next = targets[choice % Math.max(1, targets.length)];
          if (next === undefined || next === at) continue;
          expect(visited).not.toContain(next);
          visited.push(next);
          at = next;
        }
      }),
    );
  });

  test('an order that is over takes nothing', () => {
    for (const over of ['complete', 'cancelled'] as const) {
      const state = { order: { status: over, hold: null }, lines: [aLine()], intents: [] };
      expect([canAcknowledge, canShip, canReject, canCancelUnits, canCancel].map((can) => can(state))).toEqual(
        Array.from({ length: 5 }, () => false),
      );
      expect(isOpen(state.order)).toBe(false);
      expect(openStatuses).not.toContain(over);
    }
  });

  test('goods leave only once the channel has the acceptance', () => {
    fc.assert(
      fc.property(status, (one) => {
        const can = canShip({ order: { status: one, hold: null }, lines: [aLine()], intents: [] });
        expect(can).toBe(one === 'acknowledged' || one === 'in_progress');
      }),
    );
  });
});

describe('the life of an intent', () => {
  test('what may have been done is left only by reading back: it is never withdrawn, nor sent before', () => {
    fc.assert(
      fc.property(intentState, (state) => {
        if (!isInFlight({ state })) return;
        expect(intentLifecycle.allows(state, 'withdraw')).toBe(false);
        expect(intentLifecycle.allows(state, 'send')).toBe(false);
        expect(intentLifecycle.allows(state, 'retry')).toBe(false);
      }),
    );
  });

  test('confirmed and withdrawn are for good; failed only a person leaves', () => {
    expect([...intentLifecycle.final].toSorted()).toEqual(['confirmed', 'withdrawn']);
    expect(intentLifecycle.events.filter((event) => intentLifecycle.allows('failed', event))).toEqual(['retry']);
  });

  test('unsettled is waiting or in flight, never both', () => {
    fc.assert(
      fc.property(intentState, (state) => {
        expect(isWaiting({ state }) && isInFlight({ state })).toBe(false);
        expect(isUnsettled({ state })).toBe(isWaiting({ state }) || isInFlight({ state }));
      }),
    );
  });
});

describe('units', () => {
  const units = fc
    .record({ ordered: fc.integer({ min: 1, max: 50 }), shipped: fc.nat(60), cancelled: fc.nat(60) })
    .map((one) => aLine(one));

  test('open and free are never below zero, and a cancellation on its way takes units from free only', () => {
    fc.assert(
      fc.property(units, fc.integer({ min: 1, max: 60 }), intentState, (line, quantity, state) => {
        const intents = [anIntent(unitCancellation(named, [{ line, quantity }], 'alt'), state)];
        expect(openUnits(line)).toBeGreaterThanOrEqual(0);
        expect(freeUnits(line, intents)).toBe(
          isUnsettled({ state }) ? Math.max(0, openUnits(line) - quantity) : openUnits(line),
        );
      }),
    );
  });

  test('an answer on its way: no second one; a pending acceptance may still become a rejection', () => {
    const lines = [aLine()];
    const waiting = (payload: IntentPayload, state: Intent['state']) => ({
      order: { status: 'new' as const, hold: null },
      lines,
      intents: [anIntent(payload, state)],
    });
    const accepting = acceptance(named, lines);
    const rejecting = wholeCancellation(named, lines, 'rejected - other');
    expect(canAcknowledge(waiting(accepting, 'pending'))).toBe(false);
    expect(canReject(waiting(accepting, 'pending'))).toBe(true);
    expect(canReject(waiting(accepting, 'sending'))).toBe(false);
    expect(canReject(waiting(accepting, 'unknown'))).toBe(false);
    expect(canCancelUnits(waiting(accepting, 'unknown'))).toBe(true);
    expect(canCancel(waiting(rejecting, 'pending'))).toBe(false);
    expect(canAcknowledge(waiting(accepting, 'failed'))).toBe(true);
  });
});

describe('the policy', () => {
  test('accepts nothing that cannot be shipped, that the buyer wants less of, or that is to be held', () => {
    const stock = fc.constantFrom('covered' as const, 'not-covered' as const, 'unknown-sku' as const);
    const policy = fc.constantFrom('hold' as const, 'accept-when-covered' as const, 'accept-always' as const);
    fc.assert(
      fc.property(policy, stock, fc.boolean(), (chosen, has, hasCancelRequest) => {
        const isAccepted = answerByPolicy(chosen, { stock: has, hasCancelRequest }) === 'accept';
        expect(isAccepted).toBe(
          !hasCancelRequest &&
            ((chosen === 'accept-always' && has !== 'unknown-sku') ||
              (chosen === 'accept-when-covered' && has === 'covered')),
        );
      }),
    );
  });
});

describe('searching', () => {
  test('every beginning of every word of what an order is called finds it', () => {
    const order = {
      referenceNumber: '123456789012',
      channelOrderId: 'abc123',
      buyer: { name: 'Ada de Byron' },
      shipTo: { name: 'Zoë O’Hara' },
      lines: [{ merchantSku: 'MUG-RED/2' }],
    } as unknown as Parameters<typeof orderWords>[0];
    const words = orderWords(order);
    for (const typed of ['12345', 'ABC', 'byr', 'ada byron', 'zoë', 'hara', 'mug-red', 'red', 'MUG-RED/2'])
      expect(readSearch(typed).every((start) => words.some((word) => word.startsWith(start)))).toBe(true);
    expect(readSearch('  ')).toEqual([]);
  });
});
