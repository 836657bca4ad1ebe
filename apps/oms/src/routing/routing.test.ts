import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Candidate, covering, defaultRules, isBeforeCutOff, placeLines, ranked, shortSkus } from './routing.ts';

const aPlace = (locationId: string, more: Partial<Candidate> = {}): Candidate => ({
  locationId,
  name: locationId,
  isAsked: false,
  timeZone: 'UTC',
  cutOff: '14:00',
  zipCode: null,
  priority: 100,
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
      const short = shortSkus(places, wanted, available, { splits: false });
      if (covering(places, wanted, available).length > 0) expect(short.size).toBe(0);
      for (const id of short) {
        const units = wanted.filter((one) => one.skuId === id).reduce((sum, one) => sum + one.quantity, 0);
        expect(available.filter((one) => one.skuId === id && one.available >= units)).toEqual([]);
      }
    }),
  );
  expect(shortSkus([], [{ skuId: 's1', quantity: 1 }], [], { splits: false })).toEqual(new Set(['s1']));
});

test('the node that is asked for comes first, then what is preferred, then the other, then the oldest', () => {
  const [newark, reno, chicago, asked] = [
    aPlace('newark', { zipCode: '07102', priority: 300 }),
    aPlace('reno', { zipCode: '89501', priority: 200 }),
    aPlace('chicago', { zipCode: '60601', priority: 200 }),
    aPlace('asked', { isAsked: true, priority: 900 }),
  ];
  const order = (prefers: 'nearest' | 'priority', zipCode: string | null) =>
    ranked([newark, reno, chicago, asked], { prefers }, zipCode).map(({ locationId }) => locationId);
  expect(order('nearest', '10001')).toEqual(['asked', 'newark', 'chicago', 'reno']);
  expect(order('nearest', '90001-1234')).toEqual(['asked', 'reno', 'chicago', 'newark']);
  expect(order('priority', '10001')).toEqual(['asked', 'chicago', 'reno', 'newark']);
  expect(order('nearest', null)).toEqual(['asked', 'reno', 'chicago', 'newark']);
});

const lines = wants.map((all) => all.map((want, index) => ({ ...want, lineId: `l${index}` })));
const rules = fc.record({
  prefers: fc.constant('nearest' as const),
  splits: fc.boolean(),
  mostLocations: fc.integer({ min: 2, max: 3 }),
});

test('lines are placed exactly, never beyond what is available, at one location when one has all of it', () => {
  fc.assert(
    fc.property(lines, availability, rules, (wanted, available, by) => {
      const placed = placeLines(places, wanted, available, by);
      const [whole] = covering(places, wanted, available);
      if (placed === undefined) {
        expect(whole).toBeUndefined();
        // With three places and three allowed, nothing is left out that all together have.
        if (by.splits && by.mostLocations === 3)
          expect(shortSkus(places, wanted, available, by).size).toBeGreaterThan(0);
        return;
      }
      const used = new Set(placed.map(({ locationId }) => locationId));
      if (whole !== undefined) expect([...used]).toEqual([whole.locationId]);
      else expect(by.splits && used.size <= by.mostLocations).toBe(true);
      const sum = (of: readonly { readonly quantity: number }[]) => of.reduce((all, one) => all + one.quantity, 0);
      for (const { lineId, quantity } of wanted)
        expect(sum(placed.filter((one) => one.lineId === lineId))).toBe(quantity);
      for (const one of placed) {
        expect(one.quantity).toBeGreaterThan(0);
        const there = available.find(({ skuId, locationId }) => skuId === one.skuId && locationId === one.locationId);
        const taken = placed.filter(({ skuId, locationId }) => skuId === one.skuId && locationId === one.locationId);
        expect(sum(taken)).toBeLessThanOrEqual(there?.available ?? 0);
      }
    }),
  );
});

test('few locations are better than many, better ones come first, and a line stays whole where it can', () => {
  const stock = (locationId: string, units: Readonly<Record<string, number>>) =>
    Object.entries(units).map(([skuId, available]) => ({ skuId, locationId, available }));
  const available = [...stock('a', { s1: 1, s2: 1 }), ...stock('b', { s1: 2 }), ...stock('c', { s1: 1, s2: 2 })];
  const place = (wanted: Parameters<typeof placeLines>[1]) =>
    placeLines(places, wanted, available, { ...defaultRules, splits: true })?.map(
      ({ lineId, locationId, quantity }) => `${lineId} ${quantity} ${locationId}`,
    );
  const want = (lineId: string, skuId: string, quantity: number) => ({ lineId, skuId, quantity });
  expect(place([want('l1', 's1', 2), want('l2', 's2', 1)])).toEqual(['l1 2 b', 'l2 1 a']);
  expect(place([want('l1', 's1', 3)])).toEqual(['l1 1 a', 'l1 2 b']);
  expect(place([want('l1', 's1', 4)])).toBeUndefined();
});

test('the cut-off counts in the time of the place, daylight saving included', () => {
  const newark = aPlace('a', { timeZone: 'America/New_York' });
  const winter = (time: string) => isBeforeCutOff(newark, Date.parse(`2026-01-15T${time}Z`));
  const summer = (time: string) => isBeforeCutOff(newark, Date.parse(`2026-07-15T${time}Z`));
  expect([winter('18:59:59'), winter('19:00:00')]).toEqual([true, false]);
  expect([summer('17:59:59'), summer('18:00:00')]).toEqual([true, false]);
  expect(isBeforeCutOff(newark, Date.parse('2026-01-15T05:10:00Z'))).toBe(true);
});
