import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { centsFromDecimal, decimalFromCents, formatCents, splitCents } from './money.ts';

const amounts = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });

describe('cents and decimals', () => {
  test('every amount in cents survives the way to the wire and back', () => {
    fc.assert(fc.property(amounts, (cents) => centsFromDecimal(decimalFromCents(cents)) === (cents === 0 ? 0 : cents)));
  });

  test.each([
    [1.005, 101],
    [29.99, 2999],
    [0.1 + 0.2, 30],
    [-1.005, -101],
    [1e-9, 0],
    [19.999, 2000],
  ])('%s is rounded half away from zero to %s cents', (amount, cents) => {
    expect(centsFromDecimal(amount)).toBe(cents);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300])('%s is no amount', (amount) => {
    expect(centsFromDecimal(amount)).toBeUndefined();
  });

  test('text always has two decimals', () => {
    expect([0, 5, -5, 2999, 100_000].map(formatCents)).toEqual(['0.00', '0.05', '-0.05', '29.99', '1000.00']);
  });
});

describe('splits', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 30 });

  test('the parts add up to the whole, to the cent', () => {
    fc.assert(
      fc.property(amounts, weights, (total, shares) => {
        expect(splitCents(total, shares).reduce((a, b) => a + b, 0)).toBe(total);
      }),
    );
  });

  test('no part is a cent or more away from its exact share', () => {
    fc.assert(
      fc.property(amounts, weights, (total, shares) => {
        const sum = shares.reduce((a, b) => a + b, 0);
        fc.pre(sum > 0);
        for (const [index, part] of splitCents(total, shares).entries()) {
          expect(Math.abs(part - (total * (shares[index] ?? 0)) / sum)).toBeLessThan(1);
        }
      }),
    );
  });

  test('a zero weight gets nothing while another has weight', () => {
    expect(splitCents(100, [0, 1, 2])).toEqual([0, 33, 67]);
  });

  test('without any weight everything goes to the first', () => {
    expect(splitCents(7, [0, 0])).toEqual([7, 0]);
    expect(splitCents(7, [])).toEqual([]);
  });
});
