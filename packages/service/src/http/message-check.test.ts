/** Owns the guarantee that a message is refused for what its route would refuse a request for. */
import { createIds, manualClock, ok } from '@jetway/kernel';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../logs/index.ts';
import { problemDialect } from './dialect.ts';
import { createMessageCheck } from './message-check.ts';
import { createHttpServer, type HttpServer } from './server.ts';

const route = {
  method: 'PUT',
  path: '/things/:thing',
  summary: 'Set a thing',
  auth: null,
  params: Type.Object({ thing: Type.String({ maxLength: 5 }) }),
  body: Type.Object({ size: Type.Integer({ maximum: 9 }), name: Type.Optional(Type.String()) }),
  replies: { 204: null },
} as const;

let server: HttpServer;
beforeAll(async () => {
  const clock = manualClock(0);
  const ids = createIds(clock, (length) => new Uint8Array(length));
  server = createHttpServer({ log: silentLog, clock, ids, publicUrl: 'http://127.0.0.1:1', strictReplies: false });
  server.register({
    prefix: '/api',
    routes: { putThing: route },
    handlers: { putThing: async () => ({ status: 204 as const }) },
    dialect: problemDialect,
    authenticate: async () => ok({}),
  });
  await server.ready();
});
afterAll(async () => server.close());

const check = createMessageCheck(route, problemDialect);

test.each([
  ['box', '{"size":1}'],
  ['box', '{"size":10,"name":1}'],
  ['box', '{}'],
  ['box', '[]'],
  ['larger', '{"size":"1"}'],
  ['box', '{"size":1,"name":"\\u0000"}'],
  ['box', '{"size":1,"name":"\\ud800 half"}'],
  ['box', '{"size":1,"__proto__":{"name":"x"}}'],
  ['box', '{"size":1,"\\u005f_proto__":{"name":"x"}}'],
  ['box', '{"size":1,"constructor":{"prototype":{}}}'],
  ['box', '{"size":1,"constructor":"a firm","name":"\\u0041"}'],
])('%s %s is taken or refused alike', async (thing, text) => {
  const answer = await server.inject({
    method: 'PUT',
    url: `/api/things/${thing}`,
    headers: { 'content-type': 'application/json' },
    payload: text,
  });
  const refused = check({ params: { thing }, body: JSON.parse(text), text });
  const wanted = answer.statusCode === 204 ? undefined : (answer.json() as { detail: string; errors?: unknown });
  const found = refused && (problemDialect.render(refused).body as { detail: string; errors?: unknown });
  expect([found?.detail, found?.errors]).toEqual([wanted?.detail, wanted?.errors]);
});
