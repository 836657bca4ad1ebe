/** Owns how an order looks on the merchant API (page Check Order Details, and recorded answers). */
import { formatWireDate, type OrderReply, type ShippedShipment, type Shipment as WireShipment } from '@jetway/jet-api';
import { type Cents, decimalFromCents, type Instant } from '@jetway/kernel';
import type { FeeAdjustment } from '../commissions/index.ts';
import {
  itemFeesCents,
  type Order,
  type OrderItem,
  type Person,
  priceAdjustmentCents,
  type Shipment,
} from './orders.ts';

type WireItem = OrderReply['order_items'][number];
type WireTotals = OrderReply['order_totals'];

const date = (at: Instant): string => formatWireDate('sevenDigitsZ', at);

/** Dates and statuses appear with the state they belong to; what was never set is left out, alt ids are "" instead. */
export function toJetOrder(order: Order): OrderReply {
  return {
    merchant_order_id: order.id,
    reference_order_id: order.referenceOrderId,
    customer_reference_order_id: order.customerReferenceOrderId,
    fulfillment_node: order.nodeId,
    alt_order_id: order.altOrderId ?? '',
    hash_email: order.hashEmail,
    status: order.status,
    ...(order.exceptionState === null ? {} : { exception_state: order.exceptionState }),
    order_placed_date: date(order.placedAt),
    order_transmission_date: date(order.transmittedAt),
    ...(order.readyAt === null ? {} : { order_ready_date: date(order.readyAt) }),
    ...(order.acknowledgedAt === null ? {} : { order_acknowledge_date: date(order.acknowledgedAt) }),
    ...(order.acknowledgementStatus === null ? {} : { acknowledgement_status: order.acknowledgementStatus }),
    jet_request_directed_cancel: order.cancelRequested,
    // Recorded: it stays false even when shipments exist.
    has_shipments: false,
    order_detail: {
      request_shipping_method: order.method,
      request_shipping_carrier: order.carrier,
      request_service_level: order.serviceLevel,
      request_ship_by: date(order.shipByAt),
      request_delivery_by: date(order.deliverByAt),
    },
    buyer: toJetPerson(order.buyer),
    shipping_to: {
      recipient: toJetPerson(order.recipient),
      address: {
        address1: order.recipient.address.address1,
        address2: order.recipient.address.address2,
        city: order.recipient.address.city,
        state: order.recipient.address.state,
        zip_code: order.recipient.address.zipCode,
      },
    },
    order_totals: totalsOf(order),
    order_items: order.items.map((item) => toJetItem(order, item)),
    shipments: order.shipments.map(toJetShipment),
  };
}

const toJetPerson = ({ name, phone }: Person) => (phone === null ? { name } : { name, phone_number: phone });

function toJetItem(order: Order, item: OrderItem): WireItem {
  const adjustment = priceAdjustmentCents(order, item);
  return {
    order_item_id: item.id,
    alt_order_item_id: item.altOrderItemId ?? '',
    merchant_sku: item.sku,
    request_order_quantity: item.ordered,
    request_order_cancel_qty: item.cancelRequested,
    ...(item.acknowledgement === null ? {} : { order_item_acknowledgement_status: item.acknowledgement }),
    item_tax_code: item.taxCode ?? '',
    item_price: pricesOf(item),
    item_fees: decimalFromCents(itemFeesCents(item)),
    fee_adjustments: item.feeAdjustments.map(toJetFee),
    ...(adjustment === undefined ? {} : { price_adjustment: decimalFromCents(adjustment) }),
    regulatory_fees: decimalFromCents(item.regulatoryFeesCents),
    product_title: item.title,
    url: item.imageUrl ?? '',
  };
}

const toJetFee = (fee: FeeAdjustment) => ({
  adjustment_name: fee.name,
  adjustment_type: fee.type,
  commission_id: fee.commissionId,
  value: decimalFromCents(fee.valueCents),
});

const pricesOf = (cents: Pick<OrderItem, 'priceCents' | 'taxCents' | 'shippingCents' | 'shippingTaxCents'>) => ({
  base_price: decimalFromCents(cents.priceCents),
  item_tax: decimalFromCents(cents.taxCents),
  item_shipping_cost: decimalFromCents(cents.shippingCents),
  item_shipping_tax: decimalFromCents(cents.shippingTaxCents),
});

/** Unit prices times quantities; fees are for the whole quantity already. */
function totalsOf({ items }: Order): WireTotals {
  const times = (of: (item: OrderItem) => Cents): Cents =>
    items.reduce((sum, item) => sum + of(item) * item.ordered, 0);
  return {
    item_price: pricesOf({
      priceCents: times((item) => item.priceCents),
      taxCents: times((item) => item.taxCents),
      shippingCents: times((item) => item.shippingCents),
      shippingTaxCents: times((item) => item.shippingTaxCents),
    }),
    item_fees: decimalFromCents(items.reduce((sum, item) => sum + itemFeesCents(item), 0)),
    fee_adjustments: sumFees(items.flatMap((item) => item.feeAdjustments)).map(toJetFee),
    regulatory_fees: decimalFromCents(items.reduce((sum, item) => sum + item.regulatoryFeesCents, 0)),
  };
}

/** Adjustments of the same name, type and commission are one of the sum. */
function sumFees(fees: readonly FeeAdjustment[]): FeeAdjustment[] {
  const sums = new Map<string, FeeAdjustment>();
  for (const fee of fees) {
    const key = JSON.stringify([fee.name, fee.type, fee.commissionId]);
    sums.set(key, { ...fee, valueCents: fee.valueCents + (sums.get(key)?.valueCents ?? 0) });
  }
  return [...sums.values()];
}

/** What the merchant sent, unchanged, with our ids and the date of the message. */
function toJetShipment(shipment: Shipment): WireShipment {
  const sent = shipment.sent as ShippedShipment;
  return {
    shipment_id: shipment.id,
    ...pick(sent, ['alt_shipment_id']),
    shipment_message_date: formatWireDate('wholeSecondsZ', shipment.messageAt),
    ...pick(sent, [
      'shipment_tracking_number',
      'response_shipment_date',
      'response_shipment_method',
      'expected_delivery_date',
      'ship_from_zip_code',
      'carrier',
      'carrier_pick_up_date',
    ]),
    shipment_items: sent.shipment_items.map((item, index) => ({
      shipment_item_id: shipment.itemIds[index] ?? '',
      merchant_sku: item.merchant_sku,
      ...pick(item, [
        'alt_shipment_item_id',
        'response_shipment_sku_quantity',
        'response_shipment_cancel_qty',
        'RMA_number',
        'days_to_return',
        'return_location',
      ]),
    })),
    ...pick(sent, ['redirect_notification']),
  };
}

/** Those of the properties that are there. */
function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  const present = names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]);
  return Object.fromEntries(present) as Pick<T, K>;
}
