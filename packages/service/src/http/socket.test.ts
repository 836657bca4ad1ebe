/** Owns the guarantees of the server over a real socket: what is no proper HTTP is answered too, in the right dialect. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newFaults, sampleServer } from './sample-contract.ts';

const server = sampleServer({ headersTimeoutMs: 300, requestTimeoutMs: 400 });
let port = 0;

beforeAll(async () => {
  const listening = await server.listen({ host: '127.0.0.1', port: 0 });
  port = listening.ok ? listening.value.port : 0;
});
afterAll(async () => server.close());

/** Sends bytes and gives back everything that comes until the server closes. */
const talk = (text: string | Buffer, to = port): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(to, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(heard));
    socket.on('error', reject);
    socket.write(text);
  });

const bodyOf = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as unknown;
const statusOf = (answer: string): number => Number(answer.split(' ')[1]);

describe('over a socket', () => {
  test('no HTTP at all is refused as a problem', async () => {
    const answer = await talk('HELLO\r\n\r\n');
    expect(statusOf(answer)).toBe(400);
    expect(bodyOf(answer)).toMatchObject({ code: 'bad_request' });
    expect(answer).toMatch(/x-request-id: [0-9a-f-]{36}/);
  });

  test('a malformed header is refused in the dialect of the address', async () => {
    const answer = await talk('GET /loose/things/a HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n');
    expect([statusOf(answer), bodyOf(answer)]).toEqual([400, { errors: ['The request cannot be read.'] }]);
  });

  test('an endless address is refused in the dialect of the address', async () => {
    const answer = await talk(`GET /loose/${'x'.repeat(40_000)} HTTP/1.1\r\nhost: x\r\n\r\n`);
    expect([statusOf(answer), bodyOf(answer)]).toEqual([400, { errors: ['The headers are too large.'] }]);
  });

  test('headers that never end are answered 408', async () => {
    const answer = await talk('GET /own/v1/things/a HTTP/1.1\r\nhost: x\r\n');
    expect([statusOf(answer), bodyOf(answer)]).toMatchObject([408, { code: 'timeout' }]);
  });

  test('a missing and a wrong Host are no obstacle, nor is an unknown expectation', async () => {
    for (const host of ['', 'host: elsewhere.example\r\n', 'expect: the-unexpected\r\n']) {
      const answer = await talk(
        `GET /own/v1/things/a HTTP/1.1\r\n${host}authorization: bearer admin\r\nconnection: close\r\n\r\n`,
      );
      expect(statusOf(answer)).toBe(200);
    }
  });

  test('a GET with a body and an unknown method are answered by the rules of the surface', async () => {
    const get = await talk(
      'GET /loose/things/a HTTP/1.1\r\nauthorization: Bearer admin\r\ncontent-length: 2\r\ncontent-type: text/x\r\nconnection: close\r\n\r\n{}',
    );
    expect(statusOf(get)).toBe(200);
    const propfind = await talk('PROPFIND /loose/things/a HTTP/1.1\r\nconnection: close\r\n\r\n');
    expect([statusOf(propfind), bodyOf(propfind)]).toEqual([
      405,
      { errors: ['This address does not take that method.'] },
    ]);
  });

  test('a body that is larger than said, chunked beyond the limit or of conflicting length is refused', async () => {
    const head = 'PUT /own/v1/things/a HTTP/1.1\r\nauthorization: Bearer admin\r\ncontent-type: application/json\r\n';
    const chunk = `${(5_000).toString(16)}\r\n${'x'.repeat(5_000)}\r\n0\r\n\r\n`;
    expect(statusOf(await talk(`${head}transfer-encoding: chunked\r\n\r\n${chunk}`))).toBe(413);
    expect(statusOf(await talk(`${head}transfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n{}`))).toBe(400);
  });

  test('replies are compressed when asked', async () => {
    const url = `http://127.0.0.1:${port}/own/v1/openapi.json`;
    const zipped = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(await zipped.json()).toMatchObject({ openapi: '3.1.0' });
  });

  test('a port in use is a refusal that names it', async () => {
    const second = await sampleServer().listen({ host: '127.0.0.1', port });
    expect(second).toMatchObject({ ok: false, refusal: { code: 'port_in_use' } });
    expect(second.ok ? '' : second.refusal.text).toContain(String(port));
  });

  test('closing cuts a request that never arrives, after a grace', async () => {
    const stopping = sampleServer({ closeGraceMs: 50 });
    const listening = await stopping.listen({ host: '127.0.0.1', port: 0 });
    const half = talk('GET /own/v1', listening.ok ? listening.value.port : 0);
    await talk('GET / HTTP/1.0\r\n\r\n', listening.ok ? listening.value.port : 0);
    await stopping.close();
    expect(await half).toBe('');
  });

  test('closing does not wait for a connection on which nobody has said anything, as browsers open in advance', async () => {
    const stopping = sampleServer({ closeGraceMs: 60_000 });
    const listening = await stopping.listen({ host: '127.0.0.1', port: 0 });
    const silent = connect(listening.ok ? listening.value.port : 0, '127.0.0.1');
    const cut = new Promise<void>((resolve) => silent.on('error', () => {}).once('close', () => resolve()));
    await new Promise((resolve) => silent.once('connect', resolve));
    await talk('GET / HTTP/1.0\r\n\r\n', listening.ok ? listening.value.port : 0);
    await stopping.close();
    await cut;
  }, 10_000);

  test('closing finishes the running request and takes no more', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stopping = sampleServer({ faults: { ...newFaults(), wait: promise } });
    const listening = await stopping.listen({ host: '127.0.0.1', port: 0 });
    const url = listening.ok ? listening.value.url : '';
    const headers = { authorization: 'Bearer admin', 'content-type': 'application/json' };
    const reached = new Promise<void>((seen) => stopping.onStopping(() => seen()));
    const running = fetch(`${url}/own/v1/things`, { method: 'POST', headers, body: '{"name":"x","quantity":1}' });
    await fetch(`${url}/own/v1/things/a`, { headers });
    const closed = stopping.close();
    await reached;
    resolve();
    expect((await running).status).toBe(201);
    await closed;
    await expect(fetch(url)).rejects.toThrow();
  });
});
