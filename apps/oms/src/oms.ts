/** Owns the wiring of the OMS: which parts there are and what each is given; read it from top to bottom. */
import { DAY_MS, MINUTE_MS, SECOND_MS } from '@jetway/kernel';
import {
  createHttpServer,
  createJobs,
  createLoop,
  createLoopGroup,
  type HttpServer,
  type Sweep,
  scheduleRetention,
  serveHealth,
  sweepIdempotencyKeys,
} from '@jetway/service';
import { type BulkFeature, bulkChannel, bulkFeature, dropBulkRuns } from './bulk/index.ts';
import { csvChannel } from './channels/csv/index.ts';
import { createChannels } from './channels/index.ts';
import { jetChannel } from './channels/jet/index.ts';
import { importConnection, loadConnection } from './connections/index.ts';
import type { Database } from './database/index.ts';
import { dropDocuments } from './documents/index.ts';
import { createExchangeRecorder, dropExchanges, eraseExchangesOfOrder, listOrderExchanges } from './exchanges/index.ts';
import { idempotencyTable } from './idempotency/index.ts';
import {
  dropImports,
  type ImportKinds,
  importsChannel,
  stockImport,
  trackingImport,
  workImports,
} from './imports/index.ts';
import { followRuleChanges, ruleChangesChannel } from './inventory/index.ts';
import type { OmsDeps } from './oms-deps.ts';
import { foldTallies, type LoadConnection, type OrdersFeature, ordersFeature } from './orders/index.ts';
import { serveApi } from './serve-api.ts';
import { createWorkers, dropRuns, dropStockFiles, type Workers } from './sync/index.ts';
import { sweepEnded } from './users/index.ts';

/** What is looked for again and again; tests and simulation do it themselves. */
interface Chores {
  /** Raises alarms that are due; answers whether more may be. */
  readonly raiseAlarms: () => Promise<boolean>;
  /** Ends holds that are over and raises alarms about others; answers whether more may be due. */
  readonly runDueHolds: () => Promise<boolean>;
  /** Makes a page of the stock due that a changed rule touches; answers whether more may be. */
  readonly followStockRules: () => Promise<boolean>;
  /** Does a part of what was asked for on many orders; answers whether there may be more. */
  readonly workOnBulkRuns: (signal?: AbortSignal) => Promise<boolean>;
  /** One batch of one import; answers whether there may be more. */
  readonly workImports: () => Promise<boolean>;
}

/** A wired OMS. */
export interface Oms extends Chores {
  readonly server: HttpServer;
  /** Begins background work; call it once the server listens. */
  readonly startWork: () => Promise<void>;
  /** Ends background work; call it once no request runs any more. */
  readonly stopWork: () => Promise<void>;
  /** Pulling and sending, for tests and simulation that own the time. Not started in the role `http`. */
  readonly workers: Workers;
  /** What is deleted by age. */
  readonly sweeps: readonly Sweep[];
}

/** Requests to channels and runs are kept this long. */
const HISTORY_MS = 90 * DAY_MS;
/** Bulk runs are woken; this finds what a dead program left. */
const BULK_TICK_MS = 10 * SECOND_MS;

/** What was printed can be fetched again for this long. */
const PAPER_MS = 30 * DAY_MS;

/** Makes an OMS. Nothing runs and nothing is listened on yet. */
export function createOms(deps: OmsDeps): Oms {
  const { database, clock, log, role } = deps;
  const answersRequests = role !== 'worker';
  const worksInBackground = role !== 'http';

  const channels = createChannels([jetChannel, csvChannel(deps.channelFolders ?? { open: undefined })]);
  const recorder = createExchangeRecorder(deps);
  const orders = ordersFeature({
    ...deps,
    channels,
    loadConnection: connectionForOrders,
    listExchanges: listOrderExchanges,
    eraseExchanges: eraseExchangesOfOrder,
  });

  // A capability whose command may be given to many orders adds its action here.
  const bulk = bulkFeature({ ...deps, lists: orders.lists, actions: orders.bulkActions });

  const kinds: ImportKinds = {
    stock: stockImport,
    tracking: trackingImport({ ...deps, channels, loadConnection: connectionForOrders }),
  };

  const server = createHttpServer(deps);
  const health = serveHealth(server, { ...deps, checks: { database: database.ping } });
  const served = { ...deps, channels, recorder, orders, bulk, kinds };
  const events = answersRequests ? serveApi(served, server) : undefined;
  if (answersRequests && deps.webDirectory !== undefined)
    server.serveWeb({ directory: deps.webDirectory, imageSources: ['https:', 'http:'] });

  const { sink, rejectDue } = orders;
  const workers = createWorkers({ ...deps, channels, recorder, orders: sink, rejectDue, owner: deps.ids.uuid() });
  const chores = choresOf(deps, { orders, bulk, kinds });
  const loops = createLoopGroup(database, loopsOf(deps, chores), log);
  const jobs = createJobs({ database, schema: 'oms_jobs', log, works: worksInBackground });
  const sweeps = retentionOf(database);
  scheduleRetention(jobs, { sweeps, clock, log });

  return {
    server,
    workers,
    ...chores,
    sweeps,
    startWork: async () => {
      await events?.start();
      if (worksInBackground) {
        await jobs.start();
        await workers.start();
        await loops.start();
      }
      health.started();
    },
    stopWork: async () => {
      await events?.stop();
      if (worksInBackground) {
        await loops.stop();
        await workers.stop();
        await jobs.stop();
      }
      await recorder.flush();
    },
  };
}

interface ChoreParts {
  readonly orders: OrdersFeature;
  readonly bulk: BulkFeature;
  readonly kinds: ImportKinds;
}

const choresOf = (deps: OmsDeps, { orders, bulk, kinds }: ChoreParts): Chores => ({
  raiseAlarms: () => orders.raiseAlarms(deps.clock.now()),
  runDueHolds: () => orders.runDueHolds(deps.clock.now()),
  followStockRules: () => followRuleChanges(deps, deps.clock.now()),
  workOnBulkRuns: (signal = new AbortController().signal) => bulk.work(signal),
  workImports: () => workImports({ ...deps, kinds }),
});

const loopsOf = (deps: OmsDeps, chores: Chores) => {
  const { raiseAlarms, runDueHolds, followStockRules, workOnBulkRuns, workImports: importing } = chores;
  const loop = (name: string, run: (signal: AbortSignal) => Promise<boolean>, tickMs = MINUTE_MS) =>
    createLoop({ ...deps, name, tickMs, run });
  return [
    { loop: loop('acknowledge-alarms', raiseAlarms) },
    { loop: loop('order-holds', runDueHolds) },
    { loop: loop('stock-rules', followStockRules), channel: ruleChangesChannel },
    { loop: loop('bulk-runs', workOnBulkRuns, BULK_TICK_MS), channel: bulkChannel },
    { loop: loop('imports', importing), channel: importsChannel },
  ];
};

/** Orders know of a connection what importing needs. */
const connectionForOrders: LoadConnection = async (handle, organizationId, connectionId) => {
  const connection = await loadConnection(handle, { organizationId, connectionId });
  return connection && importConnection(connection);
};

const retentionOf = ({ db }: Database): readonly Sweep[] => [
  { name: 'idempotency keys', run: (now) => sweepIdempotencyKeys(db, idempotencyTable, now) },
  { name: 'ended sessions', run: (now) => sweepEnded(db, now) },
  { name: 'exchanges', run: (now) => dropExchanges(db, now - HISTORY_MS) },
  { name: 'runs', run: (now) => dropRuns(db, now - HISTORY_MS) },
  { name: 'documents', run: (now) => dropDocuments(db, now - PAPER_MS) },
  { name: 'stock files', run: (now) => dropStockFiles(db, now - HISTORY_MS) },
  { name: 'bulk runs', run: (now) => dropBulkRuns(db, now - HISTORY_MS) },
  { name: 'rows of order tallies', run: () => foldTallies(db) },
  { name: 'imports', run: (now) => dropImports(db, now - HISTORY_MS) },
];
