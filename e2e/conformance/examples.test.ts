import { type JetExample, jetExamples } from '@jetway/jet-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aProduct, fresh, type ReadOrder } from './support/merchants.ts';
import { type Call, must } from './support/raw-http.ts';
import { nullsIn, shapeDifferences } from './support/shapes.ts';
import { callAs, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

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

test('every example that is known was tried', () => {
  expect(
    jetExamples.filter((example) => !used.has(example)).map(({ kind, route, name }) => [kind, route, name]),
  ).toEqual([]);
});
