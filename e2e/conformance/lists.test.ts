import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/wait.ts';
import { processed, putAll } from './support/files.ts';
import { aMerchant, aProduct, DAY_MS, fresh, type Merchant } from './support/merchants.ts';
import { must } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

let target: Target;
let merchant: Merchant;
let sku: string;
beforeAll(async () => {
  target = await openTarget();
  if (!hasOperator) return;
  merchant = await aMerchant(target);
  sku = await merchant.offer({ quantity: 1_000 });
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

type Body = Record<string, unknown>;

const read = async (path: string): Promise<Body> => must(await merchant.call('GET', path), 200).json() as Body;
const orders = async (path: string): Promise<readonly string[]> =>
  ((await read(path))['order_urls'] as string[]).map((url) => url.slice(url.lastIndexOf('/') + 1));

describe.skipIf(!hasOperator)('H28 tags', () => {
  const tag = (orderId: string, body: unknown) => merchant.call('PUT', `/orders/${orderId}/tag`, body);

  test('an order keeps only the newest tag, and an empty object clears it', async () => {
    const orderId = await merchant.ready([{ sku, quantity: 1 }]);
    const [first, second] = [fresh('tag'), fresh('tag')];
    must(await tag(orderId, { tag: first }), 204);
    must(await tag(orderId, { tag: second }), 204);
    expect(await orders(`/orders/ready/${first}/true`)).toEqual([]);
    expect(await orders(`/orders/ready/${second}/true`)).toEqual([orderId]);
    must(await tag(orderId, {}), 204);
    expect(await orders(`/orders/ready/${second}/true`)).toEqual([]);
  });

  test('false lists every order in the status without that tag, untagged ones included', async () => {
    const [tagged, other, untagged] = [
      await merchant.ready([{ sku, quantity: 1 }]),
      await merchant.ready([{ sku, quantity: 1 }]),
      await merchant.ready([{ sku, quantity: 1 }]),
    ];
    const word = fresh('tag');
    must(await tag(tagged, { tag: word }), 204);
    must(await tag(other, { tag: fresh('tag') }), 204);
    const without = await orders(`/orders/Ready/${word}/False`);
    expect(without).toEqual(expect.arrayContaining([other, untagged]));
    expect(without).not.toContain(tagged);
    expect(await orders(`/orders/complete/${word}/false`)).not.toContain(other);
  });

  test('a tag is a text, and a list wants a known status and true or false', async () => {
    const orderId = await merchant.ready([{ sku, quantity: 1 }]);
    expect(refusalOf(await tag(orderId, { tag: 7 }))).toEqual([
      400,
      'The value is expected to be a string. Path: /tag',
    ]);
    expect(refusalOf(await merchant.call('GET', '/orders/nonsense/a/true'))[0]).toBe(400);
    expect(refusalOf(await merchant.call('GET', '/orders/ready/a/perhaps'))[0]).toBe(400);
  });
});

describe.skipIf(!hasOperator)('F12 the list of SKUs', () => {
  test('offset and limit count SKUs from the first upload on; limit is capped, not refused', async () => {
    const own = await aMerchant(target);
    const skus = ['one', 'two/with a slash', 'three'];
    for (const one of skus) {
      must(await own.call('PUT', `/merchant-skus/${encodeURIComponent(one)}`, aProduct()), 204);
      await own.advance(1000);
    }
    const links = skus.map((one) => `merchant-skus/${encodeURIComponent(one)}`);
    for (const [query, expected] of [
      ['', links],
      ['?offset=0&limit=2', links.slice(0, 2)],
      ['?offset=1&limit=1', links.slice(1, 2)],
      ['?Offset=2&Limit=5000', links.slice(2)],
      ['?offset=3', []],
    ] as const)
      expect(must(await own.call('GET', `/merchant-skus${query}`), 200).json()).toEqual({ sku_urls: expected });
    for (const query of ['?offset=-1', '?limit=a', '?offset=1.5'])
      expect(refusalOf(await own.call('GET', `/merchant-skus${query}`))[0]).toBe(400);
  });

  test('with ?sku= it is that SKU’s body', async () => {
    const single = await read(`/merchant-skus/${sku}`);
    expect(await read(`/merchant-skus?sku=${sku}`)).toEqual(single);
    expect(refusalOf(await merchant.call('GET', `/merchant-skus?sku=${fresh('sku')}`))[0]).toBe(404);
  });
});

describe.skipIf(!hasOperator)('F13 an archived SKU', () => {
  test('has no inventory when archived and when brought back; updates meanwhile are 204 and ignored', async () => {
    const own = await merchant.offer({ price: 7, quantity: 9 });
    const path = `/merchant-skus/${own}`;
    const stock = async (): Promise<unknown> => (await read(`${path}/inventory`))['fulfillment_nodes'];
    const none = [{ fulfillment_node_id: merchant.nodes[0], quantity: 0 }];
    expect(await read(path)).not.toHaveProperty('is_archived');
    must(await merchant.call('PUT', `${path}/status/archive`, { is_archived: true }), 204);
    expect([(await read(path))['is_archived'], await stock()]).toEqual([true, none]);
    must(await merchant.call('PUT', `${path}/price`, { price: 1 }), 204);
    must(await merchant.call('PUT', path, aProduct({ product_title: 'Ignored' })), 204);
    const fed = { fulfillment_nodes: [{ fulfillment_node_id: merchant.nodes[0], quantity: 5 }] };
    must(await merchant.call('PUT', `${path}/inventory`, fed), 204);
    must(await merchant.call('PUT', `${path}/status/archive`, { is_archived: false }), 204);
    expect([await read(path), await read(`${path}/price`), await stock()]).toEqual([
      expect.objectContaining({ is_archived: false, product_title: 'Enamel mug, 12 oz' }),
      expect.objectContaining({ price: 7 }),
      none,
    ]);
  });

  test('what was uploaded while it was archived changes nothing, though processed once it is back; it sells when fed anew', async () => {
    const own = await merchant.offer({ quantity: 9 });
    const path = `/merchant-skus/${own}`;
    const fed = (quantity: number) => ({ fulfillment_nodes: [{ fulfillment_node_id: merchant.nodes[0], quantity }] });
    must(await merchant.call('PUT', `${path}/status/archive`, { is_archived: true }), 204);
    const stuck = must(await merchant.operate('POST', '/faults', { kind: 'stuck_file' }), 201).json() as { id: string };
    const fileId = await putAll(target, merchant.call, 'Inventory', JSON.stringify({ [own]: fed(5) }));
    must(await merchant.call('PUT', `${path}/status/archive`, { is_archived: false }), 204);
    must(await merchant.operate('DELETE', `/faults/${stuck.id}`), 204);
    await processed(merchant.call, fileId);
    expect(await read(`${path}/inventory`)).toMatchObject(fed(0));
    const bought = { items: [{ sku: own, quantity: 1 }] };
    expect((await merchant.operate('POST', '/orders', bought)).status).toBe(409);
    must(await merchant.call('PUT', `${path}/inventory`, fed(4)), 204);
    must(await merchant.operate('POST', '/orders', bought), 201);
  });
});

describe.skipIf(!hasOperator)('J33 the taxonomy', () => {
  test('any version is answered alike; offset and limit page through it', async () => {
    const all = (await read('/taxonomy/links/v1'))['node_urls'] as readonly string[];
    expect(await read('/taxonomy/links/1.2-whatever')).toEqual({ node_urls: all });
    expect(all.length).toBeGreaterThan(3);
    expect(await read('/taxonomy/links/v1?offset=1&limit=2')).toEqual({ node_urls: all.slice(1, 3) });
    expect(await read(`/taxonomy/links/v1?offset=${all.length + 1000}`)).toEqual({ node_urls: [] });
  });

  test('a node of level 0 has parent 0, and amazon_node_ids is an array everywhere', async () => {
    const all = (await read('/taxonomy/links/v1?limit=30'))['node_urls'] as readonly string[];
    for (const url of all) {
      const node = await read(url);
      expect(node).toMatchObject({ amazon_node_ids: expect.any(Array), suggested_tax_code: expect.any(String) });
      expect(node['jet_level'] === 0).toBe(node['parent_id'] === 0);
    }
    expect(refusalOf(await merchant.call('GET', '/taxonomy/nodes/987654321'))[0]).toBe(404);
    expect(refusalOf(await merchant.call('GET', '/taxonomy/nodes/a'))[0]).toBe(400);
  });
});

describe.skipIf(!hasOperator)('J34 reports', () => {
  const state = (id: string): Promise<Body> =>
    until({ what: `the report ${id}`, withinMs: 50_000 }, async () => {
      const now = await read(`/reports/state/${id}`);
      return now['report_status'] === 'requested' ? undefined : now;
    });

  test.each(['ProductStatus', 'SalesData', 'productstatus'])(
    '%s is made, ready, and after 24 hours expired without an address',
    async (type) => {
      const { report_id: id } = must(await merchant.call('POST', `/reports/${type}`), 200).json() as Body;
      const ready = await state(String(id));
      expect(ready).toMatchObject({ report_status: 'ready', report_url: expect.any(String) });
      const [end, expiry] = [ready['processing_end'], ready['report_expiration_date']].map((at) =>
        Date.parse(String(at)),
      );
      expect((expiry ?? 0) - (end ?? 0)).toBe(DAY_MS);
      await merchant.advance(DAY_MS + 1);
      const late = await read(`/reports/state/${id}`);
      expect(late).toMatchObject({ report_status: 'expired' });
      expect(late).not.toHaveProperty('report_url');
    },
  );

  test('an unknown type is refused, and a settlement report wants a settlement that exists', async () => {
    expect(refusalOf(await merchant.call('POST', '/reports/Nonsense'))[0]).toBe(400);
    expect(refusalOf(await merchant.call('POST', '/reports/SettlementDetails', {}))[0]).toBe(400);
    const missing = { settlement_id: '999' };
    expect(refusalOf(await merchant.call('POST', '/reports/SettlementDetails', missing))[0]).toBe(400);
    expect(refusalOf(await merchant.call('GET', `/reports/state/${fresh('report')}`))[0]).toBe(404);
  });
});
