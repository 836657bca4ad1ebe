import { jetRoutes, type ProductSubStatus, productSubStatuses, type SkuUpload } from '@jetway/jet-api';
import { MINUTE_MS } from '@jetway/kernel';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { saveNodeAttributes, saveTaxonomyNodes, type TaxonomyNode } from '../taxonomy/index.ts';
import {
  type AccountWithNodes,
  aMerchant,
  aNode,
  anAccount,
  aSku,
  type Harness,
  openHarness,
} from '../testing/index.ts';
import { findSku } from './index.ts';
import { listingLifecycle, listings, type StatusFacts, skuStatus } from './listing.ts';
import { hasContradictoryCodes, isbn13Of } from './product-identity.ts';

let harness: Harness;
let account: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness);
  await saveTaxonomyNodes(harness.database.db, account.worldId, TAXONOMY);
  await saveNodeAttributes(harness.database.db, account.worldId, [{ nodeId: 1000001, attributeId: 95 }]);
});

const aTaxonomyNode = (node: Partial<TaxonomyNode> & { nodeId: number }): TaxonomyNode => ({
  name: `Node ${node.nodeId}`,
  path: `Node ${node.nodeId}`,
  parentId: 0,
  level: 0,
  suggestedTaxCode: 'Generic Taxable Product',
  amazonNodeIds: [9_000_990],
  active: true,
  ...node,
});
const TAXONOMY = [
  aTaxonomyNode({ nodeId: 1000000 }),
  aTaxonomyNode({ nodeId: 1000001, parentId: 1000000, level: 1, suggestedTaxCode: 'Books & Music' }),
  aTaxonomyNode({ nodeId: 1000013, parentId: 1000001, level: 2 }),
];

const fresh = () => `sku-${harness.ids.hex32()}`;
/** An upload of a product that nobody else offers. */
const aNewSku = (chosen: Partial<SkuUpload> = {}): SkuUpload =>
  aSku({ jet_browse_node_id: 1000013, ASIN: harness.ids.hex32().slice(0, 10), ...chosen });
const put = (sku: string, body: unknown) => account.call('PUT', `/merchant-skus/${encodeURIComponent(sku)}`, body);
const read = async (sku: string) =>
  (await account.call('GET', `/merchant-skus/${encodeURIComponent(sku)}`)).json() as Record<string, unknown>;
const errorsOf = async (body: unknown): Promise<unknown> => {
  const reply = await put(fresh(), body);
  expect(reply.status).toBe(400);
  return (reply.json() as { errors: unknown }).errors;
};

describe('PUT and GET /merchant-skus/{sku}', () => {
  test.each(Object.entries(jetRoutes.putSku.examples))(
    'the documented body "%s" is accepted, and read back as it was sent',
    async (_, body) => {
      const sku = fresh();
      const reply = await put(sku, body);
      expect([reply.status, reply.text, reply.headers['content-type']]).toEqual([204, '', undefined]);
      expect(await read(sku)).toMatchObject(body as object);
    },
  );

  test('a SKU that was just uploaded says what it lacks', async () => {
    const reviewed = await anAccount(harness, { policy: { reviewMs: MINUTE_MS } });
    const bare = { product_title: 'Bare minimum', multipack_quantity: 1, brand: 'B', mfr_part_number: 'P-1' };
    await reviewed.call('PUT', '/merchant-skus/bare', bare);
    expect((await reviewed.call('GET', '/merchant-skus/bare')).json()).toEqual({
      status: 'Under Jet Review',
      sub_status: [
        'Missing shipping weight',
        'Missing image',
        'Missing category',
        'Additional SKU ID needed',
        'Missing price',
      ],
      product_title: 'Bare minimum',
      multipack_quantity: 1,
      brand: 'B',
      mfr_part_number: 'P-1',
    });
  });

  test('the fields that stand in no table are kept and returned; unknown ones are tolerated and are not', async () => {
    const more = {
      swatch_image_url: 'https://images.example/swatch.png',
      fulfillment_time: 2,
      no_return_fee_adjustment: 0.5,
      exclude_from_fee_adjustments: true,
      ships_alone: true,
      start_selling_date: '2026-02-01T08:00:00.1234567-05:00',
    };
    const sku = fresh();
    expect((await put(sku, { ...aNewSku(more), colour_of_the_day: 'teal' })).status).toBe(204);
    const found = await read(sku);
    expect(found).toMatchObject(more);
    expect(found).not.toHaveProperty('colour_of_the_day');
  });

  test('a second upload replaces the first one whole', async () => {
    const sku = fresh();
    await put(sku, aNewSku({ msrp: 10 }));
    await put(sku, aNewSku({ product_title: 'Another title' }));
    const found = await read(sku);
    expect(found['product_title']).toBe('Another title');
    expect(found).not.toHaveProperty('msrp');
  });

  test.each(['a/b*c!', 'ünïcode ☃', '100%', 'Case', 'x'.repeat(64)])('the id "%s" is kept exactly', async (id) => {
    expect((await put(id, aNewSku({ product_title: `Title of ${id.slice(0, 9)}` }))).status).toBe(204);
    expect((await read(id))['product_title']).toBe(`Title of ${id.slice(0, 9)}`);
  });

  test('ids compare exactly although paths ignore case, and slashes too many do not matter', async () => {
    await put('Exact', aNewSku({ product_title: 'Upper' }));
    await put('exact', aNewSku({ product_title: 'Lower' }));
    const upper = await account.call('GET', '//MERCHANT-SKUS//Exact/?unknown=1&amp;other=2');
    expect(upper.json()).toMatchObject({ product_title: 'Upper' });
    expect(await read('exact')).toMatchObject({ product_title: 'Lower' });
  });

  test('an unknown SKU, and another merchant’s, answer alike: 404 in the errors shape', async () => {
    const sku = fresh();
    const stranger = await anAccount(harness);
    await stranger.call('PUT', `/merchant-skus/${sku}`, aNewSku());
    for (const id of [sku, fresh()]) {
      const reply = await account.call('GET', `/merchant-skus/${id}`);
      expect([reply.status, reply.json()]).toEqual([404, { errors: [`Merchant SKU not found: "${id}"`] }]);
    }
  });

  test('live and test accounts of one merchant do not see each other', async () => {
    const merchant = await aMerchant(harness);
    const sku = fresh();
    const upload = aNewSku({ jet_browse_node_id: 4_101_001 });
    expect((await merchant.live.call('PUT', `/merchant-skus/${sku}`, upload)).status).toBe(204);
    expect((await merchant.test.call('GET', `/merchant-skus/${sku}`)).status).toBe(404);
    expect((await merchant.live.call('GET', `/merchant-skus/${sku}`)).status).toBe(200);
  });
});

describe('an upload is refused', () => {
  test('with everything that its form has wrong at once, before any rule is looked at', async () => {
    const body = { product_title: 'abc', multipack_quantity: '6', ASIN: 'short', brand: 7, map_implementation: '102' };
    expect(await errorsOf(body)).toEqual([
      'The value is expected to have at least 5 characters. Path: /product_title',
      'The value is expected to be an integer. Path: /multipack_quantity',
      'Invalid value. Path: /ASIN',
      'The value is expected to be a string. Path: /brand',
    ]);
  });

  test('without what every SKU must have', async () => {
    expect(await errorsOf({})).toEqual([
      'Required property is missing. Path: /product_title',
      'Required property is missing. Path: /multipack_quantity',
    ]);
  });

  test.each<[string, Partial<SkuUpload> | Record<string, unknown>, string]>([
    [
      'without any way to tell the product',
      { ASIN: undefined, brand: undefined },
      'You must supply either an ASIN, at least one standard product code, or a brand and a manufacturer part number',
    ],
    [
      'with a UPC whose check digit is wrong',
      { standard_product_codes: [{ standard_product_code: '123456789013', standard_product_code_type: 'UPC' }] },
      'Invalid UPC Code.',
    ],
    ['with price policy 102 alone', { map_implementation: '102' }, 'Required property is missing. Path: /map_price'],
    [
      'with an attribute value that is an image URL',
      { attributes_node_specific: [{ attribute_id: 95, attribute_value: 'http://a.example/b.png' }] },
      'An attribute value cannot be an image URL. Path: /attributes_node_specific[0]/attribute_value',
    ],
    ['with an image that is no URL', { main_image_url: 'nowhere' }, 'Invalid image URL. Path: /main_image_url'],
    [
      'with an image slot twice',
      {
        alternate_images: [
          { image_slot_id: 1, image_url: 'https://a.example/1.png' },
          { image_slot_id: 1, image_url: 'https://a.example/2.png' },
        ],
      },
      'Image slot 1 is used more than once. Path: /alternate_images[1]/image_slot_id',
    ],
    ['with a date that is none', { start_selling_date: 'soon' }, 'start_selling_date is not a valid date.'],
    [
      'with a browse node that is not in the loaded taxonomy',
      { jet_browse_node_id: 4711 },
      '"4711" is not a browse node of the taxonomy. Path: /jet_browse_node_id',
    ],
    [
      'with an empty attribute list',
      { attributes_node_specific: [] },
      'The array is expected to have at least 1 element. Path: /attributes_node_specific',
    ],
  ])('%s', async (_, change, text) => {
    expect(await errorsOf({ ...aNewSku(), ...change })).toEqual([text]);
  });

  test('with a tax code that neither the documentation nor the taxonomy knows', async () => {
    expect(await errorsOf(aNewSku({ product_tax_code: 'Moon Dust' }))).toEqual([
      expect.stringMatching(/^Invalid value, should be one of \[Toilet Paper,.*\]\. Path: \/product_tax_code$/),
    ]);
    expect((await put(fresh(), aNewSku({ product_tax_code: 'Books & Music' }))).status).toBe(204);
  });

  test('without a weight, once a node prices shipping by weight', async () => {
    const own = await anAccount(harness);
    await aNode(harness, own, { pricedPerPound: true });
    const { shipping_weight_pounds: _weight, ...weightless } = aNewSku({ jet_browse_node_id: 4_101_001 });
    const reply = await own.call('PUT', '/merchant-skus/heavy', weightless);
    expect(reply.json()).toEqual({ errors: ['Required property is missing. Path: /shipping_weight_pounds'] });
    expect((await own.call('PUT', '/merchant-skus/heavy', { ...weightless, shipping_weight_pounds: 1.5 })).status).toBe(
      204,
    );
  });

  test('and then nothing of it is kept', async () => {
    const sku = fresh();
    await put(sku, aNewSku({ product_title: 'As it was' }));
    await put(sku, aNewSku({ product_title: 'As it should not be', jet_browse_node_id: 4711 }));
    expect((await read(sku))['product_title']).toBe('As it was');
  });
});

describe('the taxonomy', () => {
  test('without one, any browse node is taken', async () => {
    const own = await anAccount(harness);
    await harness.database.executeSql('update marketplace.worlds set taxonomy_id = null where id = $1', [own.worldId]);
    expect((await own.call('PUT', '/merchant-skus/any', aNewSku({ jet_browse_node_id: 4711 }))).status).toBe(204);
  });

  test.each([
    [1000000, true],
    [1000001, true],
    [1000013, false],
  ])('a browse node that is too general (%i) is told: %s', async (node, isTold) => {
    const sku = fresh();
    await put(sku, aNewSku({ jet_browse_node_id: node }));
    expect((await read(sku))['sub_status']).toEqual(isTold ? ['Invalid category', 'Missing price'] : ['Missing price']);
  });

  test('an attribute that does not belong to the node is accepted and noted', async () => {
    const sku = fresh();
    const attributes = [95, 119].map((id) => ({ attribute_id: id, attribute_value: '1' }));
    await put(sku, aNewSku({ jet_browse_node_id: 1000001, attributes_node_specific: attributes }));
    const stored = await findSku(harness.database.db, account.accountId, sku);
    expect(stored?.notes).toEqual(['Attribute 119 does not belong to the browse node.']);
  });
});

describe('the status of a SKU', () => {
  test('goes from review to available once the review is over, a price is set and units were fed', async () => {
    const own = await anAccount(harness, { policy: { reviewMs: MINUTE_MS } });
    const status = async () => {
      const found = (await own.call('GET', '/merchant-skus/mug')).json() as Record<string, unknown>;
      return [found['status'], found['sub_status']];
    };
    await own.call('PUT', '/merchant-skus/mug', aNewSku({ jet_browse_node_id: 4_101_001 }));
    expect(await status()).toEqual(['Under Jet Review', ['Missing price']]);
    await own.call('PUT', '/merchant-skus/mug/price', { price: 5 });
    await own.call('PUT', '/merchant-skus/mug/inventory', {
      fulfillment_nodes: [{ fulfillment_node_id: own.nodeId, quantity: 3 }],
    });
    expect(await status()).toEqual(['Under Jet Review', []]);
    await harness.operator('POST', `/worlds/${own.worldId}/clock`, { advanceMs: MINUTE_MS });
    expect(await status()).toEqual(['Available for Purchase', []]);
    await own.call('PUT', '/merchant-skus/mug/inventory', {});
    expect(await status()).toEqual(['Available for Purchase', []]);
  });

  const facts = fc.record({
    listing: fc.constantFrom(...listings),
    isPriced: fc.boolean(),
    isStocked: fc.boolean(),
    isArchived: fc.boolean(),
    findings: fc.subarray([...productSubStatuses]) as fc.Arbitrary<ProductSubStatus[]>,
  });

  test('is never available without being listed, price and stock, and gives no reasons when it is', () => {
    fc.assert(
      fc.property(facts, (sku: StatusFacts) => {
        const { status, subStatus } = skuStatus(sku);
        const isReady = sku.listing === 'listed' && sku.isPriced && sku.isStocked && !sku.isArchived;
        expect(status === 'Available for Purchase').toBe(isReady);
        expect(subStatus.length === 0 || !isReady).toBe(true);
        expect(status === 'Archived').toBe(sku.isArchived);
      }),
    );
  });

  test('every look may lead to any state but a review, which only another upload begins', () => {
    for (const from of listings) {
      expect(listingLifecycle.targets(from, 'look')).toEqual(['listed', 'incomplete', 'unauthorized', 'excluded']);
      expect(listingLifecycle.targets(from, 'resubmit')).toEqual(from === 'incomplete' ? ['review'] : []);
    }
  });
});

describe('product codes', () => {
  const code = (standard_product_code_type: 'UPC' | 'EAN' | 'ISBN-10' | 'ISBN-13' | 'GTIN-14', text: string) => ({
    standard_product_code_type,
    standard_product_code: text,
  });

  test('that stand for one article do not contradict each other', () => {
    expect(hasContradictoryCodes([code('UPC', '123456789012'), code('EAN', '0123456789012')])).toBe(false);
    expect(hasContradictoryCodes([code('ISBN-10', '080442957X'), code('ISBN-13', '9780804429573')])).toBe(false);
    expect(hasContradictoryCodes([code('UPC', '123456789012'), code('GTIN-14', '10123456789019')])).toBe(false);
  });

  test('that name two articles do, and the SKU says so', async () => {
    const codes = [code('UPC', '123456789012'), code('UPC', '036000291452')];
    expect(hasContradictoryCodes(codes)).toBe(true);
    const sku = fresh();
    await put(sku, aNewSku({ standard_product_codes: codes }));
    expect((await read(sku))['sub_status']).toContain('Invalid SKU identifier');
  });

  test('every ISBN-10 has an ISBN-13 with a right check digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{9}$/), (digits) => {
        const isbn = isbn13Of(`${digits}0`);
        const sum = [...isbn].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
        expect([isbn.length, sum % 10]).toEqual([13, 0]);
      }),
    );
  });
});
