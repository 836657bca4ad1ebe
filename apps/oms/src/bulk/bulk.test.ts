/** Owns the guarantees of bulk runs: each order once, its outcome with it, and a run that survives whatever happens. */
import type { BulkRun } from '@jetway/oms-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { aConnection, aLocation, anOrder, aSku, type Harness, harness, type SignedIn } from '../testing/index.ts';
import { claimOrders } from './bulk-work.store.ts';

let at: Harness;
let caller: SignedIn;
let organizationId: string;
let connectionId: string;

beforeAll(async () => {
  at = await harness();
  organizationId = await at.newOrganization();
  caller = await at.signIn(organizationId, 'manager');
  connectionId = await aConnection(at, organizationId);
  const locationId = await aLocation(at, organizationId, { nodes: [{ connectionId, nodeId: 'node' }] });
  await aSku(at, organizationId, { sku: 'MUG', stock: { [locationId]: 100 } });
});

const order = (sku = 'MUG') => anOrder(at, organizationId, { connectionId, lines: { [sku]: 1 } });
const drain = async () => {
  while (await at.oms.workOnBulkRuns());
};
type StartInput = Parameters<SignedIn['client']['startBulkRun']>[0]['body'];
const start = async (body: StartInput): Promise<BulkRun> => {
  const answer = await caller.client.startBulkRun({ body });
  if (answer.status !== 201) throw new Error(`answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const standing = async ({ id }: BulkRun) => (await caller.client.getBulkRun({ params: { bulkRunId: id } })).body;
const outcomes = async ({ id }: BulkRun, query: object = {}) => {
  const { status, body } = await caller.client.listBulkRunOrders({ params: { bulkRunId: id }, query });
  if (status !== 200) throw new Error(`answered ${status}`);
  return body.items.map(({ orderId, state, code }) => ({ orderId, state, code }));
};
const intentsOf = async (orderId: string) =>
  (await at.database.db.selectFrom('intents').select('kind').where('order_id', '=', orderId).execute()).length;

describe('a bulk run', () => {
  test('does each order once, says which were refused and why, and tries those again', async () => {
    const [fine, unmatched] = [await order(), await order('NOPE')];
    const run = await start({ action: 'acknowledge', orderIds: [fine, unmatched, fine, 'no-such-order'] });
    expect(run).toMatchObject({ state: 'running', orders: 3, done: 0, refused: 0 });
    await drain();
    expect(await standing(run)).toMatchObject({ state: 'done', orders: 3, done: 1, refused: 2 });
    expect(await outcomes(run)).toEqual([
      { orderId: fine, state: 'done', code: null },
      { orderId: unmatched, state: 'refused', code: 'unknown_sku' },
      { orderId: 'no-such-order', state: 'refused', code: 'not_found' },
    ]);
    expect(await intentsOf(fine)).toBe(1);
    const again = await caller.client.retryBulkRun({ params: { bulkRunId: run.id } });
    expect(again.body).toMatchObject({ retryOf: run.id, orders: 2, action: 'acknowledge' });
    await drain();
    const signed = await at.database.db
      .selectFrom('intents')
      .select('created_by')
      .where('order_id', '=', fine)
      .executeTakeFirst();
    expect(signed?.created_by).toBe(`user:${caller.member.email}`);
  });

  test('takes the orders that a list holds when it starts, and tells each what it was told', async () => {
    const found = await order('LISTED');
    const options = { cancel: { mode: 'reject', reason: 'rejected - fraud', note: 'a ring' } } as const;
    const list = { tab: 'to-acknowledge', filters: { sku: 'LISTED' } } as const;
    const run = await start({ action: 'cancel', options, list });
    const late = await order('LISTED');
    await drain();
    expect(await outcomes(run)).toEqual([{ orderId: found, state: 'done', code: null }]);
    expect(await intentsOf(late)).toBe(0);
    const told = await caller.client.getOrder({ params: { orderId: found } });
    expect(JSON.stringify(told.body)).toContain('a ring');
  });

  test('is refused without orders, with both kinds of them, and without what its action must know', async () => {
    const refusals = [
      { action: 'acknowledge' },
      { action: 'acknowledge', orderIds: ['one'], list: { tab: 'all', filters: {} } },
      { action: 'acknowledge', list: { tab: 'all', filters: { sku: 'nobody has it' } } },
      { action: 'acknowledge', list: { tab: 'all', filters: {}, timeZone: 'Mars' } },
      { action: 'cancel', orderIds: ['one'] },
    ] as const;
    const codes = [];
    for (const body of refusals) {
      const answer = await at.send('POST', '/bulk-runs', { body, headers: caller.headers });
      codes.push((answer.json() as { code: string }).code);
    }
    expect(codes).toEqual([
      'orders_required',
      'orders_required',
      'orders_required',
      'unknown_time_zone',
      'options_required',
    ]);
  });

  test('that is cancelled leaves what it has not come to, and keeps what is done', async () => {
    const orders = [];
    for (let count = 0; count < 27; count += 1) orders.push(count === 0 ? await order() : `nobody-${count}`);
    const run = await start({ action: 'acknowledge', orderIds: orders });
    // Runs of other tests may have their turn before.
    while ((await outcomes(run, { state: 'waiting' })).length === 27) await at.oms.workOnBulkRuns();
    const cancelled = await caller.client.cancelBulkRun({ params: { bulkRunId: run.id } });
    expect(cancelled.body).toMatchObject({ state: 'cancelled', done: 1, refused: 24 });
    await drain();
    expect((await outcomes(run, { state: 'left' })).length).toBe(2);
  });

  test('whose program died is finished by another, without doing an order twice', async () => {
    const orderId = await order();
    const run = await start({ action: 'acknowledge', orderIds: [orderId] });
    const dead = { limit: 5, claimMs: 60_000, restMs: 5_000 };
    await at.database.transaction((tx) => claimOrders(tx, at.clock.now(), dead));
    await drain();
    expect(await standing(run)).toMatchObject({ state: 'running', done: 0 });
    at.clock.advance(60_001);
    await drain();
    expect(await standing(run)).toMatchObject({ state: 'done', done: 1 });
    expect(await intentsOf(orderId)).toBe(1);
  });
});
