import { expect, test } from 'vitest';
import { addressErrors, checkNode, emptyNode, nodeBody, nodeField, valuesOfNode } from './node-form.ts';

const entered = {
  ...emptyNode('America/New_York'),
  name: ' Dock ',
  address: { address1: '1 Dock Road', address2: '', city: 'Albany', state: 'NY', zipCode: '12201' },
};

test('a node that is filled in is sent as the contract wants it', () => {
  expect(checkNode(entered)).toEqual({});
  expect(nodeBody(entered)).toEqual({
    name: 'Dock',
    timeZone: 'America/New_York',
    address: { address1: '1 Dock Road', city: 'Albany', state: 'NY', zipCode: '12201' },
    shippingMethods: ['UPS Ground', 'FedEx Ground'],
    serviceLevels: ['Standard'],
    pricedPerPound: false,
  });
});

test('everything that is missing is named at its field, the address included', () => {
  const errors = checkNode({ ...emptyNode(''), shippingMethods: [], serviceLevels: [] });
  expect(Object.keys(errors).toSorted()).toEqual([
    'address.address1',
    'address.city',
    'address.state',
    'address.zipCode',
    'name',
    'serviceLevels',
    'shippingMethods',
    'timeZone',
  ]);
  expect(Object.keys(addressErrors(errors)).toSorted()).toEqual(['address1', 'city', 'state', 'zipCode']);
});

test('a refused method is told at the field of methods', () => {
  expect(nodeField('shippingMethods.2')).toBe('shippingMethods');
  expect(nodeField('address.city')).toBe('address.city');
});

test('a node that is read and sent again is the same', () => {
  const node = { ...nodeBody(entered), id: 'n', pricedPerPound: true, version: 3 };
  const { id: _id, version: _version, ...body } = node;
  expect(nodeBody(valuesOfNode(node))).toEqual(body);
  expect(checkNode(valuesOfNode(node))).toEqual({});
});
