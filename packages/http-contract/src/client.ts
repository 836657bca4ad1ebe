/** Owns the client derived from a contract: it builds the request, and gives back the reply as a value by status. */
import type { ClientReply, Route, RouteInput, RouteTable } from './route.ts';

export interface HttpRequest {
  readonly method: string;
  /** Absolute URL. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Carries one request over. Rejects only when no answer came. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

/** The server answered with a status that the contract does not declare for this route, or with a body that is no JSON. */
export class UnexpectedReplyError extends Error {
  override readonly name = 'UnexpectedReplyError';
  readonly operation: string;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  constructor(operation: string, request: HttpRequest, response: HttpResponse) {
    super(`${operation}: unexpected answer ${response.status} to ${request.method} ${request.url}`);
    this.operation = operation;
    this.request = request;
    this.response = response;
  }
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export type Client<T extends RouteTable> = {
  readonly [K in keyof T]: (
    ...args: Record<never, never> extends RouteInput<T[K]>
      ? [input?: RouteInput<T[K]>, options?: CallOptions]
      : [input: RouteInput<T[K]>, options?: CallOptions]
  ) => Promise<ClientReply<T[K]>>;
};

export interface ClientSettings {
  /** Address that the paths are appended to, for instance `http://127.0.0.1:4010/api`. */
  readonly baseUrl: string;
  readonly transport: Transport;
  /** Headers of every request, asked for anew each time. */
  readonly headers?: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
}

interface LooseInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export function createClient<T extends RouteTable>(routes: T, settings: ClientSettings): Client<T> {
  const calls = Object.entries(routes).map(([operation, route]) => [
    operation,
    async (input: LooseInput = {}, options: CallOptions = {}) => {
      const common = (await settings.headers?.()) ?? {};
      const request = buildRequest(settings.baseUrl, route, input, { ...common, ...options.headers }, options.signal);
      return readReply(operation, route, request, await settings.transport(request));
    },
  ]);
  return Object.fromEntries(calls) as Client<T>;
}

/** The request that a call of this route makes. */
export function buildRequest(
  baseUrl: string,
  route: Route,
  input: LooseInput,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): HttpRequest {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name] ?? '')),
  );
  const query = Object.entries(input.query ?? {})
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => (Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]]))
    .map(([name, value]) => `${encodeURIComponent(String(name))}=${encodeURIComponent(String(value))}`)
    .join('&');
  const hasBody = input.body !== undefined;
  return {
    method: route.method,
    url: `${baseUrl.replace(/\/+$/, '')}${path}${query === '' ? '' : `?${query}`}`,
    headers: { accept: 'application/json', ...(hasBody ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(hasBody ? { body: JSON.stringify(input.body) } : {}),
    ...(signal === undefined ? {} : { signal }),
  };
}

function readReply(operation: string, route: Route, request: HttpRequest, response: HttpResponse): unknown {
  const declared = route.replies[response.status];
  if (declared === undefined) throw new UnexpectedReplyError(operation, request, response);
  if (declared === null || response.text === '')
    return { status: response.status, headers: response.headers, body: undefined };
  try {
    return { status: response.status, headers: response.headers, body: JSON.parse(response.text) as unknown };
  } catch {
    throw new UnexpectedReplyError(operation, request, response);
  }
}

/** A transport over the platform's own fetch (browser or Node). */
export function fetchTransport(fetchFunction: typeof fetch): Transport {
  return async (request) => {
    const response = await fetchFunction(request.url, {
      method: request.method,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    });
    return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
  };
}
