/** Refunds that merchants make. */
export { parseRefundListSearch, parseRefundPageSearch } from './refunds.search.ts';
export { RefundsOfOrder } from './refunds-of-order.tsx';
