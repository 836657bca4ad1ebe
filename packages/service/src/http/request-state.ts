/** Owns what the server remembers of a request between its hooks and its handler. */
import { Readable } from 'node:stream';
import type { Clock, Ids } from '@jetway/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../logs/index.ts';
import type { Interception } from './edge.ts';
import { header } from './headers.ts';
import type { WrittenReply } from './pipeline.ts';
import type { RequestInfo } from './request-info.ts';

export interface RequestState {
  readonly info: RequestInfo;
  context: unknown;
  /** Whose request it is, where that is known although the caller was turned away. */
  tenant: string | undefined;
  /** The body's text, when it is UTF-8. */
  bodyText: string | undefined;
  bodyBytes: number;
  maybeUnsound: boolean;
  interception: Interception | undefined;
  /** Told of the answer as soon as it is ready. */
  answered: ((written: WrittenReply, durationMs: number) => void) | undefined;
}

const STATE = 'jetwayState';

export function decorateRequests(fastify: FastifyInstance): void {
  fastify.decorateRequest(STATE, null);
}

const REQUEST_ID_FORM = /^[A-Za-z0-9._:+/=-]{1,128}$/;
const TRACEPARENT_FORM = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's request id when it is well formed, otherwise a new one. */
export function requestIdOf(headers: RequestInfo['headers'], ids: Ids): string {
  const sent = header({ headers }, 'x-request-id');
  return sent !== undefined && REQUEST_ID_FORM.test(sent) ? sent : ids.uuid();
}

export function beginRequest(request: FastifyRequest, log: Log): RequestState {
  const { headers } = request.raw;
  const traceparent = header({ headers }, 'traceparent');
  const trace = traceparent !== undefined && TRACEPARENT_FORM.test(traceparent) ? traceparent : undefined;
  const state: RequestState = {
    info: {
      requestId: request.id,
      traceparent: trace,
      ip: request.ip,
      method: request.method,
      url: request.raw.url ?? '/',
      headers,
      log: log.child({ requestId: request.id, ...(trace === undefined ? {} : { traceparent: trace }) }),
    },
    context: undefined,
    tenant: undefined,
    bodyText: undefined,
    bodyBytes: 0,
    maybeUnsound: false,
    interception: undefined,
    answered: undefined,
  };
  request.setDecorator(STATE, state);
  return state;
}

export const stateOf = (request: FastifyRequest): RequestState => request.getDecorator<RequestState>(STATE);

/** What is known of a request; for raw routes. */
export const requestInfo = (request: FastifyRequest): RequestInfo => stateOf(request).info;

/** Sends a written reply, and tells whoever watches the request. */
export function send(reply: FastifyReply, written: WrittenReply): FastifyReply {
  stateOf(reply.request).answered?.(written, reply.elapsedTime);
  return sendUnseen(reply, written);
}

/** Sends a written reply to a request that came no further than the framework: no hook has seen it, it has no state. */
export function sendUnseen(reply: FastifyReply, written: WrittenReply): FastifyReply {
  void reply.code(written.status).headers(written.headers);
  if (written.contentType !== undefined) void reply.header('content-type', written.contentType);
  return reply.send(written.file === undefined ? written.text : Readable.from(written.file));
}

/** The form of a `Date` header for an instant. */
export const httpDate = (instant: ReturnType<Clock['now']>): string => new Date(instant).toUTCString();
