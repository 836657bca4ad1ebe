/** Owns the HTTP edge of reading orders: lists, counts, one order, its messages, the ways to cancel it. */
import type { Keyset, Page } from '@jetway/kernel';
import { type Exchange, orderRoutes } from '@jetway/oms-api';
import { DEFAULT_LIMIT, problem, readCursor } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import { cancelOptions } from './cancel-order.ts';
import { type CommandDeps, connectionOf, NO_ORDER } from './commands.ts';
import { listTimes } from './list-days.ts';
import { readListing, readPage } from './order-listing.ts';
import { countListed, loadRow } from './order-lists.store.ts';
import { countOrders } from './order-tallies.store.ts';
import { loadOrder } from './orders.store.ts';
import { readOrder } from './read-orders.ts';

const { listOrders: list, countListedOrders: countList, countOrders: count } = orderRoutes;
const { getOrder, listOrderMessages, previewCancel } = orderRoutes;
export const readRoutes = {
  listOrders: list,
  countListedOrders: countList,
  countOrders: count,
  getOrder,
  listOrderMessages,
  previewCancel,
};

/** A list is counted as far as a bulk run can take it. */
const MOST_COUNTED = 10_000;

/** Requests and answers about an order, newest first; the exchanges feature keeps them. */
export type ListExchanges = (
  handle: Handle,
  organizationId: string,
  order: { readonly connectionId: string; readonly channelOrderId: string; readonly orderId: string },
  page: { readonly after: Keyset | undefined; readonly limit: number },
) => Promise<Page<Exchange>>;

export interface OrderReadDeps extends CommandDeps {
  readonly listExchanges: ListExchanges;
}

export function orderReads(deps: OrderReadDeps): Feature<typeof readRoutes> {
  const { database, channels } = deps;
  return defineFeature({
    routes: readRoutes,
    handlers: {
      listOrders: async ({ organizationId, requestId, now }, { query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const { cursor: _, limit = DEFAULT_LIMIT, ...asked } = query;
        const listing = readListing(asked, now);
        if (!listing.ok) return problem(400, listing.refusal, { requestId });
        const page = await readPage(database.db, organizationId, listing.value, { after: after.value, limit });
        return { status: 200, body: { items: [...page.items], next: page.next } };
      },
      countListedOrders: async ({ organizationId, requestId, now }, { query }) => {
        const listing = readListing(query, now);
        if (!listing.ok) return problem(400, listing.refusal, { requestId });
        const orders = await countListed(database.db, organizationId, listing.value, MOST_COUNTED + 1);
        return {
          status: 200,
          body: { orders: Math.min(orders, MOST_COUNTED), isCapped: orders > MOST_COUNTED },
        };
      },
      countOrders: async ({ organizationId, requestId, now }, { query }) => {
        const times = listTimes(now, query.timeZone);
        if (!times.ok) return problem(400, times.refusal, { requestId });
        return { status: 200, body: await countOrders(database.db, organizationId, times.value) };
      },
      getOrder: async ({ organizationId, requestId }, { params }) => {
        const found = await readOrder(database.db, organizationId, params.orderId, channels);
        if (found === undefined) return problem(404, NO_ORDER.refusal, { requestId });
        return { status: 200, body: found };
      },
      listOrderMessages: async ({ organizationId, requestId }, { params, query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const order = await loadRow(database.db, organizationId, params.orderId);
        if (order === undefined) return problem(404, NO_ORDER.refusal, { requestId });
        const { items, next } = await deps.listExchanges(database.db, organizationId, order, {
          after: after.value,
          limit: query.limit ?? DEFAULT_LIMIT,
        });
        return { status: 200, body: { items: [...items], next } };
      },
      previewCancel: async ({ organizationId, requestId }, { params }) => {
        const state = await loadOrder(database.db, organizationId, params.orderId);
        if (state === undefined) return problem(404, NO_ORDER.refusal, { requestId });
        const connection = await connectionOf(deps, database.db, state.order);
        return { status: 200, body: { options: cancelOptions(state, channels.get(connection.channel)) } };
      },
    },
  });
}
