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
} from './shapes.ts';

export const runKinds = ['pull-orders', 'send-intents', 'send-stock'] as const;

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
});
export type ProblemItem = Static<typeof ProblemItem>;

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
      },
      closed,
    ),
    replies: { 200: pageOf(ProblemItem), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  countProblems: {
    method: 'GET',
    path: '/problem-counts',
    summary: 'Open problems by kind',
    tags: ['problems'],
    auth: 'member',
    roles: everyRole,
    replies: {
      200: Type.Object({ open: Type.Integer(), byKind: Type.Record(Type.String(), Type.Integer()) }),
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
    params: Type.Object({ problemId: ProblemId }, closed),
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
});
