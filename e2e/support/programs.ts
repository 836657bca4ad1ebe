/** Owns starting the two programs as processes, waiting until they are ready, killing and starting them again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const READY_WITHIN_MS = 120_000;

export interface ProgramOptions {
  readonly app: 'marketplace' | 'oms';
  readonly port: number;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A program that was started; what it printed is kept for the message of a failed test. */
export interface Program {
  readonly url: string;
  readonly output: () => string;
  /** Ends it as a person would, and waits; answers the exit code. */
  readonly stop: () => Promise<number | null>;
  /** Ends it with SIGKILL, and waits. */
  readonly kill: () => Promise<void>;
}

/** A port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Variables of the surroundings that would change what a program does. */
export const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name !== 'DATABASE_URL' && !name.startsWith('JETWAY_')),
  );

export async function startProgram({ app, port, args = [], env = {} }: ProgramOptions): Promise<Program> {
  const child = spawn(process.execPath, [`apps/${app}/src/main.ts`, '--port', String(port), ...args], {
    cwd: path.resolve(root),
    env: { ...cleanEnvironment(), NODE_ENV: 'production', JETWAY_READY_FD: '3', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const keep = (chunk: Buffer): void => {
    lines.push(chunk.toString());
    if (lines.length > 2000) lines.splice(0, 1000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  await untilReady(app, child, ended, lines);
  return {
    url: `http://127.0.0.1:${port}`,
    output: () => lines.join(''),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function untilReady(
  app: string,
  child: ChildProcess,
  ended: Promise<number | null>,
  lines: readonly string[],
): Promise<void> {
  const ready = child.stdio[3];
  if (ready === null || ready === undefined) throw new Error('no pipe for the ready line');
  const timeout = AbortSignal.timeout(READY_WITHIN_MS);
  const first = await Promise.race([
    once(ready, 'data', { signal: timeout }).then(() => 'ready' as const),
    ended.then((code) => `it ended with ${code}`),
  ]).catch(() => `it was not ready within ${READY_WITHIN_MS / 1000} s`);
  if (first === 'ready') return;
  child.kill('SIGKILL');
  throw new Error(`${app}: ${first}\n${lines.join('')}`);
}
