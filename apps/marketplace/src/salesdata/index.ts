/** The door of sales data. */
export { type SalesDataFeature, salesDataFeature } from './salesdata.feature.ts';
