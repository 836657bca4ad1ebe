import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { liveRows, newRowsText } from './live-rows.ts';

interface Thing {
  readonly id: string;
  readonly state: string;
}

const a = (id: string, state = 'new'): Thing => ({ id, state });
const head = (items: readonly Thing[], next: string | null = 'more') => ({ items, next });
const ids = (rows: readonly Thing[]) => rows.map(({ id }) => id);
const none = new Map<string, Thing>();
const listed = [a('c'), a('b'), a('a')];

describe('liveRows', () => {
  test('new rows are counted, never put between rows that somebody reads', () => {
    const live = liveRows(listed, head([a('e'), a('d'), ...listed]), none);
    expect(ids(live.rows)).toEqual(['c', 'b', 'a']);
    expect(live.newCount).toBe(2);
  });

  test('a row shows the state of now, in its old place', () => {
    const changed = new Map([['b', a('b', 'acknowledged')]]);
    const live = liveRows(listed, head([a('c'), a('a', 'shipped')]), changed);
    expect(live.rows.map(({ state }) => state)).toEqual(['new', 'acknowledged', 'shipped']);
  });

  test('rows that move up because others left are not new', () => {
    expect(liveRows(listed, head([a('c'), a('a'), a('older')]), none).newCount).toBe(0);
  });

  test('before the first answer nothing is new', () => {
    expect(liveRows(listed, undefined, none)).toMatchObject({ rows: listed, newCount: 0 });
  });

  test('in an empty list everything is new', () => {
    expect(liveRows([], head([a('a')], null), none).newCount).toBe(1);
  });

  test('a first page without a single known row holds at least so many new ones', () => {
    expect(newRowsText(liveRows(listed, head([a('x'), a('y')]), none), 'order')).toBe('2 or more new orders');
  });

  test('a row is known to be gone only when the first page is the whole list', () => {
    expect([...liveRows(listed, head([a('c'), a('a')], null), none).gone]).toEqual(['b']);
    expect([...liveRows(listed, head([a('c'), a('a')]), none).gone]).toEqual([]);
  });

  test('whatever happened meanwhile, the rows shown stay the same rows in the same order', () => {
    const things = fc.uniqueArray(
      fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f').map((id) => a(id)),
      {
        selector: ({ id }) => id,
      },
    );
    fc.assert(
      fc.property(things, things, things, fc.boolean(), (first, now, single, isAll) => {
        const changed = new Map(single.map((thing) => [thing.id, thing]));
        const live = liveRows(first, head(now, isAll ? null : 'more'), changed);
        expect(ids(live.rows)).toEqual(ids(first));
        expect(live.newCount).toBeLessThanOrEqual(now.length);
      }),
    );
  });
});

test('the bar counts in words', () => {
  expect(newRowsText({ newCount: 1, newCountIsLeast: false }, 'order')).toBe('1 new order');
  expect(newRowsText({ newCount: 3, newCountIsLeast: false }, 'run')).toBe('3 new runs');
});
