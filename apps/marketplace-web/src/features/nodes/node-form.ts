/** Owns a fulfilment node as its form holds it. */
import type { FulfillmentNode } from '@jetway/marketplace-api';
import { type AddressValues, addressOf, checkAddress, noAddress } from '../../parts/address.ts';
import type { NodeBody } from './nodes.queries.ts';

export interface NodeValues {
  readonly name: string;
  readonly timeZone: string;
  readonly address: AddressValues;
  readonly shippingMethods: readonly string[];
  readonly serviceLevels: readonly string[];
  readonly pricedPerPound: boolean;
}

export const emptyNode = (timeZone: string): NodeValues => ({
  name: '',
  timeZone,
  address: noAddress,
  shippingMethods: ['UPS Ground', 'FedEx Ground'],
  serviceLevels: ['Standard'],
  pricedPerPound: false,
});

/** A node as it was read, for changing it. */
export const valuesOfNode = (node: FulfillmentNode): NodeValues => ({
  name: node.name,
  timeZone: node.timeZone,
  address: { ...noAddress, ...node.address },
  shippingMethods: node.shippingMethods,
  serviceLevels: node.serviceLevels,
  pricedPerPound: node.pricedPerPound,
});

/** Messages by field; those of the address under `address.city` and the like. */
export function checkNode(values: NodeValues): Readonly<Record<string, string>> {
  const address = Object.entries(checkAddress(values.address)).map(([field, text]) => [`address.${field}`, text]);
  return {
    ...(values.name.trim() === '' ? { name: 'Enter a name' } : {}),
    ...(values.timeZone === '' ? { timeZone: 'Choose a time zone' } : {}),
    ...(values.shippingMethods.length === 0 ? { shippingMethods: 'Choose at least one' } : {}),
    ...(values.serviceLevels.length === 0 ? { serviceLevels: 'Choose at least one' } : {}),
    ...(Object.fromEntries(address) as Record<string, string>),
  };
}

export const nodeBody = (values: NodeValues): NodeBody => ({
  name: values.name.trim(),
  timeZone: values.timeZone,
  address: addressOf(values.address),
  shippingMethods: [...values.shippingMethods],
  serviceLevels: [...values.serviceLevels],
  pricedPerPound: values.pricedPerPound,
});

/** "/shippingMethods/2" belongs to the field of all methods. */
export const nodeField = (place: string): string => place.replace(/^(shippingMethods|serviceLevels)\..*$/, '$1');

export const addressErrors = (errors: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(errors).flatMap(([field, text]) =>
      field.startsWith('address.') ? [[field.slice('address.'.length), text]] : [],
    ),
  );
