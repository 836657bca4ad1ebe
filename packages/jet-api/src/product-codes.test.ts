import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isProductCode } from './product-codes.ts';
import { productCodeTypes } from './sku-enums.ts';

const valid = [
  ['UPC', '123456789012'],
  ['UPC', '036000291452'],
  ['EAN', '4006381333931'],
  ['ISBN-13', '9780306406157'],
  ['ISBN-10', '0306406152'],
  ['ISBN-10', '080442957X'],
  ['ISBN-10', '080442957x'],
  ['GTIN-14', '10036000291459'],
] as const;

describe('product codes', () => {
  test.each(valid)('%s %s is well-formed', (type, code) => {
    expect(isProductCode(type, code)).toBe(true);
  });

  test('a single wrong digit is always found', () => {
    fc.assert(
      fc.property(fc.constantFrom(...valid), fc.nat(), fc.integer({ min: 1, max: 9 }), ([type, code], place, step) => {
        const at = place % code.length;
        fc.pre(/\d/.test(code.charAt(at)));
        const digit = (Number(code.charAt(at)) + step) % 10;
        return !isProductCode(type, code.slice(0, at) + digit + code.slice(at + 1));
      }),
    );
  });

  test('a code of another length or with other characters is refused', () => {
    for (const [type, code] of valid)
      for (const wrong of [code.slice(1), `${code}0`, `0${code}`, ` ${code.slice(1)}`, `${code.slice(0, -1)}-`, ''])
        expect(isProductCode(type, wrong), `${type} ${wrong}`).toBe(false);
  });

  test('an X stands only at the end of an ISBN-10', () => {
    for (const type of productCodeTypes) expect(isProductCode(type, 'X80442957X'), type).toBe(false);
  });

  test('an ISBN-13 begins with 978 or 979', () => {
    expect(isProductCode('ISBN-13', '4006381333931')).toBe(false);
  });
});
