/** Owns the rules of complete and refund messages that need nothing but the message. */
import { MAX_ERRORS, requiredPropertyMissing } from './errors.ts';
import type { RefundMessage } from './refunds.ts';
import { matchRefundFeedback } from './return-enums.ts';
import type { CompleteReturnMessage } from './returns.ts';

const isBlank = (text: string | undefined): boolean => text === undefined || text === '';

/** Feedback that says nothing without notes (pages Complete Return and Create Merchant Initiated Refund). */
const needsNotes = (feedback: string | undefined): boolean => {
  const known = matchRefundFeedback(feedback ?? '');
  return known === 'other' || known === 'general adjustment - notes required';
};

/** An item is named by Jet's id or the merchant's. */
const nameErrors = (
  item: { readonly order_item_id?: string; readonly alt_order_item_id?: string },
  index: number,
): string[] =>
  isBlank(item.order_item_id) && isBlank(item.alt_order_item_id)
    ? [requiredPropertyMissing(`/items[${index}]/order_item_id`)]
    : [];

/**
 * What is wrong with a complete message whose schema holds: Jet's texts, at most 20; empty when nothing is. Not decided
 * here: what needs the return, such as whether its items and amounts are right, and whether feedback is missing.
 */
export function completeReturnMessageErrors(message: CompleteReturnMessage): string[] {
  const isDisputedWithoutReason = !message.agree_to_return_charge && isBlank(message.return_charge_feedback);
  return [
    ...(isDisputedWithoutReason ? [requiredPropertyMissing('/return_charge_feedback')] : []),
    ...(message.items ?? []).flatMap((item, index) => [
      ...nameErrors(item, index),
      ...(needsNotes(item.return_refund_feedback) && isBlank(item.notes)
        ? [requiredPropertyMissing(`/items[${index}]/notes`)]
        : []),
    ]),
  ].slice(0, MAX_ERRORS);
}

/** The same of a refund message. */
export const refundMessageErrors = (message: RefundMessage): string[] =>
  message.items
    .flatMap((item, index) => [
      ...nameErrors(item, index),
      ...(needsNotes(item.refund_feedback) && isBlank(item.notes)
        ? [requiredPropertyMissing(`/items[${index}]/notes`)]
        : []),
    ])
    .slice(0, MAX_ERRORS);
