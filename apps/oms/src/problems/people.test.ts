import { HOUR_MS } from '@jetway/kernel';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Harness, harness } from '../testing/index.ts';
import { type NewProblem, raiseProblem } from './problems.store.ts';

let at: Harness;
beforeAll(async () => {
  at = await harness();
});
afterEach(() => expect(at.breaches).toEqual([]));

const raise = async (organizationId: string, more: Partial<NewProblem> = {}): Promise<string> => {
  const subject = at.ids.hex32();
  const problem = {
    kind: 'unknown-sku',
    subject,
    title: subject,
    text: 'Choose.',
    actions: ['dismiss'],
    ...more,
  } as const;
  const made = await at.database.transaction((tx) => raiseProblem(tx, organizationId, problem, at, at.clock.now()));
  return made.problemId;
};

const seen = (version: number) => ({ headers: { 'if-match': String(version) } });

describe('PUT /problems/:problemId/assignee', () => {
  test('of two who take the same problem one gets it; the other is told who', async () => {
    const organizationId = await at.newOrganization();
    const people = [await at.signIn(organizationId), await at.signIn(organizationId, 'warehouse')];
    const problemId = await raise(organizationId);
    const take = ({ client, member }: (typeof people)[number]) =>
      client.assignProblem({ params: { problemId }, body: { userId: member.userId } }, seen(1));
    const replies = await Promise.all(people.map(take));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'changed_meanwhile' });
  });

  test('its history tells who had it, and how it ended', async () => {
    const organizationId = await at.newOrganization();
    const { client, member } = await at.signIn(organizationId);
    const problemId = await raise(organizationId);
    const params = { problemId };
    for (const [version, userId] of [
      [1, member.userId],
      [2, null],
    ] as const) {
      at.clock.advance(1);
      expect((await client.assignProblem({ params, body: { userId } }, seen(version))).status).toBe(200);
    }
    at.clock.advance(1);
    await client.resolveProblem({ params, body: { action: 'dismiss', note: 'a test' } });
    const { body } = await client.listProblemHistory({ params });
    const actor = `user:${member.email}`;
    expect(body).toMatchObject({
      items: [
        { kind: 'resolved', text: 'Dismissed: a test', actor },
        { kind: 'unassigned', text: null, actor },
        { kind: 'assigned', text: 'Kim Lee', actor },
        { kind: 'raised', text: null, actor: null },
      ],
    });
    const late = await client.assignProblem({ params, body: { userId: null } }, seen(3));
    expect(late).toMatchObject({ status: 409, body: { code: 'already_resolved' } });
  });

  test('400 without a version, with one that is none, and for somebody who is not let in', async () => {
    const organizationId = await at.newOrganization();
    const [admin, other] = [await at.signIn(organizationId), await at.signIn(organizationId)];
    const { client } = admin;
    const params = { problemId: await raise(organizationId) };
    const { userId } = other.member;
    await client.changeMember({ params: { userId }, body: { active: false } });
    for (const [headers, code] of [
      [{}, 'version_required'],
      [{ 'if-match': 'x' }, 'if_match_malformed'],
      [{ 'if-match': '1' }, 'unknown_member'],
    ] as const)
      expect(await client.assignProblem({ params, body: { userId } }, { headers })).toMatchObject({
        status: 400,
        body: { code },
      });
  });
});

describe('GET /problems', () => {
  test('by whose they are and when they are due; the counts agree', async () => {
    const organizationId = await at.newOrganization();
    const { client, member } = await at.signIn(organizationId);
    const now = at.clock.now();
    const make = (title: string, deadlineAt: number | null) => raise(organizationId, { title, deadlineAt });
    const mine = await make('late', now - 1);
    await make('soon', now + HOUR_MS - 1);
    await make('today', now + HOUR_MS);
    await make('never', null);
    await client.assignProblem({ params: { problemId: mine }, body: { userId: member.userId } }, seen(1));
    const titles = async (query: { assignee?: string; deadline?: 'late' | 'hour' | 'day' | 'none' }) => {
      const { status, body } = await client.listProblems({ query });
      if (status !== 200) throw new Error(`answered ${status}`);
      return body.items.map(({ title }) => title);
    };
    expect(await titles({ assignee: 'me' })).toEqual(['late']);
    expect(await titles({ assignee: member.userId })).toEqual(['late']);
    expect(await titles({ assignee: 'nobody' })).toEqual(['soon', 'today', 'never']);
    expect(await titles({ deadline: 'late' })).toEqual(['late']);
    expect(await titles({ deadline: 'hour' })).toEqual(['soon']);
    expect(await titles({ deadline: 'day' })).toEqual(['soon', 'today']);
    expect(await titles({ deadline: 'none' })).toEqual(['never']);
    const counts = { open: 4, mine: 1, unassigned: 3, byKind: { 'unknown-sku': 4 } };
    expect((await client.countProblems()).body).toEqual(counts);
    const key = await at.withKey(organizationId);
    expect((await key.client.listProblems({ query: { assignee: 'me' } })).body).toMatchObject({ items: [] });
  });
});

describe('POST /problem-dismissals', () => {
  test('puts one kind aside, but not what nobody has read, nor what goes away by itself, nor another organization’s', async () => {
    const organizationId = await at.newOrganization();
    const { client } = await at.signIn(organizationId, 'manager');
    const theirs = await at.newOrganization();
    await raise(theirs);
    await raise(organizationId);
    await raise(organizationId, { actions: [] });
    await raise(organizationId, { kind: 'not-covered' });
    const raisedUntil = at.clock.now();
    at.clock.advance(1);
    await raise(organizationId, { title: 'new' });
    const done = await client.dismissProblems({ body: { kind: 'unknown-sku', raisedUntil, note: 'a test shop' } });
    expect(done).toMatchObject({ status: 200, body: { dismissed: 1, kept: 1 } });
    expect((await client.listProblems({ query: { state: 'resolved' } })).body).toMatchObject({
      items: [{ resolution: 'Dismissed: a test shop' }],
    });
    expect((await client.countProblems()).body).toMatchObject({ byKind: { 'unknown-sku': 2, 'not-covered': 1 } });
    const other = await at.withKey(theirs);
    expect((await other.client.countProblems()).body).toMatchObject({ open: 1 });
  });

  test('some by their ids, once; nothing chosen is refused', async () => {
    const organizationId = await at.newOrganization();
    const { client } = await at.signIn(organizationId);
    const problemIds = [await raise(organizationId), await raise(organizationId)];
    await raise(organizationId);
    const dismiss = () => client.dismissProblems({ body: { problemIds, note: 'seen' } });
    expect((await dismiss()).body).toEqual({ dismissed: 2, kept: 0 });
    expect((await dismiss()).body).toEqual({ dismissed: 0, kept: 0 });
    const nothing = await client.dismissProblems({ body: { note: 'seen' } });
    expect(nothing).toMatchObject({ status: 400, body: { code: 'nothing_chosen' } });
  });
});
