import { expect, test } from 'vitest';
import { parseSkuSearch, skuFilters, statusTone, sumOf } from './skus.ts';

test('an address says what to search, what to show and what is open, and nothing else', () => {
  expect(parseSkuSearch({ search: 'A1', show: 'purchasable', open: 'A1-RED', page: 3 })).toEqual({
    search: 'A1',
    show: 'purchasable',
    open: 'A1-RED',
  });
  expect(parseSkuSearch({ search: '  ', show: 'all', open: '' })).toEqual({});
});

test('a SKU of digits alone is a text too', () => {
  expect(parseSkuSearch({ search: 1042 })).toEqual({ search: '1042' });
});

test('the views ask for what is purchasable, what is not, or both', () => {
  expect(skuFilters({})).toEqual({});
  expect(skuFilters({ show: 'purchasable' })).toEqual({ purchasable: true });
  expect(skuFilters({ show: 'not-purchasable', search: 'A' })).toEqual({ search: 'A', purchasable: false });
});

test('numbers are summed over the nodes', () => {
  const place = { nodeId: 'n', fed: 5, held: 1, accepted: 2, purchasable: 2 };
  expect(sumOf({ stock: [place, { ...place, fed: 7 }] }, 'fed')).toBe(12);
  expect(sumOf({ stock: [] }, 'purchasable')).toBe(0);
});

test('a status nobody knows is neutral', () => {
  expect(statusTone('Something new')).toBe('neutral');
});
