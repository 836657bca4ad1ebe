/** Owns migrations: SQL files `NNNN_name.sql`, forward only, each applied once, in order, in one transaction. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Clock, ok, type Result, refuse } from '@jetway/kernel';
import { type Kysely, sql } from 'kysely';
import type { Database } from './database.ts';
import { quoteName, sqlStateOf } from './engine.ts';
import { runScript } from './statement.ts';

export interface Migration {
  /** The number its file name begins with. */
  readonly id: number;
  readonly name: string;
  /** SHA-256 of the text, in hexadecimal; line ends do not count. */
  readonly checksum: string;
}

export interface MigrationFile extends Migration {
  readonly file: string;
  readonly text: string;
}

export type MigrationRefusal = 'changed' | 'newer' | 'out_of_order';

const FILE_NAME = /^(\d{4})_([a-z0-9_]+)\.sql$/;

/**
 * The migrations of a directory, in order.
 * @throws Error when a file is not named `NNNN_name.sql` or two have one number.
 */
export async function readMigrations(directory: URL | string): Promise<MigrationFile[]> {
  const path = directory instanceof URL ? fileURLToPath(directory) : directory;
  const names = (await readdir(path)).filter((name) => name.endsWith('.sql')).sort();
  const files = await Promise.all(names.map((name) => readMigration(path, name)));
  const repeated = files.find((file, index) => files[index - 1]?.id === file.id);
  if (repeated !== undefined) throw new Error(`two migrations have the number of ${repeated.file}`);
  return files;
}

async function readMigration(path: string, file: string): Promise<MigrationFile> {
  const [, number, name] = FILE_NAME.exec(file) ?? [];
  if (number === undefined || name === undefined) throw new Error(`a migration is named NNNN_name.sql, not ${file}`);
  const text = (await readFile(join(path, file), 'utf8')).replaceAll('\r\n', '\n');
  return { id: Number(number), name, file, text, checksum: createHash('sha256').update(text).digest('hex') };
}

/** The migrations that a schema has, in order; none when the schema does not exist. */
export async function appliedMigrations<Tables>(handle: Kysely<Tables>, schema: string): Promise<Migration[]> {
  const table = sql.table(`${schema}.migrations`);
  // The catalogue itself is asked: to_regclass may answer from a cache that another process's commit has not reached.
  const known = await sql`select from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relname = 'migrations'`.execute(handle);
  if (known.rows.length === 0) return [];
  return (await sql<Migration>`select id, name, checksum from ${table} order by id`.execute(handle)).rows;
}

/**
 * Brings the database's schema to what the directory says. Several processes may start at once: each migration is
 * applied by one of them, the others wait for it. Nothing is written when nothing is to be done.
 * Refusals: `changed` (a file differs from what was applied), `newer` (the database knows a migration that the
 * directory does not have), `out_of_order` (a file's number is below one that was applied).
 * @throws Error naming the file when a migration fails; what came before it stays.
 */
export async function migrate<Tables>(
  database: Database<Tables>,
  options: { readonly directory: URL | string; readonly clock: Clock },
): Promise<Result<{ readonly applied: readonly string[] }, MigrationRefusal>> {
  const files = await readMigrations(options.directory);
  const first = compare(files, await readApplied(database), database.schema);
  if (!first.ok) return first;
  const applied: string[] = [];
  for (const file of first.value) {
    const outcome = await applyOne(database, files, file, options.clock);
    if (!outcome.ok) return outcome;
    if (outcome.value) applied.push(file.file);
  }
  return ok({ applied });
}

/** One query when the schema is there, which is at nearly every start. */
async function readApplied<Tables>(database: Database<Tables>): Promise<Migration[]> {
  try {
    const table = sql.table(`${database.schema}.migrations`);
    return (await sql<Migration>`select id, name, checksum from ${table} order by id`.execute(database.db)).rows;
  } catch (error) {
    // 42P01: no such table, 3F000: no such schema.
    if (sqlStateOf(error) === '42P01' || sqlStateOf(error) === '3F000') return [];
    throw error;
  }
}

function compare(
  files: readonly MigrationFile[],
  applied: readonly Migration[],
  schema: string,
): Result<MigrationFile[], MigrationRefusal> {
  const byId = new Map(files.map((file) => [file.id, file]));
  for (const done of applied) {
    const file = byId.get(done.id);
    const name = `${String(done.id).padStart(4, '0')}_${done.name}.sql`;
    if (file === undefined) {
      return refuse(
        'newer',
        `The database's schema ${schema} has the migration ${name}, which this version of the program does not know. Use the newer version.`,
      );
    }
    if (file.checksum !== done.checksum) {
      return refuse(
        'changed',
        `The migration ${file.file} is not the one that was applied to the schema ${schema} (${name}). An applied migration is never edited; write a new one.`,
      );
    }
  }
  const last = applied.at(-1)?.id ?? 0;
  const done = new Set(applied.map(({ id }) => id));
  const missing = files.filter(({ id }) => !done.has(id));
  const early = missing.find(({ id }) => id < last);
  if (early !== undefined) {
    return refuse(
      'out_of_order',
      `The migration ${early.file} comes before one that was applied to the schema ${schema}. Give it the next number.`,
    );
  }
  return ok(missing);
}

/** Whether this process applied it; false when another did while this one waited. */
function applyOne<Tables>(
  database: Database<Tables>,
  files: readonly MigrationFile[],
  file: MigrationFile,
  clock: Clock,
): Promise<Result<boolean, MigrationRefusal>> {
  const { schema } = database;
  return database.transaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`jetway migrations of ${schema}`}, 0))`.execute(tx);
    const missing = compare(files, await appliedMigrations(tx, schema), schema);
    if (!missing.ok) return missing;
    if (!missing.value.some(({ id }) => id === file.id)) return ok(false);
    await ensureTable(tx, schema);
    try {
      await runScript(tx, file.text);
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error);
      throw new Error(`the migration ${file.file} of the schema ${schema} failed: ${cause}`, { cause: error });
    }
    await sql`insert into ${sql.table(`${schema}.migrations`)} (id, name, checksum, applied_at)
      values (${file.id}, ${file.name}, ${file.checksum}, ${clock.now()})`.execute(tx);
    return ok(true);
  });
}

async function ensureTable<Tables>(tx: Kysely<Tables>, schema: string): Promise<void> {
  const name = quoteName(schema);
  // "if not exists" asks for the right to create schemas even when there is nothing to create.
  const found = await sql`select from pg_namespace where nspname = ${schema}`.execute(tx);
  if (found.rows.length === 0) await runScript(tx, `create schema ${name}`);
  await runScript(
    tx,
    `create table if not exists ${name}.migrations (
      id integer primary key,
      name text collate "C" not null,
      checksum text collate "C" not null,
      applied_at bigint not null
    )`,
  );
}
