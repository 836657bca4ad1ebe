/** Owns the SQL of orders and their lines: made once, locked, loaded, changed. */
import type { Instant } from '@jetway/kernel';
import type { OrderStatus } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { ChannelAddress } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { listReservations } from '../inventory/index.ts';
import { type HoldColumns, toHold } from '../order-desk/index.ts';
import { listIntents } from './intents.store.ts';
import { type Order, type OrderLine, type OrderState, openStatuses } from './orders.ts';
import { listAltShipmentIds } from './shipments.store.ts';

interface OrderRecord extends HoldColumns {
  order_id: string;
  connection_id: string;
  channel_order_id: string;
  reference_number: string;
  status: OrderStatus;
  channel_status: string;
  exception_state: string | null;
  acknowledgement_status: string | null;
  node_id: string;
  placed_at: number;
  channel_placed_at: number;
  ready_at: number | null;
  acknowledge_by_at: number | null;
  ship_by_at: number | null;
  alarm_at: number | null;
  ship_to: ChannelAddress;
  channel_ship_to: ChannelAddress | null;
  ship_to_version: number;
  hold_due_at: number | null;
  foreign_shipments: string[];
  raw_hash: string;
  read_at: number;
  erased_at: number | null;
  version: number;
}

const columns = `order_id, connection_id, channel_order_id, reference_number, status, channel_status, exception_state,
  acknowledgement_status, node_id, placed_at, channel_placed_at, ready_at, acknowledge_by_at, ship_by_at,
  alarm_at, ship_to, channel_ship_to, ship_to_version, held_at, held_by, hold_reason, hold_until_at, hold_due_at,
  foreign_shipments, raw_hash, read_at, erased_at, version`;

const toOrder = (organizationId: string, row: OrderRecord): Order => ({
  organizationId,
  orderId: row.order_id,
  connectionId: row.connection_id,
  channelOrderId: row.channel_order_id,
  referenceNumber: row.reference_number,
  status: row.status,
  channelStatus: row.channel_status,
  exceptionState: row.exception_state,
  acknowledgementStatus: row.acknowledgement_status,
  nodeId: row.node_id,
  shipToZipCode: row.ship_to.zipCode,
  placedAt: row.placed_at,
  channelPlacedAt: row.channel_placed_at,
  readyAt: row.ready_at,
  acknowledgeByAt: row.acknowledge_by_at,
  shipByAt: row.ship_by_at,
  alarmAt: row.alarm_at,
  shipTo: row.ship_to,
  channelShipTo: row.channel_ship_to,
  shipToVersion: row.ship_to_version,
  hold: toHold(row),
  holdDueAt: row.hold_due_at,
  foreignShipments: row.foreign_shipments,
  rawHash: row.raw_hash,
  readAt: row.read_at,
  erasedAt: row.erased_at,
  version: row.version,
});

const load = statement<OrderRecord>(
  'orderLoad',
  `select ${columns} from oms.orders where organization_id = $1 and order_id = $2`,
);

const lock = statement<OrderRecord>(
  'orderLock',
  `select ${columns} from oms.orders where organization_id = $1 and order_id = $2 for update`,
);

const lockByChannel = statement<OrderRecord>(
  'orderLockByChannel',
  `select ${columns} from oms.orders
   where organization_id = $1 and connection_id = $2 and channel_order_id = $3 for update`,
);

interface LineRecord {
  line_id: string;
  channel_line_id: string;
  merchant_sku: string;
  sku_id: string | null;
  location_id: string | null;
  ordered: number;
  shipped: number;
  cancelled: number;
  cancel_requested: number;
  cancel_declined: number;
}

const loadLines = statement<LineRecord>(
  'orderLineList',
  `select line_id, channel_line_id, merchant_sku, sku_id, location_id, ordered, shipped, cancelled, cancel_requested,
     cancel_declined
   from oms.order_lines where organization_id = $1 and order_id = $2 order by position`,
);

async function withParts(
  handle: Handle,
  organizationId: string,
  row: OrderRecord | undefined,
): Promise<OrderState | undefined> {
  if (row === undefined) return undefined;
  const lines = await loadLines(handle, [organizationId, row.order_id]);
  const reservations = await listReservations(handle, organizationId, [row.order_id]);
  const held = new Map<string, number>();
  for (const { lineId, quantity } of reservations) held.set(lineId, (held.get(lineId) ?? 0) + quantity);
  return {
    order: toOrder(organizationId, row),
    lines: lines.map((line) => ({
      lineId: line.line_id,
      channelLineId: line.channel_line_id,
      merchantSku: line.merchant_sku,
      skuId: line.sku_id,
      locationId: line.location_id,
      ordered: line.ordered,
      shipped: line.shipped,
      cancelled: line.cancelled,
      cancelRequested: line.cancel_requested,
      cancelDeclined: line.cancel_declined,
      held: held.get(line.line_id) ?? 0,
    })),
    intents: await listIntents(handle, organizationId, row.order_id),
    altShipmentIds: await listAltShipmentIds(handle, organizationId, row.order_id),
  };
}

/** An order with its parts; undefined when the organization has none with this id. */
export async function loadOrder(
  handle: Handle,
  organizationId: string,
  orderId: string,
): Promise<OrderState | undefined> {
  const [row] = await load(handle, [organizationId, orderId]);
  return withParts(handle, organizationId, row);
}

/** The same, and nobody else changes it until `tx` ends. Every change of an order begins with this. */
export async function lockOrder(tx: Handle, organizationId: string, orderId: string): Promise<OrderState | undefined> {
  const [row] = await lock(tx, [organizationId, orderId]);
  return withParts(tx, organizationId, row);
}

/** The same by the channel's id of it. */
export async function lockChannelOrder(
  tx: Handle,
  organizationId: string,
  connectionId: string,
  channelOrderId: string,
): Promise<OrderState | undefined> {
  const [row] = await lockByChannel(tx, [organizationId, connectionId, channelOrderId]);
  return withParts(tx, organizationId, row);
}

const save = statement(
  'orderSave',
  `update oms.orders set status = $3, channel_status = $4, exception_state = $5, acknowledgement_status = $6,
     alarm_at = $7, foreign_shipments = $8::text[], raw = coalesce($9::jsonb, raw), raw_hash = $10,
     read_at = greatest(read_at, $11), version = version + 1, updated_at = $12, updated_by = $13, request_id = $14,
     ship_to = $15::jsonb, channel_ship_to = $16::jsonb, ship_to_version = $17, held_at = $18, held_by = $19,
     hold_reason = $20, hold_until_at = $21, hold_due_at = $22
   where organization_id = $1 and order_id = $2`,
);

/** Writes an order that changed, with who did it; `raw` only when there is a newer one. */
export async function saveOrder(tx: Handle, order: Order, raw: unknown, by: Actor, now: Instant): Promise<void> {
  await save(tx, [
    order.organizationId,
    order.orderId,
    order.status,
    order.channelStatus,
    order.exceptionState,
    order.acknowledgementStatus,
    order.alarmAt,
    order.foreignShipments,
    raw === undefined ? null : JSON.stringify(raw),
    order.rawHash,
    order.readAt,
    now,
    by.actor,
    by.requestId,
    JSON.stringify(order.shipTo),
    order.channelShipTo === null ? null : JSON.stringify(order.channelShipTo),
    order.shipToVersion,
    order.hold?.at ?? null,
    order.hold?.actor ?? null,
    order.hold?.reason ?? null,
    order.hold?.until ?? null,
    order.holdDueAt,
  ]);
}

const markRead = statement(
  'orderMarkRead',
  'update oms.orders set read_at = greatest(read_at, $3) where organization_id = $1 and order_id = $2',
);

/** The channel was asked and nothing changed. */
export async function recordRead(tx: Handle, order: Order): Promise<void> {
  await markRead(tx, [order.organizationId, order.orderId, order.readAt]);
}

const saveParts = statement(
  'orderLineSave',
  `update oms.order_lines l set sku_id = w.sku_id, location_id = w.location_id, shipped = w.shipped,
     cancelled = w.cancelled, cancel_requested = w.cancel_requested,
     cancel_declined = w.cancel_declined
   from unnest($3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $8::int[], $9::int[])
     as w(line_id, sku_id, location_id, shipped, cancelled, cancel_requested, cancel_declined)
   where l.organization_id = $1 and l.order_id = $2 and l.line_id = w.line_id`,
);

export async function saveLines(tx: Handle, order: Order, lines: readonly OrderLine[]): Promise<void> {
  if (lines.length === 0) return;
  await saveParts(tx, [
    order.organizationId,
    order.orderId,
    lines.map((line) => line.lineId),
    lines.map((line) => line.skuId),
    lines.map((line) => line.locationId),
    lines.map((line) => line.shipped),
    lines.map((line) => line.cancelled),
    lines.map((line) => line.cancelRequested),
    lines.map((line) => line.cancelDeclined),
  ]);
}

const known = statement<{ channel_order_id: string }>(
  'orderKnown',
  `select channel_order_id from oms.orders
   where organization_id = $1 and connection_id = $2 and channel_order_id = any($3::text[])`,
);

/** Which of these orders of a channel are imported already. */
export async function knownOrders(
  handle: Handle,
  organizationId: string,
  connectionId: string,
  channelOrderIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (channelOrderIds.length === 0) return new Set();
  const rows = await known(handle, [organizationId, connectionId, channelOrderIds]);
  return new Set(rows.map((row) => row.channel_order_id));
}

const statuses = openStatuses.map((status) => `'${status}'`).join(', ');

const toRead = statement<{ order_id: string; channel_order_id: string }>(
  'orderListToRead',
  `select order_id, channel_order_id from oms.orders
   where organization_id = $1 and connection_id = $2 and status in (${statuses}) and read_at < $3
   order by read_at, order_id limit $4`,
);

/** Orders that are not over and were last read before an instant, the longest ago first. */
export async function openOrders(
  handle: Handle,
  organizationId: string,
  connectionId: string,
  { readBefore, limit }: { readonly readBefore: Instant; readonly limit: number },
): Promise<readonly { readonly orderId: string; readonly channelOrderId: string }[]> {
  const rows = await toRead(handle, [organizationId, connectionId, readBefore, limit]);
  return rows.map((row) => ({ orderId: row.order_id, channelOrderId: row.channel_order_id }));
}

const unmatched = statement<{ order_id: string }>(
  'orderListUnmatched',
  `select distinct l.order_id from oms.order_lines l
   join oms.orders o on o.organization_id = l.organization_id and o.order_id = l.order_id
   where l.organization_id = $1 and l.merchant_sku = $2 and l.sku_id is null and o.status in (${statuses})
   order by l.order_id limit $3`,
);

/** Orders that are not over with a line of this text that is matched to nothing. */
export async function listUnmatchedOrders(
  handle: Handle,
  organizationId: string,
  merchantSku: string,
  limit: number,
): Promise<readonly string[]> {
  return (await unmatched(handle, [organizationId, merchantSku, limit])).map((row) => row.order_id);
}
