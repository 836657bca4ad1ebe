/** Owns how a refund looks on the merchant API (page Check Refund State). */
import type { RefundMessage, RefundReply } from '@jetway/jet-api';
import type { Order } from '../orders/index.ts';
import type { Refund } from './refunds.ts';

type OrderNames = Pick<Order, 'referenceOrderId' | 'altOrderId'>;

/** An item as it was sent; its schema held when it was taken. */
export const sentItem = (sent: unknown): RefundMessage['items'][number] => sent as RefundMessage['items'][number];

export const toJetRefund = (refund: Refund, order: OrderNames): RefundReply => ({
  refund_authorization_id: refund.id,
  alt_refund_id: refund.altRefundId,
  refund_status: refund.status,
  merchant_order_id: refund.orderId,
  reference_order_id: order.referenceOrderId,
  reference_merchant_order_id: order.referenceOrderId,
  ...(order.altOrderId === null ? {} : { alt_order_id: order.altOrderId }),
  items: refund.items.map(({ sent }) => sentItem(sent)),
});
