import { type TSchema, Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { checkerOf } from './checking.test-support.ts';
import * as errors from './errors.ts';
import { BooleanWord } from './loose.ts';
import { jetPath, jetTextsFromSchemaErrors } from './schema-errors.ts';
import { ShipMessage } from './ship.ts';

describe('texts of schema errors', () => {
  test.each<[string, TSchema, unknown, string]>([
    ['required', Type.Object({ b: Type.String() }), {}, 'Required property is missing. Path: /a/b'],
    ['integer', Type.Integer(), '1', 'The value is expected to be an integer. Path: /a'],
    ['fraction', Type.Integer(), 1.5, 'The value is expected to be an integer. Path: /a'],
    ['number', Type.Number(), '1', 'The value is expected to be a number. Path: /a'],
    ['string', Type.String(), null, 'The value is expected to be a string. Path: /a'],
    ['boolean', Type.Boolean(), 'true', 'The value is expected to be a boolean. Path: /a'],
    ['array', Type.Array(Type.String(), { maxItems: 1 }), {}, 'The value is expected to be an array. Path: /a'],
    ['object', Type.Object({}), [], 'The value is expected to be an object. Path: /a'],
    ['enum', Type.Enum(['a', 'b', 'c']), 'd', 'Invalid value, should be one of [a,b,c]. Path: /a'],
    [
      'minLength',
      Type.String({ minLength: 5 }),
      'abcd',
      'The value is expected to have at least 5 characters. Path: /a',
    ],
    ['maxLength', Type.String({ maxLength: 1 }), 'ab', 'The value is expected to have at most 1 character. Path: /a'],
    ['minimum', Type.Number({ minimum: 0.01 }), 0, 'The value is expected to be at least 0.01. Path: /a'],
    ['maximum', Type.Number({ maximum: 128 }), 129, 'The value is expected to be at most 128. Path: /a'],
    [
      'minItems',
      Type.Array(Type.Any(), { minItems: 1, maxItems: 2 }),
      [],
      'The array is expected to have at least 1 element. Path: /a',
    ],
    [
      'maxItems',
      Type.Array(Type.Any(), { maxItems: 2 }),
      [1, 2, 3],
      'The array is expected to have at most 2 elements. Path: /a',
    ],
    ['pattern', Type.String({ pattern: '^x$' }), 'y', 'Invalid value. Path: /a'],
    [
      'additionalProperties',
      Type.Object({}, { additionalProperties: false }),
      { b: 1 },
      'Unknown property. Path: /a/b',
    ],
    [
      'choice of types',
      Type.Union([Type.Boolean(), Type.Integer()]),
      'x',
      'The value is expected to be a boolean or an integer. Path: /a',
    ],
    [
      'choice with values',
      Type.Union([Type.Boolean(), BooleanWord]),
      'x',
      'Invalid value, should be one of [true,false]. Path: /a',
    ],
  ])('%s', (_, schema, value, text) => {
    expect(checkerOf(Type.Object({ a: schema }))({ a: value })).toEqual([text]);
  });

  test('the printed error of the shipped message', () => {
    const item = { merchant_sku: '15a1010', response_shipment_sku_quantity: '1' };
    expect(checkerOf(ShipMessage)({ shipments: [{ shipment_items: [item] }] })).toEqual([
      'The value is expected to be an integer. Path: /shipments[0]/shipment_items[0]/response_shipment_sku_quantity',
    ]);
  });

  test('several errors are reported at once, at most 20', () => {
    const check = checkerOf(ShipMessage);
    expect(check({ alt_order_id: 1 })).toHaveLength(2);
    expect(check({ shipments: Array.from({ length: 30 }, () => 1) })).toHaveLength(20);
  });

  test('the same text is reported once', () => {
    const error = { keyword: 'required', instancePath: '', params: { missingProperty: 'a' } };
    expect(jetTextsFromSchemaErrors([error, error])).toEqual(['Required property is missing. Path: /a']);
  });

  test('the body as a whole has the path /', () => {
    expect(checkerOf(ShipMessage)('x')).toEqual(['The value is expected to be an object. Path: /']);
  });

  test('names with slashes and tildes are written as they are', () => {
    expect(jetPath('/a~1b/0/c~0d')).toBe('/a/b[0]/c~d');
  });
});

describe('texts known word for word', () => {
  test.each([
    [errors.requiredPropertyMissing('/a/b'), 'Required property is missing. Path: /a/b'],
    [
      errors.invalidValue(['a', 'b', 'c'], '/return_charge_feedback'),
      'Invalid value, should be one of [a,b,c]. Path: /return_charge_feedback',
    ],
    [
      errors.orderItemMismatch('21b5a551d31541eea8f36f05385d2f90'),
      'order_item_id doesn\'t match: "21b5a551d31541eea8f36f05385d2f90"',
    ],
    [errors.orderOfReturnMissing('X', 'Y'), 'order id X referred in return id Y does not exist'],
    [
      errors.identificationMissing,
      'You must supply either an ASIN, at least one standard product code, or a brand and a manufacturer part number',
    ],
    [errors.invalidProductCode('UPC'), 'Invalid UPC Code.'],
    [errors.invalidDate('start_selling_date'), 'start_selling_date is not a valid date.'],
    [errors.authorizationDenied, 'Authorization has been denied for this request.'],
    [errors.messageAuthorized, 'This message is authorized.'],
    [errors.badRequest, 'Bad Request'],
  ])('%s', (text, known) => {
    expect(text).toBe(known);
  });
});
