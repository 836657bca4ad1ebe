/**
 * Owns test databases on a PostgreSQL server. `TEST_DATABASE_URL` names the server and a role that may create
 * databases; the database in the URL itself is only connected to for that, nothing is written to it.
 */
import { systemClock } from '@jetway/kernel';
import { type Database, migrate, openDatabase, outsideTransaction } from '@jetway/service';
import { sql } from 'kysely';
import { migrationsHash } from './pglite-templates.ts';

const PREFIX = 'jetway_test_';
const TEMPLATE_PREFIX = 'jetway_template_';
/** Templates are small; this many let several branches be tested in turn without making them anew. */
const KEPT_TEMPLATES = 12;

export interface ServerDatabase {
  readonly url: string;
  /** Drops it, whoever is still connected. */
  readonly drop: () => Promise<void>;
}

/** A new database, empty or a copy of a template. It is dropped by `drop`, or when the run ends. */
export async function createServerDatabase(server: string, template?: string): Promise<ServerDatabase> {
  const name = `${PREFIX}${runId()}_${crypto.randomUUID().slice(0, 8)}`;
  await onServer(server, async ({ executeSql }) => {
    await executeSql(`create database ${name}${template === undefined ? '' : ` template ${template}`}`);
  });
  return { url: urlOf(server, name), drop: () => dropDatabases(server, [name]) };
}

/** The name of a database with these migrations, made by whoever asks first. */
export async function serverTemplate(server: string, schema: string, migrations: URL | string): Promise<string> {
  const name = `${TEMPLATE_PREFIX}${schema}_${await migrationsHash(schema, migrations)}`;
  await onServer(server, (maintenance) =>
    maintenance.transaction(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
      const known = await sql`select from pg_database where datname = ${name}`.execute(tx);
      if (known.rows.length > 0) return;
      // The transaction only holds the lock: databases are made outside of transactions.
      await outsideTransaction(() => makeTemplate(server, name, schema, migrations));
    }),
  );
  return name;
}

async function makeTemplate(server: string, name: string, schema: string, migrations: URL | string): Promise<void> {
  const unfinished = await createServerDatabase(server);
  const database = await openServerDatabase(unfinished.url, schema);
  const migrated = await migrate(database, { directory: migrations, clock: systemClock });
  await database.close();
  if (!migrated.ok) throw new Error(migrated.refusal.text);
  const { pathname } = new URL(unfinished.url);
  await onServer(server, ({ executeSql }) => executeSql(`alter database ${pathname.slice(1)} rename to ${name}`));
}

export async function openServerDatabase<Tables>(url: string, schema: string): Promise<Database<Tables>> {
  const opened = await openDatabase<Tables>({ url, schema, maxConnections: 5 });
  if (!opened.ok) throw new Error(opened.refusal.text);
  return opened.value;
}

/** Before a run: what runs of dead processes left. After it: what this run made. */
export async function dropLeftDatabases(server: string, isLeft: (processId: number) => boolean): Promise<void> {
  await onServer(server, async ({ executeSql }) => {
    const { rows } = await executeSql(`select datname as name from pg_database where datname like '${PREFIX}%'`);
    const names = rows.map(({ name }) => String(name));
    await dropDatabases(
      server,
      names.filter((name) => isLeft(Number(name.slice(PREFIX.length).split('_')[0]))),
    );
    const old = await executeSql(
      `select datname as name from pg_database where datname like '${TEMPLATE_PREFIX}%' order by oid desc offset ${KEPT_TEMPLATES}`,
    );
    await dropDatabases(
      server,
      old.rows.map(({ name }) => String(name)),
    );
  });
}

async function dropDatabases(server: string, names: readonly string[]): Promise<void> {
  await onServer(server, async ({ executeSql }) => {
    for (const name of names) await executeSql(`drop database if exists ${name} with (force)`);
  });
}

async function onServer<T>(server: string, work: (maintenance: Database<unknown>) => Promise<T>): Promise<T> {
  const maintenance = await openServerDatabase<unknown>(server, 'public');
  try {
    return await work(maintenance);
  } finally {
    await maintenance.close();
  }
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** The process that the run began in: the runner's, when the global set-up ran. */
const runId = (): string => process.env['JETWAY_TEST_RUN'] ?? String(process.pid);
