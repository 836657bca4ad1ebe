/** Owns the links in answers: how they are written, and what is read out of one. */

/** A link of `sku_urls` (page SKU Link Retrieval): no slash in front, the id percent-encoded. */
export const skuLink = (sku: string): string => `merchant-skus/${encodeURIComponent(sku)}`;

/** A link of `order_urls` (page Check for Orders). */
export const orderLink = (orderId: string): string => `/orders/withoutShipmentDetail/${encodeURIComponent(orderId)}`;

const SKU_LINK = /(?:^|\/)merchant-skus\/([^/?#]+)\/?$/i;
const ORDER_LINK = /(?:^|\/)orders\/withoutshipmentdetail\/([^/?#]+)\/?$/i;

/** The SKU id of a link, relative or absolute; undefined when the text is no such link. */
export const skuOfLink = (link: string): string | undefined => idOf(SKU_LINK, link);

/** The order id of a link, relative or absolute; undefined when the text is no such link. */
export const orderIdOfLink = (link: string): string | undefined => idOf(ORDER_LINK, link);

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
