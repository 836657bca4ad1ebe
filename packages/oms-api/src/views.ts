/** Owns the part of the OMS API about people's own views of the order list. */
import { defineRoutes, Problem } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { CappedCount, OrderList, orderTabQuery } from './order-lists.ts';
import { closed, everyRole, Id, Text, Version, ViewId } from './shapes.ts';

const Columns = Type.Array(Text(40), { maxItems: 40, uniqueItems: true });

export const OrderView = Type.Object({
  id: Id,
  name: Type.String(),
  /** Everybody in the organization sees it; else its owner alone. */
  shared: Type.Boolean(),
  /** Whether it belongs to who asks. */
  isOwn: Type.Boolean(),
  /** Whether who asks may change and delete it. */
  canChange: Type.Boolean(),
  /** Who made it. */
  owner: Type.String(),
  list: OrderList,
  /** Ids of the columns to show, in the words of the page; none: the usual ones. */
  columns: Columns,
  version: Version,
});
export type OrderView = Static<typeof OrderView>;

const ViewBody = { name: Text(60), shared: Type.Boolean(), list: OrderList, columns: Columns } as const;
const ViewParams = Type.Object({ viewId: ViewId }, closed);

/** More views than this are no help to anybody. */
export const MOST_VIEWS = 50;

export const viewRoutes = defineRoutes({
  listOrderViews: {
    method: 'GET',
    path: '/order-views',
    summary: 'One’s own views of the order list and the shared ones, in one’s own order',
    tags: ['views'],
    auth: 'member',
    roles: everyRole,
    replies: { 200: Type.Object({ items: Type.Array(OrderView, { maxItems: 500 }) }), 401: Problem },
  },
  countOrderViews: {
    method: 'GET',
    path: '/order-view-counts',
    summary: 'How many orders each of these views holds, up to 1,000',
    tags: ['views'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object({ timeZone: orderTabQuery.timeZone }, closed),
    replies: { 200: Type.Record(Type.String(), CappedCount), 400: Problem, 401: Problem },
    codes: ['unknown_time_zone'],
  },
  createOrderView: {
    method: 'POST',
    path: '/order-views',
    summary: 'Keep a list of orders as a view; a copy of a view is made the same way',
    tags: ['views'],
    auth: 'member',
    roles: everyRole,
    body: Type.Object(ViewBody, closed),
    replies: { 201: OrderView, 400: Problem, 401: Problem, 409: Problem },
    codes: ['too_many_views', 'sharing_not_allowed'],
  },
  changeOrderView: {
    method: 'PATCH',
    path: '/order-views/:viewId',
    summary: 'Rename a view, or change what it shows',
    tags: ['views'],
    auth: 'member',
    roles: everyRole,
    params: ViewParams,
    body: Type.Partial(Type.Object(ViewBody, closed)),
    replies: { 200: OrderView, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'version_required', 'changed_meanwhile', 'sharing_not_allowed', 'not_yours'],
  },
  deleteOrderView: {
    method: 'DELETE',
    path: '/order-views/:viewId',
    summary: 'Forget a view',
    tags: ['views'],
    auth: 'member',
    roles: everyRole,
    params: ViewParams,
    replies: { 204: null, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_yours'],
  },
  orderOrderViews: {
    method: 'PUT',
    path: '/order-view-order',
    summary: 'Say in which order one wants to see the views; those not named come after',
    tags: ['views'],
    auth: 'member',
    roles: everyRole,
    body: Type.Object({ viewIds: Type.Array(ViewId, { maxItems: 500, uniqueItems: true }) }, closed),
    replies: { 204: null, 400: Problem, 401: Problem },
  },
});
