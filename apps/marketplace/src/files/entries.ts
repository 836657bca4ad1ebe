/** Owns the records of a file as they wait to be applied, in batches: read, checked as their route would, with their places. */
import type { Readable } from 'node:stream';
import type { FilePosition } from '@jetway/jet-api';
import type { FileLimits } from './files.ts';
import { type FileFault, readMembers } from './reading/read-members.ts';
import { nameFault, readBody, readSku, shownName } from './reading/read-record.ts';
import type { Member } from './reading/split-members.ts';
import type { RecordKind } from './record-kinds.ts';

export interface Entry {
  readonly sku: string;
  readonly body: unknown;
  /** Where its errors are told. */
  readonly at: FilePosition;
  /** Jet's texts; with any it is not applied. */
  readonly errors: readonly string[];
}

export interface EntryBatch {
  /** Number of its first record in the file, from 0. */
  readonly position: number;
  readonly entries: readonly Entry[];
  /** Nothing comes after it. */
  readonly fault: FileFault | undefined;
}

/** Told of each record in its turn; true when it was done with before, so that it is passed over. */
export type IsDone = (position: number, sku: () => string) => boolean;

/** The records of a file in batches; `seen` is called now and then, and may end the reading by rejecting. */
export async function* readEntries(
  content: Readable,
  kind: RecordKind,
  limits: FileLimits,
  isDone: IsDone,
  seen: () => Promise<void>,
): AsyncGenerator<EntryBatch> {
  let next = 0;
  let entries: Entry[] = [];
  let bytes = 0;
  const take = (fault?: FileFault): EntryBatch => {
    const batch = { position: next - entries.length, entries, fault };
    entries = [];
    bytes = 0;
    return batch;
  };
  for await (const items of readMembers(content, limits)) {
    for (const item of items) {
      if (item.kind === 'fault') {
        yield take(item);
        return;
      }
      if (isDone(next, () => readSku(item) ?? '')) {
        if (entries.length > 0) yield take();
        next += 1;
        continue;
      }
      const entry = toEntry(item, kind);
      entries.push(entry);
      next += 1;
      bytes += item.value.length + entry.errors.reduce((sum, text) => sum + text.length, 0);
      if (entries.length >= limits.batchRecords || bytes >= limits.batchBytes) yield take();
    }
    await seen();
  }
  yield take();
}

function toEntry(member: Member, kind: RecordKind): Entry {
  const sku = readSku(member);
  if (sku === undefined) {
    const { at, message } = nameFault(member);
    return { sku: shownName(member), body: undefined, at, errors: [message] };
  }
  const read = readBody(member);
  if (!read.ok) return { sku, body: undefined, at: read.at, errors: [read.message] };
  const errors = kind.errorsOf(sku, read.body, read.text);
  // What is wrong with a body is known: it need not be kept.
  return { sku, body: errors.length > 0 ? undefined : read.body, at: member.at, errors };
}
