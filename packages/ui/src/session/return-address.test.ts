import { expect, test } from 'vitest';
import { parseSignInSearch, safeReturn } from './return-address.ts';

test('signing in leads back to where one wanted to go', () => {
  expect(safeReturn('/orders/o1?view=messages')).toBe('/orders/o1?view=messages');
});

test('signing in never leads to another site, nor in a circle', () => {
  for (const to of [
    'https://elsewhere.example',
    '//elsewhere.example',
    '/\\elsewhere',
    '/\t/x',
    '/sign-in?to=/',
    7,
    undefined,
  ])
    expect(safeReturn(to)).toBe('/');
  expect(parseSignInSearch({ to: '//elsewhere.example' })).toEqual({});
});
