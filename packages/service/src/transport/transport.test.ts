/** Owns the guarantees of calls to other programs, over real sockets. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { openMemoryDatabase } from '../database/index.ts';
import { createHttpTransport, ResponseTooLargeError } from './undici-transport.ts';

const servers: Server[] = [];
const transports: { close: () => Promise<void> }[] = [];
afterAll(async () => {
  for (const transport of transports) await transport.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

async function farSide(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

function transportOf(options: Parameters<typeof createHttpTransport>[0] = {}) {
  const made = createHttpTransport(options);
  transports.push(made);
  return made.transport;
}

describe('a call', () => {
  test('carries method, headers and body over, and brings back status, headers and text', async () => {
    const url = await farSide((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => {
        response.writeHead(409, { 'X-Seen': `${request.method} ${request.headers['x-request-id']}` });
        response.end(`got ${body}`);
      });
    });
    const answer = await transportOf()({ method: 'PUT', url, headers: { 'x-request-id': 'r1' }, body: '{"ü":1}' });
    expect(answer).toMatchObject({ status: 409, text: 'got {"ü":1}', headers: { 'x-seen': 'PUT r1' } });
  });

  test('unpacks gzip; a broken one is an error, one that unpacks to too much as well', async () => {
    const url = await farSide((request, response) => {
      const whole = gzipSync(request.url === '/bomb' ? 'x'.repeat(100_000) : 'hello');
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(request.url === '/broken' ? whole.subarray(0, 12) : whole);
    });
    const transport = transportOf({ maxResponseBytes: 10_000 });
    const get = (path: string) => transport({ method: 'GET', url: `${url}${path}`, headers: {} });
    expect((await get('/')).text).toBe('hello');
    await expect(get('/broken')).rejects.toThrow('unexpected end of file');
    await expect(get('/bomb')).rejects.toThrow(ResponseTooLargeError);
  });

  test('an answer that is too large, too slow or cut off rejects', async () => {
    const url = await farSide((request, response) => {
      if (request.url === '/large') response.end('x'.repeat(50_000));
      if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half');
        response.socket?.destroy();
      }
    });
    const transport = transportOf({ maxResponseBytes: 10_000 });
    const impatient = transportOf({ totalTimeoutMs: 100 });
    const get = (path: string, by = transport) => by({ method: 'GET', url: `${url}${path}`, headers: {} });
    await expect(get('/large')).rejects.toThrow(ResponseTooLargeError);
    await expect(get('/slow', impatient)).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(get('/cut')).rejects.toThrow();
    await expect(transport({ method: 'GET', url: 'http://127.0.0.1:1/', headers: {} })).rejects.toThrow('ECONNREFUSED');
  });

  test('ends when its caller gives up', async () => {
    const url = await farSide(() => undefined);
    const giveUp = new AbortController();
    const call = transportOf()({ method: 'GET', url, headers: {}, signal: giveUp.signal });
    giveUp.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
  });

  test('within a transaction is a bug', async () => {
    const url = await farSide((_request, response) => response.end());
    const transport = transportOf();
    const database = await openMemoryDatabase<unknown>({ schema: 'oms' });
    const call = () => transport({ method: 'GET', url, headers: {} });
    await expect(database.transaction(call)).rejects.toThrow('inside a transaction');
    expect((await call()).status).toBe(200);
    await database.close();
  });
});
