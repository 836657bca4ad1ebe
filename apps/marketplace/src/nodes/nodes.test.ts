import { beforeAll, describe, expect, test } from 'vitest';
import { type AccountWithNodes, anAccount, type Harness, openHarness } from '../testing/index.ts';
import { loadNodes, loadReturnNodes } from './index.ts';

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
      },
    ]);
    expect(await loadNodes(harness.database.db, account.accountId)).toContainEqual(reply.json());
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
    expect(await loadReturnNodes(harness.database.db, account.accountId)).toContainEqual(reply.json());
    const listed = (await harness.operator('GET', `/accounts/${account.accountId}/return-nodes?limit=1`)).json();
    expect(listed).toMatchObject({ items: [{ name: 'Returns' }], next: expect.any(String) });
  });
});
