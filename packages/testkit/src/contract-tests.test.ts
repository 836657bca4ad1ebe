/** Owns the guarantees of the generated tests: a sound app passes them, a flawed one does not. */
import { defineRoutes, problemReplies } from '@jetway/http-contract';
import { ok, refuse } from '@jetway/kernel';
import {
  bearerToken,
  createHttpServer,
  type Handlers,
  type HttpServer,
  problem,
  problemDialect,
  silentLog,
} from '@jetway/service';
import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { expectEveryStatusSeen, recordContract } from './contract-recorder.ts';
import { type ContractTarget, contractCases } from './contract-tests.ts';
import { testClock, testIds } from './test-ids.ts';

const routes = defineRoutes({
  noteGet: {
    method: 'GET',
    path: '/notes/:id',
    summary: 'A note',
    auth: 'key',
    params: Type.Object({ id: Type.String() }),
    replies: { 200: Type.Object({ text: Type.String() }), 401: problemReplies[401], 404: problemReplies[404] },
  },
  notePut: {
    method: 'PUT',
    path: '/notes/:id',
    summary: 'Keeps a note',
    auth: 'key',
    roles: ['writer'],
    params: Type.Object({ id: Type.String() }),
    body: Type.Object({
      text: Type.String({ maxLength: 20 }),
      tags: Type.Array(Type.Object({ name: Type.String() }), { maxItems: 3 }),
    }),
    replies: {
      204: null,
      400: problemReplies[400],
      401: problemReplies[401],
      403: problemReplies[403],
      404: problemReplies[404],
    },
  },
});

interface Flaws {
  /** Tells that another tenant's note exists. */
  readonly tells?: boolean;
  /** Lets anybody in. */
  readonly open?: boolean;
}

function notesServer(flaws: Flaws = {}): HttpServer {
  const clock = testClock();
  const server = createHttpServer({
    log: silentLog,
    clock,
    ids: testIds(),
    publicUrl: 'http://127.0.0.1:1',
    strictReplies: true,
  });
  const none = (id: string) => problem(404, { code: 'not_found', text: `There is no note ${id}.` });
  const handlers: Handlers<typeof routes, { readonly role: string }> = {
    noteGet: async (_context, { params }) => {
      if (params.id === 'mine') return { status: 200, body: { text: 'hello' } };
      if (params.id === 'theirs' && flaws.tells === true)
        return problem(404, { code: 'not_yours', text: 'This is not yours.' });
      return none(params.id);
    },
    notePut: async (_context, { params }) => (params.id === 'mine' ? { status: 204 } : none(params.id)),
  };
  server.register({
    prefix: '/api',
    routes,
    dialect: problemDialect,
    authenticate: async (_route, request) => {
      const role = bearerToken(request);
      if (role === 'reader' || role === 'writer') return ok({ role });
      return flaws.open === true ? ok({ role: 'writer' }) : refuse('unauthenticated', 'Sign in.');
    },
    rolesOf: ({ role }) => [role],
    handlers,
  });
  return server;
}

const body = { text: 'a', tags: [{ name: 'b' }] };
const targetOf = (server: Pick<HttpServer, 'inject'>): ContractTarget<typeof routes> => ({
  routes,
  prefix: '/api',
  inject: server.inject,
  samples: {
    noteGet: () => ({ params: { id: 'mine' } }),
    notePut: () => ({ params: { id: 'mine' }, body }),
  },
  headersFor: (_route, role = 'writer') => ({ authorization: `Bearer ${role}` }),
  badCredentials: [{ authorization: 'Bearer stranger' }],
  roles: ['reader', 'writer'],
  foreign: {
    noteGet: async () => ({ foreign: { params: { id: 'theirs' } }, missing: { params: { id: 'none' } } }),
    notePut: async () => ({ foreign: { params: { id: 'theirs' }, body }, missing: { params: { id: 'none' }, body } }),
  },
});

/** Titles of the cases that fail, with their reasons. */
async function failing(server: Pick<HttpServer, 'inject'>): Promise<string[]> {
  const failures: string[] = [];
  for (const { title, run } of contractCases(targetOf(server)))
    await run().catch((error: unknown) => failures.push(`${title}: ${String(error)}`));
  return failures;
}

describe('a sound app', () => {
  const recorder = recordContract(notesServer().inject, routes, '/api');

  for (const { title, run } of contractCases(targetOf(recorder)))
    test(title, async () => expect(await run()).toBeUndefined());

  test('has answered with every declared status but the exceptions', async () => {
    const [path, headers] = ['/api/notes/mine', { authorization: 'Bearer reader' }];
    expect((await recorder.inject({ method: 'GET', url: path, headers })).json()).toEqual({ text: 'hello' });
    expectEveryStatusSeen(recorder, routes);
    expect(() =>
      expectEveryStatusSeen(recorder, { ...routes, other: { ...routes.noteGet, replies: { 200: null } } }),
    ).toThrow('declared but never answered: other 200');
    expect(() => expectEveryStatusSeen(recorder, routes, { except: ['noteGet 404'] })).toThrow('noteGet 404');
  });
});

describe('a flawed app is caught', () => {
  test('when it lets strangers in', async () => {
    expect(await failing(notesServer({ open: true }))).toMatchObject([
      expect.stringMatching(/^GET \/api\/notes\/:id → 401 .* got 200/),
      expect.stringMatching(/^PUT \/api\/notes\/:id → 401 .* got 204/),
    ]);
  });

  test("when it tells that another tenant's thing exists", async () => {
    const [first, ...others] = await failing(notesServer({ tells: true }));
    expect(first).toMatch(/another tenant's thing .*This is not yours/);
    expect(others).toEqual([]);
  });

  test('when it takes what its contract does not', async () => {
    const sound = notesServer();
    const lenient: Pick<HttpServer, 'inject'> = {
      inject: (request) =>
        sound.inject({ ...request, ...(request.method === 'PUT' ? { payload: JSON.stringify(body) } : {}) }),
    };
    const failures = await failing(lenient);
    expect(failures.filter((text) => text.includes('→ 400'))).toHaveLength(4);
  });
});
