/**
 * Owns the lock of a data directory: two processes on one PGlite directory lose data without any error.
 *
 * The lock is a file lock of the operating system, which frees it when the process dies, however it dies; there is
 * nothing stale to clean up and no race to take over. Node has no file locks of its own, SQLite (which is part of Node)
 * has, for every system: an exclusive transaction on an empty database. Who holds it is written beside it.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ok, type Result, refuse } from '@jetway/kernel';

/** SQLite's "somebody else holds it"; any other failure means that the directory cannot be used. */
const SQLITE_BUSY = 5;
/** Several that start at once meet for an instant inside SQLite's own steps; they must not all be refused. */
const CONTENTION_MS = 250;

export interface DirectoryLock {
  readonly release: () => Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly command: string;
}

/** Takes the lock of a directory, which is made when it does not exist. */
export async function lockDirectory(
  directory: string,
  holder: Holder,
): Promise<Result<DirectoryLock, 'directory_locked' | 'directory_unusable'>> {
  const holderFile = join(directory, 'lock.json');
  let lock: DatabaseSync | undefined;
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    lock = new DatabaseSync(join(directory, 'lock'), { timeout: CONTENTION_MS });
    lock.exec('begin exclusive');
    await writeFile(holderFile, JSON.stringify(holder));
  } catch (error) {
    lock?.close();
    if (isBusy(error)) return refuse('directory_locked', lockedText(directory, await readHolder(holderFile)));
    const cause = error instanceof Error ? error.message : String(error);
    return refuse('directory_unusable', `The data directory ${directory} cannot be used: ${cause}`);
  }
  const held = lock;
  return ok({
    release: async () => {
      if (held.isOpen) held.close();
    },
  });
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

function lockedText(directory: string, holder: Holder | undefined): string {
  const who = holder === undefined ? 'another process' : `process ${holder.pid} (${holder.command})`;
  return `The data directory ${directory} is in use by ${who}. Stop it first, or choose another directory.`;
}

/** Undefined in the instant before a new holder has written who it is. */
async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const read = JSON.parse(await readFile(file, 'utf8')) as Partial<Holder>;
    return read.pid === undefined || read.command === undefined ? undefined : { pid: read.pid, command: read.command };
  } catch {
    return undefined;
  }
}
