/** Owns the SQL of who deals with a problem, of its history, and of putting many aside at once. */
import { type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { ProblemEvent } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import { loadOpenProblem, type ProblemKind, RESOLVED, type StoredProblem } from './problems.store.ts';

const isMember = statement<{ user_id: string }>(
  'problemAssigneeIsMember',
  'select user_id from oms.memberships where organization_id = $1 and user_id = $2 and active',
);

const assign = statement<{ seq: number }>(
  'problemAssign',
  `with changed as (
     update oms.problems set assignee_id = $4, version = version + 1
     where organization_id = $1 and problem_id = $2 and state = 'open' and version = $3
     returning version)
   insert into oms.problem_assignments (organization_id, problem_id, seq, at, assignee_id, actor, request_id)
   select $1, $2, version - 1, $5, $4, $6, $7 from changed
   returning seq`,
);

export interface Assignment {
  readonly problemId: string;
  /** Null: nobody. */
  readonly userId: string | null;
  /** The version that was seen. */
  readonly version: number;
}

export type AssignRefusal = 'not_found' | 'already_resolved' | 'unknown_member' | 'changed_meanwhile';

/** Gives an open problem to a member who is let in, or to nobody. */
export async function assignProblem(
  tx: Handle,
  organizationId: string,
  { problemId, userId, version }: Assignment,
  by: Actor,
  now: Instant,
): Promise<Result<undefined, AssignRefusal>> {
  const found = await loadOpenProblem(tx, organizationId, problemId);
  if (!found.ok) return found;
  if (userId !== null && (await isMember(tx, [organizationId, userId])).length === 0)
    return refuse('unknown_member', 'Nobody of this organization has this id, or they are not let in.', {
      path: '/userId',
    });
  const values = [organizationId, problemId, version, userId, now, by.actor, by.requestId];
  if ((await assign(tx, values)).length === 0)
    return refuse('changed_meanwhile', `Meanwhile it was given to ${found.value.assignee?.name ?? 'nobody'}.`);
  await touch(tx, organizationId, 'problems', problemId);
  return ok(undefined);
}

/** Older steps than these are not shown. */
const MOST_STEPS = 200;

const listAssignments = statement<{ at: number; name: string | null; actor: string }>(
  'problemAssignmentList',
  `select a.at, u.name, a.actor
   from oms.problem_assignments a left join oms.users u on u.user_id = a.assignee_id
   where a.organization_id = $1 and a.problem_id = $2
   order by a.seq desc limit ${MOST_STEPS}`,
);

/** What happened to a problem, newest first. */
export async function listHistory(
  handle: Handle,
  organizationId: string,
  problem: StoredProblem,
): Promise<ProblemEvent[]> {
  const assignments = await listAssignments(handle, [organizationId, problem.id]);
  const { resolvedAt, resolvedBy, resolution } = problem;
  return [
    ...(resolvedAt === null
      ? []
      : [{ at: resolvedAt, kind: 'resolved', text: resolution, actor: resolvedBy } as const]),
    ...assignments.map(({ at, name, actor }): ProblemEvent => {
      return { at, kind: name === null ? 'unassigned' : 'assigned', text: name, actor };
    }),
    { at: problem.firstAt, kind: 'raised', text: null, actor: null },
  ];
}

/** Which open problems to put aside; both parts must fit. */
export interface Dismissal {
  readonly kind?: ProblemKind | undefined;
  readonly problemIds?: readonly string[] | undefined;
  /** Seen first up to this instant. */
  readonly raisedUntil?: Instant | undefined;
  readonly note: string;
}

const dismiss = statement<{ dismissed: number; kept: number }>(
  'problemDismissMany',
  `with chosen as (
     select problem_id, 'dismiss' = any (actions) as may_be from oms.problems
     where organization_id = $1 and state = 'open' and ($2::text is null or kind = $2)
       and ($3::text[] is null or problem_id = any ($3)) and ($4::bigint is null or first_at <= $4)),
   done as (
     update oms.problems p
     set state = 'resolved', resolved_at = $5, resolved_by = $6, resolution = $7, sort_at = ${RESOLVED} - $5
     from chosen c
     where p.organization_id = $1 and p.problem_id = c.problem_id and p.state = 'open' and c.may_be
     returning p.problem_id)
   select (select count(*) from done)::int as dismissed,
     (select count(*) from chosen where not may_be)::int as kept`,
);

/** Puts the chosen problems aside that may be; the others stay open and are counted. */
export async function dismissProblems(
  tx: Handle,
  organizationId: string,
  { kind, problemIds, raisedUntil, note }: Dismissal,
  by: Actor,
  now: Instant,
): Promise<{ readonly dismissed: number; readonly kept: number }> {
  const values = [organizationId, kind ?? null, problemIds ?? null, raisedUntil ?? null];
  const [row] = await dismiss(tx, [...values, now, by.actor, `Dismissed: ${note}`]);
  const { dismissed = 0, kept = 0 } = row ?? {};
  if (dismissed > 0) await touch(tx, organizationId, 'problems', null);
  return { dismissed, kept };
}
