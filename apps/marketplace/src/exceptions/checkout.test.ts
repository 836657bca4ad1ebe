/** What shoppers' orders do with shipping exceptions. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AccountWithNodes, aNode, anAccount, anOffer, type Harness, openHarness } from '../testing/index.ts';

let harness: Harness;
let account: AccountWithNodes;
/** Of one price, at both nodes. */
let sku: string;
let other: string;
let north: string;
let yard: string;

beforeAll(async () => {
  harness = await openHarness();
});
beforeEach(async () => {
  const fresh = await anAccount(harness, { nodes: 0 });
  north = (await aNode(harness, fresh, { shippingMethods: ['UPS Ground', 'UPS Next Day Air'], serviceLevels: LEVELS }))
    .id;
  yard = (await aNode(harness, fresh, { shippingMethods: ['UPS Ground', 'Freight'], serviceLevels: ['Standard'] })).id;
  account = { ...fresh, nodeId: north, nodeIds: [north, yard] };
  sku = await anOffer(harness, account);
  other = await anOffer(harness, account);
});
const LEVELS = ['Standard', 'Next Day'];

type Exception = Readonly<Record<string, unknown>>;
async function except(of: string, nodes: Readonly<Record<string, readonly Exception[]>>): Promise<void> {
  const fulfillment_nodes = Object.entries(nodes).map(([id, exceptions]) => ({
    fulfillment_node_id: id,
    shipping_exceptions: exceptions,
  }));
  const reply = await account.call('PUT', `/merchant-skus/${of}/shippingexception`, { fulfillment_nodes });
  if (reply.status !== 204) throw new Error(reply.text);
}
const exclusive = (way: Exception, charge: Exception = {}) => ({
  ...way,
  ...charge,
  shipping_exception_type: 'exclusive',
});
const restricted = (way: Exception) => ({ ...way, shipping_exception_type: 'restricted' });
const overridden = { override_type: 'Override charge', shipping_charge_amount: 100 };

const OREGON = { address1: '1 Pier', city: 'Astoria', state: 'OR', zipCode: '97103' };

/** Places an order in a state without taxes; answers what was said, and how the merchant reads it. */
async function place(skus: readonly string[], wish: object = {}) {
  const orders = `/accounts/${account.accountId}/orders`;
  const shopper = { name: 'Pepper Elderfield', address: OREGON };
  const items = skus.map((one) => ({ sku: one, quantity: 2 }));
  const reply = await harness.operator('POST', orders, { items, shopper, ...wish });
  const placed = reply.json() as { id: string; code?: string };
  if (reply.status !== 201) return { status: reply.status, code: placed.code };
  const { merchantView: seen } = (await harness.operator('GET', `${orders}/${placed.id}`)).json() as {
    merchantView: {
      fulfillment_node: string;
      order_detail: Readonly<Record<string, string>>;
      order_items: { merchant_sku: string; item_price: { item_shipping_cost: number } }[];
    };
  };
  return {
    status: reply.status,
    node: seen.fulfillment_node,
    level: seen.order_detail['request_service_level'],
    method: seen.order_detail['request_shipping_method'],
    carrier: seen.order_detail['request_shipping_carrier'],
    charges: Object.fromEntries(
      seen.order_items.map((item) => [item.merchant_sku, item.item_price.item_shipping_cost]),
    ),
  };
}

describe('an order', () => {
  test('without exceptions ships as its node usually does', async () => {
    expect(await place([sku], { nodeId: north })).toMatchObject({
      level: 'Standard',
      method: 'UPS Ground',
      carrier: 'UPS',
      charges: { [sku]: 4.99 },
    });
  });

  test('ships by the exclusive method, at the level that fits it, for the charge of its own a unit', async () => {
    await except(sku, { [north]: [exclusive({ shipping_method: 'Freight' }, overridden)] });
    expect(await place([sku], { nodeId: north })).toMatchObject({
      level: 'Scheduled (freight)',
      method: 'Freight',
      charges: { [sku]: 100 },
    });
    expect(await place([sku], { nodeId: yard })).toMatchObject({ method: 'UPS Ground', charges: { [sku]: 4.99 } });
  });

  test('ships at the exclusive level, also one that the node has not, with more time to deliver', async () => {
    await except(sku, {
      [north]: [exclusive({ service_level: '5 to 10 Day' }, { ...overridden, shipping_charge_amount: 1 })],
    });
    expect(await place([sku], { nodeId: north })).toMatchObject({
      level: '5 to 10 Day',
      method: 'UPS Ground',
      charges: { [sku]: 1 },
    });
  });

  test('does not ship at a restricted level or by a restricted method', async () => {
    await except(sku, {
      [north]: [restricted({ service_level: 'Standard' }), restricted({ shipping_method: 'UPS Ground' })],
    });
    expect(await place([sku], { nodeId: north })).toMatchObject({
      level: 'Next Day',
      method: 'UPS Next Day Air',
      charges: { [sku]: 14.99 },
    });
    expect(await place([sku], { nodeId: north, serviceLevel: 'Standard' })).toEqual({
      status: 400,
      code: 'unknown_service_level',
    });
  });

  test('pays an included charge only when it goes that way, each item its own', async () => {
    const included = {
      override_type: 'Additional charge',
      shipping_charge_amount: 3.25,
      shipping_exception_type: 'include',
    };
    await except(sku, { [north]: [{ service_level: 'Next Day', ...included }] });
    expect(await place([sku, other], { nodeId: north })).toMatchObject({ charges: { [sku]: 4.99, [other]: 4.99 } });
    expect(await place([sku, other], { nodeId: north, serviceLevel: 'Next Day' })).toMatchObject({
      charges: { [sku]: 18.24, [other]: 14.99 },
    });
  });

  test('of things that may only go different ways is refused; where another node ships both, it goes there', async () => {
    const [freight, ground] = ['Freight', 'UPS Ground'].map((shipping_method) => exclusive({ shipping_method }));
    if (freight === undefined || ground === undefined) throw new Error('two were made');
    await except(sku, { [north]: [freight] });
    await except(other, { [north]: [ground] });
    expect(await place([sku, other], { nodeId: north })).toEqual({ status: 409, code: 'not_purchasable' });
    expect(await place([sku, other])).toMatchObject({ status: 201, node: yard });
    expect(await place([sku], { nodeId: north })).toMatchObject({ method: 'Freight' });
  });

  test('ships as usual again once the exceptions are cleared', async () => {
    await except(sku, { [north]: [exclusive({ shipping_method: 'Freight' }, overridden)] });
    await account.call('PUT', `/merchant-skus/${sku}/shippingexception`, {});
    expect(await place([sku], { nodeId: north })).toMatchObject({ method: 'UPS Ground', charges: { [sku]: 4.99 } });
  });
});
