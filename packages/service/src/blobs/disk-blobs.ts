/** Owns blobs on disk: a file each, written beside its place and moved there when whole. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Clock, ok, refuse } from '@jetway/kernel';
import { type Blobs, isBlobKey } from './blobs.ts';
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
  const info: Blobs['info'] = async (key) => {
    const found = await statIfThere(pathOf(key));
    return found?.isFile() === true ? { sizeBytes: found.size, storedAt: Math.round(found.mtimeMs) } : undefined;
  };
  return {
    tokens,
    info,
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
      const found = await info(key);
      return found && { ...found, content: createReadStream(pathOf(key)) };
    },
    delete: async (key) => rm(pathOf(key), { force: true }),
    signedUrl: (grant) => {
      pathOf(grant.key);
      return `${options.publicUrl.replace(/\/$/, '')}/blobs/${tokens.sign(grant)}`;
    },
  };
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

async function statIfThere(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
}
