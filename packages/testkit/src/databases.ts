/**
 * Owns the databases of tests: one per worker and schema, loaded from a template; tests in it keep apart by a fresh
 * tenant. Without `TEST_DATABASE_URL` they are embedded and in memory, with it they are on that PostgreSQL server.
 */
import { type Database, openMemoryDatabase } from '@jetway/service';
import { pgliteTemplate } from './pglite-templates.ts';
import { createServerDatabase, openServerDatabase, type ServerDatabase, serverTemplate } from './server-databases.ts';

export type { ServerDatabase } from './server-databases.ts';

/** The server that tests run on, if any. */
export const testServerUrl = (): string | undefined => process.env['TEST_DATABASE_URL'] || undefined;

// A worker runs many test files, each with modules of its own in some modes; the process itself is what they share.
const shared = globalThis as { jetwayTestDatabases?: Map<string, Promise<unknown>> };

/** The worker's database for a schema; whoever comes first opens it, nobody closes it. */
export function testDatabase<Tables>(schema: string, migrations: URL | string): Promise<Database<Tables>> {
  shared.jetwayTestDatabases ??= new Map();
  const key = `${schema} ${migrations}`;
  const opened = shared.jetwayTestDatabases.get(key) ?? privateDatabase<Tables>(schema, migrations);
  shared.jetwayTestDatabases.set(key, opened);
  return opened as Promise<Database<Tables>>;
}

/** A database of its own, for a test that owns the clock, a sweep or migrations. Close it; that drops it. */
export async function privateDatabase<Tables>(schema: string, migrations: URL | string): Promise<Database<Tables>> {
  const server = testServerUrl();
  if (server === undefined) {
    return openMemoryDatabase<Tables>({ schema, from: await pgliteTemplate(schema, migrations) });
  }
  const { url, drop } = await createServerDatabase(server, await serverTemplate(server, schema, migrations));
  const database = await openServerDatabase<Tables>(url, schema);
  return {
    ...database,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

/** An empty database on the tests' server, for tests of whole processes; undefined when they run embedded. */
export async function emptyServerDatabase(): Promise<ServerDatabase | undefined> {
  const server = testServerUrl();
  return server === undefined ? undefined : createServerDatabase(server);
}
