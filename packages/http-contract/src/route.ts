/** Owns the shape of a contract: a route as data, and the types that follow from it. */
import type { Static, TSchema } from 'typebox';

export type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

/** What a reply carries: a schema, or null when it has no body. */
export type ReplySchemas = { readonly [status: number]: TSchema | null };

/** One route as data. Everything else (types, client, OpenAPI, server registration, shared tests) is derived from it. */
export interface Route {
  readonly method: Method;
  /** Path with parameters as `:name`, relative to the API's prefix. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /** Kind of principal that may call; null when anybody may. */
  readonly auth: string | null;
  /** Roles of that principal that may call; absent when all may. */
  readonly roles?: readonly string[];
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** True when the body may be left out altogether. */
  readonly bodyOptional?: boolean;
  /** Largest body in bytes; the server has a default. */
  readonly bodyLimitBytes?: number;
  readonly replies: ReplySchemas;
  /** Content type of a file that the reply 200 carries instead of JSON, sent while it is made; its schema is null. */
  readonly download?: string;
  /** Codes of the refusals this route can answer with (our own APIs). */
  readonly codes?: readonly string[];
  /** Named request bodies as documented, each accepted by `body`. */
  readonly examples?: Readonly<Record<string, unknown>>;
}

export type RouteTable = Readonly<Record<string, Route>>;

/** Declares a table of routes and keeps its exact types. Tables are merged by spreading. */
export const defineRoutes = <const T extends RouteTable>(routes: T): T => routes;

type Empty = Record<never, never>;
type ParamsOf<R extends Route> = R extends { readonly params: infer S extends TSchema }
  ? { readonly params: Static<S> }
  : Empty;
type QueryOf<R extends Route> = R extends { readonly query: infer S extends TSchema }
  ? Empty extends Static<S>
    ? { readonly query?: Static<S> }
    : { readonly query: Static<S> }
  : Empty;
type BodyOf<R extends Route> = R extends { readonly body: infer S extends TSchema }
  ? R extends { readonly bodyOptional: true }
    ? { readonly body?: Static<S> }
    : { readonly body: Static<S> }
  : Empty;

/** What a caller gives. */
export type RouteInput<R extends Route> = ParamsOf<R> & QueryOf<R> & BodyOf<R>;

type Present<R extends Route, K extends 'params' | 'query' | 'body'> = R extends {
  readonly [P in K]: infer S extends TSchema;
}
  ? Static<S>
  : undefined;

/** What a handler receives, checked. */
export interface RouteRequest<R extends Route> {
  readonly params: Present<R, 'params'>;
  readonly query: Present<R, 'query'>;
  readonly body: R extends { readonly bodyOptional: true } ? Present<R, 'body'> | undefined : Present<R, 'body'>;
}

type Statuses<R extends Route> = keyof R['replies'] & number;
type ReplyBody<S> = S extends TSchema ? Static<S> : undefined;

/** What a handler answers: one of the declared replies. */
export type RouteReply<R extends Route> = {
  [S in Statuses<R>]: {
    readonly status: S;
    readonly headers?: Readonly<Record<string, string>>;
  } & (R['replies'][S] extends TSchema
    ? { readonly body: ReplyBody<R['replies'][S]> }
    : { readonly body?: undefined }) &
    (S extends 200 ? FileOf<R> : Empty);
}[Statuses<R>];

/** The parts of a file, in their order; made as fast as they are taken. */
type FileOf<R extends Route> = R extends { readonly download: string }
  ? { readonly file: AsyncIterable<string> }
  : Empty;

/** What a client receives: one of the declared replies, with the reply's headers (names in lower case). */
export type ClientReply<R extends Route> = {
  [S in Statuses<R>]: {
    readonly status: S;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: ReplyBody<R['replies'][S]>;
  };
}[Statuses<R>];
