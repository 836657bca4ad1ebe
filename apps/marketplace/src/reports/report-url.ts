/** Owns the address where a report is downloaded. */
import type { Instant } from '@jetway/kernel';
import type { Blobs } from '@jetway/service';
import { fileNameOf, type Report, shownStatus } from './reports.ts';

/** Undefined unless the report is ready; `now` is world time, `until` real time. */
export function reportUrl(
  blobs: Pick<Blobs, 'signedUrl'>,
  report: Report,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): string | undefined {
  const { blobKey, accountId } = report;
  if (blobKey === null || shownStatus(report, now) !== 'ready') return undefined;
  return blobs.signedUrl({
    key: blobKey,
    method: 'GET',
    expiresAt: until,
    contentType: 'application/gzip',
    fileName: fileNameOf(report),
    tenant: accountId,
  });
}
