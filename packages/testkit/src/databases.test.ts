import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyServerDatabase, privateDatabase, testDatabase, testServerUrl } from './index.ts';

interface Tables {
  things: { id: string };
}

let migrations: string;
beforeAll(async () => {
  migrations = await mkdtemp(join(tmpdir(), 'jetway-testkit-'));
  await writeFile(join(migrations, '0001_things.sql'), 'create table kit.things (id text collate "C" primary key);');
});

describe('databases for tests', () => {
  test('a worker has one database per schema, with its migrations applied', async () => {
    const first = await testDatabase<Tables>('kit', migrations);
    await first.db.insertInto('things').values({ id: 'kept' }).execute();
    const again = await testDatabase<Tables>('kit', migrations);
    expect(await again.db.selectFrom('things').selectAll().execute()).toEqual([{ id: 'kept' }]);
    expect(again.engine).toBe(testServerUrl() === undefined ? 'pglite' : 'postgres');
  });

  test('a private database begins empty and changes no other', async () => {
    const shared = await testDatabase<Tables>('kit', migrations);
    const mine = await privateDatabase<Tables>('kit', migrations);
    expect(await mine.db.selectFrom('things').selectAll().execute()).toEqual([]);
    await mine.db.insertInto('things').values({ id: 'mine' }).execute();
    await mine.close();
    expect(await shared.db.selectFrom('things').selectAll().where('id', '=', 'mine').execute()).toEqual([]);
  });

  test('when migrations change, the template is another', async () => {
    await writeFile(join(migrations, '0002_more.sql'), 'alter table kit.things add column note text;');
    const changed = await privateDatabase<{ things: { note: string | null } }>('kit', migrations);
    expect(await changed.db.selectFrom('things').select('note').execute()).toEqual([]);
    await changed.close();
  });
});

describe.runIf(testServerUrl() !== undefined)('databases on a server', () => {
  let url: string | undefined;
  let drop: (() => Promise<void>) | undefined;
  afterAll(async () => drop?.());

  test('an empty database is new, and gone when it is dropped', async () => {
    const made = await emptyServerDatabase();
    ({ url, drop } = made ?? {});
    expect(url).toMatch(/\/jetway_test_\d+_[0-9a-f]{8}/);
    const mine = await privateDatabase<Tables>('kit', migrations);
    const name = new URL(url ?? '').pathname.slice(1);
    const find = sql<{ n: number }>`select count(*) as n from pg_database where datname = ${name}`;
    expect((await find.execute(mine.db)).rows).toEqual([{ n: 1 }]);
    await made?.drop();
    expect((await find.execute(mine.db)).rows).toEqual([{ n: 0 }]);
    await mine.close();
  });
});
