/** Owns the form of product codes: their lengths and check digits. */
import type { ProductCodeType } from './sku-enums.ts';

const GTIN_LENGTHS = { UPC: 12, EAN: 13, 'ISBN-13': 13, 'GTIN-14': 14 } as const;

/**
 * True when a code has the length of its type and a right check digit (page SKU Upload). An ISBN-10 may end in X. Whether
 * a product of that code exists is another question.
 */
export function isProductCode(type: ProductCodeType, code: string): boolean {
  if (type === 'ISBN-10') return /^\d{9}[\dXx]$/.test(code) && isbn10Sum(code) % 11 === 0;
  if (!/^\d+$/.test(code) || code.length !== GTIN_LENGTHS[type]) return false;
  if (type === 'ISBN-13' && !/^97[89]/.test(code)) return false;
  return gtinSum(code) % 10 === 0;
}

/** Digits weighted 1 and 3 in turn, the last by 1. */
const gtinSum = (code: string): number =>
  [...code].reverse().reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);

/** Digits weighted 10 down to 1; X stands for 10. */
const isbn10Sum = (code: string): number =>
  [...code.toUpperCase()].reduce((sum, digit, index) => sum + (digit === 'X' ? 10 : Number(digit)) * (10 - index), 0);
