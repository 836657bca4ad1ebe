/**
 * Owns the texts of Jet's errors. Those marked "printed" or "recorded" are exact; the others are worded in their manner.
 * A path is in Jet's form: `/shipments[0]/shipment_items[0]/merchant_sku`.
 */

/** At most so many errors are reported at once. */
export const MAX_ERRORS = 20;

/** Body of every 401 outside /token, recorded. */
export const authorizationDenied = 'Authorization has been denied for this request.';

/** Answer of /authcheck, recorded. */
export const messageAuthorized = 'This message is authorized.';

/** What /token answers to wrong credentials (page Retrieve Token), printed. */
export const badRequest = 'Bad Request';

/** What /token answers to live keys before the checklist on the test account is done. */
export const liveKeysLocked = (missing: readonly string[]): string =>
  `The live keys do not work yet. Missing on the test account: ${missing.join('; ')}.`;

/** No way to tell which product a SKU is (page Verify Processing Success), printed. */
export const identificationMissing =
  'You must supply either an ASIN, at least one standard product code, or a brand and a manufacturer part number';

/** A text followed by where it applies. */
export const at = (text: string, path: string): string => `${text} Path: ${path}`;

/** Recorded. */
export const requiredPropertyMissing = (path: string): string => at('Required property is missing.', path);

export type ValueKind = 'an integer' | 'a number' | 'a string' | 'a boolean' | 'an array' | 'an object' | 'null';

/** Printed for integers (page Ship Order). */
export const valueExpected = (kinds: readonly ValueKind[], path: string): string =>
  at(`The value is expected to be ${kinds.join(' or ')}.`, path);

/** Recorded; the values are parted by commas without blanks. */
export const invalidValue = (values: readonly string[], path: string): string =>
  at(`Invalid value, should be one of [${values.join(',')}].`, path);

export const invalidForm = (path: string): string => at('Invalid value.', path);
export const unknownProperty = (path: string): string => at('Unknown property.', path);
export const valueTooSmall = (least: number, path: string): string =>
  at(`The value is expected to be at least ${least}.`, path);
export const valueTooLarge = (most: number, path: string): string =>
  at(`The value is expected to be at most ${most}.`, path);

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

export const textTooShort = (least: number, path: string): string =>
  at(`The value is expected to have at least ${counted(least, 'character')}.`, path);
export const textTooLong = (most: number, path: string): string =>
  at(`The value is expected to have at most ${counted(most, 'character')}.`, path);
export const arrayTooShort = (least: number, path: string): string =>
  at(`The array is expected to have at least ${counted(least, 'element')}.`, path);
export const arrayTooLong = (most: number, path: string): string =>
  at(`The array is expected to have at most ${counted(most, 'element')}.`, path);

/** Printed for `start_selling_date` (page Verify Processing Success). The name stands in front, a path is added where it is nested. */
export const invalidDate = (name: string, path?: string): string =>
  path === undefined ? `${name} is not a valid date.` : at(`${name} is not a valid date.`, path);

/** Printed for UPC (page Verify Processing Success); its kin are `EAN`, `GTIN-14`, `ISBN-10` and `ISBN-13`. */
export const invalidProductCode = (type: string): string => `Invalid ${type} Code.`;

export const invalidImageUrl = (path: string): string => at('Invalid image URL.', path);
export const imageUrlAsValue = (path: string): string => at('An attribute value cannot be an image URL.', path);
export const imageSlotRepeated = (slot: number, path: string): string =>
  at(`Image slot ${slot} is used more than once.`, path);
export const statementsExclude = (statement: string, path: string): string =>
  at(`'${statement}' cannot be combined with another statement.`, path);

/** Printed (pages Acknowledge Order and Tag Order). */
export const orderItemMismatch = (orderItemId: string): string => `order_item_id doesn't match: "${orderItemId}"`;
export const altOrderItemMismatch = (altOrderItemId: string): string =>
  `alt_order_item_id doesn't match: "${altOrderItemId}"`;
/** The SKU of a shipment item is not in the order. */
export const merchantSkuMismatch = (sku: string): string => `merchant_sku doesn't match: "${sku}"`;

/** An order accepted although one of its items is answered as nonfulfillable. */
export const acceptedWithNonfulfillable = (path: string): string =>
  at('An accepted order cannot have nonfulfillable items.', path);

/** What a caller wants of an order that is not, or no longer, in a status that allows it. */
export const orderStatusMismatch = (wanted: 'acknowledged' | 'shipped', status: string): string =>
  `An order in status '${status}' cannot be ${wanted}.`;
/** Generated orders take more of a SKU than can be bought at the node. */
export const notEnoughOnSale = (sku: string, nodeId: string, wanted: number, available: number): string =>
  `Merchant SKU "${sku}" cannot be bought at fulfillment node "${nodeId}": ${wanted} wanted, ${available} available.`;
/** The order was answered before, and otherwise. */
export const orderAlreadyAnswered = (acknowledgementStatus: string): string =>
  `The order has been acknowledged before as '${acknowledgementStatus}'.`;

export const trackingWithoutUnits = (path: string): string =>
  at('A tracking number requires at least one shipped unit.', path);
export const trackingConcatenated = (path: string): string =>
  at('Only one tracking number is allowed for a shipment.', path);
export const placeholderAddress = (path: string): string =>
  at('A placeholder is not allowed in the return location.', path);
export const jetAddress = (path: string): string => at("The return location cannot be Jet's own address.", path);
/** An alt_shipment_id that stands for another shipment already. */
export const altShipmentIdTaken = (altShipmentId: string): string =>
  `alt_shipment_id is used for another shipment: "${altShipmentId}"`;
/** A date of a shipment that lies before the order was placed. */
export const dateBeforeOrder = (name: string, path: string): string =>
  at(`${name} must be after the order was placed.`, path);

export const unknownFulfillmentNode = (nodeId: string, path: string): string =>
  at(`"${nodeId}" is not a fulfillment node of this merchant.`, path);
export const unknownReturnNode = (nodeId: string, path: string): string =>
  at(`"${nodeId}" is not a return node of this merchant.`, path);
export const unknownBrowseNode = (browseNodeId: number): string =>
  at(`"${browseNodeId}" is not a browse node of the taxonomy.`, '/jet_browse_node_id');

/** A report is asked for about a settlement that the merchant does not have. */
export const settlementMismatch = (settlementId: string): string => `settlement_id doesn't match: "${settlementId}"`;

/** Shipping exceptions (page Shipping Exception Upload). */
export const levelOrMethodMissing = (path: string): string =>
  at('Either service_level or shipping_method must be provided.', path);
/** A charge of something that must not be shipped so. */
export const notWithRestricted = (name: string, path: string): string =>
  at(`${name} should not be provided for a restricted exception.`, path);
export const exclusiveRepeated = (path: string): string =>
  at('There can only be one exclusive exception at a fulfillment node.', path);
export const besideExclusive = (type: string, path: string): string =>
  at(`An exception of type '${type}' cannot be combined with an exclusive one at the same fulfillment node.`, path);
export const notEnabledAtNode = (name: string, nodeId: string, path: string): string =>
  at(`"${name}" is not enabled at fulfillment node "${nodeId}".`, path);
export const allRestricted = (nodeId: string, path: string): string =>
  at(`Not all shipping methods or service levels of fulfillment node "${nodeId}" can be restricted.`, path);

/** Variations (page Variation Upload). */
export const notUploadedSku = (sku: string, path: string): string =>
  at(`"${sku}" is not an uploaded merchant SKU.`, path);
export const brandDiffers = (sku: string, path: string): string =>
  at(`"${sku}" does not have the same brand as the parent SKU.`, path);
export const attributeMissing = (sku: string, attributeId: number, path: string): string =>
  at(`"${sku}" has no value for attribute ${attributeId}.`, path);
/** A parent that names nobody but itself. */
export const childMissing = (path: string): string => at('A child SKU other than the parent is required.', path);

/** Texts of 404. */
export const skuNotFound = (sku: string): string => `Merchant SKU not found: "${sku}"`;
export const orderNotFound = (orderId: string): string => `Order not found: "${orderId}"`;
/** GET of a price that was never set. */
export const priceNotFound = (sku: string): string => `No price has been set for merchant SKU: "${sku}"`;
export const reportNotFound = (reportId: string): string => `Report not found: "${reportId}"`;
export const settlementNotFound = (settlementId: string): string => `Settlement not found: "${settlementId}"`;
/** GET of a variation that was never set. */
export const variationNotFound = (sku: string): string => `No variation has been set for merchant SKU: "${sku}"`;
export const taxonomyNodeNotFound = (nodeId: number): string => `Taxonomy node not found: "${nodeId}"`;
export const fulfillmentNodeNotFound = (nodeId: string): string => `Fulfillment node not found: "${nodeId}"`;
export const pathNotFound = 'The requested resource was not found.';

/** Texts of the server as a whole. */
export const bodyNotJson = 'The body is not valid JSON.';
export const bodyMissing = 'A body is required.';
export const bodyTooLarge = 'The body is too large.';
export const malformedUrl = 'The URL is malformed.';
/** U+0000 or half of a surrogate pair somewhere in the request. */
export const invalidCharacters = (path: string): string => at('The value contains invalid characters.', path);
export const methodNotAllowed = 'The method is not allowed for this resource.';
export const tooManyRequests = 'Too many requests.';
export const internalError = 'Internal server error.';
export const notReady = 'The service is not available at the moment.';

export const returnNotFound = (returnId: string): string => `Return not found: "${returnId}"`;
export const refundNotFound = (refundId: string): string => `Refund not found: "${refundId}"`;
/** A complete message for a return that is in no status for it. */
export const returnStatusMismatch = (status: string): string => `A return in status '${status}' cannot be completed.`;
/** More units than the shopper sends back, or than were shipped. */
export const moreUnitsThanReturned = (most: number, path: string): string =>
  at(`At most ${counted(most, 'unit')} can be returned.`, path);
export const moreUnitsThanShipped = (most: number, path: string): string =>
  at(`At most ${counted(most, 'unit')} of the item ${most === 1 ? 'was' : 'were'} shipped.`, path);
/** A refund above what was paid, in dollars: `12.50`. */
export const moreThanPaid = (paid: string, path: string): string => at(`At most ${paid} was paid for the item.`, path);
/** An alt_refund_id that stands for another refund of the order already. */
export const altRefundIdTaken = (altRefundId: string): string =>
  `alt_refund_id is used for another refund: "${altRefundId}"`;
/** An order of which nothing shipped is left to send back. */
export const nothingToReturn = (orderId: string): string => `The order has nothing that can be returned: "${orderId}"`;

/** `order id X referred in return id Y does not exist`, recorded. */
export const orderOfReturnMissing = (orderId: string, returnId: string): string =>
  `order id ${orderId} referred in return id ${returnId} does not exist`;

/** A place in a file; both numbers count from 1, columns in UTF-16 units. */
export interface FilePosition {
  readonly line: number;
  readonly column: number;
}
/** What is wrong with a file as a whole; in the manner of the printed lines. */
export const fileError = ({ line, column }: FilePosition, message: string): string =>
  `Position ${line}, ${column}: Error: ${message}`;
/** What is wrong with a record (page Verify Processing Success), printed. */
export const recordError = (at: FilePosition, sku: string, message: string): string =>
  fileError(at, `parsing sku '${sku}' ${message}`);

export const fileNotFound = (fileId: string): string => `File not found: "${fileId}"`;
export const fileUrlNotIssued = at('The URL was not issued to this merchant.', '/url');
export const fileNotUploaded = at('No file has been uploaded to this URL.', '/url');
export const fileTooLarge = (maxBytes: number): string => at(`The file is larger than ${maxBytes} bytes.`, '/url');
/** The same upload, said to be another file than before. */
export const fileReceivedBefore = (type: string, name: string): string =>
  at(`The file has been received before as file_type '${type}' with file_name '${name}'.`, '/url');
export const fileReplaced = 'The file was uploaded again after it had been received.';
export const fileGone = 'The file is no longer there.';
export const fileNotGzip = 'The file is not in GZIP format.';
export const fileGzipDamaged = 'The GZIP data is damaged.';
export const fileGzipTruncated = 'The GZIP data ends too early.';
export const fileUnpacksTooLarge = (maxBytes: number): string => `The file unpacks to more than ${maxBytes} bytes.`;
export const fileHasTooMany = (maxRecords: number): string => `The file has more than ${maxRecords} records.`;
export const fileEndsEarly = 'Unexpected end of the file.';
export const fileNotWell = (found: string): string => `Unexpected character '${found}'.`;
/** A record without any property that its file type knows. */
export const recordOfOtherType = (type: string): string => `The record is none of a file of type ${type}.`;
