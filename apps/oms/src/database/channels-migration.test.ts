/** Owns the guarantee that connections made before settings became data keep every setting and their sealed secret. */
import { mkdtemp, readdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { migrate } from '@jetway/service';
import { privateDatabase, testClock } from '@jetway/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrationsDirectory, type OmsTables, schema } from './index.ts';

/** The migrations as they were before 0009. */
async function earlier(): Promise<URL> {
  const folder = await mkdtemp(path.join(tmpdir(), 'earlier-'));
  const files = (await readdir(migrationsDirectory)).filter((file) => file < '0009');
  for (const file of files) await symlink(fileURLToPath(new URL(file, migrationsDirectory)), path.join(folder, file));
  return pathToFileURL(`${folder}/`);
}

test('settings of connections move into data, secrets stay sealed as they were', async () => {
  const database = await privateDatabase<OmsTables>(schema, await earlier());
  const { db } = database;
  await sql`insert into oms.organizations (organization_id, name, created_at, updated_at, updated_by)
    values ('o', 'Acme', 0, 0, 'test')`.execute(db);
  await sql`insert into oms.connections (organization_id, connection_id, channel, name, base_url, api_user,
      api_secret_sealed, sends_stock, node_id, created_at, updated_at, updated_by)
    values ('o', 'a', 'jet', 'A', 'http://jet.test/api', 'user', 'v1.sealed', false, 'node', 0, 0, 'test'),
      ('o', 'b', 'jet', 'B', 'http://jet.test/api', '', null, true, '', 0, 0, 'test')`.execute(db);
  expect(await migrate(database, { directory: migrationsDirectory, clock: testClock() })).toMatchObject({ ok: true });
  const rows = db.selectFrom('connections').select(['settings', 'secrets', 'sends_stock', 'node_id', 'version']);
  expect(await rows.orderBy('connection_id').execute()).toEqual([
    {
      settings: { jet_api_user: 'user' },
      secrets: { jet_api_secret: 'v1.sealed' },
      sends_stock: false,
      node_id: 'node',
      version: 1,
    },
    { settings: { jet_api_user: '' }, secrets: {}, sends_stock: true, node_id: '', version: 1 },
  ]);
  await database.close();
});
