/** Owns a small contract that the tests of this folder serve: every kind of route, and a second dialect. */
import { randomBytes } from 'node:crypto';
import { defineRoutes, problemReplies } from '@jetway/http-contract';
import { createIds, manualClock, ok, type Result, refuse } from '@jetway/kernel';
import { Type } from 'typebox';
import { silentLog } from '../logs/index.ts';
import type { Dialect } from './dialect.ts';
import { problem, problemDialect } from './dialect.ts';
import type { AuthenticateCode, RouteGroup } from './group.ts';
import { bearerToken } from './headers.ts';
import { memoryIdempotencyStore } from './idempotency.ts';
import type { RequestInfo } from './request-info.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions } from './server.ts';
import { bracketPath } from './sound-text.ts';

const Thing = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 40 }),
    quantity: Type.Integer({ minimum: 0, maximum: 1_000 }),
    price: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
    color: Type.Optional(Type.Enum(['red', 'green'])),
    parts: Type.Optional(
      Type.Array(Type.Object({ code: Type.String(), weight: Type.Number() }, { additionalProperties: false }), {
        maxItems: 50,
      }),
    ),
  },
  { additionalProperties: false },
);

export const sampleRoutes = defineRoutes({
  thingGet: {
    method: 'GET',
    path: '/things/:id',
    summary: 'One thing',
    auth: 'key',
    params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) }),
    query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1 })), full: Type.Optional(Type.Boolean()) }),
    replies: {
      200: Type.Object({ id: Type.String(), limit: Type.Integer(), full: Type.Boolean(), thing: Thing }),
      ...problemReplies,
    },
  },
  thingPut: {
    method: 'PUT',
    path: '/things/:id',
    summary: 'Keeps a thing',
    auth: 'key',
    params: Type.Object({ id: Type.String() }),
    body: Thing,
    bodyLimitBytes: 4_096,
    replies: { 204: null, ...problemReplies },
  },
  thingPutBig: {
    method: 'PUT',
    path: '/big',
    summary: 'Keeps a thing from a body as large as the server takes',
    auth: 'key',
    body: Thing,
    replies: { 204: null, ...problemReplies },
  },
  thingPost: {
    method: 'POST',
    path: '/things',
    summary: 'Makes a thing',
    auth: 'key',
    roles: ['admin'],
    body: Thing,
    replies: { 201: Type.Object({ number: Type.Integer() }), ...problemReplies },
  },
  thingRefresh: {
    method: 'POST',
    path: '/things/:id/refresh',
    summary: 'Refreshes a thing; the body may be left out',
    auth: null,
    params: Type.Object({ id: Type.String() }),
    body: Type.Object({ deep: Type.Boolean() }, { additionalProperties: false }),
    bodyOptional: true,
    replies: { 200: Type.String(), 400: problemReplies[400] },
  },
});

export interface SampleContext {
  readonly role: string;
  readonly requestId: string;
}

/** What the sample's handler answers instead, to see how a wrong reply is caught. */
export interface SampleFaults {
  reply: unknown;
  fail: Error | undefined;
  /** What a POST waits for. */
  readonly wait: Promise<void> | undefined;
}

export const newFaults = (): SampleFaults => ({ reply: undefined, fail: undefined, wait: undefined });

const authenticate = async (
  route: { readonly auth: string | null },
  request: RequestInfo,
): Promise<Result<SampleContext, AuthenticateCode>> => {
  const token = bearerToken(request);
  if (route.auth === null) return ok({ role: 'nobody', requestId: request.requestId });
  if (token === 'admin' || token === 'reader') return ok({ role: token, requestId: request.requestId });
  return refuse('unauthenticated', 'Give a valid key.', { internal: 'no such key' });
};

export function sampleGroup(
  prefix: string,
  dialect: Dialect,
  faults: SampleFaults,
): RouteGroup<typeof sampleRoutes, SampleContext> {
  let made = 0;
  return {
    prefix,
    routes: sampleRoutes,
    dialect,
    authenticate,
    rolesOf: (context) => [context.role],
    dateHeader: () => 86_400_000,
    idempotency: { store: memoryIdempotencyStore(), scopeOf: (context) => context.role },
    openApi: { title: 'Sample', version: '1', description: 'A sample', security: { key: { type: 'http' } } },
    handlers: {
      thingGet: async (context, { params, query }) => {
        if (faults.fail !== undefined) throw faults.fail;
        if (params.id === 'none')
          return problem(404, { code: 'not_found', text: 'There is no such thing.' }, { requestId: context.requestId });
        const thing = { name: 'ball', quantity: 1 };
        const body = { id: params.id, limit: query.limit ?? 10, full: query.full ?? false, thing };
        return { status: 200, body: (faults.reply ?? body) as typeof body };
      },
      thingPut: async () => ({ status: 204 }),
      thingPutBig: async () => ({ status: 204 }),
      thingPost: async () => {
        await faults.wait;
        made += 1;
        return { status: 201, body: { number: made } };
      },
      thingRefresh: async (_context, { params, body }) => ({
        status: 200,
        body: `${params.id} ${body === undefined ? 'plain' : String(body.deep)}`,
      }),
    },
  };
}

/** A dialect after the manner of the marketplace's: lists of texts, any content type, tolerant of query names. */
export const looseDialect: Dialect = {
  ...problemDialect,
  name: 'loose',
  anyContentType: true,
  errorContentType: 'application/json; charset=utf-8',
  queryIgnoresCase: true,
  unknownQueryTolerated: true,
  queryAmpersandEntities: true,
  render: (found) => ({
    status: [413, 414, 415, 431].includes(found.status) ? 400 : found.status,
    contentType: 'application/json; charset=utf-8',
    body:
      found.kind === 'unauthenticated'
        ? { Message: 'denied' }
        : {
            errors:
              found.issues.length === 0
                ? [found.text]
                : found.issues.map((issue) => `${issue.keyword} Path: ${bracketPath(issue.segments)}`),
          },
  }),
};

type RateLimit = NonNullable<ReturnType<typeof sampleGroup>['rateLimit']>;

export function sampleServer(
  options: Partial<HttpServerOptions> & { readonly faults?: SampleFaults; readonly rateLimit?: RateLimit } = {},
): HttpServer {
  const clock = manualClock(0);
  const { faults = newFaults(), rateLimit, ...rest } = options;
  const server = createHttpServer({
    log: silentLog,
    clock,
    ids: createIds(clock, (length) => new Uint8Array(randomBytes(length))),
    publicUrl: 'http://127.0.0.1:4000',
    strictReplies: true,
    ...rest,
  });
  const own = sampleGroup('/own/v1', problemDialect, faults);
  server.register(rateLimit === undefined ? own : { ...own, rateLimit });
  server.register(sampleGroup('/loose', looseDialect, faults));
  return server;
}
