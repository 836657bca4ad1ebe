/** Owns what is deleted of reports by age: files whose time is over, and everything known of reports after a month. */
import type { Instant } from '@jetway/kernel';
import type { Blobs, Sweep } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import { deleteReports, listExpired, listOld, type ReportFile, saveExpired } from './reports.store.ts';
import { REPORT_KEPT_MS } from './reports.ts';

const PAGE_SIZE = 500;

/** Files first, rows afterwards: a program that dies in between finds the rows again. */
export function reportSweep({
  database,
  blobs,
}: {
  readonly database: MarketplaceDatabase;
  readonly blobs: Blobs;
}): Sweep {
  const { db } = database;
  const deleteFiles = async (files: readonly ReportFile[]): Promise<void> => {
    for (const { blobKey } of files) if (blobKey !== null) await blobs.delete(blobKey);
  };
  const eachPage = async (
    read: () => Promise<readonly ReportFile[]>,
    take: (page: readonly ReportFile[]) => Promise<void>,
  ): Promise<number> => {
    for (let count = 0; ; ) {
      const page = await read();
      if (page.length === 0) return count;
      await deleteFiles(page);
      await take(page);
      count += page.length;
    }
  };
  return {
    name: 'reports',
    run: async (now: Instant) => {
      const old = await eachPage(
        () => listOld(db, now - REPORT_KEPT_MS, PAGE_SIZE),
        (page) => deleteReports(db, page),
      );
      const expired = await eachPage(
        () => listExpired(db, now, PAGE_SIZE),
        (page) => saveExpired(db, page),
      );
      return old + expired;
    },
  };
}
