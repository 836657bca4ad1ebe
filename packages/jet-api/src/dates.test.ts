import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatWireDate, isWireDateOrDay, parseWireDate } from './dates.ts';

const forms = ['wholeSecondsZ', 'sevenDigitsOffset', 'sevenDigitsZ'] as const;
const instants = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) });

describe('writing dates', () => {
  const instant = Date.UTC(2015, 11, 16, 4, 54, 55, 83);
  test.each([
    ['wholeSecondsZ', '2015-12-16T04:54:55Z'],
    ['sevenDigitsOffset', '2015-12-16T04:54:55.0830000+00:00'],
    ['sevenDigitsZ', '2015-12-16T04:54:55.0830000Z'],
  ] as const)('%s is written as %s', (form, text) => {
    expect(formatWireDate(form, instant)).toBe(text);
  });

  test('an instant outside four-digit years is a bug', () => {
    expect(() => formatWireDate('sevenDigitsZ', Date.UTC(10_000, 0, 1))).toThrow(RangeError);
    expect(() => formatWireDate('sevenDigitsZ', Number.NaN)).toThrow(RangeError);
  });

  test('what is written is read as the same instant, to the second in the form of whole seconds', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...forms), (ms, form) => {
        const expected = form === 'wholeSecondsZ' ? Math.floor(ms / 1000) * 1000 : ms;
        return parseWireDate(formatWireDate(form, ms)) === expected;
      }),
    );
  });
});

describe('reading dates', () => {
  test.each([
    ['2014-06-11T18:00:00.0000000-04:00', Date.UTC(2014, 5, 11, 22)],
    ['2009-06-15T13:45:30.0000000-07:00', Date.UTC(2009, 5, 15, 20, 45, 30)],
    ['2015-09-10T18:07:20.0830684+00:00', Date.UTC(2015, 8, 10, 18, 7, 20, 83)],
    ['2014-07-24T17:00:00.0000000Z', Date.UTC(2014, 6, 24, 17)],
    ['2015-12-16T04:54:55Z', Date.UTC(2015, 11, 16, 4, 54, 55)],
    ['2016-02-29T23:59:59.9+05:30', Date.UTC(2016, 1, 29, 18, 29, 59, 900)],
    ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29)],
    ['0099-01-01T00:00:00Z', Date.parse('0099-01-01T00:00:00Z')],
  ])('%s is read', (text, instant) => {
    expect(parseWireDate(text)).toBe(instant);
  });

  test.each([
    '',
    '2014-06-11',
    '2014-06-11T18:00:00',
    '2014-06-11 18:00:00Z',
    '2014-07-26T:04:00.0000000Z',
    '2014-06-11T18:00:00.00000000Z',
    '2014-06-11T18:00:00.Z',
    '2015-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2014-13-01T00:00:00Z',
    '2014-00-01T00:00:00Z',
    '2014-04-31T00:00:00Z',
    '2014-04-00T00:00:00Z',
    '2014-06-11T24:00:00Z',
    '2014-06-11T23:60:00Z',
    '2014-06-11T23:59:60Z',
    '2014-06-11T18:00:00+24:00',
    '2014-06-11T18:00:00+04:60',
    '2014-06-11T18:00:00Z\n',
    '06/11/2014',
    'tomorrow',
  ])('%j is no date', (text) => {
    expect(parseWireDate(text)).toBeUndefined();
  });

  test('an offset moves the instant by exactly its minutes, whatever the digits of the second', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -14 * 60, max: 14 * 60 }), fc.nat(9999), (ms, minutes, below) => {
        const local = new Date(ms + minutes * 60_000);
        fc.pre(local.getUTCFullYear() >= 1970 && local.getUTCFullYear() <= 9999);
        const size = Math.abs(minutes);
        const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        const text = `${local.toISOString().slice(0, -1)}${String(below).padStart(4, '0')}${offset}`;
        return parseWireDate(text) === ms;
      }),
    );
  });

  test('agrees with the platform on every day of the calendar and on the days that are none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.nat(13), fc.nat(32), (year, month, day) => {
        const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T00:00:00Z`;
        const platform = new Date(Date.parse(text));
        const exists = !Number.isNaN(platform.getTime()) && platform.toISOString().slice(0, 10) === text.slice(0, 10);
        return parseWireDate(text) === (exists ? platform.getTime() : undefined);
      }),
      { numRuns: 2000 },
    );
  });

  test('a bare day is taken only where one is allowed', () => {
    expect(isWireDateOrDay('2016-02-29')).toBe(true);
    expect(isWireDateOrDay('2015-02-29')).toBe(false);
    expect(isWireDateOrDay('2016-02-29T10:00:00Z')).toBe(true);
  });
});

const two = (number: number): string => String(number).padStart(2, '0');
