/** Owns the HTTP edge of problems: lists, counts, and a person's answer to one. */
import { type Result, refuse, toPage } from '@jetway/kernel';
import { type ProblemItem, syncRoutes } from '@jetway/oms-api';
import { DEFAULT_LIMIT, readCursor, problem as refusal } from '@jetway/service';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature, type MemberContext } from '../edge/index.ts';
import {
  countProblems,
  listProblems,
  loadOpenProblem,
  loadProblem,
  type ProblemAction,
  type StoredProblem,
  settleProblems,
} from './problems.store.ts';

/** What a person answered with. */
export interface ProblemAnswer {
  readonly action: ProblemAction;
  readonly skuId?: string;
  readonly remember?: boolean;
  readonly note?: string;
}

export type ProblemActionCode = 'sku_required' | 'not_allowed_now' | 'not_covered' | 'on_hold';

/**
 * Does what an action means, in transactions of its own, and answers how it was resolved, in words. It may settle the
 * problem itself; if it does not, the problem is settled with those words.
 */
export type DoProblemAction = (
  context: MemberContext,
  problem: StoredProblem,
  answer: ProblemAnswer,
) => Promise<Result<string, ProblemActionCode>>;

const { listProblems: list, countProblems: count, resolveProblem: resolve } = syncRoutes;
const routes = { listProblems: list, countProblems: count, resolveProblem: resolve };

const STATUS = { sku_required: 400, not_allowed_now: 409, not_covered: 409, on_hold: 409 } as const;

/** Problems over HTTP; what each action does comes from the features that raise problems. `dismiss` is built in. */
export function problemsFeature(deps: {
  readonly database: Database;
  readonly actions: Readonly<Partial<Record<Exclude<ProblemAction, 'dismiss'>, DoProblemAction>>>;
}): Feature<typeof routes> {
  const { database } = deps;
  const dismiss: DoProblemAction = async (_context, _problem, { note }) => ({
    ok: true,
    value: note === undefined ? 'Dismissed.' : `Dismissed: ${note}`,
  });
  const actions: Readonly<Partial<Record<ProblemAction, DoProblemAction>>> = { ...deps.actions, dismiss };
  return defineFeature({
    routes,
    handlers: {
      listProblems: async ({ organizationId, requestId }, { query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return refusal(400, after.refusal, { requestId });
        const limit = query.limit ?? DEFAULT_LIMIT;
        const { state, kind, orderId } = query;
        const rows = await listProblems(database.db, organizationId, {
          state,
          kind,
          orderId,
          after: after.value,
          limit: limit + 1,
        });
        const page = toPage(rows, limit, ({ sortAt, id }) => ({ at: sortAt, id }));
        return { status: 200, body: { items: page.items.map(toItem), next: page.next } };
      },
      countProblems: async ({ organizationId }) => {
        const counts = await countProblems(database.db, organizationId);
        const byKind = Object.fromEntries(counts.map(({ kind, open }) => [kind, open]));
        return { status: 200, body: { open: counts.reduce((sum, { open }) => sum + open, 0), byKind } };
      },
      resolveProblem: async (context, { params, body }) => {
        const { organizationId, requestId } = context;
        const found = await loadOpenProblem(database.db, organizationId, params.problemId);
        if (!found.ok) {
          if (found.refusal.code === 'not_found') return refusal(404, found.refusal, { requestId });
          return refusal(409, found.refusal, { requestId });
        }
        const act = actions[body.action];
        if (act === undefined || !found.value.actions.includes(body.action))
          return refusal(409, notOffered(found.value), { requestId });
        const done = await act(context, found.value, body);
        if (!done.ok) return refusal(STATUS[done.refusal.code], done.refusal, { requestId });
        await database.transaction((tx) =>
          settleProblems(tx, organizationId, { problemId: params.problemId }, done.value, context, context.now),
        );
        const settled = await loadProblem(database.db, organizationId, params.problemId);
        return { status: 200, body: toItem(settled ?? found.value) };
      },
    },
  });
}

const notOffered = (problem: StoredProblem) =>
  refuse(
    'action_not_offered',
    problem.actions.length === 0
      ? 'This problem goes away by itself when its cause does.'
      : `This problem can be answered with: ${problem.actions.join(', ')}.`,
    { path: '/action' },
  ).refusal;

/** What people see of a problem. */
const toItem = ({ subject: _subject, sortAt: _sortAt, ...item }: StoredProblem): ProblemItem => item;
