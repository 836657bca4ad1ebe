/** Owns the list of every documented example, for tests and for the conformance suite. */
import { acknowledgeExamples } from './acknowledge.examples.ts';
import { archiveExamples } from './archive.examples.ts';
import type { JetExample } from './example.ts';
import { fileExamples } from './files.examples.ts';
import { inventoryExamples } from './inventory.examples.ts';
import { orderExamples } from './orders.examples.ts';
import { priceExamples } from './prices.examples.ts';
import { refundExamples } from './refunds.examples.ts';
import { reportExamples } from './reports.examples.ts';
import { returnExamples } from './returns.examples.ts';
import { returnsExceptionExamples } from './returns-exceptions.examples.ts';
import { salesDataExamples } from './sales-data.examples.ts';
import { shipExamples } from './ship.examples.ts';
import { shippingExceptionExamples } from './shipping-exceptions.examples.ts';
import { skuExamples } from './skus.examples.ts';
import { tagExamples } from './tags.examples.ts';
import { taxonomyExamples } from './taxonomy.examples.ts';
import { tokenExamples } from './token.examples.ts';
import { variationExamples } from './variations.examples.ts';

/**
 * What the documentation prints. The requests succeed in the world they name; the ship examples want a fresh order each,
 * placed before 2014-06-11 with 15a1010 × 2 and 15a1011 × 1.
 */
export const jetExamples: readonly JetExample[] = [
  ...tokenExamples,
  ...skuExamples,
  ...priceExamples,
  ...inventoryExamples,
  ...archiveExamples,
  ...variationExamples,
  ...shippingExceptionExamples,
  ...returnsExceptionExamples,
  ...fileExamples,
  ...orderExamples,
  ...acknowledgeExamples,
  ...tagExamples,
  ...shipExamples,
  ...returnExamples,
  ...refundExamples,
  ...reportExamples,
  ...salesDataExamples,
  ...taxonomyExamples,
];
