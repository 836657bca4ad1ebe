import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditOms } from '../audit-oms.ts';
import { aConnection, aLocation, anOrder, aSku, type Caller, type Harness, harness } from '../testing/index.ts';

let at: Harness;
beforeAll(async () => {
  at = await harness();
});
afterEach(() => expect(at.breaches).toEqual([]));

async function aShop() {
  const organizationId = await at.newOrganization();
  const connectionId = await aConnection(at, organizationId);
  const place = (name: string, nodeId: string) =>
    aLocation(at, organizationId, { name, nodes: [{ connectionId, nodeId }] });
  const newark = await place('Newark', 'node');
  const reno = await place('Reno', 'west');
  const caller = await at.withKey(organizationId, 'manager');
  return { organizationId, connectionId, newark, reno, caller };
}

const divide = async ({ client }: Caller) => {
  const { body } = await client.getRoutingRules();
  if (!('version' in body)) throw new Error('no rules');
  const wanted = { prefers: 'nearest', splits: true, mostLocations: 2 } as const;
  return client.changeRoutingRules({ body: wanted }, { headers: { 'if-match': `"${body.version}"` } });
};

const linesOf = async ({ client }: Caller, orderId: string) => {
  const { body } = await client.getOrder({ params: { orderId } });
  if (!('lines' in body)) throw new Error('no order');
  return { lines: body.lines, said: body.timeline.map(({ text }) => text) };
};

describe('the rules of routing', () => {
  test('200 the defaults until they are changed; then what was said, one version on', async () => {
    const { caller } = await aShop();
    expect((await caller.client.getRoutingRules()).body).toEqual({
      prefers: 'nearest',
      splits: false,
      mostLocations: 2,
      version: 1,
    });
    expect(await divide(caller)).toMatchObject({ status: 200, body: { splits: true, version: 2 } });
    expect(await divide(caller)).toMatchObject({ status: 200, body: { version: 3 } });
    expect((await caller.client.getRoutingRules()).body).toMatchObject({ splits: true, version: 3 });
  });

  test('400 without a version, 409 with one that is not the newest', async () => {
    const { caller } = await aShop();
    const body = { prefers: 'priority', splits: false, mostLocations: 3 } as const;
    expect(await caller.client.changeRoutingRules({ body })).toMatchObject({
      status: 400,
      body: { code: 'version_required' },
    });
    const old = { headers: { 'if-match': '"4"' } };
    expect(await caller.client.changeRoutingRules({ body }, old)).toMatchObject({
      status: 409,
      body: { code: 'changed_meanwhile' },
    });
  });
});

describe('an order that no single location has all of', () => {
  test('waits where orders are not divided', async () => {
    const { organizationId, connectionId, newark, reno, caller } = await aShop();
    const { sku } = await aSku(at, organizationId, { stock: { [newark]: 2, [reno]: 2 } });
    const orderId = await anOrder(at, organizationId, { connectionId, lines: { [sku]: 3 } });
    expect((await linesOf(caller, orderId)).lines).toMatchObject([{ reservedQuantity: 0, heldAt: [] }]);
    expect(await caller.client.acknowledgeOrder({ params: { orderId } })).toMatchObject({
      status: 409,
      body: { code: 'not_covered' },
    });
  });

  test('is reserved at several where they are, and says where; counters equal their ledgers', async () => {
    const { organizationId, connectionId, newark, reno, caller } = await aShop();
    await divide(caller);
    const one = await aSku(at, organizationId, { stock: { [newark]: 2, [reno]: 2 } });
    const other = await aSku(at, organizationId, { stock: { [reno]: 1 } });
    const wish = { connectionId, lines: { [one.sku]: 3, [other.sku]: 1 } };
    const orderId = await anOrder(at, organizationId, wish);
    const { lines, said } = await linesOf(caller, orderId);
    expect(lines).toMatchObject([
      {
        reservedQuantity: 3,
        locationName: 'Newark',
        heldAt: [
          { locationName: 'Newark', quantity: 2 },
          { locationName: 'Reno', quantity: 1 },
        ],
      },
      { reservedQuantity: 1, locationName: 'Reno', heldAt: [{ locationId: reno, quantity: 1 }] },
    ]);
    expect(said).toContain('Reserved 2 at Newark, 2 at Reno, as no single location has all of it.');
    expect(await auditOms(at.database, organizationId)).toEqual([]);
    await anOrder(at, organizationId, { connectionId, lines: { [one.sku]: 2 } });
    expect(await auditOms(at.database, organizationId)).toEqual([]);
  });
});

test('of the locations that are not asked for, the one nearest to the buyer serves the order', async () => {
  const { organizationId, connectionId, reno, caller } = await aShop();
  const { body: boston } = await caller.client.createLocation({
    body: {
      name: 'Boston',
      timeZone: 'America/New_York',
      cutOff: '12:00',
      zipCode: '02108',
      nodes: [{ connectionId, nodeId: 'north' }],
    },
  });
  if (!('id' in boston)) throw new Error('no location');
  const { sku } = await aSku(at, organizationId, { stock: { [reno]: 5, [boston.id]: 5 } });
  // Reno has the zip code of Hoboken here; the buyer lives in Maine.
  const orderId = await anOrder(at, organizationId, { connectionId, lines: { [sku]: 1 } });
  const { lines, said } = await linesOf(caller, orderId);
  expect(lines).toMatchObject([{ locationName: 'Boston' }]);
  expect(said.join()).toContain('Reserved at Boston, as the location asked for does not have all of it.');
});
