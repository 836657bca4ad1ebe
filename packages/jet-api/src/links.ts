/** Owns the links in answers: how they are written, and what is read out of one. */

/** An id that stands in an address as it is. */
const PLAIN = /^[\w.~-]*$/;

/** Lists of a thousand links are made of ids that need no encoding; looking takes a third of the time of encoding. */
const inAddress = (id: string): string => (PLAIN.test(id) ? id : encodeURIComponent(id));

/** A link of `sku_urls` (page SKU Link Retrieval): no slash in front, the id percent-encoded. */
export const skuLink = (sku: string): string => `merchant-skus/${inAddress(sku)}`;

/** A link of `order_urls` (page Check for Orders). */
export const orderLink = (orderId: string): string => `/orders/withoutShipmentDetail/${inAddress(orderId)}`;

/** A link of `return_urls`: the address of page Check Return Detail. */
export const returnLink = (returnId: string): string => `/returns/state/${inAddress(returnId)}`;

/** A link of `refund_urls` (page Check for Created Refunds): no slash in front. */
export const refundLink = (refundId: string): string => `refunds/${inAddress(refundId)}`;

/** A link of `settlement_report_urls`. */
export const settlementLink = (settlementId: string): string => `/settlement/report/${inAddress(settlementId)}`;

/** A link of the fulfillment nodes; not documented. */
export const fulfillmentNodeLink = (nodeId: string): string => `/fulfillment-nodes/${inAddress(nodeId)}`;

/** A link of `node_urls` (page Call Taxonomy Nodes). */
export const taxonomyNodeLink = (nodeId: number): string => `/taxonomy/nodes/${nodeId}`;

const SKU_LINK = /(?:^|\/)merchant-skus\/([^/?#]+)\/?$/i;
const ORDER_LINK = /(?:^|\/)orders\/withoutshipmentdetail\/([^/?#]+)\/?$/i;
// Printed both as `/return/state/…` and `/returns/state/…`; refunds as `refunds/…`, read at `/refunds/state/…`.
const RETURN_LINK = /(?:^|\/)returns?\/state\/([^/?#]+)\/?$/i;
const REFUND_LINK = /(?:^|\/)refunds\/(?:state\/)?([^/?#]+)\/?$/i;

/** The SKU id of a link, relative or absolute; undefined when the text is no such link. */
export const skuOfLink = (link: string): string | undefined => idOf(SKU_LINK, link);

/** The order id of a link, relative or absolute; undefined when the text is no such link. */
export const orderIdOfLink = (link: string): string | undefined => idOf(ORDER_LINK, link);

/** The id of the return of a link, relative or absolute; undefined when the text is no such link. */
export const returnIdOfLink = (link: string): string | undefined => idOf(RETURN_LINK, link);

/** The id of the refund of a link, relative or absolute; undefined when the text is no such link. */
export const refundIdOfLink = (link: string): string | undefined => idOf(REFUND_LINK, link);

function idOf(form: RegExp, link: string): string | undefined {
  const encoded = form.exec(link)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    // A malformed percent sign: the text was not made by this API.
    return undefined;
  }
}
