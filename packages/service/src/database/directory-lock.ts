/**
 * Owns the lock of a data directory: two processes on one PGlite directory lose data without any error.
 *
 * The lock is a file lock of the operating system, which frees it when the process dies, however it dies; there is
 * nothing stale to clean up and no race to take over. Node has no file locks of its own, SQLite (which is part of Node)
 * has, for every system: an exclusive transaction on an empty database. Who holds it is written beside it.
 */
import { existsSync } from 'node:fs';
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

/** The process that holds a lock. */
export interface LockHolder {
  readonly pid: number;
  readonly command: string;
}

const lockFile = (directory: string): string => join(directory, 'lock');
const holderFile = (directory: string): string => join(directory, 'lock.json');

/** Takes the lock of a directory, which is made when it does not exist. */
export async function lockDirectory(
  directory: string,
  holder: LockHolder,
): Promise<Result<DirectoryLock, 'directory_locked' | 'directory_unusable'>> {
  let lock: DatabaseSync | undefined;
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    lock = tryLock(directory);
    if (lock === undefined) return refuse('directory_locked', lockedText(directory, await readHolder(directory)));
    await writeFile(holderFile(directory), JSON.stringify(holder));
  } catch (error) {
    lock?.close();
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

/**
 * Who holds the lock of a directory, which need not exist; undefined when nobody does, empty in the instant before a new
 * holder has written who it is.
 */
export async function findLockHolder(directory: string): Promise<Partial<LockHolder> | undefined> {
  if (!existsSync(lockFile(directory))) return undefined;
  const lock = tryLock(directory);
  if (lock === undefined) return (await readHolder(directory)) ?? {};
  lock.close();
  return undefined;
}

/** The lock, or undefined when somebody else holds it. */
function tryLock(directory: string): DatabaseSync | undefined {
  const lock = new DatabaseSync(lockFile(directory), { timeout: CONTENTION_MS });
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
}

function lockedText(directory: string, holder: LockHolder | undefined): string {
  const who = holder === undefined ? 'another process' : `process ${holder.pid} (${holder.command})`;
  return `The data directory ${directory} is in use by ${who}. Stop it first, or choose another directory.`;
}

/** Undefined in the instant before a new holder has written who it is. */
async function readHolder(directory: string): Promise<LockHolder | undefined> {
  try {
    const read = JSON.parse(await readFile(holderFile(directory), 'utf8')) as Partial<LockHolder>;
    return read.pid === undefined || read.command === undefined ? undefined : { pid: read.pid, command: read.command };
  } catch {
    return undefined;
  }
}
