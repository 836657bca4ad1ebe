/** Owns the guarantees of keys in a table, for both forms that tables have. */
import { DAY_MS, type ManualClock, MINUTE_MS } from '@jetway/kernel';
import { privateDatabase, testClock } from '@jetway/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, runScript } from '../database/index.ts';
import { createSecretBox } from '../secrets/index.ts';
import type { IdempotencyStore, RecordedReply } from './idempotency.ts';
import { createIdempotencyStore, type IdempotencyTable, sweepIdempotencyKeys } from './idempotency-table.ts';

const oneWord: IdempotencyTable = {
  name: 'sample.one_word',
  scope: ['scope'],
  begunAt: 'begun_at',
  cutOffAfterMs: 5 * MINUTE_MS,
};
const twoWords: IdempotencyTable = { name: 'sample.two_words', scope: ['tenant', 'person'], begunAt: 'at' };

const columns = 'key text, fingerprint text, status integer, content_type text, body text';
/** A database each: names of statements belong to one text in a database. */
const databases = new Map<IdempotencyTable, Database<unknown>>();
const databaseOf = (table: IdempotencyTable): Database<unknown> => {
  const database = databases.get(table);
  if (database === undefined) throw new Error(`no database was made for ${table.name}`);
  return database;
};
beforeAll(async () => {
  for (const table of [oneWord, twoWords]) {
    const database = await privateDatabase<unknown>(
      'sample',
      new URL('../database/sample-migrations/', import.meta.url),
    );
    databases.set(table, database);
    const scope = table.scope.join(', ');
    const scopeColumns = table.scope.map((column) => `${column} text`).join(', ');
    await runScript(
      database.db,
      `create table ${table.name} (${scopeColumns}, ${table.begunAt} bigint, ${columns}, primary key (${scope}, key));`,
    );
  }
});
afterAll(async () => {
  for (const database of databases.values()) await database.close();
});

interface Ground {
  readonly clock: ManualClock;
  readonly store: IdempotencyStore;
}
const secretBox = createSecretBox(new Uint8Array(32).fill(7));
const groundOf = async (table: IdempotencyTable): Promise<Ground> => {
  const database = databaseOf(table);
  await runScript(database.db, `delete from ${table.name}`);
  const clock = testClock();
  return { clock, store: createIdempotencyStore({ database, clock, secretBox, table }) };
};

const reply: RecordedReply = { status: 201, contentType: 'application/json', body: '{"secret":"hush"}' };
const empty: RecordedReply = { status: 204, contentType: '', body: null };
const first = { scope: 'tenant person', key: 'k', fingerprint: 'a' };

describe.each([oneWord, twoWords])('keys in $name', (table) => {
  test('the second time is told the first answer, another request under the same key is refused', async () => {
    const { store } = await groundOf(table);
    expect(await store.begin(first)).toEqual({ kind: 'new' });
    expect(await store.begin(first)).toEqual({ kind: 'in_progress' });
    await store.finish(first, reply);
    expect(await store.begin(first)).toEqual({ kind: 'replay', reply });
    expect(await store.begin({ ...first, fingerprint: 'b' })).toEqual({ kind: 'reused' });
  });

  test('an answer without a body is repeated without one', async () => {
    const { store } = await groundOf(table);
    await store.begin(first);
    await store.finish(first, empty);
    expect(await store.begin(first)).toEqual({ kind: 'replay', reply: empty });
  });

  test('keys of others are others', async () => {
    const { store } = await groundOf(table);
    await store.begin(first);
    expect(await store.begin({ ...first, scope: 'tenant other', fingerprint: 'b' })).toEqual({ kind: 'new' });
    expect(await store.begin({ ...first, key: 'l' })).toEqual({ kind: 'new' });
  });

  test('of many at once one is new', async () => {
    const { store } = await groundOf(table);
    const begun = await Promise.all(Array.from({ length: 8 }, () => store.begin(first)));
    expect(begun.filter(({ kind }) => kind === 'new')).toHaveLength(1);
    expect(begun.filter(({ kind }) => kind === 'in_progress')).toHaveLength(7);
  });

  test('work that failed on our side frees its key; what was answered stays', async () => {
    const { store } = await groundOf(table);
    await store.begin(first);
    await store.abandon(first);
    expect(await store.begin(first)).toEqual({ kind: 'new' });
    await store.finish(first, reply);
    await store.abandon(first);
    expect(await store.begin(first)).toEqual({ kind: 'replay', reply });
  });

  test('after a day a key is new again, and swept', async () => {
    const { store, clock } = await groundOf(table);
    await store.begin(first);
    await store.finish(first, reply);
    clock.advance(DAY_MS - 1);
    expect(await sweepIdempotencyKeys(databaseOf(table).db, table, clock.now())).toBe(0);
    expect(await store.begin(first)).toEqual({ kind: 'replay', reply });
    clock.advance(1);
    expect(await store.begin({ ...first, fingerprint: 'b' })).toEqual({ kind: 'new' });
    clock.advance(DAY_MS);
    expect(await sweepIdempotencyKeys(databaseOf(table).db, table, clock.now())).toBe(1);
  });

  test('no answer is kept readable', async () => {
    const { store } = await groundOf(table);
    await store.begin(first);
    await store.finish(first, reply);
    const { rows } = await databaseOf(table).executeSql(`select * from ${table.name}`, []);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('hush');
  });
});

describe('work without an end', () => {
  test('frees its key when the table says after how long', async () => {
    const { store, clock } = await groundOf(oneWord);
    await store.begin(first);
    clock.advance(5 * MINUTE_MS - 1);
    expect(await store.begin(first)).toEqual({ kind: 'in_progress' });
    clock.advance(1);
    expect(await store.begin(first)).toEqual({ kind: 'new' });
  });

  test('keeps its key in progress for a day otherwise', async () => {
    const { store, clock } = await groundOf(twoWords);
    await store.begin(first);
    clock.advance(DAY_MS - 1);
    expect(await store.begin(first)).toEqual({ kind: 'in_progress' });
    clock.advance(1);
    expect(await store.begin(first)).toEqual({ kind: 'new' });
  });
});
