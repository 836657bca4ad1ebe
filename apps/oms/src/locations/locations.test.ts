import type { Location } from '@jetway/oms-api';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { takeDueStock } from '../inventory/index.ts';
import { aConnection, aLocation, aSku, type Caller, type Harness, harness } from '../testing/index.ts';
import { isTimeZone } from './locations.ts';

let at: Harness;
beforeAll(async () => {
  at = await harness();
});
afterEach(() => expect(at.breaches).toEqual([]));

const body = { name: 'Reno', timeZone: 'America/Los_Angeles', cutOff: '13:30', zipCode: '89501' };

async function aShop() {
  const organizationId = await at.newOrganization();
  return { organizationId, ...(await at.withKey(organizationId, 'manager')) };
}

async function make(caller: Caller, more: object = {}): Promise<Location> {
  const made = await caller.client.createLocation({ body: { ...body, ...more } });
  if (made.status !== 201) throw new Error(`answered ${made.status}: ${JSON.stringify(made.body)}`);
  return made.body;
}

const change = (caller: Caller, location: Location, more: object = {}, version = location.version) =>
  caller.client.changeLocation(
    {
      params: { locationId: location.id },
      body: { name: location.name, timeZone: location.timeZone, cutOff: location.cutOff, ...more },
    },
    { headers: { 'if-match': `"${version}"` } },
  );

describe('locations', () => {
  test('201 with the node it is; the list shows it', async () => {
    const shop = await aShop();
    const connectionId = await aConnection(at, shop.organizationId);
    const nodes = [{ connectionId, nodeId: 'abc' }];
    const made = await make(shop, { nodes });
    expect(made).toEqual({ id: made.id, ...body, priority: 100, active: true, nodes, version: 1 });
    expect((await shop.client.listLocations()).body).toEqual({ items: [made], next: null });
  });

  test('400 a time zone or connection that does not exist, with its place', async () => {
    const shop = await aShop();
    const zone = await shop.client.createLocation({ body: { ...body, timeZone: 'Mars/Olympus' } });
    expect(zone).toMatchObject({ status: 400, body: { code: 'unknown_time_zone', errors: [{ path: '/timeZone' }] } });
    const foreign = await aConnection(at, await at.newOrganization());
    const nodes = [{ connectionId: foreign, nodeId: 'n' }];
    expect(await shop.client.createLocation({ body: { ...body, nodes } })).toMatchObject({
      status: 400,
      body: { code: 'unknown_connection', errors: [{ path: '/nodes/0/connectionId' }] },
    });
  });

  test('409 a name that is taken, in any case, and a node that another location is; nothing is written', async () => {
    const shop = await aShop();
    const connectionId = await aConnection(at, shop.organizationId);
    const nodes = [{ connectionId, nodeId: 'abc' }];
    const first = await make(shop, { nodes });
    expect(await shop.client.createLocation({ body: { ...body, name: 'RENO' } })).toMatchObject({
      status: 409,
      body: { code: 'name_taken' },
    });
    expect(await shop.client.createLocation({ body: { ...body, name: 'Other', nodes } })).toMatchObject({
      status: 409,
      body: { code: 'node_taken' },
    });
    expect((await shop.client.listLocations()).body).toMatchObject({ items: [first] });
    at.clock.advance(1);
    const second = await make(shop, { name: 'Second' });
    expect(await change(shop, second, { nodes })).toMatchObject({ status: 409, body: { code: 'node_taken' } });
    expect(await change(shop, second, { name: 'reno' })).toMatchObject({ status: 409, body: { code: 'name_taken' } });
    const twice = [
      { connectionId, nodeId: 'x' },
      { connectionId, nodeId: 'y' },
    ];
    expect(await change(shop, second, { nodes: twice })).toMatchObject({
      status: 409,
      body: { code: 'node_taken', errors: [{ path: '/nodes/1' }] },
    });
    expect((await shop.client.listLocations()).body).toMatchObject({ items: [first, second] });
  });

  test('of two that want one node at once, one gets it', async () => {
    const shop = await aShop();
    const connectionId = await aConnection(at, shop.organizationId);
    const nodes = [{ connectionId, nodeId: 'abc' }];
    const answers = await Promise.all(
      ['One', 'Two', 'Three', 'Three'].map((name) => shop.client.createLocation({ body: { ...body, name, nodes } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  test('a change keeps what it leaves out, needs the version, and makes the stock of its nodes due', async () => {
    const shop = await aShop();
    const connectionId = await aConnection(at, shop.organizationId);
    const location = await make(shop, { nodes: [{ connectionId, nodeId: 'abc' }] });
    await aSku(at, shop.organizationId, { stock: { [location.id]: 3 }, connectionIds: [connectionId] });
    const take = () =>
      takeDueStock(at.database.db, shop.organizationId, connectionId, { limit: 9, now: at.clock.now(), fence: 1 });
    expect(await take()).toMatchObject([{ version: 1, quantities: { abc: 3 } }]);
    const changed = await change(shop, location, { cutOff: '09:00', active: false });
    expect(changed).toMatchObject({
      status: 200,
      body: { cutOff: '09:00', zipCode: '89501', nodes: location.nodes, active: false, version: 2 },
    });
    at.clock.advance(120_000);
    expect(await take()).toMatchObject([{ version: 2, quantities: { abc: 0 } }]);
    expect(await change(shop, location)).toMatchObject({ status: 409, body: { code: 'changed_meanwhile' } });
    const without = await shop.client.changeLocation({ params: { locationId: location.id }, body });
    expect(without).toMatchObject({ status: 400, body: { code: 'version_required' } });
  });

  test('another organization’s location answers exactly like a missing one', async () => {
    const shop = await aShop();
    const theirs = await aLocation(at, await at.newOrganization());
    const call = (id: string) => change(shop, { ...body, id, priority: 100, active: true, nodes: [], version: 1 });
    const [foreign, missing] = [await call(theirs), await call('no-such')];
    expect(foreign).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
  });

  test('time zones are those that this program can compute with', () => {
    expect(['America/New_York', 'Europe/Berlin', 'UTC', 'Asia/Kolkata'].every(isTimeZone)).toBe(true);
    expect(['', 'Nowhere', 'America/Atlantis', '2', 'EST5EDT4'].some(isTimeZone)).toBe(false);
  });
});
