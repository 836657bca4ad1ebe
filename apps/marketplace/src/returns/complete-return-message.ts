/** Owns what a complete message means (page Complete Return). */
import type { CompleteReturnMessage } from '@jetway/jet-api';
import { type Cents, centsFromDecimal } from '@jetway/kernel';
import type { CompleteReturnCommand } from './returns.ts';

/** Clients send "" for what they have nothing to say about. */
const unlessBlank = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** @throws RangeError beyond what the schema allows */
export function centsOf(amount: number): Cents {
  const cents = centsFromDecimal(amount);
  if (cents === undefined) throw new RangeError(`no amount in cents: ${amount}`);
  return cents;
}

/** A message whose own rules hold, as a command. Feedback and notes stay as they were sent. */
export const toCompleteReturnCommand = (message: CompleteReturnMessage): CompleteReturnCommand => ({
  orderId: message.merchant_order_id,
  altReturnId: unlessBlank(message.alt_return_authorization_id),
  altOrderId: unlessBlank(message.alt_order_id),
  agreesToCharge: message.agree_to_return_charge,
  chargeFeedback: message.return_charge_feedback ?? null,
  items: (message.items ?? []).map((item) => ({
    orderItemId: unlessBlank(item.order_item_id),
    altOrderItemId: item.alt_order_item_id ?? null,
    returned: item.total_quantity_returned,
    refunded: item.order_return_refund_qty,
    feedback: item.return_refund_feedback ?? null,
    notes: item.notes ?? null,
    amount: {
      principalCents: centsOf(item.refund_amount.principal),
      taxCents: centsOf(item.refund_amount.tax),
      shippingCents: centsOf(item.refund_amount.shipping_cost),
      shippingTaxCents: centsOf(item.refund_amount.shipping_tax),
    },
  })),
});
