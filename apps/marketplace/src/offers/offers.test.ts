import { jetRoutes } from '@jetway/jet-api';
import { HOUR_MS } from '@jetway/kernel';
import fc from 'fast-check';
import type { KyselyPlugin } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type AccountWithNodes,
  aNode,
  anAccount,
  anOffer,
  aSku,
  type Call,
  callUnder,
  type Harness,
  openHarness,
} from '../testing/index.ts';
import { readInventory, readPrice } from './offers.ts';

let harness: Harness;
let account: AccountWithNodes;
let sku: string;
/** The nodes that the documentation's examples name. */
const PRINTED = ['XISNDKSANDSFNCSJKFDNFKJHFJD', 'AKSDKDJIJDISJFIDFJIDSIFFISI'] as const;
const [A, B] = PRINTED;

beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness, { nodes: 0 });
  for (const id of PRINTED) await aNode(harness, account, { id });
});
beforeEach(async () => {
  sku = `sku-${harness.ids.hex32()}`;
  await account.call('PUT', `/merchant-skus/${sku}`, aSku());
});

const at = (what: 'price' | 'inventory', of = sku) => `/merchant-skus/${of}/${what}`;
const price = (nodeId: string, amount: unknown) => ({ fulfillment_node_id: nodeId, fulfillment_node_price: amount });
const stock = (nodeId: string, quantity: unknown) => ({ fulfillment_node_id: nodeId, quantity });
const NOW = '2026-01-05T12:00:00.0000000+00:00';

describe('PUT and GET price', () => {
  test.each(Object.entries(jetRoutes.putPrice.examples))(
    'the documented body "%s" is accepted and read back with the time of the update',
    async (_, body) => {
      expect((await account.call('PUT', at('price'), body)).status).toBe(204);
      const reply = await account.call('GET', at('price'));
      expect(reply.json()).toEqual({ fulfillment_nodes: [], ...(body as object), price_last_update: NOW });
    },
  );

  test('amounts are rounded to cents', async () => {
    await account.call('PUT', at('price'), { price: 1.005, fulfillment_nodes: [price(A, 29.999)] });
    expect((await account.call('GET', at('price'))).json()).toMatchObject({
      price: 1.01,
      fulfillment_nodes: [price(A, 30)],
    });
  });

  test('of several prices for one node the last counts; a later message replaces all of them', async () => {
    await account.call('PUT', at('price'), { price: 5, fulfillment_nodes: [price(A, 1), price(B, 2), price(A, 3)] });
    expect((await account.call('GET', at('price'))).json()).toMatchObject({
      fulfillment_nodes: [price(B, 2), price(A, 3)],
    });
    await account.call('PUT', at('price'), { price: 6 });
    expect((await account.call('GET', at('price'))).json()).toMatchObject({ price: 6, fulfillment_nodes: [] });
  });

  test('a price that was never set, and an unknown SKU: 404, each with its text', async () => {
    const unset = await account.call('GET', at('price'));
    expect([unset.status, unset.json()]).toEqual([
      404,
      { errors: [`No price has been set for merchant SKU: "${sku}"`] },
    ]);
    for (const [method, body] of [
      ['GET', undefined],
      ['PUT', { price: 1 }],
    ] as const) {
      const reply = await account.call(method, at('price', 'nowhere'), body);
      expect([reply.status, reply.json()]).toEqual([404, { errors: ['Merchant SKU not found: "nowhere"'] }]);
    }
  });

  test('another merchant’s node: 400 naming each place, and nothing is written', async () => {
    const stranger = await anAccount(harness);
    const nodes = [price(stranger.nodeId, 1), price(A, 2), price('nowhere', 3)];
    const reply = await account.call('PUT', at('price'), { price: 5, fulfillment_nodes: nodes });
    expect([reply.status, reply.json()]).toEqual([
      400,
      {
        errors: [
          `"${stranger.nodeId}" is not a fulfillment node of this merchant. Path: /fulfillment_nodes[0]/fulfillment_node_id`,
          '"nowhere" is not a fulfillment node of this merchant. Path: /fulfillment_nodes[2]/fulfillment_node_id',
        ],
      },
    ]);
    expect((await account.call('GET', at('price'))).status).toBe(404);
  });

  test.each<[string, unknown, string[]]>([
    ['no price', {}, ['Required property is missing. Path: /price']],
    ['a quoted price', { price: '29.99' }, ['The value is expected to be a number. Path: /price']],
    ['a price of nothing', { price: 0 }, ['The value is expected to be at least 0.01. Path: /price']],
    [
      'a node without its price',
      { price: 1, fulfillment_nodes: [{ fulfillment_node_id: A }] },
      ['Required property is missing. Path: /fulfillment_nodes[0]/fulfillment_node_price'],
    ],
  ])('%s: 400', async (_, body, errors) => {
    const reply = await account.call('PUT', at('price'), body);
    expect([reply.status, reply.json()]).toEqual([400, { errors }]);
  });

  test('the time of the update is the time in the account’s world', async () => {
    const own = await anAccount(harness);
    const id = await anOffer(harness, own);
    await harness.operator('POST', `/worlds/${own.worldId}/clock`, { advanceMs: 36 * HOUR_MS });
    const put = await own.call('PUT', at('price', id), { price: 7 });
    expect(put.headers['date']).toBe('Wed, 07 Jan 2026 00:00:00 GMT');
    expect((await own.call('GET', at('price', id))).json()).toMatchObject({
      price_last_update: '2026-01-07T00:00:00.0000000+00:00',
    });
  });
});

describe('PUT, PATCH and GET inventory', () => {
  test.each(Object.entries(jetRoutes.putInventory.examples))(
    'the documented body "%s" is accepted and read back',
    async (_, body) => {
      expect((await account.call('PUT', at('inventory'), body)).status).toBe(204);
      expect((await account.call('GET', at('inventory'))).json()).toEqual({
        fulfillment_nodes: [],
        ...(body as object),
        inventory_last_update: NOW,
      });
    },
  );

  test('inventory that was never fed: 200 with an empty list', async () => {
    const reply = await account.call('GET', at('inventory'));
    expect([reply.status, reply.json()]).toEqual([200, { fulfillment_nodes: [] }]);
  });

  test('PUT sets nodes that it does not name to 0, and clears without any', async () => {
    await account.call('PUT', at('inventory'), { fulfillment_nodes: [stock(A, 100), stock(B, 20)] });
    await account.call('PUT', at('inventory'), { fulfillment_nodes: [stock(B, 7)] });
    expect((await account.call('GET', at('inventory'))).json()).toMatchObject({
      fulfillment_nodes: [stock(B, 7), stock(A, 0)],
    });
    await account.call('PUT', at('inventory'), {});
    expect((await account.call('GET', at('inventory'))).json()).toEqual({
      fulfillment_nodes: [],
      inventory_last_update: NOW,
    });
  });

  test('PATCH changes the nodes that it names, and nothing without any', async () => {
    await account.call('PUT', at('inventory'), { fulfillment_nodes: [stock(A, 100), stock(B, 20)] });
    expect((await account.call('PATCH', at('inventory'), { fulfillment_nodes: [stock(B, 5)] })).status).toBe(204);
    for (const body of [{}, { fulfillment_nodes: [] }])
      expect((await account.call('PATCH', at('inventory'), body)).status).toBe(204);
    expect((await account.call('GET', at('inventory'))).json()).toMatchObject({
      fulfillment_nodes: [stock(A, 100), stock(B, 5)],
    });
  });

  test('of several quantities for one node the last counts', async () => {
    await account.call('PUT', at('inventory'), { fulfillment_nodes: [stock(A, 1), stock(A, 9)] });
    expect((await account.call('GET', at('inventory'))).json()).toMatchObject({ fulfillment_nodes: [stock(A, 9)] });
  });

  test.each(['PUT', 'PATCH'])(
    '%s of an unknown SKU: 404; with an unknown node: 400, and nothing is written',
    async (method) => {
      const known = { fulfillment_nodes: [stock(A, 1)] };
      const missing = await account.call(method, at('inventory', 'nowhere'), known);
      expect([missing.status, missing.json()]).toEqual([404, { errors: ['Merchant SKU not found: "nowhere"'] }]);
      expect((await account.call(method, at('inventory', 'nowhere'), {})).status).toBe(404);
      const reply = await account.call(method, at('inventory'), {
        fulfillment_nodes: [stock(A, 1), stock('nowhere', 2)],
      });
      expect([reply.status, reply.json()]).toEqual([
        400,
        {
          errors: [
            '"nowhere" is not a fulfillment node of this merchant. Path: /fulfillment_nodes[1]/fulfillment_node_id',
          ],
        },
      ]);
      expect((await account.call('GET', at('inventory'))).json()).toEqual({ fulfillment_nodes: [] });
    },
  );

  test.each<[unknown, string]>([
    [-1, 'The value is expected to be at least 0. Path: /fulfillment_nodes[0]/quantity'],
    ['5', 'The value is expected to be an integer. Path: /fulfillment_nodes[0]/quantity'],
    [1.5, 'The value is expected to be an integer. Path: /fulfillment_nodes[0]/quantity'],
  ])('a quantity of %j: 400', async (quantity, text) => {
    const reply = await account.call('PATCH', at('inventory'), { fulfillment_nodes: [stock(A, quantity)] });
    expect([reply.status, reply.json()]).toEqual([400, { errors: [text] }]);
  });

  test('two feeds of all nodes at once leave the state of one of them', async () => {
    const feeds = Array.from({ length: 12 }, (_, n) => ({
      fulfillment_nodes: n % 2 === 0 ? [stock(A, n + 1)] : [stock(B, n + 1)],
    }));
    const replies = await Promise.all(feeds.map((feed) => account.call('PUT', at('inventory'), feed)));
    expect(replies.map(({ status }) => status)).toEqual(feeds.map(() => 204));
    const { fulfillment_nodes: nodes } = (await account.call('GET', at('inventory'))).json() as {
      fulfillment_nodes: { quantity: number }[];
    };
    expect(nodes.filter(({ quantity }) => quantity > 0)).toHaveLength(1);
  });
});

describe('a hot route', () => {
  test.each([
    ['PUT', 'price', { price: 12.5, fulfillment_nodes: [price(A, 12)] }],
    ['GET', 'price', undefined],
    ['PUT', 'inventory', { fulfillment_nodes: [stock(A, 5)] }],
    ['PATCH', 'inventory', { fulfillment_nodes: [stock(A, 5)] }],
    ['GET', 'inventory', undefined],
  ] as const)('%s %s is one statement, once the caller is known', async (method, what, body) => {
    let count = 0;
    const counter: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        count += 1;
        return result;
      },
    };
    const { database } = harness;
    const counted = await openHarness({ database: { ...database, db: database.db.withPlugin(counter) } });
    const call: Call = callUnder(counted.marketplace.server, '/api', { authorization: `Bearer ${account.token}` });
    await call('GET', '/authcheck');
    count = 0;
    const reply = await call(method, at(what), body);
    expect([reply.status < 405, count]).toEqual([true, 1]);
  });
});

describe('reading messages', () => {
  const nodes = fc.array(
    fc.record({ id: fc.constantFrom('a', 'b', 'c'), amount: fc.integer({ min: 1, max: 10_000 }) }),
  );

  test('every node is there once, with what was said last', () => {
    fc.assert(
      fc.property(nodes, (sent) => {
        const last = new Map(sent.map(({ id, amount }) => [id, amount]));
        const inventory = readInventory({
          fulfillment_nodes: sent.map(({ id, amount }) => stock(id, amount) as never),
        });
        expect(new Map(inventory.map(({ nodeId, quantity }) => [nodeId, quantity]))).toEqual(last);
        expect(inventory).toHaveLength(last.size);
        const { nodePrices } = readPrice({
          price: 1,
          fulfillment_nodes: sent.map(({ id, amount }) => price(id, amount / 100) as never),
        });
        expect(new Map(nodePrices.map(({ nodeId, priceCents }) => [nodeId, priceCents]))).toEqual(last);
      }),
    );
  });
});
