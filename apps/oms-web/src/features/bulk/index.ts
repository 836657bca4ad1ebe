/** One thing done to many orders: asked for from the list, watched, tried again. */
export { type BulkStart, useStartBulk } from './bulk.queries.ts';
export { parseBulkSearch } from './bulk.ts';
export { BulkRunPanel } from './bulk-run-panel.tsx';
