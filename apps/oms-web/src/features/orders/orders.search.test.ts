import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderFilters, parseOrderListSearch, parseOrderPageSearch } from './orders.search.ts';

test('an address says only what differs from the default', () => {
  expect(parseOrderListSearch({ tab: 'all', sort: '-placed', q: '  ' })).toEqual({});
  expect(parseOrderListSearch({ tab: 'to-ship', sort: '-total', q: 'ada', connection: 'c1', open: 'o1' })).toEqual({
    tab: 'to-ship',
    sort: '-total',
    q: 'ada',
    connection: 'c1',
    open: 'o1',
  });
});

test('work comes by its deadlines unless another sort is said', () => {
  expect(parseOrderListSearch({ tab: 'late', sort: 'ship-by' })).toEqual({ tab: 'late' });
  expect(orderFilters({ tab: 'to-acknowledge' })).toMatchObject({ sort: 'acknowledge-by' });
  expect(orderFilters({ tab: 'late', sort: '-placed' })).toMatchObject({ sort: '-placed' });
});

test('an order number that the address holds as a number stays a search text', () => {
  expect(parseOrderListSearch({ q: 1042 })).toEqual({ q: '1042' });
});

test('whatever an address holds, it is read without harm, and reading twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('tab', 'q', 'sort', 'status', 'from', 'ship', 'open', 'x'), fc.anything()),
      (raw) => {
        const search = parseOrderListSearch(raw);
        expect(parseOrderListSearch({ ...search })).toEqual(search);
      },
    ),
  );
});

test('the server is asked with the defaults filled in', () => {
  expect(orderFilters({})).toEqual({ tab: 'all', sort: '-placed' });
  expect(orderFilters({ q: ' ada ', connection: 'c1', open: 'o1' })).toEqual({
    tab: 'all',
    sort: '-placed',
    search: 'ada',
    connectionId: 'c1',
  });
});

test('an unknown view is the details', () => {
  expect(parseOrderPageSearch({ view: 'nothing' })).toEqual({});
  expect(parseOrderPageSearch({ view: 'messages' })).toEqual({ view: 'messages' });
});
