import { describe, expect, test } from 'vitest';
import { changed, checkerOf } from './checking.test-support.ts';
import { jetExamples } from './examples.ts';
import { ShipMessage, type ShippedItem } from './ship.ts';
import { isConcatenated, shipMessageErrors, shippedUnits } from './ship-rules.ts';
import { carriers, shipmentMethods } from './shipping-enums.ts';

const checkSchema = checkerOf(ShipMessage);
const errorsOf = (value: unknown): string[] => {
  const texts = checkSchema(value);
  return texts.length > 0 ? texts : shipMessageErrors(value as ShipMessage);
};
const printed = jetExamples.find(({ route, name }) => route === 'shipOrder' && name === 'Mixed Example')?.body;
const shipment = ['shipments', 0] as const;
const item = [...shipment, 'shipment_items', 0] as const;
const location = [...item, 'return_location'] as const;
const message = changed(printed, [...shipment, 'redirect_notification'], {
  redirect_node: 'AKSDKDJIJDISJFIDFJIDSIFFISI',
  is_redirect_for_zero_inventory: 'true',
});
const cancelOnly = {
  shipments: [{ alt_shipment_id: '1', shipment_items: [{ merchant_sku: 'a', response_shipment_cancel_qty: 1 }] }],
};
const withItem = (quantities: Partial<ShippedItem>): unknown => ({
  shipments: [{ carrier: 'UPS', shipment_items: [{ merchant_sku: 'a', ...quantities }] }],
});
const at = (path: string): string => `Path: /shipments[0]${path}`;
const itemAt = (name: string): string => at(`/shipment_items[0]/${name}`);

describe('a shipped message', () => {
  test('with every field is taken', () => {
    expect(errorsOf(message)).toEqual([]);
  });

  test('that only cancels needs neither carrier, date nor method', () => {
    expect(errorsOf(cancelOnly)).toEqual([]);
  });

  test.each<[string, readonly (string | number)[], unknown, string]>([
    ['no shipments', ['shipments'], undefined, 'Required property is missing. Path: /shipments'],
    ['empty shipments', ['shipments'], [], 'The array is expected to have at least 1 element. Path: /shipments'],
    ['no items', [...shipment, 'shipment_items'], undefined, `Required property is missing. ${at('/shipment_items')}`],
    [
      'empty items',
      [...shipment, 'shipment_items'],
      [],
      `The array is expected to have at least 1 element. ${at('/shipment_items')}`,
    ],
    [
      'no carrier though units were shipped',
      [...shipment, 'carrier'],
      undefined,
      `Required property is missing. ${at('/carrier')}`,
    ],
    [
      'a blank carrier though units were shipped',
      [...shipment, 'carrier'],
      '',
      `Required property is missing. ${at('/carrier')}`,
    ],
    [
      'another carrier',
      [...shipment, 'carrier'],
      'Pigeon',
      `Invalid value, should be one of [${carriers.join(',')}]. ${at('/carrier')}`,
    ],
    [
      'another method',
      [...shipment, 'response_shipment_method'],
      'Pigeon',
      `Invalid value, should be one of [${shipmentMethods.join(',')}]. ${at('/response_shipment_method')}`,
    ],
    [
      'a tracking number that is no text',
      [...shipment, 'shipment_tracking_number'],
      1,
      `The value is expected to be a string. ${at('/shipment_tracking_number')}`,
    ],
    [
      'two tracking numbers',
      [...shipment, 'shipment_tracking_number'],
      '1Z12342452342,1Z12342452343',
      `Only one tracking number is allowed for a shipment. ${at('/shipment_tracking_number')}`,
    ],
    ...['response_shipment_date', 'expected_delivery_date', 'carrier_pick_up_date'].map(
      (name): [string, readonly (string | number)[], unknown, string] => [
        `${name} no date`,
        [...shipment, name],
        '2014-06-11',
        `${name} is not a valid date. ${at(`/${name}`)}`,
      ],
    ),
    ['no SKU', [...item, 'merchant_sku'], undefined, `Required property is missing. ${itemAt('merchant_sku')}`],
    [
      'a quantity as a text',
      [...item, 'response_shipment_sku_quantity'],
      '1',
      `The value is expected to be an integer. ${itemAt('response_shipment_sku_quantity')}`,
    ],
    [
      'a negative quantity',
      [...item, 'response_shipment_sku_quantity'],
      -1,
      `The value is expected to be at least 0. ${itemAt('response_shipment_sku_quantity')}`,
    ],
    [
      'half a unit cancelled',
      [...item, 'response_shipment_cancel_qty'],
      0.5,
      `The value is expected to be an integer. ${itemAt('response_shipment_cancel_qty')}`,
    ],
    [
      'days that are no integer',
      [...item, 'days_to_return'],
      '30',
      `The value is expected to be an integer. ${itemAt('days_to_return')}`,
    ],
    ...['address1', 'city', 'state', 'zip_code'].flatMap(
      (name): [string, readonly (string | number)[], unknown, string][] => [
        [
          `a return location without ${name}`,
          [...location, name],
          undefined,
          `Required property is missing. ${itemAt(`return_location/${name}`)}`,
        ],
        [
          `a return location with a blank ${name}`,
          [...location, name],
          ' ',
          `A placeholder is not allowed in the return location. ${itemAt(`return_location/${name}`)}`,
        ],
        [
          `a return location with ${name} N/A`,
          [...location, name],
          'N/A',
          `A placeholder is not allowed in the return location. ${itemAt(`return_location/${name}`)}`,
        ],
      ],
    ),
    [
      'the placeholder zip code',
      [...location, 'zip_code'],
      '00000',
      `A placeholder is not allowed in the return location. ${itemAt('return_location/zip_code')}`,
    ],
    [
      'the placeholder of nine digits',
      [...location, 'zip_code'],
      '00000-0000',
      `A placeholder is not allowed in the return location. ${itemAt('return_location/zip_code')}`,
    ],
    [
      "Jet's own address",
      location,
      { address1: '221 River St., 8th Floor', city: 'Hoboken', state: 'NJ', zip_code: '07030' },
      `The return location cannot be Jet's own address. ${itemAt('return_location')}`,
    ],
    [
      'Jet by name',
      [...location, 'address1'],
      'Jet HQ',
      `The return location cannot be Jet's own address. ${itemAt('return_location')}`,
    ],
    [
      'a redirect without node',
      [...shipment, 'redirect_notification', 'redirect_node'],
      undefined,
      `Required property is missing. ${at('/redirect_notification/redirect_node')}`,
    ],
    [
      'a redirect neither true nor false',
      [...shipment, 'redirect_notification', 'is_redirect_for_zero_inventory'],
      'maybe',
      `Invalid value, should be one of [true,false]. ${at('/redirect_notification/is_redirect_for_zero_inventory')}`,
    ],
    [
      'a redirect flag that is a number',
      [...shipment, 'redirect_notification', 'is_redirect_for_zero_inventory'],
      1,
      `The value is expected to be a boolean or a string. ${at('/redirect_notification/is_redirect_for_zero_inventory')}`,
    ],
  ])('with %s is refused', (_, path, to, text) => {
    expect(errorsOf(changed(message, path, to))).toEqual([text]);
  });

  test('that ships no unit may not have a tracking number', () => {
    expect(errorsOf(changed(cancelOnly, ['shipments', 0, 'shipment_tracking_number'], '1Z12342452342'))).toEqual([
      `A tracking number requires at least one shipped unit. ${at('/shipment_tracking_number')}`,
    ]);
    expect(errorsOf(changed(cancelOnly, ['shipments', 0, 'shipment_tracking_number'], ''))).toEqual([]);
  });

  test('needs each of the two quantities while the other is 0 or left out', () => {
    expect(errorsOf(withItem({}))).toEqual([
      `Required property is missing. ${itemAt('response_shipment_sku_quantity')}`,
    ]);
    expect(errorsOf(withItem({ response_shipment_cancel_qty: 0 }))).toEqual([
      `Required property is missing. ${itemAt('response_shipment_sku_quantity')}`,
    ]);
    expect(errorsOf(withItem({ response_shipment_sku_quantity: 0 }))).toEqual([
      `Required property is missing. ${itemAt('response_shipment_cancel_qty')}`,
    ]);
    expect(errorsOf(withItem({ response_shipment_sku_quantity: 1 }))).toEqual([]);
    expect(errorsOf(withItem({ response_shipment_cancel_qty: 1 }))).toEqual([]);
    expect(errorsOf(withItem({ response_shipment_sku_quantity: 0, response_shipment_cancel_qty: 0 }))).toEqual([]);
    expect(errorsOf(withItem({ response_shipment_sku_quantity: 1, response_shipment_cancel_qty: 1 }))).toEqual([]);
  });

  test('takes "" for what the sender has nothing to say about', () => {
    const blanks = {
      carrier: '',
      response_shipment_method: '',
      shipment_tracking_number: '',
      response_shipment_date: '',
    };
    expect(errorsOf(changed(cancelOnly, ['shipments', 0], { ...cancelOnly.shipments[0], ...blanks }))).toEqual([]);
  });

  test.each([true, false, 'true', 'False'])('takes %j for a redirect because of zero inventory', (flag) => {
    expect(
      errorsOf(changed(message, [...shipment, 'redirect_notification', 'is_redirect_for_zero_inventory'], flag)),
    ).toEqual([]);
  });

  test('names the place of an error in a later shipment and item', () => {
    const shipped = { merchant_sku: 'a', response_shipment_sku_quantity: 1 };
    const later = { carrier: 'UPS', shipment_items: [shipped, { merchant_sku: 'b' }] };
    expect(errorsOf({ shipments: [...cancelOnly.shipments, later] })).toEqual([
      'Required property is missing. Path: /shipments[1]/shipment_items[1]/response_shipment_sku_quantity',
    ]);
  });

  test('may not use one alt_shipment_id for two shipments', () => {
    const [one] = cancelOnly.shipments;
    expect(errorsOf({ shipments: [one, one, one] })).toEqual(['alt_shipment_id is used for another shipment: "1"']);
    expect(errorsOf({ shipments: [one, { ...one, alt_shipment_id: '' }, { ...one, alt_shipment_id: '' }] })).toEqual(
      [],
    );
  });

  test('counts its shipped units over all items', () => {
    const shipped = { merchant_sku: 'a', response_shipment_sku_quantity: 2 };
    expect(shippedUnits({ shipment_items: [shipped, { merchant_sku: 'b' }, shipped] })).toBe(4);
  });
});

describe('tracking numbers', () => {
  test.each([
    '1Z12342452342,1Z12342452343',
    'TRK1, TRK2',
    'TRK1;TRK2',
    'TRK1|TRK2',
    '1Z999AA10123456784\n1Z999AA10123456785',
    '1Z999AA10123456784 1Z999AA10123456785',
    '1Z999AA10123456784/1Z999AA10123456785',
    '1Z999AA10123456784 and 1Z999AA10123456785',
    '1Z999AA101234567841Z999AA10123456785',
  ])('%j is more than one', (text) => {
    expect(isConcatenated(text)).toBe(true);
  });

  test.each([
    '1Z12342452342',
    '1Z999AA10123456784',
    '9400 1000 0000 0000 0000 00',
    ' 9400100000000000000000 ',
    '9400100000000000000000,',
    'GM-2951173225174494',
    'PRO 123-456789',
    'A/B 12',
  ])('%j is one', (text) => {
    expect(isConcatenated(text)).toBe(false);
  });
});
