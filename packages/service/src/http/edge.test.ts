/** Owns the guarantees of an edge: what it sees of requests, and what it may do to them. */
import { connect } from 'node:net';
import { ok, refuse } from '@jetway/kernel';
import { afterAll, expect, test } from 'vitest';
import type { Interception, SeenRequest } from './edge.ts';
import { looseDialect, newFaults, type SampleContext, sampleGroup, sampleServer } from './sample-contract.ts';
import type { HttpServer } from './server.ts';

type Seen = SeenRequest<SampleContext>;

const servers: HttpServer[] = [];
afterAll(async () => Promise.all(servers.map((server) => server.close())));

/** A server with an edge under `/edge`, what it saw, and what it shall do. */
function edgeServer() {
  const seen: Seen[] = [];
  const plan: { next: Interception | undefined; handled: number } = { next: undefined, handled: 0 };
  const faults = newFaults();
  const server = sampleServer({ faults });
  servers.push(server);
  const group = sampleGroup('/edge', looseDialect, faults);
  server.register({
    ...group,
    handlers: {
      ...group.handlers,
      thingPost: async (context, request) => {
        plan.handled += 1;
        return group.handlers.thingPost(context, request);
      },
    },
    authenticate: async (_route, { headers, requestId }) =>
      headers['authorization'] === 'Bearer admin'
        ? ok({ role: 'admin', requestId })
        : { ...refuse('unauthenticated', 'no'), tenant: 'somebody' },
    edge: { intercept: () => plan.next, observe: (one) => void seen.push(one) },
  });
  const ask = (method: string, url: string, payload?: unknown, headers: Record<string, string> = {}) =>
    server.inject({ method, url, headers: { authorization: 'Bearer admin', ...headers }, payload });
  return { server, seen, plan, faults, ask };
}

/** Sends one request over a socket and gives back everything that comes until the connection ends. */
async function overSocket(server: HttpServer, method: string, path: string, body: string): Promise<string> {
  const listening = await server.listen({ host: '127.0.0.1', port: 0 });
  if (!listening.ok) throw new Error(listening.refusal.text);
  return new Promise((resolve, reject) => {
    const socket = connect(listening.value.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
    socket.on('close', () => resolve(heard));
    socket.on('error', reject);
    const head = [
      `${method} ${path} HTTP/1.1`,
      'host: x',
      'authorization: Bearer admin',
      `content-length: ${body.length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
}

const THING = { name: 'x', quantity: 1 };

test('it sees who asked for what, and what he was answered', async () => {
  const { ask, seen } = edgeServer();
  await ask('GET', '/edge/things/a');
  await ask('PUT', '/edge/things/a', THING);
  expect(seen.map(({ operation, status, context }) => [operation, status, context?.role])).toEqual([
    ['thingGet', 200, 'admin'],
    ['thingPut', 204, 'admin'],
  ]);
  expect(seen[0]).toMatchObject({ answer: expect.stringContaining('"ball"'), bodyText: undefined, body: undefined });
  expect(seen[1]).toMatchObject({ answer: undefined, body: THING, bodyText: JSON.stringify(THING), bodyBytes: 25 });
});

test('it sees refused requests too: unknown addresses, wrong methods, unreadable bodies, schemas, sign-ins, bugs', async () => {
  const { ask, seen, faults } = edgeServer();
  await ask('GET', '/edge/nowhere?x=1');
  await ask('DELETE', '/edge/things/a');
  await ask('PUT', '/edge/things/a', '{"cut');
  await ask('PUT', '/edge/things/a', {});
  await ask('GET', '/edge/things/a', undefined, { authorization: 'Bearer nobody' });
  faults.fail = new Error('a bug');
  await ask('GET', '/edge/things/a');
  expect(seen.map(({ operation, status, tenant, bodyText }) => [operation, status, tenant, bodyText])).toEqual([
    [undefined, 404, undefined, undefined],
    [undefined, 405, undefined, undefined],
    ['thingPut', 400, undefined, '{"cut'],
    ['thingPut', 400, undefined, '{}'],
    ['thingGet', 401, 'somebody', undefined],
    ['thingGet', 500, undefined, undefined],
  ]);
  expect(seen[0]?.info.url).toBe('/edge/nowhere?x=1');
});

test('it sees nothing of other groups', async () => {
  const { server, seen } = edgeServer();
  await server.inject({ method: 'GET', url: '/own/v1/things/a', headers: { authorization: 'Bearer admin' } });
  await server.inject({ method: 'GET', url: '/own/v1/nowhere' });
  expect(seen).toEqual([]);
});

test('it may fail a request in the words of the group, with headers, before it is handled', async () => {
  const { ask, plan, seen } = edgeServer();
  plan.next = { fail: 'rate_limited', headers: { 'retry-after': '7' }, marks: ['tried'] };
  const answer = await ask('POST', '/edge/things', THING);
  expect([answer.statusCode, answer.headers['retry-after'], answer.json()]).toEqual([
    429,
    '7',
    { errors: ['Too many requests; try again later.'] },
  ]);
  expect(plan.handled).toBe(0);
  expect(seen[0]).toMatchObject({ status: 429, body: THING, interception: { marks: ['tried'] } });
});

test('it may add headers to whatever is answered', async () => {
  const { ask, plan } = edgeServer();
  plan.next = { headers: { 'ratelimit-remaining': '3' } };
  const answers = [await ask('GET', '/edge/things/a'), await ask('PUT', '/edge/things/a', {})];
  expect(answers.map(({ statusCode, headers }) => [statusCode, headers['ratelimit-remaining']])).toEqual([
    [200, '3'],
    [400, '3'],
  ]);
});

test('a lost request is never handled', async () => {
  const { server, plan, seen } = edgeServer();
  plan.next = { cut: 'request' };
  expect(await overSocket(server, 'POST', '/edge/things', JSON.stringify(THING))).toBe('');
  expect([plan.handled, seen[0]?.status]).toEqual([0, 503]);
});

test('a lost answer belongs to a request that was handled', async () => {
  const { server, plan, seen } = edgeServer();
  plan.next = { cut: 'answer' };
  expect(await overSocket(server, 'POST', '/edge/things', JSON.stringify(THING))).toBe('');
  expect([plan.handled, seen[0]?.status]).toEqual([1, 201]);
});

test('a truncated answer ends in the middle of its body', async () => {
  const { server, plan, seen } = edgeServer();
  plan.next = { cut: 'middle', headers: { 'x-more': 'yes' } };
  const heard = await overSocket(server, 'GET', '/edge/things/a', '');
  const [head = '', body = ''] = heard.split('\r\n\r\n');
  const whole = seen[0]?.answer ?? '';
  expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(head).toContain('x-more: yes');
  expect(head).toContain(`content-length: ${whole.length}`);
  expect(body).toBe(whole.slice(0, whole.length >> 1));
});
