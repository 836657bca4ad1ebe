/** Owns the registration of a group: each route of its contract becomes a route of the framework. */
import rateLimit from '@fastify/rate-limit';
import { openApi, type Route, type RouteTable } from '@jetway/http-contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import type { Log } from '../logs/index.ts';
import { readBodiesAsJson } from './body-parser.ts';
import { type FailureKind, failure } from './dialect.ts';
import { withDottedCapitals } from './dotted-capital.ts';
import { cutConnection, watchRequest } from './edge-requests.ts';
import type { AuthenticateCode, RouteGroup } from './group.ts';
import {
  answer,
  type ContractBreach,
  type LooseReply,
  type Pipeline,
  type ReceivedRequest,
  refuseWith,
  type WrittenReply,
  writeFailure,
} from './pipeline.ts';
import { createQueryReader } from './query.ts';
import { httpDate, send, stateOf } from './request-state.ts';
import { createValidators, plainSchema } from './validators.ts';

export interface GroupSettings {
  readonly strictReplies: boolean;
  readonly onBreach: (breach: ContractBreach, log: Log) => void;
}

/** The server hit a group's rate limit. */
export class RateLimitedError extends Error {
  override readonly name = 'RateLimitedError';
  readonly statusCode = 429;
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super('rate limited');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Registers a group's routes on a scope of their own. */
export async function registerGroup<T extends RouteTable, Context>(
  scope: FastifyInstance,
  group: RouteGroup<T, Context>,
  settings: GroupSettings,
): Promise<void> {
  readBodiesAsJson(scope, group.dialect.anyContentType);
  if (group.rateLimit !== undefined) await limitRate(scope, group.rateLimit);
  const validators = createValidators(group.dialect.keywords);
  const { idempotency } = group;
  for (const [name, route] of Object.entries<Route>(group.routes)) {
    const handler = group.handlers[name];
    if (handler === undefined) throw new Error(`the route ${name} has no handler`);
    if (route.roles !== undefined && group.rolesOf === undefined)
      throw new Error(`the route ${name} is for some roles only, but its group has no rolesOf`);
    const pipeline: Pipeline = {
      name: `${route.method} ${group.prefix}${route.path}`,
      route,
      checks: validators.forRoute(route),
      readQuery: createQueryReader(route.query, group.dialect),
      dialect: group.dialect,
      // The request was checked against the schemas its type is derived from.
      handle: handler as unknown as (context: unknown, request: unknown) => Promise<LooseReply>,
      idempotency: idempotency && {
        store: idempotency.store,
        scopeOf: (context) => idempotency.scopeOf(context as Context),
      },
      ...settings,
    };
    addRoute(scope, group, pipeline, name);
  }
  if (group.openApi !== undefined) serveOpenApi(scope, group, group.openApi);
}

function addRoute<T extends RouteTable, Context>(
  scope: FastifyInstance,
  group: RouteGroup<T, Context>,
  pipeline: Pipeline,
  operation: string,
): void {
  const { route } = pipeline;
  const replies = replySchemas(route);
  const observe = group.edge?.observe;
  scope.route({
    method: route.method,
    url: `${group.prefix}${route.path}`,
    ...(route.bodyLimitBytes === undefined ? {} : { bodyLimit: route.bodyLimitBytes }),
    onRequest: async (request, reply) => {
      if (observe !== undefined) watchRequest(request, observe, { operation, route });
      return admit(group, pipeline, request, reply);
    },
    handler: async (request, reply) => {
      const state = stateOf(request);
      const received: ReceivedRequest = {
        info: state.info,
        context: state.context,
        params: withDottedCapitals(recordOf(request.params)),
        query: recordOf(request.query),
        body: request.body,
        bodyBytes: state.bodyBytes,
        maybeUnsound: state.maybeUnsound,
      };
      const handle = (): Promise<WrittenReply> =>
        answer(pipeline, received, (status, body) => serialize(reply, replies.get(status), body));
      const { intercept } = group.edge ?? {};
      if (intercept === undefined) return send(reply, await handle());
      // The group's own authenticate made the context.
      const { info, body } = received;
      state.interception = await intercept(state.context as Context, { operation, route, info, body });
      return answerIntercepted(pipeline, request, reply, handle);
    },
  });
}

/** Answers as an interception wants it, or as usual. */
async function answerIntercepted(
  pipeline: Pipeline,
  request: FastifyRequest,
  reply: FastifyReply,
  handle: () => Promise<WrittenReply>,
): Promise<FastifyReply> {
  const { interception = {}, info } = stateOf(request);
  const { fail, cut, headers } = interception;
  if (headers !== undefined) void reply.headers(headers);
  const failed = (kind: FailureKind): WrittenReply =>
    writeFailure(pipeline.dialect.render(failure(kind, info.requestId)));
  if (cut === undefined) return send(reply, fail === undefined ? await handle() : failed(fail));
  cutConnection(reply, cut === 'request' ? LOST : await handle(), cut);
  return reply;
}

/** What an observer is told of a request that was lost: a server that went away would have been a 503 at best. */
const LOST: WrittenReply = { status: 503, headers: {}, contentType: undefined, text: undefined };

/** Signs the caller in before the body is read; an answer given here ends the request. */
async function admit<T extends RouteTable, Context>(
  group: RouteGroup<T, Context>,
  pipeline: Pipeline,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const state = stateOf(request);
  const { route } = pipeline;
  if (group.dialect.anyContentType) request.raw.headers['content-type'] = 'application/json';
  const signedIn = await group.authenticate(route, state.info);
  if (!signedIn.ok) {
    state.tenant = signedIn.tenant;
    const { refusal } = signedIn;
    if (refusal.internal !== undefined) state.info.log.info('not admitted', { reason: refusal.internal });
    const found = failure(KIND_OF[refusal.code], state.info.requestId, { text: refusal.text, refusal });
    return send(reply, refuseWith(pipeline, state, found));
  }
  state.context = signedIn.value;
  if (group.dateHeader !== undefined) void reply.header('date', httpDate(group.dateHeader(signedIn.value)));
  const { roles } = route;
  const own = roles === undefined ? [] : (group.rolesOf?.(signedIn.value) ?? []);
  if (roles === undefined || roles.some((role) => own.includes(role))) return undefined;
  const text = `This is for ${roles.join(', ')} only.`;
  return send(reply, refuseWith(pipeline, state, failure('forbidden', state.info.requestId, { text })));
}

const KIND_OF: Readonly<Record<AuthenticateCode, 'unauthenticated' | 'forbidden' | 'not_ready'>> = {
  unauthenticated: 'unauthenticated',
  forbidden: 'forbidden',
  unavailable: 'not_ready',
};

function recordOf(value: unknown): Record<string, unknown> {
  return value as Record<string, unknown>;
}

/** Writes a body by its schema: only what is declared goes out. The framework compiles a schema when first needed. */
function serialize(reply: FastifyReply, schema: Record<string, unknown> | undefined, body: unknown): string {
  return schema === undefined ? JSON.stringify(body) : reply.compileSerializationSchema(schema)(recordOf(body));
}

function replySchemas(route: Route): ReadonlyMap<number, Record<string, unknown>> {
  return new Map(
    Object.entries(route.replies).flatMap(([status, schema]: [string, TSchema | null]) =>
      schema === null ? [] : [[Number(status), plainSchema(schema)] as const],
    ),
  );
}

async function limitRate(
  scope: FastifyInstance,
  limit: NonNullable<RouteGroup<RouteTable, unknown>['rateLimit']>,
): Promise<void> {
  const { keyOf } = limit;
  await scope.register(rateLimit, {
    max: limit.max,
    timeWindow: limit.windowMs,
    ...(keyOf === undefined ? {} : { keyGenerator: (request: FastifyRequest) => keyOf(stateOf(request).info) }),
    errorResponseBuilder: (_request, context) => new RateLimitedError(Math.max(1, Math.ceil(context.ttl / 1_000))),
  });
}

function serveOpenApi<T extends RouteTable, Context>(
  scope: FastifyInstance,
  group: RouteGroup<T, Context>,
  info: NonNullable<RouteGroup<T, Context>['openApi']>,
): void {
  const { routes = group.routes, ...settings } = info;
  const text = JSON.stringify(openApi(routes, { ...settings, server: group.prefix === '' ? '/' : group.prefix }));
  scope.get(`${group.prefix}/openapi.json`, async (_request, reply) =>
    reply.header('content-type', 'application/json; charset=utf-8').send(text),
  );
}
