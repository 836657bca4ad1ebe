/** Owns putting the parts of sales data together: the route, the timer, and the report's content. */
import { type salesDataRoutes, skuNotFound } from '@jetway/jet-api';
import type { Clock } from '@jetway/kernel';
import type { Handlers } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { loadOffers } from '../offers/index.ts';
import type { ReportContent } from '../reports/index.ts';
import type { DueWork } from '../worlds/index.ts';
import { salesTimer } from './counting.ts';
import { salesDataContent } from './sales-report.ts';
import { readSalesData } from './salesdata.view.ts';

export interface SalesDataFeature {
  readonly jetHandlers: Handlers<typeof salesDataRoutes, AccountContext>;
  readonly dueWork: DueWork;
  readonly reportContent: ReportContent;
}

export function salesDataFeature(deps: {
  readonly database: MarketplaceDatabase;
  /** Real time; world time follows from it. */
  readonly clock: Clock;
}): SalesDataFeature {
  const { db } = deps.database;
  return {
    jetHandlers: {
      getSalesData: async ({ accountId, world }, { params }) => {
        const offers = await loadOffers(db, accountId, [params.sku]);
        const [found] = await readSalesData(db, { accountId, worldId: world.id }, offers);
        if (found === undefined) return { status: 404, body: { errors: [skuNotFound(params.sku)] } };
        return { status: 200, body: found };
      },
    },
    dueWork: salesTimer(deps),
    reportContent: salesDataContent,
  };
}
