/** Owns the guarantees of a served web, of live events and of session cookies. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok, refuse } from '@jetway/kernel';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSessionCookie, isOwnOrigin } from './cookies.ts';
import { problemDialect } from './dialect.ts';
import { serveEvents } from './events.ts';
import { bearerToken } from './headers.ts';
import { ifMatchVersion } from './if-match.ts';
import { sampleServer } from './sample-contract.ts';

let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jetway-web-'));
  await mkdir(join(directory, 'assets'));
  await writeFile(join(directory, 'index.html'), '<html>the page</html>');
  await writeFile(join(directory, 'assets', 'main-a1b2.js'), 'let a;');
  await writeFile(join(directory, 'favicon.svg'), '<svg/>');
});
afterAll(async () => rm(directory, { recursive: true, force: true }));

const html = { accept: 'text/html,*/*' };

describe('a web', () => {
  const webServer = () => {
    const server = sampleServer();
    server.serveWeb({ directory, imageSources: ['https:'] });
    return server;
  };

  test('files are served as they are: assets for ever, others to be asked again', async () => {
    const server = webServer();
    const asset = await server.inject({ method: 'GET', url: '/assets/main-a1b2.js' });
    expect([asset.statusCode, asset.payload]).toEqual([200, 'let a;']);
    expect(asset.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': expect.stringMatching(/javascript/),
    });
    const icon = await server.inject({ method: 'GET', url: '/favicon.svg' });
    expect([icon.statusCode, icon.headers['cache-control']]).toEqual([200, 'no-cache']);
  });

  test('every page a person opens is the page, with a policy that lets only our own scripts run', async () => {
    const server = webServer();
    for (const url of ['/', '/orders/123?tab=messages', '/orders/']) {
      const page = await server.inject({ method: 'GET', url, headers: html });
      expect([page.statusCode, page.payload]).toEqual([200, '<html>the page</html>']);
      expect(page.headers['content-security-policy']).toContain("script-src 'self';");
      expect(page.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
      expect(page.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
    }
  });

  test('what is no page is never answered with the page', async () => {
    const server = webServer();
    const asked = async (url: string, headers: Record<string, string> = html, method = 'GET') => {
      const answer = await server.inject({ method, url, headers });
      return [answer.statusCode, answer.headers['content-type']];
    };
    const problem = 'application/problem+json; charset=utf-8';
    expect(await asked('/assets/gone-c3d4.js')).toEqual([404, problem]);
    expect(await asked('/own/v1/unknown')).toEqual([404, problem]);
    expect(await asked('/orders/123', { accept: 'application/json' })).toEqual([404, problem]);
    expect(await asked('/orders/123', html, 'POST')).toEqual([404, problem]);
    expect(await asked('/..%2f..%2fetc/passwd')).toEqual([200, 'text/html; charset=utf-8']);
    expect(await asked('/assets/..%2f..%2fpackage.json')).toEqual([404, problem]);
  });
});

describe('live events', () => {
  const listen = async () => {
    const server = sampleServer();
    const hub = serveEvents(server, {
      path: '/own/v1/events',
      dialect: problemDialect,
      authenticate: async (request) => {
        const tenant = bearerToken(request);
        return tenant === undefined ? refuse('unauthenticated', 'Sign in.') : ok(tenant);
      },
      audienceOf: (tenant) => tenant,
      maxClientsPerAudience: 1,
      heartbeatMs: 10,
    });
    const listening = await server.listen({ host: '127.0.0.1', port: 0 });
    const url = `${listening.ok ? listening.value.url : ''}/own/v1/events`;
    const open = (tenant?: string) =>
      fetch(url, { headers: tenant === undefined ? {} : { authorization: `Bearer ${tenant}` } });
    return { server, hub, open };
  };

  test('reach the pages of their audience alone, and end when the server stops', async () => {
    const { server, hub, open } = await listen();
    const [a, b] = await Promise.all([open('a'), open('b')]);
    expect(a.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    hub.publish('a', { name: 'orders', data: { id: 1 } });
    await server.close();
    expect(await a.text()).toMatch(/^retry: 2000\n\n(:\n\n)*event: orders\ndata: \{"id":1\}\n\n/);
    expect(await b.text()).not.toContain('orders');
    expect(hub.count()).toBe(0);
  });

  test('strangers and too many pages are turned away', async () => {
    const { server, open } = await listen();
    expect(await (await open()).json()).toMatchObject({ status: 401, code: 'unauthenticated' });
    const first = await open('a');
    expect(await (await open('a')).json()).toMatchObject({ status: 503, code: 'not_ready' });
    await server.close();
    await first.text();
  });
});

describe('session cookies', () => {
  test('are httpOnly, same-site, and secure exactly when the public URL is https', () => {
    const plain = createSessionCookie({ name: 'jetway_oms', publicUrl: 'http://127.0.0.1:4000' });
    expect(plain.set('abc', 60)['set-cookie']).toBe('jetway_oms=abc; Max-Age=60; Path=/; HttpOnly; SameSite=Lax');
    const safe = createSessionCookie({ name: 'jetway_oms', publicUrl: 'https://oms.example' });
    expect(safe.clear()['set-cookie']).toBe('jetway_oms=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure');
    expect(plain.read({ headers: { cookie: 'x=1; jetway_oms=abc; jetway_partner=d' } })).toBe('abc');
    expect(plain.read({ headers: { cookie: 'jetway_oms=' } })).toBeUndefined();
    expect(() => plain.set('a; Domain=x', 60)).toThrow('URL-safe');
  });

  test.each([
    ['a safe method from anywhere', 'GET', { origin: 'https://evil.example' }, true],
    ['our public address', 'POST', { origin: 'http://127.0.0.1:4000' }, true],
    ['another name of this machine', 'POST', { origin: 'http://localhost:4000', host: 'localhost:4000' }, true],
    ['another site', 'POST', { origin: 'https://evil.example', host: '127.0.0.1:4000' }, false],
    ['another port', 'DELETE', { origin: 'http://127.0.0.1:5000', host: '127.0.0.1:4000' }, false],
    ['an opaque origin', 'PUT', { origin: 'null', host: '127.0.0.1:4000' }, false],
    ['no origin at all', 'POST', { host: '127.0.0.1:4000' }, false],
    ['the same origin, by the browser', 'POST', { 'sec-fetch-site': 'same-origin' }, true],
  ])('a request by cookie from %s', (_title, method, headers, expected) => {
    expect(isOwnOrigin({ method, headers }, 'http://127.0.0.1:4000')).toBe(expected);
  });

  test('If-Match names a version, or none', () => {
    const read = (value?: string) => ifMatchVersion({ headers: value === undefined ? {} : { 'if-match': value } });
    expect([read(), read('*'), read('"7"'), read('W/"8"'), read('9')]).toEqual(
      [undefined, undefined, 7, 8, 9].map((value) => ({ ok: true, value })),
    );
    expect(read('x')).toMatchObject({ ok: false, refusal: { code: 'if_match_malformed' } });
  });
});
