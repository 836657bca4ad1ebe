/** Owns the HTTP server: the framework set up once, groups, raw routes and webs registered on it, errors in each dialect. */
import compress from '@fastify/compress';
import type { RouteTable } from '@jetway/http-contract';
import { type Clock, type Ids, ok, type Result, refuse } from '@jetway/kernel';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Log } from '../logs/index.ts';
import { clientErrorHandler } from './client-errors.ts';
import { type Dialect, type Failure, failure } from './dialect.ts';
import { routable } from './dotted-capital.ts';
import { watchRequest } from './edge-requests.ts';
import { failureOfError } from './failures.ts';
import type { RouteGroup } from './group.ts';
import { RateLimitedError, registerGroup } from './group-routes.ts';
import { createInject, type Inject } from './inject.ts';
import { type ContractBreach, writeFailure } from './pipeline.ts';
import { beginRequest, decorateRequests, requestIdOf, send, sendUnseen, stateOf } from './request-state.ts';
import { watchSilentConnections } from './silent-connections.ts';
import { createSurfaces, type Onlooker, type Surfaces } from './surfaces.ts';
import { registerWeb, type Web, type WebOptions } from './web.ts';

/** Told of each finished request. */
export interface RequestObserver {
  /** `route` is the path as declared, or `unknown`. */
  readonly requestFinished: (seen: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly durationMs: number;
  }) => void;
}

export interface HttpServerOptions {
  readonly log: Log;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The address people and other programs use, for instance `http://127.0.0.1:4000`. */
  readonly publicUrl: string;
  /** Checks every reply against its contract; a breach is answered with 500 and told to `onBreach`. */
  readonly strictReplies: boolean;
  readonly onBreach?: (breach: ContractBreach) => void;
  readonly metrics?: RequestObserver;
  /** Largest body where a route declares none; 1 MiB when absent. */
  readonly bodyLimitBytes?: number;
  /** Time for a whole request to arrive, uploads included; 300,000 when absent. */
  readonly requestTimeoutMs?: number;
  /** Time for the headers to arrive; 20,000 when absent. */
  readonly headersTimeoutMs?: number;
  /** How long `close` waits for running requests before it cuts their connections; 8,000 when absent. */
  readonly closeGraceMs?: number;
  /** Connections beyond this many are closed at once; 2,000 when absent. */
  readonly maxConnections?: number;
  /** Whether `X-Forwarded-For` is believed: only behind a proxy of one's own. */
  readonly trustProxy?: boolean;
}

/** Routes that no contract can describe (streams, events); they are given the framework's scope. */
export interface RawRoutes {
  readonly prefix: string;
  readonly dialect: Dialect;
  readonly routes: (scope: FastifyInstance) => void | Promise<void>;
}

export type ListenCode = 'port_in_use' | 'port_forbidden' | 'host_unusable';

export interface HttpServer {
  /** Adds the routes of a contract. Before `listen` or the first `inject`. */
  readonly register: <T extends RouteTable, Context>(group: RouteGroup<T, Context>) => void;
  readonly registerRaw: (raw: RawRoutes) => void;
  /** Serves a built web (one per server). */
  readonly serveWeb: (options: WebOptions) => void;
  /** Finishes registration; a fault in a contract rejects here. */
  readonly ready: () => Promise<void>;
  /** Port 0 takes a free one; `url` is the address really listened on. */
  readonly listen: (where: {
    readonly host: string;
    readonly port: number;
  }) => Promise<Result<{ readonly url: string; readonly port: number }, ListenCode>>;
  /** Called when the server begins to stop, before it waits for running requests; ends what would never end. */
  readonly onStopping: (work: () => void | Promise<void>) => void;
  /** Accepts no more connections, waits for running requests, and closes. */
  readonly close: () => Promise<void>;
  /** One request without a socket. */
  readonly inject: Inject;
}

/** Makes a server; nothing is listened on yet. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const surfaces = createSurfaces();
  const fastify = createFastify(options, surfaces);
  const stopping: (() => void | Promise<void>)[] = [];
  let web: Web | undefined;
  decorateRequests(fastify);
  fastify.server.maxConnections = options.maxConnections ?? 2_000;
  fastify.server.on('checkExpectation', (request, response) => fastify.server.emit('request', request, response));
  const cutSilent = watchSilentConnections(fastify.server);
  fastify.addHook('preClose', async () => {
    for (const work of stopping) await work();
  });
  fastify.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) if (method !== 'HEAD') surfaces.addPath(method, route.url);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    const state = beginRequest(request, options.log);
    void reply.header('x-request-id', state.info.requestId).header('x-content-type-options', 'nosniff');
    // What no route knows is refused here, before its body is read; a web's pages go on to the handler below.
    if (!request.is404 || web?.answers(request, surfaces) === true) return done();
    const onlooker = surfaces.onlookerOf(state.info.url);
    if (onlooker !== undefined) watchRequest(request, onlooker, { operation: undefined, route: undefined });
    return void sendFailure(reply, surfaces, notFound(state.info.url, state.info.requestId, surfaces));
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    observe(options, request, reply);
    done();
  });
  fastify.setErrorHandler((error: FastifyError, request, reply) => handleError(error, request, reply, surfaces));
  fastify.setNotFoundHandler(async (request, reply) =>
    web?.answers(request, surfaces) === true
      ? web.answer(request, reply)
      : sendFailure(reply, surfaces, notFound(request.raw.url ?? '/', request.id, surfaces)),
  );
  void fastify.register(compress, { encodings: ['br', 'gzip'], threshold: 1_024, globalDecompression: false });
  const settings = {
    strictReplies: options.strictReplies,
    onBreach: (breach: ContractBreach, log: Log) => {
      log.error('a reply breaks its contract', { ...breach });
      options.onBreach?.(breach);
    },
  };
  return {
    register: (group) => {
      // Nobody is signed in where it is called by the server itself: it is given no context.
      surfaces.addPrefix(group.prefix, group.dialect, group.edge?.observe as Onlooker | undefined);
      void fastify.register((scope, _options, done) => settle(registerGroup(scope, group, settings), done));
    },
    registerRaw: (raw) => {
      surfaces.addPrefix(raw.prefix, raw.dialect);
      void fastify.register((scope, _options, done) => settle(Promise.resolve(raw.routes(scope)), done), {
        prefix: raw.prefix,
      });
    },
    serveWeb: (webOptions) => {
      web = registerWeb(fastify, webOptions, options.publicUrl);
    },
    ready: async () => void (await fastify.ready()),
    listen: async (where) => listen(fastify, where),
    onStopping: (work) => void stopping.push(work),
    close: async () => close(fastify, options.closeGraceMs ?? 8_000, cutSilent),
    inject: createInject(fastify),
  };
}

function settle(work: Promise<void>, done: (error?: Error) => void): void {
  work.then(
    () => done(),
    (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
  );
}

function createFastify(options: HttpServerOptions, surfaces: Surfaces): FastifyInstance {
  const headersTimeout = options.headersTimeoutMs ?? 20_000;
  return Fastify({
    logger: false,
    routerOptions: {
      caseSensitive: false,
      ignoreTrailingSlash: true,
      ignoreDuplicateSlashes: true,
      maxParamLength: 2_048,
    },
    bodyLimit: options.bodyLimitBytes ?? 1_048_576,
    requestTimeout: options.requestTimeoutMs ?? 300_000,
    keepAliveTimeout: 72_000,
    // A missing Host is answered like any other request: nothing here is built from it.
    http: {
      requireHostHeader: false,
      headersTimeout,
      // How often the two timeouts are looked at.
      connectionsCheckingInterval: Math.min(5_000, headersTimeout / 2),
    },
    trustProxy: options.trustProxy ?? false,
    rewriteUrl: (request) => routable(request.url ?? '/'),
    genReqId: (request) => requestIdOf(request.headers, options.ids),
    // While stopping, requests on open connections are finished in their own dialect; new ones are not accepted.
    return503OnClosing: false,
    clientErrorHandler: clientErrorHandler(surfaces, options.ids),
    frameworkErrors: (error, request, reply) => {
      const found = failureOfError(error, request.id) ?? failure('bad_request', request.id);
      void reply.header('x-request-id', request.id).header('x-content-type-options', 'nosniff');
      void sendUnseen(reply, writeFailure(surfaces.dialectOf(request.raw.url ?? '/').render(found)));
    },
  });
}

function notFound(url: string, requestId: string, surfaces: Surfaces): Failure {
  const allow = surfaces.methodsOf(url);
  return allow.length === 0 ? failure('not_found', requestId) : failure('method_not_allowed', requestId, { allow });
}

/** Words a failure in the dialect of the request's address and sends it. For raw routes and the server itself. */
export function sendFailure(reply: FastifyReply, surfaces: Pick<Surfaces, 'dialectOf'>, found: Failure): FastifyReply {
  if (found.allow !== undefined) void reply.header('allow', found.allow.join(', '));
  if (found.retryAfterSeconds !== undefined) void reply.header('retry-after', String(found.retryAfterSeconds));
  return send(reply, writeFailure(surfaces.dialectOf(reply.request.raw.url ?? '/').render(found)));
}

function handleError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
  surfaces: Surfaces,
): FastifyReply {
  const { info } = stateOf(request);
  if (error instanceof RateLimitedError) {
    const { retryAfterSeconds } = error;
    return sendFailure(reply, surfaces, failure('rate_limited', info.requestId, { retryAfterSeconds }));
  }
  const found = failureOfError(error, info.requestId);
  if (found !== undefined) return sendFailure(reply, surfaces, found);
  info.log.error('a request failed unexpectedly', { method: info.method, url: pathOnly(info.url), error });
  return sendFailure(reply, surfaces, failure('internal', info.requestId));
}

/** Addresses are logged without their query, which may hold personal data or signatures. */
const pathOnly = (url: string): string => url.split('?', 1)[0] ?? url;

function observe(options: HttpServerOptions, request: FastifyRequest, reply: FastifyReply): void {
  const { info } = stateOf(request);
  const seen = {
    method: request.method,
    route: request.routeOptions.url ?? 'unknown',
    status: reply.statusCode,
    durationMs: Math.round(reply.elapsedTime * 1_000) / 1_000,
  };
  options.metrics?.requestFinished(seen);
  const line = { ...seen, url: pathOnly(info.url) };
  if (reply.statusCode >= 400) info.log.info('request', line);
  else info.log.debug('request', line);
}

async function listen(
  fastify: FastifyInstance,
  where: { readonly host: string; readonly port: number },
): Promise<Result<{ readonly url: string; readonly port: number }, ListenCode>> {
  try {
    await fastify.ready();
    const url = await fastify.listen(where);
    return ok({ url, port: Number(new URL(url).port) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      return refuse('port_in_use', `Port ${where.port} on ${where.host} is in use by another program.`);
    if (code === 'EACCES') return refuse('port_forbidden', `Port ${where.port} may not be opened by this user.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
      return refuse('host_unusable', `This machine has no address ${where.host} to listen on.`);
    throw error;
  }
}

/** What was sent before the end may still be on its way; a connection that is silent for longer has nothing to say. */
const SILENCE_MS = 250;

async function close(fastify: FastifyInstance, graceMs: number, cutSilent: () => void): Promise<void> {
  const timers = [setTimeout(cutSilent, SILENCE_MS), setTimeout(() => fastify.server.closeAllConnections(), graceMs)];
  await fastify.close();
  for (const timer of timers) clearTimeout(timer);
}
