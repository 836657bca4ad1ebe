import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandText, checkRule, effectText, errorsOf, inputOf, newRule, rateText } from './commission-rules.ts';

test('rates stand in percent', () => {
  expect([1_500, 1_250, 0, -250, 1].map(rateText)).toEqual(['15 %', '12.5 %', '0 %', '-2.5 %', '0.01 %']);
});

test('a band of prices is told with the bound that is not in it', () => {
  expect(bandText({ minPriceCents: null, maxPriceCents: null })).toBe('Every price');
  expect(bandText({ minPriceCents: 1_000, maxPriceCents: null })).toBe('From $10.00');
  expect(bandText({ minPriceCents: null, maxPriceCents: 1_000 })).toBe('Below $10.00');
  expect(bandText({ minPriceCents: 0, maxPriceCents: 1_000 })).toBe('$0.00 to below $10.00');
});

describe('a commission rule', () => {
  test('needs a rate; only what comes on top may be below 0', () => {
    expect(checkRule(newRule)).toHaveProperty('percent');
    expect(checkRule({ ...newRule, percent: 12.5 })).toEqual({});
    expect(checkRule({ ...newRule, percent: -1 })).toEqual({ percent: 'A base commission is not below 0' });
    expect(checkRule({ ...newRule, kind: 'variable', percent: -1 })).toEqual({});
    expect(checkRule({ ...newRule, percent: 101 })).toHaveProperty('percent');
  });

  test('has a band in which a price lies', () => {
    const rule = { ...newRule, percent: 10 };
    expect(checkRule({ ...rule, minPrice: 20, maxPrice: 20 })).toEqual({ maxPrice: 'Above the lowest price' });
    expect(checkRule({ ...rule, maxPrice: 0 })).toHaveProperty('maxPrice');
    expect(checkRule({ ...rule, minPrice: 20, maxPrice: 20.01 })).toEqual({});
  });

  test('is sent in whole cents and hundredths of a percent, and what was left empty does not narrow it', () => {
    expect(inputOf({ ...newRule, name: ' Spring ', percent: 12.35, minPrice: 19.99 })).toEqual({
      kind: 'base',
      name: 'Spring',
      accountId: null,
      browseNodeId: null,
      minPriceCents: 1_999,
      maxPriceCents: null,
      rateBasisPoints: 1_235,
    });
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 10_000 }), (basisPoints) => {
        expect(inputOf({ ...newRule, percent: basisPoints / 100 }).rateBasisPoints).toBe(basisPoints);
      }),
    );
  });

  test('tells what it does before it is added', () => {
    expect(effectText(newRule)).toBeUndefined();
    expect(effectText({ ...newRule, percent: 12 })).toBe('Of $100.00 the marketplace keeps $12.00.');
    expect(effectText({ ...newRule, kind: 'variable', percent: -2.5 })).toBe(
      'Of $100.00 the marketplace keeps $2.50 less.',
    );
    expect(effectText({ ...newRule, kind: 'no_return', percent: 1 })).toContain('returning is given up');
  });
});

test('a message of the server stands at the field that it is about', () => {
  expect(errorsOf({ rateBasisPoints: 'A base commission is not below 0.', maxPriceCents: 'No' })).toEqual({
    percent: 'A base commission is not below 0.',
    maxPrice: 'No',
  });
});
