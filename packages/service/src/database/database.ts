/** Owns the database handle that both apps work with, the same on PGlite and on PostgreSQL. */
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ok, type Result, refuse } from '@jetway/kernel';
import { Kysely, type Transaction } from 'kysely';
import { lockDirectory } from './directory-lock.ts';
import { type Engine, type Heard, type Row, sqlStateOf } from './engine.ts';
import { engineDialect } from './kysely-driver.ts';
import { createNotices, type Notices } from './notices.ts';
import { openPglite, type PgliteEngine } from './pglite-engine.ts';
import { openPostgres } from './postgres-engine.ts';
import { assertNoTransaction, currentScope, insideScope, type TransactionScope } from './transaction-scope.ts';

export interface Database<Tables> {
  readonly engine: 'pglite' | 'postgres';
  /** The app's schema; query builders qualify names with it, statements written as text do so themselves. */
  readonly schema: string;
  /** The root handle. Throws when it is used inside a transaction: there the transaction's own handle is used. */
  readonly db: Kysely<Tables>;
  /**
   * Runs work in one transaction, read committed. On a serialization failure or a deadlock it is run again, up to three
   * times: work must have no effect but on the database.
   */
  readonly transaction: <T>(work: (tx: Transaction<Tables>) => Promise<T>) => Promise<T>;
  /** Runs reads that all see the same instant (repeatable read, read only). */
  readonly snapshot: <T>(work: (tx: Transaction<Tables>) => Promise<T>) => Promise<T>;
  /**
   * Hears the notices of a channel until the answered function is called. `heard` gets an empty payload when notices
   * may have been missed, so it must look for itself what is due.
   */
  readonly listen: (channel: string, heard: Heard) => Promise<() => Promise<void>>;
  /**
   * Wakes the listeners of a channel soon, after what was written before; in a transaction, soon after it was committed.
   * What is told at about the same time goes out in one statement. A crash in between loses it.
   */
  readonly tell: (channel: string, payload: string) => void;
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>;
  /** Waits for what runs, refuses what comes after. */
  readonly close: () => Promise<void>;
  /** Raw SQL on a connection of its own; without values it may hold several statements. */
  readonly executeSql: (text: string, values?: readonly unknown[]) => Promise<{ rows: Row[] }>;
}

export interface DatabaseOptions {
  /** `postgres://…`; it wins over `dataDir`. */
  readonly url?: string | undefined;
  /** Directory of the embedded database; made when it does not exist, locked while it is open. */
  readonly dataDir?: string | undefined;
  readonly schema: string;
  /** Connections to PostgreSQL, not counting the one that listens. */
  readonly maxConnections?: number;
  /** Refuses a directory without a database, in place of making one. */
  readonly mustExist?: boolean;
  /** What others are told holds the directory. */
  readonly command?: string;
}

export type DatabaseRefusal = 'directory_locked' | 'directory_unusable' | 'unreachable' | 'too_old';

const DEFAULT_CONNECTIONS = 10;
const OLDEST_VERSION = 15;
const MOST_ATTEMPTS = 4;

/** Opens PostgreSQL on a URL, or the embedded database in a directory. */
export async function openDatabase<Tables>(
  options: DatabaseOptions,
): Promise<Result<Database<Tables>, DatabaseRefusal>> {
  if (options.url !== undefined) return openServer(options.url, options);
  if (options.dataDir !== undefined) return openDirectory(options.dataDir, options);
  throw new Error('openDatabase needs a url or a dataDir');
}

export interface MemoryDatabase<Tables> extends Database<Tables> {
  /** The whole database as an archive, to open others from. */
  readonly dump: () => Promise<Blob>;
}

/** An embedded database that lives only in memory, empty or from a dump; for tests. */
export async function openMemoryDatabase<Tables>(options: {
  readonly schema: string;
  readonly from?: Blob;
}): Promise<MemoryDatabase<Tables>> {
  const engine = await openPglite(options.from === undefined ? {} : { loadDataDir: options.from });
  return { ...createDatabase<Tables>(engine, options.schema, engine.close), dump: engine.dump };
}

async function openServer<Tables>(
  url: string,
  options: DatabaseOptions,
): Promise<Result<Database<Tables>, DatabaseRefusal>> {
  let engine: Engine | undefined;
  try {
    engine = openPostgres({ url, maxConnections: options.maxConnections ?? DEFAULT_CONNECTIONS });
    const database = createDatabase<Tables>(engine, options.schema, engine.close);
    const { rows } = await database.executeSql(`select current_setting('server_version_num')::int as version`);
    const version = Math.floor(Number(rows[0]?.['version']) / 10_000);
    if (version >= OLDEST_VERSION) return ok(database);
    await database.close();
    return refuse('too_old', `PostgreSQL ${OLDEST_VERSION} or newer is needed; this server is ${version}.`);
  } catch (error) {
    await engine?.close();
    return refuse('unreachable', `The database server cannot be used: ${causeOf(error)}`);
  }
}

async function openDirectory<Tables>(
  dataDir: string,
  options: DatabaseOptions,
): Promise<Result<Database<Tables>, DatabaseRefusal>> {
  const directory = resolve(dataDir);
  if (options.mustExist === true && !existsSync(directory))
    return refuse('directory_unusable', noDatabaseText(directory));
  const command = options.command ?? programName();
  const locked = await lockDirectory(directory, { pid: process.pid, command });
  if (!locked.ok) return locked;
  if (options.mustExist === true && !existsSync(join(directory, WHOLE_MARK))) {
    await locked.value.release();
    return refuse('directory_unusable', noDatabaseText(directory));
  }
  try {
    const engine = await openEmbedded(directory);
    return ok(
      createDatabase<Tables>(engine, options.schema, async () => {
        try {
          await engine.close();
        } finally {
          await locked.value.release();
        }
      }),
    );
  } catch (error) {
    await locked.value.release();
    return refuse('directory_unusable', `The database in ${directory} cannot be opened: ${causeOf(error)}`);
  }
}

const WHOLE_MARK = 'pgdata.complete';
const noDatabaseText = (directory: string): string => `There is no database in ${directory}.`;

/** The program and its subcommand; what follows may hold secrets. */
function programName(): string {
  const [program = 'node', subcommand = '-'] = process.argv.slice(1);
  return subcommand.startsWith('-') ? basename(program) : `${basename(program)} ${subcommand}`;
}

/**
 * The first start lays out a new database over many files; when it is cut off, what it left is neither empty nor whole.
 * The mark is written when it is whole; without the mark there is nothing in it yet, and it is made anew.
 */
async function openEmbedded(directory: string): Promise<PgliteEngine> {
  const files = join(directory, 'pgdata');
  const mark = join(directory, WHOLE_MARK);
  if (existsSync(mark)) return openPglite({ dataDir: files });
  await rm(files, { recursive: true, force: true });
  const engine = await openPglite({ dataDir: files });
  await writeFile(mark, '');
  return engine;
}

/** Connection failures on several addresses come as one error without a text of its own. */
function causeOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(causeOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

function createDatabase<Tables>(engine: Engine, schema: string, close: () => Promise<void>): Database<Tables> {
  const db = new Kysely<Tables>({ dialect: engineDialect(engine) }).withSchema(schema);
  const notices = createNotices(engine);
  const executeSql = async (text: string, values: readonly unknown[] = []): Promise<{ rows: Row[] }> => {
    assertNoTransaction('SQL on another connection');
    const session = await engine.acquire();
    try {
      const answers = values.length > 0 ? [await session.run({ text, values })] : await session.runScript(text);
      return { rows: answers.flatMap((answer) => answer.rows) };
    } finally {
      engine.release(session, false);
    }
  };
  return {
    engine: engine.kind,
    schema,
    db,
    executeSql,
    transaction: (work) => retried(() => inTransaction(db, schema, notices, work, {})),
    snapshot: (work) => inTransaction(db, schema, notices, work, { snapshot: true }),
    listen: (channel, heard) => {
      assertNoTransaction(`listening to ${channel}`);
      return engine.listen(channel, heard);
    },
    tell: (channel, payload) => {
      const scope = currentScope();
      if (scope !== undefined && scope.state !== 'over') scope.notices.push({ channel, payload });
      else notices.send([{ channel, payload }]);
    },
    ping: async () => {
      await executeSql('select 1');
    },
    close: () => notices.whileSending()?.then(close) ?? close(),
  };
}

async function inTransaction<Tables, T>(
  db: Kysely<Tables>,
  schema: string,
  notices: Notices,
  work: (tx: Transaction<Tables>) => Promise<T>,
  options: { readonly snapshot?: true },
): Promise<T> {
  assertNoTransaction('a second transaction');
  const builder = db.transaction();
  const chosen = options.snapshot ? builder.setIsolationLevel('repeatable read').setAccessMode('read only') : builder;
  const scope: TransactionScope = { schema, state: 'opening', notices: [] };
  const result = await insideScope(scope, () => chosen.execute(work));
  notices.send(scope.notices);
  return result;
}

/** 40001 serialization failure, 40P01 deadlock: PostgreSQL asks for the whole transaction again. */
async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      const state = sqlStateOf(error);
      if (count >= MOST_ATTEMPTS || (state !== '40001' && state !== '40P01')) throw error;
    }
  }
}
