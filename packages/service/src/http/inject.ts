/** Owns requests without a socket: for tests, and for joining two programs in one process. */
import type { FastifyInstance } from 'fastify';

export interface InjectRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is when a string or bytes, as JSON otherwise. */
  readonly payload?: unknown;
}

export interface InjectResponse {
  readonly statusCode: number;
  /** Names in lower case; several values of one name joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Each `set-cookie` apart. */
  readonly cookies: readonly string[];
  readonly payload: string;
  readonly rawPayload: Uint8Array;
  /** The body as JSON; undefined when there is none. */
  readonly json: () => unknown;
}

export type Inject = (request: InjectRequest) => Promise<InjectResponse>;

const METHODS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'OPTIONS', 'TRACE'] as const;

export function createInject(fastify: FastifyInstance): Inject {
  return async (request) => {
    const method = METHODS.find((known) => known === request.method);
    if (method === undefined) throw new Error(`${request.method} cannot be injected`);
    const { payload } = request;
    const asIs = typeof payload === 'string' || payload instanceof Uint8Array;
    const response = await fastify.inject({
      method,
      url: request.url,
      headers: {
        ...(payload === undefined || asIs ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(payload === undefined ? {} : { payload: asIs ? Buffer.from(payload) : JSON.stringify(payload) }),
    });
    const headers = Object.entries(response.headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : String(value),
    ]);
    return {
      statusCode: response.statusCode,
      headers: Object.fromEntries(headers) as Record<string, string>,
      cookies: [response.headers['set-cookie'] ?? []].flat(),
      payload: response.payload,
      rawPayload: response.rawPayload,
      json: () => (response.payload === '' ? undefined : (JSON.parse(response.payload) as unknown)),
    };
  };
}
