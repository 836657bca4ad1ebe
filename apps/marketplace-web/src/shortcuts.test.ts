import { describe, expect, test } from 'vitest';
import { accountPages } from './features/accounts/index.ts';
import { orderKeys } from './features/orders/index.ts';
import { consolePages } from './features/shell/index.ts';

const { place, ...onOrder } = orderKeys;

/** Help, search, and what every list brings along; the account's bar moves the clock by a key of its own. */
const everywhere = ['?', '/'];
const ofLists = ['j', 'k', 'o'];
const ofAccounts = [...everywhere, ...[...consolePages, ...accountPages].map(({ keys }) => keys), 'm'];

describe.each([
  ['a page of the console', [...everywhere, ...consolePages.map(({ keys }) => keys), ...ofLists]],
  ['the list of orders', [...ofAccounts, ...ofLists, place]],
  ['the page of an order', [...ofAccounts, ...Object.values(onOrder)]],
])('on %s', (_page, keys) => {
  test('no shortcut hides another', () => {
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('no shortcut is the beginning of another: the longer one could not be typed', () => {
    expect(keys.filter((key) => keys.some((other) => other.startsWith(`${key} `)))).toEqual([]);
  });
});
