import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor, toPage } from './paging.ts';

describe('cursors', () => {
  test('every place survives the way into a cursor and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 45 }), fc.string({ minLength: 1, unit: 'grapheme' }), (at, id) => {
        expect(decodeCursor(encodeCursor({ at, id }))).toEqual({ at, id });
      }),
    );
  });

  test('a text that is no cursor is told apart', () => {
    for (const text of ['', 'nonsense', 'e30=', '%%%', encodeCursor({ at: Number.NaN, id: 'x' })]) {
      expect(decodeCursor(text)).toBeUndefined();
    }
  });
});

test('a page ends with a cursor to its last item only when there is more', () => {
  const keyOf = (n: number) => ({ at: n, id: String(n) });
  expect(toPage([1, 2, 3], 2, keyOf)).toEqual({ items: [1, 2], next: encodeCursor({ at: 2, id: '2' }) });
  expect(toPage([1, 2], 2, keyOf)).toEqual({ items: [1, 2], next: null });
  expect(toPage([], 2, keyOf)).toEqual({ items: [], next: null });
});
