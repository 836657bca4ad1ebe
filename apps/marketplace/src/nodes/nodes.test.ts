import { beforeAll, describe, expect, test } from 'vitest';
import { type AccountWithNodes, anAccount, type Harness, openHarness } from '../testing/index.ts';
import { loadNodes, loadReturnNodes } from './index.ts';
import { hasDaylightSaving } from './nodes.ts';

let harness: Harness;
let account: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness);
});

const ADDRESS = { address1: '1 Wharf Road', address2: 'Shed 4', city: 'Portland', state: 'ME', zipCode: '04101' };
const NODE = {
  name: 'Wharf',
  timeZone: 'America/New_York',
  address: ADDRESS,
  shippingMethods: ['ups ground', 'FEDEX_HOME-DELIVERY', 'UPS Ground', 'UPSGround'],
  serviceLevels: ['second day', 'Scheduled'],
};
const create = (body: unknown, of = account.accountId) =>
  harness.operator('POST', `/accounts/${of}/fulfillment-nodes`, body);

function withoutVersion(node: unknown): unknown {
  const { version: _version, ...rest } = node as { readonly version: number };
  return rest;
}

describe('fulfilment nodes', () => {
  test('are made with an opaque id, names in their documented spelling, each once', async () => {
    const reply = await create(NODE);
    expect([reply.status, reply.json()]).toEqual([
      201,
      {
        ...NODE,
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        shippingMethods: expect.arrayContaining(['UPS Ground', 'FedEx Home Delivery']),
        serviceLevels: ['Second Day', 'Scheduled (freight)'],
        pricedPerPound: false,
        version: 1,
      },
    ]);
    expect(await loadNodes(harness.database.db, account.accountId)).toContainEqual(withoutVersion(reply.json()));
    const listed = (await harness.operator('GET', `/accounts/${account.accountId}/fulfillment-nodes`)).json();
    expect(listed).toMatchObject({ items: expect.arrayContaining([reply.json()]) });
  });

  test.each([
    ['unknown_time_zone', '/timeZone', { timeZone: 'Mars/Olympus' }],
    ['unknown_method', '/shippingMethods/1', { shippingMethods: ['UPS Ground', 'Pigeon'] }],
    ['unknown_service_level', '/serviceLevels/0', { serviceLevels: ['Whenever'] }],
  ])('with something unknown: 400 %s at %s', async (code, path, change) => {
    const reply = await create({ ...NODE, ...change });
    expect([reply.status, reply.json()]).toEqual([
      400,
      expect.objectContaining({ code, errors: [expect.objectContaining({ path })] }),
    ]);
  });

  test('belong to one account', async () => {
    const other = await anAccount(harness);
    const own = await loadNodes(harness.database.db, other.accountId);
    expect(own.map(({ id }) => id)).toEqual([other.nodeId]);
  });
});

describe('return nodes', () => {
  test('are made and listed', async () => {
    const reply = await harness.operator('POST', `/accounts/${account.accountId}/return-nodes`, {
      name: 'Returns',
      address: ADDRESS,
    });
    expect(reply.status).toBe(201);
    expect(await loadReturnNodes(harness.database.db, account.accountId)).toContainEqual(withoutVersion(reply.json()));
    const listed = (await harness.operator('GET', `/accounts/${account.accountId}/return-nodes?limit=1`)).json();
    expect(listed).toMatchObject({ items: [{ name: 'Returns' }], next: expect.any(String) });
  });
});

describe('a node', () => {
  const RETURNS = { name: 'Returns', address: ADDRESS };
  const kinds = [
    ['fulfillment-nodes', NODE, { ...NODE, name: 'Pier', serviceLevels: ['next day'], pricedPerPound: true }],
    ['return-nodes', RETURNS, { ...RETURNS, name: 'Back door', address: { ...ADDRESS, city: 'Bangor' } }],
  ] as const;
  const made = async (what: string, body: unknown) => {
    const reply = await harness.operator('POST', `/accounts/${account.accountId}/${what}`, body);
    return (reply.json() as { id: string }).id;
  };
  const change = (what: string, id: string, body: unknown, version?: number, of = account.accountId) =>
    harness.operator(
      'PUT',
      `/accounts/${of}/${what}/${id}`,
      body,
      version === undefined ? {} : { 'if-match': `"${version}"` },
    );

  test.each(kinds)('of %s is changed as a whole, and its version counts up', async (what, body, other) => {
    const id = await made(what, body);
    const reply = await change(what, id, other, 1);
    expect([reply.status, reply.json()]).toMatchObject([200, { id, name: other.name, version: 2 }]);
    expect(await change(what, id, body)).toMatchObject({ status: 200 });
    const { items } = (await harness.operator('GET', `/accounts/${account.accountId}/${what}?limit=200`)).json() as {
      items: { id: string }[];
    };
    expect(items.find((node) => node.id === id)).toMatchObject({ name: body.name, address: ADDRESS, version: 3 });
  });

  test.each(kinds)(
    'of %s that somebody else changed meanwhile: 409, and nothing changes',
    async (what, body, other) => {
      const id = await made(what, body);
      await change(what, id, body, 1);
      const reply = await change(what, id, other, 1);
      expect([reply.status, reply.json()]).toMatchObject([409, { code: 'changed_meanwhile' }]);
      const malformed = await harness.operator('PUT', `/accounts/${account.accountId}/${what}/${id}`, other, {
        'if-match': 'the newest',
      });
      expect([malformed.status, malformed.json()]).toMatchObject([400, { code: 'if_match_malformed' }]);
    },
  );

  test.each(kinds)('of %s of another account is like a missing one', async (what, body) => {
    const id = await made(what, body);
    const stranger = await anAccount(harness);
    for (const reply of [await change(what, id, body, 1, stranger.accountId), await change(what, 'nowhere', body)])
      expect([reply.status, reply.json()]).toMatchObject([404, { code: 'not_found' }]);
  });

  test('changed to something unknown: 400, and it stays', async () => {
    const id = await made('fulfillment-nodes', NODE);
    const reply = await change('fulfillment-nodes', id, { ...NODE, shippingMethods: ['Pigeon'] });
    expect([reply.status, reply.json()]).toMatchObject([400, { code: 'unknown_method' }]);
    const kept = (await loadNodes(harness.database.db, account.accountId)).find((node) => node.id === id);
    expect(kept?.shippingMethods).toContain('UPS Ground');
  });

  test('changed at once by several who saw the same is changed by one of them', async () => {
    const id = await made('return-nodes', RETURNS);
    const replies = await Promise.all(
      ['a', 'b', 'c'].map((name) => change('return-nodes', id, { ...RETURNS, name }, 1)),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
  });
});

describe('what a merchant reads of its own nodes', () => {
  const place = {
    location_name: 'Wharf',
    time_zone: 'America/New_York',
    is_daylight_savings_enabled: true,
    address_1: '1 Wharf Road',
    city: 'Portland',
    state: 'ME',
    zip_code: '04101',
  };
  let own: AccountWithNodes;
  const get = async (path: string) => (await own.call('GET', path)).json();
  beforeAll(async () => {
    own = await anAccount(harness);
  });

  test('links, each of which leads to its node', async () => {
    const { fulfillment_nodes: links } = (await get('/fulfillment-nodes')) as { fulfillment_nodes: string[] };
    expect(links).toEqual([`/fulfillment-nodes/${own.nodeId}`]);
    expect(await get(links[0] ?? '')).toEqual({
      fulfillment_node_id: own.nodeId,
      ...place,
      shipping_methods: ['UPS Ground', 'FedEx Home Delivery'],
      service_levels: ['Standard', 'Expedited'],
    });
  });

  test('another merchant’s node is like a missing one', async () => {
    for (const id of [account.nodeId, 'nowhere']) {
      const reply = await own.call('GET', `/fulfillment-nodes/${id}`);
      expect([reply.status, reply.json()]).toEqual([404, { errors: [`Fulfillment node not found: "${id}"`] }]);
    }
  });

  test('the older forms', async () => {
    expect(await get('/FulfillmentNodesByMerchantId')).toEqual([
      {
        FulfillmentNodeId: own.nodeId,
        LocationName: 'Wharf',
        TimeZone: 'America/New_York',
        Address1: '1 Wharf Road',
        City: 'Portland',
        State: 'ME',
        ZipCode: '04101',
      },
    ]);
    expect(await get('/setup/fulfillmentNodes')).toEqual({
      fulfillment_nodes: [{ jet_fulfillment_node_id: own.nodeId, ...place }],
    });
    const { time_zone: _zone, is_daylight_savings_enabled: _saving, ...address } = place;
    expect(await get('/setup/returnsLocations')).toEqual({
      returns_locations: [{ jet_returns_location_id: own.returnNodeId, ...address, location_name: 'Returns' }],
    });
  });

  test('says whether clocks change there', () => {
    const inTheSummer = Date.UTC(2026, 6, 1);
    const zones = ['America/New_York', 'America/Phoenix', 'Australia/Sydney', 'UTC'];
    expect(zones.map((zone) => hasDaylightSaving(zone, inTheSummer))).toEqual([true, false, true, false]);
  });
});
