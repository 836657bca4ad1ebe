/** Owns the HTTP edge of reading orders: lists, counts, one order, its messages, the ways to cancel it. */
import { type Keyset, type Page, toPage } from '@jetway/kernel';
import { type Exchange, orderRoutes } from '@jetway/oms-api';
import { DEFAULT_LIMIT, problem, readCursor } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import { cancelOptions } from './cancel-order.ts';
import { type CommandDeps, connectionOf, NO_ORDER } from './commands.ts';
import { countOrders, keyOf, listOrders, loadRow } from './order-lists.store.ts';
import { loadOrder } from './orders.store.ts';
import { readOrder, summarise } from './read-orders.ts';
import { readSearch } from './words.ts';

const { listOrders: list, countOrders: count, getOrder, listOrderMessages, previewCancel } = orderRoutes;
export const readRoutes = { listOrders: list, countOrders: count, getOrder, listOrderMessages, previewCancel };

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
      listOrders: async ({ organizationId, requestId }, { query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const { tab = 'all', sort = '-placed', connectionId, search = '', limit = DEFAULT_LIMIT } = query;
        const rows = await listOrders(database.db, organizationId, {
          tab,
          sort,
          connectionId,
          words: readSearch(search),
          after: after.value,
          limit: limit + 1,
        });
        const page = toPage(rows, limit, (row) => keyOf(row, sort));
        return {
          status: 200,
          body: { items: await summarise(database.db, organizationId, page.items), next: page.next },
        };
      },
      countOrders: async ({ organizationId }) => ({
        status: 200,
        body: await countOrders(database.db, organizationId),
      }),
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
