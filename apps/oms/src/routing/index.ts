/** Which locations serve an order's lines. */
export {
  type Placed,
  type Promised,
  type RoutedOrder,
  reserveLines,
  tryLines,
  uncoveredSkus,
} from './route-lines.ts';
export { routingFeature } from './routing.routes.ts';
export { type Candidate, isBeforeCutOff, type LineWant } from './routing.ts';
