/** Owns putting the parts of reports together: routes, the job that makes them, and what is deleted by age. */
import type { reportRoutes } from '@jetway/jet-api';
import type { Clock, Ids } from '@jetway/kernel';
import type { operatorReportRoutes } from '@jetway/marketplace-api';
import type { Blobs, Handlers, Jobs, Log, Sweep } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import type { Worlds } from '../worlds/index.ts';
import { type MakeReportDeps, makeReport, type ReportContent } from './make-report.ts';
import { operatorReportHandlers } from './operator-reports.routes.ts';
import { productStatusContent } from './product-status.ts';
import { reportSweep } from './report-sweep.ts';
import { reportHandlers } from './reports.routes.ts';
import { listWaiting, type ReportPlace } from './reports.store.ts';

export interface ReportsFeatureDeps {
  readonly database: MarketplaceDatabase;
  /** Real time; world time follows from it. */
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly blobs: Blobs;
  readonly jobs: Jobs;
  readonly worlds: Pick<Worlds, 'load'>;
  readonly salesData: ReportContent;
  readonly settlementDetails: ReportContent;
}

export interface ReportsFeature {
  readonly jetHandlers: Handlers<typeof reportRoutes, AccountContext>;
  readonly operatorHandlers: Handlers<typeof operatorReportRoutes, Author>;
  /** Makes one report, as the job does. */
  readonly make: (report: ReportPlace, signal: AbortSignal) => Promise<void>;
  /** Lets somebody begin with the reports that nobody is at: when the program starts, and from time to time. */
  readonly sendWaiting: () => Promise<void>;
  readonly sweep: Sweep;
}

const JOB = 'report';
/** Every minute: what another process left unfinished waits at most so long. */
const EVERY_MINUTE = '* * * * *';
const MOST_WAITING = 1_000;
/** A report that takes longer is begun again. */
const LONGEST_MS = 3_600_000;

interface ReportJob extends ReportPlace {
  readonly version: 1;
}

export function reportsFeature(deps: ReportsFeatureDeps): ReportsFeature {
  const { database, clock, jobs } = deps;
  const making: MakeReportDeps = {
    ...deps,
    contents: {
      ProductStatus: productStatusContent,
      SalesData: deps.salesData,
      SettlementDetails: deps.settlementDetails,
    },
  };
  const send = async ({ accountId, id }: ReportPlace, attempts = 0): Promise<void> => {
    const data: ReportJob = { version: 1, accountId, id };
    // One whose maker died is sent under another name: the queue still takes the first to be at work.
    await jobs.send(JOB, data, { onceKey: `${id}:${attempts}` });
  };
  const sendWaiting = async (): Promise<void> => {
    for (const { attempts, ...report } of await listWaiting(database.db, clock.now(), MOST_WAITING))
      await send(report, attempts);
  };
  jobs.define({
    name: JOB,
    expireInMs: LONGEST_MS,
    retries: 0,
    run: async ({ data, signal }) => makeReport(making, readJob(data), signal),
  });
  jobs.schedule(EVERY_MINUTE, { name: 'reports-waiting', run: sendWaiting });
  return {
    jetHandlers: reportHandlers({ ...deps, send }),
    operatorHandlers: operatorReportHandlers(deps),
    make: (report, signal) => makeReport(making, report, signal),
    sendWaiting,
    sweep: reportSweep(deps),
  };
}

/** @throws Error for a job that this version did not write */
function readJob(data: unknown): ReportPlace {
  const { version, accountId, id } = data as Partial<ReportJob>;
  if (version !== 1 || accountId === undefined || id === undefined) throw new Error('a job for a report of no version');
  return { accountId, id };
}
