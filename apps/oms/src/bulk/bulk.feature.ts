/** Owns what bulk runs hand to the wiring: routes, and the work of a loop. */
import type { bulkRoutes } from '@jetway/oms-api';
import type { Feature } from '../edge/index.ts';
import { type BulkRouteDeps, bulkRoutesFeature } from './bulk.routes.ts';
import { type BulkWorkDeps, workOnBulkRuns } from './bulk.work.ts';

export type BulkFeatureDeps<Listing> = BulkWorkDeps & BulkRouteDeps<Listing>;

export interface BulkFeature extends Feature<typeof bulkRoutes> {
  /** Does a part of what is due; answers whether there may be more. For a loop woken by `bulkChannel`. */
  readonly work: (signal: AbortSignal) => Promise<boolean>;
}

export const bulkFeature = <Listing>(deps: BulkFeatureDeps<Listing>): BulkFeature => ({
  ...bulkRoutesFeature(deps),
  work: (signal) => workOnBulkRuns(deps, signal),
});
