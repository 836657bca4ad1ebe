/** Owns the stream of live events over HTTP (server-sent events), for members. */
import { Problem, type Route } from '@jetway/http-contract';
import { eventsPath, type LiveEvent, omsPrefix } from '@jetway/oms-api';
import { failure, type HttpServer, problemDialect, requestInfo, sendFailure, type Timer } from '@jetway/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../database/index.ts';
import type { Authenticate } from '../users/index.ts';
import { createEventHub, type EventHub } from './hub.ts';
import { liveChannel, readNotice } from './touch.ts';

/** Keeps proxies from closing a quiet stream, and finds out whether the caller is still let in. */
const HEARTBEAT_MS = 25_000;
/** How long a browser waits before it connects again. */
const RETRY_MS = 3_000;

const route: Route = {
  method: 'GET',
  path: eventsPath,
  summary: 'Live events',
  auth: 'member',
  replies: { 200: null, 401: Problem, 503: Problem },
};

export interface EventsDeps {
  readonly database: Database;
  readonly server: HttpServer;
  readonly authenticate: Authenticate;
  readonly timer: Timer;
}

/** Serves the stream; `start` begins to hear of changes, made by this process or another. */
export function serveEvents(deps: EventsDeps): {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
} {
  const hub = createEventHub(deps.timer);
  let unlisten: (() => Promise<void>) | undefined;
  deps.server.registerRaw({
    prefix: omsPrefix,
    dialect: problemDialect,
    routes: (scope) => {
      scope.get(eventsPath, async (request, reply) => openStream(deps, hub, request, reply));
    },
  });
  deps.server.onStopping(() => hub.close());
  return {
    start: async () => {
      unlisten = await deps.database.listen(liveChannel, (payload) => {
        const notice = readNotice(payload);
        if (notice === undefined) hub.publishAll();
        else hub.publish(notice.organizationId, notice.event);
      });
    },
    stop: async () => unlisten?.(),
  };
}

async function openStream(
  { authenticate, timer }: EventsDeps,
  hub: EventHub,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const info = requestInfo(request);
  const refused = (kind: 'unauthenticated' | 'not_ready', text: string): FastifyReply =>
    sendFailure(reply, { dialectOf: () => problemDialect }, failure(kind, info.requestId, { text }));
  const member = await authenticate(route, info);
  if (!member.ok) return refused('unauthenticated', member.refusal.text);
  const { raw } = reply;
  const listening = hub.listen({
    organizationId: member.value.organizationId,
    send: (events) => raw.write(events.map(toText).join('')),
    end: () => raw.end(),
  });
  if (listening === undefined) return refused('not_ready', 'Too many pages listen already.');
  reply.hijack();
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-request-id': info.requestId,
  });
  raw.write(`retry: ${RETRY_MS}\n\n`);
  let cancelBeat: () => void = () => undefined;
  const beat = async (): Promise<void> => {
    const still = await authenticate(route, info);
    // Another organization was chosen, or the session ended: the page connects again as whoever it is now.
    if (!still.ok || still.value.organizationId !== member.value.organizationId) raw.end();
    else raw.write(':\n\n');
  };
  const rest = (): void => {
    cancelBeat = timer.after(HEARTBEAT_MS, () => {
      beat().then(rest, () => raw.end());
    });
  };
  rest();
  raw.on('drain', listening.resume);
  raw.on('close', () => {
    cancelBeat();
    listening.stop();
  });
  return reply;
}

const toText = (event: LiveEvent): string => `data: ${JSON.stringify(event)}\n\n`;
