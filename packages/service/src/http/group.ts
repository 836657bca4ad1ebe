/** Owns what an app hands to the server: a group of routes under one prefix, with its handlers and its sign-in. */
import type { OpenApiInfo, Route, RouteReply, RouteRequest, RouteTable } from '@jetway/http-contract';
import type { Instant, Result } from '@jetway/kernel';
import type { Dialect } from './dialect.ts';
import type { RequestEdge } from './edge.ts';
import type { IdempotencyStore } from './idempotency.ts';
import type { RequestInfo } from './request-info.ts';

export type Handlers<T extends RouteTable, Context> = {
  readonly [K in keyof T]: (context: Context, request: RouteRequest<T[K]>) => Promise<RouteReply<T[K]>>;
};

/** Why `authenticate` turns a request away; the refusal's text is shown. */
export type AuthenticateCode = 'unauthenticated' | 'forbidden' | 'unavailable';

/** Who calls, or why he may not; `tenant` says whose request it would have been, for `edge` alone. */
export type Authenticated<Context> = Result<Context, AuthenticateCode> & { readonly tenant?: string };

export interface RouteGroup<T extends RouteTable, Context> {
  /** What every path begins with, such as `/api/v1`; empty for the root. */
  readonly prefix: string;
  readonly routes: T;
  readonly handlers: Handlers<T, Context>;
  readonly dialect: Dialect;
  /** Called for every route before the body is read, also for those that anybody may call (`route.auth` null). */
  readonly authenticate: (route: Route, request: RequestInfo) => Promise<Authenticated<Context>>;
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
  /** What the app does around each request. */
  readonly edge?: RequestEdge<Context>;
  /** Title, version … of the document served at `<prefix>/openapi.json`; none is served when absent. */
  readonly openApi?: OpenApiSettings;
}

/** What the document says of itself; its server is the group's prefix. */
export type OpenApiSettings = Omit<OpenApiInfo, 'server'> & {
  /** The routes that it tells of, where they are served by several groups; the group's own when absent. */
  readonly routes?: RouteTable;
};
