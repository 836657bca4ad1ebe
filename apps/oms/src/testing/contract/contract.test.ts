/** What every route of the OMS API must refuse, made from the contract; and that every declared status is answered. */
import { buildRequest, type Route } from '@jetway/http-contract';
import { omsPrefix, roles, omsRoutes as routes } from '@jetway/oms-api';
import { type ContractTarget, contractCases, expectEveryStatusSeen } from '@jetway/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { carriersPart, carriersWalks } from './carriers.ts';
import { connectionsPart, connectionsWalks } from './connections.ts';
import { documentsPart, documentsWalks } from './documents.ts';
import { inventoryPart, inventoryWalks } from './inventory.ts';
import { orderDeskPart, orderDeskWalks } from './order-desk.ts';
import { ordersPart, ordersWalks } from './orders.ts';
import { problemsPart, problemsWalks } from './problems.ts';
import { sessionPart, sessionWalks } from './session.ts';
import { type ContractWorld, headersOf, openContractWorld } from './world.ts';

let world: ContractWorld;
beforeAll(async () => {
  world = await openContractWorld();
});

const at = () => world;
const session = sessionPart(at);
const inventory = inventoryPart(at);
const connections = connectionsPart(at);
const carriers = carriersPart(at);
const documents = documentsPart(at);
const orders = ordersPart(at);
const orderDesk = orderDeskPart(at);
const problems = problemsPart(at);

const target: ContractTarget<typeof routes> = {
  routes,
  prefix: omsPrefix,
  inject: (request) => world.recorder.inject(request),
  headersFor: (_route, role = 'admin') => headersOf(world.callers[role as keyof typeof world.callers]),
  roles,
  badCredentials: [
    { cookie: 'jetway_oms=nonsense' },
    { authorization: 'Bearer jwo_nonsense' },
    { authorization: 'Basic YTpi' },
  ],
  samples: {
    ...session.samples,
    ...inventory.samples,
    ...connections.samples,
    ...carriers.samples,
    ...documents.samples,
    ...orders.samples,
    ...orderDesk.samples,
    ...problems.samples,
  },
  foreign: {
    ...session.foreign,
    ...inventory.foreign,
    ...connections.foreign,
    ...carriers.foreign,
    ...documents.foreign,
    ...orders.foreign,
    ...orderDesk.foreign,
    ...problems.foreign,
  },
};

describe('what every route must refuse', () => {
  for (const { title, run } of contractCases(target)) test(title, async () => expect(await run()).toBeUndefined());
});

describe('what is left of each route’s declared answers', () => {
  const isList = ({ method, path, query }: Route): boolean =>
    method === 'GET' &&
    !path.includes(':') &&
    'cursor' in ((query as { readonly properties?: object })?.properties ?? {});
  const lists = Object.values<Route>(routes).filter(isList);

  test.each(lists.map(({ path }) => path))(
    'GET %s → 400 for a cursor of another list, a limit beyond its own, and an unknown parameter',
    async (path) => {
      for (const query of ['cursor=%21', 'limit=0', 'limit=201', 'limit=x', 'colour=red']) {
        const answer = await world.send('GET', `${path}?${query}`);
        expect(answer.statusCode).toBe(400);
        expect(answer.payload).toContain(query.split('=')[0]);
      }
    },
  );

  sessionWalks(at);
  inventoryWalks(at);
  connectionsWalks(at);
  carriersWalks(at);
  documentsWalks(at);
  ordersWalks(at);
  orderDeskWalks(at);
  problemsWalks(at);

  test('a key that came with another request before is refused, whatever the route', async () => {
    const { admin } = world.callers;
    const key = { 'idempotency-key': `key-${world.harness.ids.hex32()}` };
    const first = await target.samples.createSku();
    expect((await admin.client.createSku(first, { headers: key })).status).toBe(201);
    const posts = Object.entries<Route>(routes).filter(([, route]) => route.method === 'POST' && route.auth !== null);
    for (const [operation, route] of posts) {
      const sample = target.samples[operation as keyof typeof target.samples];
      const headers = { ...headersOf(admin), ...key };
      const request = buildRequest(`http://oms${omsPrefix}`, route, { ...(await sample()) }, headers);
      const { pathname } = new URL(request.url);
      const answer = await world.recorder.inject({
        method: 'POST',
        url: pathname,
        headers: request.headers,
        payload: request.body,
      });
      expect([operation, answer.statusCode, answer.json()]).toMatchObject([
        operation,
        409,
        { code: 'idempotency_key_reused' },
      ]);
    }
  });
});

afterAll(() => {
  expect(world.harness.breaches).toEqual([]);
  expectEveryStatusSeen(world.recorder, routes);
});
