/** Owns one app as a child process: started, its ready line awaited, its output read by lines, stopped. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { AppName } from '../surroundings.ts';
import { quietNode } from './app-environment.ts';

/** What an app says when it can be used, as one JSON line on descriptor 3. */
export interface Ready {
  readonly url: string;
}

export interface AppExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface AppProcess {
  readonly app: AppName;
  readonly pid: number | undefined;
  /** Settles when the app is ready; with undefined when it ended before. */
  readonly ready: Promise<Ready | undefined>;
  readonly exited: Promise<AppExit>;
  /** Asks the app to stop, and ends it by force when it has not stopped within `graceMs`. */
  readonly stop: (graceMs: number) => Promise<AppExit>;
  /** Ends the app by force. */
  readonly kill: () => void;
}

export interface AppStart {
  readonly app: AppName;
  readonly main: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly onLine: (line: string) => void;
}

const parseReady = (line: string): Ready | undefined => {
  try {
    const said: unknown = JSON.parse(line);
    if (typeof said !== 'object' || said === null || !('ready' in said)) return undefined;
    const { ready } = said;
    if (typeof ready !== 'object' || ready === null || !('url' in ready)) return undefined;
    return typeof ready.url === 'string' ? { url: ready.url } : undefined;
  } catch {
    return undefined;
  }
};

/** Reads lines until the stream ends; an unreadable stream has none. */
const eachLine = (stream: unknown, heard: (line: string) => void): void => {
  if (stream === null || stream === undefined) return;
  createInterface({ input: stream as Readable }).on('line', heard);
};

/**
 * Starts an app in a process group of its own: Ctrl-C at the terminal reaches us alone, and we stop the apps in order.
 */
export function startApp(start: AppStart): AppProcess {
  const child = spawn(process.execPath, [quietNode, start.main, ...start.args], {
    cwd: start.cwd,
    env: { ...start.env, JETWAY_READY_FD: '3' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const exited = new Promise<AppExit>((resolve) => {
    child.on('error', (error) => {
      start.onLine(error.message);
      resolve({ code: 1, signal: null });
    });
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  const said = new Promise<Ready>((resolve) => {
    eachLine(child.stdio[3], (line) => {
      const ready = parseReady(line);
      if (ready !== undefined) resolve(ready);
    });
  });
  eachLine(child.stdout, start.onLine);
  eachLine(child.stderr, start.onLine);
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  return {
    app: start.app,
    pid: child.pid,
    ready: Promise.race([said, exited.then(() => undefined)]),
    exited,
    kill,
    stop: async (graceMs) => {
      const force = setTimeout(kill, graceMs);
      child.kill('SIGTERM');
      const exit = await exited;
      clearTimeout(force);
      return exit;
    },
  };
}
