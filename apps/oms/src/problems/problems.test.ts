import { ok, refuse } from '@jetway/kernel';
import { silentLog } from '@jetway/service';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../edge/index.ts';
import { anOrganization, type Ground, ground, type Harness, harness } from '../testing/index.ts';
import { problemsFeature } from './problems.routes.ts';
import { countOrderProblems, type NewProblem, raiseProblem, settleProblems } from './problems.store.ts';

let at: Harness;
beforeAll(async () => {
  at = await harness();
});
afterEach(() => expect(at.breaches).toEqual([]));

const unknownSku: NewProblem = {
  kind: 'unknown-sku',
  subject: 'order-1 line-1',
  title: 'Unknown SKU X-1',
  text: 'Order 123 names a SKU that is not known here. Choose what it is.',
  orderId: 'order-1',
  merchantSku: 'X-1',
  actions: ['dismiss'],
};

const raise = (on: Ground, organizationId: string, more: Partial<NewProblem> = {}) =>
  on.database.transaction((tx) =>
    raiseProblem(tx, organizationId, { ...unknownSku, ...more }, { ids: on.ids }, on.clock.now()),
  );

const settle = (organizationId: string, filter: Parameters<typeof settleProblems>[2], resolution = 'Solved itself.') =>
  at.database.transaction((tx) => settleProblems(tx, organizationId, filter, resolution, systemActor, at.clock.now()));

describe('raising', () => {
  test('the same thing seen again is one problem with a count, its newest text and deadline', async () => {
    const organizationId = await at.newOrganization();
    const { client } = await at.withKey(organizationId);
    const first = await raise(at, organizationId);
    const again = await raise(at, organizationId, { text: 'Still not known.', deadlineAt: 5_000 });
    expect(first.isNew).toBe(true);
    expect(again).toEqual({ problemId: first.problemId, isNew: false });
    const { body } = await client.listProblems();
    expect(body).toMatchObject({
      items: [
        {
          id: first.problemId,
          kind: 'unknown-sku',
          state: 'open',
          text: 'Still not known.',
          deadlineAt: 5_000,
          merchantSku: 'X-1',
          seenCount: 2,
          resolvedAt: null,
        },
      ],
      next: null,
    });
    expect(JSON.stringify(body)).not.toMatch(/subject|sortAt/);
  });

  test('seen by many at once it is still one; after it was resolved it is a new one', async () => {
    const organizationId = await at.newOrganization();
    const raised = await Promise.all(Array.from({ length: 12 }, () => raise(at, organizationId)));
    expect(new Set(raised.map(({ problemId }) => problemId)).size).toBe(1);
    expect(raised.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await settle(organizationId, { kind: 'unknown-sku', subject: 'order-1 line-1' })).toBe(1);
    expect((await raise(at, organizationId)).isNew).toBe(true);
  });

  test('settling takes what the filter names, and nothing of another organization', async () => {
    const organizationId = await at.newOrganization();
    const other = await at.newOrganization();
    await raise(at, organizationId);
    await raise(at, organizationId, { kind: 'not-covered' });
    await raise(at, organizationId, { subject: 'order-2 line-1', orderId: 'order-2' });
    await raise(at, other);
    expect(await settle(organizationId, { kind: 'unknown-sku', orderId: 'order-1' })).toBe(1);
    expect(await countOrderProblems(at.database.db, organizationId, ['order-1', 'order-2', 'order-3'])).toEqual(
      new Map([
        ['order-1', 1],
        ['order-2', 1],
      ]),
    );
    expect(await countOrderProblems(at.database.db, other, ['order-1'])).toEqual(new Map([['order-1', 1]]));
    await expect(settle(organizationId, {})).rejects.toThrow('which problems');
  });
});

describe('GET /problems', () => {
  test('open ones by deadline, those without one after them, resolved ones last and newest first; each once', async () => {
    const organizationId = await at.newOrganization();
    const { client } = await at.withKey(organizationId);
    for (const [subject, deadlineAt] of [
      ['late', 9_000],
      ['never', null],
      ['soon', 1_000],
      ['gone-1', 500],
      ['gone-2', 1],
    ] as const) {
      await raise(at, organizationId, { subject, title: subject, deadlineAt });
      at.clock.advance(1);
    }
    await settle(organizationId, { subject: 'gone-1' });
    at.clock.advance(1);
    await settle(organizationId, { subject: 'gone-2' });
    const titles: string[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await client.listProblems({
        query: { limit: 2, ...(cursor === undefined ? {} : { cursor }) },
      });
      if (status !== 200) throw new Error(`answered ${status}`);
      titles.push(...body.items.map(({ title }) => title));
      cursor = body.next ?? undefined;
    } while (cursor !== undefined);
    expect(titles).toEqual(['soon', 'late', 'never', 'gone-2', 'gone-1']);
    expect((await client.listProblems({ query: { state: 'resolved' } })).body).toMatchObject({
      items: [{ title: 'gone-2' }, { title: 'gone-1', resolvedBy: 'system', resolution: 'Solved itself.' }],
    });
    expect((await client.countProblems()).body).toEqual({
      open: 3,
      mine: 0,
      unassigned: 3,
      byKind: { 'unknown-sku': 3 },
    });
    const bad = await client.listProblems({ query: { cursor: '%%%' } });
    expect(bad).toMatchObject({ status: 400, body: { code: 'bad_cursor' } });
  });
});

describe('POST /problems/:problemId/resolve', () => {
  test('dismissing keeps who and why, and happens once', async () => {
    const organizationId = await at.newOrganization();
    const { client } = await at.withKey(organizationId, 'manager');
    const { problemId } = await raise(at, organizationId);
    const params = { problemId };
    const done = await client.resolveProblem({ params, body: { action: 'dismiss', note: 'a test order' } });
    expect(done).toMatchObject({
      status: 200,
      body: { state: 'resolved', resolution: 'Dismissed: a test order', resolvedBy: 'key:test manager' },
    });
    expect(await client.resolveProblem({ params, body: { action: 'dismiss' } })).toMatchObject({
      status: 409,
      body: { code: 'already_resolved' },
    });
  });

  test('409 an action that this problem does not offer', async () => {
    const organizationId = await at.newOrganization();
    const { client } = await at.withKey(organizationId);
    const { problemId } = await raise(at, organizationId);
    expect(await client.resolveProblem({ params: { problemId }, body: { action: 'retry' } })).toMatchObject({
      status: 409,
      body: { code: 'action_not_offered', detail: 'This problem can be answered with: dismiss.' },
    });
  });

  test('another organization’s problem answers exactly like a missing one', async () => {
    const { client } = await at.withKey(await at.newOrganization());
    const theirs = await raise(at, await at.newOrganization());
    const call = (problemId: string) => client.resolveProblem({ params: { problemId }, body: { action: 'dismiss' } });
    const [foreign, missing] = [await call(theirs.problemId), await call('no-such')];
    expect(foreign).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
  });

  test('an action refused leaves the problem open; one carried out resolves it in its words', async () => {
    const on = await ground();
    const organizationId = await anOrganization(on);
    let answer: 'refuse' | 'do' = 'refuse';
    const feature = problemsFeature({
      database: on.database,
      actions: {
        'map-sku': async (_context, problem, { skuId }) =>
          skuId === undefined
            ? refuse('sku_required', 'Say which SKU it is.', { path: '/skuId' })
            : answer === 'refuse'
              ? refuse('not_covered', 'There is not enough of it.')
              : ok(`Mapped ${problem.merchantSku} to ${skuId}.`),
      },
    });
    const { problemId } = await raise(on, organizationId, { actions: ['map-sku'] });
    const context = {
      ...systemActor,
      requestId: 'r',
      organizationId,
      userId: null,
      role: 'admin',
      sessionHash: null,
      apiKeyId: null,
      now: on.clock.now(),
      ip: '',
      headers: {},
      log: silentLog,
    } as const;
    const call = (skuId?: string) =>
      feature.handlers.resolveProblem(context, {
        params: { problemId },
        query: undefined,
        body: { action: 'map-sku', ...(skuId === undefined ? {} : { skuId }) },
      });
    expect(await call()).toMatchObject({ status: 400, body: { code: 'sku_required' } });
    expect(await call('s-1')).toMatchObject({ status: 409, body: { code: 'not_covered' } });
    answer = 'do';
    expect(await call('s-1')).toMatchObject({
      status: 200,
      body: { state: 'resolved', resolution: 'Mapped X-1 to s-1.', resolvedBy: 'system' },
    });
  });
});
