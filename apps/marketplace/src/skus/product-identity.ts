/** Owns what product codes say about the product: whether several of them can stand for the same one. */
import type { ProductCodeType } from '@jetway/jet-api';

export interface ProductCode {
  readonly standard_product_code: string;
  readonly standard_product_code_type: ProductCodeType;
}

/**
 * Whether codes contradict each other: two of one type differ, or an UPC, EAN or ISBN names another article than the
 * next. A GTIN-14 may name a case of the article and is compared with its own kind alone.
 */
export function hasContradictoryCodes(codes: readonly ProductCode[]): boolean {
  const articles = new Set<string>();
  const cases = new Set<string>();
  for (const { standard_product_code: code, standard_product_code_type: type } of codes) {
    if (type === 'GTIN-14') cases.add(code);
    else articles.add(type === 'ISBN-10' ? isbn13Of(code) : code.padStart(13, '0'));
  }
  return articles.size > 1 || cases.size > 1;
}

/** The ISBN-13 of an ISBN-10: prefix 978, and a check digit of its own. */
export function isbn13Of(isbn10: string): string {
  const digits = `978${isbn10.slice(0, 9)}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
