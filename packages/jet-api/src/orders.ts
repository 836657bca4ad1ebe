/** Owns the contract of reading orders (pages Check for Orders, Check Order Details). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { MAX_ID_LENGTH, OrderParams } from './fields.ts';
import { BooleanWord, looseEnum } from './loose.ts';
import { OrderReply } from './order-detail.ts';
import { orderStatuses } from './order-enums.ts';
import { listRefusals, thingRefusals } from './replies.ts';

/** A list of orders has at most so many, the oldest first. */
export const MAX_LISTED_ORDERS = 1000;
/** An order is listed for so many days after it was placed; its details stay. */
export const LISTED_ORDER_DAYS = 90;

export const OrderListQuery = Type.Object({
  /** Only for `complete`: without it all, true only those the customer cancelled before `ready`, false without those. */
  isCancelled: Type.Optional(BooleanWord),
  /** Only orders of this node. */
  fulfillment_node: Type.Optional(
    Type.String({ maxLength: MAX_ID_LENGTH, description: 'Only orders of this fulfillment node.' }),
  ),
});
export type OrderListQuery = Static<typeof OrderListQuery>;

export const OrderListReply = Type.Object({
  order_urls: Type.Array(Type.String(), { maxItems: MAX_LISTED_ORDERS }),
});
export type OrderListReply = Static<typeof OrderListReply>;

export const orderRoutes = defineRoutes({
  listOrders: {
    method: 'GET',
    path: '/orders/:status',
    summary: 'List the orders in a status, the oldest first: at most 1,000, of the last 90 days',
    tags: ['Orders'],
    auth: 'account',
    params: Type.Object({ status: looseEnum(orderStatuses) }),
    query: OrderListQuery,
    replies: { 200: OrderListReply, ...listRefusals },
  },
  getOrder: {
    method: 'GET',
    path: '/orders/withoutShipmentDetail/:orderId',
    summary: 'Read an order with its shipments',
    tags: ['Orders'],
    auth: 'account',
    params: OrderParams,
    replies: { 200: OrderReply, ...thingRefusals },
  },
});
