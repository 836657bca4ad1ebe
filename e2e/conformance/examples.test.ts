import { gunzipSync } from 'node:zlib';
import { fileContentExamples, fileText, type JetExample, jetExamples, reportContentExamples } from '@jetway/jet-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/wait.ts';
import { issue, processed, put, putAll } from './support/files.ts';
import { aMerchant, aProduct, DAY_MS, fresh, type ReadOrder } from './support/merchants.ts';
import { type Call, must } from './support/raw-http.ts';
import { nullsIn, shapeDifferences } from './support/shapes.ts';
import { callAs, hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

let target: Target;
/** As the merchant whose world stands a minute after the printed order became ready. */
let call: Call;
/** As the merchant whose world stands more than a year later. */
let later: Call;
beforeAll(async () => {
  target = await openTarget();
  call = target.call;
  later = await callAs(target, 'jet-examples-later');
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

type Body = Record<string, unknown>;

const used = new Set<JetExample>();

/** The body of a printed example; it counts as tried from now on. */
function printed(kind: 'request' | 'reply', route: string, name: string): Body {
  const example = jetExamples.find((one) => one.kind === kind && one.route === route && one.name === name);
  if (example === undefined) throw new Error(`no ${kind} "${name}" of ${route}`);
  used.add(example);
  return example.body as Body;
}

const namesOf = (route: string): string[] =>
  jetExamples.flatMap((example) => (example.kind === 'request' && example.route === route ? [example.name] : []));

/** A SKU of its own; answers its path. */
async function aSku(): Promise<string> {
  const path = `/merchant-skus/${fresh('sku')}`;
  must(await call('PUT', path, aProduct()), 204);
  return path;
}

async function read(path: string, as: Call = call): Promise<Body> {
  const body = must(await as('GET', path), 200).json();
  expect(nullsIn(body)).toEqual([]);
  return body as Body;
}

/** All of a printed answer but its date, which must have the same form. */
function expectLike(given: Body, example: Body, dateName: string): void {
  expect(shapeDifferences(example, given)).toEqual([]);
  expect({ ...given, [dateName]: undefined }).toEqual({ ...example, [dateName]: undefined });
}

/** A printed answer without members whose printed values have a form of their own. */
const without = (body: Body, ...names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));

const ORDER = '9b13bdd68c314d1b9c8b93277dea4da1';

describe('Retrieve Token', () => {
  test('the request is accepted and answered in the printed form', async () => {
    const reply = must(await target.open('POST', '/token', printed('request', 'getToken', 'Token Request')), 200);
    const example = printed('reply', 'getToken', 'Token');
    const given = reply.json() as Body;
    expect(shapeDifferences(example, given)).toEqual([]);
    expect(Object.keys(given)).toEqual(Object.keys(example));
    expect(claimNames(given)).toEqual(claimNames(example).filter((name) => name !== 'ironman_portal_user_id'));
  });

  test('wrong credentials are answered as printed', async () => {
    const reply = await target.open('POST', '/token', { user: 'nobody', pass: 'nothing' });
    expect([reply.status, reply.json()]).toEqual([400, printed('reply', 'getToken', 'Wrong credentials')]);
  });
});

const claimNames = (token: Body): string[] =>
  Object.keys(
    JSON.parse(Buffer.from(String(token['id_token']).split('.')[1] ?? '', 'base64url').toString('utf8')) as object,
  );

describe('SKU Upload and Single SKU Retrieval', () => {
  test.each(namesOf('putSku'))('"%s" is accepted, and returned as sent', async (name) => {
    const path = `/merchant-skus/${fresh('sku')}`;
    const body = printed('request', 'putSku', name);
    must(await call('PUT', path, body), 204);
    expect(await read(path)).toMatchObject(body);
  });

  test('the printed answer is given, all but its tax code, which is none of the documented', async () => {
    const { status, product_tax_code: _undocumented, ...product } = printed('reply', 'getSku', 'SKU');
    const path = `/merchant-skus/${fresh('sku')}`;
    const sent = { ...product, product_tax_code: 'Generic Taxable Product' };
    must(await call('PUT', path, sent), 204);
    must(await call('PUT', `${path}/price`, { price: 5 }), 204);
    const stock = [{ fulfillment_node_id: 'XISNDKSANDSFNCSJKFDNFKJHFJD', quantity: 1 }];
    must(await call('PUT', `${path}/inventory`, { fulfillment_nodes: stock }), 204);
    const { sub_status: reasons, ...given } = await read(path);
    expect(given).toEqual({ status, ...sent });
    expect(reasons ?? []).toEqual([]);
  });
});

describe('SKU Upload V2', () => {
  test.each(namesOf('putSkuV2'))('"%s" is accepted, and returned as sent', async (name) => {
    const path = `/merchant-skus/${fresh('sku')}`;
    const { product_type_id: type, ...product } = printed('request', 'putSkuV2', name);
    must(await call('PUT', `${path}/v2`, { product_type_id: type, ...product }), 204);
    expect(await read(path)).toMatchObject(product);
  });
});

describe('SKU List Retrieval', () => {
  test('SKUs are listed in the printed form, as many as asked for', async () => {
    const path = (await aSku()).slice(1);
    const example = printed('reply', 'listSkus', 'Links');
    const given = await read('/merchant-skus?offset=0&limit=1000');
    expect(shapeDifferences(example, given)).toEqual([]);
    expect(given['sku_urls']).toContain(path);
    expect((await read('/merchant-skus?offset=0&limit=3'))['sku_urls']).toHaveLength(3);
  });
});

describe('Archive SKU', () => {
  test.each(namesOf('archiveSku'))('"%s" is accepted: the SKU says so, and its inventory is 0', async (name) => {
    const path = await aSku();
    const body = printed('request', 'archiveSku', name);
    const stock = [{ fulfillment_node_id: 'XISNDKSANDSFNCSJKFDNFKJHFJD', quantity: 9 }];
    must(await call('PUT', `${path}/inventory`, { fulfillment_nodes: stock }), 204);
    must(await call('PUT', `${path}/status/archive`, { is_archived: true }), 204);
    must(await call('PUT', `${path}/status/archive`, body), 204);
    const archived = body['is_archived'] === true ? { status: 'Archived' } : {};
    expect(await read(path)).toMatchObject({ ...body, ...archived });
    const left = (await read(`${path}/inventory`))['fulfillment_nodes'] as readonly Body[];
    expect(left.map(({ quantity }) => quantity)).toEqual([0]);
  });
});

describe('Price Upload and Price Retrieval', () => {
  test.each(namesOf('putPrice'))('"%s" is accepted, and returned as sent', async (name) => {
    const path = `${await aSku()}/price`;
    const body = printed('request', 'putPrice', name);
    must(await call('PUT', path, body), 204);
    expect(await read(path)).toMatchObject({ fulfillment_nodes: [], ...body });
  });

  test('the printed answers are given', async () => {
    const path = `${await aSku()}/price`;
    must(await call('PUT', path, { price: 10 }), 204);
    expectLike(await read(path), printed('reply', 'getPrice', 'Price'), 'price_last_update');
    must(await call('PUT', path, printed('request', 'putPrice', 'Price by Fulfillment Node')), 204);
    expectLike(await read(path), printed('reply', 'getPrice', 'Price by Fulfillment Node'), 'price_last_update');
  });
});

describe('Inventory Upload and Inventory Retrieval', () => {
  const fed = printed('request', 'putInventory', 'Upload Inventory');

  test.each(namesOf('putInventory'))('"%s" is accepted by PUT, and is then the inventory', async (name) => {
    const path = `${await aSku()}/inventory`;
    const body = printed('request', 'putInventory', name);
    must(await call('PUT', path, fed), 204);
    must(await call('PUT', path, body), 204);
    expect(await read(path)).toMatchObject({ fulfillment_nodes: [], ...body });
  });

  test.each(namesOf('putInventory'))(
    '"%s" is accepted by PATCH, where saying nothing changes nothing',
    async (name) => {
      const path = `${await aSku()}/inventory`;
      const body = printed('request', 'putInventory', name);
      must(await call('PUT', path, fed), 204);
      must(await call('PATCH', path, body), 204);
      const isSilent =
        (body['fulfillment_nodes'] as unknown[] | undefined)?.length === 0 || !('fulfillment_nodes' in body);
      expect(await read(path)).toMatchObject(isSilent ? fed : body);
    },
  );

  test('the printed answers are given', async () => {
    const path = `${await aSku()}/inventory`;
    must(await call('PUT', path, fed), 204);
    expectLike(await read(path), printed('reply', 'getInventory', 'Inventory'), 'inventory_last_update');
    must(await call('PUT', path, {}), 204);
    expectLike(await read(path), printed('reply', 'getInventory', 'Cleared inventory'), 'inventory_last_update');
  });
});

/** As the SKUs of the world that vary: their brand, and a pattern and size that none of them has. */
const aVariant = () =>
  aProduct({
    brand: 'Lowtide',
    attributes_node_specific: [
      { attribute_id: 12, attribute_value: 'checks' },
      { attribute_id: 34, attribute_value: 'medium' },
    ],
  });

describe('Variation Upload and Variation Retrieval', () => {
  test.each(namesOf('putVariation'))('"%s" is accepted, and returned as sent', async (name) => {
    const path = `/merchant-skus/${fresh('sku')}`;
    const body = printed('request', 'putVariation', name);
    must(await call('PUT', path, aVariant()), 204);
    must(await call('PUT', `${path}/variation`, body), 204);
    expect(await read(`${path}/variation`)).toEqual(body);
  });
});

describe('Shipping Exception Upload and Retrieval', () => {
  test.each(namesOf('putShippingException'))('"%s" is accepted, and returned as sent', async (name) => {
    const path = `${await aSku()}/shippingexception`;
    const body = printed('request', 'putShippingException', name);
    must(await call('PUT', path, body), 204);
    expect(await read(path)).toEqual(body);
  });

  const answers = jetExamples.filter(({ kind, route }) => kind === 'reply' && route === 'getShippingException');
  test.each(answers.map(({ name }) => name))('the printed answer "%s" is given once it was sent', async (name) => {
    const path = `${await aSku()}/shippingexception`;
    const body = printed('reply', 'getShippingException', name);
    must(await call('PUT', path, body), 204);
    expect(await read(path)).toEqual(body);
  });
});

describe('Returns Exception', () => {
  test.each(namesOf('putReturnsException'))('"%s" is accepted, and returned as sent', async (name) => {
    const path = `${await aSku()}/returnsexception`;
    const body = printed('request', 'putReturnsException', name);
    must(await call('PUT', path, body), 204);
    expect(await read(path)).toEqual(body);
  });
});

describe('Request Upload URL, Upload File to URL, Request to Process and Verify Processing Success', () => {
  const TEXT = { [fresh('sku')]: aProduct() };

  test.each(namesOf('postUploadedFile'))(
    '"%s" is accepted for an issued address, and answered with it',
    async (name) => {
      const issued = await issue(call);
      expect(shapeDifferences(printed('reply', 'getUploadToken', 'Upload URL'), issued)).toEqual([]);
      expect(issued.expires_in_seconds).toBe(1800);
      must(await put(target, issued.url, JSON.stringify(TEXT)), 201);
      const body: Body = { ...printed('request', 'postUploadedFile', name), url: issued.url };
      const told = must(await call('POST', '/files/uploaded', body), 200).json() as Body;
      expect(told).toEqual(body);
      const answers = jetExamples.filter(({ kind, route }) => kind === 'reply' && route === 'postUploadedFile');
      if (answers.some((answer) => answer.name === name))
        expect(shapeDifferences(printed('reply', 'postUploadedFile', name), told)).toEqual([]);
      // Whether it waits or is done already: what the printed answer of a waiting file has is always there.
      const waiting = await read(`/files/${issued.jet_file_id}`);
      const example = printed('reply', 'getFile', 'Acknowledged File');
      const known = without(example, 'received', 'status', 'file_name');
      expect(shapeDifferences(known, waiting)).toEqual([]);
      expect(waiting).toMatchObject({
        jet_file_id: issued.jet_file_id,
        url: issued.url.split('?')[0],
        file_name: body['file_name'],
      });
      expect(waiting['received']).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}Z$/);
    },
  );

  /** The printed dates of files are none; the name is the merchant's own. */
  const DATES = ['received', 'processing_start', 'processing_end'];

  test('a file without errors is processed, and told of as printed', async () => {
    const given = await processed(call, await putAll(target, call, 'MerchantSKUs', JSON.stringify(TEXT)));
    const example = printed('reply', 'getFile', 'Processed Successfully');
    expect(shapeDifferences(without(example, 'file_name', ...DATES), given)).toEqual([]);
    expect(given).toMatchObject({
      status: 'Processed successfully',
      file_type: 'MerchantSKUs',
      file_name: 'MerchantSKUs.json.gz',
    });
    for (const name of DATES) expect(given[name]).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}Z$/);
    expect(Object.keys(given)).toEqual(expect.not.arrayContaining(['error_count', 'error_url', 'error_excerpt']));
  });

  test('the printed errors are told of with their places; all of them stand behind the address of errors', async () => {
    const example = printed('reply', 'getFile', 'Processed with Errors');
    const [unnamed, undated, miscoded] = example['error_excerpt'] as readonly string[];
    const code = { standard_product_code: '123456789013', standard_product_code_type: 'UPC' };
    const lines = [
      '{',
      `  "ABCD": ${JSON.stringify({ product_title: 'No identification', multipack_quantity: 1 })},`,
      `  "EFGH": ${JSON.stringify(aProduct({ start_selling_date: 'soon' }))},`,
      `"EFGH-2": ${JSON.stringify(aProduct({ standard_product_codes: [code] }))}`,
      '}',
    ];
    const given = await processed(call, await putAll(target, call, 'MerchantSKUs', lines.join('\n')));
    expect(shapeDifferences(without(example, 'file_name', ...DATES), given)).toEqual([]);
    const at = (line: number, column: number, text = ''): string =>
      text.replace(/^Position \d+, \d+:/, `Position ${line}, ${column}:`);
    const errors = [at(2, 3, unnamed), at(3, 3, undated), at(4, 1, miscoded).replace("'EFGH'", "'EFGH-2'")];
    expect(given).toMatchObject({ status: 'Processed with errors', error_count: 3, error_excerpt: errors });
    const { pathname, search } = new URL(String(given['error_url']));
    const all = must(await target.root({ method: 'GET', path: `${pathname}${search}` }), 200);
    expect(all.json()).toEqual(errors);
  });
});

describe('JSON File Examples', () => {
  const SKU = '{user_defined_merchant_sku}';
  const path = `/merchant-skus/${encodeURIComponent(SKU)}`;
  /** Where the single retrieval shows what a file of the type wrote. */
  const READ_AT: Readonly<Record<string, string>> = {
    Price: '/price',
    Inventory: '/inventory',
    ShippingException: '/shippingexception',
    ReturnsException: '/returnsexception',
    Variation: '/variation',
  };

  test.each(fileContentExamples.map(({ type, records }) => [type, records] as const))(
    'the printed file of type %s is processed without errors, and its last record of the SKU holds',
    async (type, records) => {
      must(await call('PUT', path, aVariant()), 204);
      const given = await processed(call, await putAll(target, call, type, fileText(records)));
      expect(given).toMatchObject({ file_type: type, status: 'Processed successfully' });
      const { product_type_id: _notReturned, ...last } = Object.fromEntries(records)[SKU] as Body;
      expect(await read(`${path}${READ_AT[type] ?? ''}`)).toMatchObject(last);
    },
  );
});

/**
 * What the printed order says of itself that cannot all hold: it is created and has dates of later states; its price of
 * one unit is that of two; its fees are not those listed.
 */
const CONTRADICTIONS = {
  status: 'acknowledged',
  totals: { base_price: 40, item_tax: 0.28, item_shipping_cost: 10, item_shipping_tax: 0.7 },
  item_fees: 1.2,
};

describe('Acknowledge Order and Check Order Details', () => {
  const path = `/orders/withoutShipmentDetail/${ORDER}`;

  test('"Accepted Order" is accepted, and the printed order is given', async () => {
    must(
      await call('PUT', `/orders/${ORDER}/acknowledge`, printed('request', 'acknowledgeOrder', 'Accepted Order')),
      204,
    );
    const example = printed('reply', 'getOrder', 'Order') as Body & ReadOrder;
    const given = await read(path);
    expect(shapeDifferences(example, given)).toEqual([]);
    expect(given).toMatchObject({
      ...example,
      status: CONTRADICTIONS.status,
      order_totals: {
        ...example.order_totals,
        item_price: CONTRADICTIONS.totals,
        item_fees: CONTRADICTIONS.item_fees,
      },
      order_items: example.order_items.map((item) => ({ ...item, item_fees: CONTRADICTIONS.item_fees })),
    });
  });

  test('it has what is always returned and not printed, and what the answer added', async () => {
    must(
      await call('PUT', `/orders/${ORDER}/acknowledge`, printed('request', 'acknowledgeOrder', 'Accepted Order')),
      204,
    );
    expect(await read(path)).toMatchObject({
      shipments: [],
      has_shipments: false,
      alt_order_id: '232145',
      acknowledgement_status: 'accepted',
      order_items: [{ order_item_acknowledgement_status: 'fulfillable', alt_order_item_id: '76-i105' }],
    });
  });

  test('an item of another order is answered as printed', async () => {
    const answer = printed('reply', 'acknowledgeOrder', 'Item of another order');
    const { order_items: _items, ...message } = printed('request', 'acknowledgeOrder', 'Accepted Order');
    const items = [
      { order_item_acknowledgement_status: 'fulfillable', order_item_id: '21b5a551d31541eea8f36f05385d2f90' },
    ];
    const reply = await call('PUT', `/orders/${ORDER}/acknowledge`, { ...message, order_items: items });
    expect([reply.status, reply.json()]).toEqual([400, answer]);
  });

  test('"Rejected Order" is accepted: complete, order rejected, and the SKU’s inventory is 0', async () => {
    must(
      await later('PUT', `/orders/${ORDER}/acknowledge`, printed('request', 'acknowledgeOrder', 'Rejected Order')),
      204,
    );
    expect(await read(path, later)).toMatchObject({
      status: 'complete',
      exception_state: 'exception - order rejected',
      acknowledgement_status: 'rejected - item level error',
      order_items: [{ order_item_acknowledgement_status: 'nonfulfillable - no inventory' }],
    });
    expect(await read('/merchant-skus/B289B4B/inventory', later)).toMatchObject({
      fulfillment_nodes: [{ fulfillment_node_id: 'EIDIDSNKDSFDKSJDKJSDJKFJF', quantity: 0 }],
    });
  });
});

/** The order that waits for each printed message, and where the message takes it. */
const SHIPPED: Readonly<Record<string, readonly [orderId: string, status: string]>> = {
  'Units Shipped': ['51110000000000000000000000000001', 'inprogress'],
  'Units Cancelled': ['51110000000000000000000000000002', 'inprogress'],
  'RMA Number with Return Location': ['51110000000000000000000000000003', 'inprogress'],
  'Mixed Example': ['51110000000000000000000000000004', 'complete'],
};

describe('Ship Order', () => {
  test.each(namesOf('shipOrder'))('"%s" is accepted, and answered unchanged', async (name) => {
    const [orderId, status] = SHIPPED[name] ?? ['no order for it', ''];
    const body = printed('request', 'shipOrder', name);
    must(await call('PUT', `/orders/${orderId}/shipped`, body), 204);
    const order = await read(`/orders/withoutShipmentDetail/${orderId}`);
    expect(order).toMatchObject({ ...body, status });
    expect(order).not.toHaveProperty('exception_state');
  });

  test('a quantity as a text is answered as printed', async () => {
    const shipment = {
      carrier: 'UPS',
      shipment_items: [{ merchant_sku: '15a1010', response_shipment_sku_quantity: '1' }],
    };
    const [orderId] = SHIPPED['Units Shipped'] ?? [''];
    const reply = await call('PUT', `/orders/${orderId}/shipped`, { shipments: [shipment] });
    expect([reply.status, reply.json()]).toEqual([400, printed('reply', 'shipOrder', 'Quantity as a text')]);
  });
});

describe('Check for Orders', () => {
  test('orders are listed in the printed form', async () => {
    const example = printed('reply', 'listOrders', 'Orders');
    for (const status of ['acknowledged', 'inprogress']) {
      const given = await read(`/orders/${status}`);
      expect(shapeDifferences(example, given)).toEqual([]);
      expect(Object.keys(given)).toEqual(Object.keys(example));
    }
  });

  test('no orders are answered as printed', async () => {
    expect(await read('/orders/created', later)).toEqual(printed('reply', 'listOrders', 'No orders'));
  });
});

describe('Tag Order and Check for Tagged Orders', () => {
  const { 'Units Shipped': [orderId = '', status = ''] = [] } = SHIPPED;

  test.each(namesOf('tagOrder'))('"%s" is accepted; the order is listed by it in the printed form', async (name) => {
    const body = printed('request', 'tagOrder', name);
    must(await call('PUT', `/orders/${orderId}/tag`, body), 204);
    const given = await read(`/orders/${status}/${body['tag']}/true`);
    expect(shapeDifferences(printed('reply', 'listTaggedOrders', 'Orders'), given)).toEqual([]);
    expect(given).toEqual({ order_urls: [`/orders/withoutShipmentDetail/${orderId}`] });
  });

  test('no orders with the tag are answered as printed', async () => {
    expect(await read(`/orders/${status}/${fresh('tag')}/true`)).toEqual(
      printed('reply', 'listTaggedOrders', 'No orders'),
    );
  });
});

const RETURN = '53df71b3015640a9b50f481e8c1ce295';
const RETURN_ORDER = 'a2f8a71e95014bb5be5dd827fc0f4cb0';
/** Of the printed refund. */
const REFUND_ORDER = 'b7891230000000000000000000000001';

describe('Check for Returns, Check Return Detail and Complete Return', () => {
  const read = async (path: string): Promise<Body> => must(await later('GET', path), 200).json() as Body;

  test('returns are listed in the printed form, and none as printed', async () => {
    const given = await read('/returns/created');
    expect(shapeDifferences(printed('reply', 'listReturns', 'Returns'), given)).toEqual([]);
    expect(given['return_urls']).toContain(`/returns/state/${RETURN}`);
    expect(await read('/returns/acknowledge')).toEqual(printed('reply', 'listReturns', 'No returns'));
  });

  test('the printed return is given, all but what its date says below a millisecond', async () => {
    const example = printed('reply', 'getReturn', "'Created' Return");
    const given = await read(`/returns/state/${RETURN}`);
    expect(shapeDifferences(example, given)).toEqual([]);
    expect(given).toMatchObject(without(example, 'return_date'));
    expect(String(given['return_date']).slice(0, 23)).toBe(String(example['return_date']).slice(0, 23));
    expect(given).toMatchObject({ items: [], agree_to_return_charge: false });
    expect(await read(`/return/state/${RETURN}`)).toEqual(given);
  });

  test('each printed complete message is accepted; the return is in progress until all units are told of', async () => {
    const sent = [];
    for (const name of namesOf('completeReturn')) {
      const body = printed('request', 'completeReturn', name);
      must(await later('PUT', `/returns/${RETURN}/complete`, body), 204);
      sent.push(...(body['items'] as Body[]));
      const given = await read(`/returns/state/${RETURN}`);
      expect(given).toMatchObject({ return_status: 'inprogress', alt_order_id: '12345678', items: sent });
    }
    const example = printed('reply', 'getReturn', "'Inprogress' Return");
    const told = sent.filter((item) => 'return_refund_feedback' in item);
    expect(shapeDifferences(example, { ...(await read(`/returns/state/${RETURN}`)), items: told })).toEqual([]);
    const rest = { merchant_order_id: RETURN_ORDER, agree_to_return_charge: true, items: [] };
    must(await later('PUT', `/returns/${RETURN}/complete`, rest), 204);
    const done = await read(`/returns/state/${RETURN}`);
    expect(shapeDifferences(printed('reply', 'getReturn', "'Complete' Return"), { ...done, items: told })).toEqual([]);
    expect(done).toMatchObject({ return_status: 'completed by merchant', items: sent });
  });

  test('a return that the sandbox makes has the form of the printed one, but for the date', async () => {
    const { url } = await read(`/returns/generate/${REFUND_ORDER}`);
    const example = without(printed('reply', 'getReturn', 'Return'), 'return_date', 'reference_order_id');
    expect(shapeDifferences(example, await read(String(url)))).toEqual([]);
  });
});

describe('Create Merchant Initiated Refund, Check Refund State and Check for Created Refunds', () => {
  test('the printed refund is created, and given as printed but for its ids', async () => {
    const body = printed('request', 'createRefund', 'Refund');
    const created = must(await later('POST', `/refunds/${REFUND_ORDER}/1292142451`, body), 201).json() as Body;
    expect(shapeDifferences(printed('reply', 'createRefund', 'Refund created'), created)).toEqual([]);
    const given = await read(`/refunds/state/${created['refund_authorization_id']}`, later);
    const example = printed('reply', 'getRefund', 'Refund');
    const own = ['reference_order_id', 'reference_merchant_order_id', 'items'];
    expect(Object.keys(given).sort()).toEqual(Object.keys(example).sort());
    expect(shapeDifferences(without(example, ...own), given)).toEqual([]);
    expect(given).toMatchObject({ alt_refund_id: '1292142451', merchant_order_id: REFUND_ORDER, ...body });
    const listed = await read('/refunds/Created', later);
    expect(shapeDifferences(printed('reply', 'listRefunds', 'Refunds'), listed)).toEqual([]);
    expect(listed['refund_urls']).toContain(`refunds/${created['refund_authorization_id']}`);
  });
});

describe('Create New Report, Report Status and Report Examples', () => {
  /** As it is when it is made, which takes a moment. */
  async function madeReport(reportId: unknown): Promise<Body> {
    return until({ what: 'the report', withinMs: 60_000 }, async () => {
      const state = await read(`/reports/state/${reportId}`);
      return state['report_status'] === 'requested' ? undefined : state;
    });
  }
  const download = async (url: unknown): Promise<string> => {
    const { pathname, search } = new URL(String(url));
    const reply = await target.root({ method: 'GET', path: `${pathname}${search}`, headers: {} });
    return gunzipSync(must(reply, 200).bytes).toString('utf8');
  };

  test('the printed request is accepted, and its report can be downloaded', async () => {
    const body = printed('request', 'createReport', 'SettlementDetails');
    const created = must(await call('POST', '/reports/SettlementDetails', body), 200).json() as Body;
    expect(shapeDifferences(printed('reply', 'createReport', 'Report'), created)).toEqual([]);
    const ready = await madeReport(created['report_id']);
    // A merchant of a file has the id that the file says.
    const example = without(printed('reply', 'getReportState', 'Ready'), 'merchant_id');
    expect(shapeDifferences(example, ready)).toEqual([]);
    expect(ready).toMatchObject({ report_status: 'ready', report_type: 'SettlementDetails' });
    expect(await download(ready['report_url'])).toContain('43123');
  });

  test('a report without a body, with a JSON content type, is made all the same', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const reply = must(await call('POST', '/reports/ProductStatus', undefined, headers), 200);
    const { report_id: id } = reply.json() as Body;
    const example = without(printed('reply', 'getReportState', 'Requested'), 'merchant_id');
    const ready = await madeReport(id);
    expect(shapeDifferences(example, ready)).toEqual([]);
    const report = JSON.parse(await download(ready['report_url'])) as Record<string, Body>;
    const [status] = reportContentExamples.productStatus;
    for (const entry of Object.values(report)) expect(shapeDifferences(status, entry)).toEqual([]);
    expect(Object.keys(report).length).toBeGreaterThan(0);
  });
});

describe('SKU Sales Data', () => {
  test('a SKU that sells is told of in the printed form', async () => {
    const example = printed('reply', 'getSalesData', 'Sales Data');
    if (!hasOperator) return;
    const seller = await aMerchant(target);
    const sku = await seller.offer();
    await seller.accepted([{ sku, quantity: 3 }]);
    await seller.advance(2 * DAY_MS);
    const given = must(await seller.call('GET', `/merchant-skus/${sku}/salesdata`), 200).json();
    expect(shapeDifferences(example, given)).toEqual([]);
    expect(given).toMatchObject({ sales_rank: { level_0: 1 }, units_sold: { last_30_days: 3 } });
  });
});

describe('Call Taxonomy Nodes, Taxonomy Node IDs and the attributes of a category', () => {
  test('links of nodes are listed in the printed form', async () => {
    const given = await read('/taxonomy/links/v1?offset=0&limit=100');
    expect(shapeDifferences(printed('reply', 'listTaxonomyLinks', 'Node links'), given)).toEqual([]);
    expect(given['node_urls']).toContain('/taxonomy/nodes/9000218');
  });

  test('the printed node and the printed attributes are given', async () => {
    expect(await read('/taxonomy/nodes/9000218')).toEqual(printed('reply', 'getTaxonomyNode', 'Node'));
    expect(await read('/taxonomy/nodes/9000218/attributes')).toMatchObject(
      printed('reply', 'listNodeAttributes', 'Attributes'),
    );
  });
});

test('L every printed example that is known was tried', () => {
  expect(
    jetExamples.filter((example) => !used.has(example)).map(({ kind, route, name }) => [kind, route, name]),
  ).toEqual([]);
});
