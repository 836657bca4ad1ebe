/** The door of reports. */
export { jsonObject } from './json-object.ts';
export type { ReportContent, ReportSubject } from './make-report.ts';
export { type ReportsFeature, reportsFeature } from './reports.feature.ts';
export { listReportBlobs } from './reports.store.ts';
