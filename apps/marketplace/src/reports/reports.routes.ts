/** Owns the reports of the merchant API: asking for one, and how far it is. */
import {
  formatWireDate,
  invalidValue,
  matchReportType,
  type ReportStateReply,
  reportNotFound,
  type reportRoutes,
  reportTypes,
  requiredPropertyMissing,
  settlementMismatch,
} from '@jetway/jet-api';
import type { Clock, Ids, Instant } from '@jetway/kernel';
import type { Blobs, Handlers } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { findSettlement } from '../settlement/index.ts';
import { reportUrl } from './report-url.ts';
import { findReport, findUnbegun, insertReport, type ReportPlace } from './reports.store.ts';
import { DOWNLOAD_MS, type Report, shownStatus } from './reports.ts';

export interface ReportHandlerDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  readonly ids: Ids;
  readonly blobs: Blobs;
  /** Lets somebody begin with a report. */
  readonly send: (report: ReportPlace) => Promise<void>;
}

const refusedWith = (...errors: string[]) => ({ status: 400, body: { errors } }) as const;

export function reportHandlers(deps: ReportHandlerDeps): Handlers<typeof reportRoutes, AccountContext> {
  const { database, clock, ids } = deps;
  return {
    createReport: async (context, { params, body }) => {
      const type = matchReportType(params.reportType);
      if (type === undefined) return refusedWith(invalidValue(reportTypes, '/reportType'));
      const { accountId } = context;
      let settlementId: string | null = null;
      if (type === 'SettlementDetails') {
        const named = body?.settlement_id;
        if (named === undefined) return refusedWith(requiredPropertyMissing('/settlement_id'));
        if ((await findSettlement(database.db, accountId, named)) === undefined)
          return refusedWith(settlementMismatch(named));
        settlementId = named;
      }
      // Asked again before anybody began, it is the same report: it will tell the same.
      const waiting = await findUnbegun(database.db, accountId, { type, settlementId });
      if (waiting !== undefined) return { status: 200, body: { report_id: waiting } };
      const report = { accountId, id: ids.hex32(), worldId: context.world.id, type, settlementId };
      await insertReport(database.db, { ...report, requestedAt: context.now }, clock.now(), context);
      await deps.send(report);
      return { status: 200, body: { report_id: report.id } };
    },
    getReportState: async (context, { params }) => {
      const report = await findReport(database.db, context.accountId, params.reportId);
      if (report === undefined) return { status: 404, body: { errors: [reportNotFound(params.reportId)] } };
      return { status: 200, body: toJetReport(report, context, deps) };
    },
  };
}

const wireDate = (instant: Instant): string => formatWireDate('sevenDigitsOffset', instant);

function toJetReport(
  report: Report,
  { merchantId, now }: Pick<AccountContext, 'merchantId' | 'now'>,
  { blobs, clock }: ReportHandlerDeps,
): ReportStateReply {
  const { processingStartedAt, processingEndedAt, expiresAt } = report;
  const status = shownStatus(report, now);
  const url = reportUrl(blobs, report, { now, until: clock.now() + DOWNLOAD_MS });
  return {
    merchant_id: merchantId,
    ...(processingEndedAt === null ? {} : { processing_end: wireDate(processingEndedAt) }),
    ...(processingStartedAt === null ? {} : { processing_start: wireDate(processingStartedAt) }),
    ...(expiresAt === null ? {} : { report_expiration_date: wireDate(expiresAt) }),
    report_id: report.id,
    report_requested_date: wireDate(report.requestedAt),
    report_status: status,
    report_type: report.type,
    ...(url === undefined ? {} : { report_url: url }),
  };
}
