import { privateDatabase, testDatabase, testIds } from '@jetway/testkit';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  assertNoTransaction,
  type Database,
  isUniqueViolation,
  notify,
  outsideTransaction,
  statement,
} from './index.ts';

interface Tables {
  boxes: { id?: number; tenant_id: string; shelf_id: string; label: string };
  shelves: { tenant_id: string; id: string; quantity: number; document: string; created_at: number };
}

const migrations = new URL('./sample-migrations/', import.meta.url);
const ids = testIds();
let database: Database<Tables>;
beforeAll(async () => {
  database = await testDatabase<Tables>('sample', migrations);
});

/** A shelf of a tenant of its own. */
async function aShelf(quantity = 0): Promise<{ tenant_id: string; id: string }> {
  const key = { tenant_id: ids.hex32(), id: 'shelf' };
  await database.db
    .insertInto('shelves')
    .values({ ...key, quantity, document: '{}', created_at: 0 })
    .execute();
  return key;
}

const shelfGet = statement<{ quantity: number }>(
  'shelfGet',
  'select quantity from sample.shelves where tenant_id = $1 and id = $2',
);

const quantityOf = async ({ tenant_id, id }: { tenant_id: string; id: string }): Promise<number | undefined> =>
  (await shelfGet(database.db, [tenant_id, id]))[0]?.quantity;

describe('inside a transaction', () => {
  const forbidden: Record<string, () => Promise<unknown>> = {
    'a query on the root handle': () => database.db.selectFrom('shelves').select('id').execute(),
    'raw SQL on the root handle': () => sql`select 1`.execute(database.db),
    'a named statement on the root handle': () => shelfGet(database.db, ['a', 'b']),
    'a notice on the root handle': () => notify(database.db, 'channel'),
    'a second transaction': () => database.transaction(async () => 1),
    'a snapshot': () => database.snapshot(async () => 1),
    'SQL on another connection': () => database.executeSql('select 1'),
    'a ping': () => database.ping(),
    listening: async () => database.listen('channel', () => undefined),
    'whatever guards itself': async () => assertNoTransaction('HTTP request GET /orders'),
  };

  test.each(Object.keys(forbidden))('%s is refused, and the transaction goes on', async (what) => {
    const shelf = await aShelf();
    await database.transaction(async (tx) => {
      await expect(forbidden[what]?.()).rejects.toThrow(/inside a transaction on sample: only/);
      await tx.updateTable('shelves').set({ quantity: 5 }).where('tenant_id', '=', shelf.tenant_id).execute();
    });
    expect(await quantityOf(shelf)).toBe(5);
  });

  test('the refusal reaches through calls that do not get the transaction', async () => {
    const deep = async (): Promise<unknown> => quantityOf({ tenant_id: 'a', id: 'b' });
    await expect(database.transaction(() => Promise.all([Promise.resolve().then(deep)]))).rejects.toThrow(
      'a query on the root handle inside a transaction on sample',
    );
  });

  test('another database is as forbidden as the root handle', async () => {
    const other = await privateDatabase<Tables>('sample', migrations);
    await expect(database.transaction(() => other.ping())).rejects.toThrow('inside a transaction on sample');
    await other.close();
  });

  test('named statements and notices run on its own handle', async () => {
    const shelf = await aShelf(3);
    const rows = await database.transaction(async (tx) => {
      await notify(tx, 'channel');
      return shelfGet(tx, [shelf.tenant_id, shelf.id]);
    });
    expect(rows).toEqual([{ quantity: 3 }]);
  });
});

describe('after a transaction', () => {
  test('what it started and did not wait for is free again', async () => {
    const shelf = await aShelf(4);
    const ended = Promise.withResolvers<void>();
    let left: Promise<number | undefined> | undefined;
    await database.transaction(async () => {
      left = ended.promise.then(() => quantityOf(shelf));
    });
    ended.resolve();
    expect(await left).toBe(4);
  });

  test('its handle is refused', async () => {
    const tx = await database.transaction(async (handle) => handle);
    await expect(tx.selectFrom('shelves').select('id').execute()).rejects.toThrow(/already committed/i);
  });
});

describe('transactions', () => {
  test('what throws leaves no trace, and the connection is usable', async () => {
    const shelf = await aShelf(1);
    const work = database.transaction(async (tx) => {
      await tx.updateTable('shelves').set({ quantity: 9 }).where('tenant_id', '=', shelf.tenant_id).execute();
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await quantityOf(shelf)).toBe(1);
  });

  test('a swallowed failure of a statement does not pass for a commit', async () => {
    const work = database.transaction(async (tx) => {
      await sql`select 1 / 0`.execute(tx).catch(() => undefined);
    });
    await expect(work).rejects.toThrow('a statement in it failed and its error was swallowed');
  });

  test('are opened by database.transaction alone', async () => {
    const work = async (): Promise<number> => 1;
    await expect(database.db.transaction().execute(work)).rejects.toThrow('opened by database.transaction()');
    await expect(database.db.startTransaction().execute()).rejects.toThrow('opened by database.transaction()');
    expect(await database.transaction(work)).toBe(1);
  });

  test('a deadlock or a serialization failure is tried again, four times in all', async () => {
    for (const [state, failures, outcome] of [
      ['40001', 3, 'done'],
      ['40P01', 3, 'done'],
      ['40001', 4, 'failed'],
      ['23505', 1, 'failed'],
    ] as const) {
      let attempts = 0;
      const work = database.transaction(async (tx) => {
        attempts += 1;
        if (attempts <= failures) await sql.raw(`do $$ begin raise sqlstate '${state}'; end $$`).execute(tx);
        return 'done';
      });
      expect(await work.catch(() => 'failed')).toBe(outcome);
      expect(attempts).toBe(state === '23505' ? 1 : Math.min(failures + 1, 4));
    }
  });

  test('forty at once on one row lose no update', async () => {
    const shelf = await aShelf();
    const addOne = statement(
      'shelfAddOne',
      'update sample.shelves set quantity = quantity + 1 where tenant_id = $1 and id = $2',
    );
    const add = () =>
      database.transaction(async (tx) => {
        await addOne(tx, [shelf.tenant_id, shelf.id]);
        await shelfGet(tx, [shelf.tenant_id, shelf.id]);
      });
    await Promise.all([...Array.from({ length: 40 }, add), quantityOf(shelf), database.ping()]);
    expect(await quantityOf(shelf)).toBe(40);
  });

  test('a snapshot reads and does not write', async () => {
    const shelf = await aShelf(2);
    const write = database.snapshot((tx) =>
      tx.updateTable('shelves').set({ quantity: 3 }).where('tenant_id', '=', shelf.tenant_id).execute(),
    );
    await expect(write).rejects.toThrow('read-only transaction');
    expect(await database.snapshot((tx) => shelfGet(tx, [shelf.tenant_id, shelf.id]))).toEqual([{ quantity: 2 }]);
  });

  test('outsideTransaction steps out of it', async () => {
    expect(await database.transaction(async () => outsideTransaction(() => assertNoTransaction('x')))).toBeUndefined();
  });
});

describe('statements', () => {
  test('a broken unique constraint is told by its name', async () => {
    const shelf = await aShelf();
    const box = { tenant_id: shelf.tenant_id, shelf_id: shelf.id, label: ids.hex32() };
    await database.db.insertInto('boxes').values(box).execute();
    const error = await database.db
      .insertInto('boxes')
      .values(box)
      .execute()
      .catch((caught: unknown) => caught);
    expect([isUniqueViolation(error, 'boxes_label_key'), isUniqueViolation(error, 'other')]).toEqual([true, false]);
    expect(isUniqueViolation(new Error('other'))).toBe(false);
  });

  test('how many rows were written is told', async () => {
    const shelf = await aShelf();
    const update = database.db.updateTable('shelves').set({ quantity: 1 }).where('tenant_id', '=', shelf.tenant_id);
    expect((await update.executeTakeFirst()).numUpdatedRows).toBe(1n);
  });

  test('a failing one names who asked', async () => {
    const caught = await shelfGet(database.db, []).catch((error: unknown) => error);
    expect(caught).toMatchObject({ code: expect.stringMatching(/^(08P01|42P02)$/) });
    expect(caught instanceof Error && caught.stack).toContain('transactions.test.ts');
  });

  test('one name stands for one text', async () => {
    const first = statement('statementTwice', 'select 1 as n');
    const second = statement('statementTwice', 'select 2 as n');
    await expect(database.transaction(async (tx) => [await first(tx, []), await second(tx, [])])).rejects.toThrow(
      'statementTwice',
    );
  });

  test('raw SQL without values may hold several statements', async () => {
    expect(await database.executeSql('select 1 as n; select 2 as n')).toEqual({ rows: [{ n: 1 }, { n: 2 }] });
    expect(await database.executeSql('select $1::int8 + 1 as n', [1])).toEqual({ rows: [{ n: 2 }] });
  });
});
