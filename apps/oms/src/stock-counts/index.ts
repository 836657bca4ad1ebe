/** Stock counts: what people find on the shelves, remembered with what was on hand, and applied as differences. */
export { stockCountsFeature } from './stock-counts.routes.ts';
