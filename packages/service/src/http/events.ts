/** Owns live updates: server-sent events to signed-in pages, bounded in number and in what waits for a slow reader. */
import type { ServerResponse } from 'node:http';
import type { Result } from '@jetway/kernel';
import { type Dialect, failure } from './dialect.ts';
import type { AuthenticateCode } from './group.ts';
import { writeFailure } from './pipeline.ts';
import type { RequestInfo } from './request-info.ts';
import { requestInfo, send } from './request-state.ts';
import type { HttpServer } from './server.ts';

/** What happened, in a few words; pages fetch what they need themselves. */
export interface LiveEvent {
  readonly name: string;
  readonly data: unknown;
}

export interface EventHub {
  /** Sends an event to every page of an audience (a tenant). */
  readonly publish: (audience: string, event: LiveEvent) => void;
  /** How many pages listen. */
  readonly count: () => number;
}

export interface EventStreamOptions<Context> {
  /** Full path, such as `/api/v1/events`. */
  readonly path: string;
  readonly dialect: Dialect;
  readonly authenticate: (request: RequestInfo) => Promise<Result<Context, AuthenticateCode>>;
  /** Which events a caller hears. */
  readonly audienceOf: (context: Context) => string;
  /** Further pages are turned away with 503; 1,000 when absent. */
  readonly maxClients?: number;
  /** Pages of one audience; 50 when absent. */
  readonly maxClientsPerAudience?: number;
  /** A comment this often keeps proxies from closing; 25,000 when absent. */
  readonly heartbeatMs?: number;
}

/** A page that has this much unread is cut off; it connects again and fetches anew. */
const MAX_UNREAD_BYTES = 64 * 1_024;

interface Listener {
  readonly audience: string;
  readonly response: ServerResponse;
}

/** Serves a stream of events; it ends when the server begins to stop. */
export function serveEvents<Context>(server: HttpServer, options: EventStreamOptions<Context>): EventHub {
  const listeners = new Set<Listener>();
  const write = (listener: Listener, text: string): void => {
    if (listener.response.writableLength > MAX_UNREAD_BYTES) listener.response.destroy();
    else listener.response.write(text);
  };
  const heartbeat = setInterval(() => {
    for (const listener of listeners) write(listener, ':\n\n');
  }, options.heartbeatMs ?? 25_000);
  heartbeat.unref();
  server.onStopping(() => {
    clearInterval(heartbeat);
    for (const { response } of listeners) response.end();
  });
  const isFull = (audience: string): boolean =>
    listeners.size >= (options.maxClients ?? 1_000) ||
    [...listeners].filter((one) => one.audience === audience).length >= (options.maxClientsPerAudience ?? 50);

  server.registerRaw({
    prefix: options.path,
    dialect: options.dialect,
    routes: (scope) => {
      scope.get('/', { exposeHeadRoute: false }, async (request, reply) => {
        const info = requestInfo(request);
        const signedIn = await options.authenticate(info);
        const kind = signedIn.ok ? 'not_ready' : KIND_OF[signedIn.refusal.code];
        const audience = signedIn.ok ? options.audienceOf(signedIn.value) : '';
        if (!signedIn.ok || isFull(audience)) {
          const text = signedIn.ok ? 'Too many pages listen already.' : signedIn.refusal.text;
          return send(reply, writeFailure(options.dialect.render(failure(kind, info.requestId, { text }))));
        }
        const listener = { audience, response: reply.raw };
        reply.hijack();
        reply.raw.writeHead(200, {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          // Proxies that buffer would hold events back.
          'x-accel-buffering': 'no',
          'x-request-id': info.requestId,
        });
        reply.raw.on('close', () => listeners.delete(listener));
        listeners.add(listener);
        write(listener, 'retry: 2000\n\n');
        return reply;
      });
    },
  });
  return {
    count: () => listeners.size,
    publish: (audience, event) => {
      const text = `event: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`;
      for (const listener of listeners) if (listener.audience === audience) write(listener, text);
    },
  };
}

const KIND_OF: Readonly<Record<AuthenticateCode, 'unauthenticated' | 'forbidden' | 'not_ready'>> = {
  unauthenticated: 'unauthenticated',
  forbidden: 'forbidden',
  unavailable: 'not_ready',
};
