/** The door of settlements. */
export { makeSettlement, type NewSettlement } from './make-settlement.ts';
export { type SettlementFeature, settlementFeature } from './settlement.feature.ts';
export { findSettlement } from './settlement.store.ts';
export { settlementDetails } from './settlement-details.ts';
