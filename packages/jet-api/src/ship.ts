/** Owns the contract of the shipped message: units shipped and units cancelled (page Ship Order). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { requestBodies } from './example.ts';
import { FulfillmentNodeId, MAX_ID_LENGTH, OrderParams, Quantity } from './fields.ts';
import { BooleanWord, looseEnum } from './loose.ts';
import { MAX_ORDER_ITEMS, MAX_SHIPMENTS } from './order-detail.ts';
import { thingRefusals } from './replies.ts';
import { shipExamples } from './ship.examples.ts';
import { carriers, shipmentMethods } from './shipping-enums.ts';

/** Clients send "" for what they have nothing to say about; it is kept and answered, and counts as left out. */
const blank = { alsoAccept: [''] } as const;

const Text = Type.Optional(Type.String({ maxLength: MAX_ID_LENGTH }));
/** Kept and answered as sent; the form is a rule: see `ship-rules.ts`. */
const DateText = Type.Optional(Type.String({ maxLength: 64 }));
const AddressLine = Type.String({ minLength: 1, maxLength: 255 });

const ShippedItem = Type.Object({
  alt_shipment_item_id: Text,
  merchant_sku: Type.String({ minLength: 1, maxLength: MAX_ID_LENGTH }),
  response_shipment_sku_quantity: Type.Optional(Quantity),
  response_shipment_cancel_qty: Type.Optional(Quantity),
  RMA_number: Text,
  days_to_return: Type.Optional(Quantity),
  return_location: Type.Optional(
    Type.Object({
      address1: AddressLine,
      address2: Type.Optional(Type.String({ maxLength: 255 })),
      city: AddressLine,
      state: AddressLine,
      zip_code: AddressLine,
    }),
  ),
});
export type ShippedItem = Static<typeof ShippedItem>;

const ShippedShipment = Type.Object({
  alt_shipment_id: Text,
  shipment_tracking_number: Text,
  response_shipment_date: DateText,
  response_shipment_method: Type.Optional(looseEnum(shipmentMethods, blank)),
  expected_delivery_date: DateText,
  ship_from_zip_code: Text,
  carrier: Type.Optional(looseEnum(carriers, blank)),
  carrier_pick_up_date: DateText,
  shipment_items: Type.Array(ShippedItem, { minItems: 1, maxItems: MAX_ORDER_ITEMS }),
  redirect_notification: Type.Optional(
    Type.Object({
      redirect_node: FulfillmentNodeId,
      is_redirect_for_zero_inventory: Type.Optional(Type.Union([Type.Boolean(), BooleanWord])),
    }),
  ),
});
export type ShippedShipment = Static<typeof ShippedShipment>;

/** Body of a shipped message. Rules across fields: `shipMessageErrors`. */
export const ShipMessage = Type.Object({
  alt_order_id: Text,
  shipments: Type.Array(ShippedShipment, { minItems: 1, maxItems: MAX_SHIPMENTS }),
});
export type ShipMessage = Static<typeof ShipMessage>;

export const shipRoutes = defineRoutes({
  shipOrder: {
    method: 'PUT',
    path: '/orders/:orderId/shipped',
    summary: 'Report units of an order as shipped or cancelled',
    tags: ['Orders'],
    auth: 'account',
    params: OrderParams,
    body: ShipMessage,
    examples: requestBodies(shipExamples, 'shipOrder'),
    replies: { 204: null, ...thingRefusals },
  },
});
