/** Owns what a report is: the table of its life, what it shows to the merchant, and for how long it can be downloaded. */
import { REPORT_HOURS, type ReportType, type WireReportStatus } from '@jetway/jet-api';
import { DAY_MS, defineLifecycle, HOUR_MS, type Instant, type Lifecycle, MINUTE_MS } from '@jetway/kernel';

export type ReportStatus = 'requested' | 'processing' | 'ready' | 'failed' | 'expired';
export type ReportEventKind = 'begin' | 'finish' | 'fail' | 'expire';

/** The life of a report (page Report Status). Making it may be begun again when whoever was at it is gone. */
export const reportLifecycle: Lifecycle<ReportStatus, ReportEventKind> = defineLifecycle({
  name: 'report',
  initial: 'requested',
  states: ['requested', 'processing', 'ready', 'failed', 'expired'],
  transitions: {
    begin: [{ from: ['requested', 'processing'], to: 'processing' }],
    finish: [{ from: ['processing'], to: 'ready' }],
    fail: [{ from: ['processing'], to: 'failed' }],
    expire: [{ from: ['ready'], to: 'expired' }],
  },
});

export interface Report {
  readonly accountId: string;
  readonly id: string;
  readonly worldId: string;
  readonly type: ReportType;
  /** What a report about a settlement is about. */
  readonly settlementId: string | null;
  readonly status: ReportStatus;
  readonly requestedAt: Instant;
  readonly processingStartedAt: Instant | null;
  readonly processingEndedAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly blobKey: string | null;
  /** How often making it was begun. */
  readonly attempts: number;
}

/** World time. */
export const REPORT_LIFE_MS = REPORT_HOURS * HOUR_MS;
/** Real time for which a signed address is valid. */
export const DOWNLOAD_MS = DAY_MS;
/** Real time after which one that makes no sign of life is taken to be gone. */
export const LEASE_MS = MINUTE_MS;
/** A report that was begun so often without an end is given up. */
export const MOST_ATTEMPTS = 3;
/** Larger than this, compressed, no report is made. */
export const MAX_REPORT_BYTES = 4 * 1024 ** 3;
/** Real time after which nothing is known of a report any more. */
export const REPORT_KEPT_MS = 30 * DAY_MS;

/** What the documentation knows: as long as it is being made, it counts as requested. */
const shown: Readonly<Record<ReportStatus, WireReportStatus>> = {
  requested: 'requested',
  processing: 'requested',
  ready: 'ready',
  failed: 'failed',
  expired: 'expired',
};

/** What is stored of reports that are shown in this word; one whose time is over counts as expired. */
export const storedAs = (status: WireReportStatus): readonly ReportStatus[] =>
  reportLifecycle.states.filter((state) => shown[state] === status);

/** A report's status as the merchant sees it at an instant of world time. */
export function shownStatus(
  { status, expiresAt }: Pick<Report, 'status' | 'expiresAt'>,
  now: Instant,
): WireReportStatus {
  const isOver = expiresAt !== null && now >= expiresAt && reportLifecycle.allows(status, 'expire');
  return isOver ? 'expired' : shown[status];
}

/** The name of a report's file for one attempt, so that one who was given up does not write over another's. */
export const blobKeyOf = ({ id, attempts }: Pick<Report, 'id' | 'attempts'>): string => `reports/${id}-${attempts}.gz`;

/** The name that a report is saved under. */
export const fileNameOf = ({ id, type }: Pick<Report, 'id' | 'type'>): string =>
  `${type}-${id}.${type === 'SettlementDetails' ? 'csv' : 'json'}.gz`;
