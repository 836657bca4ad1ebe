/** The door of offers: price, inventory, and the stock that orders move. */
export { findInventory, replaceInventory, type StoredInventory } from './inventory.store.ts';
export { type OfferRoutes, offerHandlers } from './offers.routes.ts';
export { listPurchasable, loadOffers, type Offer, type OfferStock } from './offers.store.ts';
export { type NodeQuantity, type PriceMessage, readInventory, readPrice } from './offers.ts';
export { operatorSkuHandlers } from './operator-skus.routes.ts';
export { findPrice, type StoredPrice, savePrice, type Written } from './prices.store.ts';
export {
  acceptHeld,
  holdStock,
  releaseHeld,
  returnAccepted,
  type StockLine,
  stockKey,
  zeroFeed,
} from './stock.store.ts';
