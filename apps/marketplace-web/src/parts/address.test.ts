import { expect, test } from 'vitest';
import { addressOf, addressText, checkAddress, noAddress } from './address.ts';

const entered = { address1: ' 1 Dock Road ', address2: ' ', city: 'Albany', state: 'NY', zipCode: '12201' };

test('an address without its second line is sent without it', () => {
  expect(addressOf(entered)).toEqual({ address1: '1 Dock Road', city: 'Albany', state: 'NY', zipCode: '12201' });
  expect(addressText(addressOf({ ...entered, address2: 'Door 4' }))).toBe('1 Dock Road, Door 4, Albany, NY 12201');
});

test('every field that the server would refuse is named', () => {
  expect(checkAddress(entered)).toEqual({});
  expect(Object.keys(checkAddress(noAddress))).toEqual(['address1', 'city', 'state', 'zipCode']);
  expect(Object.keys(checkAddress({ ...entered, state: 'ny', zipCode: '1220' }))).toEqual(['state', 'zipCode']);
});
