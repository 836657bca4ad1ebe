/** Owns what a program says of itself: alive, ready, and its figures. */
import { failure, type HttpServer, problemDialect } from '../http/index.ts';
import type { Log } from '../logs/index.ts';
import type { Metrics } from '../metrics/index.ts';

/** Rejects (with a reason for the log) while its part is not ready. */
export type HealthCheck = () => Promise<void>;

export interface HealthOptions {
  readonly checks: Readonly<Record<string, HealthCheck>>;
  readonly log: Log;
  readonly metrics?: Metrics;
  /** A check that takes longer counts as failed; 2,000 when absent. */
  readonly checkTimeoutMs?: number;
}

export interface Health {
  /** Says that the program has started; until then it is not ready. */
  readonly started: () => void;
}

/**
 * Serves `/health/live` (always 200 while the process answers), `/health/ready` (200 only after `started`, while every
 * check holds and the server is not stopping) and `/metrics`.
 */
export function serveHealth(server: HttpServer, options: HealthOptions): Health {
  let phase: 'starting' | 'running' | 'stopping' = 'starting';
  server.onStopping(() => {
    phase = 'stopping';
  });
  server.registerRaw({
    prefix: '/health',
    dialect: problemDialect,
    routes: (scope) => {
      scope.get('/live', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'live' }));
      scope.get('/ready', async (request, reply) => {
        const failed = phase === 'running' ? await failedChecks(options) : [phase];
        void reply.header('cache-control', 'no-store');
        if (failed.length === 0) return reply.send({ status: 'ready' });
        const found = failure('not_ready', request.id, { text: `Not ready: ${failed.join(', ')}.` });
        const worded = problemDialect.render(found);
        return reply.code(worded.status).header('content-type', worded.contentType).send(JSON.stringify(worded.body));
      });
    },
  });
  const { metrics } = options;
  if (metrics !== undefined)
    server.registerRaw({
      prefix: '/metrics',
      dialect: problemDialect,
      routes: (scope) => {
        scope.get('/', async (_request, reply) =>
          reply.header('content-type', metrics.contentType).send(await metrics.text()),
        );
      },
    });
  return {
    started: () => {
      if (phase === 'starting') phase = 'running';
    },
  };
}

async function failedChecks(options: HealthOptions): Promise<string[]> {
  const limitMs = options.checkTimeoutMs ?? 2_000;
  const outcomes = await Promise.all(
    Object.entries(options.checks).map(async ([name, check]) => {
      try {
        await within(check(), limitMs);
        return [];
      } catch (error) {
        options.log.warn('a health check failed', { check: name, error });
        return [name];
      }
    }),
  );
  return outcomes.flat();
}

async function within(work: Promise<void>, limitMs: number): Promise<void> {
  const { promise, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
