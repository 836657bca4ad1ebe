/** Owns the operator's routes about reports: listed with their status, and one with why it failed or where it is. */
import { type Clock, HOUR_MS, type Instant, toPage } from '@jetway/kernel';
import type { OperatorReport, operatorReportRoutes } from '@jetway/marketplace-api';
import { type Blobs, DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { findAccountInWorld, NO_ACCOUNT } from '../merchants/index.ts';
import { worldNow } from '../worlds/index.ts';
import { reportUrl } from './report-url.ts';
import { findReportDetails, listReportPage, type ReportDetails } from './reports.store.ts';
import { reportLifecycle, shownStatus, storedAs } from './reports.ts';

const NO_REPORT = { code: 'not_found', text: 'There is no such report.' } as const;

export interface OperatorReportDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  readonly blobs: Blobs;
}

export function operatorReportHandlers(deps: OperatorReportDeps): Handlers<typeof operatorReportRoutes, Author> {
  const { clock, blobs } = deps;
  const { db } = deps.database;
  return {
    listReports: async (context, { params, query }) => {
      const found = await findAccountInWorld(db, params.accountId);
      if (found === undefined) return problem(404, NO_ACCOUNT, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const now = worldNow(found.world, clock.now());
      const statuses = query.status === undefined ? reportLifecycle.states : storedAs(query.status);
      const listing = { statuses, worldNow: now, after: after.value, limit: limit + 1 };
      const reports = await listReportPage(db, params.accountId, listing);
      const page = toPage(reports, limit, ({ report, createdAt }) => ({ at: createdAt, id: report.id }));
      return { status: 200, body: { items: page.items.map((report) => toWire(report, now)), next: page.next } };
    },
    getReport: async (context, { params }) => {
      const found = await findAccountInWorld(db, params.accountId);
      const details = await findReportDetails(db, { accountId: params.accountId, id: params.reportId });
      if (found === undefined || details === undefined) return problem(404, NO_REPORT, context);
      const realNow = clock.now();
      const now = worldNow(found.world, realNow);
      const url = reportUrl(blobs, details.report, { now, until: realNow + HOUR_MS });
      return { status: 200, body: { report: toWire(details, now), url: url ?? null } };
    },
  };
}

const toWire = ({ report, sizeBytes, failure, createdAt }: ReportDetails, now: Instant): OperatorReport => ({
  id: report.id,
  type: report.type,
  settlementId: report.settlementId,
  status: shownStatus(report, now),
  createdAt,
  requestedAt: report.requestedAt,
  startedAt: report.processingStartedAt,
  endedAt: report.processingEndedAt,
  expiresAt: report.expiresAt,
  sizeBytes,
  attempts: report.attempts,
  failure,
});
