import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Candidate, covering, isBeforeCutOff, shortSkus } from './routing.ts';

const aPlace = (locationId: string, more: Partial<Candidate> = {}): Candidate => ({
  locationId,
  name: locationId,
  isAsked: false,
  timeZone: 'UTC',
  cutOff: '14:00',
  zipCode: null,
  ...more,
});

const skuId = fc.constantFrom('s1', 's2', 's3');
const wants = fc.array(fc.record({ skuId, quantity: fc.integer({ min: 1, max: 5 }) }), { minLength: 1, maxLength: 5 });
const availability = fc.uniqueArray(
  fc.record({ skuId, locationId: fc.constantFrom('a', 'b', 'c'), available: fc.nat(12) }),
  { selector: (one) => `${one.skuId} ${one.locationId}` },
);
const places = ['a', 'b', 'c'].map((id) => aPlace(id));

test('a location covers an order when it has all units of every SKU, whatever lines they stand in; order is kept', () => {
  fc.assert(
    fc.property(wants, availability, (wanted, available) => {
      const has = (locationId: string): boolean =>
        ['s1', 's2', 's3'].every((id) => {
          const units = wanted.filter((one) => one.skuId === id).reduce((sum, one) => sum + one.quantity, 0);
          const there = available.find((one) => one.skuId === id && one.locationId === locationId)?.available ?? 0;
          return there >= units;
        });
      expect(covering(places, wanted, available)).toEqual(places.filter(({ locationId }) => has(locationId)));
    }),
  );
});

test('a SKU is short when no location has enough of it; with none short and none covering, it is the place that lacks', () => {
  fc.assert(
    fc.property(wants, availability, (wanted, available) => {
      const short = shortSkus(places, wanted, available);
      if (covering(places, wanted, available).length > 0) expect(short.size).toBe(0);
      for (const id of short) {
        const units = wanted.filter((one) => one.skuId === id).reduce((sum, one) => sum + one.quantity, 0);
        expect(available.filter((one) => one.skuId === id && one.available >= units)).toEqual([]);
      }
    }),
  );
  expect(shortSkus([], [{ skuId: 's1', quantity: 1 }], [])).toEqual(new Set(['s1']));
});

test('the cut-off counts in the time of the place, daylight saving included', () => {
  const newark = aPlace('a', { timeZone: 'America/New_York' });
  const winter = (time: string) => isBeforeCutOff(newark, Date.parse(`2026-01-15T${time}Z`));
  const summer = (time: string) => isBeforeCutOff(newark, Date.parse(`2026-07-15T${time}Z`));
  expect([winter('18:59:59'), winter('19:00:00')]).toEqual([true, false]);
  expect([summer('17:59:59'), summer('18:00:00')]).toEqual([true, false]);
  expect(isBeforeCutOff(newark, Date.parse('2026-01-15T05:10:00Z'))).toBe(true);
});
