/** Owns the contract of reports (pages Create New Report, Report Status, Report Examples). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { requestBodies } from './example.ts';
import { createMatcher, looseEnum, openEnum } from './loose.ts';
import { thingRefusals } from './replies.ts';
import { reportExamples } from './reports.examples.ts';

/** What can be asked for (page Create New Report). */
export const reportTypes = ['ProductStatus', 'SalesData', 'SettlementDetails'] as const;
export type ReportType = (typeof reportTypes)[number];
export const matchReportType = createMatcher(reportTypes);

/** What a report's status says (page Report Status), in lower case as recorded. */
export const reportStatuses = ['requested', 'ready', 'failed', 'expired'] as const;
export type WireReportStatus = (typeof reportStatuses)[number];

/** A report can be downloaded for so many hours after it was made. */
export const REPORT_HOURS = 24;

/** Only a report about a settlement says anything; the other types are asked for without a body. */
export const ReportRequest = Type.Object({
  settlement_id: Type.Optional(
    Type.String({ minLength: 1, maxLength: 64, description: 'The settlement that SettlementDetails is about.' }),
  ),
});
export type ReportRequest = Static<typeof ReportRequest>;

export const ReportCreatedReply = Type.Object({ report_id: Type.String() });
export type ReportCreatedReply = Static<typeof ReportCreatedReply>;

const wireDate = Type.String({ description: 'Date in the form `2016-02-05T14:52:21.7611387+00:00`.' });

/** Dates appear when what they date has happened; the URL stands only beside `ready`. */
export const ReportStateReply = Type.Object({
  merchant_id: Type.String(),
  processing_end: Type.Optional(wireDate),
  processing_start: Type.Optional(wireDate),
  report_expiration_date: Type.Optional(wireDate),
  report_id: Type.String(),
  report_requested_date: wireDate,
  report_status: openEnum(reportStatuses),
  report_type: openEnum(reportTypes),
  report_url: Type.Optional(Type.String({ description: 'Where the gzip is downloaded, without signing in.' })),
});
export type ReportStateReply = Static<typeof ReportStateReply>;

const ReportParams = Type.Object({
  reportId: Type.String({ minLength: 1, maxLength: 64, description: "Jet's id of the report." }),
});

export const reportRoutes = defineRoutes({
  createReport: {
    method: 'POST',
    path: '/reports/:reportType',
    summary: 'Ask for a report on the whole catalogue, or on a settlement',
    tags: ['Reports'],
    auth: 'account',
    params: Type.Object({ reportType: looseEnum(reportTypes) }),
    body: ReportRequest,
    bodyOptional: true,
    examples: requestBodies(reportExamples, 'createReport'),
    replies: { 200: ReportCreatedReply, 400: thingRefusals[400], 401: thingRefusals[401] },
  },
  getReportState: {
    method: 'GET',
    path: '/reports/state/:reportId',
    summary: 'Read how far a report is, and where to download it once it is ready',
    tags: ['Reports'],
    auth: 'account',
    params: ReportParams,
    replies: { 200: ReportStateReply, ...thingRefusals },
  },
});
