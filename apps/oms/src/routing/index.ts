/** Which location serves an order's lines. */
export {
  type LineWant,
  type Promised,
  type RoutedOrder,
  reserveLines,
  tryLines,
  uncoveredSkus,
} from './route-lines.ts';
export { type Candidate, isBeforeCutOff } from './routing.ts';
