import { expect, test } from 'vitest';
import { serveReference } from './reference.ts';
import { sampleServer } from './sample-contract.ts';

const server = sampleServer();
serveReference(server, {
  title: 'Things & "more"',
  documents: [{ title: 'Own', url: '/own/v1/openapi.json' }],
});

test('the page of the reference holds no script of its own and loads nothing from elsewhere', async () => {
  const page = await server.inject({ method: 'GET', url: '/reference' });
  expect(page.statusCode).toBe(200);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers['content-security-policy']).toContain("script-src 'self';");
  expect(page.payload).toContain('<title>Things &amp; &quot;more&quot;</title>');
  expect(page.payload).not.toMatch(/https?:\/\//);
  const scripts = [...page.payload.matchAll(/<script([^>]*)>([^<]*)/g)];
  expect(scripts.map(([, , code]) => code)).toEqual(['', '']);
  const settings = /data-configuration="([^"]*)"/.exec(page.payload)?.[1]?.replaceAll('&quot;', '"') ?? '';
  expect(JSON.parse(settings)).toMatchObject({
    withDefaultFonts: false,
    telemetry: false,
    sources: [{ title: 'Own', url: '/own/v1/openapi.json', default: true }],
  });
});

test('its script comes from this server, packed', async () => {
  const script = await server.inject({ method: 'GET', url: '/reference/scalar.js' });
  expect(script.statusCode).toBe(200);
  expect(script.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-encoding': 'gzip',
    'cache-control': 'public, max-age=86400',
  });
  expect(Number(script.headers['content-length'])).toBeGreaterThan(500_000);
});

test('beside it there is nothing', async () => {
  expect((await server.inject({ method: 'GET', url: '/reference/js/scalar.js' })).statusCode).toBe(404);
});
