/** Owns what a refund message means (page Create Merchant Initiated Refund). */
import type { RefundMessage } from '@jetway/jet-api';
import { centsOf } from '../returns/index.ts';
import type { RefundItemCommand } from './refunds.ts';

/** Clients send "" for what they have nothing to say about. */
const unlessBlank = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** The items of a message whose own rules hold; a component or quantity that is left out counts as 0. */
export const toRefundItems = (message: RefundMessage): readonly RefundItemCommand[] =>
  message.items.map((item) => ({
    orderItemId: unlessBlank(item.order_item_id),
    altOrderItemId: unlessBlank(item.alt_order_item_id),
    returned: item.total_quantity_returned ?? 0,
    refunded: item.order_return_refund_qty ?? 0,
    amount: {
      principalCents: centsOf(item.refund_amount?.principal ?? 0),
      taxCents: centsOf(item.refund_amount?.tax ?? 0),
      shippingCents: centsOf(item.refund_amount?.shipping_cost ?? 0),
      shippingTaxCents: centsOf(item.refund_amount?.shipping_tax ?? 0),
    },
    sent: item,
  }));
