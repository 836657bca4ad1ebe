/** Owns the part of the OMS API that shows what happened: runs, exchanges with channels, and problems. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import {
  At,
  ConnectionId,
  closed,
  decidingRoles,
  everyRole,
  Id,
  nullable,
  OrderId,
  ProblemId,
  pageQuery,
  RunId,
  SkuId,
  Text,
  UserId,
  Version,
  workingRoles,
} from './shapes.ts';

export const runKinds = [
  'pull-orders',
  'send-intents',
  'send-stock',
  'reconcile-orders',
  'refresh-stock',
  'read-back',
] as const;

export const SyncRun = Type.Object({
  id: Id,
  connectionId: Id,
  connectionName: Type.String(),
  kind: Type.Enum([...runKinds]),
  trigger: Type.Enum(['schedule', 'change', 'person', 'start']),
  state: Type.Enum(['waiting', 'running', 'done', 'failed']),
  startedAt: At,
  endedAt: nullable(At),
  durationMs: nullable(Type.Integer()),
  found: Type.Integer(),
  done: Type.Integer(),
  failed: Type.Integer(),
  /** What was counted besides, by name: such as `imported`, `followed`, `drifted`. */
  details: Type.Record(Type.String(), Type.Integer()),
  error: nullable(Type.String()),
  actor: Type.String(),
  requestId: nullable(Type.String()),
});
export type SyncRun = Static<typeof SyncRun>;

/** One request to a channel and its answer, without secrets. */
export const Exchange = Type.Object({
  id: Id,
  connectionId: Id,
  runId: nullable(Id),
  orderId: nullable(Id),
  skuId: nullable(Id),
  intentId: nullable(Id),
  at: At,
  durationMs: Type.Integer(),
  method: Type.String(),
  url: Type.String(),
  /** Null when no answer came. */
  status: nullable(Type.Integer()),
  requestBody: nullable(Type.Unknown()),
  responseBody: nullable(Type.Unknown()),
  error: nullable(Type.String()),
  requestId: Type.String(),
});
export type Exchange = Static<typeof Exchange>;

export const problemKinds = [
  'unknown-sku',
  'not-covered',
  'acknowledge-due',
  'message-failed',
  'order-invalid',
  'order-changed',
  'cancel-requested',
  'held-due',
  'shortfall',
  'credentials-refused',
  'connection-failing',
  'unknown-value',
  'stock-refused',
  'stock-drift',
] as const;

export const problemActions = [
  'retry',
  'map-sku',
  'accept',
  'reject',
  'cancel-units',
  'decline',
  'release',
  'keep-ours',
  'take-theirs',
  'dismiss',
  'test-connection',
] as const;

export const ProblemItem = Type.Object({
  id: Id,
  kind: Type.Enum([...problemKinds]),
  state: Type.Enum(['open', 'resolved']),
  title: Type.String(),
  /** What happened and what a person can do about it. */
  text: Type.String(),
  deadlineAt: nullable(At),
  orderId: nullable(Id),
  skuId: nullable(Id),
  connectionId: nullable(Id),
  intentId: nullable(Id),
  /** The SKU text of an order line that matched nothing. */
  merchantSku: nullable(Type.String()),
  actions: Type.Array(Type.Enum([...problemActions]), { maxItems: 10 }),
  seenCount: Type.Integer(),
  firstAt: At,
  lastAt: At,
  resolvedAt: nullable(At),
  resolvedBy: nullable(Type.String()),
  resolution: nullable(Type.String()),
  /** Who deals with it. */
  assignee: nullable(Type.Object({ userId: Id, name: Type.String() })),
  version: Version,
});
export type ProblemItem = Static<typeof ProblemItem>;

/** How near the deadline of a problem is. */
export const problemDeadlines = ['late', 'hour', 'day', 'none'] as const;

/** One step in a problem's life. */
export const ProblemEvent = Type.Object({
  at: At,
  kind: Type.Enum(['raised', 'assigned', 'unassigned', 'resolved']),
  /** Whom it was given to, or how it was resolved. */
  text: nullable(Type.String()),
  /** Null: itself. */
  actor: nullable(Type.String()),
});
export type ProblemEvent = Static<typeof ProblemEvent>;

const ProblemParams = Type.Object({ problemId: ProblemId }, closed);

export const syncRoutes = defineRoutes({
  listRuns: {
    method: 'GET',
    path: '/runs',
    summary: 'Sync runs, newest first',
    tags: ['sync'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(
      {
        ...pageQuery,
        connectionId: Type.Optional(ConnectionId),
        kind: Type.Optional(Type.Enum([...runKinds], { description: 'Only runs of this kind.' })),
        state: Type.Optional(
          Type.Enum(['waiting', 'running', 'done', 'failed'], { description: 'Only runs in this state.' }),
        ),
      },
      closed,
    ),
    replies: { 200: pageOf(SyncRun), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  getRun: {
    method: 'GET',
    path: '/runs/:runId',
    summary: 'One run',
    tags: ['sync'],
    auth: 'member',
    roles: everyRole,
    params: Type.Object({ runId: RunId }, closed),
    replies: { 200: SyncRun, 401: Problem, 404: Problem, 400: Problem },
    codes: ['not_found'],
  },
  retryRun: {
    method: 'POST',
    path: '/runs/:runId/retry',
    summary: 'Try again what failed in a run: a new run of its kind, to which what was refused is due again',
    tags: ['sync'],
    auth: 'member',
    roles: decidingRoles,
    params: Type.Object({ runId: RunId }, closed),
    replies: { 202: SyncRun, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now'],
  },
  listExchanges: {
    method: 'GET',
    path: '/exchanges',
    summary: 'Requests to channels and their answers, newest first',
    tags: ['sync'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(
      {
        ...pageQuery,
        connectionId: Type.Optional(ConnectionId),
        runId: Type.Optional(RunId),
        skuId: Type.Optional(SkuId),
        failed: Type.Optional(Type.Boolean({ description: 'True: only those that failed; false: only the others.' })),
      },
      closed,
    ),
    replies: { 200: pageOf(Exchange), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  listProblems: {
    method: 'GET',
    path: '/problems',
    summary: 'What a person must decide: open ones by deadline, resolved ones newest first',
    tags: ['problems'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(
      {
        ...pageQuery,
        state: Type.Optional(Type.Enum(['open', 'resolved'], { description: 'Only problems in this state.' })),
        kind: Type.Optional(Type.Enum([...problemKinds], { description: 'Only problems of this kind.' })),
        orderId: Type.Optional(OrderId),
        assignee: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 64,
            description: 'Whose problems: `me`, `nobody`, or the id of a member.',
          }),
        ),
        deadline: Type.Optional(
          Type.Enum([...problemDeadlines], {
            description:
              'Only problems whose deadline has passed, comes within the hour or the day, or that have none.',
          }),
        ),
      },
      closed,
    ),
    replies: { 200: pageOf(ProblemItem), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  countProblems: {
    method: 'GET',
    path: '/problem-counts',
    summary: 'Open problems: all, one’s own, those nobody deals with, and by kind',
    tags: ['problems'],
    auth: 'member',
    roles: everyRole,
    replies: {
      200: Type.Object({
        open: Type.Integer(),
        mine: Type.Integer(),
        unassigned: Type.Integer(),
        byKind: Type.Record(Type.String(), Type.Integer()),
      }),
      401: Problem,
    },
  },
  resolveProblem: {
    method: 'POST',
    path: '/problems/:problemId/resolve',
    summary: 'Do what solves a problem: one of its actions',
    tags: ['problems'],
    auth: 'member',
    roles: decidingRoles,
    params: ProblemParams,
    body: Type.Object(
      {
        action: Type.Enum([...problemActions]),
        /** For map-sku: the SKU that the order's line means. */
        skuId: Type.Optional(Id),
        /** For map-sku: keep this mapping for later orders too. */
        remember: Type.Optional(Type.Boolean()),
        note: Type.Optional(Text(500)),
      },
      closed,
    ),
    replies: { 200: ProblemItem, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: [
      'not_found',
      'already_resolved',
      'action_not_offered',
      'sku_required',
      'not_allowed_now',
      'not_covered',
      'on_hold',
    ],
  },
  getProblem: {
    method: 'GET',
    path: '/problems/:problemId',
    summary: 'One problem',
    tags: ['problems'],
    auth: 'member',
    roles: everyRole,
    params: ProblemParams,
    replies: { 200: ProblemItem, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  assignProblem: {
    method: 'PUT',
    path: '/problems/:problemId/assignee',
    summary: 'Say who deals with an open problem, or that nobody does; If-Match carries its version',
    tags: ['problems'],
    auth: 'member',
    roles: workingRoles,
    params: ProblemParams,
    body: Type.Object({ userId: nullable(UserId) }, closed),
    replies: { 200: ProblemItem, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'version_required', 'changed_meanwhile', 'already_resolved', 'unknown_member'],
  },
  listProblemHistory: {
    method: 'GET',
    path: '/problems/:problemId/history',
    summary: 'Who dealt with a problem: newest first, the last 200 steps',
    tags: ['problems'],
    auth: 'member',
    roles: everyRole,
    params: ProblemParams,
    replies: {
      200: Type.Object({ items: Type.Array(ProblemEvent, { maxItems: 202 }) }),
      400: Problem,
      401: Problem,
      404: Problem,
    },
    codes: ['not_found'],
  },
  dismissProblems: {
    method: 'POST',
    path: '/problem-dismissals',
    summary: 'Put aside all open problems of one kind, or some by their ids, as decided',
    tags: ['problems'],
    auth: 'member',
    roles: decidingRoles,
    body: Type.Object(
      {
        kind: Type.Optional(Type.Enum([...problemKinds])),
        problemIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 200 })),
        /** Only what was seen first up to this instant: what nobody has read stays. */
        raisedUntil: Type.Optional(At),
        note: Text(500),
      },
      closed,
    ),
    replies: {
      200: Type.Object({
        dismissed: Type.Integer(),
        /** Chosen, open, and not to be dismissed: they go away with their cause. */
        kept: Type.Integer(),
      }),
      400: Problem,
      401: Problem,
      403: Problem,
      409: Problem,
    },
    codes: ['nothing_chosen'],
  },
});
