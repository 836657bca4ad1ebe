/** The door of the product pipeline. */
export { listingRuleHandlers } from './listing-rules.routes.ts';
export { createPipeline, type Pipeline, type PipelineDeps } from './pipeline.ts';
