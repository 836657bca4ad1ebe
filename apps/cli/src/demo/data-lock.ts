/**
 * Owns the guard against a second copy on the same data folder: an exclusive transaction on an empty SQLite file, which
 * the system ends with the process that holds it, however that ends. The apps lock their own folders in the same way
 * and form (`lock`, and who holds it in `lock.json`); this one says it in one line before anything is started.
 */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ok, type Result, refuse } from '@jetway/kernel';

/** SQLite's "somebody else holds it". */
const sqliteBusy = 5;

/** Two that look at the same time meet for an instant inside SQLite's own steps. */
const contentionMs = 250;

export interface DataLock {
  readonly release: () => void;
}

export interface Holder {
  /** Undefined in the instant before a new holder has written it. */
  readonly pid: number | undefined;
}

const lockFile = (folder: string): string => path.join(folder, 'lock');
const holderFile = (folder: string): string => path.join(folder, 'lock.json');

/** The lock, or undefined when another process holds it. */
const tryLock = (file: string): DatabaseSync | undefined => {
  const lock = new DatabaseSync(file, { timeout: contentionMs });
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return undefined;
    throw error;
  }
};

const readHolder = async (folder: string): Promise<Holder> => {
  const text = await readFile(holderFile(folder), 'utf8').catch(() => '{}');
  const pid = /"pid":\s*(\d+)/.exec(text)?.[1];
  return { pid: pid === undefined ? undefined : Number(pid) };
};

/** Who holds the lock of a folder: the demo's, or an app's own. Undefined when nobody does. */
export async function findHolder(folder: string): Promise<Holder | undefined> {
  if (!existsSync(lockFile(folder))) return undefined;
  const lock = tryLock(lockFile(folder));
  if (lock === undefined) return readHolder(folder);
  lock.close();
  return undefined;
}

/** Takes the lock of a folder that exists; the refusal names the process that holds it. */
export async function takeDataLock(folder: string): Promise<Result<DataLock, 'folder_in_use'>> {
  const lock = tryLock(lockFile(folder));
  if (lock === undefined) {
    const { pid } = await readHolder(folder);
    const who = pid === undefined ? '' : ` (process ${pid})`;
    const text = `Jetway is running on ${folder} already${who}. Stop it, or choose another folder with --data.`;
    return refuse('folder_in_use', text);
  }
  await writeFile(holderFile(folder), JSON.stringify({ pid: process.pid, command: 'jetway demo' }));
  return ok({ release: () => lock.close() });
}
