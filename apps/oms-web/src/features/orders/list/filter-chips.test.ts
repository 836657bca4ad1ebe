import { expect, test } from 'vitest';
import { orderFilters, parseOrderListSearch, searchOf } from '../orders.search.ts';
import { filterChips, noFilters } from './filter-chips.ts';

const names = { connections: [{ id: 'c1', name: 'Jet' }], locations: [] };

test('each filter is told in words, things by their names', () => {
  const search = parseOrderListSearch({ connection: 'c1', location: 'l9', status: 'new,acknowledged,x', q: 'ada' });
  expect(filterChips(search, names).map(({ text }) => text)).toEqual([
    'Channel: Jet',
    'Location: l9',
    'Status: To acknowledge or To ship',
  ]);
});

test('clearing leaves nothing that narrows the list down', () => {
  const search = { ship: 'today', problems: 'yes', sku: 'A', from: '2026-05-01', tab: 'late' };
  expect(parseOrderListSearch({ ...search, ...noFilters })).toEqual({ tab: 'late' });
});

test('a list that is kept leads back to the address it was kept from', () => {
  const search = parseOrderListSearch({
    tab: 'to-ship',
    sort: '-total',
    q: 'ada',
    status: 'acknowledged',
    ship: 'overdue',
    from: '2026-03-07',
    to: '2026-03-08',
    problems: 'no',
    failed: 'yes',
    state: 'ME',
  });
  const { tab, sort, ...filters } = orderFilters(search);
  expect(searchOf({ tab, sort, filters })).toEqual(search);
});
