/** Owns templates for embedded test databases: made once per set of migrations, kept as archives between runs. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@jetway/kernel';
import { type MemoryDatabase, migrate, openMemoryDatabase, readMigrations } from '@jetway/service';

const MODULES = new URL('../../../node_modules/', import.meta.url);
const CACHE = fileURLToPath(new URL('.cache/jetway-databases/', MODULES));
const ENGINE_PACKAGE = new URL('@electric-sql/pglite/package.json', MODULES);

const KEPT_ARCHIVES = 12;

/** An archive of the database with these migrations. */
export async function pgliteTemplate(schema: string, migrations: URL | string): Promise<Blob> {
  return cached(`${schema}-${engineHash()}-${await migrationsHash(schema, migrations)}`, async () => {
    const from = await cached(`empty-${engineHash()}`, () => dumpOf(openMemoryDatabase({ schema })));
    return dumpOf(openMigrated(schema, migrations, from));
  });
}

/** Names a state of the migrations. */
export async function migrationsHash(schema: string, migrations: URL | string): Promise<string> {
  const files = await readMigrations(migrations);
  const text = [schema, ...files.map((file) => `${file.file} ${file.checksum}`)].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** Another PGlite may lay out its files differently. */
function engineHash(): string {
  return createHash('sha256').update(readFileSync(ENGINE_PACKAGE)).digest('hex').slice(0, 8);
}

async function openMigrated(schema: string, migrations: URL | string, from: Blob): Promise<MemoryDatabase<unknown>> {
  const database = await openMemoryDatabase({ schema, from });
  const migrated = await migrate(database, { directory: migrations, clock: systemClock });
  if (!migrated.ok) throw new Error(migrated.refusal.text);
  return database;
}

async function dumpOf(opening: Promise<MemoryDatabase<unknown>>): Promise<Blob> {
  const database = await opening;
  try {
    await database.executeSql('checkpoint');
    return await database.dump();
  } finally {
    await database.close();
  }
}

/** Several workers may make the same archive at once; whichever is renamed last stays, they are alike. */
async function cached(name: string, make: () => Promise<Blob>): Promise<Blob> {
  const file = join(CACHE, `${name}.tar`);
  try {
    return new Blob([await readFile(file)]);
  } catch {
    const made = await make();
    await mkdir(CACHE, { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, Buffer.from(await made.arrayBuffer()));
    await rename(unfinished, file);
    await dropOldArchives();
    return made;
  }
}

/** Archives are of 40 MB each: those of migrations that were edited since are of no use. */
async function dropOldArchives(): Promise<void> {
  const names = (await readdir(CACHE)).map((name) => join(CACHE, name));
  const dated = await Promise.all(names.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })));
  const old = dated.toSorted((a, b) => b.at - a.at).slice(KEPT_ARCHIVES);
  await Promise.all(old.map(({ file }) => rm(file, { force: true })));
}
