import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyServerDatabase, testClock } from '@jetway/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { appliedMigrations, type Database, migrate, openDatabase, openMemoryDatabase } from './index.ts';

const clock = testClock();
let opened: Database<unknown>[];
let drop: (() => Promise<void>) | undefined;
let number = 0;
let schema: string;
let directory: string;

beforeAll(async () => {
  const server = await emptyServerDatabase();
  drop = server?.drop;
  opened = server === undefined ? [await openMemoryDatabase({ schema: 'public' })] : [];
  while (server !== undefined && opened.length < 4) {
    const database = await openDatabase<unknown>({ url: server.url, schema: 'public', maxConnections: 2 });
    if (!database.ok) throw new Error(database.refusal.text);
    opened.push(database.value);
  }
});
afterAll(async () => {
  for (const database of opened) await database.close();
  await drop?.();
});
beforeEach(async () => {
  number += 1;
  schema = `m${number}`;
  directory = await mkdtemp(join(tmpdir(), 'jetway-migrations-'));
  await write('0001_first.sql', `create table ${schema}.first (n bigint); insert into ${schema}.first values (1);`);
});

const write = (file: string, text: string): Promise<void> => writeFile(join(directory, file), text);

/** As if each were a process of its own; on the embedded engine there is one. */
const processes = (): Database<unknown>[] => opened.map((database) => ({ ...database, schema }));

function first(): Database<unknown> {
  const [database] = processes();
  if (database === undefined) throw new Error('no database');
  return database;
}

describe('migrate', () => {
  test('applies what is missing, in order, and nothing twice', async () => {
    await write('0002_second.sql', `alter table ${schema}.first add column m bigint;`);
    expect(await migrate(first(), { directory, clock })).toEqual({
      ok: true,
      value: { applied: ['0001_first.sql', '0002_second.sql'] },
    });
    expect(await migrate(first(), { directory, clock })).toEqual({ ok: true, value: { applied: [] } });
    await write('0003_third.sql', `update ${schema}.first set m = 3;`);
    expect(await migrate(first(), { directory, clock })).toEqual({ ok: true, value: { applied: ['0003_third.sql'] } });
    expect(await first().executeSql(`select n, m from ${schema}.first`)).toEqual({ rows: [{ n: 1, m: 3 }] });
  });

  test('keeps number, name, checksum and instant', async () => {
    await migrate(first(), { directory, clock });
    const { rows } = await first().executeSql(`select * from ${schema}.migrations`);
    const checksum = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(rows).toEqual([{ id: 1, name: 'first', checksum, applied_at: clock.now() }]);
    expect(await appliedMigrations(first().db, schema)).toEqual([{ id: 1, name: 'first', checksum }]);
    expect(await appliedMigrations(first().db, 'nowhere')).toEqual([]);
  });

  test('several processes at once: each migration is applied by one of them, and all come out done', async () => {
    for (let round = 0; round < 20; round += 1) {
      const fresh = `${schema}_${round}`;
      await write('0001_first.sql', `create table ${fresh}.first (n bigint); insert into ${fresh}.first values (1);`);
      await write('0002_more.sql', `insert into ${fresh}.first select 2 from generate_series(1, 100);`);
      const starts = processes().map((database) => migrate({ ...database, schema: fresh }, { directory, clock }));
      const outcomes = await Promise.all(starts);
      const applied = outcomes.flatMap((outcome) => (outcome.ok ? outcome.value.applied : [outcome.refusal.text]));
      expect(applied.toSorted()).toEqual(['0001_first.sql', '0002_more.sql']);
      expect(await first().executeSql(`select count(*) as n from ${fresh}.first`)).toEqual({ rows: [{ n: 101 }] });
    }
  });

  test('a failing one is named and leaves nothing; what came before stays', async () => {
    await write('0002_broken.sql', `create table ${schema}.half (n bigint); select * from nowhere;`);
    await expect(migrate(first(), { directory, clock })).rejects.toThrow(
      `the migration 0002_broken.sql of the schema ${schema} failed: relation "nowhere" does not exist`,
    );
    const { rows } = await first().executeSql(`select to_regclass('${schema}.half') as half`);
    expect(rows).toEqual([{ half: null }]);
    expect((await appliedMigrations(first().db, schema)).map(({ id }) => id)).toEqual([1]);
  });

  test('one that was edited after it was applied is refused by its name', async () => {
    await migrate(first(), { directory, clock });
    await write('0001_first.sql', 'select 1;');
    expect(await migrate(first(), { directory, clock })).toMatchObject({
      ok: false,
      refusal: { code: 'changed', text: expect.stringContaining('0001_first.sql') },
    });
  });

  test('line ends do not count as an edit', async () => {
    await write('0001_first.sql', `create table ${schema}.first\n(n bigint);\n`);
    await migrate(first(), { directory, clock });
    await write('0001_first.sql', `create table ${schema}.first\r\n(n bigint);\r\n`);
    expect(await migrate(first(), { directory, clock })).toEqual({ ok: true, value: { applied: [] } });
  });

  test('a database newer than the program is refused by the name of what it has', async () => {
    await write('0002_second.sql', 'select 1;');
    await migrate(first(), { directory, clock });
    const older = await mkdtemp(join(tmpdir(), 'jetway-migrations-'));
    await writeFile(
      join(older, '0001_first.sql'),
      `create table ${schema}.first (n bigint); insert into ${schema}.first values (1);`,
    );
    expect(await migrate(first(), { directory: older, clock })).toMatchObject({
      ok: false,
      refusal: { code: 'newer', text: expect.stringContaining('0002_second.sql') },
    });
  });

  test('a number below one that was applied is refused', async () => {
    await write('0003_third.sql', 'select 1;');
    await migrate(first(), { directory, clock });
    await write('0002_second.sql', 'select 1;');
    expect(await migrate(first(), { directory, clock })).toMatchObject({
      ok: false,
      refusal: { code: 'out_of_order', text: expect.stringContaining('0002_second.sql') },
    });
  });

  test('file names that say no number, and numbers given twice, are errors', async () => {
    await write('0001_again.sql', 'select 1;');
    await expect(migrate(first(), { directory, clock })).rejects.toThrow(
      'two migrations have the number of 0001_first.sql',
    );
    await write('1_short.sql', 'select 1;');
    await expect(migrate(first(), { directory, clock })).rejects.toThrow('NNNN_name.sql, not 1_short.sql');
  });
});
