/** Orders of an account. */

export { parseOrderListSearch } from './orders.search.ts';
export { orderKeys, statusName } from './orders.ts';
