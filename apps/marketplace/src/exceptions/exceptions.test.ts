import { jetRoutes } from '@jetway/jet-api';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BulkContext } from '../bulk/index.ts';
import { applySkuRecords } from '../skus/index.ts';
import {
  type AccountWithNodes,
  aNode,
  anAccount,
  aReturnNode,
  aSku,
  type Harness,
  openHarness,
  worldOf,
} from '../testing/index.ts';
import {
  applyReturnsExceptionRecords,
  applyShippingExceptionRecords,
  findExceptions,
  returnLocationsOf,
} from './index.ts';

let harness: Harness;
let account: AccountWithNodes;
let sku: string;
/** The nodes that the documentation's examples name. */
const NORTH = 'XISNDKSANDSFNCSJKFDNFKJHFJD';
const YARD = '1234DKSANDSFNCSJKFDNFKJHFAZ';
const RETURNS = ['9046335c27d146ee94b23ef61d8959bc', 'e3100213167d4abaa43a1c1dd6e4dc04'];

beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness, { nodes: 0 });
  await aNode(harness, account, {
    id: NORTH,
    shippingMethods: ['UPS Ground', 'UPS Next Day Air'],
    serviceLevels: ['Standard', 'Next Day', 'Second Day'],
  });
  await aNode(harness, account, {
    id: YARD,
    shippingMethods: ['UPS Ground', 'FedEx Home Delivery', 'UPS Next Day Air', 'Freight'],
    serviceLevels: ['Standard', 'Next Day'],
  });
  for (const id of RETURNS) await aReturnNode(harness, account, { id });
});
beforeEach(async () => {
  sku = await uploaded(account);
});

async function uploaded(by: AccountWithNodes): Promise<string> {
  const id = `sku-${harness.ids.hex32()}`;
  await by.call('PUT', `/merchant-skus/${id}`, aSku());
  return id;
}

type What = 'shippingexception' | 'returnsexception';
const at = (what: What, of = sku) => `/merchant-skus/${of}/${what}`;
const put = (what: What, body: unknown, of = sku) => account.call('PUT', at(what, of), body);
const read = async (what: What, of = sku) => (await account.call('GET', at(what, of))).json();
const atNode = (id: string, ...exceptions: readonly object[]) => ({
  fulfillment_nodes: [{ fulfillment_node_id: id, shipping_exceptions: exceptions }],
});
const level = (service_level: string, rest: object = {}) => ({
  service_level,
  shipping_exception_type: 'restricted',
  ...rest,
});
const method = (shipping_method: string, rest: object = {}) => ({
  shipping_method,
  shipping_exception_type: 'restricted',
  ...rest,
});
const additional = { override_type: 'Additional charge', shipping_charge_amount: 3.25 };
const override = { override_type: 'Override charge', shipping_charge_amount: 100 };
const PATH = '/fulfillment_nodes[0]/shipping_exceptions';

describe('PUT and GET shippingexception', () => {
  test.each(Object.entries(jetRoutes.putShippingException.examples))(
    'the documented body "%s" is accepted and read back',
    async (_, body) => {
      expect((await put('shippingexception', body)).status).toBe(204);
      expect(await read('shippingexception')).toEqual(body);
    },
  );

  test('a SKU without exceptions answers an empty object', async () => {
    const reply = await account.call('GET', at('shippingexception'));
    expect([reply.status, reply.json()]).toEqual([200, {}]);
  });

  test('an empty object clears, and so does an empty array', async () => {
    for (const empty of [{}, { fulfillment_nodes: [] }]) {
      await put('shippingexception', atNode(YARD, method('Freight')));
      expect((await put('shippingexception', empty)).status).toBe(204);
      expect(await read('shippingexception')).toEqual(empty);
      expect(await findExceptions(harness.database.db, account.accountId, sku)).toEqual({});
    }
  });

  test('of several statements about a node the last counts', async () => {
    const [first, second] = [level('Standard'), level('Next Day')];
    const body = {
      fulfillment_nodes: [...atNode(NORTH, first).fulfillment_nodes, ...atNode(NORTH, second).fulfillment_nodes],
    };
    expect((await put('shippingexception', body)).status).toBe(204);
    expect(await read('shippingexception')).toEqual(atNode(NORTH, second));
  });

  test('names are compared loosely and answered as sent', async () => {
    const body = atNode(
      NORTH,
      level('next_day'),
      method('ups ground'),
      level('SECOND-DAY', { shipping_exception_type: 'include', ...additional }),
    );
    expect((await put('shippingexception', body)).status).toBe(204);
    expect(await read('shippingexception')).toEqual(body);
  });

  test.each<[string, object[], string[]]>([
    [
      'neither level nor method',
      [{ shipping_exception_type: 'include' }],
      [`Either service_level or shipping_method must be provided. Path: ${PATH}[0]`],
    ],
    [
      'a charge for what is restricted',
      [level('Standard', additional)],
      [
        `override_type should not be provided for a restricted exception. Path: ${PATH}[0]/override_type`,
        `shipping_charge_amount should not be provided for a restricted exception. Path: ${PATH}[0]/shipping_charge_amount`,
      ],
    ],
    [
      'an override without its charge',
      [level('Standard', { shipping_exception_type: 'include', override_type: 'Override charge' })],
      [`Required property is missing. Path: ${PATH}[0]/shipping_charge_amount`],
    ],
    [
      'a charge without its kind',
      [level('Standard', { shipping_exception_type: 'include', shipping_charge_amount: 1 })],
      [`Required property is missing. Path: ${PATH}[0]/override_type`],
    ],
    [
      'two exclusive exceptions at a node',
      [
        level('Standard', { shipping_exception_type: 'exclusive' }),
        method('UPS Ground', { shipping_exception_type: 'exclusive' }),
      ],
      [`There can only be one exclusive exception at a fulfillment node. Path: ${PATH}[1]/shipping_exception_type`],
    ],
    [
      'anything beside an exclusive exception',
      [
        level('Standard'),
        level('Next Day', { shipping_exception_type: 'exclusive' }),
        method('UPS Ground', { shipping_exception_type: 'include' }),
      ],
      [
        `An exception of type 'restricted' cannot be combined with an exclusive one at the same fulfillment node. Path: ${PATH}[0]/shipping_exception_type`,
        `An exception of type 'include' cannot be combined with an exclusive one at the same fulfillment node. Path: ${PATH}[2]/shipping_exception_type`,
      ],
    ],
    [
      'restricting and including what the node has not enabled',
      [method('Freight'), level('Expedited', { shipping_exception_type: 'include' })],
      [
        `"Freight" is not enabled at fulfillment node "${NORTH}". Path: ${PATH}[0]/shipping_method`,
        `"Expedited" is not enabled at fulfillment node "${NORTH}". Path: ${PATH}[1]/service_level`,
      ],
    ],
    [
      'an additional charge on what the node has not enabled',
      [method('Freight', { shipping_exception_type: 'exclusive', ...additional })],
      [`"Freight" is not enabled at fulfillment node "${NORTH}". Path: ${PATH}[0]/shipping_method`],
    ],
    [
      'restricting all service levels of a node',
      [level('Standard'), level('NextDay'), level('second day')],
      [`Not all shipping methods or service levels of fulfillment node "${NORTH}" can be restricted. Path: ${PATH}`],
    ],
    [
      'restricting all shipping methods of a node',
      [method('UPS Ground'), method('UPS Next Day Air')],
      [`Not all shipping methods or service levels of fulfillment node "${NORTH}" can be restricted. Path: ${PATH}`],
    ],
    [
      'values that are none of the documented',
      [{ service_level: 'Whenever', shipping_exception_type: 'sometimes' }],
      [
        `Invalid value, should be one of [Second Day,Next Day,Priority,Expedited,Standard,Scheduled (freight),5 to 10 Day,11 to 20 Day,21 to 30 Day,Scheduled (freight 11 to 20 day),Scheduled (freight 21 to 30 day)]. Path: ${PATH}[0]/service_level`,
        `Invalid value, should be one of [exclusive,restricted,include]. Path: ${PATH}[0]/shipping_exception_type`,
      ],
    ],
    [
      'a charge below nothing',
      [level('Standard', { shipping_exception_type: 'include', ...additional, shipping_charge_amount: -0.01 })],
      [`The value is expected to be at least 0. Path: ${PATH}[0]/shipping_charge_amount`],
    ],
  ])('%s: 400, and nothing is written', async (_, exceptions, errors) => {
    const reply = await put('shippingexception', atNode(NORTH, ...exceptions));
    expect([reply.status, reply.json()]).toEqual([400, { errors }]);
    expect(await read('shippingexception')).toEqual({});
  });

  test('an exclusive exception with a charge of its own, or with the usual one, need not be enabled at the node', async () => {
    for (const rest of [override, {}]) {
      const body = atNode(NORTH, method('Freight', { shipping_exception_type: 'exclusive', ...rest }));
      expect((await put('shippingexception', body)).status).toBe(204);
      expect(await read('shippingexception')).toEqual(body);
    }
  });

  test('another merchant’s node: 400 like a missing one', async () => {
    const stranger = await anAccount(harness);
    for (const id of [stranger.nodeId, 'nowhere']) {
      const reply = await put('shippingexception', atNode(id, level('Standard')));
      expect([reply.status, reply.json()]).toEqual([
        400,
        {
          errors: [
            `"${id}" is not a fulfillment node of this merchant. Path: /fulfillment_nodes[0]/fulfillment_node_id`,
          ],
        },
      ]);
    }
  });
});

describe('PUT and GET returnsexception', () => {
  test.each(Object.entries(jetRoutes.putReturnsException.examples))(
    'the documented body "%s" is accepted and read back',
    async (_, body) => {
      expect((await put('returnsexception', body)).status).toBe(204);
      expect(await read('returnsexception')).toEqual(body);
    },
  );

  test('every field is kept as sent, and a later message replaces all of it', async () => {
    const body = {
      time_to_return: 30,
      return_location_ids: RETURNS,
      return_shipping_methods: ['fedex_ground', 'Freight'],
    };
    expect((await put('returnsexception', { ...body, note: 'not ours' })).status).toBe(204);
    expect(await read('returnsexception')).toEqual(body);
    await put('returnsexception', { time_to_return: 5 });
    expect(await read('returnsexception')).toEqual({ time_to_return: 5 });
    await put('returnsexception', {});
    expect(await read('returnsexception')).toEqual({});
  });

  test.each<[object, string]>([
    [{ time_to_return: 0 }, 'The value is expected to be at least 1. Path: /time_to_return'],
    [{ time_to_return: 31 }, 'The value is expected to be at most 30. Path: /time_to_return'],
    [{ time_to_return: '5' }, 'The value is expected to be an integer. Path: /time_to_return'],
    [
      { return_shipping_methods: ['Balloon'] },
      'Invalid value, should be one of [Freight,FedEx Ground,UPS Ground]. Path: /return_shipping_methods[0]',
    ],
    [
      { return_location_ids: [RETURNS[0], 'nowhere'] },
      '"nowhere" is not a return node of this merchant. Path: /return_location_ids[1]',
    ],
  ])('%j: 400', async (body, text) => {
    const reply = await put('returnsexception', body);
    expect([reply.status, reply.json()]).toEqual([400, { errors: [text] }]);
    expect(await read('returnsexception')).toEqual({});
  });
});

describe('both kinds', () => {
  const bodies: [What, object, object][] = [
    ['shippingexception', atNode(NORTH, level('Standard')), atNode(NORTH, level('Next Day'))],
    ['returnsexception', { time_to_return: 5 }, { time_to_return: 6 }],
  ];

  test.each(bodies)('%s of an unknown SKU: 404, also when the message is wrong', async (what, body) => {
    for (const message of [body, {}, what === 'returnsexception' ? { return_location_ids: ['x'] } : atNode('x')]) {
      const reply = await put(what, message, 'nowhere');
      expect([reply.status, reply.json()]).toEqual([404, { errors: ['Merchant SKU not found: "nowhere"'] }]);
    }
    expect((await account.call('GET', at(what, 'nowhere'))).status).toBe(404);
  });

  test.each(bodies)('%s of an archived SKU: 204, and nothing changes', async (what, body, other) => {
    await put(what, body);
    await archive(sku, true);
    expect((await put(what, other)).status).toBe(204);
    expect((await put(what, {})).status).toBe(204);
    expect(await read(what)).toEqual(body);
    await archive(sku, false);
    await put(what, other);
    expect(await read(what)).toEqual(other);
  });

  test('a SKU’s page shows what both say', async () => {
    await put('shippingexception', atNode(NORTH, level('Standard')));
    await put('returnsexception', { time_to_return: 5, return_location_ids: RETURNS });
    expect(await findExceptions(harness.database.db, account.accountId, sku)).toEqual({
      ...atNode(NORTH, level('Standard')),
      time_to_return: 5,
      return_location_ids: RETURNS,
    });
  });

  test('returns go to the nodes that the exception names, in its order', async () => {
    const other = await uploaded(account);
    const places = () => returnLocationsOf(harness.database.db, account.accountId, [sku, other, 'nowhere']);
    expect(await places()).toEqual(new Map());
    await put('returnsexception', { return_location_ids: RETURNS.toReversed() });
    expect(await places()).toEqual(new Map([[sku, RETURNS.toReversed()]]));
  });
});

const archive = (of: string, isArchived: boolean) =>
  account.call('PUT', `/merchant-skus/${of}/status/archive`, { is_archived: isArchived });

describe('records of a file', () => {
  /** A file that is received now. */
  async function received(): Promise<BulkContext> {
    const { world, now } = await worldOf(harness, account);
    const { rows } = await harness.database.executeSql("select nextval('marketplace.acceptance') as n");
    const receivedSeq = Number((rows[0] as { n: unknown }).n);
    const { log } = harness.services;
    return { ...harness.author, accountId: account.accountId, world, now, receivedSeq, receivedAt: now, log };
  }

  test('are decided like requests: good ones are applied, the others are told by SKU', async () => {
    const archived = await uploaded(account);
    await archive(archived, true);
    const [wrong, right] = [await uploaded(account), await uploaded(account)];
    const records = [
      { sku: right, body: atNode(NORTH, level('Standard')) as never },
      { sku: wrong, body: atNode('nowhere', level('Standard')) as never },
      { sku: archived, body: atNode(NORTH, level('Standard')) as never },
      { sku: 'missing', body: {} },
    ];
    const file = await received();
    const outcome = await harness.database.transaction((tx) => applyShippingExceptionRecords(tx, file, records));
    expect([...outcome.errors]).toEqual([
      ['missing', ['Merchant SKU not found: "missing"']],
      [
        wrong,
        ['"nowhere" is not a fulfillment node of this merchant. Path: /fulfillment_nodes[0]/fulfillment_node_id'],
      ],
    ]);
    expect([...outcome.superseded]).toEqual([]);
    expect(await read('shippingexception', right)).toEqual(atNode(NORTH, level('Standard')));
    expect(await read('shippingexception', wrong)).toEqual({});
    expect(await read('shippingexception', archived)).toEqual({});
  });

  test('a request accepted after the file was received supersedes its record, one before does not', async () => {
    const other = await uploaded(account);
    await put('returnsexception', { time_to_return: 1 }, other);
    const file = await received();
    await put('returnsexception', {});
    const records = [sku, other].map((id) => ({ sku: id, body: { time_to_return: 9 } }));
    const outcome = await harness.database.transaction((tx) => applyReturnsExceptionRecords(tx, file, records));
    expect([outcome.superseded, outcome.errors.size]).toEqual([new Set([sku]), 0]);
    expect([await read('returnsexception'), await read('returnsexception', other)]).toEqual([
      {},
      { time_to_return: 9 },
    ]);
    await put('returnsexception', { time_to_return: 2 }, other);
    expect(await read('returnsexception', other)).toEqual({ time_to_return: 2 });
  });

  test('the file received later wins, whichever is processed first', async () => {
    const [earlier, later] = [await received(), await received()];
    const apply = (file: BulkContext, time_to_return: number) =>
      harness.database.transaction((tx) => applyReturnsExceptionRecords(tx, file, [{ sku, body: { time_to_return } }]));
    await apply(later, 2);
    expect([...(await apply(earlier, 1)).superseded]).toEqual([sku]);
    expect(await read('returnsexception')).toEqual({ time_to_return: 2 });
  });

  test('two thousand records are applied at once', async () => {
    const skus = Array.from({ length: 2_000 }, (_, n) => `many-${harness.ids.hex32().slice(0, 8)}-${n}`);
    const uploads = skus.map((id) => ({ sku: id, body: aSku() }));
    const earlier = await received();
    await harness.database.transaction((tx) => applySkuRecords(tx, earlier, uploads));
    const file = await received();
    const records = skus.map((id) => ({ sku: id, body: atNode(YARD, method('Freight')) as never }));
    const outcome = await harness.database.transaction((tx) => applyShippingExceptionRecords(tx, file, records));
    expect([outcome.errors.size, outcome.superseded.size]).toEqual([0, 0]);
    expect(await read('shippingexception', skus[1_999])).toEqual(atNode(YARD, method('Freight')));
  });
});
