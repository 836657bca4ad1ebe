/** Owns what an app hands to the server: a group of routes under one prefix, with its handlers and its sign-in. */
import type { Route, RouteReply, RouteRequest, RouteTable } from '@jetway/http-contract';
import type { Instant, Result } from '@jetway/kernel';
import type { Log } from '../logs/index.ts';
import type { Dialect } from './dialect.ts';
import type { RequestHeaders } from './headers.ts';
import type { IdempotencyStore } from './idempotency.ts';

/** What is known of a request before anybody has signed in. */
export interface RequestInfo {
  /** The caller's `x-request-id` when it is well formed, otherwise our own. */
  readonly requestId: string;
  /** The caller's `traceparent` when it is well formed. */
  readonly traceparent: string | undefined;
  readonly ip: string;
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: RequestHeaders;
  /** Writes the request's id with every line. */
  readonly log: Log;
}

export type Handlers<T extends RouteTable, Context> = {
  readonly [K in keyof T]: (context: Context, request: RouteRequest<T[K]>) => Promise<RouteReply<T[K]>>;
};

/** Why `authenticate` turns a request away; the refusal's text is shown. */
export type AuthenticateCode = 'unauthenticated' | 'forbidden' | 'unavailable';

export interface RouteGroup<T extends RouteTable, Context> {
  /** What every path begins with, such as `/api/v1`; empty for the root. */
  readonly prefix: string;
  readonly routes: T;
  readonly handlers: Handlers<T, Context>;
  readonly dialect: Dialect;
  /** Called for every route before the body is read, also for those that anybody may call (`route.auth` null). */
  readonly authenticate: (route: Route, request: RequestInfo) => Promise<Result<Context, AuthenticateCode>>;
  /** The caller's roles, compared with the route's `roles`; needed as soon as one route has some. */
  readonly rolesOf?: (context: Context) => readonly string[];
  /** The instant for the `Date` header, where another clock than the machine's counts for the caller. */
  readonly dateHeader?: (context: Context) => Instant;
  /** Makes POSTs with an `Idempotency-Key` safe to repeat; keys are apart for each scope (tenant and principal). */
  readonly idempotency?: { readonly store: IdempotencyStore; readonly scopeOf: (context: Context) => string };
  /** At most this many requests in the window, per address, or per key when `keyOf` is given. Off when absent. */
  readonly rateLimit?: {
    readonly max: number;
    readonly windowMs: number;
    readonly keyOf?: (request: RequestInfo) => string;
  };
  /** Title, version … of the document served at `<prefix>/openapi.json`; none is served when absent. */
  readonly openApi?: OpenApiSettings;
}

export interface OpenApiSettings {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** Security scheme by principal kind (the `auth` of the routes). */
  readonly security: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
