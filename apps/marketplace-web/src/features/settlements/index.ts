/** Settlements of an account. */
export { parseSettlementSearch } from './settlements.ts';
