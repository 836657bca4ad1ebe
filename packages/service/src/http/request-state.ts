/** Owns what the server remembers of a request between its hooks and its handler. */
import type { Clock, Ids } from '@jetway/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../logs/index.ts';
import type { RequestInfo } from './group.ts';
import { header } from './headers.ts';
import type { WrittenReply } from './pipeline.ts';

export interface RequestState {
  readonly info: RequestInfo;
  context: unknown;
  bodyBytes: number;
  maybeUnsound: boolean;
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
    bodyBytes: 0,
    maybeUnsound: false,
  };
  request.setDecorator(STATE, state);
  return state;
}

export const stateOf = (request: FastifyRequest): RequestState => request.getDecorator<RequestState>(STATE);

/** What is known of a request; for raw routes. */
export const requestInfo = (request: FastifyRequest): RequestInfo => stateOf(request).info;

/** Sends a written reply. */
export function send(reply: FastifyReply, written: WrittenReply): FastifyReply {
  void reply.code(written.status).headers(written.headers);
  if (written.contentType !== undefined) void reply.header('content-type', written.contentType);
  return reply.send(written.text);
}

/** The form of a `Date` header for an instant. */
export const httpDate = (instant: ReturnType<Clock['now']>): string => new Date(instant).toUTCString();
