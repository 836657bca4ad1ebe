/** Owns what the test of the contract knows of problems. */
import { expect, test } from 'vitest';
import { raiseProblem } from '../../problems/index.ts';
import { aMember } from '../builders.ts';
import { type Foreign, nothing, pair, type Samples, type Walks } from './part.ts';
import type { At } from './world.ts';

async function aProblem({ harness: at }: ReturnType<At>, of: string): Promise<string> {
  const problem = {
    kind: 'unknown-sku',
    subject: at.ids.hex32(),
    title: 'Unknown SKU',
    text: 'Choose.',
    actions: ['dismiss'],
  } as const;
  const made = await at.database.transaction((tx) => raiseProblem(tx, of, problem, at, at.clock.now()));
  return made.problemId;
}

export const problemsPart = (at: At) => ({
  samples: {
    listProblems: nothing,
    countProblems: nothing,
    resolveProblem: async () => ({
      params: { problemId: await aProblem(at(), at().organizationId) },
      body: { action: 'dismiss', note: 'a note' },
    }),
    getProblem: async () => ({ params: { problemId: await aProblem(at(), at().organizationId) } }),
    assignProblem: async () => ({
      params: { problemId: await aProblem(at(), at().organizationId) },
      body: { userId: at().callers.admin.member.userId },
    }),
    listProblemHistory: async () => ({ params: { problemId: await aProblem(at(), at().organizationId) } }),
    dismissProblems: async () => ({
      body: { problemIds: [await aProblem(at(), at().organizationId)], note: 'not ours' },
    }),
  } satisfies Samples,
  foreign: {
    getProblem: pair('problemId', () => aProblem(at(), at().stranger), nothing),
    listProblemHistory: pair('problemId', () => aProblem(at(), at().stranger), nothing),
    assignProblem: pair(
      'problemId',
      () => aProblem(at(), at().stranger),
      () => ({ body: { userId: null } }),
    ),
    resolveProblem: pair(
      'problemId',
      () => aProblem(at(), at().stranger),
      () => ({ body: { action: 'dismiss' as const } }),
    ),
  } satisfies Foreign,
});

export const problemsWalks: Walks = (at) => {
  test('an action that a problem does not offer is a conflict', async () => {
    const problemId = await aProblem(at(), at().organizationId);
    const answer = await at().send('POST', `/problems/${problemId}/resolve`, { action: 'retry' });
    expect(answer.json()).toMatchObject({ status: 409, code: 'action_not_offered' });
  });

  test('a problem given to somebody meanwhile is a conflict; a stranger cannot have it', async () => {
    const { send, callers, harness, organizationId, stranger } = at();
    const problemId = await aProblem(at(), organizationId);
    const give = (userId: string) => send('PUT', `/problems/${problemId}/assignee`, { userId });
    const theirs = await aMember(harness, stranger);
    expect((await give(theirs.userId)).json()).toMatchObject({ status: 400, code: 'unknown_member' });
    expect((await give(callers.manager.member.userId)).statusCode).toBe(200);
    expect((await give(callers.admin.member.userId)).json()).toMatchObject({ status: 409, code: 'changed_meanwhile' });
  });
};
