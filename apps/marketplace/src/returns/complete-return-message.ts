/** Owns the complete message of a return as it is sent (page Complete Return), and the command it means. */
import { looseEnum, MAX_ID_LENGTH, MAX_ORDER_ITEMS, Quantity } from '@jetway/jet-api';
import { type Cents, centsFromDecimal } from '@jetway/kernel';
import { type Static, Type } from 'typebox';
import { chargeFeedbacks, refundFeedbacks } from './return-words.ts';
import type { CompleteReturnCommand } from './returns.ts';

const OptionalId = Type.Optional(Type.String({ maxLength: MAX_ID_LENGTH }));
const Amount = Type.Number({ minimum: 0, maximum: 1_000_000_000 });

/** Body of a complete message. Rules across fields: `decideCompleteReturn`. */
export const CompleteReturnMessage = Type.Object({
  merchant_order_id: Type.String({ minLength: 1, maxLength: MAX_ID_LENGTH }),
  alt_order_id: OptionalId,
  alt_return_authorization_id: OptionalId,
  agree_to_return_charge: Type.Boolean(),
  return_charge_feedback: Type.Optional(looseEnum(chargeFeedbacks)),
  items: Type.Optional(
    Type.Array(
      Type.Object({
        order_item_id: Type.String({ minLength: 1, maxLength: MAX_ID_LENGTH }),
        alt_order_item_id: OptionalId,
        total_quantity_returned: Quantity,
        order_return_refund_qty: Quantity,
        return_refund_feedback: Type.Optional(looseEnum(refundFeedbacks)),
        notes: Type.Optional(Type.String({ maxLength: 2_000 })),
        refund_amount: Type.Object({ principal: Amount, tax: Amount, shipping_cost: Amount, shipping_tax: Amount }),
      }),
      { maxItems: MAX_ORDER_ITEMS },
    ),
  ),
});
export type CompleteReturnMessage = Static<typeof CompleteReturnMessage>;

const unlessBlank = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** The schema bounds amounts to what is exact in cents. */
function toCents(amount: number): Cents {
  const cents = centsFromDecimal(amount);
  if (cents === undefined) throw new RangeError(`no amount in cents: ${amount}`);
  return cents;
}

/** A message whose schema holds, as a command. */
export const toCompleteReturnCommand = (message: CompleteReturnMessage): CompleteReturnCommand => ({
  orderId: message.merchant_order_id,
  altReturnId: unlessBlank(message.alt_return_authorization_id),
  agreesToCharge: message.agree_to_return_charge,
  chargeFeedback: unlessBlank(message.return_charge_feedback),
  items: (message.items ?? []).map((item) => ({
    orderItemId: item.order_item_id,
    altOrderItemId: unlessBlank(item.alt_order_item_id),
    returned: item.total_quantity_returned,
    refunded: item.order_return_refund_qty,
    feedback: unlessBlank(item.return_refund_feedback),
    notes: unlessBlank(item.notes),
    amount: {
      principalCents: toCents(item.refund_amount.principal),
      taxCents: toCents(item.refund_amount.tax),
      shippingCents: toCents(item.refund_amount.shipping_cost),
      shippingTaxCents: toCents(item.refund_amount.shipping_tax),
    },
  })),
});
