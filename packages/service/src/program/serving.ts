/** Owns the life of a serving process: listen, say that it is ready, stop on a signal, never hang while stopping. */
import { writeSync } from 'node:fs';
import { ok, type Result } from '@jetway/kernel';
import type { Environment } from '../config/index.ts';
import type { Log } from '../logs/index.ts';
import { systemTimer } from '../loops/index.ts';
import type { StartedProgram } from './program-parts.ts';

/** After this long a stop is over, finished or not. */
const STOP_LIMIT_MS = 10_000;
/** Signals that come this soon after the first are the same wish. */
const SAME_WISH_MS = 1_000;
/** Asked by a supervisor, by Ctrl-C, by a terminal that was closed. */
const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

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

/**
 * The first signal; another one later ends the process at once. One wish to stop may arrive several times: a terminal and
 * a supervisor tell every process of a group, and the `jetway` command hands on what it hears.
 */
async function untilSignal(log: Log): Promise<NodeJS.Signals> {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  let firstAtMs: number | undefined;
  const heard = (signal: NodeJS.Signals): void => {
    const nowMs = systemTimer.steadyNowMs();
    firstAtMs ??= nowMs;
    resolve(signal);
    if (nowMs - firstAtMs < SAME_WISH_MS) return;
    log.warn('stopping at once', { signal });
    process.exit(1);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, heard);
  return promise;
}

/** Tells the log, and whoever started us: one line of JSON on the descriptor that `JETWAY_READY_FD` names. */
function sayReady(started: StartedProgram, options: ServingOptions, listeningUrl: string): void {
  const ready = { name: options.name, url: options.publicUrl, listening: listeningUrl, pid: process.pid };
  options.log.info('ready', ready);
  const fd = Number(options.env['JETWAY_READY_FD'] ?? Number.NaN);
  if (Number.isInteger(fd)) writeSync(fd, `${JSON.stringify({ ready: { ...ready, ...started.announce } })}\n`);
}
