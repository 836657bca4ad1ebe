/** One thing done to many orders: asked for at once, done in the background, told order by order. */
export { type BulkFeature, type BulkFeatureDeps, bulkFeature } from './bulk.feature.ts';
export { bulkChannel, dropBulkRuns } from './bulk.store.ts';
