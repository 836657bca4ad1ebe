/** Owns the commands `backup` and `restore`: a file on disk, and the key that its secrets need. */
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { type Clock, ok, type Result, refuse } from '@jetway/kernel';
import { backup, restore } from '../backup/index.ts';
import type { Stores } from './stores.ts';

type Told = { readonly told: string };

/** Writes a backup to a new file; nothing stays of one that failed. A database of something else is refused. */
export async function backupToFile<Tables>(
  stores: Stores<Tables>,
  path: string,
  clock: Clock,
): Promise<Result<Told, 'file_unusable' | 'nothing_there'>> {
  const taken = await claim(path);
  if (!taken.ok) return taken;
  try {
    const { rows } = await backup(stores.database, createWriteStream(path, { flags: 'w', mode: 0o600 }), {
      clock,
      meta: { secretKeyId: stores.secretBox.keyId },
    });
    if (Object.keys(rows).length === 0) {
      await rm(path, { force: true });
      return refuse('nothing_there', `The database holds no tables of ${stores.database.schema}: nothing to back up.`);
    }
    return ok({ told: `wrote ${total(rows)} rows of ${Object.keys(rows).length} tables to ${path}` });
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Reads a backup into the (migrated, empty) database; refused when its secrets need another key. */
export async function restoreFromFile<Tables>(stores: Stores<Tables>, path: string): Promise<Result<Told>> {
  const readable = await canRead(path);
  if (!readable.ok) return readable;
  const restored = await restore(stores.database, createReadStream(path), {
    accept: ({ meta }) =>
      meta['secretKeyId'] === undefined || meta['secretKeyId'] === stores.secretBox.keyId
        ? ok(undefined)
        : refuse(
            'other_key',
            'The secrets in this backup are encrypted with another key: give its JETWAY_SECRET_KEY (embedded: the content of secret.key).',
          ),
  });
  if (!restored.ok) return restored;
  return ok({ told: `restored ${total(restored.value.rows)} rows from ${path}` });
}

const total = (rows: Readonly<Record<string, number>>): number =>
  Object.values(rows).reduce((sum, count) => sum + count, 0);

async function claim(path: string): Promise<Result<undefined, 'file_unusable'>> {
  try {
    await (await open(path, 'wx', 0o600)).close();
    return ok(undefined);
  } catch (error) {
    return refuse('file_unusable', `${path} cannot be written: ${reason(error)}`);
  }
}

async function canRead(path: string): Promise<Result<undefined, 'file_unusable'>> {
  try {
    await (await open(path, 'r')).close();
    return ok(undefined);
  } catch (error) {
    return refuse('file_unusable', `${path} cannot be read: ${reason(error)}`);
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EEXIST') return 'it exists already';
  if (code === 'ENOENT') return 'there is no such file or folder';
  return error instanceof Error ? error.message : String(error);
}
