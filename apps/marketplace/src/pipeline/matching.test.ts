/** Owns the guarantees of matching SKUs to products. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identifiersOf, type SkuContent } from '../skus/index.ts';
import { type Catalogue, type MatchedSku, matchProduct, skuKey } from './matching.ts';

const upc = (code: string) => ({ standard_product_code: code, standard_product_code_type: 'UPC' as const });
const codeOf = (
  standard_product_code_type: 'EAN' | 'ISBN-10' | 'ISBN-13' | 'GTIN-14',
  standard_product_code: string,
) => ({
  standard_product_code,
  standard_product_code_type,
});

/** A catalogue at which SKUs are matched one after the other; answers a product's id or the finding. */
function aCatalogue() {
  const catalogue: Catalogue = { products: new Map(), byIdentifier: new Map() };
  const matched = new Map<string, string | null>();
  let made = 0;
  const match = (sku: string, chosen: Partial<SkuContent>): string => {
    const content: SkuContent = { product_title: 'A title', multipack_quantity: 1, ...chosen };
    const key = { accountId: 'a', sku };
    const before: MatchedSku = { ...key, content, productId: matched.get(skuKey(key)) ?? null };
    const found = matchProduct(catalogue, before, () => {
      made += 1;
      return `product ${made}`;
    });
    matched.set(skuKey(key), found.product?.id ?? null);
    return found.product === undefined ? found.finding : found.product.id;
  };
  return { match, catalogue };
}

describe('a SKU is matched to the product', () => {
  test('that one of its identifiers names, and brings its others along', () => {
    const { match } = aCatalogue();
    expect(match('1', { ASIN: 'B00AAAAAAA' })).toBe('product 1');
    expect(match('2', { ASIN: 'b00aaaaaaa', standard_product_codes: [upc('036000291452')] })).toBe('product 1');
    expect(match('3', { standard_product_codes: [upc('036000291452')] })).toBe('product 1');
    expect(match('4', { standard_product_codes: [upc('123456789012')] })).toBe('product 2');
  });

  test('whichever way its code is written: UPC as EAN, ISBN-10 as ISBN-13', () => {
    const { match } = aCatalogue();
    expect(match('1', { standard_product_codes: [upc('036000291452')] })).toBe('product 1');
    expect(match('2', { standard_product_codes: [codeOf('EAN', '0036000291452')] })).toBe('product 1');
    expect(match('3', { standard_product_codes: [codeOf('ISBN-10', '080442957X')] })).toBe('product 2');
    expect(match('4', { standard_product_codes: [codeOf('ISBN-13', '9780804429573')] })).toBe('product 2');
  });

  test('that has its GTIN-14 as a GTIN-14: it is no other way to write the article’s code', () => {
    const { match } = aCatalogue();
    expect(match('1', { standard_product_codes: [upc('036000291452')] })).toBe('product 1');
    expect(match('2', { standard_product_codes: [codeOf('GTIN-14', '00036000291452')] })).toBe('product 2');
    expect(match('3', { standard_product_codes: [codeOf('GTIN-14', '00036000291452')] })).toBe('product 2');
  });

  test('in its own pack: six of an article are another product than one', () => {
    const { match } = aCatalogue();
    const codes = { standard_product_codes: [upc('036000291452')] };
    expect(match('1', codes)).toBe('product 1');
    expect(match('2', { ...codes, multipack_quantity: 6 })).toBe('product 2');
    expect(match('3', { ...codes, multipack_quantity: 6 })).toBe('product 2');
  });

  test('and stays with it when it is matched again', () => {
    const { match } = aCatalogue();
    for (let time = 0; time < 3; time += 1) expect(match('1', { ASIN: 'B00AAAAAAA' })).toBe('product 1');
  });
});

describe('it cannot be told', () => {
  test('without ASIN or code: an additional id is needed', () => {
    const { match } = aCatalogue();
    expect(match('1', { brand: 'B', mfr_part_number: 'P-1' })).toBe('Additional SKU ID needed');
  });

  test('when identifiers contradict each other, or name products that others offer', () => {
    const { match } = aCatalogue();
    const two = [upc('036000291452'), upc('123456789012')];
    expect(match('0', { standard_product_codes: two })).toBe('Invalid SKU identifier');
    match('1', { ASIN: 'B00AAAAAAA' });
    match('2', { standard_product_codes: [upc('036000291452')] });
    const both = { ASIN: 'B00AAAAAAA', standard_product_codes: [upc('036000291452')] };
    expect(match('3', both)).toBe('Invalid SKU identifier');
    match('4', { ASIN: 'B00BBBBBBB', standard_product_codes: [upc('123456789012')] });
    const other = { ASIN: 'B00CCCCCCC', standard_product_codes: [upc('123456789012')] };
    expect(match('5', other)).toBe('Invalid SKU identifier');
  });

  test('when others offer the ASIN in another pack: the multipack quantity may be wrong', () => {
    const { match } = aCatalogue();
    match('1', { ASIN: 'B00AAAAAAA', multipack_quantity: 6 });
    expect(match('2', { ASIN: 'B00AAAAAAA' })).toBe('Incorrect multipack quantity');
  });
});

describe('a merchant who corrects the only SKU of a product corrects the product', () => {
  test('in its codes', () => {
    const { match, catalogue } = aCatalogue();
    match('1', { ASIN: 'B00AAAAAAA', standard_product_codes: [upc('036000291452')] });
    expect(match('1', { ASIN: 'B00AAAAAAA', standard_product_codes: [upc('123456789012')] })).toBe('product 1');
    expect(match('2', { standard_product_codes: [upc('036000291452')] })).toBe('product 2');
    expect(match('3', { standard_product_codes: [upc('123456789012')] })).toBe('product 1');
    expect([...(catalogue.products.get('product 1')?.identifiers ?? [])]).toEqual([
      ['ASIN', 'B00AAAAAAA'],
      ['GTIN-13', '0123456789012'],
    ]);
  });

  test('and in its pack, where it then is another product', () => {
    const { match } = aCatalogue();
    match('1', { ASIN: 'B00AAAAAAA' });
    expect(match('1', { ASIN: 'B00AAAAAAA', multipack_quantity: 6 })).toBe('product 2');
    expect(match('2', { ASIN: 'B00AAAAAAA' })).toBe('Incorrect multipack quantity');
  });
});

test('whatever is matched in whatever order, an identifier in a pack names one product, and that product knows it', () => {
  const contents = fc.record(
    {
      multipack_quantity: fc.constantFrom(1, 6),
      ASIN: fc.constantFrom('B00AAAAAAA', 'B00BBBBBBB'),
      standard_product_codes: fc.subarray([
        upc('036000291452'),
        upc('123456789012'),
        codeOf('GTIN-14', '10036000291459'),
      ]),
    },
    { requiredKeys: ['multipack_quantity'] },
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('1', '2', '3'), contents)), (uploads) => {
      const { match, catalogue } = aCatalogue();
      for (const [sku, content] of uploads) {
        const found = catalogue.products.get(match(sku, content));
        if (found === undefined) continue;
        expect(found.multipack).toBe(content.multipack_quantity);
        for (const { kind, code } of identifiersOf(content)) expect(found.identifiers.get(kind)).toBe(code);
      }
      const known = [...catalogue.products.values()].flatMap(({ id, identifiers, multipack }) =>
        [...identifiers].map(([kind, code]) => [`${kind} ${code} ${multipack}`, id]),
      );
      expect(new Map(known as [string, string][])).toEqual(catalogue.byIdentifier);
      expect(known).toHaveLength(catalogue.byIdentifier.size);
    }),
  );
});
