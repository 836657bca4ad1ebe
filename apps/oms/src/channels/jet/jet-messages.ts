/** Owns what Jet is told about an order: answers, parcels, tags (pages Acknowledge Order, Ship Order, Tag Order). */
import {
  type AcknowledgeMessage,
  acknowledgeMessageErrors,
  acknowledgeRoutes,
  formatWireDate,
  type ItemAcknowledgementStatus,
  type ShipMessage,
  type ShippedItem,
  shipMessageErrors,
  shipRoutes,
  type TagMessage,
  tagRoutes,
} from '@jetway/jet-api';
import type { CancelIntent, IntentDescription, IntentPayload, LineAnswer, ShipIntent, ShippedLine } from '../index.ts';

type ReturnLocation = NonNullable<ShippedLine['returnLocation']>;

/** A message ready to be sent. The same intent gives the same message, to the letter. */
export type JetMessage =
  | { readonly operation: 'acknowledgeOrder'; readonly body: AcknowledgeMessage }
  | { readonly operation: 'shipOrder'; readonly body: ShipMessage }
  | { readonly operation: 'tagOrder'; readonly body: TagMessage };

const itemAnswers: Readonly<Record<LineAnswer, ItemAcknowledgementStatus>> = {
  fulfillable: 'fulfillable',
  'no-inventory': 'nonfulfillable - no inventory',
  'invalid-sku': 'nonfulfillable - invalid merchant SKU',
};

type Answer = {
  readonly altOrderId: string;
  readonly lines: readonly { readonly channelLineId: string; readonly answer: LineAnswer }[];
};

const acknowledgement = (status: string, { altOrderId, lines }: Answer): JetMessage => ({
  operation: 'acknowledgeOrder',
  body: {
    acknowledgement_status: status,
    alt_order_id: altOrderId,
    order_items: lines.map((line) => ({
      order_item_acknowledgement_status: itemAnswers[line.answer],
      order_item_id: line.channelLineId,
    })),
  },
});

/** When no reason was given; the most general of Jet's. */
const OTHER_REASON = 'rejected - other';

export function messageOf(intent: IntentPayload): JetMessage {
  switch (intent.kind) {
    case 'acknowledge':
      return acknowledgement(intent.decision === 'accept' ? 'accepted' : (intent.reason ?? OTHER_REASON), intent);
    case 'ship':
      return parcel(intent);
    case 'cancel':
      return intent.mode === 'reject' ? acknowledgement(intent.reason, intent) : cancelledUnits(intent);
    case 'tag':
      return { operation: 'tagOrder', body: intent.tag === null ? {} : { tag: intent.tag } };
  }
}

const wireDate = (at: number): string => formatWireDate('sevenDigitsZ', at);

const parcel = (intent: ShipIntent): JetMessage => ({
  operation: 'shipOrder',
  body: {
    alt_order_id: intent.altOrderId,
    shipments: [
      {
        alt_shipment_id: intent.altShipmentId,
        shipment_tracking_number: intent.trackingNumber,
        response_shipment_date: wireDate(intent.shippedAt),
        response_shipment_method: intent.method,
        ...(intent.expectedDeliveryAt === undefined
          ? {}
          : { expected_delivery_date: wireDate(intent.expectedDeliveryAt) }),
        ...(intent.shipFromZipCode === null ? {} : { ship_from_zip_code: intent.shipFromZipCode }),
        carrier_pick_up_date: wireDate(intent.pickedUpAt ?? intent.shippedAt),
        carrier: intent.carrier,
        shipment_items: intent.lines.map(shippedItem),
        // Never said to be for want of inventory: Jet would zero the node, and its stock is told by itself.
        ...(intent.redirectNodeId === undefined
          ? {}
          : {
              redirect_notification: {
                redirect_node: intent.redirectNodeId,
                is_redirect_for_zero_inventory: false,
              },
            }),
      },
    ],
  },
});

const shippedItem = (line: ShippedLine): ShippedItem => ({
  alt_shipment_item_id: line.channelLineId,
  merchant_sku: line.merchantSku,
  response_shipment_sku_quantity: line.quantity,
  ...(line.cancelled === undefined ? {} : { response_shipment_cancel_qty: line.cancelled }),
  ...(line.rmaNumber === undefined ? {} : { RMA_number: line.rmaNumber }),
  ...(line.daysToReturn === undefined ? {} : { days_to_return: line.daysToReturn }),
  ...(line.returnLocation === undefined ? {} : { return_location: returnLocation(line.returnLocation) }),
});

const returnLocation = ({ address1, address2, city, state, zipCode }: ReturnLocation) => ({
  address1,
  ...(address2 === undefined ? {} : { address2 }),
  city,
  state,
  zip_code: zipCode,
});

/** A shipped message that ships nothing needs neither carrier, method nor date. */
const cancelledUnits = (intent: Extract<CancelIntent, { readonly mode: 'cancel-units' }>): JetMessage => ({
  operation: 'shipOrder',
  body: {
    alt_order_id: intent.altOrderId,
    shipments: [
      {
        alt_shipment_id: intent.altShipmentId,
        shipment_items: intent.lines.map((line) => ({
          alt_shipment_item_id: line.channelLineId,
          merchant_sku: line.merchantSku,
          response_shipment_cancel_qty: line.quantity,
        })),
      },
    ],
  },
});

const routes = { ...acknowledgeRoutes, ...shipRoutes, ...tagRoutes };

/** What Jet's rules of one message find wrong with it. */
export function faultsOf(intent: IntentPayload): readonly string[] {
  const message = messageOf(intent);
  switch (message.operation) {
    case 'shipOrder':
      return shipMessageErrors(message.body);
    case 'acknowledgeOrder':
      return acknowledgeMessageErrors(message.body);
    case 'tagOrder':
      return [];
  }
}

/** The message as Jet will get it, and what it means in words. */
export function describeIntent(intent: IntentPayload): IntentDescription {
  const { operation, body } = messageOf(intent);
  const route = routes[operation];
  const path = route.path.replace(':orderId', encodeURIComponent(intent.channelOrderId));
  return { ...words(intent), message: { method: route.method, path, body } };
}

function words(intent: IntentPayload): Pick<IntentDescription, 'title' | 'explanation'> {
  switch (intent.kind) {
    case 'acknowledge':
      return intent.decision === 'accept'
        ? { title: 'Accept the order', explanation: 'Jet is told that every item of the order will be shipped.' }
        : rejection(intent.reason ?? OTHER_REASON);
    case 'ship':
      return {
        title: `Ship ${counted(intent.lines)} with ${intent.carrier}`,
        explanation: `Jet is told that ${counted(intent.lines)} left by ${intent.method}, tracking number ${intent.trackingNumber}${alsoCancelled(intent)}.`,
      };
    case 'cancel':
      return intent.mode === 'reject'
        ? rejection(intent.reason)
        : {
            title: `Cancel ${counted(intent.lines)}`,
            explanation: `Jet is told in a shipped message that ${counted(intent.lines)} will not be shipped. Nothing else of the order changes.`,
          };
    case 'tag':
      return intent.tag === null
        ? { title: 'Take the tag away', explanation: 'Jet is told that the order has no tag any more.' }
        : {
            title: `Tag the order “${intent.tag}”`,
            explanation: `Jet keeps “${intent.tag}” as the tag of the order, in place of the one it had.`,
          };
  }
}

const rejection = (reason: string): Pick<IntentDescription, 'title' | 'explanation'> => ({
  title: 'Reject the whole order',
  explanation: `Jet is told "${reason}". The order ends, and nothing of it can be shipped any more.`,
});

/** Units that the same message cancels. */
function alsoCancelled({ lines }: ShipIntent): string {
  const units = lines.map(({ cancelled = 0 }) => ({ quantity: cancelled }));
  return units.some(({ quantity }) => quantity > 0) ? `, and that ${counted(units)} will not be shipped` : '';
}

function counted(lines: readonly { readonly quantity: number }[]): string {
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  return `${units} unit${units === 1 ? '' : 's'}`;
}
