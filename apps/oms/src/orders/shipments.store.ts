/** Owns the SQL of shipments: parcels, and cancellations told like one. Written once, never changed. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import type { IntentState } from './intents.ts';
import type { NewShipment } from './work.ts';

const insert = statement(
  'shipmentInsert',
  `insert into oms.shipments (organization_id, shipment_id, order_id, intent_id, alt_shipment_id, carrier, method,
     tracking_number, shipped_at, lines, created_at, created_by, request_id, picked_up_at, expected_delivery_at,
     ship_from_zip_code)
   select $1, w.shipment_id, $2, w.intent_id, w.shipment_id, w.carrier, w.method, w.tracking_number, w.shipped_at,
     w.lines, $10, $11, $12, w.picked_up_at, w.expected_delivery_at, w.ship_from_zip_code
   from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::jsonb[], $13::bigint[],
       $14::bigint[], $15::text[])
     as w(shipment_id, intent_id, carrier, method, tracking_number, shipped_at, lines, picked_up_at,
       expected_delivery_at, ship_from_zip_code)`,
);

/** A shipment's own id is the one that the channel is told. */
export async function insertShipments(
  tx: Handle,
  organizationId: string,
  orderId: string,
  shipments: readonly NewShipment[],
  by: Actor,
  now: Instant,
): Promise<void> {
  if (shipments.length === 0) return;
  await insert(tx, [
    organizationId,
    orderId,
    shipments.map((one) => one.shipmentId),
    shipments.map((one) => one.intentId),
    shipments.map((one) => one.carrier),
    shipments.map((one) => one.method),
    shipments.map((one) => one.trackingNumber),
    shipments.map((one) => one.shippedAt),
    shipments.map((one) => JSON.stringify(one.lines)),
    now,
    by.actor,
    by.requestId,
    shipments.map((one) => one.pickedUpAt),
    shipments.map((one) => one.expectedDeliveryAt),
    shipments.map((one) => one.shipFromZipCode),
  ]);
}

const listAlt = statement<{ alt_shipment_id: string }>(
  'shipmentListAlt',
  'select alt_shipment_id from oms.shipments where organization_id = $1 and order_id = $2 order by created_at',
);

/** Our ids of an order's shipments, as told to the channel. */
export async function listAltShipmentIds(
  handle: Handle,
  organizationId: string,
  orderId: string,
): Promise<readonly string[]> {
  return (await listAlt(handle, [organizationId, orderId])).map((row) => row.alt_shipment_id);
}

/** A shipment with how far the message about it got. */
export interface ShipmentRow extends NewShipment {
  readonly altShipmentId: string;
  readonly state: IntentState;
}

const list = statement<{
  shipment_id: string;
  alt_shipment_id: string;
  intent_id: string;
  state: IntentState;
  carrier: string | null;
  method: string | null;
  tracking_number: string | null;
  shipped_at: number | null;
  picked_up_at: number | null;
  expected_delivery_at: number | null;
  ship_from_zip_code: string | null;
  lines: NewShipment['lines'];
}>(
  'shipmentList',
  `select s.shipment_id, s.alt_shipment_id, s.intent_id, i.state, s.carrier, s.method, s.tracking_number, s.shipped_at,
     s.picked_up_at, s.expected_delivery_at, s.ship_from_zip_code, s.lines
   from oms.shipments s
   join oms.intents i on i.organization_id = s.organization_id and i.intent_id = s.intent_id
   where s.organization_id = $1 and s.order_id = $2
   order by i.seq limit $3`,
);

/** An order's shipments in the order they were made. */
export async function listShipments(
  handle: Handle,
  organizationId: string,
  orderId: string,
  limit: number,
): Promise<readonly ShipmentRow[]> {
  const rows = await list(handle, [organizationId, orderId, limit]);
  return rows.map((row) => ({
    shipmentId: row.shipment_id,
    altShipmentId: row.alt_shipment_id,
    intentId: row.intent_id,
    state: row.state,
    carrier: row.carrier,
    method: row.method,
    trackingNumber: row.tracking_number,
    shippedAt: row.shipped_at,
    pickedUpAt: row.picked_up_at,
    expectedDeliveryAt: row.expected_delivery_at,
    shipFromZipCode: row.ship_from_zip_code,
    lines: row.lines,
  }));
}
