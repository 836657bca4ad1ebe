/** Owns the guarantees of the server over requests that are well-formed HTTP. */

import { defineRoutes } from '@jetway/http-contract';
import { ok, refuse } from '@jetway/kernel';
import fc from 'fast-check';
import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { createLog } from '../logs/index.ts';
import { problemDialect } from './dialect.ts';
import type { Handlers } from './group.ts';
import { header } from './headers.ts';
import type { InjectRequest, InjectResponse } from './inject.ts';
import { newFaults, sampleRoutes, sampleServer } from './sample-contract.ts';

const key = { authorization: 'Bearer admin' };
const server = sampleServer();

const ask = (method: string, url: string, more: Omit<InjectRequest, 'method' | 'url'> = {}): Promise<InjectResponse> =>
  server.inject({ method, url, ...more, headers: { ...key, ...more.headers } });

const errorsOf = (response: InjectResponse) => (response.json() as { errors?: unknown[] }).errors;

describe('a contract served', () => {
  test('GET answers the declared body, parameters turned into their types', async () => {
    const response = await ask('GET', '/own/v1/things/a?limit=3&full=true');
    expect(response.json()).toEqual({ id: 'a', limit: 3, full: true, thing: { name: 'ball', quantity: 1 } });
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      date: 'Fri, 02 Jan 1970 00:00:00 GMT',
    });
  });

  test('paths ignore case, doubled and trailing slashes; parameter values keep their case and their slashes', async () => {
    const response = await ask('GET', '//OWN//v1/Things/A%2Fb%20%C3%9C%25/');
    expect(response.json()).toMatchObject({ id: 'A/b Ü%' });
  });

  test('any text can be a parameter, whatever routing does to its case', async () => {
    const text = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 20 })
      .filter((id) => !/^\.\.?$|[\0\uFFFE]/.test(id));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          text,
          text.map((id) => `\u0130${id}`),
        ),
        async (id) => {
          const path = `/own/v1/things/${encodeURIComponent(id)}`;
          expect((await ask('GET', path)).json()).toMatchObject({ id });
          expect((await ask('POST', `${path}/refresh`)).json()).toBe(`${id} plain`);
        },
      ),
    );
  });

  test('HEAD answers like GET without a body', async () => {
    const response = await ask('HEAD', '/own/v1/things/a');
    expect([response.statusCode, response.payload]).toEqual([200, '']);
  });

  test('204 carries neither body nor content type', async () => {
    const response = await ask('PUT', '/own/v1/things/a', { payload: { name: 'x', quantity: 1 } });
    expect([response.statusCode, response.payload, response.headers['content-type']]).toEqual([204, '', undefined]);
  });

  test('a text reply is JSON; a body that may be left out may be left out, with and without a content type', async () => {
    for (const headers of [{}, { 'content-type': 'application/json' }]) {
      const response = await ask('POST', '/own/v1/things/a/refresh', { headers });
      expect([response.statusCode, response.json()]).toEqual([200, 'a plain']);
    }
    const response = await ask('POST', '/own/v1/things/a/refresh', { payload: { deep: true } });
    expect(response.json()).toBe('a true');
  });

  test('the OpenAPI document is served under the prefix', async () => {
    const response = await server.inject({ method: 'GET', url: '/own/v1/openapi.json' });
    expect(response.json()).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/own/v1' }] });
  });
});

describe('a request that does not fit', () => {
  test('every wrong place is named, with what would be right', async () => {
    const body = { quantity: '1', color: 'blue', parts: [{ code: 'a', weight: 1 }, { weight: 'x' }], extra: 1 };
    const response = await ask('PUT', '/own/v1/things/a', { payload: body });
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(errorsOf(response)).toEqual([
      { path: '/name', code: 'required', message: 'is required' },
      {
        path: '/extra',
        code: 'unknown_field',
        message: 'is not a known field; known are name, quantity, price, color, parts',
      },
      { path: '/quantity', code: 'type', message: 'must be an integer' },
      { path: '/color', code: 'enum', message: 'must be one of red, green' },
      { path: '/parts/1/code', code: 'required', message: 'is required' },
      { path: '/parts/1/weight', code: 'type', message: 'must be a number' },
    ]);
  });

  test('alternatives that all fail are one issue', async () => {
    const response = await ask('PUT', '/own/v1/things/a', { payload: { name: 'x', quantity: 1, price: '5' } });
    expect(errorsOf(response)).toEqual([{ path: '/price', code: 'type', message: 'must be a number or null' }]);
  });

  test('at most 20 issues are reported', async () => {
    const parts = Array.from({ length: 45 }, () => ({}));
    const response = await ask('PUT', '/own/v1/things/a', { payload: { name: 'x', quantity: 1, parts } });
    expect(errorsOf(response)).toHaveLength(20);
  });

  test('of a large body only the first thing wrong is told, and quickly', async () => {
    const parts = Array.from({ length: 1_000 }, () => ({}));
    const big = sampleServer();
    const body = { name: 'x', quantity: 1, parts: Array.from({ length: 30 }, () => parts).flat() };
    const response = await big.inject({ method: 'PUT', url: '/own/v1/big', headers: key, payload: body });
    expect(errorsOf(response)).toEqual([
      { path: '/parts', code: 'too_many_items', message: 'must have at most 50 items' },
    ]);
  });

  test('unknown query parameters and wrong ones are refused by name', async () => {
    const response = await ask('GET', '/own/v1/things/a?limit=x&Full=true');
    expect(errorsOf(response)).toEqual([
      { path: '/query/Full', code: 'unknown_parameter', message: 'is not a known parameter; known are limit, full' },
      { path: '/query/limit', code: 'type', message: 'must be an integer' },
    ]);
  });

  test('U+0000 and lone surrogates are refused with their place, wherever they come in', async () => {
    const body = '{"name":"a\\u0000","quantity":1,"parts":[{"code":"\\ud800","weight":1}]}';
    const response = await ask('PUT', '/own/v1/things/a%00', {
      payload: body,
      headers: { 'content-type': 'application/json' },
    });
    expect(errorsOf(response)).toMatchObject([
      { path: '/params/id', code: 'unsound_text' },
      { path: '/name', code: 'unsound_text' },
      { path: '/parts/0/code', code: 'unsound_text' },
    ]);
    expect((await ask('GET', '/loose/things/a?limit=%00')).statusCode).toBe(400);
  });

  test('a whole surrogate pair written as escapes is fine', async () => {
    const body = '{"name":"\\ud83d\\ude00","quantity":1}';
    const response = await ask('PUT', '/own/v1/things/a', {
      payload: body,
      headers: { 'content-type': 'application/json' },
    });
    expect(response.statusCode).toBe(204);
  });

  test.each([
    ['no JSON', '{', 'The body is not valid JSON.'],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'The body is not UTF-8.'],
    ['endless nesting', '['.repeat(70), 'The body nests deeper than 64 levels.'],
    ['a poisoned prototype', '{"__proto__":{"a":1}}', 'The body is not valid JSON.'],
  ])('a body with %s is refused in words', async (_title, body, detail) => {
    const response = await ask('PUT', '/own/v1/things/a', {
      payload: body,
      headers: { 'content-type': 'application/json' },
    });
    expect(response.json()).toMatchObject({ status: 400, code: 'bad_request', detail });
  });

  test('a missing body is named', async () => {
    const response = await ask('PUT', '/own/v1/things/a', { headers: { 'content-type': 'application/json' } });
    expect(errorsOf(response)).toEqual([{ path: '', code: 'required', message: 'a JSON body is required' }]);
  });

  test('a body over the limit of its route is refused', async () => {
    const response = await ask('PUT', '/own/v1/things/a', { payload: { name: 'x'.repeat(5_000), quantity: 1 } });
    expect(response.json()).toMatchObject({ status: 413, code: 'too_large' });
  });

  test.each(['', 'nonsense', 'text/plain', 'application/x-www-form-urlencoded'])(
    'content type "%s" is 415 on a strict surface and read as JSON on a loose one',
    async (type) => {
      const sent = { payload: '{"name":"x","quantity":1}', headers: { 'content-type': type } };
      expect((await ask('PUT', '/own/v1/things/a', sent)).json()).toMatchObject({ code: 'unsupported_media_type' });
      expect((await ask('PUT', '/loose/things/a', sent)).statusCode).toBe(204);
    },
  );
});

describe('who may call', () => {
  test('without a good key the answer is 401, before the body is looked at', async () => {
    const response = await ask('PUT', '/own/v1/things/a', { payload: '{', headers: { authorization: 'Bearer bad' } });
    expect(response.json()).toMatchObject({ status: 401, code: 'unauthenticated', detail: 'Give a valid key.' });
    expect(response.payload).not.toContain('no such key');
  });

  test('a role that is not allowed gets 403', async () => {
    const response = await ask('POST', '/own/v1/things', { payload: {}, headers: { authorization: 'Bearer reader' } });
    expect(response.json()).toMatchObject({ status: 403, code: 'forbidden', detail: 'This is for admin only.' });
  });
});

describe('addresses', () => {
  test('a known path with another method is 405 with Allow, in the dialect of its surface', async () => {
    const own = await ask('DELETE', '/own/v1/things/a');
    expect([own.statusCode, own.headers['allow']]).toEqual([405, 'GET, HEAD, PUT']);
    expect(own.json()).toMatchObject({ code: 'method_not_allowed' });
    const loose = await ask('DELETE', '/LOOSE/things/a%2Fb/', { payload: '{', headers: { 'content-type': '' } });
    expect([loose.statusCode, loose.headers['allow']]).toEqual([405, 'GET, HEAD, PUT']);
    expect(loose.json()).toEqual({ errors: ['This address does not take that method.'] });
  });

  test('an unknown path is 404 in the dialect of its surface, problem documents elsewhere', async () => {
    expect((await ask('GET', '/own/v1/none')).json()).toMatchObject({ code: 'not_found' });
    expect((await ask('POST', '/loose/none', { payload: '{' })).json()).toEqual({ errors: ['There is nothing here.'] });
    expect((await ask('GET', '/elsewhere')).json()).toMatchObject({ code: 'not_found' });
  });

  test('malformed percent-encoding and endless parameters are refused in the dialect', async () => {
    expect((await ask('GET', '/loose/things/%zz')).json()).toEqual({
      errors: ['The address holds a malformed percent-encoding.'],
    });
    expect((await ask('GET', `/own/v1/things/${'x'.repeat(3_000)}`)).json()).toMatchObject({ code: 'uri_too_long' });
  });

  test('on a loose surface query names ignore case, unknown ones and &amp; are tolerated', async () => {
    const response = await ask('GET', '/loose/things/a?LIMIT=3&amp;Full=true&nonsense=1');
    expect(response.json()).toMatchObject({ limit: 3, full: true });
    expect((await ask('GET', '/loose/things/a?')).statusCode).toBe(200);
  });

  test('issues reach a dialect with places it can write its own way', async () => {
    const response = await ask('PUT', '/loose/things/a', {
      payload: { name: 'x', quantity: 1, parts: [{ weight: 1 }] },
    });
    expect(response.json()).toEqual({ errors: ['required Path: /parts[0]/code'] });
  });
});

describe('request ids', () => {
  test('a well-formed x-request-id is kept, another replaced', async () => {
    const kept = await ask('GET', '/own/v1/none', { headers: { 'x-request-id': 'abc-1' } });
    expect([kept.headers['x-request-id'], (kept.json() as { requestId: string }).requestId]).toEqual([
      'abc-1',
      'abc-1',
    ]);
    const made = await ask('GET', '/own/v1/things/%zz', { headers: { 'x-request-id': 'a b' } });
    expect(made.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('replies', () => {
  const faults = newFaults();
  const breaches: unknown[] = [];
  const strict = sampleServer({ faults, onBreach: (breach) => breaches.push(breach) });
  const production = sampleServer({ faults, strictReplies: false });
  const get = { method: 'GET', url: '/own/v1/things/a', headers: key };

  test('checked strictly, an undeclared key at any level and a wrong type are bugs with their place', async () => {
    faults.reply = { id: 'a', limit: 1.7, full: true, thing: { name: 'x', quantity: 1, secret: 'y' } };
    const response = await strict.inject(get);
    expect(response.statusCode).toBe(500);
    expect(breaches.at(-1)).toEqual({
      route: 'GET /own/v1/things/:id',
      status: 200,
      problems: [
        '/limit must be an integer',
        '/thing/secret is not a known field; known are name, quantity, price, color, parts',
      ],
    });
  });

  test('checked strictly, a failure whose status the contract does not declare is a bug too', async () => {
    const routes = defineRoutes({
      ping: { method: 'GET', path: '/ping', summary: 'Pings', auth: 'key', replies: { 200: Type.String() } },
    });
    const careless = sampleServer({ onBreach: (breach) => breaches.push(breach) });
    careless.register<typeof routes, string>({
      prefix: '/careless',
      routes,
      dialect: problemDialect,
      authenticate: async () => refuse('unauthenticated', 'Sign in.'),
      handlers: { ping: async () => ({ status: 200, body: 'pong' }) },
    });
    expect((await careless.inject({ method: 'GET', url: '/careless/ping' })).statusCode).toBe(500);
    expect(breaches.at(-1)).toMatchObject({ route: 'GET /careless/ping', status: 401 });
  });

  test('a route without a handler stops the start', async () => {
    const handlers = {} as Handlers<typeof sampleRoutes, string>;
    const group = { prefix: '/x', routes: sampleRoutes, dialect: problemDialect, authenticate: async () => ok('x') };
    const without = sampleServer();
    without.register<typeof sampleRoutes, string>({ ...group, handlers });
    await expect(without.ready()).rejects.toThrow('the route thingGet has no handler');
  });

  test('in production undeclared keys never go out', async () => {
    faults.reply = { id: 'a', limit: 1, full: true, thing: { name: 'x', quantity: 1, secret: 'y' } };
    const response = await production.inject(get);
    expect(response.json()).toEqual({ id: 'a', limit: 1, full: true, thing: { name: 'x', quantity: 1 } });
  });

  test('an exception is a 500 that tells nothing, and a line in the log that tells all', async () => {
    const lines: string[] = [];
    const failing = newFaults();
    failing.fail = new Error('the database password is hunter2');
    const log = createLog({ destination: { write: (line) => void lines.push(line) } });
    const response = await sampleServer({ faults: failing, log }).inject(get);
    expect(response.json()).toMatchObject({ status: 500, code: 'internal' });
    expect(response.payload).not.toContain('hunter2');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      requestId: response.headers['x-request-id'],
      error: { message: 'the database password is hunter2' },
    });
  });
});

describe('limits of a group', () => {
  test('more requests than allowed are 429 with Retry-After, each caller by itself', async () => {
    const limited = sampleServer({
      rateLimit: { max: 2, windowMs: 60_000, keyOf: (request) => header(request, 'x-who') ?? '' },
    });
    const get = async (who: string) =>
      limited.inject({ method: 'GET', url: '/own/v1/things/a', headers: { ...key, 'x-who': who } });
    expect([(await get('a')).statusCode, (await get('a')).statusCode]).toEqual([200, 200]);
    const third = await get('a');
    expect(third.json()).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    expect((await get('b')).statusCode).toBe(200);
  });
});

describe('Idempotency-Key', () => {
  const post = (idempotencyKey: string, name = 'x') =>
    ask('POST', '/own/v1/things', { payload: { name, quantity: 1 }, headers: { 'idempotency-key': idempotencyKey } });

  test('the same request under the same key has one effect and one answer', async () => {
    const first = await post('k1');
    const second = await post('k1');
    expect([second.statusCode, second.payload]).toEqual([first.statusCode, first.payload]);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect((await post('k2')).payload).not.toBe(first.payload);
  });

  test('another body under the same key is refused', async () => {
    await post('k3');
    expect((await post('k3', 'y')).json()).toMatchObject({ status: 409, code: 'idempotency_key_reused' });
  });

  test('of two at once one works and the other is told to wait', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const faults = { ...newFaults(), wait: promise };
    const slow = sampleServer({ faults });
    const request = {
      method: 'POST',
      url: '/own/v1/things',
      payload: { name: 'x', quantity: 1 },
      headers: { ...key, 'idempotency-key': 'k4' },
    };
    const first = slow.inject(request);
    const second = await slow.inject(request);
    resolve();
    expect(second.json()).toMatchObject({ status: 409, code: 'idempotency_in_progress' });
    expect((await first).json()).toEqual({ number: 1 });
  });

  test('a malformed key is refused', async () => {
    expect((await post('a b')).json()).toMatchObject({ status: 400, code: 'idempotency_key_malformed' });
  });
});
