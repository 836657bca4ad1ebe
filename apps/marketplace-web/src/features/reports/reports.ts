/** Owns the words and tones of reports, and what their page's address may say. */
import { type OperatorReport, operatorReportStatuses } from '@jetway/marketplace-api';
import type { Tone } from '@jetway/ui';

export type ReportStatus = OperatorReport['status'];
export type ReportView = ReportStatus | 'all';

export interface ReportsSearch {
  readonly show?: ReportStatus;
  /** The report whose panel is open. */
  readonly open?: string;
}

export function parseReportsSearch({ show, open }: Readonly<Record<string, unknown>>): ReportsSearch {
  const status = operatorReportStatuses.find((one) => one === show);
  const opened = typeof open === 'string' || typeof open === 'number' ? String(open).slice(0, 64) : '';
  return { ...(status === undefined ? {} : { show: status }), ...(opened === '' ? {} : { open: opened }) };
}

export const statusWords: Readonly<
  Record<ReportStatus, { readonly name: string; readonly tone: Tone; readonly means: string }>
> = {
  requested: { name: 'Being made', tone: 'info', means: 'The merchant is told “requested” until it is made.' },
  ready: { name: 'Ready', tone: 'success', means: 'It can be downloaded for a day of world time.' },
  failed: { name: 'Failed', tone: 'danger', means: 'It could not be made; the merchant may ask for it again.' },
  expired: { name: 'Expired', tone: 'neutral', means: 'Its day is over, and its file is gone.' },
};

const typeNames: Readonly<Record<string, string>> = {
  ProductStatus: 'Product status',
  SalesData: 'Sales data',
  SettlementDetails: 'Settlement details',
};

export const typeName = (type: string): string => typeNames[type] ?? type;
