import type { HttpRequest } from '@jetway/http-contract';
import { describe, expect, test } from 'vitest';
import { type Injectable, injectTransport, testDatabase } from './index.ts';

/** Answers with what it was asked. */
const echo = (name: string): Injectable & { readonly seen: string[] } => {
  const seen: string[] = [];
  return {
    seen,
    inject: async ({ method, url, headers, payload }) => {
      seen.push(`${method} ${url}`);
      const answered = { 'X-Name': name, 'content-length': 3, 'set-cookie': ['a=1', 'b=2'], nothing: undefined };
      return { statusCode: 201, headers: answered, payload: JSON.stringify({ host: headers['host'], payload }) };
    },
  };
};

const get = (url: string): HttpRequest => ({ method: 'GET', url, headers: {} });

describe('the transport within one process', () => {
  test('routes by origin, and carries method, path, query, headers and body', async () => {
    const [marketplace, oms] = [echo('marketplace'), echo('oms')];
    const transport = injectTransport({ 'http://marketplace.test/api': marketplace, 'http://oms.test:4000': oms });
    const url = 'http://marketplace.test/api/orders?a=1%202';
    expect(await transport({ method: 'PUT', url, headers: {}, body: '{"n":1}' })).toEqual({
      status: 201,
      headers: { 'x-name': 'marketplace', 'content-length': '3', 'set-cookie': 'a=1, b=2' },
      text: JSON.stringify({ host: 'marketplace.test', payload: '{"n":1}' }),
    });
    await transport(get('http://oms.test:4000/api/v1/orders'));
    expect([marketplace.seen, oms.seen]).toEqual([['PUT /api/orders?a=1%202'], ['GET /api/v1/orders']]);
  });

  test('an origin that nobody serves rejects as a refused connection does', async () => {
    await expect(injectTransport({})(get('http://nowhere.test/x'))).rejects.toThrow('ECONNREFUSED http://nowhere.test');
  });

  test('a lost request never arrives, a lost answer leaves its effect', async () => {
    const server = echo('server');
    const transport = injectTransport({ 'http://server.test': server }, async (request, next) => {
      if (request.url.endsWith('/lost-request')) throw new Error('lost');
      await next();
      throw new Error('lost');
    });
    await expect(transport(get('http://server.test/lost-request'))).rejects.toThrow('lost');
    await expect(transport(get('http://server.test/lost-answer'))).rejects.toThrow('lost');
    expect(server.seen).toEqual(['GET /lost-answer']);
  });

  test('an aborted request rejects with the reason, before and while it is under way', async () => {
    const controller = new AbortController();
    const transport = injectTransport({ 'http://server.test': { inject: () => new Promise(() => undefined) } });
    const request = { ...get('http://server.test/slow'), signal: controller.signal };
    const underWay = transport(request);
    controller.abort(new Error('too slow'));
    await expect(underWay).rejects.toThrow('too slow');
    await expect(transport(request)).rejects.toThrow('too slow');
  });

  test('refuses to be used inside a transaction', async () => {
    const directory = new URL('../../service/src/database/sample-migrations/', import.meta.url);
    const database = await testDatabase<unknown>('sample', directory);
    const transport = injectTransport({ 'http://server.test': echo('server') });
    await expect(database.transaction(() => transport(get('http://server.test/x')))).rejects.toThrow(
      'HTTP request GET http://server.test/x inside a transaction on sample',
    );
  });
});
