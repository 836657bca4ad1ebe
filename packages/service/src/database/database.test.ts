import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { privateDatabase, testServerUrl } from '@jetway/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, statement } from './index.ts';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'jetway-database-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

/** A process that opens the directory, commits without end, and tells each number it has committed. */
const WRITER = `
  import { openDatabase } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
  const opened = await openDatabase({ dataDir: process.argv[1], schema: 'public', command: 'jetway writer' });
  if (!opened.ok) throw new Error(opened.refusal.text);
  await opened.value.executeSql('create table if not exists numbers (n bigint)');
  for (let n = 1; ; n += 1) {
    await opened.value.executeSql('insert into numbers values ($1)', [n]);
    process.stdout.write(n + '\\n');
  }`;

describe('the embedded database', () => {
  test('is locked while it is open, survives kill -9 with all it committed, and closes cleanly', async () => {
    const dataDir = join(parent, 'killed');
    const child = spawn(process.execPath, ['--input-type=module', '-e', WRITER, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    let told = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      told = Number(line);
      if (told === 1) {
        expect(await openDatabase({ dataDir, schema: 'public' })).toMatchObject({
          ok: false,
          refusal: { code: 'directory_locked', text: expect.stringContaining(`process ${child.pid} (jetway writer)`) },
        });
      }
      if (told === 200) child.kill('SIGKILL');
    }
    await ended;
    const opened = await openDatabase<unknown>({ dataDir, schema: 'public' });
    if (!opened.ok) throw new Error(opened.refusal.text);
    const { rows } = await opened.value.executeSql('select count(*) as n, max(n) as last from numbers');
    expect(Number(rows[0]?.['n'])).toBe(rows[0]?.['last']);
    expect(Number(rows[0]?.['last'])).toBeGreaterThanOrEqual(told);
    await opened.value.close();
    const again = await openDatabase<unknown>({ dataDir, schema: 'public' });
    expect(again.ok).toBe(true);
    if (again.ok) await again.value.close();
  });

  test('a first start that was cut off is begun anew', async () => {
    const dataDir = join(parent, 'cut-off');
    await mkdir(join(dataDir, 'pgdata'), { recursive: true });
    await writeFile(join(dataDir, 'pgdata', 'PG_VERSION'), '18\n');
    const opened = await openDatabase<unknown>({ dataDir, schema: 'public' });
    if (!opened.ok) throw new Error(opened.refusal.text);
    expect(await opened.value.executeSql('select 1 as n')).toEqual({ rows: [{ n: 1 }] });
    await opened.value.close();
  });

  test('a damaged directory is refused with the cause, and left unlocked', async () => {
    const dataDir = join(parent, 'damaged');
    await mkdir(join(dataDir, 'pgdata'), { recursive: true });
    await writeFile(join(dataDir, 'pgdata', 'PG_VERSION'), '12\n');
    await writeFile(join(dataDir, 'pgdata.complete'), '');
    for (let time = 0; time < 2; time += 1) {
      expect(await openDatabase({ dataDir, schema: 'public' })).toMatchObject({
        ok: false,
        refusal: { code: 'directory_unusable', text: expect.stringContaining(`The database in ${dataDir}`) },
      });
    }
  });
});

describe('a server', () => {
  test('that is not there is refused with the cause, without the password', async () => {
    const port = await closedPort();
    const opened = await openDatabase({ url: `postgres://user:secret@127.0.0.1:${port}/none`, schema: 'public' });
    expect(opened).toMatchObject({
      ok: false,
      refusal: {
        code: 'unreachable',
        text: `The database server cannot be used: connect ECONNREFUSED 127.0.0.1:${port}`,
      },
    });
  });

  test('a URL that is none is refused', async () => {
    expect(await openDatabase({ url: 'postgres://[', schema: 'public' })).toMatchObject({
      ok: false,
      refusal: { code: 'unreachable' },
    });
  });

  test.runIf(testServerUrl() !== undefined)('a database that does not exist is refused by its name', async () => {
    const url = new URL(testServerUrl() ?? '');
    url.pathname = '/jetway_nowhere';
    expect(await openDatabase({ url: url.href, schema: 'public' })).toMatchObject({
      ok: false,
      refusal: { code: 'unreachable', text: expect.stringContaining('"jetway_nowhere" does not exist') },
    });
  });
});

describe('a long row of statements', () => {
  test('lets the event loop turn', async () => {
    const database = await privateDatabase<unknown>('sample', new URL('./sample-migrations/', import.meta.url));
    let turned = false;
    setImmediate(() => {
      turned = true;
    });
    for (let n = 0; n < 2_000 && !turned; n += 1) await database.executeSql('select 1');
    expect(turned).toBe(true);
    await database.close();
  });
});

describe('closing', () => {
  test('waits for what runs, and refuses what comes after', async () => {
    const database = await privateDatabase<unknown>('sample', new URL('./sample-migrations/', import.meta.url));
    const gate = Promise.withResolvers<void>();
    const read = statement<{ n: number }>('closingRead', 'select 7 as n');
    const begun = Promise.withResolvers<void>();
    const work = database.transaction(async (tx) => {
      await read(tx, []);
      begun.resolve();
      await gate.promise;
      return read(tx, []);
    });
    await begun.promise;
    let closed = false;
    const closing = database.close().then(() => {
      closed = true;
    });
    await expect(database.ping()).rejects.toThrow('the database is closed');
    expect(closed).toBe(false);
    gate.resolve();
    expect(await work).toEqual([{ n: 7 }]);
    await closing;
    expect(closed).toBe(true);
  });
});

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
