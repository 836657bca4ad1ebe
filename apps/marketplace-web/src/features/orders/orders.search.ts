/** Owns what the addresses of the order list may say. */
import { operatorOrderStatuses } from '@jetway/marketplace-api';

export type OrderStatus = (typeof operatorOrderStatuses)[number];
/** A tab of the list. */
export type OrderTab = OrderStatus | 'all';

export interface OrderListSearch {
  readonly status?: OrderStatus;
}

export const isOrderStatus = (value: unknown): value is OrderStatus =>
  operatorOrderStatuses.some((status) => status === value);

export function parseOrderListSearch(raw: Readonly<Record<string, unknown>>): OrderListSearch {
  const status = raw['status'];
  return isOrderStatus(status) ? { status } : {};
}
