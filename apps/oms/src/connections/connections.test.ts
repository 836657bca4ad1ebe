/** Owns the guarantees of connections over HTTP. */
import type { Transport } from '@jetway/http-contract';
import type { OmsClient } from '@jetway/oms-api';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aLocation, aSku, foldersOf, type Harness, harness, memoryTree } from '../testing/index.ts';
import { loadConnection } from './index.ts';

let at: Harness;
let organizationId: string;
let client: OmsClient;

/** The far side of HTTP: one account, one secret. */
const far: Transport = async (request) => {
  const { pathname, origin } = new URL(request.url);
  const reply = (status: number, body: unknown) => ({
    status,
    headers: { date: new Date(at.clock.now() + 90_000).toUTCString() },
    text: JSON.stringify(body),
  });
  if (origin === 'http://nobody.test') throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  if (pathname === '/api/token') {
    const { pass } = JSON.parse(request.body ?? '{}') as { pass: string };
    if (pass !== 'right') return reply(400, { errors: ['Bad Request'] });
    return reply(200, { id_token: 't', token_type: 'Bearer', expires_on: '2026-01-05T22:00:00Z' });
  }
  if (pathname === '/api/authcheck') return reply(200, 'This message is authorized.');
  if (request.url.endsWith('fulfillment_node=wrong')) return reply(400, { errors: ['"wrong" is not a node.'] });
  return reply(200, { order_urls: [] });
};

const body = (name: string, more: Record<string, unknown> = {}) => ({
  channel: 'jet' as const,
  name,
  baseUrl: 'http://far.test/api/',
  settings: { jet_api_user: 'user', jet_api_secret: 'right', jet_fulfillment_node_id: 'node-1' },
  ...more,
});

async function create(name = 'Jet', more: Record<string, unknown> = {}) {
  const reply = await client.createConnection({ body: body(name, more) });
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return reply.body;
}

const change = (connectionId: string, version: number, values: Parameters<OmsClient['changeConnection']>[0]['body']) =>
  client.changeConnection({ params: { connectionId }, body: values }, { headers: { 'if-match': `"${version}"` } });

beforeAll(async () => {
  at = await harness({ transport: (request) => far(request) });
});
beforeEach(async () => {
  organizationId = await at.newOrganization();
  client = (await at.withKey(organizationId)).client;
});

describe('POST /connections', () => {
  test('201: it starts in watch mode with the six settings, and keeps the secret to itself', async () => {
    const made = await create();
    expect(made).toEqual({
      id: expect.any(String),
      channel: 'jet',
      name: 'Jet',
      baseUrl: 'http://far.test/api',
      settings: {
        jet_api_user: 'user',
        jet_api_secret_set: true,
        jet_pull_orders: true,
        jet_send_tracking_numbers: true,
        jet_soj_enabled: true,
        jet_fulfillment_node_id: 'node-1',
      },
      pullsOrders: true,
      sendsTrackingNumbers: true,
      sendsStock: true,
      nodeId: 'node-1',
      mode: 'watch',
      stoppedLanes: [],
      pullEverySeconds: 60,
      acknowledgePolicy: 'accept-when-covered',
      acknowledgeWithinHours: 24,
      state: 'idle',
      stateText: null,
      lastPullAt: null,
      nextPullAt: at.clock.now(),
      lastContactAt: null,
      clockOffsetMs: 0,
      waitingIntents: 0,
      waitingStock: 0,
      version: 1,
    });
    const stored = await loadConnection(at.database.db, { organizationId, connectionId: made.id });
    expect(stored?.sealedSecrets).toEqual({ jet_api_secret: expect.stringMatching(/^v1\./) });
    expect(JSON.stringify(stored)).not.toContain('right');
  });

  test('the stock of every SKU waits on it, and the one location becomes its node', async () => {
    const locationId = await aLocation(at, organizationId);
    await aSku(at, organizationId, { stock: { [locationId]: 4 } });
    const made = await create();
    expect(made.waitingStock).toBe(1);
    const locations = await client.listLocations();
    expect(locations).toMatchObject({ body: { items: [{ nodes: [{ connectionId: made.id, nodeId: 'node-1' }] }] } });
  });

  test('409 name_taken, whatever the case', async () => {
    await create('Jet');
    expect(await client.createConnection({ body: body('JET') })).toMatchObject({
      status: 409,
      body: { code: 'name_taken' },
    });
  });

  test('400 bad_address, with its place', async () => {
    const reply = await client.createConnection({ body: body('Jet', { baseUrl: 'http://169.254.169.254/api' }) });
    expect(reply).toMatchObject({ status: 400, body: { code: 'bad_address', errors: [{ path: '/baseUrl' }] } });
  });

  test('400 bad_setting, with its place: the channel has no such setting, or it is of another kind', async () => {
    for (const [settings, path] of [
      [{ jet_colour: 'red' }, '/settings/jet_colour'],
      [{ jet_pull_orders: 'yes' }, '/settings/jet_pull_orders'],
      [{ jet_api_user: true }, '/settings/jet_api_user'],
      [{ jet_api_secret: ' ' }, '/settings/jet_api_secret'],
    ] as const)
      expect(await client.createConnection({ body: body('Jet', { settings }) })).toMatchObject({
        status: 400,
        body: { code: 'bad_setting', errors: [{ path }] },
      });
  });

  test('400 channel_unavailable: what nobody speaks cannot be connected', async () => {
    const reply = await client.createConnection({ body: body('Jet', { channel: 'telegraph' }) });
    expect(reply).toMatchObject({ status: 400, body: { code: 'channel_unavailable', errors: [{ path: '/channel' }] } });
    // No folders are allowed here.
    const files = await client.createConnection({ body: { channel: 'csv', name: 'Shop' } });
    expect(files).toMatchObject({ status: 400, body: { code: 'channel_unavailable' } });
  });

  test('a channel without an address is given none, and checks its settings together', async () => {
    const tree = memoryTree(at.clock);
    const other = await harness({ channelFolders: foldersOf(tree) });
    const shop = (await other.withKey(await other.newOrganization())).client;
    const make = (csv_folder: string, more = {}) =>
      shop.createConnection({ body: { channel: 'csv', name: 'Shop', settings: { csv_folder }, ...more } });
    expect(await make('../out')).toMatchObject({
      status: 400,
      body: { code: 'bad_setting', errors: [{ path: '/settings/csv_folder' }] },
    });
    expect(await make('shop', { baseUrl: 'http://x.test' })).toMatchObject({ body: { code: 'bad_address' } });
    const made = await make('shop');
    expect(made).toMatchObject({
      status: 201,
      body: {
        baseUrl: '',
        nodeId: 'main',
        settings: { csv_folder: 'shop', csv_location: 'main', csv_separator: 'comma' },
      },
    });
    if (made.status !== 201) throw new Error('not made');
    const tested = await shop.testConnection({ params: { connectionId: made.body.id } });
    expect(tested).toMatchObject({
      body: { ok: true, steps: [{ name: 'Folder' }, { name: 'Writing' }, { name: 'Orders' }] },
    });
    await other.oms.stopWork();
    expect(other.breaches).toEqual([]);
  });

  test('403 for everybody but admins', async () => {
    for (const role of ['manager', 'warehouse', 'read-only'] as const) {
      const other = (await at.withKey(organizationId, role)).client;
      expect((await other.createConnection({ body: body(role) })).status).toBe(403);
    }
  });
});

describe('PATCH /connections/:connectionId', () => {
  test('200: what is left out stays, the secret too; the version counts up', async () => {
    const { id } = await create();
    const before = await loadConnection(at.database.db, { organizationId, connectionId: id });
    const reply = await change(id, 1, { pullEverySeconds: 300, settings: { jet_pull_orders: false } });
    expect(reply).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: {
        pullEverySeconds: 300,
        nextPullAt: null,
        version: 2,
        settings: { jet_pull_orders: false, jet_api_user: 'user' },
      },
    });
    const after = await loadConnection(at.database.db, { organizationId, connectionId: id });
    expect(after?.sealedSecrets).toEqual(before?.sealedSecrets);
  });

  test('a new node takes the place of the old one at the location', async () => {
    await aLocation(at, organizationId);
    const { id } = await create();
    at.clock.advance(1);
    await aLocation(at, organizationId);
    await change(id, 1, { settings: { jet_fulfillment_node_id: 'node-2' } });
    const locations = await client.listLocations();
    if (locations.status !== 200) throw new Error('no locations');
    expect(locations.body.items.map(({ nodes }) => nodes.map(({ nodeId }) => nodeId))).toEqual([['node-2'], []]);
  });

  test('400 version_required, 409 changed_meanwhile, 409 name_taken, 400 bad_address', async () => {
    const { id } = await create();
    await create('Other');
    const unversioned = await client.changeConnection({ params: { connectionId: id }, body: { name: 'New' } });
    expect(unversioned).toMatchObject({ status: 400, body: { code: 'version_required' } });
    expect(await change(id, 7, { name: 'New' })).toMatchObject({ status: 409, body: { code: 'changed_meanwhile' } });
    expect(await change(id, 1, { name: 'other' })).toMatchObject({ status: 409, body: { code: 'name_taken' } });
    expect(await change(id, 1, { baseUrl: 'gopher://x' })).toMatchObject({
      status: 400,
      body: { code: 'bad_address' },
    });
    expect(await client.getConnection({ params: { connectionId: id } })).toMatchObject({
      body: { name: 'Jet', version: 1 },
    });
  });

  test('404: another organization’s connection answers like none', async () => {
    const { id } = await create();
    const stranger = (await at.withKey(await at.newOrganization())).client;
    const params = { connectionId: id };
    const headers = { 'if-match': '"1"' };
    const replies = await Promise.all([
      stranger.getConnection({ params }),
      stranger.changeConnection({ params, body: { name: 'Mine' } }, { headers }),
      stranger.switchConnection({ params, body: { mode: 'live' } }),
      stranger.testConnection({ params }),
      stranger.runConnection({ params, body: { kind: 'pull-orders' } }),
      stranger.listWaiting({ params }),
      stranger.getShippingOptions({ params }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual(Array(7).fill(404));
    expect(await client.getConnection({ params })).toMatchObject({ body: { name: 'Jet', mode: 'watch' } });
  });
});

describe('GET /channels', () => {
  test('200: Jet names its six settings, what it can do, and its reasons', async () => {
    const reply = await client.listChannels();
    if (reply.status !== 200) throw new Error('no channels');
    const jet = reply.body.items.find(({ kind }) => kind === 'jet');
    expect(jet?.settings.map(({ key, kind, part }) => [key, kind, part])).toEqual([
      ['jet_api_user', 'text', null],
      ['jet_api_secret', 'secret', null],
      ['jet_fulfillment_node_id', 'text', 'node'],
      ['jet_pull_orders', 'yes-no', 'pulls-orders'],
      ['jet_send_tracking_numbers', 'yes-no', 'sends-tracking-numbers'],
      ['jet_soj_enabled', 'yes-no', 'sends-stock'],
    ]);
    expect(jet?.abilities.filter(({ can }) => can).map(({ ability }) => ability)).toContain('ship');
    expect(jet?.rejectReasons[0]).toEqual({ value: 'rejected - other', label: 'Another reason' });
  });
});

describe('GET /connections', () => {
  test('200: the organization’s own, oldest first, in pages', async () => {
    await create('First');
    at.clock.advance(1);
    await create('Second');
    const first = await client.listConnections({ query: { limit: 1 } });
    if (first.status !== 200 || first.body.next === null) throw new Error('no second page');
    expect(first.body.items.map(({ name }) => name)).toEqual(['First']);
    const second = await client.listConnections({ query: { cursor: first.body.next } });
    expect(second).toMatchObject({ body: { items: [{ name: 'Second' }], next: null } });
    expect(await client.listConnections({ query: { cursor: 'x' } })).toMatchObject({ body: { code: 'bad_cursor' } });
  });
});

describe('POST /connections/:connectionId/test', () => {
  const steps = async (connectionId: string, changed: Parameters<OmsClient['testConnection']>[0]['body'] = {}) => {
    const reply = await client.testConnection({ params: { connectionId }, body: changed });
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
    return reply.body.steps.map(({ name, ok }) => `${name}: ${ok ? 'ok' : 'not ok'}`);
  };

  test('200: every step passed, the clock told', async () => {
    const { id } = await create();
    expect(await steps(id)).toEqual([
      'Address: ok',
      'User and secret: ok',
      'Authorization: ok',
      'Fulfillment node: ok',
      'Clock: ok',
    ]);
    const reply = await client.testConnection({ params: { connectionId: id } });
    expect(reply).toMatchObject({ body: { steps: { 4: { text: expect.stringContaining('ahead of ours') } } } });
  });

  test('200: it stops at the step that fails; settings not saved yet are tried and not kept', async () => {
    const { id } = await create();
    expect(await steps(id, { baseUrl: 'http://nobody.test/api' })).toEqual(['Address: not ok']);
    expect(await steps(id, { settings: { jet_api_secret: 'wrong' } })).toEqual([
      'Address: ok',
      'User and secret: not ok',
    ]);
    expect(await steps(id, { settings: { jet_fulfillment_node_id: 'wrong' } })).toEqual([
      'Address: ok',
      'User and secret: ok',
      'Authorization: ok',
      'Fulfillment node: not ok',
    ]);
    expect(await client.getConnection({ params: { connectionId: id } })).toMatchObject({ body: { version: 1 } });
    expect((await steps(id)).at(-1)).toBe('Clock: ok');
  });

  test('400 bad_address: metadata addresses are not called', async () => {
    const { id } = await create();
    const reply = await client.testConnection({ params: { connectionId: id }, body: { baseUrl: 'http://[fe80::1]/' } });
    expect(reply).toMatchObject({ status: 400, body: { code: 'bad_address' } });
  });

  test('what was exchanged is listed, without user, secret and token', async () => {
    const { id } = await create();
    await steps(id, { settings: { jet_api_secret: 'wrong' } });
    const exchanges = await client.listExchanges({ query: { connectionId: id } });
    expect(exchanges).toMatchObject({
      body: { items: [{ method: 'POST', status: 400, requestBody: { user: '[redacted]', pass: '[redacted]' } }] },
    });
    const failed = await client.listExchanges({ query: { failed: false } });
    expect(failed).toMatchObject({ body: { items: [] } });
    expect(JSON.stringify(exchanges)).not.toContain('wrong');
  });
});

describe('PUT /connections/:connectionId/switch', () => {
  test('200: mode and lanes; lanes not spoken of stay', async () => {
    const { id } = await create();
    const turn = (to: Parameters<OmsClient['switchConnection']>[0]['body']) =>
      client.switchConnection({ params: { connectionId: id }, body: to });
    expect(await turn({ mode: 'live', stoppedLanes: ['bulk', 'bulk'] })).toMatchObject({
      body: { mode: 'live', stoppedLanes: ['bulk'] },
    });
    expect(await turn({ mode: 'stopped' })).toMatchObject({
      body: { mode: 'stopped', stoppedLanes: ['bulk'], nextPullAt: null },
    });
  });

  test('managers may, the warehouse may not', async () => {
    const { id } = await create();
    const turn = async (role: 'manager' | 'warehouse') =>
      (await at.withKey(organizationId, role)).client.switchConnection({
        params: { connectionId: id },
        body: { mode: 'live' },
      });
    expect((await turn('manager')).status).toBe(200);
    expect((await turn('warehouse')).status).toBe(403);
  });
});

describe('running by hand', () => {
  const run = (connectionId: string, kind: 'pull-orders' | 'send-intents' | 'send-stock') =>
    client.runConnection({ params: { connectionId }, body: { kind } });

  test('202: the run waits for who works for the connection; asking twice is one run', async () => {
    const { id } = await create();
    const first = await run(id, 'pull-orders');
    expect(first).toMatchObject({ status: 202, body: { state: 'waiting', trigger: 'person', kind: 'pull-orders' } });
    const second = await run(id, 'pull-orders');
    if (first.status !== 202 || second.status !== 202) throw new Error('no run');
    expect(second.body.id).toBe(first.body.id);
    expect(await client.getRun({ params: { runId: first.body.id } })).toMatchObject({
      body: { connectionName: 'Jet' },
    });
    expect(await client.listRuns({ query: { connectionId: id, state: 'waiting' } })).toMatchObject({
      body: { items: [{ id: first.body.id }], next: null },
    });
    expect(await client.getRun({ params: { runId: 'none' } })).toMatchObject({ status: 404 });
  });

  test('409 not_allowed_now: nothing is sent in watch mode, nothing at all when stopped', async () => {
    const { id } = await create();
    expect(await run(id, 'send-stock')).toMatchObject({ status: 409, body: { code: 'not_allowed_now' } });
    await client.switchConnection({ params: { connectionId: id }, body: { mode: 'stopped' } });
    expect(await run(id, 'pull-orders')).toMatchObject({ status: 409 });
    await client.switchConnection({ params: { connectionId: id }, body: { mode: 'live' } });
    expect(await run(id, 'send-stock')).toMatchObject({ status: 202 });
  });
});

describe('GET /connections/:connectionId/waiting', () => {
  test('200: in watch mode, what would be sent, in pages', async () => {
    const locationId = await aLocation(at, organizationId);
    const { id } = await create('Jet', { settings: { jet_fulfillment_node_id: 'node-1' } });
    for (const sku of ['a', 'b', 'c'])
      await aSku(at, organizationId, { sku, stock: { [locationId]: 2 }, connectionIds: [id] });
    const first = await client.listWaiting({ params: { connectionId: id }, query: { limit: 2 } });
    if (first.status !== 200 || first.body.next === null) throw new Error('no second page');
    const second = await client.listWaiting({
      params: { connectionId: id },
      query: { limit: 2, cursor: first.body.next },
    });
    if (second.status !== 200) throw new Error('no second page');
    const items = [...first.body.items, ...second.body.items];
    expect(items.map(({ kind, lane, body: sent }) => [kind, lane, sent])).toEqual(
      Array(3).fill(['stock', 'normal', { 'node-1': 2 }]),
    );
    expect(second.body.next).toBeNull();
    const bad = await client.listWaiting({ params: { connectionId: id }, query: { cursor: 'x' } });
    expect(bad).toMatchObject({ status: 400, body: { code: 'bad_cursor' } });
  });
});

describe('GET /connections/:connectionId/shipping-options', () => {
  test('200: what the channel knows', async () => {
    const { id } = await create();
    const reply = await client.getShippingOptions({ params: { connectionId: id } });
    expect(reply).toMatchObject({
      body: { carriers: expect.arrayContaining(['UPS']), methods: expect.arrayContaining(['UPSGround']) },
    });
  });
});

test('no reply of these tests broke its contract', () => {
  expect(at.breaches).toEqual([]);
});
