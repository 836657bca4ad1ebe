/** Owns the registration of a group: each route of its contract becomes a route of the framework. */
import rateLimit from '@fastify/rate-limit';
import { openApi, type Route, type RouteTable } from '@jetway/http-contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import type { Log } from '../logs/index.ts';
import { readBodiesAsJson } from './body-parser.ts';
import { failure } from './dialect.ts';
import { withDottedCapitals } from './dotted-capital.ts';
import type { AuthenticateCode, RouteGroup } from './group.ts';
import { answer, type ContractBreach, type LooseReply, type Pipeline, refuseWith } from './pipeline.ts';
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
    addRoute(scope, group, pipeline);
  }
  if (group.openApi !== undefined) serveOpenApi(scope, group, group.openApi);
}

function addRoute<T extends RouteTable, Context>(
  scope: FastifyInstance,
  group: RouteGroup<T, Context>,
  pipeline: Pipeline,
): void {
  const { route } = pipeline;
  const replies = replySchemas(route);
  scope.route({
    method: route.method,
    url: `${group.prefix}${route.path}`,
    ...(route.bodyLimitBytes === undefined ? {} : { bodyLimit: route.bodyLimitBytes }),
    onRequest: async (request, reply) => admit(group, pipeline, request, reply),
    handler: async (request, reply) => {
      const state = stateOf(request);
      const written = await answer(
        pipeline,
        {
          info: state.info,
          context: state.context,
          params: withDottedCapitals(recordOf(request.params)),
          query: recordOf(request.query),
          body: request.body,
          bodyBytes: state.bodyBytes,
          maybeUnsound: state.maybeUnsound,
        },
        (status, body) => serialize(reply, replies.get(status), body),
      );
      return send(reply, written);
    },
  });
}

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
  const text = JSON.stringify(openApi(group.routes, { ...info, server: group.prefix === '' ? '/' : group.prefix }));
  scope.get(`${group.prefix}/openapi.json`, async (_request, reply) =>
    reply.header('content-type', 'application/json; charset=utf-8').send(text),
  );
}
