/** The door of SKUs. */

export { skuHandlers } from './skus.routes.ts';
export { findSku, type StoredSku } from './skus.store.ts';
export { type StatusFacts, skuStatus } from './skus.ts';
export { type Uploaded, type Uploading, uploadSku } from './upload-sku.ts';
