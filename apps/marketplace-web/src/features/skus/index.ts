/** SKUs of an account, as the operator sees them. */

export { usePurchasableSkus } from './skus.queries.ts';
export { parseSkuSearch } from './skus.ts';
