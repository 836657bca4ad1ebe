/** Orders of an account. */

export { parseOrderListSearch, parseOrderPageSearch } from './orders.search.ts';
export { statusName } from './orders.ts';
