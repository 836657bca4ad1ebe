/** Owns what is looked at before anything is started: each refusal is one line that says what to do. */
import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { ok, type Result, refuse } from '@jetway/kernel';

/** Two embedded databases, images and logs take this much in a demo's first days. */
const neededBytes = 500 * 1024 * 1024;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);

const explainListen = (code: string, host: string, port: number, option: string): string => {
  if (code === 'EADDRINUSE') return `Port ${port} is in use by another program. Choose another with ${option}.`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user. Choose one above 1023 with ${option}.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `This machine has no address ${host}. Change --host.`;
  return `Port ${port} on ${host} cannot be opened (${code}). Choose another with ${option}.`;
};

/** Whether a program could listen there now; `option` is what the refusal tells the person to use. */
export const checkPort = (host: string, port: number, option: string): Promise<Result<undefined, 'port_unusable'>> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      resolve(refuse('port_unusable', explainListen(codeOf(error), host, port, option)));
    });
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => resolve(ok(undefined)));
    });
  });

const nearestExisting = async (folder: string): Promise<string> => {
  try {
    await access(folder, constants.F_OK);
    return folder;
  } catch (error) {
    const parent = path.dirname(folder);
    if (codeOf(error) !== 'ENOENT' || parent === folder) return folder;
    return nearestExisting(parent);
  }
};

const explainFolder = (code: string, folder: string): string => {
  const reasons: Record<string, string> = {
    EACCES: 'no permission',
    EPERM: 'no permission',
    EROFS: 'the disk is read-only',
    ENOTDIR: 'a file stands in its way',
    EEXIST: 'a file stands in its way',
    ENOSPC: 'the disk is full',
  };
  return `The data folder ${folder} cannot be written: ${reasons[code] ?? code}. Choose another with --data.`;
};

/** Makes the data folder if need be and makes sure that it can be written. */
export const checkFolder = async (folder: string): Promise<Result<undefined, 'folder_unusable'>> => {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return ok(undefined);
  } catch (error) {
    return refuse('folder_unusable', explainFolder(codeOf(error), folder));
  }
};

/** Whether the disk of a folder (which need not exist yet) has room for a demo. */
export const checkDisk = async (folder: string): Promise<Result<number, 'disk_full'>> => {
  const { bavail, bsize } = await statfs(await nearestExisting(folder));
  const freeMb = Math.floor((bavail * bsize) / (1024 * 1024));
  if (bavail * bsize >= neededBytes) return ok(freeMb);
  const text = `Only ${freeMb} MB are free on the disk of ${folder}; Jetway needs ${neededBytes / (1024 * 1024)} MB.`;
  return refuse('disk_full', text);
};
