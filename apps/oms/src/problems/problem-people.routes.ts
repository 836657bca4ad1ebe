/** Owns the HTTP edge of dealing with problems together: who takes one, its history, and putting many aside. */
import { refuse } from '@jetway/kernel';
import { syncRoutes } from '@jetway/oms-api';
import { etagOf, ifMatchVersion, problem as refusal } from '@jetway/service';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import { type AssignRefusal, assignProblem, dismissProblems, listHistory } from './assignments.store.ts';
import { loadProblem } from './problems.store.ts';
import { NO_PROBLEM, toItem } from './problems.ts';

const { assignProblem: assign, listProblemHistory: history, dismissProblems: dismissMany } = syncRoutes;
const routes = { assignProblem: assign, listProblemHistory: history, dismissProblems: dismissMany };

const STATUS = {
  not_found: 404,
  already_resolved: 409,
  changed_meanwhile: 409,
  unknown_member: 400,
} as const satisfies Record<AssignRefusal, number>;

const VERSION_REQUIRED = refuse('version_required', 'Send the version you have seen in If-Match.').refusal;
const NOTHING_CHOSEN = refuse('nothing_chosen', 'Name a kind, or problems by their ids.').refusal;

/** Who deals with which problem, over HTTP. */
export function problemPeopleFeature({ database }: { readonly database: Database }): Feature<typeof routes> {
  return defineFeature({
    routes,
    handlers: {
      assignProblem: async (context, { params: { problemId }, body }) => {
        const { organizationId, requestId, now } = context;
        const version = ifMatchVersion(context);
        if (!version.ok) return refusal(400, version.refusal, { requestId });
        if (version.value === undefined) return refusal(400, VERSION_REQUIRED, { requestId });
        const assignment = { problemId, userId: body.userId, version: version.value };
        const done = await database.transaction((tx) => assignProblem(tx, organizationId, assignment, context, now));
        if (!done.ok) return refusal(STATUS[done.refusal.code], done.refusal, { requestId });
        const after = await loadProblem(database.db, organizationId, problemId);
        if (after === undefined) return refusal(404, NO_PROBLEM, { requestId });
        return { status: 200, body: toItem(after), headers: etagOf(after.version) };
      },
      listProblemHistory: async ({ organizationId, requestId }, { params }) => {
        const found = await loadProblem(database.db, organizationId, params.problemId);
        if (found === undefined) return refusal(404, NO_PROBLEM, { requestId });
        return { status: 200, body: { items: await listHistory(database.db, organizationId, found) } };
      },
      dismissProblems: async (context, { body }) => {
        const { organizationId, requestId, now } = context;
        if (body.kind === undefined && body.problemIds === undefined)
          return refusal(400, NOTHING_CHOSEN, { requestId });
        const done = await database.transaction((tx) => dismissProblems(tx, organizationId, body, context, now));
        return { status: 200, body: done };
      },
    },
  });
}
