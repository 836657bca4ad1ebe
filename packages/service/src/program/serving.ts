/** Owns the life of a serving process: listen, say that it is ready, stop on a signal, never hang while stopping. */
import { writeSync } from 'node:fs';
import { ok, type Result } from '@jetway/kernel';
import type { Environment } from '../config/index.ts';
import type { Log } from '../logs/index.ts';
import type { StartedProgram } from './program-parts.ts';

/** After this long a stop is over, finished or not. */
const STOP_LIMIT_MS = 10_000;

export interface ServingOptions {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly log: Log;
  readonly env: Environment;
}

/** Serves until a signal comes; answers once everything has ended. A refusal when it could not begin. */
export async function serveUntilStopped(started: StartedProgram, options: ServingOptions): Promise<Result<undefined>> {
  const { log } = options;
  const listening = await started.server.listen({ host: options.host, port: options.port });
  if (!listening.ok) {
    await started.server.close();
    return listening;
  }
  const stopped = untilSignal(log);
  await started.startWork?.();
  sayReady(started, options, listening.value.url);
  const signal = await stopped;
  log.info('stopping', { signal });
  // It is never cleared: it also ends a process that something left open keeps alive.
  setTimeout(() => {
    log.error('stopping took too long', { limitMs: STOP_LIMIT_MS });
    process.exit(1);
  }, STOP_LIMIT_MS).unref();
  await started.server.close();
  await started.stopWork?.();
  log.info('stopped');
  return ok(undefined);
}

/** The first signal; a second one ends the process at once. */
async function untilSignal(log: Log): Promise<NodeJS.Signals> {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  let count = 0;
  const heard = (signal: NodeJS.Signals): void => {
    count += 1;
    if (count === 1) {
      resolve(signal);
      return;
    }
    log.warn('stopping at once', { signal });
    process.exit(1);
  };
  process.on('SIGTERM', heard);
  process.on('SIGINT', heard);
  return promise;
}

/** Tells the log, and whoever started us: one line of JSON on the descriptor that `JETWAY_READY_FD` names. */
function sayReady(started: StartedProgram, options: ServingOptions, listeningUrl: string): void {
  const ready = { name: options.name, url: options.publicUrl, listening: listeningUrl, pid: process.pid };
  options.log.info('ready', ready);
  const fd = Number(options.env['JETWAY_READY_FD'] ?? Number.NaN);
  if (Number.isInteger(fd)) writeSync(fd, `${JSON.stringify({ ready: { ...ready, ...started.announce } })}\n`);
}
