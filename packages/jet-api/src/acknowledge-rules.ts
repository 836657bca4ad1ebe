/** Owns the rules of an acknowledge message that need nothing but the message (page Acknowledge Order). */
import type { AcknowledgeMessage } from './acknowledge.ts';
import { acceptedWithNonfulfillable, MAX_ERRORS, requiredPropertyMissing } from './errors.ts';
import { matchItemAcknowledgementStatus, matchOrderAcknowledgementStatus } from './order-enums.ts';

/**
 * What is wrong with an acknowledge message whose schema holds: Jet's texts, at most 20; empty when nothing is. Not
 * decided here: whether the items are the order's (`orderItemMismatch`, `altOrderItemMismatch`).
 */
export const acknowledgeMessageErrors = (message: AcknowledgeMessage): string[] =>
  [...itemsWithoutId(message), ...acceptedNonfulfillable(message)].slice(0, MAX_ERRORS);

/** An item is named by Jet's id or by the merchant's. */
const itemsWithoutId = ({ order_items: items }: AcknowledgeMessage): string[] =>
  items.flatMap((item, index) =>
    (item.order_item_id ?? '') === '' && (item.alt_order_item_id ?? '') === ''
      ? [requiredPropertyMissing(`/order_items[${index}]/order_item_id`)]
      : [],
  );

/** An order is accepted whole: what cannot be fulfilled is rejected, or cancelled by a shipped message later. */
function acceptedNonfulfillable(message: AcknowledgeMessage): string[] {
  if (matchOrderAcknowledgementStatus(message.acknowledgement_status) !== 'accepted') return [];
  return message.order_items.flatMap((item, index) =>
    matchItemAcknowledgementStatus(item.order_item_acknowledgement_status) === 'fulfillable'
      ? []
      : [acceptedWithNonfulfillable(`/order_items[${index}]/order_item_acknowledgement_status`)],
  );
}
