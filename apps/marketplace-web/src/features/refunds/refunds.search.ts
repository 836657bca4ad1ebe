/** Owns what the addresses of the refund list may say. */
import { operatorRefundFilters } from '@jetway/marketplace-api';

export type RefundStatus = (typeof operatorRefundFilters)[number];
/** A tab of the list. */
export type RefundTab = RefundStatus | 'all';

export interface RefundListSearch {
  readonly status?: RefundStatus;
}

export function parseRefundListSearch(raw: Readonly<Record<string, unknown>>): RefundListSearch {
  const status = operatorRefundFilters.find((one) => one === raw['status']);
  return status === undefined ? {} : { status };
}
