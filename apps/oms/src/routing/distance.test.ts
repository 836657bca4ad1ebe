import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { milesBetween } from './distance.ts';
import { zipAreasModule } from './zip-data.ts';

test('the table is what the generator makes of the gazetteer', async () => {
  expect(await readFile(new URL('zip-areas.ts', import.meta.url), 'utf8')).toBe(zipAreasModule());
});

test('known distances are met within what an area is wide', () => {
  const pairs: readonly (readonly [string, string, number])[] = [
    ['10001', '90001', 2_445],
    ['07030', '89501', 2_410],
    ['60601', '60611', 0],
    ['33101', '98101', 2_730],
    ['96801', '94102', 2_395],
  ];
  for (const [from, to, miles] of pairs) expect(Math.abs((milesBetween(from, to) ?? 0) - miles)).toBeLessThan(60);
});

test('the way back is as long, nowhere is negative, and a zip code with four more digits lies where it lies', () => {
  const zip = fc.integer({ min: 501, max: 99_950 }).map((number) => String(number).padStart(5, '0'));
  fc.assert(
    fc.property(zip, zip, (from, to) => {
      const there = milesBetween(from, to);
      expect(milesBetween(to, from)).toBe(there);
      expect(milesBetween(`${from}-1234`, to)).toBe(there);
      if (there !== undefined) expect(there).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('what is no zip code of the gazetteer is at no distance', () => {
  for (const text of [null, '', 'SW1A 1AA', '1000', '09012']) expect(milesBetween(text, '10001')).toBeUndefined();
});
