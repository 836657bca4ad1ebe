import { type ShippingException, serviceLevels } from '@jetway/jet-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chargeForShipping, type ReadException, readShippingExceptions, shippingChoices } from './shipping-choices.ts';
import { speedOf } from './shipping-speeds.ts';

const NODE = {
  serviceLevels: ['Standard', 'Next Day', 'Second Day'],
  shippingMethods: ['UPS Ground', 'UPS Next Day Air', 'Freight'],
};

const read = (...exceptions: readonly ShippingException[]): readonly ReadException[] =>
  readShippingExceptions({
    fulfillment_nodes: [{ fulfillment_node_id: 'N', shipping_exceptions: [...exceptions] }],
  }).get('N') ?? [];
const restricted = { shipping_exception_type: 'restricted' } as const;
const exclusive = { shipping_exception_type: 'exclusive' } as const;
const include = { shipping_exception_type: 'include' } as const;

describe('what a node may ship with', () => {
  test('is what it has enabled, where nothing is said', () => {
    expect(shippingChoices(NODE, [])).toEqual(NODE);
    expect(shippingChoices(NODE, read({ service_level: 'Standard', ...include }))).toEqual(NODE);
  });

  test('loses the levels and methods that are restricted', () => {
    const said = read({ service_level: 'next_day', ...restricted }, { shipping_method: 'ups ground', ...restricted });
    expect(shippingChoices(NODE, said)).toEqual({
      serviceLevels: ['Standard', 'Second Day'],
      shippingMethods: ['UPS Next Day Air', 'Freight'],
    });
  });

  test('is nothing once all levels, or all methods, are restricted', () => {
    const levels = NODE.serviceLevels.map((service_level) => ({ service_level, ...restricted }));
    const methods = NODE.shippingMethods.map((shipping_method) => ({ shipping_method, ...restricted }));
    expect(shippingChoices(NODE, read(...levels))).toBeUndefined();
    expect(shippingChoices(NODE, read(...methods))).toBeUndefined();
    expect(shippingChoices(NODE, read(...levels.slice(1), ...methods.slice(1)))).toEqual({
      serviceLevels: ['Standard'],
      shippingMethods: ['UPS Ground'],
    });
  });

  test('is the exclusive level alone, whether the node has it or not', () => {
    expect(shippingChoices(NODE, read({ service_level: '5to10day', ...exclusive }))).toEqual({
      ...NODE,
      serviceLevels: ['5 to 10 Day'],
    });
  });

  test('is the exclusive method alone, at the levels that are as fast as it is', () => {
    expect(shippingChoices(NODE, read({ shipping_method: 'UPS Next Day Air', ...exclusive }))).toEqual({
      serviceLevels: ['Next Day'],
      shippingMethods: ['UPS Next Day Air'],
    });
    expect(shippingChoices(NODE, read({ shipping_method: 'Freight', ...exclusive }))).toEqual({
      serviceLevels: ['Scheduled (freight)'],
      shippingMethods: ['Freight'],
    });
  });

  test('is nothing for things that must each go their own way', () => {
    const [freight, ground] = ['Freight', 'UPS Ground'].map((shipping_method) => ({ shipping_method, ...exclusive }));
    const levels = ['Standard', 'Next Day'].map((service_level) => ({ service_level, ...exclusive }));
    if (freight === undefined || ground === undefined) throw new Error('two methods were made');
    expect(shippingChoices(NODE, read(freight, ground))).toBeUndefined();
    expect(shippingChoices(NODE, read(...levels))).toBeUndefined();
    expect(shippingChoices(NODE, read(freight, freight))).toBeDefined();
    expect(shippingChoices(NODE, read(freight, { shipping_method: 'Freight', ...restricted }))).toBeUndefined();
  });

  test('never has what is restricted, and never more than the node where nothing is exclusive', () => {
    const levels = fc.subarray([...serviceLevels]);
    fc.assert(
      fc.property(levels, levels, (enabled, taken) => {
        const node = { serviceLevels: enabled, shippingMethods: ['UPS Ground'] };
        const said = read(...taken.map((service_level) => ({ service_level, ...restricted })));
        const left = enabled.filter((level) => !taken.includes(level));
        const expected = left.length > 0 || enabled.length === 0 ? { ...node, serviceLevels: left } : undefined;
        expect(shippingChoices(node, said)).toEqual(expected);
      }),
    );
  });
});

describe('the charge of a unit', () => {
  const ground = { serviceLevel: 'Standard', method: 'UPS Ground' };
  const charge = (type: 'Override charge' | 'Additional charge', amount: number) =>
    ({ override_type: type, shipping_charge_amount: amount }) as const;

  test('is the usual one where nothing is said of it', () => {
    expect(chargeForShipping(read({ service_level: 'Standard', ...include }), ground, 499)).toBe(499);
    expect(chargeForShipping([], ground, 499)).toBe(499);
  });

  test('is replaced or added to only when the order goes that way', () => {
    const said = read(
      { service_level: 'Standard', ...include, ...charge('Additional charge', 3.25) },
      { shipping_method: 'UPS Next Day Air', ...include, ...charge('Override charge', 100) },
    );
    expect(chargeForShipping(said, ground, 499)).toBe(824);
    expect(chargeForShipping(said, { serviceLevel: 'Next Day', method: 'UPS Next Day Air' }, 1499)).toBe(10_000);
    expect(chargeForShipping(said, { serviceLevel: 'Next Day', method: 'UPS Ground' }, 1499)).toBe(1499);
  });

  test('follows the exception that names the method before the one that names the level', () => {
    const said = read(
      { shipping_method: 'UPS Ground', ...include, ...charge('Override charge', 0) },
      { service_level: 'Standard', ...include, ...charge('Override charge', 9) },
    );
    expect(chargeForShipping(said, ground, 499)).toBe(0);
  });

  test('of a method at a level counts only for that method at that level', () => {
    const said = read({
      service_level: 'Standard',
      shipping_method: 'UPS Ground',
      ...include,
      ...charge('Override charge', 1),
    });
    expect(chargeForShipping(said, ground, 499)).toBe(100);
    expect(chargeForShipping(said, { ...ground, method: 'FedEx Ground' }, 499)).toBe(499);
    expect(chargeForShipping(said, { ...ground, serviceLevel: 'Expedited' }, 499)).toBe(499);
  });

  test('is whole cents, and never less than an additional charge makes it', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(1_000_000), (cents, usual) => {
        const amount = cents / 100;
        const at = (type: 'Override charge' | 'Additional charge') =>
          chargeForShipping(read({ service_level: 'Standard', ...include, ...charge(type, amount) }), ground, usual);
        expect([at('Override charge'), at('Additional charge')]).toEqual([cents, usual + cents]);
      }),
    );
  });
});

test('names tell how fast shipping is', () => {
  expect(
    ['UPS Next Day Air', 'Second Day', 'FedEx 2 Day', 'Priority', '5 to 10 Day', 'Scheduled (freight)'].map(speedOf),
  ).toEqual(['next day', 'second day', 'second day', 'expedited', 'ground', 'freight']);
});
