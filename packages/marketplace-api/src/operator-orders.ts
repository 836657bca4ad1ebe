/** Owns the part of the operator API about orders: placing them as a shopper, cancelling, and seeing every state. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { Address } from './nodes.ts';
import { AccountId, AmountCents, At, closed, Id, nullable, OrderId, pageQuery, Text } from './shapes.ts';

export const operatorOrderStatuses = ['created', 'ready', 'acknowledged', 'inprogress', 'complete'] as const;

export const OperatorOrder = Type.Object({
  id: Id,
  referenceOrderId: Type.String(),
  accountId: Id,
  status: Type.String(),
  exceptionState: nullable(Type.String()),
  acknowledgementStatus: nullable(Type.String()),
  /** The shopper cancelled before the order was released. */
  cancelledByCustomer: Type.Boolean(),
  cancelRequested: Type.Boolean(),
  /** The shopper gave up returning anything of it. */
  returnsWaived: Type.Boolean(),
  /** The newest that the merchant gave it. */
  tag: nullable(Type.String()),
  nodeId: Id,
  buyerName: Type.String(),
  units: Type.Integer(),
  totalCents: AmountCents,
  placedAt: At,
  readyAt: nullable(At),
  acknowledgedAt: nullable(At),
  completedAt: nullable(At),
  /** When the world moves the order on by itself, if it does. */
  dueAt: nullable(At),
  firstTitle: Type.String(),
});
export type OperatorOrder = Static<typeof OperatorOrder>;

export const OperatorOrderDetail = Type.Object({
  order: OperatorOrder,
  items: Type.Array(
    Type.Object({
      id: Id,
      sku: Type.String(),
      title: Type.String(),
      imageUrl: nullable(Type.String()),
      quantity: Type.Integer(),
      shipped: Type.Integer(),
      cancelled: Type.Integer(),
      cancelRequested: Type.Integer(),
      acknowledgement: nullable(Type.String()),
      unitPriceCents: AmountCents,
      /** What the marketplace keeps, for the quantity ordered: the base commission first. */
      fees: Type.Array(Type.Object({ name: Type.String(), type: Type.String(), cents: AmountCents }), {
        maxItems: 1001,
      }),
      feesCents: AmountCents,
    }),
    { maxItems: 1000 },
  ),
  /** In the order in which the merchant reported them. What it left out is null. */
  shipments: Type.Array(
    Type.Object({
      id: Id,
      altShipmentId: nullable(Type.String()),
      messageAt: At,
      trackingNumber: nullable(Type.String()),
      carrier: nullable(Type.String()),
      method: nullable(Type.String()),
      /** By the merchant's own word. */
      shippedAt: nullable(At),
      expectedAt: nullable(At),
      fromZipCode: nullable(Type.String()),
      /** The node it was shipped from instead of the order's. */
      redirectNodeId: nullable(Type.String()),
      items: Type.Array(
        Type.Object({
          sku: Type.String(),
          shipped: Type.Integer(),
          cancelled: Type.Integer(),
          rma: nullable(Type.String()),
          daysToReturn: nullable(Type.Integer()),
        }),
        { maxItems: 1000 },
      ),
    }),
    { maxItems: 1000 },
  ),
  events: Type.Array(
    Type.Object({
      at: At,
      kind: Type.String(),
      text: Type.String(),
      actor: Type.String(),
      requestId: nullable(Type.String()),
    }),
    { maxItems: 1000 },
  ),
  /** The order as the merchant API shows it now. */
  merchantView: Type.Unknown(),
});
export type OperatorOrderDetail = Static<typeof OperatorOrderDetail>;

const OrderParams = Type.Object({ accountId: AccountId, orderId: OrderId }, closed);

export const operatorOrderRoutes = defineRoutes({
  listOrders: {
    method: 'GET',
    path: '/accounts/:accountId/orders',
    summary: 'Orders of an account, newest first',
    tags: ['orders'],
    auth: 'operator',
    params: Type.Object({ accountId: AccountId }, closed),
    query: Type.Object(
      {
        ...pageQuery,
        status: Type.Optional(Type.Enum([...operatorOrderStatuses], { description: 'Only orders in this status.' })),
      },
      closed,
    ),
    replies: { 200: pageOf(OperatorOrder), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  getOrder: {
    method: 'GET',
    path: '/accounts/:accountId/orders/:orderId',
    summary: 'One order with its history and the merchant’s view of it',
    tags: ['orders'],
    auth: 'operator',
    params: OrderParams,
    replies: { 200: OperatorOrderDetail, 401: Problem, 404: Problem, 400: Problem },
    codes: ['not_found'],
  },
  placeOrder: {
    method: 'POST',
    path: '/accounts/:accountId/orders',
    summary: 'Place an order as a shopper; only what is purchasable can be ordered',
    tags: ['orders'],
    auth: 'operator',
    params: Type.Object({ accountId: AccountId }, closed),
    body: Type.Object(
      {
        items: Type.Array(
          Type.Object({ sku: Text(64), quantity: Type.Integer({ minimum: 1, maximum: 10_000 }) }, closed),
          { minItems: 1, maxItems: 100 },
        ),
        /** Absent: a node that can fill the whole order is chosen. */
        nodeId: Type.Optional(Id),
        serviceLevel: Type.Optional(Text(50)),
        /** The shopper gives up returning anything, which may change the merchant's commission. */
        returnsWaived: Type.Optional(Type.Boolean()),
        /** Absent: a made-up person. */
        shopper: Type.Optional(
          Type.Object(
            {
              name: Text(255),
              phone: Type.Optional(Type.String({ maxLength: 50 })),
              address: Address,
            },
            closed,
          ),
        ),
      },
      closed,
    ),
    replies: { 201: OperatorOrder, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'unknown_sku', 'unknown_node', 'unknown_service_level', 'not_purchasable'],
  },
  cancelAsShopper: {
    method: 'POST',
    path: '/accounts/:accountId/orders/:orderId/cancel',
    summary:
      'Cancel as the shopper: at once while the order is held; afterwards the merchant is asked to cancel the units',
    tags: ['orders'],
    auth: 'operator',
    params: OrderParams,
    body: Type.Object(
      {
        /** Absent: everything. */
        items: Type.Optional(
          Type.Array(
            Type.Object({ orderItemId: Id, quantity: Type.Integer({ minimum: 1, maximum: 10_000 }) }, closed),
            { minItems: 1, maxItems: 100 },
          ),
        ),
      },
      closed,
    ),
    bodyOptional: true,
    replies: { 200: OperatorOrder, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'unknown_item', 'too_many_units', 'not_allowed_now'],
  },
  completeByHand: {
    method: 'POST',
    path: '/accounts/:accountId/orders/:orderId/complete',
    summary: 'Take an order that the merchant does not move to complete, as the marketplace',
    tags: ['orders'],
    auth: 'operator',
    params: OrderParams,
    replies: { 200: OperatorOrder, 401: Problem, 404: Problem, 409: Problem, 400: Problem },
    codes: ['not_found', 'not_allowed_now'],
  },
  resolveException: {
    method: 'POST',
    path: '/accounts/:accountId/orders/:orderId/resolve',
    summary: 'Mark an order’s exception as resolved',
    tags: ['orders'],
    auth: 'operator',
    params: OrderParams,
    replies: { 200: OperatorOrder, 401: Problem, 404: Problem, 409: Problem, 400: Problem },
    codes: ['not_found', 'not_allowed_now'],
  },
});
