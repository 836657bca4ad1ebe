/** Carriers: what people call them, and what tracking numbers tell. */
export { carriersFeature } from './carriers.routes.ts';
export { carrierFinder, type FindCarrier } from './find-carriers.ts';
export { readTracking } from './tracking-numbers.ts';
