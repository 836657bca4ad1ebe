/** Owns what the test of the contract knows of problems. */
import { expect, test } from 'vitest';
import { raiseProblem } from '../../problems/index.ts';
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
  } satisfies Samples,
  foreign: {
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
};
