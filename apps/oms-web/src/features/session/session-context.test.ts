import { expect, test } from 'vitest';
import { mayCall } from './session-context.tsx';

test('what a role may do on screen is what the contract lets it call', () => {
  expect(mayCall('warehouse', 'shipOrder')).toBe(true);
  expect(mayCall('warehouse', 'cancelOrder')).toBe(false);
  expect(mayCall('read-only', 'adjustStock')).toBe(false);
  expect(mayCall('manager', 'changeConnection')).toBe(false);
  expect(mayCall('admin', 'changeConnection')).toBe(true);
});
