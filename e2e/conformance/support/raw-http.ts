/** Owns requests as bytes: exactly the path, headers and body that a test writes, and the answer as it came. */
import http from 'node:http';
import https from 'node:https';

/** What is sent. Nothing is added but `Host`, `Connection` and, with a body, its length. */
export interface RawRequest {
  readonly method: string;
  /** As it goes on the wire, query included; below the base address. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface RawReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: http.IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** The bytes as UTF-8. */
  readonly text: string;
  /** The text as JSON; throws, quoting it, when it is none. */
  readonly json: () => unknown;
}

export type Send = (request: RawRequest) => Promise<RawReply>;

const TIMEOUT_MS = 30_000;

/** Sends below a base address such as `http://127.0.0.1:4010/api`. */
export function sendTo(baseUrl: string): Send {
  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/$/, '');
  const { request: open } = base.protocol === 'https:' ? https : http;
  return ({ method, path, headers = {}, body }) =>
    new Promise((resolve, reject) => {
      const outgoing = open({
        method,
        path: `${prefix}${path}`,
        host: base.hostname.replace(/^\[|\]$/g, ''),
        port: base.port === '' ? undefined : Number(base.port),
        headers:
          body === undefined || isChunked(headers)
            ? headers
            : { 'Content-Length': Buffer.byteLength(body), ...headers },
        timeout: TIMEOUT_MS,
      });
      outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${path}: no answer within 30 s`)));
      outgoing.on('error', reject);
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => resolve(toReply(incoming, Buffer.concat(chunks))));
      });
      outgoing.end(body);
    });
}

const isChunked = (headers: Readonly<Record<string, string>>): boolean => 'Transfer-Encoding' in headers;

function toReply(incoming: http.IncomingMessage, bytes: Buffer): RawReply {
  const text = bytes.toString('utf8');
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    bytes,
    text,
    json: () => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        throw new Error(`${incoming.statusCode}, no JSON: ${text}`);
      }
    },
  };
}

/** One call: an object goes as JSON with that content type, a text as it is. */
export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<RawReply>;

/** Calls with headers that each of them carries. */
export const callWith =
  (send: Send, common: Readonly<Record<string, string>>): Call =>
  (method, path, body, headers = {}) =>
    send({
      method,
      path,
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...common, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });

/** The answer, which must have this status. */
export function must(reply: RawReply, status: number): RawReply {
  if (reply.status !== status) throw new Error(`expected ${status}, got ${reply.status}: ${reply.text}`);
  return reply;
}
