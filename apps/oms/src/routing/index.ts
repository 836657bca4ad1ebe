/** Which locations serve an order's lines. */
export { type Placed, type RoutedOrder, reserveLines, uncoveredSkus } from './route-lines.ts';
export { routingFeature } from './routing.routes.ts';
export { type Candidate, isBeforeCutOff, type LineWant } from './routing.ts';
