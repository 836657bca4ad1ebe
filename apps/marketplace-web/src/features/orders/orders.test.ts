import { describe, expect, test } from 'vitest';
import {
  actorText,
  cancellableUnits,
  eventName,
  exceptionText,
  type OrderItem,
  orderTimer,
  permissionsOf,
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
