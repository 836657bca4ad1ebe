import { operatorReportStatuses } from '@jetway/marketplace-api';
import { expect, test } from 'vitest';
import { parseReportsSearch, statusWords, typeName } from './reports.ts';

test('an address says which reports to show and which one is open, and nothing else', () => {
  expect(parseReportsSearch({ show: 'failed', open: 'r1', page: 2 })).toEqual({ show: 'failed', open: 'r1' });
  expect(parseReportsSearch({ show: 'all', open: '' })).toEqual({});
  expect(parseReportsSearch({ show: 'processing', open: 12 })).toEqual({ open: '12' });
});

test('no two statuses are called alike', () => {
  const names = operatorReportStatuses.map((status) => statusWords[status].name);
  expect(new Set(names).size).toBe(operatorReportStatuses.length);
});

test('a type is named in words, and one that is new by itself', () => {
  expect(typeName('ProductStatus')).toBe('Product status');
  expect(typeName('StockTaking')).toBe('StockTaking');
});
