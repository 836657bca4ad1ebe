import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkerOf } from './checking.test-support.ts';
import { shippingExceptionTypes, shippingOverrideTypes } from './shipping-enums.ts';
import { shippingExceptionMessageErrors } from './shipping-exception-rules.ts';
import { type ShippingException, ShippingExceptionUpload } from './shipping-exceptions.ts';

const check = checkerOf(ShippingExceptionUpload);
const message = (...exceptions: readonly ShippingException[]): ShippingExceptionUpload => ({
  fulfillment_nodes: [{ fulfillment_node_id: 'N', shipping_exceptions: [...exceptions] }],
});

const exception: fc.Arbitrary<ShippingException> = fc.record(
  {
    service_level: fc.constantFrom('Standard', 'next_day'),
    shipping_method: fc.constantFrom('UPS Ground', 'freight'),
    override_type: fc.constantFrom(...shippingOverrideTypes),
    shipping_charge_amount: fc.integer({ min: 0, max: 500 }),
    shipping_exception_type: fc.constantFrom(...shippingExceptionTypes),
  },
  { requiredKeys: ['shipping_exception_type'] },
);

describe('a shipping exceptions message', () => {
  test('is taken exactly when each names its way, charges are whole and none is restricted, and an exclusive one is alone', () => {
    fc.assert(
      fc.property(fc.array(exception, { maxLength: 3 }), (exceptions) => {
        expect(check(message(...exceptions))).toEqual([]);
        const areSound = exceptions.every((one) => {
          const isNamed = one.service_level !== undefined || one.shipping_method !== undefined;
          const parts = [one.override_type, one.shipping_charge_amount].filter((part) => part !== undefined).length;
          return isNamed && (parts === 0 || (parts === 2 && one.shipping_exception_type !== 'restricted'));
        });
        const hasExclusive = exceptions.some((one) => one.shipping_exception_type === 'exclusive');
        const isTaken = areSound && (!hasExclusive || exceptions.length === 1);
        expect(shippingExceptionMessageErrors(message(...exceptions)).length === 0).toBe(isTaken);
      }),
    );
  });

  test('that says nothing is taken', () => {
    for (const empty of [{}, { fulfillment_nodes: [] }, { fulfillment_nodes: [{ fulfillment_node_id: 'N' }] }]) {
      expect(check(empty)).toEqual([]);
      expect(shippingExceptionMessageErrors(empty)).toEqual([]);
    }
  });

  test('reports where it is wrong, twenty times at most', () => {
    const wrong = { shipping_exception_type: 'include' } as const;
    const errors = shippingExceptionMessageErrors({
      fulfillment_nodes: [
        { fulfillment_node_id: 'N' },
        { fulfillment_node_id: 'M', shipping_exceptions: Array.from({ length: 30 }, () => wrong) },
      ],
    });
    expect(errors).toHaveLength(20);
    expect(errors[1]).toBe(
      'Either service_level or shipping_method must be provided. Path: /fulfillment_nodes[1]/shipping_exceptions[1]',
    );
  });
});
