/** Owns the file of a file's errors: a JSON array of all lines, streamed from the database to the blob store. */
import { MAX_ERROR_EXCERPT } from '@jetway/jet-api';
import type { Blobs } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { FileRef } from './files.store.ts';
import { errorsKey } from './files.ts';
import { readBatches } from './processing.store.ts';

export interface ErrorFileEnd {
  /** Lines about the file as a whole, behind those of its records. */
  readonly lines: readonly string[];
  /** Of the whole file; more than there are lines when not all were kept. */
  readonly errorCount: number;
  /** Called now and then. */
  readonly seen: () => Promise<void>;
}

/** Writes the file and answers its first lines; one that was written before is replaced. */
export async function writeErrorFile(
  deps: { readonly database: MarketplaceDatabase; readonly blobs: Blobs },
  ref: FileRef,
  end: ErrorFileEnd,
): Promise<string[]> {
  const excerpt: string[] = [];
  const content = bytes(texts(deps.database, ref, end, excerpt));
  const stored = await deps.blobs.put(errorsKey(ref.id), content, Number.MAX_SAFE_INTEGER);
  if (!stored.ok) throw new Error(stored.refusal.text);
  return excerpt;
}

async function* bytes(parts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const part of parts) yield Buffer.from(part);
}

async function* texts(
  database: MarketplaceDatabase,
  ref: FileRef,
  end: ErrorFileEnd,
  excerpt: string[],
): AsyncGenerator<string> {
  let count = 0;
  const written = (lines: readonly string[]): string =>
    lines
      .map((line) => {
        count += 1;
        if (count <= MAX_ERROR_EXCERPT) excerpt.push(line);
        return `${count === 1 ? '[\n' : ',\n'}${JSON.stringify(line)}`;
      })
      .join('');
  for await (const batches of readBatches(database.db, ref)) {
    yield written(batches.flatMap(({ errors }) => errors));
    await end.seen();
  }
  yield written(end.lines);
  const more = end.errorCount - count;
  if (more > 0) yield written([`… and ${more} more, which are not listed.`]);
  yield '\n]\n';
}
