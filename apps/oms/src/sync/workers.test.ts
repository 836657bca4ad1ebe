/** Owns the guarantees of leases, of a connection's health, and of what a program that dies leaves behind. */
import { HOUR_MS, MINUTE_MS } from '@jetway/kernel';
import { createSecretBox } from '@jetway/service';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acquireLease, holdLease, loadConnection, releaseLease, renewLease } from '../connections/index.ts';
import { aLocation, anOrganization, aSku } from '../testing/index.ts';
import { answer, type Fault, lost } from './testing/far-side.ts';
import { drainPassing, noOrders, type SyncGround, syncGround } from './testing/sync-ground.ts';

let ground: SyncGround;
let organizationId: string;
let connectionId: string;
let locationId: string;

beforeAll(async () => {
  ground = await syncGround();
});
afterAll(async () => ground.close());
beforeEach(async () => {
  ground.far.seen.length = 0;
  ground.far.fault = (_request, next) => next();
  ground.far.secret = 'the secret';
  ground.far.aheadMs = 0;
  organizationId = await anOrganization(ground);
  locationId = await aLocation(ground, organizationId);
  connectionId = await ground.connect(organizationId);
});

const connection = () => loadConnection(ground.database.db, { organizationId, connectionId });
const openProblems = async () => {
  const rows = await ground.database.db
    .selectFrom('problems')
    .select('kind')
    .where('organization_id', '=', organizationId)
    .where('state', '=', 'open')
    .execute();
  return rows.map((row) => row.kind);
};

describe('a lease', () => {
  const key = () => ({ organizationId, connectionId });

  test('has one holder; another takes it over when it has run out, with a higher fence', async () => {
    const { db } = ground.database;
    const first = await acquireLease(db, key(), 'a', 1_000, 15_000);
    expect(first).toMatchObject({ fence: 1, expiresAt: 16_000 });
    expect(await acquireLease(db, key(), 'b', 15_999, 15_000)).toBeUndefined();
    const second = await acquireLease(db, key(), 'b', 16_000, 15_000);
    expect(second?.fence).toBe(2);
    if (first === undefined || second === undefined) throw new Error('no lease');
    expect(await renewLease(db, first, 16_001, 15_000)).toBeUndefined();
    expect(await renewLease(db, second, 20_000, 15_000)).toMatchObject({ fence: 2, expiresAt: 35_000 });
  });

  test('of many who ask at once, one gets it', async () => {
    const owners = ['a', 'b', 'c', 'd', 'e'];
    const asked = await Promise.all(
      owners.map((owner) => acquireLease(ground.database.db, key(), owner, 1_000, 15_000)),
    );
    expect(asked.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  test('released, it can be taken at once; the one who lost it can record nothing', async () => {
    const { db } = ground.database;
    const first = await acquireLease(db, key(), 'a', 1_000, 15_000);
    if (first === undefined) throw new Error('no lease');
    const holds = () => ground.database.transaction((tx) => holdLease(tx, first, 2_000));
    expect(await holds()).toBe(true);
    await releaseLease(db, first);
    expect(await holds()).toBe(false);
    expect((await acquireLease(db, key(), 'b', 2_000, 15_000))?.fence).toBe(2);
    expect(await holds()).toBe(false);
  });
});

describe('workers', () => {
  test('of two programs one works; when it dies, the other takes over after the lease', async () => {
    const [first, second] = [ground.workers('first'), ground.workers('second')];
    const makeSku = () => aSku(ground, organizationId, { stock: { [locationId]: 1 }, connectionIds: [connectionId] });
    const told = () => ground.far.seen.filter((line) => line.startsWith('PATCH')).length;
    await makeSku();
    await first.drain();
    await makeSku();
    // The first is dead from here on.
    await second.drain();
    expect(told()).toBe(1);
    ground.timer.pass(15_000);
    await second.drain();
    expect(told()).toBe(2);
    // The first is back: it notices, and does nothing.
    await makeSku();
    await first.drain();
    expect(told()).toBe(2);
  });

  test('runs that a dead program left are ended, and what it was sending is handed over for reading back', async () => {
    const begun = {
      organization_id: organizationId,
      run_id: ground.ids.uuid(),
      connection_id: connectionId,
      kind: 'pull-orders',
      trigger: 'schedule',
      state: 'running',
      started_at: ground.clock.now(),
      actor: 'system',
    } as const;
    await ground.database.db.insertInto('sync_runs').values(begun).execute();
    const recovered: number[] = [];
    const orders = {
      ...noOrders,
      recoverSending: async (_tx: unknown, _organization: string, _connection: string, fence: number) => {
        recovered.push(fence);
        return 0;
      },
    };
    await ground.workers('new', orders).drain();
    const run = await ground.database.db
      .selectFrom('sync_runs')
      .select(['state', 'error'])
      .where('run_id', '=', begun.run_id)
      .executeTakeFirst();
    expect(run).toEqual({ state: 'failed', error: 'The program stopped during the run.' });
    expect(recovered).toEqual([1]);
  });

  test('the clock of the channel is measured and kept', async () => {
    ground.far.aheadMs = 3 * HOUR_MS;
    await ground.workers().drain();
    expect((await connection())?.clockOffsetMs).toBe(3 * HOUR_MS + 500);
  });
});

describe('a connection', () => {
  const pulls = () => ground.far.seen.filter((line) => line === 'GET /orders/ready').length;

  test('pulls when it is due, and no sooner', async () => {
    const workers = ground.workers();
    await workers.drain();
    await workers.drain();
    expect(pulls()).toBe(1);
    ground.timer.pass(60_000);
    await workers.drain();
    expect(pulls()).toBe(2);
  });

  test('whose credentials are refused stops loudly, and goes on once they are right', async () => {
    const workers = ground.workers();
    ground.far.secret = 'another secret';
    await workers.drain();
    expect(await connection()).toMatchObject({ state: 'refused', stateText: expect.stringContaining('Bad Request') });
    expect(await openProblems()).toEqual(['credentials-refused']);
    ground.timer.pass(HOUR_MS);
    await workers.drain();
    expect(pulls()).toBe(0);
    ground.far.secret = 'the secret';
    await ground.database.db
      .updateTable('connection_states')
      .set({ state: 'idle' })
      .where('connection_id', '=', connectionId)
      .execute();
    ground.timer.pass(60_000);
    await workers.drain();
    expect(pulls()).toBe(1);
    expect(await connection()).toMatchObject({ state: 'healthy', stateText: null });
    expect(await openProblems()).toEqual([]);
  });

  test('whose secret was sealed with another key is refused, and somebody is told to enter it anew', async () => {
    const sealed = createSecretBox(new Uint8Array(32).fill(9)).encrypt('the secret', 'anything');
    await ground.database.db
      .updateTable('connections')
      .set({ secrets: JSON.stringify({ jet_api_secret: sealed }) })
      .where('connection_id', '=', connectionId)
      .execute();
    await ground.workers().drain();
    expect(await connection()).toMatchObject({
      state: 'refused',
      stateText: expect.stringContaining('JETWAY_SECRET_KEY'),
    });
    expect(await openProblems()).toEqual(['credentials-refused']);
    expect(ground.far.seen).toEqual([]);
  });

  test.each<[string, Fault]>([
    ['loses every request', lost],
    ['answers 500', () => answer(500, { errors: ['Internal server error.'] })],
    ['answers 503', () => answer(503, { errors: ['Not now.'] })],
  ])('that %s is failing, becomes a problem after a while, and settles by itself', async (_title, fault) => {
    const workers = ground.workers();
    ground.far.fault = fault;
    for (let minute = 0; minute < 9; minute += 1) {
      await drainPassing(workers, ground.timer);
      ground.timer.pass(MINUTE_MS);
    }
    expect((await connection())?.state).toBe('failing');
    expect(await openProblems()).toEqual(['connection-failing']);
    ground.far.fault = (_request, next) => next();
    ground.timer.pass(MINUTE_MS);
    await drainPassing(workers, ground.timer);
    expect((await connection())?.state).toBe('healthy');
    expect(await openProblems()).toEqual([]);
  });
});
