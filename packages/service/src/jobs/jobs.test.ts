/** Owns the guarantees of jobs, on the engine that the tests run on. */
import { privateDatabase } from '@jetway/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/index.ts';
import { createLog, silentLog } from '../logs/index.ts';
import { createJobs, type Job } from './jobs.ts';

let database: Database<unknown>;
beforeAll(async () => {
  database = await privateDatabase<unknown>('sample', new URL('../database/sample-migrations/', import.meta.url));
});
afterAll(async () => database.close());

describe('jobs', () => {
  test('a job sent is run once with its data, and one with the same key is not queued beside it', async () => {
    const jobs = createJobs({ database, schema: 'sample_jobs', log: silentLog });
    const { promise: seen, resolve } = Promise.withResolvers<Job>();
    const gate = Promise.withResolvers<void>();
    jobs.define({
      name: 'report',
      run: async (job) => {
        resolve(job);
        await gate.promise;
      },
    });
    await jobs.start();
    const id = await jobs.send('report', { version: 1, sku: 'a' }, { onceKey: 'a' });
    expect(await jobs.send('report', { version: 1, sku: 'a' }, { onceKey: 'a' })).toBeUndefined();
    expect(await seen).toMatchObject({ id, data: { version: 1, sku: 'a' } });
    gate.resolve();
    await jobs.stop();
    const { rows } = await database.executeSql(`select state::text from sample_jobs.job where name = 'report'`);
    expect(rows).toEqual([{ state: 'completed' }]);
  });

  test('as many jobs of a kind run at once as it says, and a stop tells those at work', async () => {
    const jobs = createJobs({ database, schema: 'sample_jobs', log: silentLog });
    const both = Promise.withResolvers<void>();
    const told: unknown[] = [];
    let atWork = 0;
    jobs.define({
      name: 'side-by-side',
      parallel: 2,
      run: async ({ data, signal }) => {
        atWork += 1;
        if (atWork === 2) both.resolve();
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        told.push(data);
      },
    });
    await jobs.start();
    await jobs.send('side-by-side', { n: 1 });
    await jobs.send('side-by-side', { n: 2 });
    await both.promise;
    await jobs.stop();
    expect(told).toHaveLength(2);
  });

  test('a failing job is logged with its name and kept for another try', async () => {
    const lines: string[] = [];
    const { promise: failed, resolve } = Promise.withResolvers<void>();
    const log = createLog({
      destination: {
        write: (line) => {
          lines.push(line);
          resolve();
        },
      },
    });
    const jobs = createJobs({ database, schema: 'sample_jobs', log });
    jobs.define({ name: 'doomed', run: async () => Promise.reject(new Error('no luck')) });
    await jobs.start();
    await jobs.send('doomed', { version: 1 });
    await failed;
    await jobs.stop();
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ job: 'doomed', error: { message: 'no luck' } });
    const { rows } = await database.executeSql(`select state::text from sample_jobs.job where name = 'doomed'`);
    expect(rows).toEqual([{ state: 'retry' }]);
  });

  test('a schedule that is no longer declared is dropped', async () => {
    const first = createJobs({ database, schema: 'sample_jobs', log: silentLog });
    first.schedule('0 3 * * *', { name: 'nightly', run: async () => undefined });
    await first.start();
    await first.stop();
    const second = createJobs({ database, schema: 'sample_jobs', log: silentLog });
    await second.start();
    await second.stop();
    const { rows } = await database.executeSql('select name from sample_jobs.schedule');
    expect(rows).toEqual([]);
  });
});
