import type { Account } from '@jetway/marketplace-api';
import { describe, expect, test } from 'vitest';
import { findAccounts, orderAccounts, parseAccountsSearch, shortKey, siblingOf } from './accounts.ts';

const anAccount = (id: string, part: Partial<Account> = {}): Account => ({
  id,
  kind: 'live',
  merchantId: 'm1',
  merchantName: 'Harbour Goods',
  worldId: 'live',
  apiUser: `USER${id}`,
  skuCount: 0,
  ordersByStatus: { created: 0, ready: 0, acknowledged: 0, inprogress: 0, complete: 0 },
  createdAt: 100,
  ...part,
});

const accounts = [
  anAccount('b', { merchantId: 'm2', merchantName: 'Quay Tools', createdAt: 200, kind: 'test' }),
  anAccount('a', { kind: 'test' }),
  anAccount('d', { merchantId: 'm2', merchantName: 'Quay Tools', createdAt: 200 }),
  anAccount('c'),
];

test('a merchant’s accounts stand together, live before test, merchants in the order in which they came', () => {
  expect(orderAccounts(accounts).map(({ id }) => id)).toEqual(['c', 'a', 'd', 'b']);
});

describe('findAccounts', () => {
  test('all words must fit, in whatever order and spelling', () => {
    expect(findAccounts(accounts, 'test quay').map(({ id }) => id)).toEqual(['b']);
    expect(findAccounts(accounts, 'userA').map(({ id }) => id)).toEqual(['a']);
  });

  test('nothing typed finds everything', () => {
    expect(findAccounts(accounts, '  ')).toHaveLength(4);
  });
});

test('the sibling of an account is the other one of its merchant', () => {
  const [quayTest] = accounts;
  expect(quayTest && siblingOf(accounts, quayTest)?.id).toBe('d');
});

test('an address keeps a search only when there is one', () => {
  expect(parseAccountsSearch({ search: ' ' })).toEqual({});
  expect(parseAccountsSearch({ search: 'quay', other: 1 })).toEqual({ search: 'quay' });
});

test('long keys are shortened in the middle', () => {
  expect(shortKey('0123456789ABCDEF0123')).toBe('01234567…0123');
  expect(shortKey('demo')).toBe('demo');
});
