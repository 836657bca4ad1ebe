/** The door of variation groups. */
export { applyVariationRecords } from './apply-variations.ts';
export { operatorVariationHandlers } from './operator-variations.routes.ts';
export { findRefinements } from './refinements.store.ts';
export { variationHandlers } from './variations.routes.ts';
