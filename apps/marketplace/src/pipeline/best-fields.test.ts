/** Owns the guarantees of what the catalogue says of a product. */
import { productSubStatuses } from '@jetway/jet-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SkuContent } from '../skus/index.ts';
import type { Category } from '../taxonomy/index.ts';
import { missesAttribute } from './attributes.ts';
import { bestFields } from './best-fields.ts';
import { effectOn, type ListingRule } from './rules.ts';

const anOffer = (chosen: Partial<SkuContent> = {}): SkuContent => ({
  product_title: 'A title',
  multipack_quantity: 1,
  ...chosen,
});
const anywhere = () => true;

describe('the best of each field', () => {
  test('is what most merchants say, and among equals what the oldest says', () => {
    const offers = ['Acme', 'ACME Inc.', 'ACME Inc.', 'Other'].map((brand) => anOffer({ brand }));
    expect(bestFields({}, offers, anywhere)).toEqual({ product_title: 'A title', brand: 'ACME Inc.' });
    expect(bestFields({}, offers.slice(0, 2), anywhere).brand).toBe('Acme');
  });

  test('is the richest description, most bullets, images and attributes', () => {
    const poor = anOffer({ product_description: 'Short.', bullets: ['1', '2'] });
    const rich = anOffer({ product_description: 'Longer than short.', bullets: ['1'] });
    const best = bestFields({}, [poor, rich], anywhere);
    expect([best.product_description, best.bullets]).toEqual(['Longer than short.', ['1', '2']]);
  });

  test('leaves out browse nodes in which products cannot stand', () => {
    const offers = [1, 1, 2].map((jet_browse_node_id) => anOffer({ jet_browse_node_id }));
    expect(bestFields({}, offers, (id) => id === 2).jet_browse_node_id).toBe(2);
    expect(bestFields({}, offers, () => false)).not.toHaveProperty('jet_browse_node_id');
  });

  test('is not forgotten when nobody says it any more', () => {
    const known = bestFields({}, [anOffer({ brand: 'Acme' })], anywhere);
    expect(bestFields(known, [anOffer()], anywhere).brand).toBe('Acme');
    expect(bestFields(known, [anOffer({ brand: 'Other' })], anywhere).brand).toBe('Other');
  });

  test('does not change by being found again', () => {
    const field = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
    const offers = fc.array(fc.tuple(field, field), { minLength: 1 });
    fc.assert(
      fc.property(offers, (given) => {
        const said = given.map(([brand, manufacturer]) =>
          anOffer({
            ...(brand === undefined ? {} : { brand }),
            ...(manufacturer === undefined ? {} : { manufacturer }),
          }),
        );
        const once = bestFields({}, said, anywhere);
        expect(bestFields(once, said, anywhere)).toEqual(once);
        for (const name of ['brand', 'manufacturer'] as const)
          expect(once[name] === undefined).toBe(said.every((offer) => offer[name] === undefined));
      }),
    );
  });
});

describe('an attribute value is missing', () => {
  const category = (chosen: Partial<Category> = {}): Category => ({
    nodeId: 3,
    level: 2,
    active: true,
    hasChildren: false,
    suggestedTaxCode: 'General Taxable Product',
    lineage: [1, 2, 3],
    attributes: [],
    ...chosen,
  });
  const attribute = { attributeId: 7, description: 'Colour', freeText: true, values: [], units: [], validation: null };
  const given = (attribute_value: string, attribute_value_unit?: string) =>
    anOffer({
      attributes_node_specific: [
        { attribute_id: 7, attribute_value, ...(attribute_value_unit === undefined ? {} : { attribute_value_unit }) },
      ],
    });
  const misses = (content: SkuContent, chosen: object) =>
    missesAttribute(content, category({ attributes: [{ ...attribute, ...chosen }] }));

  test('in clothing without a size, where its category has one', () => {
    const size = { ...attribute, description: 'Clothing Size' };
    const clothing = category({ suggestedTaxCode: 'General Clothing', attributes: [size] });
    expect([missesAttribute(anOffer(), clothing), missesAttribute(given('M'), clothing)]).toEqual([true, false]);
    expect(missesAttribute(anOffer(), { ...clothing, suggestedTaxCode: 'Candy' })).toBe(false);
    expect(missesAttribute(anOffer(), { ...clothing, attributes: [] })).toBe(false);
    expect(missesAttribute(anOffer(), undefined)).toBe(false);
  });

  test('when it is none of the attribute’s, however it is written', () => {
    const closed = { freeText: false, values: ['Navy Blue'] };
    expect([misses(given('navy-blue'), closed), misses(given('teal'), closed)]).toEqual([false, true]);
    expect(misses(given('teal'), { ...closed, freeText: true })).toBe(false);
  });

  test('when it is no number where one is asked for, or beyond its bounds', () => {
    const numeric = { validation: { data_type: 'integer', min_value: 1, max_value: 10 } };
    const verdicts = ['1', '10', '0', '11', 'ten', ' '].map((value) => misses(given(value), numeric));
    expect(verdicts).toEqual([false, false, true, true, true, true]);
  });

  test('without the unit that it needs', () => {
    const measured = { units: ['oz', 'g'] };
    expect([
      misses(given('3', 'OZ'), measured),
      misses(given('3'), measured),
      misses(given('3', 'm'), measured),
    ]).toEqual([false, true, true]);
  });

  test('is one of the documented reasons', () => expect(productSubStatuses).toContain('Missing attribute value'));
});

describe('a rule meets', () => {
  const rule = (chosen: Partial<ListingRule>): ListingRule => ({
    id: '1',
    effect: 'unauthorized',
    accountId: null,
    sku: null,
    brand: null,
    browseNodeId: null,
    reason: '',
    createdAt: 0,
    ...chosen,
  });
  const offer = { accountId: 'a', sku: 's', brand: 'Nike', lineage: [3, 2, 1] };

  test.each<[string, Partial<ListingRule>, boolean]>([
    ['a brand, however it is written', { brand: 'ni-KE' }, true],
    ['another brand', { brand: 'Adidas' }, false],
    ['the SKU of the account', { accountId: 'a', sku: 's' }, true],
    ['the SKU of another account', { accountId: 'b', sku: 's' }, false],
    ['a browse node above it', { browseNodeId: 1 }, true],
    ['a browse node beside it', { browseNodeId: 9 }, false],
    ['all that it names', { accountId: 'a', brand: 'Nike', browseNodeId: 2 }, true],
    ['not half of what it names', { accountId: 'b', brand: 'Nike' }, false],
  ])('%s: %3$s', (_, chosen, isMet) => {
    expect(effectOn(offer, [rule(chosen)])).toBe(isMet ? 'unauthorized' : undefined);
  });

  test('a SKU without a brand by no brand, and being excluded outweighs being unauthorized', () => {
    expect(effectOn({ ...offer, brand: undefined }, [rule({ brand: 'Nike' })])).toBeUndefined();
    const both = [rule({ brand: 'Nike' }), rule({ effect: 'excluded', browseNodeId: 3 })];
    expect([effectOn(offer, both), effectOn(offer, both.toReversed())]).toEqual(['excluded', 'excluded']);
  });
});
