import { DAY_MS } from '@jetway/kernel';
import { runSweeps, silentLog, sweepIdempotencyKeys } from '@jetway/service';
import { privateDatabase, testClock, testIds } from '@jetway/testkit';
import { describe, expect, test } from 'vitest';
import { migrationsDirectory, type OmsTables, schema } from './database/index.ts';
import { idempotencyTable } from './idempotency/index.ts';
import { aMember, anOrganization } from './testing/index.ts';
import { insertSession, sweepEnded } from './users/index.ts';

describe('what is deleted by age', () => {
  test('sessions that ended and keys that are forgotten go, the others stay', async () => {
    const clock = testClock();
    const at = { database: await privateDatabase<OmsTables>(schema, migrationsDirectory), ids: testIds(), clock };
    const { db } = at.database;
    const organizationId = await anOrganization(at);
    const { userId } = await aMember(at, organizationId);
    const begin = (tokenHash: string) =>
      insertSession(db, { tokenHash, userId, organizationId, ip: '', requestId: '' }, clock.now());
    const use = (key: string) =>
      db
        .insertInto('idempotency_keys')
        .values({ organization_id: organizationId, principal: 'p', key, fingerprint: 'f', created_at: clock.now() })
        .execute();
    await begin('old');
    await use('old');
    clock.advance(7 * DAY_MS);
    await begin('new');
    await use('new');
    const sweeps = [
      { name: 'keys', run: (now: number) => sweepIdempotencyKeys(db, idempotencyTable, now) },
      { name: 'sessions', run: (now: number) => sweepEnded(db, now) },
    ];
    await runSweeps(sweeps, clock.now(), silentLog);
    expect(await db.selectFrom('sessions').select('token_hash').execute()).toEqual([{ token_hash: 'new' }]);
    expect(await db.selectFrom('idempotency_keys').select('key').execute()).toEqual([{ key: 'new' }]);
    await at.database.close();
  });

  test('one that fails does not keep the others from running, and is told at the end', async () => {
    const ran: string[] = [];
    const sweep = (name: string) => ({
      name,
      run: async () => {
        ran.push(name);
        if (name === 'bad') throw new Error('broken');
        return 0;
      },
    });
    const run = runSweeps(['one', 'bad', 'two'].map(sweep), 0, silentLog);
    await expect(run).rejects.toThrow('could not be deleted');
    expect(ran).toEqual(['one', 'bad', 'two']);
  });
});
