import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkerOf } from './checking.test-support.ts';
import { createMatcher, looseEnum, normalise, openEnum, readBoolean } from './loose.ts';
import { matchOrderStatus, orderStatuses } from './order-enums.ts';
import {
  carriers,
  matchCarrier,
  matchServiceLevel,
  matchShipmentMethod,
  serviceLevels,
  shipmentMethods,
} from './shipping-enums.ts';

/** Spellings of a value that differ in case, blanks, hyphens and underscores only. */
const spellings = (value: string) =>
  fc
    .array(fc.tuple(fc.boolean(), fc.constantFrom('', ' ', '-', '_', '\t')), {
      minLength: value.length,
      maxLength: value.length,
    })
    .map((changes) =>
      [...normalise(value)]
        .map((letter, i) => (changes[i]?.[0] ? letter.toUpperCase() : letter) + changes[i]?.[1])
        .join(''),
    );

describe('loose comparison', () => {
  test.each([
    ['UPS_ground', 'UPSGround'],
    ['ups ground', 'UPSGround'],
    ['UPS-Ground', 'UPSGround'],
    ['fedexsmartpost', 'FedExSmartPost'],
  ])('%s is the shipment method %s', (text, method) => {
    expect(matchShipmentMethod(text)).toBe(method);
  });

  test.each(['inprogress', 'in progress', 'InProgress', 'in-progress', 'IN_PROGRESS'])(
    '%s is the status inprogress',
    (text) => {
      expect(matchOrderStatus(text)).toBe('inprogress');
    },
  );

  test('every spelling of every value is found again and taken by the schema', () => {
    for (const values of [carriers, shipmentMethods, serviceLevels, orderStatuses] as const) {
      const match = createMatcher<string>(values);
      const check = checkerOf(looseEnum<string>(values));
      fc.assert(
        fc.property(
          fc.constantFrom(...values).chain((value) => fc.tuple(fc.constant(value), spellings(value))),
          ([value, text]) => normalise(match(text) ?? '') === normalise(value) && check(text).length === 0,
        ),
      );
    }
  });

  test('a text that is no value is refused, and the error lists the values as documented', () => {
    expect(checkerOf(looseEnum(['UPS', 'Laser Ship']))('TNT')).toEqual([
      'Invalid value, should be one of [UPS,Laser Ship]. Path: /',
    ]);
    expect(matchCarrier('TNT')).toBeUndefined();
  });

  test('what is no text is refused for its type alone', () => {
    expect(checkerOf(looseEnum(['UPS']))(7)).toEqual(['The value is expected to be a string. Path: /']);
  });

  test('errors of one schema at two places name both places', () => {
    const check = checkerOf({ type: 'array', items: looseEnum(['UPS']), maxItems: 3 });
    expect(check(['x', 'ups', 'y'])).toEqual([
      'Invalid value, should be one of [UPS]. Path: [0]',
      'Invalid value, should be one of [UPS]. Path: [2]',
    ]);
  });

  test('further spellings are taken without being listed', () => {
    const check = checkerOf(looseEnum(['UPS'], { alsoAccept: [''] }));
    expect(check('')).toEqual([]);
    expect(check('x')).toEqual(['Invalid value, should be one of [UPS]. Path: /']);
  });

  test('Scheduled is the service level Scheduled (freight), and not one of its longer kin', () => {
    expect(matchServiceLevel('scheduled')).toBe('Scheduled (freight)');
    expect(matchServiceLevel('Scheduled (freight 11 to 20 day)')).toBe('Scheduled (freight 11 to 20 day)');
  });

  test('a reply takes values that are not known yet', () => {
    expect(checkerOf(openEnum(['UPS']))('Pigeon Post')).toEqual([]);
  });

  test('readers without the keyword find the values in the description', () => {
    expect(JSON.stringify(looseEnum(['Laser Ship', 'UPS']))).toContain('`Laser Ship`, `UPS`');
  });

  test.each([
    [true, true],
    ['True', true],
    ['FALSE', false],
    ['maybe', undefined],
    [undefined, undefined],
  ])('%s reads as the boolean %s', (value, expected) => {
    expect(readBoolean(value)).toBe(expected);
  });
});
