/** Owns how a return looks on the merchant API (page Check Return Detail, and recorded answers). */
import { formatWireDate, type ReturnReply } from '@jetway/jet-api';
import { type Cents, decimalFromCents } from '@jetway/kernel';
import type { Order } from '../orders/index.ts';
import type { RefundAmount, ReportedRefund, Return, ReturnLine } from './returns.ts';

/** Until the merchant has reported, its items are empty and it agrees to nothing; what was never set is left out. */
export function toJetReturn(ret: Return, order: Order): ReturnReply {
  const altOrderId = ret.altOrderId ?? order.altOrderId;
  return {
    merchant_return_authorization_id: ret.id,
    reference_return_authorization_id: ret.referenceId,
    ...(ret.altReturnId === null ? {} : { alt_return_authorization_id: ret.altReturnId }),
    merchant_order_id: ret.orderId,
    reference_order_id: order.referenceOrderId,
    ...(altOrderId === null ? {} : { alt_order_id: altOrderId }),
    return_status: ret.status,
    refund_without_return: ret.refundWithoutReturn,
    return_date: formatWireDate('sevenDigitsZ', ret.openedAt),
    ...(ret.completedAt === null ? {} : { completed_date: formatWireDate('wholeSecondsZ', ret.completedAt) }),
    ...(ret.carrier === null ? {} : { shipping_carrier: ret.carrier }),
    ...(ret.trackingNumber === null ? {} : { tracking_number: ret.trackingNumber }),
    merchant_return_charge: decimalFromCents(ret.chargeCents),
    agree_to_return_charge: ret.agreesToCharge ?? false,
    ...(ret.chargeFeedback === null ? {} : { return_charge_feedback: ret.chargeFeedback }),
    return_location: ret.locations.map(({ zipCode, ...address }) => ({ ...address, zip_code: zipCode })),
    return_merchant_SKUs: ret.lines.map((line) => toReturnedSku(line, order)),
    items: ret.refunds.map(toReportedItem),
  };
}

function toReturnedSku(line: ReturnLine, order: Order): ReturnReply['return_merchant_SKUs'][number] {
  const item = order.items.find(({ id }) => id === line.orderItemId);
  const { requested } = line;
  return {
    order_item_id: line.orderItemId,
    ...(item?.altOrderItemId == null ? {} : { alt_order_item_id: item.altOrderItemId }),
    merchant_sku: item?.sku ?? '',
    merchant_sku_title: item?.title ?? '',
    return_quantity: line.quantity,
    reason: line.reason,
    requested_refund_amount: {
      principal: decimalFromCents(requested.principalCents),
      tax: decimalOrNull(requested.taxCents),
      shipping_cost: decimalFromCents(requested.shippingCents),
      shipping_tax: decimalOrNull(requested.shippingTaxCents),
    },
  };
}

const decimalOrNull = (cents: Cents | null): number | null => (cents === null ? null : decimalFromCents(cents));

const toReportedItem = (refund: ReportedRefund): NonNullable<ReturnReply['items']>[number] => ({
  order_item_id: refund.orderItemId,
  ...(refund.altOrderItemId === null ? {} : { alt_order_item_id: refund.altOrderItemId }),
  total_quantity_returned: refund.returned,
  order_return_refund_qty: refund.refunded,
  ...(refund.feedback === null ? {} : { return_refund_feedback: refund.feedback }),
  ...(refund.notes === null ? {} : { notes: refund.notes }),
  refund_amount: toWireAmount(refund.amount),
});

const toWireAmount = (amount: RefundAmount) => ({
  principal: decimalFromCents(amount.principalCents),
  tax: decimalFromCents(amount.taxCents),
  shipping_cost: decimalFromCents(amount.shippingCents),
  shipping_tax: decimalFromCents(amount.shippingTaxCents),
});
