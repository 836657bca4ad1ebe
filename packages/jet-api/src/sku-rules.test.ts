import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changed, checkerOf } from './checking.test-support.ts';
import { jetExamples } from './examples.ts';
import { taxCodes } from './sku-enums.ts';
import { SkuUpload } from './sku-fields.ts';
import { isImageUrl, skuMessageErrors } from './sku-rules.ts';

const printed = jetExamples.find(({ route, name }) => route === 'putSku' && name === 'All fields')?.body as SkuUpload;
/** The printed SKU with every other field that is taken. */
const whole: SkuUpload = {
  ...printed,
  ASIN: '12345ABCDE',
  amazon_item_type_keyword: 'socks',
  category_path: 'Clothing/Socks',
  start_selling_date: '2016-02-29T00:00:00.0000000-05:00',
  fulfillment_time: 1,
  no_return_fee_adjustment: 0.01,
  exclude_from_fee_adjustments: false,
  ships_alone: true,
};
const checkSchema = checkerOf(SkuUpload);
const rules = (sku: SkuUpload, suggested = 'none') =>
  skuMessageErrors(sku, { isSuggestedTaxCode: (code) => code === suggested });
/** As a server does it: the rules only once the schema holds. */
const errorsOf = (value: unknown): string[] => {
  const texts = checkSchema(value);
  return texts.length > 0 ? texts : rules(value as SkuUpload);
};

type Path = readonly (string | number)[];
const long = (length: number): string => 'x'.repeat(length);
const INTEGER = 'The value is expected to be an integer.';
const NUMBER = 'The value is expected to be a number.';
const STRING = 'The value is expected to be a string.';
const least = (n: number) => `The value is expected to be at least ${n}.`;
const most = (n: number) => `The value is expected to be at most ${n}.`;
const shortest = (n: number) => `The value is expected to have at least ${n} character${n === 1 ? '' : 's'}.`;
const longest = (n: number) => `The value is expected to have at most ${n} characters.`;

const measures = [
  'shipping_weight_pounds',
  ...['package', 'display'].flatMap((of) => [`${of}_length_inches`, `${of}_width_inches`, `${of}_height_inches`]),
];

describe('a SKU upload', () => {
  test('with every field is taken', () => {
    expect(errorsOf(whole)).toEqual([]);
  });

  test.each<[Path, unknown, string]>([
    [['product_title'], undefined, 'Required property is missing. Path: /product_title'],
    [['product_title'], 'four', `${shortest(5)} Path: /product_title`],
    [['product_title'], long(501), `${longest(500)} Path: /product_title`],
    [['product_title'], 7, `${STRING} Path: /product_title`],
    [['multipack_quantity'], undefined, 'Required property is missing. Path: /multipack_quantity'],
    [['multipack_quantity'], 0, `${least(1)} Path: /multipack_quantity`],
    [['multipack_quantity'], 129, `${most(128)} Path: /multipack_quantity`],
    [['multipack_quantity'], 1.5, `${INTEGER} Path: /multipack_quantity`],
    [['multipack_quantity'], '6', `${INTEGER} Path: /multipack_quantity`],
    [['ASIN'], '12345ABCD', 'Invalid value. Path: /ASIN'],
    [['ASIN'], '12345-BCDE', 'Invalid value. Path: /ASIN'],
    [['brand'], '', `${shortest(1)} Path: /brand`],
    [['brand'], long(101), `${longest(100)} Path: /brand`],
    [['manufacturer'], long(101), `${longest(100)} Path: /manufacturer`],
    [['mfr_part_number'], long(51), `${longest(50)} Path: /mfr_part_number`],
    [['product_description'], long(2001), `${longest(2000)} Path: /product_description`],
    [['product_description'], '', `${shortest(1)} Path: /product_description`],
    [['bullets'], Array(6).fill('a'), 'The array is expected to have at most 5 elements. Path: /bullets'],
    [['bullets', 1], long(501), `${longest(500)} Path: /bullets[1]`],
    [['bullets', 0], '', `${shortest(1)} Path: /bullets[0]`],
    [['bullets'], 'a', 'The value is expected to be an array. Path: /bullets'],
    [['jet_browse_node_id'], '1000001', `${INTEGER} Path: /jet_browse_node_id`],
    [['jet_browse_node_id'], 0, `${least(1)} Path: /jet_browse_node_id`],
    [['number_units_for_price_per_unit'], 1.5, `${INTEGER} Path: /number_units_for_price_per_unit`],
    ...measures.flatMap((name): [Path, unknown, string][] => [
      [[name], 0, `${least(0.01)} Path: /${name}`],
      [[name], '12', `${NUMBER} Path: /${name}`],
    ]),
    [['msrp'], 0.009, `${least(0.01)} Path: /msrp`],
    [['map_price'], 0, `${least(0.01)} Path: /map_price`],
    [['map_price'], undefined, 'Required property is missing. Path: /map_price'],
    [['map_implementation'], '104', 'Invalid value, should be one of [101,102,103]. Path: /map_implementation'],
    [['prop_65'], 'true', 'The value is expected to be a boolean. Path: /prop_65'],
    [['country_of_origin'], long(51), `${longest(50)} Path: /country_of_origin`],
    [['safety_warning'], long(2001), `${longest(2000)} Path: /safety_warning`],
    [['start_selling_date'], '2015-02-29', 'start_selling_date is not a valid date.'],
    [['product_tax_code'], '123', `Invalid value, should be one of [${taxCodes.join(',')}]. Path: /product_tax_code`],
    [
      ['cpsia_cautionary_statements', 0],
      'hot',
      'Invalid value, should be one of [no warning applicable,choking hazard small parts,choking hazard is a small ball,choking hazard is a marble,choking hazard contains a small ball,choking hazard contains a marble,choking hazard balloon]. Path: /cpsia_cautionary_statements[0]',
    ],
    [
      ['cpsia_cautionary_statements', 0],
      'no warning applicable',
      "'no warning applicable' cannot be combined with another statement. Path: /cpsia_cautionary_statements",
    ],
    [
      ['attributes_node_specific'],
      [],
      'The array is expected to have at least 1 element. Path: /attributes_node_specific',
    ],
    [
      ['attributes_node_specific'],
      Array(51).fill({ attribute_id: 1, attribute_value: 'a' }),
      'The array is expected to have at most 50 elements. Path: /attributes_node_specific',
    ],
    [['attributes_node_specific', 1, 'attribute_id'], 0, `${least(1)} Path: /attributes_node_specific[1]/attribute_id`],
    [
      ['attributes_node_specific', 1, 'attribute_id'],
      '119',
      `${INTEGER} Path: /attributes_node_specific[1]/attribute_id`,
    ],
    [
      ['attributes_node_specific', 1, 'attribute_id'],
      undefined,
      'Required property is missing. Path: /attributes_node_specific[1]/attribute_id',
    ],
    [
      ['attributes_node_specific', 0, 'attribute_value'],
      80,
      `${STRING} Path: /attributes_node_specific[0]/attribute_value`,
    ],
    [
      ['attributes_node_specific', 0, 'attribute_value'],
      '',
      `${shortest(1)} Path: /attributes_node_specific[0]/attribute_value`,
    ],
    [
      ['attributes_node_specific', 0, 'attribute_value'],
      long(101),
      `${longest(100)} Path: /attributes_node_specific[0]/attribute_value`,
    ],
    [
      ['attributes_node_specific', 2, 'attribute_value'],
      'http://www.mydomain.com/images/blue.png',
      'An attribute value cannot be an image URL. Path: /attributes_node_specific[2]/attribute_value',
    ],
    [['standard_product_codes', 0, 'standard_product_code'], '123456789013', 'Invalid UPC Code.'],
    [['standard_product_codes', 0, 'standard_product_code'], '12345678901', 'Invalid UPC Code.'],
    [
      ['standard_product_codes', 0, 'standard_product_code'],
      123456789012,
      `${STRING} Path: /standard_product_codes[0]/standard_product_code`,
    ],
    [['standard_product_codes', 0, 'standard_product_code_type'], 'EAN', 'Invalid EAN Code.'],
    [['standard_product_codes', 0, 'standard_product_code_type'], 'GTIN-14', 'Invalid GTIN-14 Code.'],
    [['standard_product_codes', 0, 'standard_product_code_type'], 'ISBN-10', 'Invalid ISBN-10 Code.'],
    [['standard_product_codes', 0, 'standard_product_code_type'], 'ISBN-13', 'Invalid ISBN-13 Code.'],
    [
      ['standard_product_codes', 0, 'standard_product_code_type'],
      'PLU',
      'Invalid value, should be one of [GTIN-14,EAN,ISBN-10,ISBN-13,UPC]. Path: /standard_product_codes[0]/standard_product_code_type',
    ],
    [['main_image_url'], 'myImage.png', 'Invalid image URL. Path: /main_image_url'],
    [['swatch_image_url'], 'ftp://www.mydomain.com/myImage.png', 'Invalid image URL. Path: /swatch_image_url'],
    [['alternate_images', 1, 'image_url'], 'http://', 'Invalid image URL. Path: /alternate_images[1]/image_url'],
    [
      ['alternate_images', 1, 'image_slot_id'],
      1,
      'Image slot 1 is used more than once. Path: /alternate_images[1]/image_slot_id',
    ],
    [['alternate_images', 0, 'image_slot_id'], 9, `${most(8)} Path: /alternate_images[0]/image_slot_id`],
    [['alternate_images', 0, 'image_slot_id'], 0, `${least(1)} Path: /alternate_images[0]/image_slot_id`],
    [
      ['alternate_images', 0, 'image_slot_id'],
      undefined,
      'Required property is missing. Path: /alternate_images[0]/image_slot_id',
    ],
    [
      ['alternate_images', 0, 'image_url'],
      undefined,
      'Required property is missing. Path: /alternate_images[0]/image_url',
    ],
  ])('with %j set to %j is refused', (path, to, text) => {
    expect(errorsOf(changed(whole, path, to))).toEqual([text]);
  });

  test('no field may be null or of another type', () => {
    for (const name of Object.keys(whole))
      for (const wrong of [null, { a: 1 }]) {
        const texts = checkSchema(changed(whole, [name], wrong));
        expect(texts, name).toHaveLength(1);
        expect(texts[0]).toMatch(new RegExp(` Path: /${name}$`));
      }
  });

  test('at its documented limits is taken', () => {
    for (const [name, values] of Object.entries({
      product_title: [long(5), long(500)],
      multipack_quantity: [1, 128],
      brand: ['a', long(100)],
      bullets: [[], Array(5).fill(long(500))],
      shipping_weight_pounds: [0.01],
      map_price: [0.01],
      country_of_origin: [long(50)],
      attributes_node_specific: [Array(50).fill({ attribute_id: 9007199254740991, attribute_value: long(100) })],
      cpsia_cautionary_statements: [[], ['no warning applicable']],
    }))
      for (const value of values) expect(errorsOf(changed(whole, [name], value)), name).toEqual([]);
  });

  test('needs an ASIN, or a code, or brand and part number, and any one of them will do', () => {
    const bare = { product_title: 'A product', multipack_quantity: 1 };
    const missing =
      'You must supply either an ASIN, at least one standard product code, or a brand and a manufacturer part number';
    expect(rules(bare)).toEqual([missing]);
    expect(rules({ ...bare, standard_product_codes: [] })).toEqual([missing]);
    expect(rules({ ...bare, brand: 'Acme' })).toEqual([missing]);
    expect(rules({ ...bare, mfr_part_number: 'A-1' })).toEqual([missing]);
    expect(rules({ ...bare, brand: 'Acme', mfr_part_number: 'A-1' })).toEqual([]);
    expect(rules({ ...bare, ASIN: 'B00ABCDEFG' })).toEqual([]);
    const code = { standard_product_code: '123456789012', standard_product_code_type: 'UPC' } as const;
    expect(rules({ ...bare, standard_product_codes: [code] })).toEqual([]);
  });

  test('takes a tax code that the taxonomy suggests, and any spelling of a documented one', () => {
    expect(rules({ ...whole, product_tax_code: '80101' }, '80101')).toEqual([]);
    expect(rules({ ...whole, product_tax_code: 'toilet paper' })).toEqual([]);
  });

  test('unknown properties are tolerated', () => {
    expect(errorsOf({ ...whole, producer: 'x' })).toEqual([]);
  });

  test('several broken rules are reported at once, at most 20', () => {
    const codes = Array.from({ length: 20 }, () => ({ standard_product_code: '1', standard_product_code_type: 'UPC' }));
    expect(rules({ ...whole, standard_product_codes: codes, main_image_url: 'x' } as SkuUpload)).toHaveLength(20);
  });
});

describe('the form of an image URL', () => {
  test.each([
    'http://a.example/x.png',
    'https://images-na.example.com/images/I/81N9jWwWzCL._SL1500_.jpg',
    'HTTP://a/x?y=1',
  ])('%s is one', (url) => {
    expect(isImageUrl(url)).toBe(true);
  });
  test.each([
    '',
    'x',
    '/x.png',
    '//a.example/x.png',
    'https:///x.png',
    'https://a b/x.png',
    'data:image/png;base64,AA',
    'javascript:alert(1)',
  ])('%j is none', (url) => {
    expect(isImageUrl(url)).toBe(false);
  });

  test('any web address of the platform is one', () => {
    fc.assert(fc.property(fc.webUrl(), (url) => isImageUrl(url)));
  });
});
