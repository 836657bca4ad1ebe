import type { Route } from '@jetway/http-contract';
import { jetRoutes } from '@jetway/jet-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AccountWithNodes, anAccount, aSku, type Call, type Harness, openHarness } from '../testing/index.ts';

let harness: Harness;
let account: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness);
});

const routes = Object.entries<Route>(jetRoutes);
const guarded = routes.filter(([, route]) => route.auth !== null);
/** Parameters that must have a form have one: here it is about everything else. */
const FORMS: Readonly<Record<string, string>> = { ':count': '1', ':reportType': 'ProductStatus' };
const pathOf = (route: Route) => route.path.replace(/:\w+/g, (name) => FORMS[name] ?? 'nowhere');
const DENIED = { Message: 'Authorization has been denied for this request.' };
const put = (sku: string, body: unknown, headers: Record<string, string> = {}): ReturnType<Call> =>
  account.call('PUT', `/merchant-skus/${sku}`, body, headers);

describe('every route of the merchant API', () => {
  test.each(guarded)('%s: without a token 401 with the recorded message, whatever the body', async (_, route) => {
    for (const body of [undefined, '{']) {
      const reply = await harness.call(route.method, `/api${pathOf(route)}`, body);
      expect([reply.status, reply.json()]).toEqual([401, DENIED]);
    }
  });

  test.each(routes)('%s: another method is 405 and says which there are', async (_, route) => {
    const others = routes.filter(([, { path }]) => path === route.path).map(([, { method }]) => method as string);
    const wrong = ['DELETE', 'PATCH', 'POST', 'PUT', 'GET'].find((method) => !others.includes(method)) ?? '';
    const reply = await account.call(wrong, pathOf(route));
    expect([reply.status, reply.json()]).toEqual([405, { errors: ['The method is not allowed for this resource.'] }]);
    expect(String(reply.headers['allow']).split(', ')).toEqual(expect.arrayContaining(others));
  });

  test.each(guarded.filter(([, route]) => route.body !== undefined))(
    '%s: a body that is no JSON is 400',
    async (_, route) => {
      const reply = await account.call(route.method, pathOf(route), '{"a": 1, // no comments\n}');
      expect([reply.status, reply.json()]).toEqual([400, { errors: ['The body is not valid JSON.'] }]);
    },
  );

  test.each(guarded.filter(([, route]) => route.body !== undefined))(
    '%s: a body of another kind is 400',
    async (_, route) => {
      const reply = await account.call(route.method, pathOf(route), '[]');
      expect([reply.status, reply.json()]).toEqual([
        400,
        { errors: ['The value is expected to be an object. Path: /'] },
      ]);
    },
  );

  test.each(guarded)('%s: answers in the time of the account’s world', async (_, route) => {
    const reply = await account.call(route.method, pathOf(route));
    expect(reply.headers['date']).toBe('Mon, 05 Jan 2026 12:00:00 GMT');
  });
});

describe('the merchant API', () => {
  test.each(['/api/nowhere', '/api/api/authcheck', '/api', '/api/merchant-skus/a/b/c'])(
    '%s is 404 in the errors shape',
    async (path) => {
      const reply = await harness.call('GET', path);
      expect([reply.status, reply.json()]).toEqual([404, { errors: ['The requested resource was not found.'] }]);
    },
  );

  test.each([
    '/api/authcheck',
    '/API/AuthCheck',
    '/api//authcheck/',
    '/api/authcheck?',
    '/api/authcheck?a=1&amp;b=2',
    '/api/AUTHCHECK/?unknown[]=1',
  ])('%s is the same address', async (path) => {
    const reply = await harness.call('GET', path, undefined, { authorization: `Bearer ${account.token}` });
    expect([reply.status, reply.json()]).toEqual([200, 'This message is authorized.']);
  });

  test.each([
    'application/json',
    'application/json;',
    'application/json; charset=utf-8',
    'application/x-www-form-urlencoded',
    'text/plain',
    'nonsense',
    '',
  ])('reads a body as JSON when its type is "%s"', async (type) => {
    const reply = await put('typed', JSON.stringify(aSku({ product_title: `Typed ${type.length}` })), {
      'content-type': type,
    });
    expect(reply.status).toBe(204);
    const read = await account.call('GET', '/merchant-skus/typed', undefined, { 'content-type': type });
    expect(read.json()).toMatchObject({ product_title: `Typed ${type.length}` });
  });

  test('a route that needs a body says so when there is none', async () => {
    for (const body of [undefined, '']) {
      const reply = await put('empty', body);
      expect([reply.status, reply.json()]).toEqual([400, { errors: ['A body is required.'] }]);
    }
  });

  test('reports at most 20 errors, each once', async () => {
    const attributes = Array.from({ length: 30 }, () => ({ attribute_id: 0, attribute_value: '' }));
    const reply = await put('many', { ...aSku(), attributes_node_specific: attributes });
    const { errors } = reply.json() as { errors: string[] };
    expect([reply.status, errors.length, new Set(errors).size]).toEqual([400, 20, 20]);
    expect(errors[0]).toBe('The value is expected to be at least 1. Path: /attributes_node_specific[0]/attribute_id');
  });

  test('refuses characters that no database keeps', async () => {
    const reply = await put(
      'unsound',
      '{"product_title":"NUL \\u0000 in it","multipack_quantity":1,"ASIN":"12345ABCDE"}',
    );
    expect([reply.status, reply.json()]).toEqual([
      400,
      { errors: ['The value contains invalid characters. Path: /product_title'] },
    ]);
    for (const path of ['/merchant-skus/%00', '/merchant-skus/%zz']) {
      const bad = await account.call('GET', path);
      expect([bad.status, (bad.json() as { errors: string[] }).errors]).toEqual([400, [expect.any(String)]]);
    }
  });

  test('refuses a SKU id of more than 64 characters', async () => {
    const reply = await put('x'.repeat(65), aSku());
    expect([reply.status, reply.json()]).toEqual([
      400,
      { errors: ['The value is expected to have at most 64 characters. Path: /sku'] },
    ]);
  });

  test('refuses a body that is too large in its own words', async () => {
    const reply = await put(
      'large',
      JSON.stringify({ ...aSku(), legal_disclaimer_description: 'x'.repeat(1_100_000) }),
    );
    expect([reply.status, reply.json()]).toEqual([400, { errors: ['The body is too large.'] }]);
  });

  test('a merchant whose clock was moved sees it at once in every answer', async () => {
    const own = await anAccount(harness);
    await harness.operator('POST', `/worlds/${own.worldId}/clock`, { setTo: Date.UTC(2027, 0, 1) });
    expect((await own.call('GET', '/authcheck')).headers['date']).toBe('Fri, 01 Jan 2027 00:00:00 GMT');
  });

  test('describes itself', async () => {
    const document = (await harness.call('GET', '/api/openapi.json')).json() as { paths: Record<string, unknown> };
    expect(Object.keys(document.paths)).toContain('/merchant-skus/{sku}/price');
  });
});
