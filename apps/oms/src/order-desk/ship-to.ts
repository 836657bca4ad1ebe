/** Owns comparing where an order goes: which fields of two addresses differ, in words. */
import type { ChannelAddress } from '../channels/index.ts';

const fields = {
  name: 'Name',
  phone: 'Phone',
  address1: 'Street',
  address2: 'Second line',
  city: 'City',
  state: 'State',
  zipCode: 'Zip code',
} as const satisfies Readonly<Record<keyof ChannelAddress, string>>;

const names: readonly (keyof ChannelAddress)[] = ['name', 'phone', 'address1', 'address2', 'city', 'state', 'zipCode'];

/** Without blanks around; what is optional and empty is null. */
export const trimShipTo = (address: ChannelAddress): ChannelAddress => ({
  name: address.name.trim(),
  phone: optional(address.phone),
  address1: address.address1.trim(),
  address2: optional(address.address2),
  city: address.city.trim(),
  state: address.state.trim(),
  zipCode: address.zipCode.trim(),
});

const optional = (text: string | null): string | null => {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
};

/** The first field that an address cannot be without and that is empty. */
export const emptyField = (address: ChannelAddress): keyof ChannelAddress | undefined =>
  names.find((name) => address[name] === '');

const differing = (a: ChannelAddress, b: ChannelAddress): readonly (keyof ChannelAddress)[] =>
  names.filter((name) => (a[name] ?? '') !== (b[name] ?? ''));

/** What is absent and what is empty are the same. */
export const isSameShipTo = (a: ChannelAddress, b: ChannelAddress): boolean => differing(a, b).length === 0;

const shown = (text: string | null): string => (text === null || text === '' ? 'nothing' : `“${text}”`);

/** "Street, Zip code" */
export const differingFields = (a: ChannelAddress, b: ChannelAddress): string =>
  differing(a, b)
    .map((name) => fields[name])
    .join(', ');

/** "Street from “1 Wharf Road” to “2 Wharf Road”, Zip code …" */
export const shipToDifference = (before: ChannelAddress, after: ChannelAddress): string =>
  differing(before, after)
    .map((name) => `${fields[name]} from ${shown(before[name])} to ${shown(after[name])}`)
    .join(', ');
