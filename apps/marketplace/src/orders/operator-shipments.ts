/** Owns how a shipment looks to an operator: what the merchant sent, field by field. */
import { parseWireDate, type ShippedShipment } from '@jetway/jet-api';
import type { OperatorOrderDetail } from '@jetway/marketplace-api';
import type { Shipment } from './orders.ts';

type OperatorShipment = OperatorOrderDetail['shipments'][number];

/** Clients send "" for what they have nothing to say about. */
const said = (text: string | undefined): string | null => (text === undefined || text.trim() === '' ? null : text);

export function toOperatorShipment({ id, messageAt, sent: message }: Shipment): OperatorShipment {
  // It went through the schema of the shipped message when it came in.
  const sent = message as ShippedShipment;
  return {
    id,
    altShipmentId: said(sent.alt_shipment_id),
    messageAt,
    trackingNumber: said(sent.shipment_tracking_number),
    carrier: said(sent.carrier),
    method: said(sent.response_shipment_method),
    shippedAt: parseWireDate(sent.response_shipment_date ?? '') ?? null,
    expectedAt: parseWireDate(sent.expected_delivery_date ?? '') ?? null,
    fromZipCode: said(sent.ship_from_zip_code),
    redirectNodeId: sent.redirect_notification?.redirect_node ?? null,
    items: sent.shipment_items.map((item) => ({
      sku: item.merchant_sku,
      shipped: item.response_shipment_sku_quantity ?? 0,
      cancelled: item.response_shipment_cancel_qty ?? 0,
      rma: said(item.RMA_number),
      daysToReturn: item.days_to_return ?? null,
    })),
  };
}
