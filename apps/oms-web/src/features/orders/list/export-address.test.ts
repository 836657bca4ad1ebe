import { expect, test } from 'vitest';
import { orderFilters, parseOrderListSearch } from '../orders.search.ts';
import { exportAddress } from './export-address.ts';

const filters = orderFilters(parseOrderListSearch({ tab: 'late', q: 'a b', status: 'new,acknowledged' }));

test('a file is asked for with the filters and the columns of the list', () => {
  const address = exportAddress(filters, { rows: 'orders', columns: ['total', 'actions'], timeZone: 'UTC' });
  const { pathname, searchParams } = new URL(address, 'http://oms');
  expect(pathname).toBe('/api/v1/exports/orders.csv');
  expect(searchParams.getAll('status')).toEqual(['new', 'acknowledged']);
  expect(searchParams.getAll('columns')).toEqual(['total', 'currency']);
  expect(Object.fromEntries(searchParams)).toMatchObject({ tab: 'late', sort: 'ship-by', search: 'a b', bom: 'true' });
});

test('a file of lines has every column', () => {
  const address = exportAddress(filters, { rows: 'lines', columns: ['total'], timeZone: 'UTC' });
  expect(new URL(address, 'http://oms').searchParams.has('columns')).toBe(false);
});
