/** Owns the guarantees of stock told by bulk file, and of reading stock back. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@jetway/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditOms } from '../audit-oms.ts';
import { systemActor } from '../edge/index.ts';
import { adjustStock, readDesiredStock } from '../inventory/index.ts';
import { aLocation, anOrganization, aSku } from '../testing/index.ts';
import { sampleSize } from './read-back.ts';
import { MOST_SKUS_OF_FILE, nextLook, planFiles, stockFileLifecycle } from './stock-files.ts';
import { answer, answerLost, inTurn, only } from './testing/far-side.ts';
import { drainPassing, type SyncGround, syncGround } from './testing/sync-ground.ts';
import type { Workers } from './workers.ts';

let ground: SyncGround;
let organizationId: string;
let connectionId: string;
let locationId: string;
let workers: Workers;

beforeAll(async () => {
  ground = await syncGround();
});
afterAll(async () => ground.close());
beforeEach(async () => {
  const { far } = ground;
  far.fault = (_request, next) => next();
  far.unlisted.clear();
  far.stock.clear();
  far.files.stored.clear();
  far.files.refuses.clear();
  far.files.processesAtOnce = true;
  organizationId = await anOrganization(ground);
  locationId = await aLocation(ground, organizationId);
  connectionId = await ground.connect(organizationId);
  workers = ground.workers(undefined, undefined, { fileFromSkus: 3 });
  far.seen.length = 0;
});

const makeSku = (onHand: number) =>
  aSku(ground, organizationId, { stock: { [locationId]: onHand }, connectionIds: [connectionId] });
const set = (skuId: string, quantity: number) =>
  ground.database.transaction((tx) => {
    const adjustment = { skuId, locationId, kind: 'set', quantity, reason: 'counted' } as const;
    return adjustStock(tx, organizationId, adjustment, systemActor, ground.clock.now());
  });
const desired = async (skuId: string) => (await readDesiredStock(ground.database.db, organizationId, [skuId]))[0];
const files = () =>
  ground.database.db
    .selectFrom('stock_files')
    .select(['state', 'skus', 'refused', 'told_again', 'attempts'])
    .where('organization_id', '=', organizationId)
    .orderBy('file_id')
    .execute();
const problems = () =>
  ground.database.db
    .selectFrom('problems')
    .select(['kind', 'state', 'title'])
    .where('organization_id', '=', organizationId)
    .orderBy('problem_id')
    .execute();
const patches = () => ground.far.seen.filter((line) => line.startsWith('PATCH'));
async function later(ms: number): Promise<void> {
  ground.timer.pass(ms);
  await drainPassing(workers, ground.timer);
}

/** A file goes out, and is looked at once it may be processed. */
async function untilOver(): Promise<void> {
  await drainPassing(workers, ground.timer);
  await later(3_000);
}

describe('the rules of files', () => {
  test('hold every SKU once, no more than a file is to hold, and are spaced when they are very many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000_000 }), (skus) => {
        const plan = planFiles(skus, 0);
        expect(plan.reduce((sum, file) => sum + file.skus, 0)).toBe(skus);
        expect(plan.every((file) => file.skus > 0 && file.skus <= MOST_SKUS_OF_FILE)).toBe(true);
        const spaces = plan.slice(1).map((file, index) => file.dueAt - (plan[index]?.dueAt ?? 0));
        expect(spaces.every((space) => space === (skus >= 500_000 ? HOUR_MS : 0))).toBe(true);
      }),
    );
  });

  test('a file that is over stays so, and one that is looked at is looked at again, never later than minutes', () => {
    expect([...stockFileLifecycle.final].toSorted()).toEqual(['done', 'failed']);
    fc.assert(
      fc.property(fc.nat(DAY_MS), (age) => {
        const wait = nextLook(0, age) - age;
        expect(wait).toBeGreaterThanOrEqual(2_000);
        expect(wait).toBeLessThanOrEqual(5 * MINUTE_MS);
      }),
    );
  });

  test('a week is long enough to compare every SKU of twenty thousand', () => {
    expect(sampleSize(0)).toBe(5);
    expect(sampleSize(20_000) * 2_016).toBeGreaterThanOrEqual(20_000);
    expect(sampleSize(10_000_000)).toBe(100);
  });
});

describe('stock of many SKUs', () => {
  test('goes by one file, is confirmed when it was processed, and is told by file again the next day', async () => {
    const skus = await Promise.all([makeSku(1), makeSku(2), makeSku(3), makeSku(4)]);
    await untilOver();
    expect(patches()).toEqual([]);
    expect(skus.map(({ sku }) => ground.far.stock.get(sku)?.['node-1'])).toEqual([1, 2, 3, 4]);
    expect(await files()).toEqual([{ state: 'done', skus: 4, refused: 0, told_again: 0, attempts: 1 }]);
    expect(await desired(skus[0].skuId)).toMatchObject({ confirmedVersion: 1, sent: { 'node-1': 1 }, lastError: null });
    await later(21 * HOUR_MS);
    await untilOver();
    expect(await files()).toHaveLength(2);
    expect(patches()).toEqual([]);
    expect(await auditOms(ground.database, organizationId)).toEqual([]);
  });

  test('that changes while the file is on its way is told at once, and again when the file is done', async () => {
    ground.far.files.processesAtOnce = false;
    const [one] = await Promise.all([makeSku(1), makeSku(2), makeSku(3)]);
    await drainPassing(workers, ground.timer);
    const [fileId = ''] = ground.far.files.stored.keys();
    await set(one.skuId, 9);
    await drainPassing(workers, ground.timer);
    expect(ground.far.stock.get(one.sku)).toEqual({ 'node-1': 9 });
    ground.far.files.process(ground.far, fileId);
    expect(ground.far.stock.get(one.sku)).toEqual({ 'node-1': 1 });
    await later(3_000);
    await drainPassing(workers, ground.timer);
    expect(ground.far.stock.get(one.sku)).toEqual({ 'node-1': 9 });
    expect(await files()).toMatchObject([{ state: 'done', told_again: 1 }]);
  });

  test('that is refused in a file is a problem of each SKU, and every other is confirmed', async () => {
    const [bad, good] = await Promise.all([makeSku(1), makeSku(2), makeSku(3)]);
    ground.far.files.refuses.add(bad.sku);
    await untilOver();
    expect(await files()).toMatchObject([{ state: 'done', skus: 3, refused: 1 }]);
    expect(await desired(bad.skuId)).toMatchObject({ confirmedVersion: 0, lastError: 'No such SKU.' });
    expect(await desired(good.skuId)).toMatchObject({ confirmedVersion: 1 });
    expect(await problems()).toEqual([
      { kind: 'stock-refused', state: 'open', title: `The stock of ${bad.sku} was refused` },
    ]);
  });

  test.each(['uploadToken', 'uploaded'])(
    'is told once when the program dies during %s: another one goes on',
    async (step) => {
      await Promise.all([makeSku(1), makeSku(2), makeSku(3)]);
      const dying = Promise.withResolvers<void>();
      ground.far.fault = only(new RegExp(`files/${step}$`), () => {
        dying.resolve();
        return new Promise(() => undefined);
      });
      workers.drain().catch(() => undefined);
      await dying.promise;
      ground.far.fault = (_request, next) => next();
      workers = ground.workers('second', undefined, { fileFromSkus: 3 });
      await later(16_000);
      await later(2 * MINUTE_MS);
      await later(3_000);
      expect(await files()).toMatchObject([{ state: 'done', skus: 3 }]);
      expect(ground.far.stock.size).toBe(3);
    },
  );

  test('whose hand-over’s answer is lost is followed by the file’s id, and not sent twice', async () => {
    await Promise.all([makeSku(1), makeSku(2), makeSku(3)]);
    ground.far.fault = only(/files\/uploaded$/, inTurn(answerLost));
    await later(3_000);
    await later(3_000);
    expect(ground.far.files.stored.size).toBe(1);
    expect(await files()).toMatchObject([{ state: 'done', attempts: 1 }]);
  });

  test('that a channel takes by no file is told SKU by SKU in the end', async () => {
    await Promise.all([makeSku(1), makeSku(2), makeSku(3)]);
    ground.far.fault = only(/files\/uploaded$/, () => answer(400, { errors: ['Not this type.'] }));
    await later(3_000);
    await later(3_000);
    expect(await files()).toMatchObject([{ state: 'failed' }]);
    expect(ground.far.stock.size).toBe(3);
  });
});

describe('reading back', () => {
  test('repairs what drifted, counts it, and asks a person when it never ends', async () => {
    const sku = await makeSku(5);
    await workers.drain();
    for (let round = 0; round < 3; round += 1) {
      ground.far.stock.set(sku.sku, { 'node-1': 1 });
      await later(6 * MINUTE_MS);
      expect(ground.far.stock.get(sku.sku)).toEqual({ 'node-1': 5 });
    }
    expect(await problems()).toMatchObject([{ kind: 'stock-drift', state: 'open' }]);
    await later(6 * MINUTE_MS);
    expect(await problems()).toMatchObject([{ kind: 'stock-drift', state: 'resolved' }]);
    const [run] = await ground.database.db
      .selectFrom('sync_runs')
      .select(['details'])
      .where('organization_id', '=', organizationId)
      .where('kind', '=', 'read-back')
      .orderBy('started_at')
      .execute();
    expect(run).toEqual({ details: { drifted: 1 } });
  });

  test('finds that a message counted which had failed, and settles its problem', async () => {
    const sku = await makeSku(5);
    ground.far.fault = only(/^PATCH/, (_request, next) => {
      next();
      return answer(400, { errors: ['Odd.'] });
    });
    await workers.drain();
    expect(await problems()).toMatchObject([{ kind: 'stock-refused', state: 'open' }]);
    await later(6 * MINUTE_MS);
    expect(await desired(sku.skuId)).toMatchObject({ confirmedVersion: 1, lastError: null });
    expect(await problems()).toMatchObject([{ kind: 'stock-refused', state: 'resolved' }]);
  });

  test('leaves alone what changed meanwhile: it is told by itself', async () => {
    const sku = await makeSku(5);
    await workers.drain();
    ground.far.stock.set(sku.sku, { 'node-1': 1 });
    ground.far.fault = only(/^GET .*inventory$/, async (_request, next) => {
      const response = next();
      await set(sku.skuId, 8);
      return response;
    });
    await later(6 * MINUTE_MS);
    const row = await ground.database.db
      .selectFrom('desired_stock')
      .select(['drifts'])
      .where('organization_id', '=', organizationId)
      .executeTakeFirst();
    expect(row).toEqual({ drifts: 0 });
    expect(ground.far.stock.get(sku.sku)).toEqual({ 'node-1': 8 });
  });
});
