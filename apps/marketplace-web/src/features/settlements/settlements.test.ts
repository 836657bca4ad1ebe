import { describe, expect, test } from 'vitest';
import { amountError, parseSettlementSearch, readAmount } from './settlements.ts';

describe('an amount as people enter it', () => {
  test.each([
    ['12.5', 1_250],
    ['-12.50', -1_250],
    ['−3', -300],
    ['$1,200.05', 120_005],
    [' +7 ', 700],
    ['0', 0],
  ])('"%s" is %i cents', (text, cents) => {
    expect(readAmount(text)).toBe(cents);
  });

  test.each(['', 'ten', '1.234', '1.2.3', '--1', '.5', '1e3'])('"%s" is none', (text) => {
    expect(readAmount(text)).toBeUndefined();
    expect(amountError(text)).toContain('Enter an amount');
  });

  test('zero and what is beyond the bound cannot be adjusted by', () => {
    expect(amountError('0.00')).toContain('other than zero');
    expect(amountError('10000000.01')).toContain('At most');
    expect(amountError('-10000000')).toBeUndefined();
  });
});

test('an address shows disputes only when it says so', () => {
  expect(parseSettlementSearch({ view: 'disputes' })).toEqual({ view: 'disputes' });
  expect(parseSettlementSearch({ view: 'nonsense' })).toEqual({});
});
