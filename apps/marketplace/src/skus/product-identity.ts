/** Owns what names a product: its codes in one form, and whether several of them can stand for the same one. */
import type { ProductCodeType } from '@jetway/jet-api';

export interface ProductCode {
  readonly standard_product_code: string;
  readonly standard_product_code_type: ProductCodeType;
}

/** An ASIN names a pack as it is sold, a GTIN-13 one article, a GTIN-14 often a case of it. */
export type IdentifierKind = 'ASIN' | 'GTIN-13' | 'GTIN-14';

export interface ProductIdentifier {
  readonly kind: IdentifierKind;
  readonly code: string;
}

/**
 * A code in the form in which it is compared: UPC, EAN and ISBN are all written as the GTIN-13 that they stand for. A
 * GTIN-14 stands apart.
 */
export function identifierOf({
  standard_product_code: code,
  standard_product_code_type: type,
}: ProductCode): ProductIdentifier {
  if (type === 'GTIN-14') return { kind: 'GTIN-14', code };
  return { kind: 'GTIN-13', code: type === 'ISBN-10' ? isbn13Of(code) : code.padStart(13, '0') };
}

/**
 * Whether codes contradict each other: two of one type differ, or an UPC, EAN or ISBN names another article than the
 * next. A GTIN-14 may name a case of the article and is compared with its own kind alone.
 */
export function hasContradictoryCodes(codes: readonly ProductCode[]): boolean {
  const named = new Map<IdentifierKind, string>();
  for (const { kind, code } of codes.map(identifierOf)) {
    if ((named.get(kind) ?? code) !== code) return true;
    named.set(kind, code);
  }
  return false;
}

/** The ISBN-13 of an ISBN-10: prefix 978, and a check digit of its own. */
export function isbn13Of(isbn10: string): string {
  const digits = `978${isbn10.slice(0, 9)}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** What names the product of an upload, each kind once. The codes must not contradict each other. */
export function identifiersOf(upload: {
  readonly ASIN?: string;
  readonly standard_product_codes?: readonly ProductCode[];
}): readonly ProductIdentifier[] {
  const identifiers = new Map<IdentifierKind, ProductIdentifier>();
  if (upload.ASIN !== undefined) identifiers.set('ASIN', { kind: 'ASIN', code: upload.ASIN.toUpperCase() });
  for (const code of upload.standard_product_codes ?? []) {
    const identifier = identifierOf(code);
    identifiers.set(identifier.kind, identifier);
  }
  return [...identifiers.values()];
}
