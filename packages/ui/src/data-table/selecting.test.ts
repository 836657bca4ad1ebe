import { expect, test } from 'vitest';
import { toggled } from './selecting.ts';

const rows = ['a', 'b', 'c', 'd'];
const after = (selected: readonly string[], id: string, from?: string) =>
  [...toggled(rows, new Set(selected), id, from)].toSorted();

test('a click selects a row, and another one takes it out', () => {
  expect(after([], 'b')).toEqual(['b']);
  expect(after(['b', 'c'], 'b')).toEqual(['c']);
});

test('with Shift all rows between become what the clicked one becomes, in either direction', () => {
  expect(after(['a'], 'c', 'a')).toEqual(['a', 'b', 'c']);
  expect(after(['d'], 'b', 'd')).toEqual(['b', 'c', 'd']);
  expect(after(['a', 'b', 'c', 'd'], 'b', 'd')).toEqual(['a']);
});

test('a row that is no longer shown begins no range', () => {
  expect(after([], 'b', 'gone')).toEqual(['b']);
});
