/** Owns the SQL of problems: raised once per subject while open, settled, listed by deadline. */
import { type Ids, type Instant, type Keyset, ok, type Result, refuse } from '@jetway/kernel';
import type { ProblemItem, problemActions, problemKinds } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { touch } from '../events/index.ts';

export type ProblemKind = (typeof problemKinds)[number];
export type ProblemAction = (typeof problemActions)[number];

export interface NewProblem {
  readonly kind: ProblemKind;
  /** What it is about, such as an order's line; there is one open problem per kind and subject. At most 500 characters. */
  readonly subject: string;
  readonly title: string;
  /** What happened and what a person can do about it. */
  readonly text: string;
  /** When it is too late; problems are listed by it. */
  readonly deadlineAt?: Instant | null;
  readonly orderId?: string | null;
  readonly skuId?: string | null;
  readonly connectionId?: string | null;
  readonly intentId?: string | null;
  readonly merchantSku?: string | null;
  /** What a person may answer with. */
  readonly actions: readonly ProblemAction[];
}

/** Open problems without a deadline come after those with one; resolved ones after all, newest first. */
const NO_DEADLINE = 8_000_000_000_000_000;
export const RESOLVED = 9_000_000_000_000_000;

const raise = statement<{ problem_id: string; is_new: boolean }>(
  'problemRaise',
  `insert into oms.problems as p (organization_id, problem_id, kind, subject, state, title, text, deadline_at, order_id,
     sku_id, connection_id, intent_id, merchant_sku, actions, first_at, last_at, request_id, sort_at)
   values ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $9, $10, $11, $12, $13::text[], $14, $14, $15,
     coalesce($7, ${NO_DEADLINE}))
   on conflict (organization_id, kind, subject) where state = 'open' do update
     set seen_count = p.seen_count + 1, last_at = excluded.last_at, title = excluded.title, text = excluded.text,
       deadline_at = excluded.deadline_at, sort_at = excluded.sort_at, actions = excluded.actions,
       intent_id = excluded.intent_id
   returning p.problem_id, p.seen_count = 1 as is_new`,
);

/**
 * Raises a problem. When one of the same kind and subject is open, that one is seen once more and takes the new text,
 * deadline and actions. Answers its id, and whether it is new.
 */
export async function raiseProblem(
  tx: Handle,
  organizationId: string,
  problem: NewProblem,
  deps: { readonly ids: Ids; readonly requestId?: string | null },
  now: Instant,
): Promise<{ readonly problemId: string; readonly isNew: boolean }> {
  const [row] = await raise(tx, [
    organizationId,
    deps.ids.uuid(),
    problem.kind,
    problem.subject,
    problem.title,
    problem.text,
    problem.deadlineAt ?? null,
    problem.orderId ?? null,
    problem.skuId ?? null,
    problem.connectionId ?? null,
    problem.intentId ?? null,
    problem.merchantSku ?? null,
    problem.actions,
    now,
    deps.requestId ?? null,
  ]);
  if (row === undefined) throw new Error('a problem was neither made nor found');
  await touch(tx, organizationId, 'problems', row.problem_id);
  return { problemId: row.problem_id, isNew: row.is_new };
}

/** Which open problems; a part left out matches all. At least one part must be given. */
export interface ProblemFilter {
  readonly problemId?: string;
  readonly kind?: ProblemKind;
  readonly subject?: string;
  readonly orderId?: string;
  readonly connectionId?: string;
  readonly intentId?: string;
}

const settle = statement<{ problem_id: string }>(
  'problemSettle',
  `update oms.problems
   set state = 'resolved', resolved_at = $9, resolved_by = $10, resolution = $8, sort_at = ${RESOLVED} - $9
   where organization_id = $1 and state = 'open'
     and ($2::text is null or kind = $2) and ($3::text is null or subject = $3)
     and ($4::text is null or order_id = $4) and ($5::text is null or connection_id = $5)
     and ($6::text is null or intent_id = $6) and ($7::text is null or problem_id = $7)
   returning problem_id`,
);

/** Settles the open problems that the filter names; `resolution` says how, for people. Answers how many. */
export async function settleProblems(
  tx: Handle,
  organizationId: string,
  filter: ProblemFilter,
  resolution: string,
  by: Actor,
  now: Instant,
): Promise<number> {
  const { kind, subject, orderId, connectionId, intentId, problemId } = filter;
  const parts = [kind, subject, orderId, connectionId, intentId, problemId].map((part) => part ?? null);
  if (parts.every((part) => part === null)) throw new Error('settleProblems needs to be told which problems');
  const rows = await settle(tx, [organizationId, ...parts, resolution, now, by.actor]);
  const [first] = rows;
  if (first !== undefined) await touch(tx, organizationId, 'problems', rows.length === 1 ? first.problem_id : null);
  return rows.length;
}

interface ProblemRecord {
  problem_id: string;
  kind: ProblemKind;
  subject: string;
  state: 'open' | 'resolved';
  title: string;
  text: string;
  deadline_at: number | null;
  order_id: string | null;
  sku_id: string | null;
  connection_id: string | null;
  intent_id: string | null;
  merchant_sku: string | null;
  actions: ProblemAction[];
  seen_count: number;
  first_at: number;
  last_at: number;
  resolved_at: number | null;
  resolved_by: string | null;
  resolution: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  version: number;
  sort_at: number;
}

/** A problem with what actions need to know of it beyond what people see. */
export interface StoredProblem extends ProblemItem {
  readonly subject: string;
  readonly sortAt: number;
}

const toProblem = (row: ProblemRecord): StoredProblem => ({
  id: row.problem_id,
  kind: row.kind,
  subject: row.subject,
  state: row.state,
  title: row.title,
  text: row.text,
  deadlineAt: row.deadline_at,
  orderId: row.order_id,
  skuId: row.sku_id,
  connectionId: row.connection_id,
  intentId: row.intent_id,
  merchantSku: row.merchant_sku,
  actions: row.actions,
  seenCount: row.seen_count,
  firstAt: row.first_at,
  lastAt: row.last_at,
  resolvedAt: row.resolved_at,
  resolvedBy: row.resolved_by,
  resolution: row.resolution,
  assignee: row.assignee_id === null ? null : { userId: row.assignee_id, name: row.assignee_name ?? '' },
  version: row.version,
  sortAt: row.sort_at,
});

const columns = `problem_id, kind, subject, state, title, text, deadline_at, order_id, sku_id, connection_id, intent_id,
  merchant_sku, actions, seen_count, first_at, last_at, resolved_at, resolved_by, resolution, assignee_id,
  (select u.name from oms.users u where u.user_id = assignee_id) as assignee_name, version, sort_at`;

const list = statement<ProblemRecord>(
  'problemList',
  `select ${columns} from oms.problems
   where organization_id = $1 and (sort_at, problem_id) > ($2, $3)
     and ($4::text is null or state = $4) and ($5::text is null or kind = $5) and ($6::text is null or order_id = $6)
     and ($8::text is null or assignee_id = $8) and (not $9::boolean or assignee_id is null)
     and ($10::bigint is null or deadline_at >= $10) and ($11::bigint is null or deadline_at < $11)
     and (not $12::boolean or deadline_at is null)
   order by sort_at, problem_id limit $7`,
);

/** Who deals with it: a member, or nobody. */
export type AssigneeFilter = { readonly userId: string } | 'nobody';
/** When it must be decided: from and before these instants, or never. */
export type DeadlineFilter = { readonly from?: Instant; readonly before: Instant } | 'none';

export interface ProblemQuery {
  readonly state?: 'open' | 'resolved' | undefined;
  readonly kind?: ProblemKind | undefined;
  readonly orderId?: string | undefined;
  readonly assignee?: AssigneeFilter | undefined;
  readonly deadline?: DeadlineFilter | undefined;
  readonly after?: Keyset | undefined;
  readonly limit: number;
}

/** Problems in the order of lists, beginning after one already seen. */
export async function listProblems(
  handle: Handle,
  organizationId: string,
  query: ProblemQuery,
): Promise<readonly StoredProblem[]> {
  const { after, state = null, kind = null, orderId = null, assignee, deadline, limit } = query;
  const whose = [assignee === undefined || assignee === 'nobody' ? null : assignee.userId, assignee === 'nobody'];
  const due = deadline === undefined || deadline === 'none' ? [null, null] : [deadline.from ?? null, deadline.before];
  const page = [organizationId, after?.at ?? -1, after?.id ?? '', state, kind, orderId, limit];
  const rows = await list(handle, [...page, ...whose, ...due, deadline === 'none']);
  return rows.map(toProblem);
}

const load = statement<ProblemRecord>(
  'problemLoad',
  `select ${columns} from oms.problems where organization_id = $1 and problem_id = $2`,
);

/** One problem; undefined when the organization has none with this id. */
export async function loadProblem(
  handle: Handle,
  organizationId: string,
  problemId: string,
): Promise<StoredProblem | undefined> {
  const [row] = await load(handle, [organizationId, problemId]);
  return row && toProblem(row);
}

interface ProblemCount {
  readonly kind: string;
  readonly open: number;
  readonly mine: number;
  readonly unassigned: number;
}

const count = statement<ProblemCount>(
  'problemCount',
  `select kind, count(*)::int as open, count(*) filter (where assignee_id = $2)::int as mine,
     count(*) filter (where assignee_id is null)::int as unassigned
   from oms.problems where organization_id = $1 and state = 'open' group by kind`,
);

/** Open problems by kind; how many of them this person deals with, and how many nobody. */
export async function countProblems(
  handle: Handle,
  organizationId: string,
  userId: string | null,
): Promise<readonly ProblemCount[]> {
  return count(handle, [organizationId, userId]);
}

const countByOrder = statement<{ order_id: string; open: number }>(
  'problemCountByOrder',
  `select order_id, count(*)::int as open from oms.problems
   where organization_id = $1 and order_id = any($2::text[]) and state = 'open' group by order_id`,
);

/** Open problems of orders, by order; an order without any is absent. */
export async function countOrderProblems(
  handle: Handle,
  organizationId: string,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await countByOrder(handle, [organizationId, orderIds]);
  return new Map(rows.map((row) => [row.order_id, row.open]));
}

/** A problem that can still be answered. Refusals: `not_found`, `already_resolved`. */
export async function loadOpenProblem(
  handle: Handle,
  organizationId: string,
  problemId: string,
): Promise<Result<StoredProblem, 'not_found' | 'already_resolved'>> {
  const found = await loadProblem(handle, organizationId, problemId);
  if (found === undefined) return refuse('not_found', 'There is no such problem.');
  if (found.state !== 'open') return refuse('already_resolved', 'This problem was resolved already.');
  return ok(found);
}
