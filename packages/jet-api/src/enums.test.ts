import { describe, expect, test } from 'vitest';
import * as everything from './enums.ts';
import { normalise } from './loose.ts';

/** A plain copy: the lists by their exported names. */
const enums = { ...everything };

describe('documented enumerations are complete', () => {
  test.each([
    ['shipmentMethods', 103],
    // Page Ship Order prints 63 lines, Dynamex among them twice.
    ['carriers', 62],
    ['serviceLevels', 11],
    ['exceptionShippingMethods', 24],
    ['returnShippingMethods', 3],
    ['shippingOverrideTypes', 2],
    ['shippingExceptionTypes', 3],
    ['orderStatuses', 5],
    ['orderExceptionStates', 5],
    ['orderAcknowledgementStatuses', 7],
    ['itemAcknowledgementStatuses', 3],
    ['returnStatuses', 3],
    // The list of page Check Return Detail, and the older wording of other pages.
    ['returnReasons', 14 + 10],
    ['refundReasons', 14 + 10 + 4],
    ['refundFeedbacks', 5 + 7],
    ['chargeFeedbacks', 6],
    ['refundStatuses', 5],
    ['refundListWords', 4],
    ['productStatuses', 6],
    ['productSubStatuses', 12],
    ['productCodeTypes', 5],
    ['taxCodes', 47 + 1],
    ['cautionaryStatements', 7],
    ['mapImplementations', 3],
  ] as const)('%s has %i values, none twice, without stray blanks', (name, count) => {
    const values: readonly string[] = enums[name];
    expect(values).toHaveLength(count);
    expect(new Set(values).size).toBe(count);
    expect(values.map((value) => value.trim().replace(/['"]/g, ''))).toEqual(values);
  });

  test('every exported list is counted above', () => {
    const lists = Object.values(enums).filter((value) => Array.isArray(value));
    expect(lists).toHaveLength(24);
  });

  test('no two shipment methods, service levels or statuses are the same when compared loosely', () => {
    for (const values of [enums.shipmentMethods, enums.serviceLevels, enums.orderStatuses, enums.taxCodes])
      expect(new Set(values.map(normalise)).size).toBe(values.length);
  });

  test('the misspelt names of the documentation are kept', () => {
    expect(enums.shipmentMethods).toContain('LSOEarlyNexyDay');
    expect(enums.carriers).toEqual(expect.arrayContaining(['Laser Ship', 'LaserShip', 'Bekins / Home Direct']));
    expect(enums.taxCodes).toEqual(expect.arrayContaining(['Generic Taxable Product', 'General Taxable Product']));
  });
});
