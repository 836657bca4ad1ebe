/** Owns the transport that joins several servers in one process: requests are routed by origin, no socket is opened. */
import type { HttpRequest, HttpResponse, Transport } from '@jetway/http-contract';
import { assertNoTransaction } from '@jetway/service';

/** A server as Fastify and our own `HttpServer` offer it. */
export interface Injectable {
  readonly inject: (request: {
    method: string;
    url: string;
    headers: Record<string, string>;
    payload?: string;
  }) => Promise<{
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, number | string | string[] | undefined>>;
    readonly payload: string;
  }>;
}

/**
 * Stands in the way of a request. Throwing before `next()` is a lost request, throwing after it a lost answer; what it
 * returns is the answer.
 */
export type Fault = (request: HttpRequest, next: () => Promise<HttpResponse>) => Promise<HttpResponse>;

const noFault: Fault = (_request, next) => next();

/**
 * Routes each request to the server whose base URL has the request's origin.
 * Rejects as a refused connection does when there is none, and with the signal's reason when it is aborted.
 */
export function injectTransport(servers: Readonly<Record<string, Injectable>>, fault: Fault = noFault): Transport {
  const byOrigin = new Map(Object.entries(servers).map(([baseUrl, server]) => [new URL(baseUrl).origin, server]));
  return async (request) => {
    assertNoTransaction(`HTTP request ${request.method} ${request.url}`);
    const { origin, pathname, search } = new URL(request.url);
    const server = byOrigin.get(origin);
    if (server === undefined) throw new TypeError(`connect ECONNREFUSED ${origin}`);
    request.signal?.throwIfAborted();
    const carry = async (): Promise<HttpResponse> => {
      const answer = await server.inject({
        method: request.method,
        url: `${pathname}${search}`,
        headers: { host: new URL(origin).host, ...request.headers },
        ...(request.body === undefined ? {} : { payload: request.body }),
      });
      return { status: answer.statusCode, headers: flatten(answer.headers), text: answer.payload };
    };
    return untilAborted(fault(request, carry), request.signal);
  };
}

function flatten(headers: Readonly<Record<string, number | string | string[] | undefined>>): Record<string, string> {
  const present = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    present.map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value)]),
  );
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
