/** Owns making a backup: every row of a schema at one instant, streamed with bounded memory. */
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Clock } from '@jetway/kernel';
import { CompiledQuery, sql, type Transaction } from 'kysely';
import { type Database, quoteName } from '../database/index.ts';
import {
  type BackupHeader,
  createLineDigest,
  FORMAT,
  FORMAT_VERSION,
  type Line,
  type RowLine,
} from './backup-format.ts';
import { type BackupTable, readSchemaPlan, type SchemaPlan } from './backup-tables.ts';

export interface BackupSummary {
  readonly header: BackupHeader;
  /** By table. */
  readonly rows: Readonly<Record<string, number>>;
}

const FIRST_PAGE = 100;
const LARGEST_PAGE = 2_000;
/** Pages are sized so that one is about this large, whatever its rows hold. */
const PAGE_CHARS = 2_000_000;

/**
 * Writes the whole schema to the stream, and ends it. All rows are of one instant; others go on writing meanwhile
 * (on the embedded engine, they wait). Secrets leave as they are stored: encrypted.
 * `meta` is kept in the header, for instance the ids of the keys that the secrets need.
 * Rejects when the stream does.
 */
export async function backup<Tables>(
  database: Database<Tables>,
  stream: Writable,
  options: { readonly clock: Clock; readonly meta?: Readonly<Record<string, unknown>> },
): Promise<BackupSummary> {
  // Listened to from the first moment on, so that a stream that fails before there is anything to write is heard too.
  const gzip = createGzip().on('error', () => undefined);
  const written = pipeline(gzip, stream);
  const outcome = written.catch(() => undefined);
  try {
    const summary = await database.snapshot(async (tx) => {
      const plan = await readSchemaPlan(tx, database.schema);
      const header: BackupHeader = {
        format: FORMAT,
        version: FORMAT_VERSION,
        schema: database.schema,
        engine: database.engine,
        created_at: options.clock.now(),
        migrations: plan.migrations,
        meta: options.meta ?? {},
      };
      const rows: Record<string, number> = {};
      await pipeline(writeLines(tx, plan, header, rows), gzip);
      return { header, rows };
    });
    await written;
    return summary;
  } catch (error) {
    gzip.destroy(error instanceof Error ? error : new Error(String(error)));
    await outcome;
    // When the stream failed, that is the cause, and the rest only follows from it.
    await written;
    throw error;
  }
}

/** Yields texts of whole lines; counts the rows into `counts` as it goes. */
async function* writeLines<Tables>(
  tx: Transaction<Tables>,
  plan: SchemaPlan,
  header: BackupHeader,
  counts: Record<string, number>,
): AsyncGenerator<string> {
  const digest = createLineDigest();
  const write = (lines: readonly Line[]): string =>
    lines
      .map((line) => {
        const text = JSON.stringify(line);
        digest.add(text);
        return `${text}\n`;
      })
      .join('');
  yield write([header]);
  for (const table of plan.tables) {
    yield write([{ table: table.name, columns: table.columns.map(({ name }) => name) }]);
    counts[table.name] = 0;
    for await (const page of readPages(tx, header.schema, table)) {
      counts[table.name] = (counts[table.name] ?? 0) + page.length;
      yield write(page);
    }
  }
  yield write([{ sequences: await readSequences(tx, header.schema, plan.sequences) }]);
  yield write([{ end: true, rows: counts, sha256: digest.hex() }]);
}

/** Page by page along the primary key. */
async function* readPages<Tables>(
  tx: Transaction<Tables>,
  schema: string,
  table: BackupTable,
): AsyncGenerator<RowLine[]> {
  const key = table.primaryKey.map(({ name }) => quoteName(name));
  const keyAt = table.primaryKey.map(({ name }) => table.columns.findIndex((column) => column.name === name));
  const after = table.primaryKey.map(({ type }, index) => `$${index + 2}::text::${type}`);
  const values = table.columns.map(({ name }, index) => `${quoteName(name)}::text as c${index}`).join(', ');
  const select = (where: string): string =>
    `select ${values} from ${quoteName(schema)}.${quoteName(table.name)} ${where} order by ${key.join(', ')} limit $1`;
  const next = select(`where (${key.join(', ')}) > (${after.join(', ')})`);
  let size = FIRST_PAGE;
  let last: RowLine | undefined;
  for (;;) {
    const from = keyAt.map((at) => last?.[at] ?? null);
    const query = last === undefined ? CompiledQuery.raw(select(''), [size]) : CompiledQuery.raw(next, [size, ...from]);
    const { rows } = await tx.executeQuery(query as CompiledQuery<Record<string, string | null>>);
    const page = rows.map((row) => table.columns.map((_, index) => row[`c${index}`] ?? null));
    if (page.length > 0) yield page;
    if (page.length < size) return;
    last = page.at(-1);
    size = nextSize(page);
  }
}

function nextSize(page: readonly RowLine[]): number {
  const chars = page.reduce((sum, row) => sum + row.reduce((inRow, value) => inRow + (value?.length ?? 0), 1), 0);
  return Math.max(1, Math.min(LARGEST_PAGE, Math.floor((PAGE_CHARS * page.length) / chars)));
}

async function readSequences<Tables>(
  tx: Transaction<Tables>,
  schema: string,
  names: readonly string[],
): Promise<Record<string, string | null>> {
  const { rows } = await sql<{ name: string; last: string | null }>`
    select sequencename::text as name, last_value::text as last from pg_sequences
    where schemaname = ${schema} and sequencename = any(${names}) order by 1`.execute(tx);
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}
