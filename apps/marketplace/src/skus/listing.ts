/** Owns where a SKU stands in the product pipeline, and the status that follows (page Single SKU Retrieval). */
import type { ProductStatus, ProductSubStatus } from '@jetway/jet-api';
import { defineLifecycle } from '@jetway/kernel';

/** `review`: not looked at yet. `incomplete`: data is missing or wrong. The last two are an operator's decision. */
export const listings = ['review', 'listed', 'incomplete', 'unauthorized', 'excluded'] as const;
export type Listing = (typeof listings)[number];

/**
 * Every look of the pipeline may lead anywhere. An upload with other product data begins another review where data was
 * missing; a SKU that is listed stays on sale until it was looked at again.
 */
export const listingLifecycle = defineLifecycle({
  name: 'listing',
  initial: 'review',
  states: listings,
  transitions: {
    look: (['listed', 'incomplete', 'unauthorized', 'excluded'] as const).map((to) => ({ from: listings, to })),
    resubmit: [{ from: ['incomplete'], to: 'review' }],
  },
});

export interface StatusFacts {
  readonly listing: Listing;
  readonly isPriced: boolean;
  /** Whether units were ever fed. */
  readonly isStocked: boolean;
  readonly isArchived: boolean;
  /** What is missing or wrong: by the upload alone during the review, by the catalogue after it. */
  readonly findings: readonly ProductSubStatus[];
}

export interface SkuStatus {
  readonly status: ProductStatus;
  readonly subStatus: readonly ProductSubStatus[];
}

/**
 * The status of a SKU. A listed one is available once it is priced and units were fed, and stays so when its stock runs
 * out; without a price it misses listing data, and without stock it counts as under review, for the documented
 * statuses have no other word. Sub-statuses say why it is not available.
 */
export function skuStatus({ listing, isPriced, isStocked, isArchived, findings }: StatusFacts): SkuStatus {
  if (isArchived) return { status: 'Archived', subStatus: [] };
  if (listing === 'unauthorized') return { status: 'Unauthorized', subStatus: [] };
  if (listing === 'excluded') return { status: 'Excluded', subStatus: [] };
  const subStatus = isPriced ? findings : [...findings, 'Missing price' as const];
  if (listing === 'review') return { status: 'Under Jet Review', subStatus };
  if (listing === 'incomplete' || !isPriced) return { status: 'Missing Listing Data', subStatus };
  return { status: isStocked ? 'Available for Purchase' : 'Under Jet Review', subStatus: [] };
}

/** Whether a SKU was priced, and whether units were ever fed, in a statement where it is `s`. */
export const IS_PRICED_SQL = `exists (
       select from marketplace.prices p where p.account_id = s.account_id and p.sku = s.sku)`;
export const IS_STOCKED_SQL = `exists (
       select from marketplace.inventory_feeds f
       where f.account_id = s.account_id and f.sku = s.sku and f.stocked_at is not null)`;

/** `skuStatus` in a statement where the SKU is `s`. */
export const STATUS_SQL = `case
     when s.is_archived then 'Archived'
     when s.listing = 'unauthorized' then 'Unauthorized'
     when s.listing = 'excluded' then 'Excluded'
     when s.listing = 'review' then 'Under Jet Review'
     when s.listing = 'incomplete' or not ${IS_PRICED_SQL} then 'Missing Listing Data'
     when ${IS_STOCKED_SQL} then 'Available for Purchase'
     else 'Under Jet Review' end`;
