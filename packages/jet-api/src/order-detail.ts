/** Owns the schema of an order as read (page Check Order Details, and recorded answers). */
import { type Static, Type } from 'typebox';
import { openEnum } from './loose.ts';
import {
  itemAcknowledgementStatuses,
  orderAcknowledgementStatuses,
  orderExceptionStates,
  orderStatuses,
} from './order-enums.ts';
import { carriers, serviceLevels, shipmentMethods } from './shipping-enums.ts';

/** Items and shipments of one order; not documented. */
export const MAX_ORDER_ITEMS = 1000;
export const MAX_SHIPMENTS = 1000;
const MAX_ADJUSTMENTS = 100;

/** Longest first name and last name, and the blank between them. */
const MAX_NAME_LENGTH = 255 + 1 + 255;

const Money = Type.Number({ description: 'US dollars' });
const SevenDigitsZ = Type.String({ description: 'Date in the form `2014-07-24T17:00:00.0000000Z`.' });
const Line = Type.String({ maxLength: 255 });

const Person = Type.Object({
  name: Type.String({ maxLength: MAX_NAME_LENGTH }),
  phone_number: Type.Optional(Type.String()),
});

const ShippingTo = Type.Object({
  recipient: Person,
  address: Type.Object({
    address1: Line,
    address2: Type.Optional(Line),
    city: Line,
    state: Type.String({ maxLength: 2 }),
    zip_code: Type.String({ maxLength: 5 }),
  }),
});

const ItemPrice = Type.Object({
  base_price: Money,
  item_tax: Type.Optional(Money),
  item_shipping_cost: Type.Optional(Money),
  item_shipping_tax: Type.Optional(Money),
});

const FeeAdjustments = Type.Array(
  Type.Object({
    adjustment_name: Type.Optional(Type.String()),
    adjustment_type: Type.Optional(Type.String()),
    commission_id: Type.Optional(Type.String()),
    value: Money,
  }),
  { maxItems: MAX_ADJUSTMENTS },
);

/** Over all items and units. */
const OrderTotals = Type.Object({
  item_price: ItemPrice,
  item_fees: Type.Optional(Money),
  fee_adjustments: Type.Optional(FeeAdjustments),
  regulatory_fees: Type.Optional(Money),
});

/** `item_price` is per unit; the fees are for the whole quantity. */
export const OrderItem = Type.Object({
  order_item_id: Type.String(),
  alt_order_item_id: Type.Optional(Type.String()),
  merchant_sku: Type.String(),
  request_order_quantity: Type.Integer(),
  request_order_cancel_qty: Type.Optional(
    Type.Integer({ description: 'Units the customer asked to cancel before shipment.' }),
  ),
  order_item_acknowledgement_status: Type.Optional(openEnum(itemAcknowledgementStatuses)),
  adjustment_reason: Type.Optional(Type.String()),
  item_tax_code: Type.Optional(Type.String()),
  item_price: ItemPrice,
  item_fees: Type.Optional(Money),
  fee_adjustments: Type.Optional(FeeAdjustments),
  price_adjustment: Type.Optional(Money),
  /** The documentation names it and none of its members. */
  tax_info: Type.Optional(Type.Object({})),
  regulatory_fees: Type.Optional(Money),
  product_title: Type.String(),
  url: Type.Optional(Type.String()),
});
export type OrderItem = Static<typeof OrderItem>;

const OrderDetail = Type.Object({
  request_shipping_method: Type.String({ description: 'Free text.' }),
  request_shipping_carrier: Type.String(),
  request_service_level: openEnum(serviceLevels),
  request_ship_by: SevenDigitsZ,
  request_delivery_by: SevenDigitsZ,
});

const ReturnLocation = Type.Object({
  address1: Type.String(),
  address2: Type.Optional(Type.String()),
  city: Type.String(),
  state: Type.String(),
  zip_code: Type.String(),
});

/** What the merchant sent is answered unchanged, dates and their offsets included; what it did not send is left out. */
const ShipmentItem = Type.Object({
  shipment_item_id: Type.String(),
  alt_shipment_item_id: Type.Optional(Type.String()),
  merchant_sku: Type.String(),
  response_shipment_sku_quantity: Type.Optional(Type.Integer()),
  response_shipment_cancel_qty: Type.Optional(Type.Integer()),
  RMA_number: Type.Optional(Type.String()),
  days_to_return: Type.Optional(Type.Integer()),
  return_location: Type.Optional(ReturnLocation),
});

export const Shipment = Type.Object({
  shipment_id: Type.String(),
  alt_shipment_id: Type.Optional(Type.String()),
  shipment_message_date: Type.Optional(
    Type.String({ description: 'When the shipped message was accepted, in the form `2014-06-11T22:00:05Z`.' }),
  ),
  shipment_tracking_number: Type.Optional(Type.String()),
  response_shipment_date: Type.Optional(Type.String()),
  response_shipment_method: Type.Optional(openEnum(shipmentMethods)),
  expected_delivery_date: Type.Optional(Type.String()),
  ship_from_zip_code: Type.Optional(Type.String()),
  carrier: Type.Optional(openEnum(carriers)),
  carrier_pick_up_date: Type.Optional(Type.String()),
  shipment_items: Type.Array(ShipmentItem, { maxItems: MAX_ORDER_ITEMS }),
  redirect_notification: Type.Optional(
    Type.Object({
      redirect_node: Type.String(),
      is_redirect_for_zero_inventory: Type.Optional(Type.Union([Type.Boolean(), Type.String()])),
    }),
  ),
});
export type Shipment = Static<typeof Shipment>;

/** Dates and statuses appear with the state they belong to; `shipments` is there from the beginning, empty at first. */
export const OrderReply = Type.Object({
  merchant_order_id: Type.String(),
  reference_order_id: Type.String({ description: '12 digits; may repeat over time.' }),
  customer_reference_order_id: Type.Optional(Type.String()),
  fulfillment_node: Type.String(),
  alt_order_id: Type.Optional(Type.String()),
  hash_email: Type.String(),
  status: openEnum(orderStatuses),
  exception_state: Type.Optional(openEnum(orderExceptionStates)),
  order_placed_date: SevenDigitsZ,
  order_transmission_date: SevenDigitsZ,
  order_ready_date: Type.Optional(SevenDigitsZ),
  order_acknowledge_date: Type.Optional(SevenDigitsZ),
  acknowledgement_status: Type.Optional(openEnum(orderAcknowledgementStatuses)),
  jet_request_directed_cancel: Type.Optional(
    Type.Boolean({ description: 'The customer asked to cancel units before shipment.' }),
  ),
  has_shipments: Type.Optional(Type.Boolean()),
  order_detail: OrderDetail,
  buyer: Person,
  shipping_to: ShippingTo,
  order_totals: OrderTotals,
  order_items: Type.Array(OrderItem, { maxItems: MAX_ORDER_ITEMS }),
  shipments: Type.Array(Shipment, { maxItems: MAX_SHIPMENTS }),
});
export type OrderReply = Static<typeof OrderReply>;
