/** Owns the part of the operator API about the reports that merchants ask for. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { AccountId, At, closed, Id, nullable, pageQuery, ReportId } from './shapes.ts';

/** What merchants are told of a report; one that is being made counts as requested. */
export const operatorReportStatuses = ['requested', 'ready', 'failed', 'expired'] as const;

export const OperatorReport = Type.Object({
  id: Id,
  type: Type.String(),
  /** Null unless it is about a settlement. */
  settlementId: nullable(Id),
  status: Type.Enum([...operatorReportStatuses]),
  /** Real time; the order of lists. */
  createdAt: At,
  /** World time, as the next three. */
  requestedAt: At,
  startedAt: nullable(At),
  endedAt: nullable(At),
  /** Until then it can be downloaded. */
  expiresAt: nullable(At),
  /** As downloaded, compressed. */
  sizeBytes: nullable(Type.Integer()),
  /** How often making it was begun. */
  attempts: Type.Integer(),
  /** Why it failed; merchants are not told. */
  failure: nullable(Type.String()),
});
export type OperatorReport = Static<typeof OperatorReport>;

export const operatorReportRoutes = defineRoutes({
  listReports: {
    method: 'GET',
    path: '/accounts/:accountId/reports',
    summary: 'Reports that an account asked for, the newest first',
    tags: ['reports'],
    auth: 'operator',
    params: Type.Object({ accountId: AccountId }, closed),
    query: Type.Object(
      {
        ...pageQuery,
        status: Type.Optional(Type.Enum([...operatorReportStatuses], { description: 'Only reports in this status.' })),
      },
      closed,
    ),
    replies: { 200: pageOf(OperatorReport), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  getReport: {
    method: 'GET',
    path: '/accounts/:accountId/reports/:reportId',
    summary: 'One report, and where it is downloaded while it is ready',
    tags: ['reports'],
    auth: 'operator',
    params: Type.Object({ accountId: AccountId, reportId: ReportId }, closed),
    replies: {
      200: Type.Object({
        report: OperatorReport,
        /** Gives the report for an hour; null unless it is ready. */
        url: nullable(Type.String()),
      }),
      400: Problem,
      401: Problem,
      404: Problem,
    },
    codes: ['not_found'],
  },
});
