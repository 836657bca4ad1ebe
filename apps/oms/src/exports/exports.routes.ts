/** Owns the HTTP edge of exports: each list as its own routes answer it, page after page into a file. */
import { refuse } from '@jetway/kernel';
import {
  exportRoutes,
  type inventoryRoutes,
  type OrderSummary,
  type orderRoutes,
  type syncRoutes,
} from '@jetway/oms-api';
import { type Handlers, problem } from '@jetway/service';
import type { Database, Handle } from '../database/index.ts';
import { defineFeature, type Feature, type MemberContext } from '../edge/index.ts';
import { csvFile } from './csv.ts';
import { problemColumns, stockColumns, stockRows } from './list-columns.ts';
import { type ExportRow, fileColumns, firstLineColumn, type OrderLine } from './order-columns.ts';

/** The lists themselves: a file holds what its list shows to the same person. */
export interface ExportsDeps {
  readonly database: Database;
  readonly listOrders: Handlers<typeof orderRoutes, MemberContext>['listOrders'];
  readonly listInventory: Handlers<typeof inventoryRoutes, MemberContext>['listInventory'];
  readonly listProblems: Handlers<typeof syncRoutes, MemberContext>['listProblems'];
  /** The lines of orders, in their order. */
  readonly listLines: (
    handle: Handle,
    organizationId: string,
    orderIds: readonly string[],
  ) => Promise<readonly OrderLine[]>;
}

/** Rows of a page: many, but little memory. */
const PAGE = 200;

type Page<Item> = { readonly items: readonly Item[]; readonly next: string | null };
type Reply<Item, Refused> = { readonly status: 200; readonly body: Page<Item> } | Refused;

/**
 * The pages of a list: the first one is asked for before the file begins, so that what the list refuses is refused.
 * Pages are read when the file is taken.
 */
async function pagesOf<Item, Refused extends { readonly status: 400 | 401 }>(
  list: (page: { readonly limit: number; readonly cursor?: string }) => Promise<Reply<Item, Refused>>,
): Promise<{ readonly status: 200; readonly pages: AsyncIterable<readonly Item[]> } | Refused> {
  const first = await list({ limit: PAGE });
  if (first.status !== 200) return first;
  return { status: 200, pages: following(list, first.body) };
}

async function* following<Item, Refused extends { readonly status: 400 | 401 }>(
  list: (page: { readonly limit: number; readonly cursor?: string }) => Promise<Reply<Item, Refused>>,
  first: Page<Item>,
): AsyncGenerator<readonly Item[]> {
  let page = first;
  yield page.items;
  while (page.next !== null) {
    const reply = await list({ limit: PAGE, cursor: page.next });
    if (reply.status !== 200) throw new Error(`the list answered ${reply.status} in the midst of a file`);
    page = reply.body;
    yield page.items;
  }
}

async function* mapped<From, To>(
  pages: AsyncIterable<From>,
  map: (page: From) => To | Promise<To>,
): AsyncGenerator<To> {
  for await (const page of pages) yield map(page);
}

const named = (name: string, now: number) => {
  const day = new Date(now).toISOString().slice(0, 10);
  return { 'content-disposition': `attachment; filename="${name}-${day}.csv"`, 'cache-control': 'no-store' };
};

/** Files over HTTP. */
export function exportsFeature(deps: ExportsDeps): Feature<typeof exportRoutes> {
  return defineFeature({
    routes: exportRoutes,
    handlers: {
      exportOrders: async (context, { query }) => {
        const { bom, rows = 'orders', columns, ...asked } = query;
        const lineColumn = rows === 'orders' ? firstLineColumn(columns) : undefined;
        if (lineColumn !== undefined) {
          const text = `Only lines have the column ${lineColumn}: ask for rows=lines.`;
          const { refusal } = refuse('column_of_lines', text, { path: '/query/columns' });
          return problem(400, refusal, { requestId: context.requestId });
        }
        const found = await pagesOf((page) =>
          deps.listOrders(context, { params: undefined, query: { ...asked, ...page }, body: undefined }),
        );
        if (found.status !== 200) return found;
        const pages = mapped(found.pages, (orders) => rowsOf(deps, context, rows, orders));
        const file = csvFile(fileColumns(rows, columns), pages, { bom });
        return { status: 200, file, headers: named('orders', context.now) };
      },
      exportInventory: async (context, { query: { bom, ...asked } }) => {
        const found = await pagesOf((page) =>
          deps.listInventory(context, { params: undefined, query: { ...asked, ...page }, body: undefined }),
        );
        if (found.status !== 200) return found;
        const file = csvFile(stockColumns, mapped(found.pages, stockRows), { bom });
        return { status: 200, file, headers: named('inventory', context.now) };
      },
      exportProblems: async (context, { query: { bom, ...asked } }) => {
        const found = await pagesOf((page) =>
          deps.listProblems(context, { params: undefined, query: { ...asked, ...page }, body: undefined }),
        );
        if (found.status !== 200) return found;
        const file = csvFile(problemColumns, found.pages, { bom });
        return { status: 200, file, headers: named('problems', context.now) };
      },
    },
  });
}

async function rowsOf(
  { database, listLines }: ExportsDeps,
  { organizationId }: MemberContext,
  rows: 'orders' | 'lines',
  orders: readonly OrderSummary[],
): Promise<readonly ExportRow[]> {
  if (rows === 'orders' || orders.length === 0) return orders.map((order) => ({ order, line: undefined }));
  const lines = await listLines(
    database.db,
    organizationId,
    orders.map(({ id }) => id),
  );
  const linesOf = Map.groupBy(lines, ({ orderId }) => orderId);
  return orders.flatMap((order) => (linesOf.get(order.id) ?? []).map((line) => ({ order, line })));
}
