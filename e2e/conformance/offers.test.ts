import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aMerchant, aProduct, fresh, type Merchant, MINUTE_MS } from './support/merchants.ts';
import { must, type RawReply } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { nullsIn } from './support/shapes.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

let target: Target;
let merchant: Merchant;
let east: string;
let west: string;
let path: string;
beforeAll(async () => {
  target = await openTarget();
  if (!hasOperator) return;
  merchant = await aMerchant(target);
  [east, west] = merchant.nodes;
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

/** Every test has a SKU of its own, without price or inventory. */
beforeEach(async () => {
  if (!hasOperator) return;
  path = `/merchant-skus/${fresh('sku')}`;
  must(await merchant.call('PUT', path, aProduct()), 204);
});

const call = (method: string, below: string, body?: unknown): Promise<RawReply> =>
  merchant.call(method, `${path}${below}`, body);
const at = (node: string, quantity: number) => ({ fulfillment_node_id: node, quantity });
const priced = (node: string, price: number) => ({ fulfillment_node_id: node, fulfillment_node_price: price });

const feed = (...nodes: readonly unknown[]) => ({ fulfillment_nodes: nodes });
async function inventory(): Promise<unknown> {
  return (must(await call('GET', '/inventory'), 200).json() as { fulfillment_nodes: unknown }).fulfillment_nodes;
}
async function price(): Promise<{ price: number; fulfillment_nodes: unknown }> {
  return must(await call('GET', '/price'), 200).json() as { price: number; fulfillment_nodes: unknown };
}

const NO_NODE = 'XISNDKSANDSFNCSJKFDNFKJHFXX';

describe.skipIf(!hasOperator)('E prices', () => {
  test('are numbers of dollars on the wire, rounded to cents', async () => {
    for (const [sent, kept] of [
      [29.99, 29.99],
      [10, 10],
      [0.01, 0.01],
      [1.1, 1.1],
      [0.1 + 0.2, 0.3],
      [10.004, 10],
      [10.006, 10.01],
      [1234567.89, 1234567.89],
    ]) {
      must(await call('PUT', '/price', { price: sent }), 204);
      expect(must(await call('GET', '/price'), 200).text).toContain(`"price":${kept},`);
    }
  });

  test('every cent from 0.01 to 1.00 is accepted: none is refused for its binary fraction', async () => {
    for (let cents = 1; cents <= 100; cents += 1) {
      must(await call('PUT', '/price', `{"price":${(cents / 100).toFixed(2)}}`), 204);
      expect((await price()).price).toBe(cents / 100);
    }
  });

  test.each([0, -1, 0.001, 0.009])('%d is refused: at least 0.01', async (sent) => {
    const [status, ...errors] = refusalOf(await call('PUT', '/price', { price: sent }));
    expect([status, errors]).toEqual([400, [expect.stringMatching(/Path: \/price$/)]]);
    expect((await call('GET', '/price')).status).toBe(404);
  });

  test('a quoted price is refused', async () => {
    expect(refusalOf(await call('PUT', '/price', { price: '29.99' }))).toEqual([
      400,
      'The value is expected to be a number. Path: /price',
    ]);
    expect(
      refusalOf(
        await call('PUT', '/price', { price: 1, ...feed({ ...priced(east, 1), fulfillment_node_price: '1' }) }),
      ),
    ).toEqual([400, 'The value is expected to be a number. Path: /fulfillment_nodes[0]/fulfillment_node_price']);
  });

  test('the overall price is required, and both members of a node', async () => {
    expect(refusalOf(await call('PUT', '/price', feed(priced(east, 1))))).toEqual([
      400,
      'Required property is missing. Path: /price',
    ]);
    expect(refusalOf(await call('PUT', '/price', { price: 1, ...feed({}) }))).toEqual([
      400,
      'Required property is missing. Path: /fulfillment_nodes[0]/fulfillment_node_id',
      'Required property is missing. Path: /fulfillment_nodes[0]/fulfillment_node_price',
    ]);
  });

  test('a later message replaces the prices of nodes that it does not name', async () => {
    must(await call('PUT', '/price', { price: 5, ...feed(priced(east, 4), priced(west, 6)) }), 204);
    must(await call('PUT', '/price', { price: 7, ...feed(priced(west, 8)) }), 204);
    expect(await price()).toMatchObject({ price: 7, fulfillment_nodes: [priced(west, 8)] });
    must(await call('PUT', '/price', { price: 9 }), 204);
    expect(await price()).toMatchObject({ price: 9, fulfillment_nodes: [] });
  });
});

describe.skipIf(!hasOperator)('E node ids are opaque: membership is checked, never a pattern', () => {
  test('one that is none of the merchant’s is 400, with its place, and nothing is kept', async () => {
    const [status, ...errors] = refusalOf(
      await call('PUT', '/price', { price: 3, ...feed(priced(east, 1), priced(NO_NODE, 1)) }),
    );
    expect([status, errors]).toEqual([400, [expect.stringContaining('/fulfillment_nodes[1]/fulfillment_node_id')]]);
    expect((await call('GET', '/price')).status).toBe(404);
    for (const method of ['PUT', 'PATCH']) {
      const reply = await call(method, '/inventory', feed(at(east, 1), at(NO_NODE, 1), at(NO_NODE.toLowerCase(), 1)));
      const [code, ...texts] = refusalOf(reply);
      expect([code, texts]).toEqual([
        400,
        [expect.stringContaining('/fulfillment_nodes[1]/'), expect.stringContaining('/fulfillment_nodes[2]/')],
      ]);
      expect(await inventory()).toEqual([]);
    }
  });
});

describe.skipIf(!hasOperator)('E quantities', () => {
  test.each([-1, 1.5, '7', null, true, 1e30])('%j is refused: a whole number from 0', async (quantity) => {
    const reply = await call('PUT', '/inventory', feed({ fulfillment_node_id: east, quantity }));
    const [status, ...errors] = refusalOf(reply);
    expect([status, errors]).toEqual([400, [expect.stringMatching(/Path: \/fulfillment_nodes\[0\]\/quantity$/)]]);
  });

  test('a whole number may be written with a point', async () => {
    must(
      await call('PUT', '/inventory', `{"fulfillment_nodes":[{"fulfillment_node_id":"${east}","quantity":7.0}]}`),
      204,
    );
    expect(await inventory()).toEqual([at(east, 7)]);
  });
});

describe.skipIf(!hasOperator)('D dates of price and inventory', () => {
  const FORM = /"(price|inventory)_last_update":"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}\+00:00"/;

  test('have seven digits and +00:00, in the time of the account’s world', async () => {
    const now = await merchant.now();
    must(await call('PUT', '/price', { price: 1 }), 204);
    must(await call('PUT', '/inventory', feed(at(east, 1))), 204);
    for (const part of ['price', 'inventory']) {
      const reply = must(await call('GET', `/${part}`), 200);
      expect(reply.text).toMatch(FORM);
      const date = String((reply.json() as Record<string, unknown>)[`${part}_last_update`]);
      expect(Date.parse(date)).toBe(now);
      expect(nullsIn(reply.json())).toEqual([]);
    }
  });

  test('move with each update of their own kind only', async () => {
    const dates = async () =>
      Promise.all(
        ['price', 'inventory'].map(async (part) =>
          Date.parse(
            String((must(await call('GET', `/${part}`), 200).json() as Record<string, unknown>)[`${part}_last_update`]),
          ),
        ),
      );
    must(await call('PUT', '/price', { price: 1 }), 204);
    must(await call('PUT', '/inventory', feed(at(east, 1))), 204);
    const [pricedAt, fedAt] = (await dates()) as [number, number];
    await merchant.advance(MINUTE_MS);
    must(await call('PUT', '/price', { price: 1 }), 204);
    expect(await dates()).toEqual([pricedAt + MINUTE_MS, fedAt]);
    must(await call('PATCH', '/inventory', feed(at(west, 1))), 204);
    expect(await dates()).toEqual([pricedAt + MINUTE_MS, fedAt + MINUTE_MS]);
  });
});

describe.skipIf(!hasOperator)('F14 what was never set', () => {
  test('a price is 404 in the errors shape', async () => {
    expect(refusalOf(await call('GET', '/price'))[0]).toBe(404);
  });

  test('an inventory is 200 with an empty array, and no date', async () => {
    const reply = await call('GET', '/inventory');
    expect([reply.status, reply.text]).toEqual([200, '{"fulfillment_nodes":[]}']);
  });
});

describe.skipIf(!hasOperator)('F15 of contradictory updates the last wins', () => {
  test('for a node’s price', async () => {
    must(await call('PUT', '/price', { price: 1, ...feed(priced(east, 2), priced(west, 3), priced(east, 4)) }), 204);
    const { fulfillment_nodes: nodes } = await price();
    expect(nodes).toHaveLength(2);
    expect(nodes).toEqual(expect.arrayContaining([priced(east, 4), priced(west, 3)]));
  });

  test.each(['PUT', 'PATCH'])('for a node’s quantity, by %s', async (method) => {
    must(await call(method, '/inventory', feed(at(east, 2), at(west, 3), at(east, 4))), 204);
    const nodes = await inventory();
    expect(nodes).toHaveLength(2);
    expect(nodes).toEqual(expect.arrayContaining([at(east, 4), at(west, 3)]));
  });
});

describe.skipIf(!hasOperator)('F16 inventory', () => {
  test('nodes that a PUT does not name are set to 0', async () => {
    must(await call('PUT', '/inventory', feed(at(east, 5), at(west, 7))), 204);
    must(await call('PUT', '/inventory', feed(at(west, 8))), 204);
    const nodes = (await inventory()) as { fulfillment_node_id: string; quantity: number }[];
    expect(nodes.find(({ fulfillment_node_id: id }) => id === west)?.quantity).toBe(8);
    expect(nodes.find(({ fulfillment_node_id: id }) => id === east)?.quantity ?? 0).toBe(0);
  });

  test('nodes that a PATCH does not name keep their number', async () => {
    must(await call('PUT', '/inventory', feed(at(east, 5), at(west, 7))), 204);
    must(await call('PATCH', '/inventory', feed(at(west, 8))), 204);
    const nodes = await inventory();
    expect(nodes).toHaveLength(2);
    expect(nodes).toEqual(expect.arrayContaining([at(east, 5), at(west, 8)]));
  });

  test.each([{}, { fulfillment_nodes: [] }])('%j clears by PUT and changes nothing by PATCH', async (body) => {
    must(await call('PUT', '/inventory', feed(at(east, 5), at(west, 7))), 204);
    const before = (await call('GET', '/inventory')).text;
    must(await call('PATCH', '/inventory', body), 204);
    expect((await call('GET', '/inventory')).text).toBe(before);
    must(await call('PUT', '/inventory', body), 204);
    expect(await inventory()).toEqual([]);
  });

  test('what is read is the feed number: it never goes down by sales', async () => {
    const sku = await merchant.offer({ quantity: 3 });
    path = `/merchant-skus/${sku}`;
    const before = (await call('GET', '/inventory')).text;
    await merchant.place([{ sku, quantity: 1 }]);
    await merchant.accepted([{ sku, quantity: 2 }]);
    expect((await call('GET', '/inventory')).text).toBe(before);
    expect(await inventory()).toEqual([at(east, 3)]);
  });

  test('what was sold cannot be bought again until the merchant feeds anew', async () => {
    const sku = await merchant.offer({ quantity: 3 });
    path = `/merchant-skus/${sku}`;
    await merchant.accepted([{ sku, quantity: 3 }]);
    const buy = (quantity: number) => merchant.operate('POST', '/orders', { items: [{ sku, quantity }] });
    expect((await buy(1)).status).toBe(409);
    must(await call('PATCH', '/inventory', feed(at(east, 2))), 204);
    expect((await buy(3)).status).toBe(409);
    expect((await buy(2)).status).toBe(201);
  });

  test('the Inventory of the documented address and the inventory of others are the same', async () => {
    must(await call('PUT', '/Inventory', feed(at(east, 9))), 204);
    expect(await inventory()).toEqual([at(east, 9)]);
  });

  test('the members of a node are required', async () => {
    expect(refusalOf(await call('PUT', '/inventory', feed({})))).toEqual([
      400,
      'Required property is missing. Path: /fulfillment_nodes[0]/fulfillment_node_id',
      'Required property is missing. Path: /fulfillment_nodes[0]/quantity',
    ]);
  });
});
