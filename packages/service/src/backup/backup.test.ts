import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { refuse } from '@jetway/kernel';
import { privateDatabase, testClock, testServerUrl } from '@jetway/testkit';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Database, migrate, openMemoryDatabase } from '../database/index.ts';
import { orderTables } from './backup-tables.ts';
import { backup, restore } from './index.ts';

const migrations = new URL('../database/sample-migrations/', import.meta.url);
const clock = testClock();
const open: Database<unknown>[] = [];
afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

/** On the engine that the tests run on. */
async function anEmpty(): Promise<Database<unknown>> {
  const database = await privateDatabase<unknown>('sample', migrations);
  open.push(database);
  return database;
}

async function anEmbedded(): Promise<Database<unknown>> {
  const database = await openMemoryDatabase<unknown>({ schema: 'sample' });
  await migrate(database, { directory: migrations, clock });
  open.push(database);
  return database;
}

/** Rows of every kind, some of them awkward; more than fit on one page. */
async function fill(database: Database<unknown>): Promise<void> {
  await database.executeSql(`
    insert into sample.shelves (tenant_id, id, status, note, quantity, small_count, weight, price, is_active, tags, amounts,
      document, extra, defaults, digest, day, created_at)
    values
      ('a', '1', 'it''s full', E'quote " back \\\\ line\\n tab\\t null NULL {}', 9007199254740991, -5, 0.1, 12.30, false,
        '{"a,b",NULL,"","NULL","\\\\\\\\"}', '{1,NULL,-3}', '{"b": [1, 2.50, 1e100], "a": "ü 漢 😀"}', 'null', '[]', '\\x00ff', '2026-02-28', 1),
      ('a', '2', 'open', '', 0, 0, 'NaN', 'NaN', true, '{}', '{}', '[]', null, '{}', '', 'infinity', 2),
      ('A', '1', 'open', null, 0, 0, '-Infinity', null, true, '{}', null, '"text"', '{"n": 12345678901234567890}', '1', null, null, 3);
    insert into sample.shelves (tenant_id, id, document, created_at)
      select 'many', 'shelf ' || n, jsonb_build_object('n', n), n from generate_series(1, 5000) n;
    insert into sample.boxes (id, tenant_id, shelf_id, parent_id, label)
      select n, 'many', 'shelf ' || n, case when n < 3000 then n + 1 end, 'box ' || n from generate_series(3000, 1, -1) n;
    select setval('sample.boxes_id_seq', 9007199254740993)::text;
  `);
}

async function backupOf(database: Database<unknown>, meta = {}): Promise<Buffer> {
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), backup(database, stream, { clock, meta })]);
  return bytes;
}

const lines = (bytes: Buffer): string[] => gunzipSync(bytes).toString().trimEnd().split('\n');
const fromLines = (all: readonly string[]): Buffer => gzipSync(`${all.join('\n')}\n`);
/** Everything but the header, which names the engine, and the footer, whose checksum includes it. */
const content = (bytes: Buffer): string[] => lines(bytes).slice(1, -1);
const restoreFrom = (database: Database<unknown>, bytes: Buffer) => restore(database, Readable.from([bytes]));

let source: Buffer;
beforeAll(async () => {
  const database = await anEmbedded();
  await fill(database);
  source = await backupOf(database, { keys: ['k1'] });
});

describe('a backup', () => {
  test('goes from embedded to the tests engine and back with every value as it was', async () => {
    const there = await anEmpty();
    expect(await restoreFrom(there, source)).toMatchObject({
      ok: true,
      value: { rows: { shelves: 5003, boxes: 3000 } },
    });
    const again = await backupOf(there);
    expect(content(again)).toEqual(content(source));
    expect(JSON.parse(lines(again)[0] ?? '')).toMatchObject({ engine: there.engine });
    const back = await anEmbedded();
    expect((await restoreFrom(back, again)).ok).toBe(true);
    expect(content(await backupOf(back))).toEqual(content(source));
  });

  test('says what it is in its header', async () => {
    expect(JSON.parse(lines(source)[0] ?? '')).toEqual({
      format: 'jetway-backup',
      version: 1,
      schema: 'sample',
      engine: 'pglite',
      created_at: clock.now(),
      migrations: [
        { id: 1, name: 'shelves', checksum: expect.stringMatching(/^[0-9a-f]{64}$/) },
        { id: 2, name: 'boxes', checksum: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ],
      meta: { keys: ['k1'] },
    });
  });

  test('of an empty schema restores to an empty schema', async () => {
    const empty = await anEmpty();
    const bytes = await backupOf(empty);
    expect(await restoreFrom(empty, bytes)).toMatchObject({ ok: true, value: { rows: { shelves: 0, boxes: 0 } } });
  });

  test('is of one instant, though others write meanwhile', async () => {
    const database = await anEmpty();
    await fill(database);
    const stream = new PassThrough({ highWaterMark: 1 });
    const making = backup(database, stream, { clock });
    await once(stream, 'readable');
    const writing = database.executeSql(`delete from sample.boxes`);
    const bytes = await buffer(stream);
    expect((await making).rows).toEqual({ shelves: 5003, boxes: 3000 });
    expect(content(bytes)).toEqual(content(source));
    await writing;
    expect(await database.executeSql('select count(*) as n from sample.boxes')).toEqual({ rows: [{ n: 0 }] });
  });

  test('that cannot be written rejects, and the database goes on', async () => {
    const database = await anEmpty();
    await fill(database);
    const stream = new PassThrough();
    const making = backup(database, stream, { clock });
    stream.destroy(new Error('disk full'));
    await expect(making).rejects.toThrow('disk full');
    const later = new PassThrough({ highWaterMark: 1 });
    const makingLater = backup(database, later, { clock });
    await once(later, 'readable');
    later.destroy(new Error('disk full'));
    await expect(makingLater).rejects.toThrow('disk full');
    await database.ping();
  });
});

describe('restored', () => {
  test('sequences go on where they were, and constraints hold as before', async () => {
    const there = await anEmpty();
    await restoreFrom(there, source);
    const { rows } = await there.executeSql(
      `insert into sample.boxes (tenant_id, shelf_id, label) values ('a', '1', 'new') returning id::text, serial`,
    );
    expect(rows).toEqual([{ id: '9007199254740994', serial: 3001 }]);
    await expect(
      there.executeSql(`insert into sample.boxes (tenant_id, shelf_id, parent_id, label) values ('a', '1', 9999, 'x')`),
    ).rejects.toMatchObject({ code: '23503' });
    const deferrable = await there.executeSql(`select conname from pg_constraint where condeferrable`);
    expect(deferrable.rows).toEqual([]);
  });
});

describe('refused, with nothing changed:', () => {
  const all = (): string[] => lines(source);
  const replaceLine = (find: RegExp, change: (line: string) => string): Buffer => {
    const at = all().findIndex((line) => find.test(line));
    return fromLines(all().map((line, index) => (index === at ? change(line) : line)));
  };
  const header = (change: Record<string, unknown>): Buffer =>
    replaceLine(/^/, (line) => JSON.stringify({ ...(JSON.parse(line) as object), ...change }));

  const cases: Record<string, [() => Buffer, string, string]> = {
    'a file cut off': [
      () => source.subarray(0, source.length / 2),
      'damaged',
      'The backup is cut off: its end is missing.',
    ],
    'a file that ends between lines': [
      () => fromLines(all().slice(0, -1)),
      'damaged',
      'The backup is cut off: its end is missing.',
    ],
    'a changed value': [
      () => replaceLine(/box 1"/, (line) => line.replace('box 1', 'box X')),
      'damaged',
      'The backup is damaged: its checksum differs.',
    ],
    'a missing row': [
      () => fromLines(all().filter((line) => !line.includes('"box 1"'))),
      'damaged',
      'The backup is damaged: its checksum differs.',
    ],
    'bytes flipped': [
      () => {
        const bytes = Buffer.from(source);
        for (let at = 5_000; at < 5_040; at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
        return bytes;
      },
      'damaged',
      'The backup is damaged: ',
    ],
    'something after its end': [
      () => fromLines([...all(), '["x"]']),
      'damaged',
      'The backup is damaged: something follows its end.',
    ],
    'a row that does not fit': [
      () => replaceLine(/"box 1"/, () => '["x"]'),
      'damaged',
      'The backup is damaged: a row does not fit its table.',
    ],
    'a value that is none of its type': [
      () => replaceLine(/"box 1"/, (line) => line.replace(/^\["\d+"/, '["one"')),
      'damaged',
      'The backup is damaged: invalid input syntax for type bigint: "one".',
    ],
    'a file that is not compressed': [
      () => Buffer.from('id,name\n1,x\n'),
      'not_a_backup',
      'The file is not a Jetway backup.',
    ],
    'a compressed file of another kind': [
      () => gzipSync('id,name\n1,x\n'),
      'not_a_backup',
      'The file is not a Jetway backup.',
    ],
    'an empty file': [() => Buffer.alloc(0), 'not_a_backup', 'The file is not a Jetway backup.'],
    'a newer format': [
      () => header({ version: 2 }),
      'newer_format',
      'The backup has format 2; this program reads up to 1. Use the newer version.',
    ],
    'the other app': [
      () => header({ schema: 'other' }),
      'other_schema',
      'The backup is of other, and this database is of sample.',
    ],
    'a backup made before a migration': [
      () => header({ migrations: JSON.parse(all()[0] ?? '').migrations.slice(0, 1) }),
      'other_migrations',
      'The backup was made before the migration 0002_boxes, which this database has. Restore it with the version of the program that made it, then upgrade.',
    ],
    'a backup made after a migration': [
      () => header({ migrations: [...JSON.parse(all()[0] ?? '').migrations, { id: 3, name: 'more', checksum: 'x' }] }),
      'other_migrations',
      'The backup was made after the migration 0003_more, which this database does not have. Migrate the database first, with that version of the program.',
    ],
    'a migration that differs': [
      () => header({ migrations: [{ id: 1, name: 'shelves', checksum: 'x' }] }),
      'other_migrations',
      'The migration 0001_shelves of the backup is not the one that this database has.',
    ],
  };

  test('each wrong file, for what is wrong with it', async () => {
    const there = await anEmpty();
    for (const [what, [bytes, code, text]] of Object.entries(cases)) {
      const outcome = await restoreFrom(there, bytes());
      expect([what, outcome]).toEqual([
        what,
        { ok: false, refusal: expect.objectContaining({ code, text: expect.stringContaining(text) }) },
      ]);
      const { rows } = await there.executeSql('select count(*) as n from sample.shelves');
      expect([what, rows]).toEqual([what, [{ n: 0 }]]);
    }
    expect((await restoreFrom(there, source)).ok).toBe(true);
  });

  test('a database that has rows', async () => {
    const there = await anEmpty();
    await there.executeSql(
      `insert into sample.shelves (tenant_id, id, document, created_at) values ('t', '1', '{}', 1)`,
    );
    expect(await restoreFrom(there, source)).toMatchObject({
      ok: false,
      refusal: {
        code: 'not_empty',
        text: 'The database is not empty: its table shelves has rows. Restore into a new database.',
      },
    });
    expect(await there.executeSql('select tenant_id from sample.shelves')).toEqual({ rows: [{ tenant_id: 't' }] });
  });

  test('what the app does not accept, by its own text', async () => {
    const there = await anEmpty();
    const accept = ({ meta }: { meta: Readonly<Record<string, unknown>> }) =>
      refuse('key_missing', `The key ${String(meta['keys'])} is needed.`);
    expect(await restore(there, Readable.from([source]), { accept })).toMatchObject({
      ok: false,
      refusal: { code: 'not_accepted', text: 'The key k1 is needed.' },
    });
  });

  test('a stream that breaks is an error of its own', async () => {
    const there = await anEmpty();
    const broken = new PassThrough();
    const gone = { cause: expect.objectContaining({ message: 'network gone' }) };
    const restoring = restore(there, broken);
    broken.write(source.subarray(0, 1_000));
    broken.destroy(new Error('network gone'));
    await expect(restoring).rejects.toMatchObject(gone);
    const later = Readable.from(
      (async function* () {
        yield source.subarray(0, source.length / 2);
        throw new Error('network gone');
      })(),
    );
    await expect(restore(there, later)).rejects.toMatchObject(gone);
    await expect(restore(there, createReadStream('/nowhere/backup'))).rejects.toMatchObject({
      cause: { code: 'ENOENT' },
    });
    expect((await restoreFrom(there, source)).ok).toBe(true);
  });
});

describe('the order of tables', () => {
  const table = (name: string) => ({ name, columns: [], primaryKey: [] });
  const key = (from: string, to: string) => ({ name: `${from}_${to}`, table: from, references: to });

  test('puts what is referenced first, and names the keys that no order satisfies', () => {
    const tables = ['a', 'b', 'c', 'd', 'e'].map(table);
    const keys = [key('a', 'b'), key('b', 'c'), key('c', 'c'), key('d', 'e'), key('e', 'd')];
    const { tables: ordered, circular } = orderTables(tables, keys);
    expect(ordered.map(({ name }) => name)).toEqual(['c', 'b', 'a', 'e', 'd']);
    expect(circular.map(({ name }) => name)).toEqual(['c_c', 'e_d']);
  });
});

test.runIf(testServerUrl() !== undefined)('these tests crossed engines', async () => {
  expect((await anEmpty()).engine).toBe('postgres');
});
