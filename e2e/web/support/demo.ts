/** Owns the demo as a person starts it: one command, its addresses and sign-in read where it says them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, freePort } from '../../support/programs.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const READY_WITHIN_MS = 120_000;

/** Where a program is and how its person signs in. */
export interface Place {
  readonly url: string;
  readonly email: string;
  readonly password: string;
}

export interface Demo {
  readonly oms: Place;
  readonly marketplace: Place;
  /** All that it printed so far. */
  readonly output: () => string;
  /** Ends it as `kill` or a service manager does; answers the exit code. */
  readonly terminate: () => Promise<number | null>;
  /** Removes what it kept; ends it first if it still runs. */
  readonly remove: () => Promise<void>;
}

export interface DemoOptions {
  /** Orders a minute. */
  readonly shoppers: number;
}

/** Reads the welcome: a name and an address on one line, the sign-in on the next. */
export function readWelcome(output: string): { readonly oms: Place; readonly marketplace: Place } {
  const placeOf = (name: string): Place => {
    const [, url, email, password] =
      new RegExp(`^ +${name} +(http://\\S+)\\n +sign in: (\\S+) +(\\S+)$`, 'm').exec(output) ?? [];
    if (url === undefined || email === undefined || password === undefined) {
      throw new Error(`the demo did not say where the ${name} is:\n${output}`);
    }
    return { url, email, password };
  };
  return { oms: placeOf('OMS'), marketplace: placeOf('Marketplace') };
}

/** The demo serves the webs as they were built last. */
function checkWebs(): void {
  for (const web of ['apps/oms-web', 'apps/marketplace-web']) {
    if (!existsSync(path.join(root, web, 'dist/index.html')))
      throw new Error(`${web} is not built: npx vite build ${web}`);
  }
}

/** Starts the demo on free ports and a folder of its own; answers when it says that it runs. */
export async function startDemo({ shoppers }: DemoOptions): Promise<Demo> {
  checkWebs();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'jetway-web-'));
  const ports = ['--oms-port', String(await freePort()), '--marketplace-port', String(await freePort())];
  const command = ['apps/cli/bin/jetway.mjs', 'demo', '--data', folder, ...ports, '--shoppers', String(shoppers)];
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...cleanEnvironment(), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  const printed: string[] = [];
  const output = () => printed.join('');
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  const remove = async () => {
    child.kill('SIGKILL');
    await exit;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilWelcome(child, exit, printed);
    return {
      ...readWelcome(output()),
      output,
      terminate: () => {
        child.kill('SIGTERM');
        return exit;
      },
      remove,
    };
  } catch (error) {
    await remove();
    throw new Error(`the demo did not start:\n${output()}`, { cause: error });
  }
}

/** The last line of the welcome says how to stop. */
async function untilWelcome(child: ChildProcess, exit: Promise<unknown>, printed: string[]): Promise<void> {
  if (child.stdout === null) throw new Error('no pipe for what the demo prints');
  const lines = createInterface(child.stdout);
  const tooLong = AbortSignal.timeout(READY_WITHIN_MS);
  await new Promise<void>((resolve, reject) => {
    tooLong.addEventListener('abort', () => reject(new Error(`not within ${READY_WITHIN_MS / 1000} s`)));
    void exit.then((code) => reject(new Error(`it ended with ${String(code)}`)));
    lines.on('line', (line) => {
      printed.push(`${line}\n`);
      if (line.includes('Ctrl-C stops')) resolve();
    });
  });
}
