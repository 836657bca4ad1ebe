import { expect, test } from 'vitest';
import { nextSort, sortState } from './columns.ts';

test('a heading sorts descending first, then to and fro', () => {
  const placed = { ascending: 'placed', descending: '-placed' };
  expect(nextSort(placed, 'ship-by')).toBe('-placed');
  expect(nextSort(placed, '-placed')).toBe('placed');
  expect(nextSort(placed, 'placed')).toBe('-placed');
});

test('a heading with one direction stays with it', () => {
  expect(nextSort({ ascending: 'ship-by' }, 'ship-by')).toBe('ship-by');
  expect(sortState({ ascending: 'ship-by' }, 'ship-by')).toBe('ascending');
  expect(sortState({ ascending: 'ship-by' }, undefined)).toBe('none');
});
