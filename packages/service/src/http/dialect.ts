/** Owns how a surface speaks errors: a failure found by the server, and the dialect that turns it into an answer. */
import type { Problem } from '@jetway/http-contract';
import type { Refusal } from '@jetway/kernel';
import type { KeywordDefinition } from 'ajv';

/** What can go wrong before, around or beside a handler. */
export type FailureKind =
  | 'schema'
  | 'bad_request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'timeout'
  | 'conflict'
  | 'too_large'
  | 'uri_too_long'
  | 'unsupported_media_type'
  | 'headers_too_large'
  | 'rate_limited'
  | 'internal'
  | 'not_ready';

/** One thing wrong with a request, and where. */
export interface Issue {
  readonly place: 'params' | 'query' | 'body';
  /** JSON pointer within the place, such as `/items/0/quantity`; empty for the whole. */
  readonly path: string;
  /** The same as a list of names and positions. */
  readonly segments: readonly (string | number)[];
  /** Stable code: `required`, `type`, `enum`, `unknown_field`, `too_long` … */
  readonly code: string;
  /** Says what would be right, in our own API's words. */
  readonly message: string;
  /** The schema keyword that refused, with its parameters, for dialects with their own words. */
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema at that place. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly value: unknown;
}

/** A failure before it is worded. */
export interface Failure {
  readonly kind: FailureKind;
  /** The status that HTTP itself suggests; a dialect may choose another. */
  readonly status: number;
  /** Finer code than the kind where there is one, such as `idempotency_key_reused`. */
  readonly code: string;
  /** May be shown to anybody. */
  readonly text: string;
  readonly issues: readonly Issue[];
  readonly requestId: string;
  /** Why, when `authenticate` refused. */
  readonly refusal?: Refusal;
  /** Methods of the path, for `method_not_allowed`. */
  readonly allow?: readonly string[];
  readonly retryAfterSeconds?: number;
}

/** A failure in words: what goes out. */
export interface FailureReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How one surface reads requests and words failures. */
export interface Dialect {
  readonly name: string;
  /** Reads a body as JSON whatever its Content-Type says (or does not say); otherwise only JSON types are read. */
  readonly anyContentType: boolean;
  /** Content type of replies from 400 on that a handler gives. */
  readonly errorContentType: string;
  /** Query parameter names compare without case. */
  readonly queryIgnoresCase: boolean;
  /** Unknown query parameters are dropped (and noted in the log at level debug) instead of refused by name. */
  readonly unknownQueryTolerated: boolean;
  /** `&amp;` between query parameters counts as `&`. */
  readonly queryAmpersandEntities: boolean;
  /** Further schema keywords of this surface. */
  readonly keywords: readonly KeywordDefinition[];
  readonly render: (failure: Failure) => FailureReply;
}

const STATUS: Readonly<Record<FailureKind, number>> = {
  schema: 400,
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  timeout: 408,
  conflict: 409,
  too_large: 413,
  uri_too_long: 414,
  unsupported_media_type: 415,
  rate_limited: 429,
  headers_too_large: 431,
  internal: 500,
  not_ready: 503,
};

const TEXT: Readonly<Record<FailureKind, string>> = {
  schema: 'The request does not have the form it should have.',
  bad_request: 'The request cannot be read.',
  unauthenticated: 'Sign in, or give a valid key.',
  forbidden: 'You may not do this.',
  not_found: 'There is nothing here.',
  method_not_allowed: 'This address does not take that method.',
  timeout: 'The request took too long to arrive.',
  conflict: 'The request is in conflict with the present state.',
  too_large: 'The body is too large.',
  uri_too_long: 'The address is too long.',
  unsupported_media_type: 'The body must be sent as application/json.',
  rate_limited: 'Too many requests; try again later.',
  headers_too_large: 'The headers are too large.',
  internal: 'Something went wrong on our side.',
  not_ready: 'The server is not ready; try again in a moment.',
};

/** Makes a failure with the usual status, code and text of its kind. */
export function failure(
  kind: FailureKind,
  requestId: string,
  more: Partial<Omit<Failure, 'kind' | 'requestId'>> = {},
): Failure {
  return { kind, status: STATUS[kind], code: kind, text: TEXT[kind], issues: [], requestId, ...more };
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/** A problem document (RFC 9457) for a status and code. */
export function problemBody(
  status: number,
  code: string,
  detail: string,
  more: { readonly requestId?: string; readonly errors?: NonNullable<Problem['errors']> } = {},
): Problem {
  return {
    type: `urn:jetway:problem:${code}`,
    title: TITLES[status] ?? `Status ${status}`,
    status,
    code,
    detail,
    ...(more.requestId === undefined ? {} : { requestId: more.requestId }),
    ...(more.errors === undefined || more.errors.length === 0 ? {} : { errors: more.errors }),
  };
}

/**
 * A handler's refusal as a reply of our own APIs: `return problem(409, refusal, { requestId })`. The refusal's
 * internal text stays out of it.
 */
export function problem<const Status extends number>(
  status: Status,
  refusal: Refusal,
  more: { readonly requestId?: string; readonly errors?: NonNullable<Problem['errors']> } = {},
): { readonly status: Status; readonly body: Problem } {
  const errors =
    more.errors ??
    (refusal.path === undefined ? undefined : [{ path: refusal.path, code: refusal.code, message: refusal.text }]);
  return {
    status,
    body: problemBody(status, refusal.code, refusal.text, { ...more, ...(errors === undefined ? {} : { errors }) }),
  };
}

/** The dialect of our own APIs: problem documents, JSON only, unknown query parameters refused by name. */
export const problemDialect: Dialect = {
  name: 'problem',
  anyContentType: false,
  errorContentType: PROBLEM_CONTENT_TYPE,
  queryIgnoresCase: false,
  unknownQueryTolerated: false,
  queryAmpersandEntities: false,
  keywords: [],
  render: (found) => ({
    status: found.status,
    contentType: PROBLEM_CONTENT_TYPE,
    body: problemBody(found.status, found.code, found.text, {
      requestId: found.requestId,
      errors: found.issues.map(({ place, path, code, message }) => ({
        path: place === 'body' ? path : `/${place}${path}`,
        code,
        message,
      })),
    }),
  }),
};
