/** Owns the documented words of returns: statuses, reasons, and what a merchant says when it refunds less. */
import { createMatcher } from '@jetway/jet-api';

/** Statuses of a return (page Check for Returns). */
export const returnStatuses = ['created', 'inprogress', 'completed by merchant'] as const;
export type ReturnStatus = (typeof returnStatuses)[number];

/** Why a shopper returns something: the list of page Check Return Detail, then the older wording of pages and examples. */
export const returnReasons = [
  'No longer want this item',
  'Received the wrong item',
  'Website description is inaccurate',
  'Product is defective / does not work',
  'Item arrived damaged - box intact',
  'Item arrived damaged - box damaged',
  'Package never arrived',
  'Wrong quantity received',
  'Better price found elsewhere',
  'Unauthorized purchase',
  'Item is missing parts / accessories',
  'Item is refurbished',
  'Item is expired',
  'Item does not fit',
  'received wrong item than what was ordered',
  'accidental order',
  'item is damaged/broken',
  'item is defective/does not work properly',
  'shipping box and item are both damaged',
  'item was different than website description',
  'package arrived later than promised delivery date',
  'unwanted gift',
  'better price available',
  'no longer need/want',
] as const;
export const matchReturnReason = createMatcher(returnReasons);

/** Why less than what was asked for is refunded (page Complete Return), and values recorded in 2018. */
export const refundFeedbacks = [
  'other',
  'item damaged',
  'not shipped in original packaging',
  'customer opened item',
  'general adjustment - notes required',
  'Item is missing parts/accessories',
  'Wrong Item',
  'Returned outside window',
  'Restocking fee',
  'Rerouting fee',
  'Items not received',
  'Refunded minus shipping cost',
] as const;
export const matchRefundFeedback = createMatcher(refundFeedbacks);

/** Why the merchant disputes the return charge (page Complete Return). */
export const chargeFeedbacks = [
  'other',
  'outsideMerchantPolicy',
  'notMerchantError',
  'wrongItem',
  'fraud',
  'returnedOutsideWindow',
] as const;
