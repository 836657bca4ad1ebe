import { expect, test } from 'vitest';
import { exchangePath, exchangeTone } from './exchanges.ts';

test('an exchange without an answer, or with a fault of the server, is red', () => {
  expect(exchangeTone({ status: null, error: 'timeout' })).toBe('danger');
  expect(exchangeTone({ status: 503, error: null })).toBe('danger');
  expect(exchangeTone({ status: 400, error: null })).toBe('warning');
  expect(exchangeTone({ status: 204, error: null })).toBe('success');
  expect(exchangeTone({ status: 200, error: 'The answer is no JSON.' })).toBe('danger');
});

test('an address is shown without its host; what is no address is shown as it is', () => {
  expect(exchangePath('http://127.0.0.1:4010/api/orders/ready?limit=5')).toBe('/api/orders/ready?limit=5');
  expect(exchangePath('nonsense')).toBe('nonsense');
});
