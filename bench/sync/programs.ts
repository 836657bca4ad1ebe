/** Owns both programs as they are measured: processes on a database of their own, the OMS with its statements written down. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const ports = { marketplace: 45_130, oms: 45_131 } as const;
export const origins = {
  marketplace: `http://127.0.0.1:${ports.marketplace}`,
  oms: `http://127.0.0.1:${ports.oms}`,
} as const;
export const admin = { email: 'admin@bench.example', password: 'measured by the bench' } as const;

export interface Programs {
  readonly operatorKey: string;
  readonly stop: () => Promise<void>;
}

export async function startPrograms(databaseUrl: string, captureFile: string): Promise<Programs> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jetway-bench-'));
  const capture = ['--import', path.join(root, 'bench/http/capture.ts')];
  const marketplace = start('marketplace', [], { DATABASE_URL: databaseUrl, JETWAY_DATA: path.join(folder, 'm') });
  const oms = start('oms', capture, {
    DATABASE_URL: databaseUrl,
    JETWAY_DATA: path.join(folder, 'o'),
    JETWAY_OMS_ADMIN_EMAIL: admin.email,
    JETWAY_OMS_ADMIN_PASSWORD: admin.password,
    BENCH_CAPTURE: captureFile,
  });
  const [said] = await Promise.all([untilReady(marketplace), untilReady(oms)]);
  const operatorKey = /key\s+(jmo_\S+)/.exec(said)?.[1];
  if (operatorKey === undefined) throw new Error(`the marketplace told no key: ${said}`);
  return {
    operatorKey,
    stop: async () => {
      await Promise.all([oms, marketplace].map(end));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function start(app: 'marketplace' | 'oms', before: readonly string[], env: Readonly<Record<string, string>>) {
  return spawn(process.execPath, [...before, `apps/${app}/src/main.ts`, '--port', String(ports[app])], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      JETWAY_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      JETWAY_LOG_LEVEL: 'warn',
      JETWAY_READY_FD: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** What the program printed until then. */
function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('{"ready"')) resolve(text);
    });
    child.on('exit', () => reject(new Error(`a program ended: ${text}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit');
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
