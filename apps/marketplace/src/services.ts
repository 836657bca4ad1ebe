/** Owns the marketplace's features made and joined: what its APIs, fixtures and the demo build with. */
import type { Clock, Ids } from '@jetway/kernel';
import type { OperatorClient } from '@jetway/marketplace-api';
import type { Blobs, Jobs, Log, Metrics, SecretBox, Timer } from '@jetway/service';
import type { MarketplaceDatabase } from './database/index.ts';
import { type FilesFeature, filesFeature } from './files/index.ts';
import { type AccountContexts, createAccountContexts, createMerchants, type Merchants } from './merchants/index.ts';
import { createOnboarding, type Onboarding } from './onboarding/index.ts';
import { createOperators, type Operators } from './operators/index.ts';
import { type OrdersFeature, ordersFeature } from './orders/index.ts';
import { createPipeline, type Pipeline } from './pipeline/index.ts';
import { createRateLimits, type RateLimits } from './ratelimits/index.ts';
import { refundTimers } from './refunds/index.ts';
import { type ReportsFeature, reportsFeature } from './reports/index.ts';
import { createRequestLog, type RequestLog } from './requestlog/index.ts';
import { type SalesDataFeature, salesDataFeature } from './salesdata/index.ts';
import { createFaults, type Faults } from './sandbox/index.ts';
import { type SettlementFeature, settlementDetails, settlementFeature } from './settlement/index.ts';
import { type ShoppersFeature, shoppersFeature } from './shoppers/index.ts';
import { createTaxonomies, type Taxonomies } from './taxonomy/index.ts';
import { createTokens, type Tokens } from './tokens/index.ts';
import { findRefinements } from './variations/index.ts';
import { createWebhooks, type Webhooks } from './webhooks/index.ts';
import { createWorlds, type Worlds } from './worlds/index.ts';

export interface ServicesDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly timer: Timer;
  readonly secretBox: SecretBox;
  /** Files that merchants upload and download. */
  readonly blobs: Blobs;
  /** Features declare their long work here; started with the rest of the work. */
  readonly jobs: Jobs;
  /** How the shoppers go in. */
  readonly operatorClient: OperatorClient;
  /** Days that requests of merchants are kept in their log, 14 when absent; 0: none is. */
  readonly requestLogDays?: number;
  /** Whether webhooks may go to addresses that are not public; they may not when absent. */
  readonly webhooksToPrivate?: boolean;
  /** Days that uploaded files are kept, 30 when absent. */
  readonly fileDays?: number;
}

/** The same decisions for everybody: fixtures and the demo use them as the APIs do. */
export interface MarketplaceServices {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly blobs: Blobs;
  readonly jobs: Jobs;
  readonly contexts: AccountContexts;
  readonly worlds: Worlds;
  readonly merchants: Merchants;
  readonly onboarding: Onboarding;
  readonly operators: Operators;
  readonly tokens: Tokens;
  readonly orders: OrdersFeature;
  readonly pipeline: Pipeline;
  readonly shoppers: ShoppersFeature;
  readonly taxonomies: Taxonomies;
  readonly requestLog: RequestLog;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  readonly files: FilesFeature;
  readonly rateLimits: RateLimits;
  readonly settlement: SettlementFeature;
  readonly salesData: SalesDataFeature;
  readonly reports: ReportsFeature;
}

export function createServices(deps: ServicesDeps): MarketplaceServices {
  const { database, clock, ids, log, metrics, timer, blobs, jobs } = deps;
  const contexts = createAccountContexts({ database, clock });
  const changed = contexts.forget;
  const settlement = settlementFeature({ database, clock, ids });
  const salesData = salesDataFeature({ database, clock });
  const faults = createFaults(deps);
  const onboarding = createOnboarding({ database, clock });
  const orders = ordersFeature({ database, clock, ids, contexts });
  const pipeline = createPipeline({ database, clock, ids, findRefinements });
  const worlds = createWorlds({
    database,
    clock,
    log,
    works: [pipeline.dueWork, orders.dueWork, refundTimers({ database, ids }), settlement.dueWork, salesData.dueWork],
    changed,
  });
  return {
    database,
    clock,
    ids,
    log,
    blobs,
    jobs,
    contexts,
    worlds,
    merchants: createMerchants({ database, clock, ids, worlds, changed }),
    onboarding,
    operators: createOperators({ database, clock, ids }),
    tokens: createTokens({ ...deps, onboarding }),
    orders,
    pipeline,
    taxonomies: createTaxonomies({ database, clock, ids, reviewWorld: pipeline.lookAtWorld }),
    requestLog: createRequestLog({ ...deps, keptDays: deps.requestLogDays ?? 14 }),
    faults,
    webhooks: createWebhooks(deps),
    files: filesFeature({ ...deps, isFileStuck: faults.isFileStuck }),
    rateLimits: createRateLimits(deps),
    settlement,
    salesData,
    reports: reportsFeature({
      ...deps,
      worlds,
      salesData: salesData.reportContent,
      settlementDetails: (handle, { accountId, settlementId }) =>
        settlementDetails(handle, { accountId, settlementId: settlementId ?? '' }),
    }),
    shoppers: shoppersFeature({ database, clock, ids, log, metrics, timer, client: deps.operatorClient }),
  };
}
