/**
 * Owns folders on disk: below the root that the operator allows, one for each organization, and never out of it. No part
 * of a path below the root may be a link, and files are opened as files or not at all.
 */
import { constants } from 'node:fs';
import { access, lstat, mkdir, open, readdir, realpath, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type ChannelFolders, type FileEntry, type FileTree, FolderTrouble } from './file-tree.ts';

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** Answers undefined instead of throwing when there is no such file. */
async function unlessMissing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param root directory that must exist; undefined: no folders are allowed */
export const diskFolders = (root: string | undefined): ChannelFolders => ({
  open:
    root === undefined ? undefined : (organizationId, folder) => openTree(root, [organizationId, ...folder.split('/')]),
});

/** The directory of these names; undefined when it is missing and not to be made. */
async function directory(root: string, names: readonly string[], mayMake: boolean): Promise<string | undefined> {
  const bad = names.find((name) => name === '' || name === '.' || name === '..' || name.includes(path.sep));
  if (bad !== undefined) throw new FolderTrouble(`"${bad}" is no name of a folder.`);
  const top = await unlessMissing(() => realpath(root));
  // A disk that is away may come back: no trouble that only a person ends.
  if (top === undefined)
    throw Object.assign(new Error(`the operator's folder ${root} does not exist`), { code: 'ENOENT' });
  let at = top;
  for (const name of names) {
    at = path.join(at, name);
    const found = await unlessMissing(() => lstat(at));
    if (found === undefined && !mayMake) return undefined;
    if (found === undefined) await mkdir(at, { recursive: true });
    else if (!found.isDirectory()) throw new FolderTrouble(`${at} is a link or a file, and must be a folder.`);
  }
  return at;
}

function openTree(root: string, base: readonly string[]): FileTree {
  const folderOf = (names: string): string[] => [...base, ...names.split('/').filter((name) => name !== '')];
  const within = (folder: string, mayMake: boolean) => directory(root, folderOf(folder), mayMake);
  const parts = (file: string): { folder: string; name: string } => ({
    folder: path.posix.dirname(file) === '.' ? '' : path.posix.dirname(file),
    name: path.posix.basename(file),
  });
  /** Where the file is to be written: its folder is made. */
  const target = async (file: string): Promise<string> => {
    const { folder, name } = parts(file);
    return path.join((await within(folder, true)) ?? '', name);
  };
  /** Where the file would be; undefined when its folder is missing. */
  const source = async (file: string): Promise<string | undefined> => {
    const { folder, name } = parts(file);
    const at = await within(folder, false);
    return at === undefined ? undefined : path.join(at, name);
  };
  return {
    where: path.join(root, ...base),
    list: async (folder) => listFiles(await within(folder, false)),
    read: async (file) => {
      const at = await source(file);
      return at === undefined ? undefined : unlessMissing(() => readWhole(at));
    },
    write: async (file, content) => writeWhole(await target(file), content),
    move: async (from, to) => {
      const at = await source(from);
      if (at !== undefined) await rename(at, await target(to));
    },
    remove: async (file) => {
      const at = await source(file);
      if (at !== undefined) await rm(at, { force: true });
    },
    make: async (folder) => void (await within(folder, true)),
    look: async () => {
      const at = await within('', false);
      if (at === undefined) return 'missing';
      return access(at, constants.W_OK).then(
        () => 'writable' as const,
        () => 'read-only' as const,
      );
    },
  };
}

async function listFiles(at: string | undefined): Promise<readonly FileEntry[]> {
  const entries = at === undefined ? [] : ((await unlessMissing(() => readdir(at, { withFileTypes: true }))) ?? []);
  const files: FileEntry[] = [];
  for (const { name } of entries.filter((entry) => entry.isFile())) {
    const found = await unlessMissing(() => lstat(path.join(at ?? '', name)));
    if (found?.isFile() === true) files.push({ name, bytes: found.size, changedAt: Math.trunc(found.mtimeMs) });
  }
  return files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** A link that took the file's place since it was listed is refused by the system. */
async function readWhole(at: string): Promise<Uint8Array> {
  const file = await open(at, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Beside and renamed: who looks at the folder sees the old file or the new one. A leftover of a crash is written over. */
async function writeWhole(at: string, content: string): Promise<void> {
  const beside = `${at}.part`;
  await rm(beside, { force: true });
  const file = await open(beside, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, at);
}
