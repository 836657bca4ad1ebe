/** Owns the SQL that makes an order: once per channel order, whoever comes first. */
import type { Ids, Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { ChannelOrder, ImportConnection } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { tallyOrder } from './order-tallies.store.ts';
import { orderLifecycle } from './orders.ts';
import { insertWords } from './words.store.ts';
import { orderWords } from './words.ts';

const insert = statement<{ order_id: string }>(
  'orderInsert',
  `insert into oms.orders (organization_id, order_id, connection_id, channel_order_id, reference_number, status,
     channel_status, exception_state, acknowledgement_status, node_id, currency, buyer_name, buyer_phone, buyer_email,
     ship_to, requested_carrier, requested_method, requested_service_level, placed_at, channel_placed_at, ready_at,
     acknowledge_by_at, ship_by_at, deliver_by_at, alarm_at, item_count, unit_count, first_sku, first_title,
     total_cents, raw, raw_hash, read_at, imported_at, updated_at, updated_by, request_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::jsonb, $16, $17, $18, $19, $20, $21, $22,
     $23, $24, $25, $26, $27, $28, $29, $30, $31::jsonb, $32, $33, $33, $33, $34, $35)
   on conflict (organization_id, connection_id, channel_order_id) do nothing
   returning order_id`,
);

const insertLines = statement(
  'orderLineInsert',
  `insert into oms.order_lines (organization_id, order_id, line_id, position, channel_line_id, merchant_sku, title,
     image_url, ordered, unit_price_cents, unit_tax_cents, unit_shipping_cents, unit_shipping_tax_cents, fees_cents)
   select $1, $2, w.line_id, w.position, w.channel_line_id, w.merchant_sku, w.title, w.image_url, w.ordered,
     w.unit_price_cents, w.unit_tax_cents, w.unit_shipping_cents, w.unit_shipping_tax_cents, w.fees_cents
   from unnest($3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::bigint[],
     $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[])
     as w(line_id, position, channel_line_id, merchant_sku, title, image_url, ordered, unit_price_cents,
       unit_tax_cents, unit_shipping_cents, unit_shipping_tax_cents, fees_cents)`,
);

/** What follows from an order and its connection about time, in our own. */
export interface OrderTimes {
  readonly placedAt: Instant;
  readonly readyAt: Instant | null;
  readonly acknowledgeByAt: Instant | null;
  readonly alarmAt: Instant | null;
  readonly shipByAt: Instant | null;
  readonly deliverByAt: Instant | null;
}

/**
 * Makes an order that waits for an answer, with its lines matched to nothing yet. Undefined when this channel order is
 * there already: a second importer waits for the first one's transaction, and then makes none.
 */
export async function insertOrder(
  tx: Handle,
  connection: ImportConnection,
  order: ChannelOrder,
  { times, hash, ids }: { readonly times: OrderTimes; readonly hash: string; readonly ids: Ids },
  by: Actor,
  now: Instant,
): Promise<string | undefined> {
  const { organizationId } = connection;
  const orderId = ids.uuid();
  const values = [organizationId, orderId, ...facts(connection, order), ...timesOf(order, times), ...sums(order)];
  const made = await insert(tx, [...values, JSON.stringify(order.raw), hash, now, by.actor, by.requestId]);
  if (made.length === 0) return undefined;
  await insertLines(tx, [organizationId, orderId, ...linesOf(order, ids)]);
  await insertWords(tx, organizationId, orderId, orderWords(order));
  await tallyOrder(tx, organizationId, undefined, orderLifecycle.initial);
  return orderId;
}

const facts = (connection: ImportConnection, order: ChannelOrder): unknown[] => [
  connection.connectionId,
  order.channelOrderId,
  order.referenceNumber,
  orderLifecycle.initial,
  order.status,
  order.exceptionState,
  order.acknowledgementStatus,
  order.nodeId,
  order.currency,
  order.buyer.name,
  order.buyer.phone,
  order.buyer.email,
  JSON.stringify(order.shipTo),
  order.requested.carrier,
  order.requested.method,
  order.requested.serviceLevel,
];

const timesOf = (order: ChannelOrder, times: OrderTimes): unknown[] => [
  times.placedAt,
  order.placedAt,
  times.readyAt,
  times.acknowledgeByAt,
  times.shipByAt,
  times.deliverByAt,
  times.alarmAt,
];

const sums = ({ lines }: ChannelOrder): unknown[] => [
  lines.length,
  lines.reduce((sum, line) => sum + line.quantity, 0),
  lines[0]?.merchantSku ?? '',
  lines[0]?.title ?? '',
  lines.reduce(
    (sum, line) =>
      sum +
      line.quantity * (line.unitPriceCents + line.unitTaxCents + line.unitShippingCents + line.unitShippingTaxCents),
    0,
  ),
];

const linesOf = ({ lines }: ChannelOrder, ids: Ids): unknown[] => [
  lines.map(() => ids.uuid()),
  lines.map((_, position) => position),
  lines.map((line) => line.channelLineId),
  lines.map((line) => line.merchantSku),
  lines.map((line) => line.title),
  lines.map((line) => line.imageUrl),
  lines.map((line) => line.quantity),
  lines.map((line) => line.unitPriceCents),
  lines.map((line) => line.unitTaxCents),
  lines.map((line) => line.unitShippingCents),
  lines.map((line) => line.unitShippingTaxCents),
  lines.map((line) => line.feesCents),
];
