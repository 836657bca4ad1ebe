/** Owns what an edge does to requests of the framework: watching one, cutting its connection. */
import type { Route } from '@jetway/http-contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Cut, RequestEdge } from './edge.ts';
import type { WrittenReply } from './pipeline.ts';
import { stateOf } from './request-state.ts';

/** Lets an edge see the answer that a request is given. */
export function watchRequest<Context>(
  request: FastifyRequest,
  observe: NonNullable<RequestEdge<Context>['observe']>,
  asked: { readonly operation: string | undefined; readonly route: Route | undefined },
): void {
  const state = stateOf(request);
  state.answered = (written, durationMs) => {
    observe({
      info: state.info,
      // The group's own authenticate made it.
      context: state.context as Context | undefined,
      tenant: state.tenant,
      ...asked,
      body: request.body,
      bodyText: state.bodyText,
      bodyBytes: state.bodyBytes,
      status: written.status,
      answer: written.text,
      durationMs,
      interception: state.interception,
    });
  };
}

/** Ends the connection of a request that was handled, or will never be. */
export function cutConnection(reply: FastifyReply, written: WrittenReply, cut: Cut): void {
  const { raw } = reply;
  stateOf(reply.request).answered?.(written, reply.elapsedTime);
  reply.hijack();
  const bytes = Buffer.from(written.text ?? '');
  if (cut !== 'middle' || bytes.length === 0) {
    raw.destroy();
    return;
  }
  for (const [name, value] of Object.entries({ ...reply.getHeaders(), ...written.headers }))
    if (value !== undefined) raw.setHeader(name, value);
  if (written.contentType !== undefined) raw.setHeader('content-type', written.contentType);
  raw.setHeader('content-length', bytes.length);
  raw.writeHead(written.status);
  raw.write(bytes.subarray(0, bytes.length >> 1), () => raw.destroy());
}
