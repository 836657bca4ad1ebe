/** Owns the export of a merchant's SKUs as CSV: read page by page, sent as it is read. */
import { Readable } from 'node:stream';
import { jetRoutes } from '@jetway/jet-api';
import { failure, type HttpServer, type RawRoutes, type RouteGroup, requestInfo, sendFailure } from '@jetway/service';
import { stringify } from 'csv-stringify/sync';
import type { MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { skuStatus } from './listing.ts';
import { toPortal } from './sku-lists.routes.ts';
import { type ListedSku, listSkuPage } from './sku-lists.store.ts';

const PAGE_SIZE = 1_000;
const COLUMNS = ['merchant_sku', 'product_title', 'status', 'sub_status', 'price', 'inventory', 'last_update'] as const;

/** Serves `GET <prefix>/portal/merchantskus/export` beside the contract, which knows JSON only. */
export function serveSkuExport(
  server: HttpServer,
  {
    prefix,
    dialect,
    authenticate,
    database,
  }: Pick<RawRoutes, 'prefix' | 'dialect'> & {
    readonly authenticate: RouteGroup<Record<never, never>, AccountContext>['authenticate'];
    readonly database: MarketplaceDatabase;
  },
): void {
  server.registerRaw({
    prefix: `${prefix}/portal/merchantskus`,
    dialect,
    routes: (scope) => {
      scope.get('/export', async (request, reply) => {
        const info = requestInfo(request);
        const signedIn = await authenticate(jetRoutes.listPortalSkus, info);
        if (!signedIn.ok) {
          const found = failure('unauthenticated', info.requestId);
          return sendFailure(reply, { dialectOf: () => dialect }, found);
        }
        void reply.header('content-type', 'text/csv; charset=utf-8');
        void reply.header('content-disposition', 'attachment; filename="merchant-skus.csv"');
        return reply.send(Readable.from(rowsOf(database.db, signedIn.value.accountId)));
      });
    },
  });
}

/** The heading, then the SKUs in the order of their upload; a spreadsheet takes no field for a formula. */
async function* rowsOf(handle: MarketplaceHandle, accountId: string): AsyncGenerator<string> {
  yield stringify([COLUMNS]);
  let after: ListedSku | undefined;
  for (;;) {
    const query = { statuses: null, offset: 0, limit: PAGE_SIZE, ...(after === undefined ? {} : { after }) };
    const page = await listSkuPage(handle, accountId, query);
    if (page.length > 0) yield stringify(page.map(toRow), { escape_formulas: true });
    after = page.at(-1);
    if (page.length < PAGE_SIZE) return;
  }
}

function toRow(sku: ListedSku): readonly string[] {
  const row: Readonly<Record<string, unknown>> = { ...toPortal(sku), sub_status: skuStatus(sku).subStatus.join('; ') };
  return COLUMNS.map((name) => String(row[name] ?? ''));
}
