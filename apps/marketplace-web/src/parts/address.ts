/** Owns an address as a form holds it, and what is wrong with it. */
import type { Address } from '@jetway/marketplace-api';

export type AddressValues = Readonly<Record<'address1' | 'address2' | 'city' | 'state' | 'zipCode', string>>;

export const noAddress: AddressValues = { address1: '', address2: '', city: '', state: '', zipCode: '' };

export type AddressErrors = Readonly<Partial<Record<keyof AddressValues, string>>>;

/** The contract's rules, told at the field before anything is sent. */
export function checkAddress(values: AddressValues): AddressErrors {
  return {
    ...(values.address1.trim() === '' ? { address1: 'Enter the street' } : {}),
    ...(values.city.trim() === '' ? { city: 'Enter the city' } : {}),
    ...(/^[A-Z]{2}$/.test(values.state) ? {} : { state: 'Two letters' }),
    ...(/^\d{5}$/.test(values.zipCode) ? {} : { zipCode: 'Five digits' }),
  };
}

export function addressOf(values: AddressValues): Address {
  const address2 = values.address2.trim();
  return {
    address1: values.address1.trim(),
    ...(address2 === '' ? {} : { address2 }),
    city: values.city.trim(),
    state: values.state,
    zipCode: values.zipCode,
  };
}

/** On one line. */
export const addressText = ({ address1, address2, city, state, zipCode }: Address): string =>
  [address1, address2 ?? '', `${city}, ${state} ${zipCode}`].filter((part) => part !== '').join(', ');
