import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  draftField,
  isDraftField,
  methodAtFirst,
  methodsFor,
  nextParcel,
  nothingReturned,
  type ParcelDraft,
  parcelBodies,
  parcelErrors,
  unpacked,
} from './parcels.ts';

const lines = [
  { id: 'l1', openQuantity: 3, title: 'Kettle' },
  { id: 'l2', openQuantity: 1, title: 'Cup' },
  { id: 'l3', openQuantity: 0, title: 'Spoon' },
];

const options = {
  carriers: ['FedEx', 'UPS', 'Other'],
  methods: ['fedex_ground', 'fedex_2day', 'ups_ground', 'other'],
  methodsByCarrier: { FedEx: ['fedex_ground', 'fedex_2day'], UPS: ['ups_ground'] },
};

const nothingAsked = { carrier: null, method: null };

const aParcel = (over: Partial<ParcelDraft> = {}): ParcelDraft => ({
  key: 'p',
  carrier: 'FedEx',
  method: 'fedex_ground',
  trackingNumber: '794612345678',
  quantities: { l1: 3, l2: 1 },
  cancels: {},
  expectedDay: '',
  returns: nothingReturned,
  ...over,
});

describe('a new parcel', () => {
  test('holds every open unit, with what the buyer asked for, however it is written', () => {
    expect(nextParcel('p', [], lines, options, { carrier: 'FEDEX', method: 'FedEx Ground' })).toEqual({
      key: 'p',
      carrier: 'FedEx',
      method: 'fedex_ground',
      trackingNumber: '',
      quantities: { l1: 3, l2: 1 },
      cancels: {},
      expectedDay: '',
      returns: nothingReturned,
    });
  });

  test('after another one holds what is left, by the same carrier', () => {
    const first = aParcel({ quantities: { l1: 2 } });
    expect(nextParcel('q', [first], lines, options, nothingAsked)).toMatchObject({
      carrier: 'FedEx',
      method: 'fedex_ground',
      quantities: { l1: 1, l2: 1 },
    });
  });

  test('a carrier with one method needs no choosing', () => {
    expect(methodAtFirst(options, 'UPS', nothingAsked)).toBe('ups_ground');
    expect(methodAtFirst(options, 'FedEx', nothingAsked)).toBeNull();
  });
});

test('methods of the carrier come first, and every other one can still be chosen', () => {
  expect(methodsFor(options, 'UPS')).toEqual({ own: ['ups_ground'], other: ['fedex_ground', 'fedex_2day', 'other'] });
  expect(methodsFor(options, 'Other').other).toEqual(options.methods);
});

describe('checking before sending', () => {
  test('a whole parcel can be sent', () => {
    expect(parcelErrors([aParcel()], lines)).toEqual({});
  });

  test('each thing missing is told at its field', () => {
    const blank = aParcel({ carrier: null, method: null, trackingNumber: ' ', quantities: { l1: 1 } });
    const empty = aParcel({ quantities: { l1: 0 } });
    const half = aParcel({ quantities: { l2: 1 }, returns: { ...nothingReturned, city: 'Reno', daysToReturn: 'x' } });
    expect(Object.keys(parcelErrors([aParcel({ quantities: { l1: 1 } }), blank, empty, half], lines))).toEqual([
      'parcels.1.carrier',
      'parcels.1.method',
      'parcels.1.trackingNumber',
      'parcels.2.items',
      'parcels.3.returns.daysToReturn',
      'parcels.3.returns.address1',
    ]);
  });

  test('a parcel that only cancels needs no carrier and takes no number', () => {
    const only = { carrier: null, method: null, quantities: {}, cancels: { l1: 2 } };
    expect(parcelErrors([aParcel({ ...only, trackingNumber: '' })], lines)).toEqual({});
    expect(parcelErrors([aParcel(only)], lines)).toHaveProperty('parcels.0.trackingNumber');
  });

  test('two tracking numbers in one field are refused', () => {
    for (const trackingNumber of ['1Z1, 1Z2', '1Z1;1Z2', '1Z1 1Z2', '1Z1/1Z2'])
      expect(parcelErrors([aParcel({ trackingNumber })], lines)).toHaveProperty('parcels.0.trackingNumber');
  });

  test('parcels that pass never hold more units of a line than are open', () => {
    const quantity = fc.integer({ min: 0, max: 4 });
    const units = fc.record({ l1: quantity, l2: quantity });
    const parcel = fc
      .record({ quantities: units, cancels: units })
      .map((packed) =>
        aParcel({ ...packed, ...(packed.quantities.l1 + packed.quantities.l2 === 0 && { trackingNumber: '' }) }),
      );
    fc.assert(
      fc.property(fc.array(parcel, { minLength: 1, maxLength: 4 }), (parcels) => {
        if (Object.keys(parcelErrors(parcels, lines)).length > 0) return;
        for (const line of lines) {
          const items = parcelBodies(parcels).flatMap(({ items }) => items.filter(({ lineId }) => lineId === line.id));
          const spoken = items.reduce((sum, item) => sum + (item.quantity ?? 0) + (item.cancelQuantity ?? 0), 0);
          expect(spoken).toBeLessThanOrEqual(line.openQuantity);
        }
      }),
    );
  });

  test('too many units are told at the parcel that has one too many', () => {
    const errors = parcelErrors([aParcel(), aParcel({ quantities: { l2: 1 } })], lines);
    expect(errors).toEqual({ 'parcels.1.quantities.l2': '2 packed, only 1 open' });
  });
});

test('what is sent names only lines with units, and a trimmed tracking number', () => {
  expect(parcelBodies([aParcel({ trackingNumber: ' 7946 '.trim(), quantities: { l1: 0, l2: 1 } })])).toEqual([
    { carrier: 'FedEx', method: 'fedex_ground', trackingNumber: '7946', items: [{ lineId: 'l2', quantity: 1 }] },
  ]);
});

test('cancelled units go along, and what is said of returns with every line that leaves', () => {
  const returns = {
    rmaNumber: ' R7 ',
    daysToReturn: '30',
    address1: '1 Dock',
    city: 'Reno',
    state: 'NV',
    zipCode: '89501',
  };
  const parcel = aParcel({ quantities: { l1: 1 }, cancels: { l1: 1, l2: 1 }, returns });
  const { rmaNumber: _, daysToReturn: __, ...returnLocation } = returns;
  expect(parcelBodies([parcel])[0]?.items).toEqual([
    { lineId: 'l1', quantity: 1, cancelQuantity: 1, rmaNumber: 'R7', daysToReturn: 30, returnLocation },
    { lineId: 'l2', quantity: 0, cancelQuantity: 1 },
  ]);
  expect(parcelBodies([aParcel({ quantities: {}, cancels: { l2: 1 } })])).toEqual([
    { items: [{ lineId: 'l2', quantity: 0, cancelQuantity: 1 }] },
  ]);
});

test('what is left counts every parcel and never falls below nothing', () => {
  expect(unpacked([aParcel({ quantities: { l1: 5 } })], lines)).toEqual({ l2: 1 });
});

test('a place the server names is found on screen, past lines that were not packed', () => {
  const parcels = [aParcel({ quantities: { l1: 0, l2: 1 } })];
  expect(draftField('parcels.0.items.0.quantity', parcels)).toBe('parcels.0.quantities.l2');
  expect(draftField('parcels.0.trackingNumber', parcels)).toBe('parcels.0.trackingNumber');
  expect(isDraftField('parcels.0.quantities.l2')).toBe(true);
  expect(isDraftField('parcels')).toBe(false);
});
