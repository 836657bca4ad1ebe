import { emptyServerDatabase, privateDatabase, testServerUrl } from '@jetway/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertNoTransaction, type Database, notify, openDatabase } from './index.ts';

let database: Database<unknown>;
beforeAll(async () => {
  database = await privateDatabase<unknown>('sample', new URL('./sample-migrations/', import.meta.url));
});
afterAll(() => database.close());

/** Collects payloads, and resolves when one that was waited for is among them. */
function collector() {
  const heard: string[] = [];
  const waiting: { payload: string; resolve: () => void }[] = [];
  return {
    heard,
    hear: (payload: string) => {
      heard.push(payload);
      for (const wait of waiting) if (wait.payload === payload) wait.resolve();
    },
    until: (payload: string): Promise<void> =>
      heard.includes(payload) ? Promise.resolve() : new Promise((resolve) => waiting.push({ payload, resolve })),
  };
}

describe('notices', () => {
  test('are heard when the transaction commits, by the listeners of that channel only', async () => {
    const [mine, other] = [collector(), collector()];
    const stops = [await database.listen('Orders due', mine.hear), await database.listen('other', other.hear)];
    await database.transaction(async (tx) => notify(tx, 'Orders due', 'lost')).then(() => mine.until('lost'));
    await database
      .transaction(async (tx) => {
        await notify(tx, 'Orders due', 'never sent');
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await notify(database.db, 'Orders due', 'second');
    await notify(database.db, 'other', 'end');
    await Promise.all([mine.until('second'), other.until('end')]);
    expect([mine.heard, other.heard]).toEqual([['lost', 'second'], ['end']]);
    for (const stop of stops) await stop();
  });

  test('that are told go out soon, each different one once, and from a transaction when it is committed', async () => {
    const mine = collector();
    const stop = await database.listen('told', mine.hear);
    database.tell('told', 'alone');
    await mine.until('alone');
    await database
      .transaction(async () => {
        database.tell('told', 'never sent');
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    await database.transaction(async () => database.tell('told', 'committed'));
    await mine.until('committed');
    for (const payload of ['x', 'x', 'end']) database.tell('told', payload);
    await mine.until('end');
    expect(mine.heard.filter((payload) => payload !== 'x')).toEqual(['alone', 'committed', 'end']);
    await stop();
  });

  test('a listener that stopped hears nothing more', async () => {
    const [stopped, going] = [collector(), collector()];
    const stop = await database.listen('stopping', stopped.hear);
    await database.listen('stopping', going.hear);
    await stop();
    await notify(database.db, 'stopping', 'x');
    await going.until('x');
    expect(stopped.heard).toEqual([]);
  });

  test('are heard outside of the transaction that sent them', async () => {
    const done = Promise.withResolvers<string>();
    await database.listen('context', () => {
      try {
        assertNoTransaction('a query');
        done.resolve('outside');
      } catch {
        done.resolve('inside');
      }
    });
    await database.transaction((tx) => notify(tx, 'context'));
    expect(await done.promise).toBe('outside');
  });
});

describe.runIf(testServerUrl() !== undefined)('notices on a server', () => {
  test('a listener whose connection is lost is woken with an empty payload and hears again', async () => {
    const made = await emptyServerDatabase();
    const opened = await openDatabase<unknown>({ url: made?.url, schema: 'sample' });
    if (!opened.ok) throw new Error(opened.refusal.text);
    const lost = collector();
    await opened.value.listen('wake', lost.hear);
    await opened.value.executeSql(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen%'`,
    );
    await lost.until('');
    await notify(opened.value.db, 'wake', 'again');
    await lost.until('again');
    expect(lost.heard).toEqual(['', 'again']);
    await opened.value.close();
    await made?.drop();
  });
});
