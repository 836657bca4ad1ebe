import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FILE_TYPES } from './support/documented-values.ts';
import { issue, processed, put, putAll } from './support/files.ts';
import { aProduct, fresh } from './support/merchants.ts';
import { type Call, must } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { callAs, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

let target: Target;
let call: Call;
beforeAll(async () => {
  target = await openTarget();
  call = target.call;
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

async function aSku(): Promise<string> {
  const sku = fresh('sku');
  must(await call('PUT', `/merchant-skus/${sku}`, aProduct()), 204);
  return sku;
}

const priceOf = async (sku: string): Promise<unknown> =>
  (must(await call('GET', `/merchant-skus/${sku}/price`), 200).json() as { price: unknown }).price;

describe('G21 the four steps of a file', () => {
  const NODE = 'XISNDKSANDSFNCSJKFDNFKJHFJD';
  const RECORDS: Readonly<Record<string, unknown>> = {
    MerchantSKUs: aProduct(),
    MerchantSKUsV2: aProduct({ product_type_id: 37_005_005_000 }),
    Price: { price: 3 },
    Inventory: { fulfillment_nodes: [{ fulfillment_node_id: NODE, quantity: 3 }] },
    InventoryPatch: { fulfillment_nodes: [{ fulfillment_node_id: NODE, quantity: 4 }] },
    ShippingException: {},
    ReturnsException: { time_to_return: 5 },
    Variation: { relationship: 'Variation', variation_refinements: [12, 34], children_skus: ['abcd'] },
    Archive: { is_archived: true },
  };

  test.each(FILE_TYPES.flatMap((type) => [type, type.toUpperCase()]))('type %s is taken', async (type) => {
    const sku = await aSku();
    const record = Object.entries(RECORDS).find(([name]) => name.toUpperCase() === type.toUpperCase())?.[1];
    expect(record).toBeDefined();
    const given = await processed(call, await putAll(target, call, type, JSON.stringify({ [sku]: record })));
    const isOfOtherBrand = type.toUpperCase() === 'VARIATION';
    expect(given['status']).toBe(isOfOtherBrand ? 'Processed with errors' : 'Processed successfully');
  });

  test('a type outside the nine is refused naming them', async () => {
    const { url } = await issue(call);
    must(await put(target, url, '{}'), 201);
    expect(refusalOf(await call('POST', '/files/uploaded', { url, file_type: 'Orders', file_name: 'a.gz' }))).toEqual([
      400,
      `Invalid value, should be one of [${FILE_TYPES.join(',')}]. Path: /file_type`,
    ]);
  });

  test.each(['url', 'file_type', 'file_name'])('%s is required, and is a text', async (name) => {
    const { url } = await issue(call);
    must(await put(target, url, '{}'), 201);
    const { [name]: _absent, ...rest } = { url, file_type: 'Price', file_name: 'a.gz' } as Record<string, unknown>;
    expect(refusalOf(await call('POST', '/files/uploaded', rest))).toEqual([
      400,
      `Required property is missing. Path: /${name}`,
    ]);
    expect(refusalOf(await call('POST', '/files/uploaded', { ...rest, [name]: 7 }))).toEqual([
      400,
      expect.stringContaining(`The value is expected to be a string. Path: /${name}`),
    ]);
  });

  test('only an address that was issued to this merchant is taken, and only once something was uploaded', async () => {
    const other = await callAs(target, 'jet-examples-later');
    const [own, theirs] = [await issue(call), await issue(other)];
    must(await put(target, theirs.url, '{}'), 201);
    for (const url of [own.url, theirs.url, 'https://elsewhere.example/file', `${own.url}x`])
      expect(refusalOf(await call('POST', '/files/uploaded', { url, file_type: 'Price', file_name: 'a' }))[0]).toBe(
        400,
      );
    expect(refusalOf(await call('GET', `/files/${theirs.jet_file_id}`))[0]).toBe(404);
  });

  test('x-ms-blob-type in any case, no Authorization, no content type: 201', async () => {
    for (const name of ['x-ms-blob-type', 'X-MS-Blob-Type'])
      for (const value of ['BlockBlob', 'blockblob', 'BLOCKBLOB']) {
        const { pathname, search } = new URL((await issue(call)).url);
        const request = { method: 'PUT', path: `${pathname}${search}`, headers: { [name]: value }, body: 'x' };
        expect((await target.root(request)).status).toBe(201);
      }
  });

  test('an address that was changed takes nothing', async () => {
    const { url } = await issue(call);
    const { pathname } = new URL(url);
    const reply = await target.root({ method: 'PUT', path: `${pathname}?sig=none`, headers: {}, body: 'x' });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
  });

  test('said twice, a file is answered alike and processed once', async () => {
    const sku = await aSku();
    const { url, jet_file_id: id } = await issue(call);
    must(await put(target, url, JSON.stringify({ [sku]: { price: 5 } })), 201);
    const body = { url, file_type: 'Price', file_name: 'prices.json.gz' };
    const [first, second] = await Promise.all([
      call('POST', '/files/uploaded', body),
      call('POST', '/files/uploaded', body),
    ]);
    expect([first.json(), second.json()]).toEqual([body, body]);
    await processed(call, id);
    must(await call('PUT', `/merchant-skus/${sku}/price`, { price: 6 }), 204);
    expect(must(await call('POST', '/files/uploaded', body), 200).json()).toEqual(body);
    expect(await priceOf(sku)).toBe(6);
  });
});

describe('G22 what is wrong in a file', () => {
  test('each error is told with line, column and SKU; the good records are applied; all errors are counted', async () => {
    const sku = await aSku();
    const lost = Array.from({ length: 25 }, (_, index) => `lost-${index}`);
    const lines = [...lost.map((name) => `"${name}":{"price":1},`), `  "${sku}": {"price": 8}`];
    const given = await processed(call, await putAll(target, call, 'Price', `{\n${lines.join('\n')}\n}`));
    const errors = lost.map(
      (name, index) => `Position ${index + 2}, 1: Error: parsing sku '${name}' Merchant SKU not found: "${name}"`,
    );
    expect(given).toMatchObject({
      status: 'Processed with errors',
      error_count: 25,
      error_excerpt: errors.slice(0, 20),
    });
    const { pathname, search } = new URL(String(given['error_url']));
    expect((await target.root({ method: 'GET', path: `${pathname}${search}` })).json()).toEqual(errors);
    expect(await priceOf(sku)).toBe(8);
  });

  test('a record has the texts that the single upload has', async () => {
    const sku = await aSku();
    const body = { price: '12.33', fulfillment_nodes: 7 };
    const [, ...texts] = refusalOf(await call('PUT', `/merchant-skus/${sku}/price`, body));
    const given = await processed(call, await putAll(target, call, 'Price', JSON.stringify({ [sku]: body })));
    expect(given['error_excerpt']).toEqual(texts.map((text) => `Position 1, 2: Error: parsing sku '${sku}' ${text}`));
  });

  test('of a SKU that is repeated the last record holds, and the earlier ones are no errors', async () => {
    const sku = await aSku();
    const text = `{"${sku}":{"price":1},"${sku}":{"price":2},"${sku}":{"price":3}}`;
    const given = await processed(call, await putAll(target, call, 'Price', text));
    expect(given).toMatchObject({ status: 'Processed successfully' });
    expect(await priceOf(sku)).toBe(3);
  });

  test.each([
    ['no JSON', 'price,1'],
    ['a list', '[]'],
    ['cut off', '{"a":{"price":1},"b":{"pri'],
    ['empty', ''],
  ])('a file that is %s is processed with an error of its place', async (_, text) => {
    const given = await processed(call, await putAll(target, call, 'Price', text));
    expect(given['status']).toBe('Processed with errors');
    const excerpt = given['error_excerpt'] as readonly string[];
    expect(excerpt.at(-1)).toMatch(/^Position \d+, \d+: Error: /);
    expect(given['error_count']).toBe(excerpt.length);
  });
});
