/** Owns an app's log file in the demo's data folder: all lines as they came, the former file kept once. */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { AppName } from '../surroundings.ts';

/** About a day of a busy demo. */
const largestBytes = 20 * 1024 * 1024;

export interface LogFile {
  readonly path: string;
  readonly write: (line: string) => void;
  readonly close: () => void;
}

/** Begins a new file `logs/<app>.log`; the one before it stays as `logs/<app>.1.log`. */
export function openLogFile(folder: string, app: AppName): LogFile {
  const file = path.join(folder, 'logs', `${app}.log`);
  mkdirSync(path.dirname(file), { recursive: true });
  const begin = (): number => {
    const former = path.join(folder, 'logs', `${app}.1.log`);
    rmSync(former, { force: true });
    try {
      renameSync(file, former);
    } catch {
      // There was none.
    }
    return openSync(file, 'w', 0o600);
  };
  let descriptor = begin();
  let bytes = 0;
  return {
    path: file,
    write: (line) => {
      bytes += writeSync(descriptor, `${line}\n`);
      if (bytes < largestBytes) return;
      closeSync(descriptor);
      descriptor = begin();
      bytes = 0;
    },
    close: () => closeSync(descriptor),
  };
}
