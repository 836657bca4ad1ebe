/** Owns restoring a backup: into an empty schema of the same migrations, all of it or nothing. */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TextDecoder } from 'node:util';
import { createGunzip, type Gunzip } from 'node:zlib';
import { ok, type Result } from '@jetway/kernel';
import type { Transaction } from 'kysely';
import type { Database, Migration } from '../database/index.ts';
import type { BackupSummary } from './backup.ts';
import {
  type BackupFooter,
  type BackupHeader,
  createLineDigest,
  FORMAT_VERSION,
  isFooter,
  isHeader,
  isRowLine,
  isSequencesLine,
  isTableLine,
  type Line,
  parseLine,
  type RowLine,
} from './backup-format.ts';
import { type BackupTable, readSchemaPlan, type SchemaPlan } from './backup-tables.ts';
import { CUT_OFF, explain, NOT_A_BACKUP, type RestoreRefusal, RestoreStopped, stop } from './restore-stop.ts';
import { conclude, insertRows, prepare, setSequences } from './restore-writes.ts';

export interface RestoreOptions {
  /** Asked with the header before anything is written; its refusal is the outcome. */
  readonly accept?: (header: BackupHeader) => Result<unknown>;
}

const BATCH_ROWS = 2_000;
const BATCH_CHARS = 2_000_000;
/** A line longer than this is no line of ours. */
const LINE_CHARS = 256_000_000;

/**
 * Reads a backup into the database, whose schema must have the same migrations and no rows. Everything happens in one
 * transaction: a refusal leaves the database as it was.
 */
export async function restore<Tables>(
  database: Database<Tables>,
  stream: Readable,
  options: RestoreOptions = {},
): Promise<Result<BackupSummary, RestoreRefusal>> {
  // Listened to from the first moment on, so that a stream that fails before it is read is heard too.
  const gunzip = createGunzip().on('error', noError);
  const source = { gunzip, failed: pipeline(stream, gunzip).then(noError, (error: unknown) => error) };
  try {
    return ok(
      await database.transaction(async (tx) => {
        try {
          return await restoreWithin(tx, database.schema, source, options);
        } catch (error) {
          // The stream is read once: the transaction must not be tried again.
          throw error instanceof RestoreStopped ? error : new Error('restoring failed', { cause: error });
        }
      }),
    );
  } catch (error) {
    if (error instanceof RestoreStopped) return { ok: false, refusal: error.refusal };
    throw error;
  } finally {
    gunzip.destroy();
  }
}

const noError = (): undefined => undefined;

interface Source {
  readonly gunzip: Gunzip;
  /** Resolves, when all is read or given up, with the error that ended it, if any. */
  readonly failed: Promise<unknown>;
}

async function restoreWithin<Tables>(
  tx: Transaction<Tables>,
  schema: string,
  source: Source,
  options: RestoreOptions,
): Promise<BackupSummary> {
  const plan = await readSchemaPlan(tx, schema);
  const reading = createReading(tx, schema, plan, options);
  try {
    for await (const line of splitLines(source.gunzip)) await reading.take(line);
  } catch (error) {
    throw explain(isClosedEarly(error) ? (source.gunzip.errored ?? (await source.failed)) : error, reading.started());
  }
  return reading.finish();
}

/** What reading says of a stream that was ended by an error elsewhere. */
const isClosedEarly = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

async function* splitLines(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest: string[] = [];
  let length = 0;
  for await (const chunk of source) {
    const [head = '', ...lines] = decode(decoder, chunk).split('\n');
    rest.push(head);
    length += head.length;
    if (length > LINE_CHARS) stop('not_a_backup', NOT_A_BACKUP, 'a line is too long');
    for (const line of lines) {
      yield rest.join('');
      rest = [line];
      length = line.length;
    }
  }
  if (length > 0) yield rest.join('');
}

function decode(decoder: TextDecoder, chunk: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    return stop('not_a_backup', NOT_A_BACKUP, 'not UTF-8');
  }
}

interface Reading {
  readonly take: (text: string) => Promise<void>;
  readonly started: () => boolean;
  readonly finish: () => Promise<BackupSummary>;
}

/** Takes the lines in turn: header, tables with their rows, sequences, footer. */
function createReading<Tables>(
  tx: Transaction<Tables>,
  schema: string,
  plan: SchemaPlan,
  options: RestoreOptions,
): Reading {
  const digest = createLineDigest();
  const counts: Record<string, number> = {};
  let header: BackupHeader | undefined;
  let table: BackupTable | undefined;
  let footer: BackupFooter | undefined;
  let batch: RowLine[] = [];
  let batchChars = 0;

  const flush = async (): Promise<void> => {
    if (table !== undefined && batch.length > 0) await insertRows(tx, schema, table, batch);
    batch = [];
    batchChars = 0;
  };
  const takeRow = async (row: RowLine, chars: number): Promise<void> => {
    if (table === undefined || row.length !== table.columns.length)
      stop('damaged', 'The backup is damaged: a row does not fit its table.');
    counts[table.name] = (counts[table.name] ?? 0) + 1;
    batch.push(row);
    batchChars += chars;
    if (batch.length >= BATCH_ROWS || batchChars >= BATCH_CHARS) await flush();
  };
  const takeOther = async (line: Line | undefined): Promise<void> => {
    await flush();
    if (isTableLine(line)) {
      table = findTable(plan, line.table, line.columns);
      counts[table.name] = 0;
    } else if (isSequencesLine(line)) {
      await setSequences(tx, schema, plan, line.sequences);
    } else if (isFooter(line)) {
      footer = line;
    } else {
      stop('damaged', 'The backup is damaged: a line of it is not readable.');
    }
  };
  const takeHeader = async (line: Line | undefined): Promise<void> => {
    if (!isHeader(line)) stop('not_a_backup', NOT_A_BACKUP);
    checkHeader(line, schema, plan, options);
    header = line;
    await prepare(tx, schema, plan);
  };

  return {
    started: () => header !== undefined,
    take: async (text) => {
      if (footer !== undefined) stop('damaged', 'The backup is damaged: something follows its end.');
      const line = parseLine(text);
      if (isFooter(line) && line.sha256 !== digest.hex())
        stop('damaged', 'The backup is damaged: its checksum differs.');
      digest.add(text);
      if (header === undefined) await takeHeader(line);
      else if (isRowLine(line)) await takeRow(line, text.length);
      else await takeOther(line);
    },
    finish: async () => {
      if (header === undefined) stop('not_a_backup', NOT_A_BACKUP);
      if (footer === undefined) stop('damaged', CUT_OFF);
      if (JSON.stringify(sorted(footer.rows)) !== JSON.stringify(sorted(counts))) {
        stop('damaged', 'The backup is damaged: it does not hold the number of rows that it says.');
      }
      await conclude(tx, schema, plan.circular);
      return { header, rows: counts };
    },
  };
}

const sorted = (counts: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1));

function checkHeader(header: BackupHeader, schema: string, plan: SchemaPlan, options: RestoreOptions): void {
  if (header.version > FORMAT_VERSION) {
    stop(
      'newer_format',
      `The backup has format ${header.version}; this program reads up to ${FORMAT_VERSION}. Use the newer version.`,
    );
  }
  if (header.schema !== schema) {
    stop('other_schema', `The backup is of ${header.schema}, and this database is of ${schema}.`);
  }
  const difference = firstDifference(header.migrations, plan.migrations);
  if (difference !== undefined) stop('other_migrations', difference);
  const accepted = options.accept?.(header) ?? ok(undefined);
  if (!accepted.ok) stop('not_accepted', accepted.refusal.text, accepted.refusal.internal);
}

function firstDifference(inBackup: readonly Migration[], here: readonly Migration[]): string | undefined {
  const nameOf = (migration: Migration): string => `${String(migration.id).padStart(4, '0')}_${migration.name}`;
  for (let index = 0; index < Math.max(inBackup.length, here.length); index += 1) {
    const [theirs, ours] = [inBackup[index], here[index]];
    if (theirs === undefined && ours !== undefined) {
      return `The backup was made before the migration ${nameOf(ours)}, which this database has. Restore it with the version of the program that made it, then upgrade.`;
    }
    if (ours === undefined && theirs !== undefined) {
      return `The backup was made after the migration ${nameOf(theirs)}, which this database does not have. Migrate the database first, with that version of the program.`;
    }
    if (theirs !== undefined && theirs.checksum !== ours?.checksum) {
      return `The migration ${nameOf(theirs)} of the backup is not the one that this database has.`;
    }
  }
  return undefined;
}

function findTable(plan: SchemaPlan, name: string, columns: readonly string[]): BackupTable {
  const table = plan.tables.find((candidate) => candidate.name === name);
  if (table === undefined || table.columns.map((column) => column.name).join() !== columns.join()) {
    stop('damaged', `The backup is damaged: its table ${name} is not the one that this database has.`);
  }
  return table;
}
