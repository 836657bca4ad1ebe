/** Owns the marketplace as it is measured: a process on a database of its own, whose memory is watched. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface Measured {
  readonly origin: string;
  readonly operatorKey: string;
  /** Resident memory now, in MiB. */
  readonly residentMiB: () => number;
  /** Begins to watch the peak anew. */
  readonly watchPeak: () => void;
  /** The most resident memory since then, in MiB. */
  readonly peakMiB: () => number;
  readonly stop: () => Promise<void>;
}

const PORT = 45_120;

export async function startMarketplace(databaseUrl: string): Promise<Measured> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jetway-bench-'));
  const child = spawn(process.execPath, ['apps/marketplace/src/main.ts', '--port', String(PORT)], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      JETWAY_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      JETWAY_DATA: folder,
      JETWAY_LOG_LEVEL: 'warn',
      JETWAY_READY_FD: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const operatorKey = await keyOf(child);
  const status = (): string => readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const mebibytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status())?.[1]) / 1_024;
  return {
    origin: `http://127.0.0.1:${PORT}`,
    operatorKey,
    residentMiB: () => mebibytes('VmRSS'),
    watchPeak: () => writeFileSync(`/proc/${child.pid}/clear_refs`, '5'),
    peakMiB: () => mebibytes('VmHWM'),
    stop: async () => {
      child.removeAllListeners('exit');
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function keyOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const key = /key\s+(jmo_\S+)/.exec(text)?.[1];
      if (key !== undefined && text.includes('{"ready"')) resolve(key);
    });
    child.on('exit', () => reject(new Error(`the marketplace ended: ${text}`)));
  });
}
