import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustError, adjustOutcome, ledgerReason, parseInventorySearch, signed, totalOf } from './inventory.ts';

const now = { onHand: 10, reserved: 4 };

describe('an adjustment', () => {
  test('by a difference and to a count lead to the same place', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 1000 }), (change) => {
        const counted = adjustOutcome({ kind: 'set', quantity: now.onHand + change }, now);
        expect(adjustOutcome({ kind: 'change', quantity: change }, now)).toEqual(counted);
      }),
    );
  });

  test('never takes what is reserved, nor less than nothing', () => {
    const error = (kind: 'change' | 'set', quantity: number | undefined) =>
      adjustError({ kind, quantity }, adjustOutcome({ kind, quantity }, now));
    expect(error('set', 3)).toContain('4 are reserved');
    expect(error('change', -11)).toContain('fewer than none');
    expect(error('set', 4)).toBeUndefined();
    expect(error('change', 0)).toBeDefined();
    expect(error('set', 10)).toBeUndefined();
    expect(error('set', undefined)).toBe('Enter a whole number');
  });
});

test('the address of the list holds known filters only', () => {
  expect(parseInventorySearch({ q: 15, filter: 'low' })).toEqual({ q: '15', filter: 'low' });
  expect(parseInventorySearch({ q: ' ', filter: 'all' })).toEqual({});
  expect(parseInventorySearch({ filter: 'green' })).toEqual({});
});

test('changes carry their sign, unknown reasons their name', () => {
  expect([5, 0, -3].map(signed)).toEqual(['+5', '0', '−3']);
  expect(ledgerReason('shipped')).toBe('Shipped');
  expect(ledgerReason('eaten')).toBe('eaten');
});

test('what was never sent has no total', () => {
  expect(totalOf(null)).toBeUndefined();
  expect(totalOf({ a: 2, b: 3 })).toBe(5);
  expect(totalOf({})).toBe(0);
});
