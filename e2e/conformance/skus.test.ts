import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CAUTIONARY_STATEMENTS, TAX_CODES } from './support/documented-values.ts';
import { aMerchant, aProduct, fresh, type Merchant } from './support/merchants.ts';
import { type Call, must } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { nullsIn } from './support/shapes.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

let target: Target;
beforeAll(async () => {
  target = await openTarget();
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

type Body = Record<string, unknown>;

const put = (body: unknown, sku = fresh('sku'), call: Call = target.call) =>
  call('PUT', `/merchant-skus/${encodeURIComponent(sku)}`, body);

async function read(sku: string, call: Call = target.call): Promise<Body> {
  return must(await call('GET', `/merchant-skus/${encodeURIComponent(sku)}`), 200).json() as Body;
}

/** What is read back of an upload that must succeed. */
async function uploaded(body: Body): Promise<Body> {
  const sku = fresh('sku');
  must(await put(body, sku), 204);
  return read(sku);
}

const errorsOf = async (body: unknown): Promise<string[]> => {
  const [status, ...errors] = refusalOf(await put(body));
  expect(status).toBe(400);
  return errors;
};

const code = (type: string, text: string): Body => ({
  standard_product_codes: [{ standard_product_code_type: type, standard_product_code: text }],
});

const bare = { product_title: 'A mug of enamel', multipack_quantity: 1 };

describe('F6 what an upload needs', () => {
  test('title and multipack quantity are required', async () => {
    expect(await errorsOf({ ASIN: '12345ABCDE' })).toEqual([
      'Required property is missing. Path: /product_title',
      'Required property is missing. Path: /multipack_quantity',
    ]);
  });

  test.each<[string, Body]>([
    ['nothing', {}],
    ['no codes in the list', { standard_product_codes: [] }],
    ['a brand alone', { brand: 'Harbour & Pine' }],
    ['a part number alone', { mfr_part_number: 'AB-9874' }],
  ])('%s does not identify a product', async (_, identification) => {
    expect(await errorsOf({ ...bare, ...identification })).toEqual([
      'You must supply either an ASIN, at least one standard product code, or a brand and a manufacturer part number',
    ]);
  });

  test.each<[string, Body, boolean]>([
    ['an ASIN', { ASIN: '12345ABCDE' }, false],
    ['a code', code('UPC', '123456789012'), false],
    ['brand and part number', { brand: 'Harbour & Pine', mfr_part_number: 'AB-9874' }, true],
  ])('%s does; an id is still wanted: %3$s', async (_, identification, isWanted) => {
    const { sub_status: reasons } = await uploaded({ ...bare, ...identification });
    expect((reasons as string[]).includes('Additional SKU ID needed')).toBe(isWanted);
  });

  test('brand and image may be left out, and are then told to be missing', async () => {
    const { sub_status: reasons } = await uploaded({ ...bare, ASIN: '12345ABCDE' });
    expect(reasons).toEqual(expect.arrayContaining(['Missing brand', 'Missing image', 'Missing category']));
    const { sub_status: fewer } = await uploaded(aProduct());
    expect(fewer).not.toEqual(expect.arrayContaining(['Missing brand']));
    expect(fewer).not.toEqual(expect.arrayContaining(['Missing image']));
  });
});

describe('F7 fields that stand in no table, and those required by others', () => {
  const FIELDS: Body = {
    swatch_image_url: 'https://images.example/swatch.png',
    fulfillment_time: 1,
    no_return_fee_adjustment: 0.01,
    exclude_from_fee_adjustments: false,
    ships_alone: true,
    start_selling_date: '2016-02-29T08:00:00.1234567-05:00',
  };

  test('are accepted and returned as sent', async () => {
    expect(await uploaded(aProduct(FIELDS))).toMatchObject(FIELDS);
  });

  test('a start_selling_date that is no date is refused in the printed words', async () => {
    for (const date of ['soon', '2016-02-30T00:00:00Z', '02/29/2016', ''])
      expect(await errorsOf(aProduct({ start_selling_date: date }))).toEqual([
        'start_selling_date is not a valid date.',
      ]);
  });

  test('map_price is required with price policy 102 alone', async () => {
    expect(await errorsOf(aProduct({ map_implementation: '102' }))).toEqual([
      'Required property is missing. Path: /map_price',
    ]);
    expect(await uploaded(aProduct({ map_implementation: '102', map_price: 6.49 }))).toMatchObject({
      map_implementation: '102',
      map_price: 6.49,
    });
    for (const policy of ['101', '103'])
      expect(await uploaded(aProduct({ map_implementation: policy }))).toMatchObject({ map_implementation: policy });
  });

  test.skipIf(!hasOperator)('shipping_weight_pounds is required once a node prices shipping by the pound', async () => {
    const merchant = await aMerchant(target);
    const node = {
      name: 'By the pound',
      timeZone: 'America/Chicago',
      address: { address1: '2 Mill Lane', city: 'Duluth', state: 'MN', zipCode: '55802' },
      shippingMethods: ['UPS Ground'],
      serviceLevels: ['Standard'],
      pricedPerPound: true,
    };
    must(await put(aProduct(), 'before', merchant.call), 204);
    must(await merchant.operate('POST', '/fulfillment-nodes', node), 201);
    expect(refusalOf(await put(aProduct(), 'after', merchant.call))).toEqual([
      400,
      'Required property is missing. Path: /shipping_weight_pounds',
    ]);
    must(await put(aProduct({ shipping_weight_pounds: 1.5 }), 'after', merchant.call), 204);
  });
});

describe('F8 product codes', () => {
  test.each([
    ['UPC', '123456789012'],
    ['EAN', '4006381333931'],
    ['GTIN-14', '10123456789019'],
    ['ISBN-10', '0306406152'],
    ['ISBN-10', '080442957X'],
    ['ISBN-13', '9780306406157'],
  ])('%s %s is accepted and returned', async (type, text) => {
    expect(await uploaded({ ...aProduct(), ...code(type, text) })).toMatchObject(code(type, text));
  });

  test.each([
    ['UPC', '123456789013', 'a wrong check digit'],
    ['UPC', '12345678901', 'too short'],
    ['UPC', '1234567890128', 'too long'],
    ['UPC', '12345678901X', 'a letter'],
    ['EAN', '4006381333930', 'a wrong check digit'],
    ['GTIN-14', '10123456789018', 'a wrong check digit'],
    ['ISBN-10', '0306406153', 'a wrong check digit'],
    ['ISBN-10', 'X306406152', 'an X in front'],
    ['ISBN-13', '9780306406158', 'a wrong check digit'],
  ])('%s %s is refused: %s', async (type, text) => {
    expect(await errorsOf({ ...aProduct(), ...code(type, text) })).toEqual([`Invalid ${type} Code.`]);
  });

  test('another type of code is refused with the five', async () => {
    expect(await errorsOf({ ...aProduct(), ...code('ASIN', '12345ABCDE') })).toEqual([
      expect.stringMatching(
        /^Invalid value, should be one of \[GTIN-14,EAN,ISBN-10,ISBN-13,UPC\]\. Path: \/standard_product_codes\[0\]\/standard_product_code_type$/,
      ),
    ]);
  });

  test('codes that contradict each other are a sub-status', async () => {
    const codes = ['123456789012', '036000291452'].flatMap((text) => code('UPC', text)['standard_product_codes']);
    const { sub_status: reasons } = await uploaded(aProduct({ standard_product_codes: codes }));
    expect(reasons).toEqual(expect.arrayContaining(['Invalid SKU identifier']));
  });

  test.each(['12345ABCDE', '0123456789', 'abcdefghij'])('ASIN %s is accepted: ten letters and digits', async (asin) => {
    expect(await uploaded(aProduct({ ASIN: asin }))).toMatchObject({ ASIN: asin });
  });

  test.each(['12345ABCD', '12345ABCDEF', '12345-BCDE', ''])('ASIN "%s" is refused', async (asin) => {
    expect(await errorsOf(aProduct({ ASIN: asin }))).toEqual([expect.stringMatching(/Path: \/ASIN$/)]);
  });
});

describe('F9 attributes and tax codes', () => {
  const attributes = (count: number): Body => ({
    attributes_node_specific: Array.from({ length: count }, (_, index) => ({
      attribute_id: index + 1,
      attribute_value: String(index),
      attribute_value_unit: 'Count',
    })),
  });

  test('1 to 50 are accepted and returned in the order sent', async () => {
    for (const count of [1, 50]) expect(await uploaded(aProduct(attributes(count)))).toMatchObject(attributes(count));
  });

  test('0 and 51 are refused', async () => {
    for (const count of [0, 51])
      expect(await errorsOf(aProduct(attributes(count)))).toEqual([
        expect.stringMatching(/Path: \/attributes_node_specific$/),
      ]);
  });

  test('a value is a text of 1 to 100 characters, even where it is a number', async () => {
    const one = (value: unknown): Body => ({
      attributes_node_specific: [{ attribute_id: 95, attribute_value: value }],
    });
    const path = 'Path: /attributes_node_specific[0]/attribute_value';
    expect(await errorsOf(aProduct(one(80)))).toEqual([`The value is expected to be a string. ${path}`]);
    for (const value of ['', 'x'.repeat(101), 'http://images.example/a.png'])
      expect(await errorsOf(aProduct(one(value)))).toEqual([expect.stringContaining(path)]);
    expect(await uploaded(aProduct(one('x'.repeat(100))))).toMatchObject(one('x'.repeat(100)));
  });

  test('any id above 0 is accepted, up to 64 bits as far as JSON carries them', async () => {
    const one = (id: number): Body => ({ attributes_node_specific: [{ attribute_id: id, attribute_value: 'a' }] });
    for (const id of [1, 512_000_000_000_001]) expect(await uploaded(aProduct(one(id)))).toMatchObject(one(id));
    for (const id of [0, -1, 1.5])
      expect(await errorsOf(aProduct(one(id)))).toEqual([
        expect.stringMatching(/Path: \/attributes_node_specific\[0\]\/attribute_id$/),
      ]);
  });

  test('the 47 documented tax codes and "General Taxable Product" are echoed', async () => {
    expect(TAX_CODES).toHaveLength(47);
    for (const taxCode of [...TAX_CODES, 'General Taxable Product'])
      expect(await uploaded(aProduct({ product_tax_code: taxCode }))).toMatchObject({ product_tax_code: taxCode });
  });

  test('another tax code is refused with the list of them', async () => {
    expect(await errorsOf(aProduct({ product_tax_code: 'Moon Dust' }))).toEqual([
      expect.stringMatching(
        /^Invalid value, should be one of \[Toilet Paper,Thermometers,.*\]\. Path: \/product_tax_code$/,
      ),
    ]);
  });
});

describe('F10 the browse node', () => {
  // A product of its own each time: what is known of a product makes up for what an upload says of it.
  const listedIn = (node: number, attributes: Body = {}): Body =>
    aProduct({
      ASIN: fresh('')
        .replace(/[^A-Za-z0-9]/g, '')
        .slice(-10),
      jet_browse_node_id: node,
      ...attributes,
    });
  const reasons = async (body: Body): Promise<unknown> => (await uploaded(body))['sub_status'];

  test('an unknown one is 400', async () => {
    expect(await errorsOf(listedIn(1000002))).toEqual([expect.stringContaining('Path: /jet_browse_node_id')]);
  });

  test.each([
    [1000000, 'at the top', true],
    [1000001, 'too general', true],
    [1000013, 'specific', false],
  ])('%i, %s: "Invalid category" is told: %s', async (node, _, isTold) => {
    const told = await reasons(listedIn(node));
    expect((told as string[]).includes('Invalid category')).toBe(isTold);
    expect(told).not.toEqual(expect.arrayContaining(['Missing category']));
  });

  test('F9 an attribute that is not mapped to it, or unknown, is accepted', async () => {
    const attributes = {
      attributes_node_specific: [2, 4711].map((id) => ({ attribute_id: id, attribute_value: 'a' })),
    };
    expect(await uploaded(listedIn(1000013, attributes))).toMatchObject(attributes);
  });
});

describe('F10 images', () => {
  test.each(['nowhere', 'ftp://images.example/a.png', 'http://', 'http://images.example/a b.png', ''])(
    'the form of "%s" is refused at once',
    async (url) => {
      for (const [field, path] of [
        [{ main_image_url: url }, '/main_image_url'],
        [{ swatch_image_url: url }, '/swatch_image_url'],
        [{ alternate_images: [{ image_slot_id: 1, image_url: url }] }, '/alternate_images[0]/image_url'],
      ] as const)
        expect(await errorsOf(aProduct(field))).toEqual([expect.stringContaining(`Path: ${path}`)]);
    },
  );

  test('alternate images have the slots 1 to 8, each once', async () => {
    const slots = (...ids: number[]): Body => ({
      alternate_images: ids.map((id) => ({ image_slot_id: id, image_url: `https://images.example/${id}.png` })),
    });
    const all = slots(8, 7, 6, 5, 4, 3, 2, 1);
    expect(await uploaded(aProduct(all))).toMatchObject(all);
    for (const wrong of [slots(0), slots(9), slots(1, 2, 1)])
      expect(await errorsOf(aProduct(wrong))).toEqual([expect.stringContaining('/alternate_images[')]);
  });
});

/** Field, what is still accepted, what is refused. */
const BOUNDS: readonly (readonly [field: string, accepted: readonly unknown[], refused: readonly unknown[]])[] = [
  ['product_title', ['x'.repeat(5), 'x'.repeat(500), '€'.repeat(500)], ['x'.repeat(4), 'x'.repeat(501), 12345]],
  ['multipack_quantity', [1, 128, 1.0], [0, 129, 1.5, '1', true]],
  ['brand', ['x', 'x'.repeat(100)], ['', 'x'.repeat(101)]],
  ['manufacturer', ['x', 'x'.repeat(100)], ['', 'x'.repeat(101)]],
  ['mfr_part_number', ['x', 'x'.repeat(50)], ['', 'x'.repeat(51)]],
  ['product_description', ['x', 'x'.repeat(2000)], ['', 'x'.repeat(2001)]],
  ['bullets', [['x'], Array(5).fill('x'.repeat(500))], [Array(6).fill('x'), [''], ['x'.repeat(501)], 'x']],
  ['amazon_item_type_keyword', ['dish-mugs'], [7]],
  ['category_path', ['Home/Kitchen'], [7]],
  ['number_units_for_price_per_unit', [1, 1000], [1.5, '1']],
  ['type_of_unit_for_price_per_unit', ['each'], [7]],
  ['shipping_weight_pounds', [0.01, 10, 4.25], [0, 0.009, '10']],
  ['package_length_inches', [0.01, 12], [0, '12']],
  ['package_width_inches', [0.01, 12], [0, '12']],
  ['package_height_inches', [0.01, 12], [0, '12']],
  ['display_length_inches', [0.01, 12], [0, '12']],
  ['display_width_inches', [0.01, 12], [0, '12']],
  ['display_height_inches', [0.01, 12], [0, '12']],
  ['prop_65', [true, false], ['true', 1]],
  ['legal_disclaimer_description', ['x'.repeat(5000)], [7]],
  ['country_of_origin', ['x'.repeat(50)], ['x'.repeat(51)]],
  ['safety_warning', ['x'.repeat(2000)], ['x'.repeat(2001)]],
  ['msrp', [0.01, 6.99], [0, '6.99']],
  ['map_price', [0.01, 6.49], [0, '6.49']],
  ['map_implementation', ['101', '103'], ['100', 101]],
  ['cpsia_cautionary_statements', CAUTIONARY_STATEMENTS.map((text) => [text]), [['beware'], 'choking hazard balloon']],
  ['jet_browse_node_id', [], [0, -1, '1000001', 1.5]],
];

describe('every field of the page SKU Upload', () => {
  test.each(BOUNDS)('%s is returned as sent within its bounds and refused beyond', async (field, accepted, refused) => {
    for (const value of accepted)
      expect(await uploaded(aProduct({ [field]: value }))).toMatchObject({ [field]: value });
    for (const value of refused)
      expect(await errorsOf(aProduct({ [field]: value }))).toEqual([expect.stringContaining(`Path: /${field}`)]);
  });

  test('"no warning applicable" excludes other statements', async () => {
    const both = [CAUTIONARY_STATEMENTS[0], CAUTIONARY_STATEMENTS[1]];
    expect(await errorsOf(aProduct({ cpsia_cautionary_statements: both }))).toEqual([
      expect.stringContaining('/cpsia_cautionary_statements'),
    ]);
  });

  test('an upload replaces all of the one before', async () => {
    const sku = fresh('sku');
    must(await put(aProduct({ manufacturer: 'Somebody', msrp: 9.99 }), sku), 204);
    must(await put(aProduct({ product_title: 'Another title' }), sku), 204);
    const found = await read(sku);
    expect(found).toMatchObject({ product_title: 'Another title' });
    expect(Object.keys(found)).not.toEqual(expect.arrayContaining(['manufacturer']));
    expect(Object.keys(found)).not.toEqual(expect.arrayContaining(['msrp']));
  });

  test('a refused upload changes nothing', async () => {
    const sku = fresh('sku');
    must(await put(aProduct(), sku), 204);
    const before = await read(sku);
    expect((await put(aProduct({ product_title: 'Another title', msrp: 0 }), sku)).status).toBe(400);
    expect(await read(sku)).toEqual(before);
  });
});

describe('F11 single SKU retrieval', () => {
  const REMOVED = [
    'inventory_by_fulfillment_node',
    'inventory_last_update',
    'price',
    'price_last_update',
    'best_marketplace_offer',
    'my_best_offer',
    'producer_id',
    'merchant_sku_id',
    'merchant_id',
    'jet_sku',
    'correlation_id',
    'sales_rank',
    'sku_created_date',
  ];

  test('has none of the 13 removed fields, no is_archived without an archive message, and no null', async () => {
    const sku = fresh('sku');
    must(await put(aProduct(), sku), 204);
    must(await target.call('PUT', `/merchant-skus/${sku}/price`, { price: 5 }), 204);
    must(await target.call('PUT', `/merchant-skus/${sku}/inventory`, {}), 204);
    const found = await read(sku);
    expect(Object.keys(found).filter((name) => [...REMOVED, 'is_archived'].includes(name))).toEqual([]);
    expect(nullsIn(found)).toEqual([]);
  });

  test('has status and sub_status of the documented values', async () => {
    const found = await uploaded({ ...bare, brand: 'Harbour & Pine', mfr_part_number: 'AB-9874' });
    expect(['Under Jet Review', 'Missing Listing Data']).toContain(found['status']);
    expect(new Set(found['sub_status'] as string[])).toEqual(
      new Set([
        'Missing price',
        'Missing shipping weight',
        'Missing image',
        'Missing category',
        'Additional SKU ID needed',
      ]),
    );
    expect(Object.keys(found)).not.toEqual(expect.arrayContaining(['substatus']));
  });

  test.skipIf(!hasOperator)('says Available for Purchase once reviewed, priced and stocked', async () => {
    const { call, offer } = await aMerchant(target);
    expect((await read(await offer(), call))['status']).toBe('Available for Purchase');
  });
});

describe('F12 SKU ids', () => {
  const IDS = [
    'a/b',
    'a//b',
    'a/',
    '/a',
    'test/special*characters!',
    "it's (1) + 1 = 2;&?#",
    'ünïcödé-€-日本',
    ' a b ',
    '100%',
    '%2F',
    'price',
    '?',
    '#',
    'x'.repeat(64),
  ];

  test.each(IDS)('"%s" survives, percent-encoded', async (sku) => {
    must(await put(aProduct({ product_title: `The title of ${sku}` }), sku), 204);
    expect(await read(sku)).toMatchObject({ product_title: `The title of ${sku}` });
    const path = `/merchant-skus/${encodeURIComponent(sku)}`;
    must(await target.call('PUT', `${path}/price`, { price: 3.5 }), 204);
    expect((await target.call('GET', `${path}/price`)).json()).toMatchObject({ price: 3.5 });
    must(await target.call('PATCH', `${path}/inventory`, {}), 204);
    expect((await target.call('GET', `${path}/inventory`)).json()).toMatchObject({ fulfillment_nodes: [] });
  });

  test.each(['a+b', "test*characters!'()", '~a;b:c@d&e=f$g,h'])('"%s" survives as it stands', async (sku) => {
    must(await target.call('PUT', `/merchant-skus/${sku}`, aProduct({ product_title: `The title of ${sku}` })), 204);
    expect(await read(sku)).toMatchObject({ product_title: `The title of ${sku}` });
  });

  test('compare exactly', async () => {
    const sku = fresh('Sku');
    must(await put(aProduct(), sku), 204);
    for (const other of [sku.toUpperCase(), `${sku} `, ` ${sku}`])
      expect(refusalOf(await target.call('GET', `/merchant-skus/${encodeURIComponent(other)}`))[0]).toBe(404);
  });

  test('longer than 64 characters are refused', async () => {
    expect(refusalOf(await put(aProduct(), 'x'.repeat(65)))[0]).toBe(400);
  });

  test('price and inventory of an unknown SKU are 404 in the errors shape, whichever the method', async () => {
    for (const [method, part, body] of [
      ['GET', '', undefined],
      ['GET', '/price', undefined],
      ['PUT', '/price', { price: 1 }],
      ['GET', '/inventory', undefined],
      ['PUT', '/inventory', { fulfillment_nodes: [] }],
      ['PATCH', '/inventory', {}],
    ] as const)
      expect(refusalOf(await target.call(method, `/merchant-skus/${fresh('none')}${part}`, body))[0]).toBe(404);
  });
});

describe.skipIf(!hasOperator)('two accounts of different merchants', () => {
  test('have SKUs of their own under one id', async () => {
    const [a, b]: Merchant[] = await Promise.all([aMerchant(target), aMerchant(target)]);
    must(await put(aProduct({ product_title: 'Of the one' }), 'same', a?.call), 204);
    must(await put(aProduct({ product_title: 'Of the other' }), 'same', b?.call), 204);
    expect(await read('same', a?.call)).toMatchObject({ product_title: 'Of the one' });
  });
});
