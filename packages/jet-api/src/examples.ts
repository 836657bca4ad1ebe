/** Owns the list of every documented example, for tests and for the conformance suite. */
import { acknowledgeExamples } from './acknowledge.examples.ts';
import type { JetExample } from './example.ts';
import { inventoryExamples } from './inventory.examples.ts';
import { orderExamples } from './orders.examples.ts';
import { priceExamples } from './prices.examples.ts';
import { shipExamples } from './ship.examples.ts';
import { skuExamples } from './skus.examples.ts';
import { tokenExamples } from './token.examples.ts';

/**
 * What the documentation prints. The requests succeed in the world they name; the ship examples want a fresh order each,
 * placed before 2014-06-11 with 15a1010 × 2 and 15a1011 × 1.
 */
export const jetExamples: readonly JetExample[] = [
  ...tokenExamples,
  ...skuExamples,
  ...priceExamples,
  ...inventoryExamples,
  ...orderExamples,
  ...acknowledgeExamples,
  ...shipExamples,
];
