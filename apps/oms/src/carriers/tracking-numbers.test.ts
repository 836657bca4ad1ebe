import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTracking } from './tracking-numbers.ts';
import { type NumberFamily, trackingPatterns } from './tracking-patterns.ts';

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));

/** The number with the one last digit (or the one at this place) that makes it sound. */
const made = (serial: string, place = serial.length): string[] =>
  Array.from({ length: 10 }, (_, digit) => `${serial.slice(0, place)}${digit}${serial.slice(place)}`).filter((number) =>
    trackingPatterns.some(({ form, isSound }) => form.test(number) && isSound?.(number) === true),
  );

const forms: readonly [string, string, NumberFamily, fc.Arbitrary<string>, number?][] = [
  ['1Z', 'UPS', 'UPS', fc.stringMatching(/^1Z[0-9A-Z]{15}$/)],
  ['12 digits', 'FedEx', 'FedEx', digits(11)],
  ['15 digits', 'FedEx', 'FedEx', digits(14)],
  ['96 and 20 digits', 'FedEx', 'FedEx', digits(19).map((rest) => `96${rest}`)],
  ['61 and 18 digits', 'FedEx SmartPost', 'FedEx', digits(17).map((rest) => `61${rest}`)],
  ['20 digits', 'USPS', 'USPS', digits(18).map((rest) => `7${rest}`)],
  ['22 digits', 'USPS', 'USPS', digits(19).map((rest) => `94${rest}`)],
  ['22 digits behind a zip code', 'USPS', 'USPS', digits(19).map((rest) => `4200703094${rest}`)],
  ['international', 'USPS', 'USPS', digits(8).map((rest) => `RB${rest}US`), 10],
  ['10 digits', 'DHL', 'DHL', digits(9)],
  ['C and 14 digits', 'OnTrac', 'OnTrac', digits(13).map((rest) => `C${rest}`)],
];

describe('check digits', () => {
  test.each(forms)(
    '%s of %s: one digit is right and every other one is told',
    (_name, carrier, family, serials, place) => {
      fc.assert(
        fc.property(serials, fc.nat(9), (serial, digit) => {
          const [right = '', ...others] = made(serial, place);
          expect(others).toEqual([]);
          expect(readTracking(right, carrier)).toMatchObject({
            looksLike: expect.arrayContaining([family]),
            warning: undefined,
          });
          const at = place ?? serial.length;
          const typed = `${right.slice(0, at)}${digit}${right.slice(at + 1)}`;
          if (typed !== right) expect(readTracking(typed, carrier).warning).toBeDefined();
        }),
        { numRuns: 60 },
      );
    },
  );

  test.each<[string, NumberFamily]>([
    ['1Z5R89390357567127', 'UPS'],
    ['1Z 999 AA1 0123 4567 84', 'UPS'],
    ['986578788855', 'FedEx'],
    ['041441760228964', 'FedEx'],
    ['9611020987654312345672', 'FedEx'],
    ['61299998820821171811', 'FedEx'],
    ['9261292700768711948021', 'FedEx'],
    ['9400 1112 0255 5842 3326 69', 'USPS'],
    ['0307 1790 0005 2348 3741', 'USPS'],
    ['LK473124829US', 'USPS'],
    ['3318810025', 'DHL'],
    ['GM2951173225174494', 'DHL'],
    ['C11031500001879', 'OnTrac'],
    ['D10011354453707', 'OnTrac'],
    ['TBA502887274000', 'Amazon'],
    ['1LS717793482164', 'LaserShip'],
  ])('%s is a number of %s', (number, family) => {
    expect(readTracking(number, null).looksLike[0]).toBe(family);
  });

  test('no text is too odd to be read, and nothing is said where nothing is known', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.string()), (number, carrier) => {
        expect(readTracking(number, null).warning).toBeUndefined();
        readTracking(number, carrier);
      }),
    );
    expect(readTracking('whatever', 'Pilot').warning).toBeUndefined();
    expect(readTracking('  ', 'UPS').warning).toBeUndefined();
  });
});

test('a warning says what is odd', () => {
  expect(readTracking('986578788855', 'UPS').warning).toEqual({
    code: 'other_carrier',
    text: 'This looks like a number of FedEx, and the carrier is UPS.',
  });
  expect(readTracking('1Z5R89390357567120', 'UPS').warning).toMatchObject({ code: 'check_digit' });
  expect(readTracking('hello', 'fed-ex').warning).toMatchObject({ code: 'unusual_form' });
  expect(readTracking('9400111202555842332669', 'UPS SurePost').warning).toBeUndefined();
});
