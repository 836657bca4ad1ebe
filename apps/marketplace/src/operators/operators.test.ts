import type { Route } from '@jetway/http-contract';
import { DAY_MS, MINUTE_MS } from '@jetway/kernel';
import { operatorRoutes } from '@jetway/marketplace-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MarketplaceDatabase } from '../database/index.ts';
import { type Harness, openHarness, ownDatabase, TEST_PUBLIC_URL } from '../testing/index.ts';

let harness: Harness;
let database: MarketplaceDatabase;
const OPERATOR = { email: 'Ada@Example.com', password: 'correct horse battery' };

beforeAll(async () => {
  database = await ownDatabase();
  harness = await openHarness({ database, operator: OPERATOR });
});
afterAll(async () => database.close());

const signIn = (body: object) => harness.call('POST', '/operator/v1/session', body);
const cookieOf = (reply: { headers: Readonly<Record<string, unknown>> }) =>
  String(reply.headers['set-cookie']).split(';', 1)[0] ?? '';
const guarded = Object.entries<Route>(operatorRoutes).filter(([, route]) => route.auth !== null);
/** Numbers where numbers are meant, so that a thing is missing and not its name wrong. */
const pathOf = (route: Route) => `/operator/v1${route.path.replace(/:nodeId/g, '1').replace(/:\w+/g, 'nowhere')}`;

describe('the first operator', () => {
  test('is made once, with secrets that are told once', async () => {
    const own = await ownDatabase();
    const { marketplace } = await openHarness({ database: own, prepare: false });
    const first = await marketplace.prepare({ email: 'first@example.com' });
    expect(first).toMatchObject({ email: 'first@example.com', key: expect.stringMatching(/^jmo_.{43}$/) });
    expect(await marketplace.prepare({ email: 'second@example.com' })).toBeUndefined();
    const kept = await own.executeSql('select * from marketplace.operators, marketplace.operator_keys');
    const text = JSON.stringify(kept.rows);
    expect(text).toContain('first@example.com');
    expect(text).not.toContain(first?.password);
    expect(text).not.toContain(first?.key);
    await own.close();
  });
});

describe('signing in', () => {
  test('with email in any case and password: a session cookie that scripts cannot read', async () => {
    const reply = await signIn({ email: 'ADA@example.COM ', password: OPERATOR.password });
    expect(reply.json()).toMatchObject({ operator: { email: 'ada@example.com' } });
    expect(reply.headers['set-cookie']).toMatch(/^jetway_operator=jms_[\w-]+; .*HttpOnly/);
    const session = await harness.call('GET', '/operator/v1/session', undefined, { cookie: cookieOf(reply) });
    expect(session.json()).toEqual(reply.json());
  });

  test('a session ends when it is signed out, and after seven days', async () => {
    const first = cookieOf(await signIn(OPERATOR));
    const second = cookieOf(await signIn(OPERATOR));
    const read = async (cookie: string) =>
      (await harness.call('GET', '/operator/v1/session', undefined, { cookie })).status;
    const out = await harness.call('DELETE', '/operator/v1/session', undefined, {
      cookie: first,
      origin: TEST_PUBLIC_URL,
    });
    expect([out.status, String(out.headers['set-cookie'])]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect([await read(first), await read(second)]).toEqual([401, 200]);
    harness.clock.advance(7 * DAY_MS);
    expect(await read(second)).toBe(401);
  });

  test.each([
    ['password', { ...OPERATOR, password: 'wrong' }],
    ['email', { ...OPERATOR, email: 'nobody@example.com' }],
  ])('with a wrong %s: 401, the same for both', async (_, body) => {
    const reply = await signIn(body);
    expect([reply.status, reply.json()]).toEqual([401, expect.objectContaining({ code: 'wrong_credentials' })]);
  });

  test('after ten wrong tries: 429 for a while, even with the right password', async () => {
    await signIn({ ...OPERATOR, password: 'wrong' });
    // Hashing a password is slow on purpose: the tries between the first and the last are counted by hand.
    await database.executeSql(`update marketplace.sign_in_tries set failures = 9 where key = 'email:ada@example.com'`);
    expect((await signIn({ ...OPERATOR, password: 'wrong' })).status).toBe(401);
    const refused = await signIn(OPERATOR);
    expect([refused.status, refused.json()]).toEqual([429, expect.objectContaining({ code: 'too_many_attempts' })]);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    harness.clock.advance(15 * MINUTE_MS);
    expect((await signIn(OPERATOR)).status).toBe(200);
  });
});

describe('every route of the operator API', () => {
  let cookie = '';
  beforeAll(async () => {
    cookie = cookieOf(await signIn(OPERATOR));
  });

  test.each(guarded)('%s: 401 without a sign-in, with a wrong key, and from another site’s page', async (_, route) => {
    const tries = [{}, { authorization: 'Bearer jmo_wrong' }, { cookie: 'jetway_operator=jms_wrong' }];
    const foreign = route.method === 'GET' ? [] : [{ cookie, origin: 'https://evil.example' }];
    for (const headers of [...tries, ...foreign]) {
      const reply = await harness.call(route.method, pathOf(route), undefined, headers);
      expect([reply.status, reply.headers['content-type']], JSON.stringify(headers)).toEqual([
        401,
        expect.stringContaining('application/problem+json'),
      ]);
    }
  });

  test.each(guarded.filter(([, { path }]) => path.includes(':')))(
    '%s: 404 for what does not exist',
    async (_, route) => {
      const [body] = BODIES[`${route.method} ${route.path}`] ?? [undefined];
      const reply = await harness.operator(route.method, pathOf(route).replace('/operator/v1', ''), body);
      expect([reply.status, reply.json()]).toEqual([404, expect.objectContaining({ code: 'not_found' })]);
    },
  );

  const ADDRESS = { address1: '1 Wharf Road', city: 'Portland', state: 'ME', zipCode: '04101' };
  const NODE = {
    name: 'N',
    timeZone: 'UTC',
    address: ADDRESS,
    shippingMethods: ['UPS Ground'],
    serviceLevels: ['Standard'],
  };
  const ENDPOINT = { url: 'https://merchant.example/hooks', kinds: [], enabled: true };
  const BODIES: Readonly<Record<string, readonly unknown[]>> = {
    'POST /worlds/:worldId/clock': [{ advanceMs: 1 }],
    'PUT /worlds/:worldId/policy': [{ holdMs: 1 }],
    'POST /worlds/:worldId/listing-rules': [{ effect: 'excluded', brand: 'B' }],
    'POST /worlds/:worldId/commission-rules': [{ kind: 'variable', name: 'R', rateBasisPoints: 100 }],
    'PUT /worlds/:worldId/taxonomy': [{ taxonomyId: 'default' }],
    'POST /taxonomies/:taxonomyId/rows': [{}],
    'POST /taxonomies/:taxonomyId/finish': [{ oddRows: [] }],
    'POST /accounts/:accountId/settlement-adjustments': [{ amountCents: 1, reason: 'R' }],
    'POST /accounts/:accountId/settlement-disputes/:returnId/decision': [{ decision: 'for merchant' }],
    'POST /accounts/:accountId/refunds/:refundId/decision': [{ decision: 'accept' }],
    'POST /accounts/:accountId/webhook-endpoints': [ENDPOINT],
    'PUT /accounts/:accountId/webhook-endpoints/:endpointId': [ENDPOINT],
    'POST /accounts/:accountId/webhook-endpoints/:endpointId/replay': [{ since: 0 }],
    'POST /accounts/:accountId/scenarios/:name': [{}],
    'PUT /merchants/:merchantId/onboarding/override': [{}],
    'POST /merchants/:merchantId/onboarding/override': [{}],
    'POST /accounts/:accountId/fulfillment-nodes': [NODE],
    'POST /accounts/:accountId/return-nodes': [{ name: 'R', address: ADDRESS }],
    'PUT /accounts/:accountId/fulfillment-nodes/:nodeId': [NODE],
    'PUT /accounts/:accountId/return-nodes/:nodeId': [{ name: 'R', address: ADDRESS }],
    'POST /accounts/:accountId/orders': [{ items: [{ sku: 'a', quantity: 1 }] }],
    'POST /accounts/:accountId/faults': [{ kind: 'server_error' }],
    'PUT /accounts/:accountId/faults/:faultId': [{ kind: 'server_error' }],
    'PUT /accounts/:accountId/rate-limits': [{ limits: [] }],
  };
});
