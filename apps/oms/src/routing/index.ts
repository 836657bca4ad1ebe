/** Which location serves an order's lines. */
export { type LineWant, type RoutedOrder, reserveLines, uncoveredSkus } from './route-lines.ts';
export { type Candidate, isBeforeCutOff } from './routing.ts';
