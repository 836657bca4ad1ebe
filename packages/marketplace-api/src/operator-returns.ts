/** Owns the part of the operator API about returns: opening them as a shopper, and seeing what merchants say of them. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { AccountId, AmountCents, At, closed, Id, nullable, OrderId, pageQuery, ReturnId, Text } from './shapes.ts';

export const operatorReturnStatuses = ['created', 'inprogress', 'completed by merchant'] as const;

const Count = Type.Integer({ minimum: 0 });

export const OperatorReturn = Type.Object({
  id: Id,
  accountId: Id,
  orderId: Id,
  referenceOrderId: Type.String(),
  referenceId: Type.String(),
  status: Type.String(),
  /** The shopper keeps the goods and is refunded all the same. */
  refundWithoutReturn: Type.Boolean(),
  units: Count,
  requestedCents: AmountCents,
  /** What the shopper got back so far. */
  refundedCents: AmountCents,
  chargeCents: AmountCents,
  /** False: the merchant disputes the charge. Null until it has said. */
  agreesToCharge: nullable(Type.Boolean()),
  buyerName: Type.String(),
  firstTitle: Type.String(),
  openedAt: At,
  completedAt: nullable(At),
});
export type OperatorReturn = Static<typeof OperatorReturn>;

/** Cents of a refund by component, for all units. */
export const OperatorRefundAmount = Type.Object({
  principalCents: AmountCents,
  taxCents: AmountCents,
  shippingCents: AmountCents,
  shippingTaxCents: AmountCents,
});
export type OperatorRefundAmount = Static<typeof OperatorRefundAmount>;

const Item = { orderItemId: Id, sku: Type.String(), title: Type.String(), imageUrl: nullable(Type.String()) };

export const operatorTimeline = Type.Array(
  Type.Object({
    at: At,
    kind: Type.String(),
    text: Type.String(),
    actor: Type.String(),
    requestId: nullable(Type.String()),
  }),
  { maxItems: 1000 },
);

export const OperatorReturnDetail = Type.Object({
  return: OperatorReturn,
  /** The merchant's own id of the return. */
  altReturnId: nullable(Type.String()),
  chargeFeedback: nullable(Type.String()),
  carrier: nullable(Type.String()),
  trackingNumber: nullable(Type.String()),
  locations: Type.Array(
    Type.Object({
      address1: Type.String(),
      address2: Type.String(),
      city: Type.String(),
      state: Type.String(),
      zipCode: Type.String(),
    }),
    { maxItems: 1000 },
  ),
  lines: Type.Array(
    Type.Object({
      ...Item,
      quantity: Count,
      reason: Type.String(),
      requested: Type.Object({
        principalCents: AmountCents,
        taxCents: nullable(AmountCents),
        shippingCents: AmountCents,
        shippingTaxCents: nullable(AmountCents),
      }),
    }),
    { maxItems: 1000 },
  ),
  /** What the merchant reported, in the order received. */
  reports: Type.Array(
    Type.Object({
      ...Item,
      at: At,
      returned: Count,
      refunded: Count,
      feedback: nullable(Type.String()),
      notes: nullable(Type.String()),
      amount: OperatorRefundAmount,
    }),
    { maxItems: 10_000 },
  ),
  events: operatorTimeline,
  /** The return as the merchant API shows it now. */
  merchantView: Type.Unknown(),
});
export type OperatorReturnDetail = Static<typeof OperatorReturnDetail>;

const AccountParams = Type.Object({ accountId: AccountId }, closed);
const ReturnParams = Type.Object({ accountId: AccountId, returnId: ReturnId }, closed);
const Wanted = Type.Integer({ minimum: 0, maximum: 100_000_000_000 });

export const operatorReturnRoutes = defineRoutes({
  listReturns: {
    method: 'GET',
    path: '/accounts/:accountId/returns',
    summary: 'Returns of an account, newest first',
    tags: ['returns'],
    auth: 'operator',
    params: AccountParams,
    query: Type.Object(
      {
        ...pageQuery,
        status: Type.Optional(Type.Enum([...operatorReturnStatuses], { description: 'Only returns in this status.' })),
        orderId: Type.Optional(OrderId),
        disputed: Type.Optional(
          Type.Boolean({
            description: 'True: only those whose charge the merchant disputes; false: only the others.',
          }),
        ),
      },
      closed,
    ),
    replies: { 200: pageOf(OperatorReturn), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  countReturns: {
    method: 'GET',
    path: '/accounts/:accountId/return-counts',
    summary: 'How many returns of an account are in each status, and of how many the charge is disputed',
    tags: ['returns'],
    auth: 'operator',
    params: AccountParams,
    replies: {
      200: Type.Object({ created: Count, inprogress: Count, completed: Count, disputed: Count }),
      400: Problem,
      401: Problem,
      404: Problem,
    },
    codes: ['not_found'],
  },
  getReturn: {
    method: 'GET',
    path: '/accounts/:accountId/returns/:returnId',
    summary: 'One return with what the merchant reported, its history and the merchant’s view of it',
    tags: ['returns'],
    auth: 'operator',
    params: ReturnParams,
    replies: { 200: OperatorReturnDetail, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  openReturn: {
    method: 'POST',
    path: '/accounts/:accountId/orders/:orderId/returns',
    summary: 'Open a return as the shopper; only what was shipped and is in no other return can be returned',
    tags: ['returns'],
    auth: 'operator',
    params: Type.Object({ accountId: AccountId, orderId: OrderId }, closed),
    body: Type.Object(
      {
        /** Absent: everything that can still be returned. */
        items: Type.Optional(
          Type.Array(
            Type.Object(
              {
                sku: Text(64),
                quantity: Type.Integer({ minimum: 1, maximum: 10_000 }),
                /** As documented for returns. */
                reason: Text(255),
                /** Absent: what was paid for the units. */
                requestedRefund: Type.Optional(
                  Type.Object(
                    {
                      principalCents: Wanted,
                      taxCents: nullable(Wanted),
                      shippingCents: Wanted,
                      shippingTaxCents: nullable(Wanted),
                    },
                    closed,
                  ),
                ),
              },
              closed,
            ),
            { minItems: 1, maxItems: 100 },
          ),
        ),
        refundWithoutReturn: Type.Optional(Type.Boolean()),
        /** What the merchant is charged for the return. Absent: what the label costs. */
        chargeCents: Type.Optional(Wanted),
      },
      closed,
    ),
    bodyOptional: true,
    replies: { 201: OperatorReturn, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'invalid'],
  },
});
