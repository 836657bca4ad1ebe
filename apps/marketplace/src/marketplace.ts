/** Owns the marketplace as a whole: features, surfaces and work put together. */
import { createOperatorClient, operatorPrefix } from '@jetway/marketplace-api';
import {
  type Blobs,
  type BlobTokens,
  createHttpServer,
  createJobs,
  type HttpServer,
  newSecret,
  serveBlobs,
  serveHealth,
  serveReference,
} from '@jetway/service';
import { JET_PREFIX, jetDialect, observeBlobs } from './jet-surface/index.ts';
import type { ChosenOperator, FirstOperator } from './operators/index.ts';
import { insideTransport, openPlayedApis } from './played-apis.ts';
import { createScenarios } from './scenarios/index.ts';
import { createServices, type MarketplaceServices, type ServicesDeps } from './services.ts';
import { serveJet, serveOperator } from './surfaces.ts';
import { createWork } from './work.ts';

export interface MarketplaceDeps extends Omit<ServicesDeps, 'operatorClient' | 'jobs' | 'blobs'> {
  readonly blobs: MarketplaceBlobs;
  readonly publicUrl: string;
  /** `http` runs no loops, `worker` serves no API. */
  readonly role: 'all' | 'http' | 'worker';
  readonly strictReplies: boolean;
  readonly trustProxy?: boolean;
  /** The built web; none is served when absent. */
  readonly webDirectory?: string;
}

const reference = {
  title: 'Marketplace: API reference',
  documents: [
    { title: 'Merchant API', url: `${JET_PREFIX}/openapi.json` },
    { title: 'Operator API', url: `${operatorPrefix}/openapi.json` },
  ],
};

/** A store that serves its own addresses has tokens for them; one elsewhere has not. */
export type MarketplaceBlobs = Blobs & { readonly tokens?: BlobTokens };

export interface Marketplace {
  readonly server: HttpServer;
  readonly services: MarketplaceServices;
  /**
   * Makes what must be there before the first request: the live world, the signing key, the first operator, who is
   * answered when he was made just now.
   */
  readonly prepare: (operator: ChosenOperator) => Promise<FirstOperator | undefined>;
  /** Listens to the other processes and starts the loops of this role. */
  readonly startWork: () => Promise<void>;
  readonly stopWork: () => Promise<void>;
}

/** Makes a marketplace on a migrated database; nothing runs yet. */
export function createMarketplace(deps: MarketplaceDeps): Marketplace {
  const { database, log, metrics, ids, publicUrl, role } = deps;
  const ownKey = newSecret('jmi_');
  const server = createServer(deps);
  // A worker's own server has no API: its shoppers go in by one that is not listened on.
  const shop = role === 'worker' ? createServer(deps) : server;
  const operatorClient = createOperatorClient({
    baseUrl: `${publicUrl}${operatorPrefix}`,
    transport: insideTransport(shop),
    headers: () => ({ authorization: `Bearer ${ownKey}` }),
  });
  const jobs = createJobs({ database, schema: 'marketplace_jobs', log, works: role !== 'http' });
  const services = createServices({ ...deps, jobs, operatorClient });
  const health = serveHealth(server, { log, metrics, checks: { database: database.ping } });
  const scenarios = createScenarios({ ...deps, openApis: (account, own) => openPlayedApis(deps, account, own) });
  serveOperator(shop, services, { publicUrl, ownKey, secretBox: deps.secretBox, scenarios });
  if (role !== 'worker') {
    serveJet(server, services);
    serveReference(server, reference);
    const { blobs } = deps;
    if (blobs.tokens !== undefined)
      serveBlobs(server, { ...blobs, tokens: blobs.tokens }, { dialect: jetDialect, observe: observeBlobs(services) });
    if (deps.webDirectory !== undefined)
      server.serveWeb({ directory: deps.webDirectory, imageSources: ['http:', 'https:'] });
  }
  const work = createWork(services, { ...deps, hasLoops: role !== 'http' });
  const author = { actor: 'start', requestId: ids.uuid() };
  return {
    server,
    services,
    prepare: async (operator) => {
      await services.taxonomies.ensureDefault(author);
      await services.worlds.ensureLive(author);
      await services.tokens.prepare();
      return services.operators.ensureFirst(operator, author);
    },
    startWork: async () => {
      await work.start();
      health.started();
    },
    stopWork: work.stop,
  };
}

const createServer = (deps: MarketplaceDeps): HttpServer =>
  createHttpServer({
    log: deps.log,
    clock: deps.clock,
    ids: deps.ids,
    publicUrl: deps.publicUrl,
    strictReplies: deps.strictReplies,
    metrics: deps.metrics,
    trustProxy: deps.trustProxy ?? false,
  });
