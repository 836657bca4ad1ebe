/** Owns the rows of reports. */
import type { ReportType } from '@jetway/jet-api';
import type { Instant, Keyset } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { LAST_WORLD_INSTANT } from '../worlds/index.ts';
import { type Report, type ReportEventKind, type ReportStatus, reportLifecycle } from './reports.ts';

interface ReportRow {
  readonly account_id: string;
  readonly id: string;
  readonly world_id: string;
  readonly type: ReportType;
  readonly settlement_id: string | null;
  readonly status: ReportStatus;
  readonly requested_at: number;
  readonly processing_started_at: number | null;
  readonly processing_ended_at: number | null;
  readonly expires_at: number | null;
  readonly blob_key: string | null;
  readonly attempts: number;
}

const COLUMNS = `r.account_id, r.id, r.world_id, r.type, r.settlement_id, r.status, r.requested_at,
  r.processing_started_at, r.processing_ended_at, r.expires_at, r.blob_key, r.attempts`;

interface ReportDetailsRow extends ReportRow {
  readonly size_bytes: number | null;
  readonly failure: string | null;
  readonly created_at: number;
}

const DETAIL_COLUMNS = `${COLUMNS}, r.size_bytes, r.failure, r.created_at`;

/** The statuses in which an event may happen, as a list in SQL, and the one it leads to. */
const from = (event: ReportEventKind): string =>
  reportLifecycle
    .sources(event)
    .map((status) => `'${status}'`)
    .join(', ');

const reportInsert = statement(
  'reportInsert',
  `insert into marketplace.reports (account_id, id, world_id, type, settlement_id, status, requested_at, attempts,
     leased_until, created_at, updated_by, request_id)
   values ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8, $9, $10)`,
);
const reportFindWaiting = statement<{ id: string }>(
  'reportFindWaiting',
  `select r.id from marketplace.reports r
   where r.account_id = $1 and r.type = $2 and r.settlement_id is not distinct from $3 and r.status = $4
   order by r.requested_at desc, r.id desc limit 1`,
);
const reportFind = statement<ReportRow>(
  'reportFind',
  `select ${COLUMNS} from marketplace.reports r where r.account_id = $1 and r.id = $2`,
);
const reportFindDetails = statement<ReportDetailsRow>(
  'reportFindDetails',
  `select ${DETAIL_COLUMNS} from marketplace.reports r where r.account_id = $1 and r.id = $2`,
);
const reportListPage = statement<ReportDetailsRow>(
  'reportListPage',
  `select ${DETAIL_COLUMNS} from marketplace.reports r
   where r.account_id = $1 and (r.created_at, r.id) < ($2::bigint, $3::text)
     and (case when r.status in (${from('expire')}) and r.expires_at <= $4::bigint then 'expired' else r.status end)
       = any ($5::text[])
   order by r.created_at desc, r.id desc limit $6`,
);
const reportBegin = statement<ReportRow>(
  'reportBegin',
  `update marketplace.reports r
   set status = 'processing', attempts = r.attempts + 1, leased_until = $4,
     processing_started_at = coalesce(r.processing_started_at, $5::bigint), updated_by = $6, request_id = $7
   where r.account_id = $1 and r.id = $2 and r.status in (${from('begin')}) and r.leased_until <= $3
   returning ${COLUMNS}`,
);
const reportHold = statement<{ id: string }>(
  'reportHold',
  `update marketplace.reports r set leased_until = $4
   where r.account_id = $1 and r.id = $2 and r.attempts = $3 and r.status = 'processing' returning r.id`,
);
const reportFinish = statement<{ id: string }>(
  'reportFinish',
  `update marketplace.reports r
   set status = 'ready', processing_ended_at = $4, expires_at = $5, blob_key = $6, size_bytes = $7, leased_until = 0
   where r.account_id = $1 and r.id = $2 and r.attempts = $3 and r.status in (${from('finish')})
   returning r.id`,
);
const reportFail = statement<{ id: string }>(
  'reportFail',
  `update marketplace.reports r set status = 'failed', processing_ended_at = $4, failure = $5, leased_until = 0
   where r.account_id = $1 and r.id = $2 and r.attempts = $3 and r.status in (${from('fail')})
   returning r.id`,
);
const reportListWaiting = statement<{ account_id: string; id: string; attempts: number }>(
  'reportListWaiting',
  `select r.account_id, r.id, r.attempts from marketplace.reports r
   where r.status in ('requested', 'processing') and r.leased_until <= $1
   order by r.leased_until, r.created_at limit $2`,
);
const reportListExpired = statement<{ account_id: string; id: string; blob_key: string }>(
  'reportListExpired',
  `select r.account_id, r.id, r.blob_key from marketplace.reports r
   join marketplace.worlds w on w.id = r.world_id
   where r.status in (${from('expire')}) and r.blob_key is not null
     and r.expires_at <= least(w.anchor_world_at + floor(($1::bigint - w.anchor_real_at) * w.rate), $2::bigint)
   order by r.account_id, r.id limit $3`,
);
const reportExpireMany = statement(
  'reportExpireMany',
  `update marketplace.reports r set status = 'expired', blob_key = null
   from unnest($1::text[], $2::text[]) as x(account_id, id)
   where r.account_id = x.account_id and r.id = x.id and r.status in (${from('expire')})`,
);
const reportListOld = statement<{ account_id: string; id: string; blob_key: string | null }>(
  'reportListOld',
  `select r.account_id, r.id, r.blob_key from marketplace.reports r where r.created_at < $1
   order by r.created_at limit $2`,
);
const reportDeleteMany = statement(
  'reportDeleteMany',
  `delete from marketplace.reports r using unnest($1::text[], $2::text[]) as x(account_id, id)
   where r.account_id = x.account_id and r.id = x.id`,
);

const reportFromRow = (row: ReportRow): Report => ({
  accountId: row.account_id,
  id: row.id,
  worldId: row.world_id,
  type: row.type,
  settlementId: row.settlement_id,
  status: row.status,
  requestedAt: row.requested_at,
  processingStartedAt: row.processing_started_at,
  processingEndedAt: row.processing_ended_at,
  expiresAt: row.expires_at,
  blobKey: row.blob_key,
  attempts: row.attempts,
});

/** Adds a report that was asked for; `realNow` for its age. */
export async function insertReport(
  handle: MarketplaceHandle,
  report: Pick<Report, 'accountId' | 'id' | 'worldId' | 'type' | 'settlementId' | 'requestedAt'>,
  realNow: Instant,
  author: Author,
): Promise<void> {
  const { accountId, id, worldId, type, settlementId, requestedAt } = report;
  const { initial } = reportLifecycle;
  const values = [accountId, id, worldId, type, settlementId, initial, requestedAt, realNow];
  await reportInsert(handle, [...values, author.actor, author.requestId]);
}

/** A report of the same kind that nobody has begun to make. */
export async function findUnbegun(
  handle: MarketplaceHandle,
  accountId: string,
  wanted: Pick<Report, 'type' | 'settlementId'>,
): Promise<string | undefined> {
  const values = [accountId, wanted.type, wanted.settlementId, reportLifecycle.initial];
  const [row] = await reportFindWaiting(handle, values);
  return row?.id;
}

export async function findReport(
  handle: MarketplaceHandle,
  accountId: string,
  reportId: string,
): Promise<Report | undefined> {
  const [row] = await reportFind(handle, [accountId, reportId]);
  return row && reportFromRow(row);
}

/** A report with what operators see of it besides. */
export interface ReportDetails {
  readonly report: Report;
  readonly sizeBytes: number | null;
  /** Why it failed. */
  readonly failure: string | null;
  /** Real time. */
  readonly createdAt: Instant;
}

const detailsFromRow = (row: ReportDetailsRow): ReportDetails => ({
  report: reportFromRow(row),
  sizeBytes: row.size_bytes,
  failure: row.failure,
  createdAt: row.created_at,
});

export async function findReportDetails(
  handle: MarketplaceHandle,
  { accountId, id }: ReportPlace,
): Promise<ReportDetails | undefined> {
  const [row] = await reportFindDetails(handle, [accountId, id]);
  return row && detailsFromRow(row);
}

/** Reports of an account that stand in one of the statuses at an instant of world time, those asked for last first. */
export async function listReportPage(
  handle: MarketplaceHandle,
  accountId: string,
  listing: {
    readonly statuses: readonly ReportStatus[];
    readonly worldNow: Instant;
    readonly after: Keyset | undefined;
    readonly limit: number;
  },
): Promise<readonly ReportDetails[]> {
  const { statuses, worldNow, after, limit } = listing;
  const values = [accountId, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', worldNow, statuses, limit];
  return (await reportListPage(handle, values)).map(detailsFromRow);
}

/** An account's report. */
export interface ReportPlace {
  readonly accountId: string;
  readonly id: string;
}

/** Takes a report on until `leasedUntil`, unless somebody is at it or it is done; `worldNow` is when processing began. */
export async function beginReport(
  handle: MarketplaceHandle,
  { accountId, id }: ReportPlace,
  at: { readonly realNow: Instant; readonly leasedUntil: Instant; readonly worldNow: Instant },
  author: Author,
): Promise<Report | undefined> {
  const values = [accountId, id, at.realNow, at.leasedUntil, at.worldNow, author.actor, author.requestId];
  const [row] = await reportBegin(handle, values);
  return row && reportFromRow(row);
}

/** Keeps a report, or gives it free with an instant that is over; false when somebody else has taken it on. */
export async function holdReport(handle: MarketplaceHandle, report: Report, leasedUntil: Instant): Promise<boolean> {
  const { accountId, id, attempts } = report;
  return (await reportHold(handle, [accountId, id, attempts, leasedUntil])).length === 1;
}

/** False when somebody else has taken it on. */
export async function saveReady(
  handle: MarketplaceHandle,
  report: Report,
  file: {
    readonly endedAt: Instant;
    readonly expiresAt: Instant;
    readonly blobKey: string;
    readonly sizeBytes: number;
  },
): Promise<boolean> {
  const { accountId, id, attempts } = report;
  const values = [accountId, id, attempts, file.endedAt, file.expiresAt, file.blobKey, file.sizeBytes];
  return (await reportFinish(handle, values)).length === 1;
}

/** False when somebody else has taken it on, or it is ready. */
export async function saveFailed(
  handle: MarketplaceHandle,
  report: Report,
  endedAt: Instant,
  failure: string,
): Promise<boolean> {
  const values = [report.accountId, report.id, report.attempts, endedAt, failure];
  return (await reportFail(handle, values)).length === 1;
}

/** Reports that nobody is at, the longest waiting first. */
export async function listWaiting(
  handle: MarketplaceHandle,
  realNow: Instant,
  limit: number,
): Promise<readonly (ReportPlace & { readonly attempts: number })[]> {
  const rows = await reportListWaiting(handle, [realNow, limit]);
  return rows.map((row) => ({ accountId: row.account_id, id: row.id, attempts: row.attempts }));
}

export interface ReportFile extends ReportPlace {
  readonly blobKey: string | null;
}

const fileFromRow = (row: { account_id: string; id: string; blob_key: string | null }): ReportFile => ({
  accountId: row.account_id,
  id: row.id,
  blobKey: row.blob_key,
});

/** Reports with a file whose time is over in their world. */
const reportListStored = statement<{ blob_key: string }>(
  'reportListStored',
  'select blob_key from marketplace.reports where account_id = any ($1::text[]) and blob_key is not null',
);

/** Keys of what is stored of the reports of accounts. */
export async function listReportBlobs(handle: MarketplaceHandle, accountIds: readonly string[]): Promise<string[]> {
  return (await reportListStored(handle, [accountIds])).map(({ blob_key: key }) => key);
}

export async function listExpired(
  handle: MarketplaceHandle,
  realNow: Instant,
  limit: number,
): Promise<readonly ReportFile[]> {
  return (await reportListExpired(handle, [realNow, LAST_WORLD_INSTANT, limit])).map(fileFromRow);
}

export async function saveExpired(handle: MarketplaceHandle, reports: readonly ReportPlace[]): Promise<void> {
  await reportExpireMany(handle, [reports.map(({ accountId }) => accountId), reports.map(({ id }) => id)]);
}

/** Reports asked for before an instant of real time, whatever became of them. */
export async function listOld(
  handle: MarketplaceHandle,
  before: Instant,
  limit: number,
): Promise<readonly ReportFile[]> {
  return (await reportListOld(handle, [before, limit])).map(fileFromRow);
}

export async function deleteReports(handle: MarketplaceHandle, reports: readonly ReportPlace[]): Promise<void> {
  await reportDeleteMany(handle, [reports.map(({ accountId }) => accountId), reports.map(({ id }) => id)]);
}
