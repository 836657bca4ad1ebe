import { expect, test } from 'vitest';
import { nextStep } from './first-run.ts';

const none = { hasLocation: false, connectionId: null, hasCredentials: false, hasSkus: false, isLive: false };
const open = { state: 'open', ...none } as const;

test('whoever comes back goes on with the first step that is not done', () => {
  expect(nextStep(open)).toBe('location');
  expect(nextStep({ ...open, hasLocation: true })).toBe('connection');
  expect(nextStep({ ...open, hasLocation: true, connectionId: 'c', hasCredentials: false })).toBe('connection');
  expect(nextStep({ ...open, hasLocation: true, hasCredentials: true })).toBe('stock');
  expect(nextStep({ ...open, hasLocation: true, hasCredentials: true, hasSkus: true })).toBe('switch');
  expect(nextStep({ ...open, hasSkus: true })).toBe('location');
});
