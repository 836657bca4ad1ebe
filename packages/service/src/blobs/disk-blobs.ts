/** Owns blobs on disk: a file each, written beside its place and moved there when whole. */
import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Clock, ok, refuse } from '@jetway/kernel';
import { type BlobInfo, type Blobs, isBlobKey, outsideTransactions } from './blobs.ts';
import { type BlobTokens, createBlobTokens } from './tokens.ts';

export interface DiskBlobOptions {
  readonly directory: string;
  /** Every address handed out begins with it, whatever `Host` a request names. */
  readonly publicUrl: string;
  readonly secretKey: Uint8Array;
  readonly clock: Clock;
}

export interface DiskBlobs extends Blobs {
  /** For the route that serves the signed addresses. */
  readonly tokens: BlobTokens;
}

class TooLargeError extends Error {}

/** Opens a store in a directory, made when it is not there; what an interrupted program left half written is removed. */
export async function createDiskBlobs(options: DiskBlobOptions): Promise<DiskBlobs> {
  const drafts = join(options.directory, '.drafts');
  await mkdir(drafts, { recursive: true });
  for (const name of await readdir(drafts)) await rm(join(drafts, name), { force: true });
  const tokens = createBlobTokens(options.secretKey, options.clock);
  const pathOf = (key: string): string => {
    if (!isBlobKey(key)) throw new Error(`not a blob key: ${key}`);
    return join(options.directory, key);
  };
  const url = (key: string): string => {
    pathOf(key);
    return `${options.publicUrl.replace(/\/$/, '')}/blobs/${key}`;
  };
  const blobs = outsideTransactions({
    url,
    info: async (key) => {
      const file = await openIfThere(pathOf(key));
      if (file === undefined) return undefined;
      try {
        return infoOf(await file.stat());
      } finally {
        await file.close();
      }
    },
    put: async (key, content, maxBytes) => {
      const draft = join(drafts, randomBytes(12).toString('hex'));
      try {
        const sizeBytes = await writeWithin(draft, content, maxBytes);
        await mkdir(dirname(pathOf(key)), { recursive: true });
        await rename(draft, pathOf(key));
        return ok({ sizeBytes });
      } catch (error) {
        await rm(draft, { force: true });
        if (error instanceof TooLargeError) return refuse('too_large', `The content is larger than ${maxBytes} bytes.`);
        throw error;
      }
    },
    get: async (key) => {
      const file = await openIfThere(pathOf(key));
      if (file === undefined) return undefined;
      const found = infoOf(await file.stat());
      if (found !== undefined) return { ...found, content: file.createReadStream() };
      await file.close();
      return undefined;
    },
    delete: async (key) => rm(pathOf(key), { force: true }),
    signedUrl: (grant) => `${url(grant.key)}?sig=${tokens.sign(grant)}`,
  });
  return { ...blobs, tokens };
}

/** Writes a stream to a file and onto the disk; answers its size. */
async function writeWithin(
  path: string,
  content: Readable | AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<number> {
  // Opened before anything is read: a content that breaks at once would otherwise be cleaned up before its file is made.
  const file = await open(path, 'wx', 0o600);
  let sizeBytes = 0;
  try {
    for await (const chunk of content) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > maxBytes) throw new TooLargeError();
      await file.appendFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return sizeBytes;
}

const infoOf = (found: Stats): BlobInfo | undefined =>
  found.isFile()
    ? {
        sizeBytes: found.size,
        storedAt: Math.round(found.mtimeMs),
        version: `${found.size}-${Math.round(found.mtimeMs)}`,
      }
    : undefined;

/** What is told of an open file and what is read of it are of the same content, whatever replaces it meanwhile. */
async function openIfThere(path: string) {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
}
