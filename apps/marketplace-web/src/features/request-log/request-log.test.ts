import type { LoggedRequest } from '@jetway/marketplace-api';
import { describe, expect, test } from 'vitest';
import {
  durationText,
  jsonIn,
  logFilters,
  newsText,
  operationText,
  parseLogSearch,
  sizeText,
  statusTone,
} from './request-log.ts';

const entries = (...ids: string[]) => ids.map((id) => ({ id }) as LoggedRequest);

describe('the address of the log', () => {
  test('what makes no sense in it is left out', () => {
    expect(parseLogSearch({ show: 'nonsense', within: 5, route: ['x'], search: '  ', open: '' })).toEqual({});
    expect(parseLogSearch({ show: 'all' })).toEqual({});
    const all = { show: '4xx', route: 'putPrice', search: '/orders', within: '60', open: 'e' };
    expect(parseLogSearch({ ...all, within: 60, more: 1 })).toEqual(all);
  });

  test('a search that begins with a slash is for a path, any other for a request id', () => {
    expect(logFilters({ search: '/orders' }, 0)).toEqual({ path: '/orders' });
    expect(logFilters({ search: 'r-1' }, 0)).toEqual({ requestId: 'r-1' });
  });

  test('errors are asked for as such, other views by their hundred, spans by their beginning', () => {
    expect(logFilters({ show: 'errors', route: 'putPrice' }, 0)).toEqual({ errorsOnly: true, operation: 'putPrice' });
    expect(logFilters({ show: '5xx', within: '15' }, 1_000_000)).toEqual({ status: '5xx', from: 100_000 });
    expect(logFilters({}, 5)).toEqual({});
  });
});

test('news are the entries above the newest that is shown', () => {
  expect(newsText(entries('3', '2'), entries('3', '2'))).toBe('');
  expect(newsText(entries('2', '1'), entries('3', '2', '1'))).toBe('1 new request');
  expect(newsText(entries('1'), entries('3', '2', '1'))).toBe('2 new requests');
  expect(newsText(entries('1'), entries('5', '4', '3'))).toBe('3 or more new requests');
  expect(newsText([], entries('1'))).toBe('1 or more new requests');
  expect([newsText(undefined, entries('1')), newsText(entries('1'), undefined)]).toEqual(['', '']);
});

test('durations and sizes are short', () => {
  expect([durationText(0.512), durationText(34.6), durationText(1_400)]).toEqual(['0.5 ms', '35 ms', '1.4 s']);
  expect([sizeText(null), sizeText(512), sizeText(1_500), sizeText(3_200_000)]).toEqual([
    '–',
    '512 B',
    '1.5 kB',
    '3.2 MB',
  ]);
});

test('a request is told by what it was for', () => {
  const routes = [{ operation: 'putPrice', method: 'PUT', path: '/p', summary: 'Set a price' }];
  const names = ['putPrice', 'uploadFile', 'gone', null].map((operation) => operationText(operation, routes));
  expect(names).toEqual(['Set a price', 'Upload of a file', 'gone', 'No such address']);
});

test('tones tell refusals from failures', () => {
  expect([204, 404, 500].map(statusTone)).toEqual(['success', 'warning', 'danger']);
});

test('a body that is no JSON is no JSON', () => {
  expect([jsonIn('{"a":1}'), jsonIn('{"a"')]).toEqual([{ a: 1 }, undefined]);
});
