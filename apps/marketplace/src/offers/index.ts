/** The door of offers: price, inventory, archiving, and the stock that orders move. */
export {
  applyArchiveRecords,
  applyInventoryPatchRecords,
  applyInventoryRecords,
  applyPriceRecords,
} from './bulk-offers.ts';
export { findInventory, replaceInventory, type StoredInventory } from './inventory.store.ts';
export { type OfferRoutes, offerHandlers } from './offers.routes.ts';
export {
  listOfferPage,
  listPurchasable,
  loadOffers,
  OFFERS_OF_SKUS,
  type Offer,
  type OfferRow,
  type OfferStock,
  offerFromRow,
} from './offers.store.ts';
export { type NodeQuantity, type PriceMessage, readInventory, readPrice } from './offers.ts';
export { operatorSkuHandlers } from './operator-skus.routes.ts';
export { findPrice, type StoredPrice, savePrice, type Written } from './prices.store.ts';
export {
  acceptHeld,
  HOLD_UNITS,
  holdValues,
  releaseHeld,
  returnAccepted,
  type StockLine,
  stockKey,
  zeroFeed,
} from './stock.store.ts';
