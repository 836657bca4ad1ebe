/** Owns the marketplace's features made and joined: what its APIs, fixtures and the demo build with. */
import type { Clock, Ids } from '@jetway/kernel';
import type { OperatorClient } from '@jetway/marketplace-api';
import type { Blobs, Jobs, Log, Metrics, SecretBox, Timer } from '@jetway/service';
import type { MarketplaceDatabase } from './database/index.ts';
import { type AccountContexts, createAccountContexts, createMerchants, type Merchants } from './merchants/index.ts';
import { createOperators, type Operators } from './operators/index.ts';
import { type OrdersFeature, ordersFeature } from './orders/index.ts';
import { type ShoppersFeature, shoppersFeature } from './shoppers/index.ts';
import { createTokens, type Tokens } from './tokens/index.ts';
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
  readonly operators: Operators;
  readonly tokens: Tokens;
  readonly orders: OrdersFeature;
  readonly shoppers: ShoppersFeature;
}

export function createServices(deps: ServicesDeps): MarketplaceServices {
  const { database, clock, ids, log, metrics, timer, blobs, jobs } = deps;
  const contexts = createAccountContexts({ database, clock });
  const changed = contexts.forget;
  const orders = ordersFeature({ database, clock, ids });
  const worlds = createWorlds({ database, clock, log, works: [orders.dueWork], changed });
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
    operators: createOperators({ database, clock, ids }),
    tokens: createTokens(deps),
    orders,
    shoppers: shoppersFeature({ database, clock, ids, log, metrics, timer, client: deps.operatorClient }),
  };
}
