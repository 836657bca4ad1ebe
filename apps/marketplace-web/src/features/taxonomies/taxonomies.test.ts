import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deleteRefusal,
  forceRefusal,
  isExpanded,
  oddCount,
  parseTaxonomySearch,
  type TreeRow,
  treeStep,
  validationText,
} from './taxonomies.ts';

test('an address says what to search and which node is open, and nothing else', () => {
  expect(parseTaxonomySearch({ search: 'Shoes', node: 12, page: 3 })).toEqual({ search: 'Shoes', node: 12 });
  expect(parseTaxonomySearch({ search: 42, node: '12' })).toEqual({ search: '42', node: 12 });
  expect(parseTaxonomySearch({ search: '  ', node: 'x' })).toEqual({});
  expect(parseTaxonomySearch({ node: -1 })).toEqual({});
});

test('odd rows are counted over all reasons', () => {
  const odd = { file: 'nodes.csv', reason: 'no parent', example: '1' };
  expect(
    oddCount({
      oddRows: [
        { ...odd, count: 3 },
        { ...odd, count: 4 },
      ],
    }),
  ).toBe(7);
  expect(oddCount({ oddRows: [] })).toBe(0);
});

test('a taxonomy that a world goes by is not deleted', () => {
  expect(deleteRefusal({ worldIds: ['live'] })).toContain('goes by it');
  expect(deleteRefusal({ worldIds: [] })).toBeUndefined();
});

test('no world goes by a taxonomy that is still loaded', () => {
  expect(forceRefusal({ state: 'loading' })).toContain('finished first');
  expect(forceRefusal({ state: 'ready' })).toBeUndefined();
});

test('what a value must be is told as far as it is known', () => {
  expect(validationText(null)).toBeUndefined();
  expect(validationText({})).toBeUndefined();
  expect(validationText({ data_type: 'decimal', min_value: 0, max_value: 10 })).toBe('decimal, at least 0, at most 10');
  expect(validationText({ max_value: 5 })).toBe('at most 5');
});

test('what lies above the open node is open too, unless one closed it', () => {
  const ancestors = new Set([1, 2]);
  expect(isExpanded(new Map(), ancestors, 2)).toBe(true);
  expect(isExpanded(new Map([[2, false]]), ancestors, 2)).toBe(false);
  expect(isExpanded(new Map([[9, true]]), ancestors, 9)).toBe(true);
  expect(isExpanded(new Map(), ancestors, 9)).toBe(false);
});

describe('a key in the tree', () => {
  const rows: TreeRow[] = [
    { level: 1, expanded: true },
    { level: 2, expanded: false },
    { level: 2, expanded: undefined },
    { level: 1, expanded: true },
  ];

  test('up and down go to the next row, whatever its level', () => {
    expect(treeStep(rows, 0, 'ArrowDown')).toEqual({ kind: 'focus', index: 1 });
    expect(treeStep(rows, 3, 'ArrowUp')).toEqual({ kind: 'focus', index: 2 });
    expect(treeStep(rows, 3, 'ArrowDown')).toBeUndefined();
    expect(treeStep(rows, 0, 'ArrowUp')).toBeUndefined();
  });

  test('right opens a closed row, and goes into an open one', () => {
    expect(treeStep(rows, 1, 'ArrowRight')).toEqual({ kind: 'expand' });
    expect(treeStep(rows, 0, 'ArrowRight')).toEqual({ kind: 'focus', index: 1 });
    expect(treeStep(rows, 2, 'ArrowRight')).toBeUndefined();
    expect(treeStep(rows, 3, 'ArrowRight')).toBeUndefined();
  });

  test('left closes an open row, and otherwise goes to the one above', () => {
    expect(treeStep(rows, 0, 'ArrowLeft')).toEqual({ kind: 'collapse' });
    expect(treeStep(rows, 2, 'ArrowLeft')).toEqual({ kind: 'focus', index: 0 });
  });

  test('Enter shows the row; letters are left to the page', () => {
    expect(treeStep(rows, 1, 'Enter')).toEqual({ kind: 'open' });
    expect(treeStep(rows, 1, 'g')).toBeUndefined();
  });

  test('the focus never leaves the tree', () => {
    const row = fc.record({
      level: fc.integer({ min: 1, max: 3 }),
      expanded: fc.option(fc.boolean(), { nil: undefined }),
    });
    const key = fc.constantFrom('ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End');
    fc.assert(
      fc.property(fc.array(row), fc.integer({ min: -1, max: 20 }), key, (some, index, pressed) => {
        const step = treeStep(some, index, pressed);
        if (step?.kind === 'focus') expect(some[step.index]).toBeDefined();
      }),
    );
  });
});
