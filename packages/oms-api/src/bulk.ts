/** Owns the part of the OMS API about one thing done to many orders, in the background. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { OrderFilters, orderTabs } from './order-lists.ts';
import { At, BulkRunId, closed, everyRole, Id, nullable, OrderId, pageQuery, Text, workingRoles } from './shapes.ts';

/** What can be done to many orders at once. Shipping is not: each parcel has a number of its own. */
export const bulkActions = ['acknowledge', 'cancel'] as const;
export type BulkActionName = (typeof bulkActions)[number];

export const bulkRunStates = ['running', 'done', 'cancelled'] as const;
/** Left: the run was cancelled before it came to the order. */
export const bulkOrderStates = ['waiting', 'working', 'done', 'refused', 'left'] as const;

/** What actions are told besides the orders, each under its own name. */
export const BulkOptions = Type.Object(
  {
    cancel: Type.Optional(
      Type.Object(
        {
          mode: Type.Enum(['reject', 'cancel-units']),
          /** Told to the channel when rejecting: one of its own reasons; absent: its most general one. */
          reason: Type.Optional(Text(200)),
          /** Kept in the history of each order. */
          note: Type.Optional(Text(500)),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type BulkOptions = Static<typeof BulkOptions>;

export const BulkRun = Type.Object({
  id: Id,
  action: Type.Enum([...bulkActions]),
  options: BulkOptions,
  state: Type.Enum([...bulkRunStates]),
  /** The run whose refused orders this one tries again. */
  retryOf: nullable(Id),
  orders: Type.Integer(),
  done: Type.Integer(),
  refused: Type.Integer(),
  createdAt: At,
  endedAt: nullable(At),
  actor: Type.String(),
});
export type BulkRun = Static<typeof BulkRun>;

export const BulkRunOrder = Type.Object({
  orderId: Id,
  /** Null when the organization has no such order. */
  referenceNumber: nullable(Type.String()),
  state: Type.Enum([...bulkOrderStates]),
  /** Of a refused one: the code of the refusal, and why in words. */
  code: nullable(Type.String()),
  text: nullable(Type.String()),
  at: nullable(At),
});
export type BulkRunOrder = Static<typeof BulkRunOrder>;

/** Orders that are named one by one, and orders that a list names, at most. */
export const MOST_BULK_IDS = 1_000;
export const MOST_BULK_ORDERS = 10_000;

const BulkParams = Type.Object({ bulkRunId: BulkRunId }, closed);

export const bulkRoutes = defineRoutes({
  startBulkRun: {
    method: 'POST',
    path: '/bulk-runs',
    summary: 'Do one thing to many orders, named one by one or by a list; the orders are settled when it starts',
    tags: ['bulk'],
    auth: 'member',
    roles: workingRoles,
    body: Type.Object(
      {
        action: Type.Enum([...bulkActions]),
        options: Type.Optional(BulkOptions),
        orderIds: Type.Optional(Type.Array(OrderId, { minItems: 1, maxItems: MOST_BULK_IDS })),
        list: Type.Optional(
          Type.Object(
            {
              tab: Type.Enum([...orderTabs]),
              timeZone: Type.Optional(Text(64)),
              filters: OrderFilters,
            },
            closed,
          ),
        ),
      },
      closed,
    ),
    replies: { 201: BulkRun, 400: Problem, 401: Problem, 403: Problem, 409: Problem },
    codes: ['orders_required', 'options_required', 'unknown_time_zone', 'too_many_orders', 'action_not_allowed'],
  },
  listBulkRuns: {
    method: 'GET',
    path: '/bulk-runs',
    summary: 'What was done to many orders at once, newest first',
    tags: ['bulk'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(BulkRun), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  getBulkRun: {
    method: 'GET',
    path: '/bulk-runs/:bulkRunId',
    summary: 'One bulk run and how far it got',
    tags: ['bulk'],
    auth: 'member',
    roles: everyRole,
    params: BulkParams,
    replies: { 200: BulkRun, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  listBulkRunOrders: {
    method: 'GET',
    path: '/bulk-runs/:bulkRunId/orders',
    summary: 'What became of each order of a bulk run',
    tags: ['bulk'],
    auth: 'member',
    roles: everyRole,
    params: BulkParams,
    query: Type.Object(
      {
        ...pageQuery,
        state: Type.Optional(Type.Enum([...bulkOrderStates], { description: 'Only orders in this state.' })),
      },
      closed,
    ),
    replies: { 200: pageOf(BulkRunOrder), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  cancelBulkRun: {
    method: 'POST',
    path: '/bulk-runs/:bulkRunId/cancel',
    summary: 'Leave the orders that the run has not come to; what is done stays done',
    tags: ['bulk'],
    auth: 'member',
    roles: workingRoles,
    params: BulkParams,
    replies: { 200: BulkRun, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now', 'action_not_allowed'],
  },
  retryBulkRun: {
    method: 'POST',
    path: '/bulk-runs/:bulkRunId/retry',
    summary: 'Try the refused orders of a run again, as a run of its own',
    tags: ['bulk'],
    auth: 'member',
    roles: workingRoles,
    params: BulkParams,
    replies: { 201: BulkRun, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now', 'action_not_allowed'],
  },
});
