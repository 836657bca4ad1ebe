import { describe, expect, test } from 'vitest';
import { actorText } from '../../parts/actors.ts';
import {
  cancellableUnits,
  carriageText,
  eventName,
  exceptionText,
  feesText,
  type OrderItem,
  orderTimer,
  permissionsOf,
  rmaNumbers,
  shipmentUnitsText,
  wordsOf,
} from './orders.ts';

const now = 1_800_000_000_000;

const anItem = (part: Partial<OrderItem> = {}): OrderItem => ({
  id: 'i1',
  sku: 'A1',
  title: 'A mug',
  imageUrl: null,
  quantity: 5,
  shipped: 0,
  cancelled: 0,
  cancelRequested: 0,
  acknowledgement: null,
  unitPriceCents: 1_000,
  fees: [],
  feesCents: 0,
  ...part,
});

describe('orderTimer', () => {
  test('a held order says when it is released', () => {
    expect(orderTimer({ status: 'created', dueAt: now + 12_000 }, now, 1)?.text).toBe('Released in 12 s');
  });

  test('a ready order says when it expires, and warns in its last hour', () => {
    const far = orderTimer({ status: 'ready', dueAt: now + 5 * 3_600_000 }, now, 1);
    expect(far).toMatchObject({ text: 'Expires in 5 h', tone: 'neutral' });
    expect(orderTimer({ status: 'ready', dueAt: now + 600_000 }, now, 1)).toMatchObject({ tone: 'warning' });
  });

  test('where the world runs faster, the wait for the reader is told too', () => {
    expect(orderTimer({ status: 'created', dueAt: now + 3_600_000 }, now, 60)?.hint).toContain('For you: 1 min.');
    expect(orderTimer({ status: 'created', dueAt: now + 3_600_000 }, now, 0)?.hint).toContain('stands still');
  });

  test('what is due and not carried out yet is due now', () => {
    expect(orderTimer({ status: 'created', dueAt: now - 1 }, now, 1)?.text).toBe('Released now');
  });

  test('an order that waits for people has no timer', () => {
    expect(orderTimer({ status: 'acknowledged', dueAt: null }, now, 1)).toBeUndefined();
    expect(orderTimer({ status: 'complete', dueAt: now }, now, 1)).toBeUndefined();
  });
});

describe('permissionsOf', () => {
  const free = { exceptionState: null };

  test('a shopper can cancel what is open and not asked for yet', () => {
    expect(permissionsOf({ status: 'created', ...free }, [anItem()]).cancel).toBe(true);
    expect(permissionsOf({ status: 'ready', ...free }, [anItem({ cancelRequested: 5 })]).cancel).toBe(false);
    expect(permissionsOf({ status: 'inprogress', ...free }, [anItem({ shipped: 4, cancelled: 1 })]).cancel).toBe(false);
    expect(permissionsOf({ status: 'complete', ...free }, [anItem()]).cancel).toBe(false);
  });

  test('only what is not complete can be completed by hand', () => {
    expect(permissionsOf({ status: 'complete', ...free }, []).complete).toBe(false);
    expect(permissionsOf({ status: 'acknowledged', ...free }, []).complete).toBe(true);
  });

  test('an exception is resolved once, and not before the merchant answered', () => {
    const exceptionState = 'exception - too many units shipped';
    expect(permissionsOf({ status: 'complete', exceptionState }, []).resolve).toBe(true);
    expect(permissionsOf({ status: 'complete', exceptionState: 'resolved' }, []).resolve).toBe(false);
    expect(permissionsOf({ status: 'ready', exceptionState }, []).resolve).toBe(false);
  });
});

test('more units shipped than ordered leave nothing to cancel', () => {
  expect(cancellableUnits(anItem({ shipped: 7 }))).toBe(0);
});

test('states, events and actors are told in words, unknown ones as they are', () => {
  expect(wordsOf('inprogress').name).toBe('In progress');
  expect(wordsOf('new state').name).toBe('new state');
  expect(exceptionText('exception - order rejected')).toBe('Order rejected');
  expect(eventName('requestCancel')).toBe('Cancelling asked for');
  expect(eventName('other')).toBe('other');
  expect(actorText('orders.timers')).toBe('the world’s clock');
  expect(actorText('operator:marketplace')).toBe('a shopper');
  expect(actorText('merchant:4F2A')).toBe('the merchant');
  expect(actorText('operator:ann@example.com')).toBe('operator ann@example.com');
});

describe('shipments and fees in words', () => {
  const unit = (sku: string, shipped: number, cancelled: number, rma: string | null = null) => ({
    sku,
    shipped,
    cancelled,
    rma,
    daysToReturn: null,
  });

  test('units say what was shipped and what was cancelled; none is said too', () => {
    expect(shipmentUnitsText({ items: [unit('A', 2, 1), unit('B', 0, 3)] })).toBe(
      '2 × A shipped, 1 × A cancelled, 3 × B cancelled',
    );
    expect(shipmentUnitsText({ items: [unit('A', 0, 0)] })).toBe('No units');
  });

  test('carrier and method stand together, and what is missing leaves no trace', () => {
    expect(carriageText({ carrier: 'UPS', method: 'UPSGround' })).toBe('UPS · UPSGround');
    expect(carriageText({ carrier: null, method: 'UPSGround' })).toBe('UPSGround');
    expect(carriageText({ carrier: null, method: null })).toBe('');
  });

  test('an RMA number of several items is named once', () => {
    expect(rmaNumbers({ items: [unit('A', 1, 0, 'r1'), unit('B', 1, 0, 'r1'), unit('C', 1, 0)] })).toEqual(['r1']);
  });

  test('fees go by their names, or by their kinds', () => {
    const fees = [
      { name: '', type: 'base', cents: 300 },
      { name: 'Opening', type: 'variable', cents: -50 },
      { name: '', type: 'odd', cents: 1 },
    ];
    expect(feesText({ fees })).toBe('Base commission $3.00, Opening -$0.50, odd $0.01');
  });
});
