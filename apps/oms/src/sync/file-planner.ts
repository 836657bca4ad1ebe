/** Owns planning the daily refresh of stock: a part each minute by single messages, or where there is much, by bulk file. */
import { HOUR_MS, type Instant, MINUTE_MS } from '@jetway/kernel';
import { gatherStock, markAllStockDue, markStockDue } from '../inventory/index.ts';
import { askedRun, asRun } from './running.ts';
import { countStaleStock, countStock, listStaleStock } from './stock.store.ts';
import { insertStockFile } from './stock-files.store.ts';
import { FILE_FROM_SKUS, MOST_SKUS_OF_FILE, planFiles } from './stock-files.ts';
import type { Work } from './work.ts';

/** Jet wants to hear of every SKU each day; we begin early enough to be done in time. */
const REFRESH_AFTER_MS = 20 * HOUR_MS;
const REFRESH_EVERY_MS = MINUTE_MS;
/** The four hours left, in minutes: each minute its part, so that a refresh never crowds out what changed. */
const REFRESH_PARTS = 240;
/** SKUs counted at most; who has more gets the rest with the next look. */
const MOST_COUNTED = 2_000_000;

export interface RefreshPlanner {
  /** Makes due what is to be told again, or gives it to files. */
  readonly run: () => Promise<void>;
}

export function createRefreshPlanner(work: Work): RefreshPlanner {
  const memory = { nextAt: work.clock.now() };
  return {
    run: async () => {
      if (!work.may().refresh) return;
      const now = work.clock.now();
      const asked = await askedRun(work, 'refresh-stock');
      if (asked !== undefined) {
        await asRun(work, asked, async (_run, counter) => {
          counter.found = await countStock(work.database.db, work);
          counter.done = await refreshAll(work, now);
        });
      }
      if (now < memory.nextAt) return;
      memory.nextAt = now + REFRESH_EVERY_MS;
      await refresh(work, now);
    },
  };
}

/** Makes a part of what was told long ago due again; where that is much, files take it. */
async function refresh(work: Work, now: Instant): Promise<void> {
  const { database, organizationId, connectionId } = work;
  const sentBefore = now - REFRESH_AFTER_MS;
  if ((await toFiles(work, sentBefore, now)) > 0) return;
  const limit = Math.ceil((await countStock(database.db, work)) / REFRESH_PARTS);
  const skuIds = await listStaleStock(database.db, work, sentBefore, limit);
  if (skuIds.length === 0) return;
  await database.transaction((tx) => markStockDue(tx, organizationId, skuIds, now, connectionId));
}

/** Somebody wants every SKU told now. Answers how many are. */
async function refreshAll(work: Work, now: Instant): Promise<number> {
  const gathered = await toFiles(work, now, now);
  if (gathered > 0) return gathered;
  return work.database.transaction((tx) => markAllStockDue(tx, work.organizationId, [work.connectionId], now));
}

/** Gives what was told before an instant, or never, to files where it is enough for them. Answers how many SKUs. */
async function toFiles(work: Work, sentBefore: Instant, now: Instant): Promise<number> {
  if (work.session.stockFiles === undefined) return 0;
  const { fileFromSkus = FILE_FROM_SKUS } = work;
  if ((await countStaleStock(work.database.db, work, sentBefore, fileFromSkus)) < fileFromSkus) return 0;
  let total = 0;
  const stale = await countStaleStock(work.database.db, work, sentBefore, MOST_COUNTED);
  for (const { dueAt } of planFiles(stale, now)) total += await fillFile(work, sentBefore, dueAt, now);
  return total;
}

/** Page by page, each with its own commit: a file that was being filled when the program stopped holds fewer SKUs. */
async function fillFile(work: Work, sentBefore: Instant, dueAt: Instant, now: Instant): Promise<number> {
  const file = await work.fenced((tx) => insertStockFile(tx, work, dueAt, work.ids, now));
  if (file === undefined) return 0;
  for (let total = 0; ; ) {
    const limit = MOST_SKUS_OF_FILE - total;
    const gathered = limit <= 0 ? 0 : await work.fenced((tx) => gatherStock(tx, file, { sentBefore, limit, now }));
    if (gathered === undefined || gathered === 0) return total;
    total += gathered;
  }
}
