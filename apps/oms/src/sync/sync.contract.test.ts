/** Owns what follows from the contract alone for connections, runs and exchanges: what each route must refuse. */
import type { RouteTable } from '@jetway/http-contract';
import { connectionRoutes, omsPrefix, roles, syncRoutes } from '@jetway/oms-api';
import { type ContractTarget, contractCases, expectEveryStatusSeen, recordContract } from '@jetway/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aConnection, type Caller, type Harness, harness } from '../testing/index.ts';
import { askForRun } from './runs.store.ts';

const { listRuns, getRun, listExchanges } = syncRoutes;
const routes = { ...connectionRoutes, listRuns, getRun, listExchanges } satisfies RouteTable;

let at: Harness;
let organizationId: string;
let stranger: string;
const callers = new Map<string, Caller>();
let inner: Harness['oms']['server']['inject'];
const recorder = recordContract((request) => inner(request), routes, omsPrefix);

beforeAll(async () => {
  at = await harness();
  inner = at.oms.server.inject;
  organizationId = await at.newOrganization();
  stranger = await at.newOrganization();
  for (const role of roles) callers.set(role, await at.signIn(organizationId, role));
});

const headersFor = (_route: unknown, role = 'admin') => ({ ...callers.get(role)?.headers, 'if-match': '"1"' });

const params = async (of = organizationId) => ({ connectionId: await aConnection(at, of) });
const aRun = async (of: string): Promise<string> => {
  const key = { organizationId: of, connectionId: await aConnection(at, of) };
  const by = { actor: 'test', requestId: null };
  return at.database.transaction((tx) => askForRun(tx, key, 'pull-orders', at.ids, by, at.clock.now()));
};
const settings = {
  jet_api_user: 'user',
  jet_api_secret: 'secret',
  jet_pull_orders: true,
  jet_send_tracking_numbers: true,
  jet_soj_enabled: true,
  jet_fulfillment_node_id: 'node',
};
const editable = () => ({
  name: `Jet ${at.ids.hex32()}`,
  baseUrl: 'http://marketplace.test/api',
  settings,
  pullEverySeconds: 60,
  acknowledgePolicy: 'hold' as const,
  acknowledgeWithinHours: 24,
});

const samples: ContractTarget<typeof routes>['samples'] = {
  listConnections: () => ({}),
  createConnection: () => ({ body: { ...editable(), channel: 'jet' } }),
  getConnection: async () => ({ params: await params() }),
  changeConnection: async () => ({ params: await params(), body: editable() }),
  testConnection: async () => ({ params: await params(), body: { baseUrl: 'http://other.test', settings } }),
  switchConnection: async () => ({ params: await params(), body: { mode: 'live', stoppedLanes: ['bulk'] } }),
  runConnection: async () => ({ params: await params(), body: { kind: 'pull-orders' } }),
  listWaiting: async () => ({ params: await params() }),
  getShippingOptions: async () => ({ params: await params() }),
  listRuns: () => ({}),
  getRun: async () => ({ params: { runId: await aRun(organizationId) } }),
  listExchanges: () => ({}),
};

/** Two requests that differ only in whose connection they name: another organization's, or nobody's. */
const pair =
  <Rest extends object>(rest: Rest) =>
  async () => ({
    foreign: { params: await params(stranger), ...rest },
    missing: { params: { connectionId: 'no-such-thing' }, ...rest },
  });

const target: ContractTarget<typeof routes> = {
  routes,
  prefix: omsPrefix,
  inject: recorder.inject,
  samples,
  headersFor,
  roles,
  badCredentials: [{ cookie: 'jetway_oms=nonsense' }, { authorization: 'Bearer jwo_nonsense' }],
  foreign: {
    getConnection: pair({}),
    changeConnection: pair({ body: { name: 'x' } }),
    testConnection: pair({}),
    switchConnection: pair({ body: { mode: 'live' as const } }),
    runConnection: pair({ body: { kind: 'pull-orders' as const } }),
    listWaiting: pair({}),
    getShippingOptions: pair({}),
    getRun: async () => ({
      foreign: { params: { runId: await aRun(stranger) } },
      missing: { params: { runId: 'no-such-thing' } },
    }),
  },
};

describe('what every route must refuse', () => {
  for (const { title, run } of contractCases(target)) test(title, async () => expect(await run()).toBeUndefined());
});

describe('what is left of each route’s declared answers', () => {
  const send = async (method: string, path: string, payload?: unknown, headers = headersFor(undefined)) =>
    recorder.inject({ method, url: `${omsPrefix}${path}`, headers, payload });

  test.each(['/connections', '/runs', '/exchanges'])('GET %s → 400 for a cursor of another list', async (path) => {
    expect((await send('GET', `${path}?cursor=%21`)).json()).toMatchObject({ code: 'bad_cursor' });
  });

  test('each route’s good answer, and its conflicts', async () => {
    for (const [operation, sample] of Object.entries(samples)) {
      const route: { method: string; path: string } = routes[operation as keyof typeof routes];
      const input = (await sample()) as { readonly params?: Record<string, string>; readonly body?: unknown };
      const path = route.path.replace(/:(\w+)/g, (_, name: string) => input.params?.[name] ?? '');
      expect((await send(route.method, path, input.body)).statusCode).toBeLessThan(300);
    }
    const { connectionId } = await params();
    const path = `/connections/${connectionId}`;
    const stale = await send('PATCH', path, { name: 'x' }, { ...headersFor(undefined), 'if-match': '"9"' });
    expect(stale.json()).toMatchObject({ code: 'changed_meanwhile' });
    const taken = { ...editable(), channel: 'jet' };
    await send('POST', '/connections', taken);
    expect((await send('POST', '/connections', taken)).json()).toMatchObject({ code: 'name_taken' });
    await send('PUT', `${path}/switch`, { mode: 'stopped' });
    expect((await send('POST', `${path}/run`, { kind: 'pull-orders' })).json()).toMatchObject({
      code: 'not_allowed_now',
    });
    const keyed = { ...headersFor(undefined), 'idempotency-key': at.ids.hex32() };
    await send('POST', `${path}/test`, { baseUrl: 'http://other.test' }, keyed);
    expect((await send('POST', `${path}/test`, {}, keyed)).json()).toMatchObject({ code: 'idempotency_key_reused' });
    expect((await send('GET', `${path}/waiting?cursor=%21`)).json()).toMatchObject({ code: 'bad_cursor' });
  });
});

afterAll(() => {
  expectEveryStatusSeen(recorder, routes);
  expect(at.breaches).toEqual([]);
});
