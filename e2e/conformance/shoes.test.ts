import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aProduct, fresh } from './support/merchants.ts';
import { must } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

let target: Target;
beforeAll(async () => {
  target = await openTarget();
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

/** Page SKU Upload V2, its thirteen types. */
const SHOES: readonly number[] = [
  37005005000, 37005013000, 37005030000, 37005023000, 37005031001, 37005031000, 37005032000, 37005027007, 37005027000,
  37005037000, 37005043000, 37005045000, 37005046000,
];

const aShoe = (chosen: Record<string, unknown> = {}): Record<string, unknown> =>
  aProduct({ product_type_id: SHOES[0], ...chosen });

describe('F20 shoes', () => {
  test.each(SHOES)('the type %d is accepted, and the upload is returned as sent', async (type) => {
    const path = `/merchant-skus/${fresh('shoe')}`;
    const sent = aShoe({ product_type_id: type, bullets: ['Rubber sole'], multipack_quantity: 2 });
    must(await target.call('PUT', `${path}/v2`, sent), 204);
    expect(must(await target.call('GET', path), 200).json()).toMatchObject(sent);
  });

  test.each([3_700_500_500, 37_005_005_001, 0])(
    'the type %d, misprint or not, is refused with the valid ones',
    async (type) => {
      const path = `/merchant-skus/${fresh('shoe')}`;
      const [status, error = ''] = refusalOf(await target.call('PUT', `${path}/v2`, aShoe({ product_type_id: type })));
      const named = (/\[([\d,]+)\]/.exec(error)?.[1] ?? '').split(',').map(Number);
      expect([status, named.toSorted()]).toEqual([400, SHOES.toSorted()]);
      expect(error).toMatch(/Path: \/product_type_id$/);
      expect((await target.call('GET', path)).status).toBe(404);
    },
  );

  test('the type is required, and a number', async () => {
    const path = `/merchant-skus/${fresh('shoe')}/v2`;
    expect(refusalOf(await target.call('PUT', path, aProduct()))).toEqual([
      400,
      'Required property is missing. Path: /product_type_id',
    ]);
    expect(refusalOf(await target.call('PUT', path, aShoe({ product_type_id: String(SHOES[0]) })))[0]).toBe(400);
  });

  test('a browse node is none of its fields: it is passed over', async () => {
    const path = `/merchant-skus/${fresh('shoe')}`;
    must(await target.call('PUT', `${path}/v2`, aShoe({ jet_browse_node_id: 987_654_321 })), 204);
    expect(must(await target.call('GET', path), 200).json()).not.toHaveProperty('jet_browse_node_id', 987_654_321);
  });

  test('the rules of every other upload hold: title, identification, codes', async () => {
    const path = `/merchant-skus/${fresh('shoe')}/v2`;
    const { product_title: _title, ...untitled } = aShoe();
    const { ASIN: _asin, ...unknown } = aShoe();
    expect(refusalOf(await target.call('PUT', path, untitled))).toEqual([
      400,
      'Required property is missing. Path: /product_title',
    ]);
    expect(refusalOf(await target.call('PUT', path, unknown))).toEqual([
      400,
      'You must supply either an ASIN, at least one standard product code, or a brand and a manufacturer part number',
    ]);
    const codes = [{ standard_product_code: '123456789013', standard_product_code_type: 'UPC' }];
    expect(refusalOf(await target.call('PUT', path, aShoe({ standard_product_codes: codes })))).toEqual([
      400,
      'Invalid UPC Code.',
    ]);
  });
});
