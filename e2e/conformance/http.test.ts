import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillPath, type Operation, readContract } from './support/contract.ts';
import { aMerchant, aProduct, fresh, type Merchant } from './support/merchants.ts';
import { must, type RawReply } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target, tokenFor } from './support/target.ts';

let target: Target;
let token: string;
beforeAll(async () => {
  target = await openTarget();
  token = await tokenFor(target.send, target.user, target.pass);
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

const AUTHORIZED = '"This message is authorized."';

const { operations } = readContract('jet');

/** What a parameter is in these tests; `a` where it does not matter. */
const PARAMS: Readonly<Record<string, string>> = { count: '1', from: '0', nodeId: '7', reportType: 'ProductStatus' };
const addressOf = ({ path, parameters }: Operation): string =>
  fillPath(path, Object.fromEntries(parameters.map(({ name }) => [name, PARAMS[name] ?? 'a'])));

/** Every path with the methods that it takes; one address may be meant by several templates. */
const PATHS: readonly (readonly [path: string, methods: readonly string[]])[] = [
  ...new Set(operations.map(addressOf)),
].map((address) => [
  address,
  operations
    .filter(({ path }) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(address))
    .map(({ method }) => method),
]);

const WRONG = PATHS.flatMap(([path, methods]) =>
  ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method) =>
    methods.includes(method) ? [] : [[method, path, methods] as const],
  ),
);

describe('A1 the documented codes', () => {
  test.each(WRONG)('%s %s: a known path with a wrong method is 405 with Allow', async (method, path, methods) => {
    const reply = await target.call(method, path);
    expect(refusalOf(reply)).toEqual([405, expect.any(String)]);
    const allowed = (reply.headers.allow ?? '').split(/, */);
    expect(allowed).toEqual(expect.arrayContaining([...methods]));
    expect(allowed).not.toContain(method);
  });

  test.each(['/nowhere', '/api/authcheck', '/', '/merchant-skus/a/b/c', '/orders/a/b/c/d'])(
    '%s: an unknown path is 404 in the errors shape',
    async (path) => {
      expect(refusalOf(await target.call('GET', path))).toEqual([404, expect.any(String)]);
    },
  );

  const WRITES = operations
    .filter(({ needsBody }) => needsBody)
    .map((operation) => [operation.method, addressOf(operation)] as const);

  test.each(WRITES)(
    '%s %s: a body that is no JSON, comments included, is 400 in the errors shape',
    async (method, path) => {
      for (const body of ['{', '{"price": 29.99 // the price\n}', "{'price': 29.99}", '{"price": 29.99,}', '\u0000']) {
        expect(refusalOf(await target.call(method, path, body))).toEqual([400, expect.any(String)]);
      }
    },
  );

  test.each(WRITES)('%s %s: a body that is no object is 400', async (method, path) => {
    for (const [body, kind] of [
      ['[]', 'array'],
      ['"a"', 'string'],
      ['7', 'number'],
      ['null', 'null'],
    ]) {
      const [status, ...errors] = refusalOf(await target.call(method, path, body));
      expect([kind, status, errors]).toEqual([kind, 400, ['The value is expected to be an object. Path: /']]);
    }
  });

  test.each(WRITES)('%s %s: a missing body is 400', async (method, path) => {
    expect(refusalOf(await target.call(method, path))).toEqual([400, expect.any(String)]);
  });

  test('a body over the limit is 400, not 413', async () => {
    const body = { ...aProduct(), legal_disclaimer_description: 'x'.repeat(3_000_000) };
    const [status] = refusalOf(await target.call('PUT', `/merchant-skus/${fresh('large')}`, body));
    expect(status).toBe(400);
  });

  test('a success without content is 204, without a body or a content type', async () => {
    const reply = await target.call('PUT', `/merchant-skus/${fresh('sku')}`, aProduct());
    expect([reply.status, reply.bytes.length, reply.headers['content-type']]).toEqual([204, 0, undefined]);
  });

  test('a malformed address is 400 in the errors shape', async () => {
    for (const path of ['/merchant-skus/%zz', '/merchant-skus/%00', '/orders/withoutShipmentDetail/%ff'])
      expect(refusalOf(await target.call('GET', path))).toEqual([400, expect.any(String)]);
  });
});

describe('A2 a JSON content type without a body', () => {
  test.each(['/authcheck', '/orders/ready'])(
    'GET %s with Content-Type and Content-Length: 0 is answered',
    async (path) => {
      const plain = await target.call('GET', path);
      const headed = await target.call('GET', path, undefined, {
        'Content-Type': 'application/json',
        'Content-Length': '0',
      });
      expect([headed.status, headed.text]).toEqual([200, plain.text]);
    },
  );

  test.each(['/reports/ProductStatus', '/reports/SalesData'])(
    'POST %s, which has nothing to say, is answered with a content type and no body, of a length or not',
    async (path) => {
      for (const headers of [
        { 'Content-Type': 'application/json' },
        { 'Content-Type': 'application/json', 'Content-Length': '0' },
        { 'Transfer-Encoding': 'chunked' },
      ]) {
        const reply = await target.call('POST', path, undefined, headers);
        expect([reply.status, reply.json()]).toEqual([200, { report_id: expect.stringMatching(/./) }]);
      }
    },
  );
});

describe('A3 names ignore case', () => {
  test.each(['ready', 'Ready', 'READY', 'in progress', 'InProgress', 'in-progress', 'in_progress', 'COMPLETE'])(
    'the status "%s" in a path',
    async (status) => {
      const reply = await target.call('GET', `/orders/${encodeURIComponent(status)}`);
      expect([reply.status, reply.json()]).toEqual([200, { order_urls: expect.any(Array) }]);
    },
  );

  test('an unknown status is 400 and names the five', async () => {
    expect(refusalOf(await target.call('GET', '/orders/cancelled'))).toEqual([
      400,
      expect.stringMatching(
        /^Invalid value, should be one of \[created,ready,acknowledged,inprogress,complete\]\. Path: /,
      ),
    ]);
  });

  test.each(['isCancelled', 'IsCancelled', 'ISCANCELLED', 'iscancelled'])('the query name %s', async (name) => {
    expect((await target.call('GET', `/orders/complete?${name}=true`)).status).toBe(200);
    expect(refusalOf(await target.call('GET', `/orders/complete?${name}=perhaps`))).toEqual([
      400,
      expect.stringContaining('isCancelled'),
    ]);
  });
});

describe('addresses as clients wrote them', () => {
  test.each([
    '/authcheck',
    '/AuthCheck',
    '/AUTHCHECK',
    '/authcheck/',
    '//authcheck',
    '//authcheck//',
    '/authcheck?',
    '/authcheck/?',
    '/authcheck?unknown=1',
    '/authcheck?a=1&amp;b=2',
    '/authcheck?&',
    '/authcheck?a[]=1&a[]=2&=3',
  ])('%s', async (path) => {
    const reply = await target.call('GET', path);
    expect([reply.status, reply.text]).toEqual([200, AUTHORIZED]);
  });

  test('the base path ignores case and doubled slashes too, and is not repeated', async () => {
    const headers = { Authorization: `Bearer ${token}` };
    const { prefix } = target;
    for (const path of [`${prefix.toUpperCase()}/authcheck`, `/${prefix}//authcheck/`]) {
      const reply = await target.root({ method: 'GET', path, headers });
      expect([path, reply.status, reply.text]).toEqual([path, 200, AUTHORIZED]);
    }
    expect(refusalOf(await target.root({ method: 'GET', path: `${prefix}${prefix}/authcheck`, headers }))[0]).toBe(404);
  });

  test('paths ignore case, SKU ids do not', async () => {
    const sku = fresh('CamelCase');
    must(await target.call('PUT', `/Merchant-SKUs/${sku}/`, aProduct({ product_title: 'As it was written' })), 204);
    expect((await target.call('GET', `//MERCHANT-SKUS/${sku}`)).json()).toMatchObject({
      product_title: 'As it was written',
    });
    expect(refusalOf(await target.call('GET', `/merchant-skus/${sku.toLowerCase()}`))[0]).toBe(404);
  });

  test('a wrong Host header changes nothing', async () => {
    const own = await target.call('GET', '/orders/complete');
    const wrong = await target.call('GET', '/orders/complete', undefined, {
      Host: 'merchant-api.elsewhere.example:99',
    });
    expect([wrong.status, wrong.text]).toEqual([200, own.text]);
  });
});

describe('bodies are JSON whatever they are called', () => {
  test.each([
    ['application/json'],
    ['application/json;'],
    ['application/json; charset=utf-8'],
    ['application/json;charset=UTF-8'],
    ['APPLICATION/JSON'],
    ['application/x-www-form-urlencoded'],
    ['text/plain'],
    ['text/plain; charset=utf-8'],
    ['nonsense'],
    [undefined],
  ])('Content-Type: %s', async (type) => {
    const path = `/merchant-skus/${fresh('typed')}`;
    const written = await target.send({
      method: 'PUT',
      path,
      headers: { Authorization: `Bearer ${token}`, ...(type === undefined ? {} : { 'Content-Type': type }) },
      body: JSON.stringify(aProduct({ product_title: `Sent as ${type} – ünïcode` })),
    });
    must(written, 204);
    expect((await target.call('GET', path)).json()).toMatchObject({ product_title: `Sent as ${type} – ünïcode` });
  });
});

describe('bodies arrive as clients send them', () => {
  test.each<[string, Record<string, string>]>([
    ['in UTF-8 with the charset in quotes', { 'Content-Type': 'application/json; charset="utf-8"' }],
    ['in chunks, without a length', { 'Transfer-Encoding': 'chunked' }],
    ['after Expect: 100-continue', { Expect: '100-continue' }],
    ['on a connection that is closed', { Connection: 'close' }],
  ])('%s', async (_, headers) => {
    const path = `/merchant-skus/${fresh('sent')}`;
    must(await target.call('PUT', path, aProduct({ product_title: 'Sent in another way' }), headers), 204);
    expect((await target.call('GET', path)).json()).toMatchObject({ product_title: 'Sent in another way' });
  });
});

describe('answers', () => {
  test('are application/json, refusals too', async () => {
    const replies = [
      await target.call('GET', '/authcheck'),
      await target.call('GET', '/orders/ready'),
      await target.call('GET', `/merchant-skus/${fresh('none')}`),
      await target.open('GET', '/authcheck'),
      await target.call('GET', '/nowhere'),
      await target.call('DELETE', '/authcheck'),
    ];
    expect(replies.map(({ headers }) => headers['content-type']?.split(';')[0])).toEqual(
      replies.map(() => 'application/json'),
    );
  });

  test('are gzip when asked for, and only then', async () => {
    const path = `/merchant-skus/${fresh('long')}`;
    must(await target.call('PUT', path, aProduct({ product_description: 'A long description. '.repeat(90) })), 204);
    const plain = await target.call('GET', path);
    expect(plain.headers['content-encoding']).toBeUndefined();
    const packed = await target.call('GET', path, undefined, { 'Accept-Encoding': 'gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length);
    expect(gunzipSync(packed.bytes).toString('utf8')).toBe(plain.text);
  });
});

describe('errors', () => {
  const put = (body: unknown): Promise<RawReply> => target.call('PUT', `/merchant-skus/${fresh('wrong')}`, body);

  test('several are told at once, in the recorded words', async () => {
    const body = { product_title: 7, brand: '', map_implementation: '104', prop_65: 'true' };
    const [status, ...errors] = refusalOf(await put(body));
    expect(status).toBe(400);
    expect(errors).toEqual(
      expect.arrayContaining([
        'Required property is missing. Path: /multipack_quantity',
        'The value is expected to be a string. Path: /product_title',
        'Invalid value, should be one of [101,102,103]. Path: /map_implementation',
        'The value is expected to be a boolean. Path: /prop_65',
      ]),
    );
  });

  test('a quoted number is no number', async () => {
    expect(refusalOf(await put(aProduct({ multipack_quantity: '6' })))).toEqual([
      400,
      'The value is expected to be an integer. Path: /multipack_quantity',
    ]);
  });

  test('business rules are looked at only when the form holds', async () => {
    const codes = [{ standard_product_code: '123456789013', standard_product_code_type: 'UPC' }];
    const wrong = { ...aProduct({ standard_product_codes: codes }), multipack_quantity: '6' };
    expect(refusalOf(await put(wrong))).toEqual([
      400,
      'The value is expected to be an integer. Path: /multipack_quantity',
    ]);
    expect(refusalOf(await put({ ...wrong, multipack_quantity: 6 }))).toEqual([400, 'Invalid UPC Code.']);
  });

  test('an unknown field is tolerated', async () => {
    expect((await put(aProduct({ manufacturer_warranty: 'none', price_last_update: null }))).status).toBe(204);
  });

  test('characters that no database keeps are refused, wherever they stand', async () => {
    for (const bad of ['\\u0000', '\\ud800'])
      expect(
        refusalOf(await put(`{"product_title":"A title ${bad}","multipack_quantity":1,"ASIN":"12345ABCDE"}`)),
      ).toEqual([400, expect.stringContaining('Path: /product_title')]);
    expect(refusalOf(await target.call('GET', '/orders/ready?fulfillment_node=%00'))[0]).toBe(400);
  });

  test.each(['/merchant-skus/', '/orders/withoutShipmentDetail/', '/orders/'])(
    '%s and a very long name is refused in the errors shape',
    async (path) => {
      const [status] = refusalOf(await target.call('GET', `${path}${'x'.repeat(5000)}`));
      expect([400, 404]).toContain(status);
    },
  );

  test('null is no value for a field', async () => {
    expect(refusalOf(await put(aProduct({ brand: null })))).toEqual([
      400,
      'The value is expected to be a string. Path: /brand',
    ]);
  });

  test('the same member twice counts once, the last', async () => {
    const path = `/merchant-skus/${fresh('twice')}`;
    must(await target.call('PUT', path, aProduct()), 204);
    must(await target.call('PUT', `${path}/price`, '{"price": 1, "price": 2}'), 204);
    expect((await target.call('GET', `${path}/price`)).json()).toMatchObject({ price: 2 });
  });
});

describe.skipIf(!hasOperator)('another merchant', () => {
  let own: Merchant;
  let other: Merchant;
  beforeAll(async () => {
    own = await aMerchant(target);
    other = await aMerchant(target);
  });

  test('sees of an order what it sees of none, on every route', async () => {
    const orderId = await own.ready([{ sku: await own.offer(), quantity: 1 }]);
    const missing = orderId.replace(/^./, (first) => (first === '0' ? '1' : '0'));
    const message = {
      acknowledgement_status: 'accepted',
      order_items: [{ order_item_acknowledgement_status: 'fulfillable', order_item_id: 'x' }],
    };
    const shipped = { shipments: [{ shipment_items: [{ merchant_sku: 'x', response_shipment_cancel_qty: 1 }] }] };
    for (const [method, path, body] of [
      ['GET', (id: string) => `/orders/withoutShipmentDetail/${id}`, undefined],
      ['PUT', (id: string) => `/orders/${id}/acknowledge`, message],
      ['PUT', (id: string) => `/orders/${id}/shipped`, shipped],
    ] as const) {
      const [theirs, none] = [
        await other.call(method, path(orderId), body),
        await other.call(method, path(missing), body),
      ];
      expect([theirs.status, theirs.text.replaceAll(orderId, '')]).toEqual([404, none.text.replaceAll(missing, '')]);
    }
    expect(await other.list('ready')).toEqual([]);
    expect((await own.read(orderId)).status).toBe('ready');
  });

  test('sees of a SKU what it sees of none, on every route, and may use the same id', async () => {
    const sku = await own.offer();
    const missing = fresh('sku');
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['GET', '/price', undefined],
      ['PUT', '/price', { price: 1 }],
      ['GET', '/inventory', undefined],
      ['PUT', '/inventory', {}],
      ['PATCH', '/inventory', {}],
    ] as const) {
      const theirs = await other.call(method, `/merchant-skus/${sku}${path}`, body);
      const none = await other.call(method, `/merchant-skus/${missing}${path}`, body);
      expect([theirs.status, theirs.text.replaceAll(sku, '')]).toEqual([404, none.text.replaceAll(missing, '')]);
    }
    must(await other.call('PUT', `/merchant-skus/${sku}`, aProduct({ product_title: 'Somebody else’s' })), 204);
    expect((await own.call('GET', `/merchant-skus/${sku}`)).json()).toMatchObject({
      product_title: 'Enamel mug, 12 oz',
    });
  });

  test('its nodes are no nodes of one’s own', async () => {
    const path = `/merchant-skus/${await own.offer()}/inventory`;
    const [status, ...errors] = refusalOf(
      await own.call('PUT', path, { fulfillment_nodes: [{ fulfillment_node_id: other.nodes[0], quantity: 1 }] }),
    );
    expect([status, errors]).toEqual([400, [expect.stringContaining('/fulfillment_nodes[0]/fulfillment_node_id')]]);
  });
});
