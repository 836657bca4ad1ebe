/** Owns calls to other programs over HTTP: pooled connections, limits on time and size, never inside a transaction. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { HttpRequest, HttpResponse, Transport } from '@jetway/http-contract';
import { Agent, request as send } from 'undici';
import { assertNoTransaction } from '../database/index.ts';
import { assertPublicHost, publicLookup } from './public-addresses.ts';

export interface TransportOptions {
  /** Connections to each server; 10 when absent. */
  readonly connectionsPerOrigin?: number;
  /** Time for a connection to be made; 5,000 when absent. */
  readonly connectTimeoutMs?: number;
  /** Time for the answer to begin, and between two parts of it; 30,000 when absent. */
  readonly answerTimeoutMs?: number;
  /** Time for the whole call; 60,000 when absent. */
  readonly totalTimeoutMs?: number;
  /** Largest answer; 16 MiB when absent. */
  readonly maxResponseBytes?: number;
  readonly userAgent?: string;
  /** Calls only public addresses, whatever a name stands for; all when absent. */
  readonly publicOnly?: boolean;
}

export interface HttpTransport {
  readonly transport: Transport;
  readonly close: () => Promise<void>;
}

/** The answer was larger than we take. */
export class ResponseTooLargeError extends Error {
  override readonly name = 'ResponseTooLargeError';
}

/** Makes a transport with its own pool. Redirects are not followed; the caller sees them. */
export function createHttpTransport(options: TransportOptions = {}): HttpTransport {
  const answerTimeoutMs = options.answerTimeoutMs ?? 30_000;
  const agent = new Agent({
    connections: options.connectionsPerOrigin ?? 10,
    connect: {
      timeout: options.connectTimeoutMs ?? 5_000,
      ...(options.publicOnly === true ? { lookup: publicLookup } : {}),
    },
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
    keepAliveTimeout: 30_000,
  });
  const limits = {
    totalTimeoutMs: options.totalTimeoutMs ?? 60_000,
    maxResponseBytes: options.maxResponseBytes ?? 16 * 1_048_576,
    userAgent: options.userAgent ?? 'jetway',
  };
  return {
    transport: async (request) => {
      assertNoTransaction('http');
      if (options.publicOnly === true) assertPublicHost(request.url);
      return call(agent, request, limits);
    },
    close: () => agent.close(),
  };
}

interface Limits {
  readonly totalTimeoutMs: number;
  readonly maxResponseBytes: number;
  readonly userAgent: string;
}

const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE'] as const;

async function call(agent: Agent, request: HttpRequest, limits: Limits): Promise<HttpResponse> {
  const method = METHODS.find((known) => known === request.method);
  if (method === undefined) throw new Error(`the method ${request.method} is not sent by this transport`);
  const timeout = AbortSignal.timeout(limits.totalTimeoutMs);
  const answer = await send(request.url, {
    dispatcher: agent,
    method,
    headers: { 'user-agent': limits.userAgent, 'accept-encoding': 'gzip', ...request.headers },
    ...(request.body === undefined ? {} : { body: request.body }),
    signal: request.signal === undefined ? timeout : AbortSignal.any([request.signal, timeout]),
  });
  const headers = Object.fromEntries(
    Object.entries(answer.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
  const bytes = await readWithin(answer.body, limits.maxResponseBytes);
  return { status: answer.statusCode, headers, text: await textOf(bytes, headers['content-encoding'], limits) };
}

async function readWithin(body: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) throw new ResponseTooLargeError(`the answer is larger than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const unzip = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);

async function textOf(bytes: Buffer, encoding: string | undefined, limits: Limits): Promise<string> {
  if (encoding === undefined || encoding === 'identity' || bytes.length === 0) return bytes.toString('utf8');
  if (encoding !== 'gzip' && encoding !== 'x-gzip') throw new Error(`the answer has the unknown encoding ${encoding}`);
  try {
    return (await unzip(bytes, { maxOutputLength: limits.maxResponseBytes })).toString('utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new ResponseTooLargeError(`the answer unpacks to more than ${limits.maxResponseBytes} bytes`);
    throw error;
  }
}
