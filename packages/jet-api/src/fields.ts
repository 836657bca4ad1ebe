/** Owns the fields that several areas share, and the bounds that the documentation leaves open. */
import { Type } from 'typebox';

/** Merchant SKU of a path: 1 to 64 characters (page SKU Upload), percent-encoded by the client. */
export const SkuParams = Type.Object({
  sku: Type.String({ minLength: 1, maxLength: 64, description: "The merchant's own id of the SKU." }),
});

/** An order of a path: merchant_order_id; reference_order_id and alt_order_id are taken too. */
export const OrderParams = Type.Object({
  orderId: Type.String({ minLength: 1, maxLength: 255, description: "Jet's id of the order." }),
});

/** Nodes of one merchant; not documented. */
export const MAX_NODES = 1000;
/** Longest id or name that a merchant supplies, where the documentation gives no length. */
export const MAX_ID_LENGTH = 255;

/** Opaque: only membership is checked, by the server. */
export const FulfillmentNodeId = Type.String({ minLength: 1, maxLength: MAX_ID_LENGTH });

/** US dollars, at least one cent. The upper bound is ours: it keeps every sum in whole cents exact. */
export const Price = Type.Number({ minimum: 0.01, maximum: 1_000_000_000 });

/** Units; the upper bound is the largest 32-bit integer. */
export const Quantity = Type.Integer({ minimum: 0, maximum: 2_147_483_647 });

/** A 64-bit id of the taxonomy, greater than 0; bounded to what a JSON number carries exactly. */
export const TaxonomyId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
