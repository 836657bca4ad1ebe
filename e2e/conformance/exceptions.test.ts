import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aMerchant, aProduct, fresh, type Merchant } from './support/merchants.ts';
import { must, type RawReply } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';
import { jsonOf } from './support/things.ts';

type Body = Record<string, unknown>;

let target: Target;
let merchant: Merchant;
/** Two of the merchant's return nodes. */
let returnNodes: readonly string[];
/** A node with the methods UPS Ground and UPS Next Day Air, the levels Standard and Next Day. */
let node: string;
let sku: string;
beforeAll(async () => {
  target = await openTarget();
  if (!hasOperator) return;
  merchant = await aMerchant(target);
  [node] = merchant.nodes;
  const address = { address1: '1 Wharf Road', city: 'Portland', state: 'ME', zipCode: '04101' };
  const made = ['North', 'South'].map((name) => merchant.operate('POST', '/return-nodes', { name, address }));
  returnNodes = (await Promise.all(made)).map((reply) => String(jsonOf(reply, 201)['id']));
}, OPEN_TIMEOUT_MS);
beforeEach(async () => {
  if (!hasOperator) return;
  sku = fresh('sku');
  must(await merchant.call('PUT', `/merchant-skus/${sku}`, aProduct()), 204);
});
afterAll(() => target?.close());

type Kind = 'shippingexception' | 'returnsexception';
const put = (kind: Kind, body: unknown): Promise<RawReply> =>
  merchant.call('PUT', `/merchant-skus/${sku}/${kind}`, body);
const read = async (kind: Kind): Promise<unknown> =>
  must(await merchant.call('GET', `/merchant-skus/${sku}/${kind}`), 200).json();
const atNode = (...exceptions: readonly Body[]): Body => ({
  fulfillment_nodes: [{ fulfillment_node_id: node, shipping_exceptions: exceptions }],
});
const level = (name: string, type: string, rest: Body = {}): Body => ({
  service_level: name,
  ...rest,
  shipping_exception_type: type,
});
const method = (name: string, type: string, rest: Body = {}): Body => ({
  shipping_method: name,
  ...rest,
  shipping_exception_type: type,
});
const ADDITIONAL = { override_type: 'Additional charge', shipping_charge_amount: 3.25 };
const OVERRIDE = { override_type: 'Override charge', shipping_charge_amount: 100 };
const PLACE = '/fulfillment_nodes[0]/shipping_exceptions';

describe.skipIf(!hasOperator)('F14 exceptions that were never set', () => {
  test.each<Kind>(['shippingexception', 'returnsexception'])('%s is 200 with an empty object', async (kind) => {
    expect(await read(kind)).toEqual({});
  });
});

describe.skipIf(!hasOperator)('F17 the returns exception', () => {
  test('has three fields, each optional, that are read as they were sent; a later message replaces all of them', async () => {
    const whole = {
      time_to_return: 30,
      return_location_ids: returnNodes,
      return_shipping_methods: ['Freight', 'FedEx Ground', 'UPS Ground'],
    };
    must(await put('returnsexception', { ...whole, note: 'in no table' }), 204);
    expect(await read('returnsexception')).toEqual(whole);
    for (const [name, value] of Object.entries(whole)) {
      must(await put('returnsexception', { [name]: value }), 204);
      expect(await read('returnsexception')).toEqual({ [name]: value });
    }
  });

  test('an empty object clears it', async () => {
    must(await put('returnsexception', { time_to_return: 1 }), 204);
    must(await put('returnsexception', {}), 204);
    expect(await read('returnsexception')).toEqual({});
  });

  test.each(['fedex_ground', 'FEDEX-GROUND', 'upsground', 'FREIGHT'])(
    'the method "%s" is understood, and echoed',
    async (name) => {
      must(await put('returnsexception', { return_shipping_methods: [name] }), 204);
      expect(await read('returnsexception')).toEqual({ return_shipping_methods: [name] });
    },
  );

  test.each<[Body, string]>([
    [{ time_to_return: 0 }, 'The value is expected to be at least 1. Path: /time_to_return'],
    [{ time_to_return: 31 }, 'The value is expected to be at most 30. Path: /time_to_return'],
    [
      { return_shipping_methods: ['UPS Next Day Air'] },
      'Invalid value, should be one of [Freight,FedEx Ground,UPS Ground]. Path: /return_shipping_methods[0]',
    ],
    [
      { return_location_ids: ['nowhere'] },
      '"nowhere" is not a return node of this merchant. Path: /return_location_ids[0]',
    ],
  ])('%j is refused, and changes nothing', async (body, text) => {
    must(await put('returnsexception', { time_to_return: 9 }), 204);
    expect(refusalOf(await put('returnsexception', body))).toEqual([400, text]);
    expect(await read('returnsexception')).toEqual({ time_to_return: 9 });
  });

  test('a fulfillment node is no return node', async () => {
    expect(refusalOf(await put('returnsexception', { return_location_ids: [node] }))).toEqual([
      400,
      `"${node}" is not a return node of this merchant. Path: /return_location_ids[0]`,
    ]);
  });
});

describe.skipIf(!hasOperator)('F17 service levels', () => {
  const LEVELS = [
    'Second Day',
    'Next Day',
    'Priority',
    'Expedited',
    'Standard',
    'Scheduled (freight)',
    '5 to 10 Day',
    '11 to 20 Day',
    '21 to 30 Day',
    'Scheduled (freight 11 to 20 day)',
    'Scheduled (freight 21 to 30 day)',
  ];

  test.each([...LEVELS, 'Scheduled', 'scheduled', 'NextDay', 'next_day', 'SECOND-DAY'])(
    '"%s" is one, in any spelling, and is echoed',
    async (name) => {
      const body = atNode(level(name, 'exclusive', OVERRIDE));
      must(await put('shippingexception', body), 204);
      expect(await read('shippingexception')).toEqual(body);
    },
  );

  test('"Scheduled" means Scheduled (freight): enabled where that is', async () => {
    const freight = {
      name: 'Freight yard',
      timeZone: 'America/New_York',
      address: { address1: '1 Wharf Road', city: 'Portland', state: 'ME', zipCode: '04101' },
      shippingMethods: ['Freight'],
      serviceLevels: ['Scheduled (freight)', 'Standard'],
    };
    const yard = String(jsonOf(await merchant.operate('POST', '/fulfillment-nodes', freight), 201)['id']);
    const included = { shipping_exceptions: [level('Scheduled', 'include', ADDITIONAL)] };
    must(await put('shippingexception', { fulfillment_nodes: [{ fulfillment_node_id: yard, ...included }] }), 204);
    expect(refusalOf(await put('shippingexception', atNode(level('Scheduled', 'include', ADDITIONAL))))).toEqual([
      400,
      expect.stringContaining('is not enabled at fulfillment node'),
    ]);
  });

  test('another is refused with the eleven', async () => {
    expect(refusalOf(await put('shippingexception', atNode(level('Whenever', 'include'))))).toEqual([
      400,
      `Invalid value, should be one of [${LEVELS.join(',')}]. Path: ${PLACE}[0]/service_level`,
    ]);
  });
});

describe.skipIf(!hasOperator)('F18 shipping exceptions', () => {
  test.each<[string, readonly Body[]]>([
    ['what is enabled may be restricted', [level('Standard', 'restricted'), method('UPS Ground', 'restricted')]],
    [
      'what is enabled may be included, with either charge or none',
      [
        level('Standard', 'include', ADDITIONAL),
        level('Next Day', 'include', OVERRIDE),
        method('UPS Ground', 'include'),
      ],
    ],
    ['a charge may be nothing', [level('Standard', 'include', { ...OVERRIDE, shipping_charge_amount: 0 })]],
    ['a method and a level may be named together', [level('Standard', 'include', { shipping_method: 'UPS Ground' })]],
    ['one exclusive of what is enabled may stand alone', [method('UPS Ground', 'exclusive', ADDITIONAL)]],
    ['an exclusive one with an override need not be enabled', [method('Freight', 'exclusive', OVERRIDE)]],
    ['nor an exclusive one at the usual charge', [level('5 to 10 Day', 'exclusive')]],
  ])('%s', async (_, exceptions) => {
    must(await put('shippingexception', atNode(...exceptions)), 204);
    expect(await read('shippingexception')).toEqual(atNode(...exceptions));
  });

  test.each<[string, readonly Body[], readonly RegExp[]]>([
    [
      'restricting what is not enabled',
      [method('Freight', 'restricted')],
      [/"Freight" is not enabled .*\/shipping_method$/],
    ],
    [
      'including what is not enabled',
      [level('Expedited', 'include')],
      [/"Expedited" is not enabled .*\/service_level$/],
    ],
    [
      'an additional charge on what is not enabled, exclusive or not',
      [method('Freight', 'exclusive', ADDITIONAL)],
      [/"Freight" is not enabled .*\/shipping_method$/],
    ],
    [
      'a kind of charge without its amount',
      [level('Standard', 'include', { override_type: 'Override charge' })],
      [/^Required property is missing\. Path: .*\[0\]\/shipping_charge_amount$/],
    ],
    [
      'kind and amount of a charge for what is restricted',
      [level('Standard', 'restricted', ADDITIONAL)],
      [/^override_type should not be provided/, /^shipping_charge_amount should not be provided/],
    ],
    [
      'a second exclusive one at a node',
      [method('UPS Ground', 'exclusive'), level('Standard', 'exclusive')],
      [/one exclusive exception .*\[1\]\/shipping_exception_type$/],
    ],
    [
      'a restricted one beside an exclusive one',
      [level('Standard', 'exclusive'), method('UPS Ground', 'restricted')],
      [/'restricted' cannot be combined .*\[1\]\/shipping_exception_type$/],
    ],
    [
      'an include beside an exclusive one',
      [method('UPS Ground', 'include'), level('Standard', 'exclusive')],
      [/'include' cannot be combined .*\[0\]\/shipping_exception_type$/],
    ],
    [
      'restricting every method',
      [method('UPS Ground', 'restricted'), method('UPS Next Day Air', 'restricted')],
      [/^Not all shipping methods or service levels /],
    ],
    [
      'restricting every level',
      [level('Standard', 'restricted'), level('Next Day', 'restricted')],
      [/^Not all shipping methods or service levels /],
    ],
    [
      'neither a method nor a level',
      [{ shipping_exception_type: 'include' }],
      [/^Either service_level or shipping_method/],
    ],
    [
      'a charge below nothing',
      [level('Standard', 'include', { ...OVERRIDE, shipping_charge_amount: -0.01 })],
      [/^The value is expected to be at least 0\. /],
    ],
  ])('%s is refused, and changes nothing', async (_, exceptions, texts) => {
    const before = atNode(level('Standard', 'restricted'));
    must(await put('shippingexception', before), 204);
    const [status, ...errors] = refusalOf(await put('shippingexception', atNode(...exceptions)));
    expect([status, errors]).toEqual([400, texts.map((text) => expect.stringMatching(text))]);
    expect(await read('shippingexception')).toEqual(before);
  });

  test('each node is a matter of its own: an exclusive exception at each', async () => {
    const body = {
      fulfillment_nodes: merchant.nodes.map((id) => ({
        fulfillment_node_id: id,
        shipping_exceptions: [level('Standard', 'exclusive')],
      })),
    };
    must(await put('shippingexception', body), 204);
    expect(await read('shippingexception')).toEqual(body);
  });

  test.each([{}, { fulfillment_nodes: [] }])('%j clears them', async (empty) => {
    must(await put('shippingexception', atNode(level('Standard', 'restricted'))), 204);
    must(await put('shippingexception', empty), 204);
    expect(await read('shippingexception')).toEqual(empty);
  });

  test('what an order is charged for shipping follows them', async () => {
    const sold = await merchant.offer({ quantity: 5 });
    const path = `/merchant-skus/${sold}/shippingexception`;
    must(await merchant.call('PUT', path, atNode(method('UPS Ground', 'exclusive', OVERRIDE))), 204);
    const order = await merchant.read(await merchant.place([{ sku: sold, quantity: 2 }]));
    expect(order.order_items[0]?.item_price).toMatchObject({ item_shipping_cost: 100 });
    expect(order.order_totals.item_price).toMatchObject({ item_shipping_cost: 200 });
  });
});
