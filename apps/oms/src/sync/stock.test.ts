/** Owns the guarantees of telling a channel the stock. */
import { HOUR_MS, MINUTE_MS } from '@jetway/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '../edge/index.ts';
import { adjustStock, readDesiredStock } from '../inventory/index.ts';
import { aLocation, anOrganization, aSku } from '../testing/index.ts';
import { answer, answerLost, inTurn, lost, only } from './testing/far-side.ts';
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
  far.seen.length = 0;
  far.fault = (_request, next) => next();
  far.unlisted.clear();
  organizationId = await anOrganization(ground);
  locationId = await aLocation(ground, organizationId);
  connectionId = await ground.connect(organizationId);
  workers = ground.workers();
});

const makeSku = (onHand: number) =>
  aSku(ground, organizationId, { stock: { [locationId]: onHand }, connectionIds: [connectionId] });

const set = (skuId: string, quantity: number) =>
  ground.database.transaction((tx) => {
    const adjustment = { skuId, locationId, kind: 'set', quantity, reason: 'counted' } as const;
    return adjustStock(tx, organizationId, adjustment, systemActor, ground.clock.now());
  });

const desired = async (skuId: string) => (await readDesiredStock(ground.database.db, organizationId, [skuId]))[0];

const problems = () =>
  ground.database.db
    .selectFrom('problems')
    .select(['kind', 'state', 'title'])
    .where('organization_id', '=', organizationId)
    .orderBy('problem_id')
    .execute();

const patches = () => ground.far.seen.filter((line) => line.startsWith('PATCH'));

describe('stock', () => {
  test('is told and confirmed; at rest nothing is sent; a change is told again', async () => {
    const sku = await makeSku(7);
    await workers.drain();
    expect(ground.far.stock.get(sku.sku)).toEqual({ 'node-1': 7 });
    expect(await desired(sku.skuId)).toMatchObject({ confirmedVersion: 1, sent: { 'node-1': 7 }, lastError: null });
    await workers.drain();
    expect(patches()).toHaveLength(1);
    await set(sku.skuId, 4);
    await workers.drain();
    expect(ground.far.stock.get(sku.sku)).toEqual({ 'node-1': 4 });
  });

  test('a lost request and a lost answer change nothing: it is a state, and is told until it is confirmed', async () => {
    const sku = await makeSku(3);
    ground.far.fault = only(/^PATCH/, inTurn(lost, answerLost));
    await drainPassing(workers, ground.timer);
    expect(await desired(sku.skuId)).toMatchObject({
      confirmedVersion: 0,
      lastError: 'No answer came: socket hang up',
    });
    ground.timer.pass(2_000);
    await drainPassing(workers, ground.timer);
    expect(ground.far.stock.get(sku.sku)).toEqual({ 'node-1': 3 });
    expect(await desired(sku.skuId)).toMatchObject({ confirmedVersion: 1, lastError: null });
  });

  test('a refusal becomes a problem, is not repeated until the stock changes, and is settled when it is taken', async () => {
    const sku = await makeSku(3);
    ground.far.fault = only(/^PATCH/, () => answer(400, { errors: ['Not at this node.'] }));
    await workers.drain();
    await workers.drain();
    expect(await problems()).toEqual([
      { kind: 'stock-refused', state: 'open', title: `The stock of ${sku.sku} was refused` },
    ]);
    expect(await desired(sku.skuId)).toMatchObject({ lastError: 'Not at this node.', confirmedVersion: 0 });
    ground.far.fault = (_request, next) => next();
    await workers.drain();
    expect(patches()).toHaveLength(0);
    await set(sku.skuId, 2);
    await workers.drain();
    expect(await problems()).toMatchObject([{ kind: 'stock-refused', state: 'resolved' }]);
    expect(ground.far.stock.get(sku.sku)).toEqual({ 'node-1': 2 });
  });

  test('one refused SKU keeps no other from being told', async () => {
    const skus = await Promise.all([makeSku(1), makeSku(2), makeSku(3)]);
    ground.far.unlisted.add(skus[1]?.sku ?? '');
    await workers.drain();
    expect(skus.map(({ sku }) => ground.far.stock.get(sku))).toEqual([{ 'node-1': 1 }, undefined, { 'node-1': 3 }]);
    ground.far.unlisted.clear();
    ground.timer.pass(HOUR_MS);
    await workers.drain();
    expect(ground.far.stock.get(skus[1]?.sku ?? '')).toEqual({ 'node-1': 2 });
  });

  test('every SKU is told once a day, a part each minute', async () => {
    await Promise.all([makeSku(1), makeSku(2), makeSku(3)]);
    await workers.drain();
    expect(patches()).toHaveLength(3);
    ground.timer.pass(21 * HOUR_MS);
    await workers.drain();
    expect(patches()).toHaveLength(4);
    ground.timer.pass(MINUTE_MS);
    await workers.drain();
    ground.timer.pass(MINUTE_MS);
    await workers.drain();
    ground.timer.pass(MINUTE_MS);
    await workers.drain();
    expect(patches()).toHaveLength(6);
    expect(new Set(patches()).size).toBe(3);
  });

  test('a sample is read back; what shows something else is told again', async () => {
    const sku = await makeSku(5);
    await workers.drain();
    ground.far.stock.set(sku.sku, { 'node-1': 0 });
    ground.timer.pass(6 * MINUTE_MS);
    await workers.drain();
    expect(ground.far.stock.get(sku.sku)).toEqual({ 'node-1': 5 });
  });

  test('nothing is told in watch mode, with jet_soj_enabled off, and with the lane stopped', async () => {
    const sku = await makeSku(5);
    const update = (values: { mode?: 'watch' | 'live'; sends_stock?: boolean; stopped_lanes?: string[] }) =>
      ground.database.db.updateTable('connections').set(values).where('connection_id', '=', connectionId).execute();
    await update({ mode: 'watch' });
    await workers.drain();
    await update({ mode: 'live', sends_stock: false });
    await workers.drain();
    await update({ sends_stock: true, stopped_lanes: ['normal'] });
    await workers.drain();
    expect(ground.far.stock.get(sku.sku)).toBeUndefined();
    await update({ stopped_lanes: ['bulk'] });
    await workers.drain();
    expect(ground.far.stock.get(sku.sku)).toEqual({ 'node-1': 5 });
  });

  test('runs and exchanges are recorded, without the secret and the token', async () => {
    const sku = await makeSku(5);
    await workers.drain();
    const runs = await ground.database.db
      .selectFrom('sync_runs')
      .select(['kind', 'state', 'found', 'done', 'failed'])
      .where('organization_id', '=', organizationId)
      .orderBy('kind')
      .execute();
    expect(runs).toEqual([
      { kind: 'pull-orders', state: 'done', found: 0, done: 0, failed: 0 },
      { kind: 'send-stock', state: 'done', found: 1, done: 1, failed: 0 },
    ]);
    const exchanges = await ground.database.db
      .selectFrom('exchanges')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .orderBy('at')
      .orderBy('exchange_id')
      .execute();
    const lines = exchanges.map(({ method, url, status }) => `${method} ${new URL(url).pathname} ${status}`);
    expect(lines.toSorted()).toEqual([
      'GET /api/orders/ready 200',
      `PATCH /api/merchant-skus/${sku.sku}/inventory 204`,
      'POST /api/token 200',
    ]);
    expect(exchanges.find(({ method }) => method === 'PATCH')).toMatchObject({
      sku_id: sku.skuId,
      connection_id: connectionId,
      failed: false,
    });
    expect(JSON.stringify(exchanges)).not.toMatch(/the secret|token of/);
  });
});
