import { expect, test } from 'vitest';
import { fieldName, placeErrors } from './places.ts';

test('a place is the same field however the server writes it', () => {
  for (const path of ['/parcels/0/trackingNumber', '/body/parcels/0/trackingNumber', 'parcels[0].trackingNumber'])
    expect(fieldName(path)).toBe('parcels.0.trackingNumber');
});

test('messages go to the fields that can show them, and the rest stays with the failure', () => {
  const failure = {
    title: 'That was not accepted',
    detail: 'Two things are wrong.',
    places: [
      { path: '/name', message: 'is required' },
      { path: '/elsewhere', message: 'is odd' },
    ],
  };
  const { byField, rest } = placeErrors(failure, (field) => field === 'name');
  expect(byField).toEqual({ name: 'Is required' });
  expect(rest?.places).toEqual([{ field: 'elsewhere', path: '/elsewhere', message: 'is odd' }]);
});

test('a failure wholly told at its fields is not told twice', () => {
  const failure = { title: 'No', detail: 'No.', places: [{ path: '/name', message: 'is required' }] };
  expect(placeErrors(failure, () => true).rest).toBeUndefined();
});

test('a failure without places stays whole', () => {
  const failure = { title: 'No', detail: 'No.' };
  expect(placeErrors(failure, () => true)).toEqual({ byField: {}, rest: { ...failure, places: [] } });
});
