import { describe, expect, test } from 'vitest';
import { checkRule, inputOf, isField, newRule } from './listing-rules.ts';

describe('a listing rule', () => {
  test('names a SKU, a brand or a browse node', () => {
    expect(checkRule(newRule)).toHaveProperty('subject');
    expect(checkRule({ ...newRule, brand: '  ' })).toHaveProperty('subject');
    expect(checkRule({ ...newRule, brand: 'Acme' })).toEqual({});
    expect(checkRule({ ...newRule, browseNodeId: 7 })).toEqual({});
  });

  test('about a SKU names the account, for every merchant has SKUs of his own', () => {
    expect(Object.keys(checkRule({ ...newRule, sku: 'A1' }))).toEqual(['accountId']);
    expect(checkRule({ ...newRule, sku: 'A1', accountId: 'a' })).toEqual({});
  });

  test('is sent without what was left empty, and without blanks around', () => {
    expect(inputOf({ ...newRule, brand: ' Acme ' })).toEqual({ effect: 'unauthorized', brand: 'Acme' });
    expect(
      inputOf({ effect: 'excluded', accountId: 'a', sku: 'A1', brand: '', browseNodeId: 7, reason: 'Recalled' }),
    ).toEqual({ effect: 'excluded', accountId: 'a', sku: 'A1', browseNodeId: 7, reason: 'Recalled' });
  });
});

test('only fields of the form take a message of the server', () => {
  expect(isField('accountId')).toBe(true);
  expect(isField('worldId')).toBe(false);
});
