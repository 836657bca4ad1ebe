/** Orders: the list, the page of one, and what is decided about it. */
export { parseOrderListSearch, parseOrderPageSearch } from './orders.search.ts';
