/** The door of the product pipeline. */
export { listingRuleHandlers } from './listing-rules.routes.ts';
export { createPipeline, type Pipeline, type PipelineDeps } from './pipeline.ts';
export { listOffersOfProduct, type ProductOffer, productIdOf } from './products.store.ts';
