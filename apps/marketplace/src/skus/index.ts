/** The door of SKUs. */
export {
  IS_PRICED_SQL,
  IS_STOCKED_SQL,
  type Listing,
  type SkuStatus,
  type StatusFacts,
  skuStatus,
} from './listing.ts';
export {
  hasContradictoryCodes,
  type IdentifierKind,
  identifiersOf,
  type ProductIdentifier,
} from './product-identity.ts';
export { serveSkuExport } from './sku-export.ts';
export { skuListHandlers } from './sku-lists.routes.ts';
export { createReadSku, type ReadExceptions, type ReadSku, skuHandlers } from './skus.routes.ts';
export { findSku, type StoredSku } from './skus.store.ts';
export { type CategoryVerdict, isTooGeneral, missingData, type SkuContent } from './skus.ts';
export { applySkuRecords, applySkuV2Records, type Uploaded, type Uploading, uploadSku } from './upload-skus.ts';
