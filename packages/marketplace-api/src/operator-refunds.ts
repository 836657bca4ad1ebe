/** Owns the part of the operator API about refunds that merchants make: seeing them, and deciding before the world does. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { OperatorRefundAmount, operatorTimeline } from './operator-returns.ts';
import { AccountId, AmountCents, At, closed, Id, nullable, OrderId, pageQuery, RefundId } from './shapes.ts';

export const operatorRefundStatuses = [
  'created',
  'processing',
  'accepted',
  'rejected - customer card not valid',
  'rejected - refund conflicts with returns policy',
] as const;

/** Words that lists are filtered by; `rejected` means both kinds of rejection. */
export const operatorRefundFilters = ['created', 'processing', 'accepted', 'rejected'] as const;

export const refundDecisions = ['accept', 'reject_card', 'reject_policy'] as const;

const Count = Type.Integer({ minimum: 0 });

export const OperatorRefund = Type.Object({
  id: Id,
  accountId: Id,
  orderId: Id,
  referenceOrderId: Type.String(),
  /** The merchant's own id of the refund. */
  altRefundId: Type.String(),
  status: Type.String(),
  units: Count,
  amountCents: AmountCents,
  buyerName: Type.String(),
  firstTitle: Type.String(),
  createdAt: At,
  /** When the world moves it on by itself; null once it is decided. */
  dueAt: nullable(At),
  decidedAt: nullable(At),
});
export type OperatorRefund = Static<typeof OperatorRefund>;

export const OperatorRefundDetail = Type.Object({
  refund: OperatorRefund,
  items: Type.Array(
    Type.Object({
      orderItemId: Id,
      sku: Type.String(),
      title: Type.String(),
      imageUrl: nullable(Type.String()),
      returned: Count,
      refunded: Count,
      reason: nullable(Type.String()),
      feedback: nullable(Type.String()),
      notes: nullable(Type.String()),
      amount: OperatorRefundAmount,
      /** What can still be refunded of the item, whatever becomes of this refund. */
      left: OperatorRefundAmount,
    }),
    { maxItems: 1000 },
  ),
  /** Why it would be rejected if it were decided now; empty when it would be accepted, or is decided. */
  conflicts: Type.Array(Type.String(), { maxItems: 10_000 }),
  events: operatorTimeline,
  /** The refund as the merchant API shows it now. */
  merchantView: Type.Unknown(),
});
export type OperatorRefundDetail = Static<typeof OperatorRefundDetail>;

const AccountParams = Type.Object({ accountId: AccountId }, closed);
const RefundParams = Type.Object({ accountId: AccountId, refundId: RefundId }, closed);

export const operatorRefundRoutes = defineRoutes({
  listRefunds: {
    method: 'GET',
    path: '/accounts/:accountId/refunds',
    summary: 'Refunds of an account, newest first',
    tags: ['refunds'],
    auth: 'operator',
    params: AccountParams,
    query: Type.Object(
      {
        ...pageQuery,
        status: Type.Optional(
          Type.Enum([...operatorRefundFilters], {
            description: 'Only refunds in this status; `rejected` is every kind of no.',
          }),
        ),
        orderId: Type.Optional(OrderId),
      },
      closed,
    ),
    replies: { 200: pageOf(OperatorRefund), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  countRefunds: {
    method: 'GET',
    path: '/accounts/:accountId/refund-counts',
    summary: 'How many refunds of an account are in each status',
    tags: ['refunds'],
    auth: 'operator',
    params: AccountParams,
    replies: {
      200: Type.Object({ created: Count, processing: Count, accepted: Count, rejected: Count }),
      400: Problem,
      401: Problem,
      404: Problem,
    },
    codes: ['not_found'],
  },
  getRefund: {
    method: 'GET',
    path: '/accounts/:accountId/refunds/:refundId',
    summary: 'One refund with its history and the merchant’s view of it',
    tags: ['refunds'],
    auth: 'operator',
    params: RefundParams,
    replies: { 200: OperatorRefundDetail, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  decideRefund: {
    method: 'POST',
    path: '/accounts/:accountId/refunds/:refundId/decision',
    summary: 'Accept or reject a refund now; more than was paid is never accepted',
    tags: ['refunds'],
    auth: 'operator',
    params: RefundParams,
    body: Type.Object({ decision: Type.Enum([...refundDecisions]) }, closed),
    replies: { 200: OperatorRefund, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now', 'conflicts'],
  },
});
