/** Owns the HTTP edge of exchanges, and their lists for other features. */
import { type Keyset, type Page, toPage } from '@jetway/kernel';
import { type Exchange, syncRoutes } from '@jetway/oms-api';
import { DEFAULT_LIMIT, problem, readCursor } from '@jetway/service';
import type { Database, Handle } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import { type ExchangeRow, listExchanges } from './exchanges.store.ts';
import { toExchange } from './exchanges.ts';

const routes = { listExchanges: syncRoutes.listExchanges };

const keysetOf = (row: ExchangeRow): Keyset => ({ at: row.at, id: row.exchange_id });

function pageOf(rows: readonly ExchangeRow[], limit: number): { items: Exchange[]; next: string | null } {
  const page = toPage(rows, limit, keysetOf);
  return { items: page.items.map(toExchange), next: page.next };
}

/** Requests to channels and their answers over HTTP. */
export function exchangesFeature(deps: { readonly database: Database }): Feature<typeof routes> {
  return defineFeature({
    routes,
    handlers: {
      listExchanges: async ({ organizationId, requestId }, { query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const { connectionId, runId, skuId, failed, limit = DEFAULT_LIMIT } = query;
        const wanted = { connectionId, runId, skuId, failed, after: after.value, limit: limit + 1 };
        const rows = await listExchanges(deps.database.db, organizationId, wanted);
        return { status: 200, body: pageOf(rows, limit) };
      },
    },
  });
}

/** Everything exchanged about one order, newest first; also what was read before it was imported. */
export async function listOrderExchanges(
  handle: Handle,
  organizationId: string,
  order: { readonly orderId: string; readonly connectionId: string; readonly channelOrderId: string },
  page: { readonly after: Keyset | undefined; readonly limit: number },
): Promise<Page<Exchange> & { items: Exchange[] }> {
  const rows = await listExchanges(handle, organizationId, { order, after: page.after, limit: page.limit + 1 });
  const found = pageOf(rows, page.limit);
  return { ...found, items: found.items.map((item) => ({ ...item, orderId: order.orderId })) };
}
