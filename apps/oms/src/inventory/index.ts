/** SKUs and kits, stock by location with its ledger, reservations, and what channels should show of it. */

export {
  adjustStocks,
  readStockLevels,
  type StockChange,
  type StockChangeRefused,
  type StockLevel,
} from './bulk-adjust.store.ts';
export {
  type DueStock,
  ensureDesiredStock,
  type FailedStock,
  markAllStockDue,
  markStockDue,
  recordStockConfirmed,
  recordStockFailed,
  recordStockSent,
  type SentStock,
  stockChannel,
  takeDueStock,
} from './desired-stock.store.ts';
export {
  type FileKey,
  gatherStock,
  markFailedStockDue,
  refuseFileStock,
  STOCK_FILE_PAGE,
  settleStockPage,
  writeStockPage,
} from './desired-stock-files.store.ts';
export {
  countWaitingStock,
  type DesiredStock,
  listWaitingStock,
  readDesiredStock,
  skusInFlight,
  type WaitingStock,
} from './desired-stock-reads.store.ts';
export { followRuleChanges } from './follow-rules.ts';
export { type InventoryDeps, inventoryFeature } from './inventory.routes.ts';
export type { StockConnection } from './items.ts';
export {
  type LineUnits,
  listReservations,
  type OpenReservation,
  type ReserveLine,
  releaseReservations,
  reserve,
  shipReserved,
} from './reservations.store.ts';
export { ruleChangesChannel } from './rule-changes.store.ts';
export { makeSkus, type SkuWithStock } from './save-sku.ts';
export { skuSettingsFeature } from './sku-settings.routes.ts';
export { findSkus, loadSku, rememberAlias } from './skus.store.ts';
export type { FoundSku, SkuRow } from './skus.ts';
export { type Availability, adjustStock, cover } from './stock.store.ts';
export { stockRulesFeature } from './stock-rules.routes.ts';
