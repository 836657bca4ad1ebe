/** Refunds that merchants make. */
export { parseRefundListSearch } from './refunds.search.ts';
export { RefundsOfOrder } from './refunds-of-order.tsx';
