import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aMerchant, aProduct, fresh, type Merchant } from './support/merchants.ts';
import { must, type RawReply } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';
import { jsonOf } from './support/things.ts';

type Body = Record<string, unknown>;

let target: Target;
let merchant: Merchant;
let parent: string;
let children: readonly [string, string];
beforeAll(async () => {
  target = await openTarget();
  if (hasOperator) merchant = await aMerchant(target);
}, OPEN_TIMEOUT_MS);
beforeEach(async () => {
  if (!hasOperator) return;
  parent = await upload('dots', 'small');
  children = [await upload('dots', 'large'), await upload('stripes', 'small')];
});
afterAll(() => target?.close());

const PATTERN = 12;
const SIZE = 34;

/** A SKU of a pattern and, unless it has none, a size. */
async function upload(pattern: string, size?: string, chosen: Body = {}): Promise<string> {
  const sku = fresh('sku');
  const attributes = [
    { attribute_id: PATTERN, attribute_value: pattern },
    ...(size === undefined ? [] : [{ attribute_id: SIZE, attribute_value: size }]),
  ];
  const body = aProduct({ attributes_node_specific: attributes, ...chosen });
  must(await merchant.call('PUT', `/merchant-skus/${sku}`, body), 204);
  return sku;
}
const group = (chosen: Body = {}): Body => ({
  relationship: 'Variation',
  variation_refinements: [PATTERN, SIZE],
  children_skus: children,
  ...chosen,
});
const put = (body: unknown, sku = parent): Promise<RawReply> =>
  merchant.call('PUT', `/merchant-skus/${sku}/variation`, body);
const get = (sku = parent): Promise<RawReply> => merchant.call('GET', `/merchant-skus/${sku}/variation`);

/** What operators see of the groups of a SKU, its status included. */
const groupsOf = async (sku: string): Promise<readonly unknown[]> =>
  jsonOf(await merchant.operate('GET', `/skus/${sku}/variations`))['groups'] as readonly unknown[];

describe.skipIf(!hasOperator)('F14 variations', () => {
  test('one that was never set is 404, as it is of a SKU that is not there', async () => {
    expect(refusalOf(await get())).toEqual([404, expect.stringContaining(parent)]);
    const nowhere = fresh('sku');
    expect(refusalOf(await get(nowhere))).toEqual([404, expect.stringContaining(nowhere)]);
    expect(refusalOf(await put(group(), nowhere))).toEqual([404, expect.stringContaining(nowhere)]);
  });

  test('are read as they were set, with a title when they have one; a later message replaces them', async () => {
    must(await put(group({ group_title: 'Mugs' })), 204);
    expect(must(await get(), 200).json()).toEqual(group({ group_title: 'Mugs' }));
    const smaller = group({ variation_refinements: [SIZE], children_skus: [children[0]] });
    must(await put(smaller), 204);
    expect(must(await get(), 200).json()).toEqual(smaller);
  });

  test('only Variation can be set, no longer Accessory', async () => {
    for (const relationship of ['Accessory', 'Bundle'])
      expect(refusalOf(await put(group({ relationship })))).toEqual([
        400,
        'Invalid value, should be one of [Variation]. Path: /relationship',
      ]);
  });

  test.each(['relationship', 'variation_refinements', 'children_skus'])('%s is required', async (name) => {
    const { [name]: _none, ...rest } = group();
    expect(refusalOf(await put(rest))).toEqual([400, `Required property is missing. Path: /${name}`]);
  });

  test.each<[Body, string]>([
    [{ variation_refinements: [0] }, 'The value is expected to be at least 1. Path: /variation_refinements[0]'],
    [{ variation_refinements: ['12'] }, 'The value is expected to be an integer. Path: /variation_refinements[0]'],
    [{ variation_refinements: [] }, 'The array is expected to have at least 1 element. Path: /variation_refinements'],
    [{ children_skus: [] }, 'The array is expected to have at least 1 element. Path: /children_skus'],
  ])('%j is refused', async (change, text) => {
    expect(refusalOf(await put(group(change)))).toEqual([400, text]);
  });

  test('children are uploaded SKUs of the parent’s brand that have every attribute; each that is not is told', async () => {
    const nowhere = fresh('sku');
    const stranger = await upload('checks', 'huge', { brand: 'Another brand' });
    const sizeless = await upload('plain');
    const wrong = [nowhere, children[0], stranger, sizeless];
    expect(refusalOf(await put(group({ children_skus: wrong })))).toEqual([
      400,
      `"${nowhere}" is not an uploaded merchant SKU. Path: /children_skus[0]`,
      `"${stranger}" does not have the same brand as the parent SKU. Path: /children_skus[2]`,
      `"${sizeless}" has no value for attribute ${SIZE}. Path: /children_skus[3]`,
    ]);
    expect((await get()).status).toBe(404);
  });

  test('the parent has every attribute too', async () => {
    const bare = await upload('plain');
    expect(refusalOf(await put(group(), bare))).toEqual([
      400,
      `"${bare}" has no value for attribute ${SIZE}. Path: /variation_refinements[1]`,
    ]);
  });

  test('equal values are no error: one of the SKUs is left out of the group, and told of', async () => {
    const twin = await upload('dots', 'large');
    const body = group({ children_skus: [...children, twin] });
    must(await put(body), 204);
    expect(must(await get(), 200).json()).toEqual(body);
    expect(await groupsOf(twin)).toMatchObject([
      {
        parent,
        members: [parent, ...children],
        leftOut: [{ sku: twin, reasons: [expect.stringContaining('same values')] }],
      },
    ]);
  });
});
