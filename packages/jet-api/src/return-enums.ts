/** Owns the documented words of returns and refunds: statuses, reasons, and what a merchant says when it refunds less. */
import { createMatcher } from './loose.ts';

/** Statuses of a return (page Check for Returns). */
export const returnStatuses = ['created', 'inprogress', 'completed by merchant'] as const;
export type ReturnStatus = (typeof returnStatuses)[number];
/** A status that the page lists as out of use: no return is in it. */
export const RETIRED_RETURN_STATUS = 'acknowledge';
export const matchReturnStatus = createMatcher(returnStatuses);

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

/** Why a merchant refunds by itself: the reasons of returns, and those that page Create Merchant Initiated Refund adds. */
export const refundReasons = [
  ...returnReasons,
  'Package arrived late',
  'Package arrived after estimated delivery date',
  'Return to Sender - damaged, undeliverable, refused',
  'Return to Sender - lost in transit only',
] as const;

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

/** Statuses of a refund (page Check Refund State). */
export const refundStatuses = [
  'created',
  'processing',
  'accepted',
  'rejected - customer card not valid',
  'rejected - refund conflicts with returns policy',
] as const;
export type RefundStatus = (typeof refundStatuses)[number];

/** Words by which refunds are listed (page Check for Created Refunds). */
export const refundListWords = ['created', 'processing', 'accepted', 'rejected'] as const;
export type RefundListWord = (typeof refundListWords)[number];
export const matchRefundListWord = createMatcher(refundListWords);

/** The statuses that a word of a list stands for: `rejected` for both kinds of rejection. */
export const refundStatusesOfWord: Readonly<Record<RefundListWord, readonly RefundStatus[]>> = {
  created: ['created'],
  processing: ['processing'],
  accepted: ['accepted'],
  rejected: ['rejected - customer card not valid', 'rejected - refund conflicts with returns policy'],
};
