/** Owns the part of the OMS API that shows how sync stands and sets it: budget, rounds, refresh, files, policy preview. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { acknowledgePolicies } from './connections.ts';
import {
  At,
  ConnectionId,
  closed,
  decidingRoles,
  everyRole,
  Id,
  nullable,
  pageQuery,
  StockFileId,
  Version,
} from './shapes.ts';
import { runKinds, SyncRun } from './sync.ts';

const RunKind = Type.Enum([...runKinds]);
const RequestsPerMinute = Type.Integer({ minimum: 10, maximum: 60_000 });
const RejectBeforeMinutes = nullable(Type.Integer({ minimum: 5, maximum: 1440 }));
const PausedRuns = Type.Array(RunKind, { maxItems: 10, uniqueItems: true });

export const SyncSettings = Type.Object({
  /** Calls to the channel within a minute, all lanes together. */
  requestsPerMinute: RequestsPerMinute,
  /** An order still waiting for an answer so long before its deadline is rejected; null: a person decides. */
  rejectBeforeMinutes: RejectBeforeMinutes,
  /** Kinds of run that do not begin by themselves at present. */
  pausedRuns: PausedRuns,
  version: Version,
});
export type SyncSettings = Static<typeof SyncSettings>;

/** How one connection is in step with its channel. */
export const SyncState = Type.Object({
  connectionId: Id,
  settings: SyncSettings,
  runs: Type.Array(
    Type.Object({
      kind: RunKind,
      isPaused: Type.Boolean(),
      last: nullable(SyncRun),
      /** Null: it begins when there is something to do, or not at all at present. */
      nextAt: nullable(At),
    }),
    { maxItems: 10 },
  ),
  /** Since when the longest waiting thing waits; null when nothing does. */
  lag: Type.Object({ intentsSince: nullable(At), stockSince: nullable(At) }),
  /** Requests of the last minute. */
  requestsLastMinute: Type.Integer(),
  /** The daily refresh of stock. */
  refresh: Type.Object({
    skus: Type.Integer(),
    /** Told within the last 24 hours. */
    told: Type.Integer(),
    neverTold: Type.Integer(),
    refused: Type.Integer(),
    /** Above so many SKUs at once the refresh goes by file. */
    byFileFrom: Type.Integer(),
  }),
  /** Numbers at the channel that were not those it had confirmed. */
  drift: Type.Object({
    lastDay: Type.Integer(),
    /** SKUs that drifted again after they were repaired. */
    lasting: Type.Integer(),
    lastAt: nullable(At),
  }),
  files: Type.Object({ waiting: Type.Integer(), underWay: Type.Integer() }),
});
export type SyncState = Static<typeof SyncState>;

export const stockFileStates = ['waiting', 'sending', 'processing', 'done', 'failed'] as const;

/** Stock told by bulk file. */
export const StockFile = Type.Object({
  id: Id,
  connectionId: Id,
  connectionName: Type.String(),
  state: Type.Enum([...stockFileStates]),
  /** The channel's own id of it. */
  channelFileId: nullable(Type.String()),
  skus: Type.Integer(),
  refused: Type.Integer(),
  /** SKUs that changed after the file was written, and were told again. */
  toldAgain: Type.Integer(),
  attempts: Type.Integer(),
  dueAt: nullable(At),
  error: nullable(Type.String()),
  createdAt: At,
  sentAt: nullable(At),
  endedAt: nullable(At),
});
export type StockFile = Static<typeof StockFile>;

/** What an acknowledge policy would do with one order that waits now. */
export const PolicyOutcome = Type.Object({
  orderId: Id,
  referenceNumber: Type.String(),
  acknowledgeByAt: nullable(At),
  outcome: Type.Enum(['accept', 'hold']),
  why: Type.String(),
  /** When it would be rejected should nobody answer it; null: never by itself. */
  rejectAt: nullable(At),
  lines: Type.Array(
    Type.Object({
      merchantSku: Type.String(),
      quantity: Type.Integer(),
      /** What the channel would be told of the line in a rejection. */
      answer: Type.Enum(['fulfillable', 'no-inventory', 'invalid-sku']),
    }),
    { maxItems: 1000 },
  ),
});
export type PolicyOutcome = Static<typeof PolicyOutcome>;

const ConnectionParams = Type.Object({ connectionId: ConnectionId }, closed);
const FileParams = Type.Object({ fileId: StockFileId }, closed);

export const syncStateRoutes = defineRoutes({
  getSyncState: {
    method: 'GET',
    path: '/connections/:connectionId/sync',
    summary: 'How a connection is in step: lag, budget, next runs, refresh, drift, files',
    tags: ['sync'],
    auth: 'member',
    roles: everyRole,
    params: ConnectionParams,
    replies: { 200: SyncState, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  changeSyncSettings: {
    method: 'PATCH',
    path: '/connections/:connectionId/sync-settings',
    summary: 'Set budget, pauses, and rejecting at the deadline; If-Match carries the version',
    tags: ['sync'],
    auth: 'member',
    roles: decidingRoles,
    params: ConnectionParams,
    body: Type.Object(
      {
        requestsPerMinute: Type.Optional(RequestsPerMinute),
        rejectBeforeMinutes: Type.Optional(RejectBeforeMinutes),
        pausedRuns: Type.Optional(PausedRuns),
      },
      closed,
    ),
    replies: { 200: SyncSettings, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'version_required', 'changed_meanwhile'],
  },
  previewPolicy: {
    method: 'GET',
    path: '/connections/:connectionId/policy-preview',
    summary:
      'What an acknowledge policy would do with the orders that wait now, the most urgent first; changes nothing',
    tags: ['connections'],
    auth: 'member',
    roles: everyRole,
    params: ConnectionParams,
    query: Type.Object({ policy: Type.Enum([...acknowledgePolicies], { description: 'The policy to try.' }) }, closed),
    replies: {
      200: Type.Object({
        items: Type.Array(PolicyOutcome, { maxItems: 100 }),
        /** Orders that wait in all; the most urgent of them are shown. */
        waiting: Type.Integer(),
      }),
      400: Problem,
      401: Problem,
      404: Problem,
    },
    codes: ['not_found'],
  },
  listStockFiles: {
    method: 'GET',
    path: '/stock-files',
    summary: 'Bulk files of stock, newest first',
    tags: ['sync'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object({ ...pageQuery, connectionId: Type.Optional(ConnectionId) }, closed),
    replies: { 200: pageOf(StockFile), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  retryStockFile: {
    method: 'POST',
    path: '/stock-files/:fileId/retry',
    summary: 'Tell the SKUs of a file that failed, or was refused in part, once more',
    tags: ['sync'],
    auth: 'member',
    roles: decidingRoles,
    params: FileParams,
    replies: { 200: StockFile, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now'],
  },
});
