/** Owns what the demo knows of a product, and the valid codes that products of the demo carry. */
import type { PictureName } from './pictures/index.ts';

export interface DemoProduct {
  readonly sku: string;
  readonly title: string;
  readonly brand: string;
  /** A leaf of the demo's taxonomy. */
  readonly browseNodeId: number;
  readonly description: string;
  readonly bullets: readonly string[];
  readonly price: number;
  readonly weightPounds: number;
  /** Length, width and height of the package. */
  readonly inches: readonly [number, number, number];
  readonly stock: number;
  readonly picture: { readonly name: PictureName; readonly colors: readonly [string, string] };
}

/** Digit that makes the sum of digits, weighted 3 and 1 in turn from the right, a multiple of 10. */
export function checkDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/**
 * The code of the demo's nth product: an UPC for even numbers, an EAN for odd ones. They begin with the prefixes that are
 * free for use within a company (UPC 4, EAN 20), so they are nobody's.
 */
export function productCode(index: number): {
  readonly standard_product_code: string;
  readonly standard_product_code_type: 'UPC' | 'EAN';
} {
  const isUpc = index % 2 === 0;
  const digits = `${isUpc ? '4' : '20'}${String(7_041_100 + index * 37).padStart(10, '0')}`;
  return {
    standard_product_code: `${digits}${checkDigit(digits)}`,
    standard_product_code_type: isUpc ? 'UPC' : 'EAN',
  };
}
