/** Owns reading orders: one whole, several for a sweep, and pages of them for operators. */
import type { OrderStatus } from '@jetway/jet-api';
import type { Instant, Keyset } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { FeeAdjustment } from '../commissions/index.ts';
import { historyOf, type MarketplaceHandle } from '../database/index.ts';
import type { Patience } from '../worlds/index.ts';
import type { Address, Order, OrderItem, Person, Recipient, Shipment } from './orders.ts';

interface PersonRow {
  readonly name: string;
  readonly phone: string | null;
}

interface ItemRow {
  readonly id: string;
  readonly alt_order_item_id: string | null;
  readonly sku: string;
  readonly title: string;
  readonly image_url: string | null;
  readonly tax_code: string | null;
  readonly ordered: number;
  readonly shipped: number;
  readonly cancelled: number;
  readonly charged_units: number;
  readonly cancel_requested: number;
  readonly acknowledgement: string | null;
  readonly price_cents: number;
  readonly tax_cents: number;
  readonly shipping_cents: number;
  readonly shipping_tax_cents: number;
  readonly regulatory_fees_cents: number;
  readonly fee_adjustments: readonly FeeAdjustment[];
  readonly accepted_seq: number | null;
}

interface ShipmentRow {
  readonly id: string;
  readonly alt_shipment_id: string | null;
  readonly sent: unknown;
  readonly item_ids: readonly string[];
  readonly message_at: number;
}

interface WholeRow {
  readonly account_id: string;
  readonly id: string;
  readonly world_id: string;
  readonly reference_order_id: string;
  readonly customer_reference_order_id: string;
  readonly alt_order_id: string | null;
  readonly status: OrderStatus;
  readonly exception_state: Order['exceptionState'];
  readonly acknowledgement_status: string | null;
  readonly cancelled_by_customer: boolean;
  readonly cancel_requested: boolean;
  readonly returns_waived: boolean;
  readonly tag: string | null;
  readonly node_id: string;
  readonly hash_email: string;
  readonly buyer: PersonRow;
  readonly recipient: PersonRow & { readonly address: Address };
  readonly service_level: string;
  readonly carrier: string;
  readonly method: string;
  readonly ship_by_at: number;
  readonly deliver_by_at: number;
  readonly placed_at: number;
  readonly transmitted_at: number;
  readonly ready_at: number | null;
  readonly acknowledged_at: number | null;
  readonly completed_at: number | null;
  readonly due_at: number | null;
  readonly event_count: number;
  readonly items: readonly ItemRow[];
  readonly shipments: readonly ShipmentRow[];
}

const WHOLE = `select o.account_id, o.id, o.world_id, o.reference_order_id, o.customer_reference_order_id, o.alt_order_id,
    o.status, o.exception_state, o.acknowledgement_status, o.cancelled_by_customer, o.cancel_requested,
    o.returns_waived, o.tag, o.node_id,
    o.hash_email, o.buyer, o.recipient, o.service_level, o.carrier, o.method, o.ship_by_at, o.deliver_by_at,
    o.placed_at, o.transmitted_at, o.ready_at, o.acknowledged_at, o.completed_at, o.due_at, o.event_count,
    (select coalesce(json_agg(x), '[]') from (
       select i.id, i.alt_order_item_id, i.sku, i.title, i.image_url, i.tax_code, i.ordered, i.shipped, i.cancelled,
         i.charged_units, i.cancel_requested, i.acknowledgement, i.price_cents, i.tax_cents, i.shipping_cents, i.shipping_tax_cents,
         i.regulatory_fees_cents, i.fee_adjustments, i.accepted_seq
       from marketplace.order_items i
       where i.account_id = o.account_id and i.order_id = o.id order by i.position) x) as items,
    (select coalesce(json_agg(x), '[]') from (
       select s.id, s.alt_shipment_id, s.sent, s.item_ids, s.message_at
       from marketplace.order_shipments s
       where s.account_id = o.account_id and s.order_id = o.id order by s.position) x) as shipments
  from marketplace.orders o`;

const orderReadWhole = statement<WholeRow>('orderReadWhole', `${WHOLE} where o.account_id = $1 and o.id = $2`);

const orderReadMany = statement<WholeRow>(
  'orderReadMany',
  `${WHOLE} join unnest($1::text[], $2::text[]) with ordinality as w(account_id, id, place)
     on o.account_id = w.account_id and o.id = w.id
   order by w.place`,
);

const orderResolve = statement<{ id: string }>(
  'orderResolve',
  `select id from marketplace.orders
   where account_id = $1 and (id = $2 or reference_order_id = $2 or alt_order_id = $2)
   order by id = $2 desc, reference_order_id = $2 desc, status <> 'complete' desc, placed_at desc, id desc
   limit 1`,
);

const orderLock = statement<{ id: string }>(
  'orderLock',
  'select id from marketplace.orders where account_id = $1 and id = $2 for update',
);

const NEWEST_FIRST = 'order by o.placed_at desc, o.id desc';
const orderListNewest = statement<WholeRow>(
  'orderListNewest',
  `${WHOLE} where o.account_id = $1 and (o.placed_at, o.id) < ($2::bigint, $3::text) ${NEWEST_FIRST} limit $4`,
);
const orderListNewestByStatus = statement<WholeRow>(
  'orderListNewestByStatus',
  `${WHOLE} where o.account_id = $1 and o.status = $5 and (o.placed_at, o.id) < ($2::bigint, $3::text)
   ${NEWEST_FIRST} limit $4`,
);

const DUE = `select account_id, id from marketplace.orders
   where world_id = $1 and due_at <= $2
   order by due_at, account_id, id limit $3
   for update`;
const orderLockDue = statement<{ account_id: string; id: string }>('orderLockDue', `${DUE} skip locked`);
const orderLockDueWaiting = statement<{ account_id: string; id: string }>('orderLockDueWaiting', DUE);

const orderNextDue = statement<{ due_at: number | null }>(
  'orderNextDue',
  'select min(due_at) as due_at from marketplace.orders where world_id = $1 and due_at is not null',
);

const orderCountByStatus = statement<{ account_id: string; status: OrderStatus; count: number }>(
  'orderCountByStatus',
  `select account_id, status, count(*) as count from marketplace.orders
   where account_id = any($1::text[]) group by account_id, status`,
);

const personFromRow = (row: PersonRow): Person => ({ name: row.name, phone: row.phone });

const recipientFromRow = (row: WholeRow['recipient']): Recipient => ({ ...personFromRow(row), address: row.address });

const itemFromRow = (row: ItemRow): OrderItem => ({
  id: row.id,
  altOrderItemId: row.alt_order_item_id,
  sku: row.sku,
  title: row.title,
  imageUrl: row.image_url,
  taxCode: row.tax_code,
  ordered: row.ordered,
  shipped: row.shipped,
  cancelled: row.cancelled,
  charged: row.charged_units,
  cancelRequested: row.cancel_requested,
  acknowledgement: row.acknowledgement,
  priceCents: row.price_cents,
  taxCents: row.tax_cents,
  shippingCents: row.shipping_cents,
  shippingTaxCents: row.shipping_tax_cents,
  regulatoryFeesCents: row.regulatory_fees_cents,
  feeAdjustments: row.fee_adjustments,
  acceptedSeq: row.accepted_seq,
});

const shipmentFromRow = (row: ShipmentRow): Shipment => ({
  id: row.id,
  altShipmentId: row.alt_shipment_id,
  sent: row.sent,
  itemIds: row.item_ids,
  messageAt: row.message_at,
});

const orderFromRow = (row: WholeRow): Order => ({
  accountId: row.account_id,
  id: row.id,
  worldId: row.world_id,
  referenceOrderId: row.reference_order_id,
  customerReferenceOrderId: row.customer_reference_order_id,
  altOrderId: row.alt_order_id,
  status: row.status,
  exceptionState: row.exception_state,
  acknowledgementStatus: row.acknowledgement_status,
  cancelledByCustomer: row.cancelled_by_customer,
  cancelRequested: row.cancel_requested,
  returnsWaived: row.returns_waived,
  tag: row.tag,
  nodeId: row.node_id,
  hashEmail: row.hash_email,
  buyer: personFromRow(row.buyer),
  recipient: recipientFromRow(row.recipient),
  serviceLevel: row.service_level,
  carrier: row.carrier,
  method: row.method,
  shipByAt: row.ship_by_at,
  deliverByAt: row.deliver_by_at,
  placedAt: row.placed_at,
  transmittedAt: row.transmitted_at,
  readyAt: row.ready_at,
  acknowledgedAt: row.acknowledged_at,
  completedAt: row.completed_at,
  dueAt: row.due_at,
  eventCount: row.event_count,
  items: row.items.map(itemFromRow),
  shipments: row.shipments.map(shipmentFromRow),
});

/** An order by Jet's own id; one statement. */
export async function readOrder(
  handle: MarketplaceHandle,
  accountId: string,
  orderId: string,
): Promise<Order | undefined> {
  const [row] = await orderReadWhole(handle, [accountId, orderId]);
  return row && orderFromRow(row);
}

/**
 * Jet's id of the order that an address means: Jet's id, the reference id, or the merchant's own id. Of several orders
 * with the same merchant's id the newest open one counts, or the newest when none is open.
 */
export async function resolveOrderId(
  handle: MarketplaceHandle,
  accountId: string,
  name: string,
): Promise<string | undefined> {
  const [row] = await orderResolve(handle, [accountId, name]);
  return row?.id;
}

/** The order that an address means; the usual address, Jet's id, takes one statement. */
export async function findOrder(
  handle: MarketplaceHandle,
  accountId: string,
  name: string,
): Promise<Order | undefined> {
  const found = await readOrder(handle, accountId, name);
  if (found !== undefined) return found;
  const orderId = await resolveOrderId(handle, accountId, name);
  return orderId === undefined ? undefined : readOrder(handle, accountId, orderId);
}

/**
 * Locks an order and then reads it. Two statements: what is read in the statement that waits for the lock may be older
 * than the lock.
 */
export async function lockOrder(tx: MarketplaceHandle, accountId: string, orderId: string): Promise<Order | undefined> {
  const locked = await orderLock(tx, [accountId, orderId]);
  return locked.length === 0 ? undefined : readOrder(tx, accountId, orderId);
}

/** Orders of an account, the newest first, after the place `after`. */
export async function listOrderPage(
  handle: MarketplaceHandle,
  accountId: string,
  listing: { readonly status: OrderStatus | null; readonly after: Keyset | undefined; readonly limit: number },
): Promise<Order[]> {
  const { status, after, limit } = listing;
  const values = [accountId, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit];
  const rows =
    status === null
      ? await orderListNewest(handle, values)
      : await orderListNewestByStatus(handle, [...values, status]);
  return rows.map(orderFromRow);
}

/** What happened to an order. */
export const listEvents = historyOf('order');

/** Locks and reads the orders of a world whose timer is due at an instant, the first due first. */
export async function lockDueOrders(
  tx: MarketplaceHandle,
  worldId: string,
  { now, limit, patience }: { readonly now: Instant; readonly limit: number; readonly patience: Patience },
): Promise<Order[]> {
  const lock = patience === 'wait' ? orderLockDueWaiting : orderLockDue;
  const due = await lock(tx, [worldId, now, limit]);
  if (due.length === 0) return [];
  const rows = await orderReadMany(tx, [due.map((row) => row.account_id), due.map(({ id }) => id)]);
  return rows.map(orderFromRow);
}

/** The earliest instant at which an order's timer is due in a world. */
export async function nextDueAt(handle: MarketplaceHandle, worldId: string): Promise<Instant | undefined> {
  const [row] = await orderNextDue(handle, [worldId]);
  return row?.due_at ?? undefined;
}

/** How many orders in which status each of the accounts has; accounts without orders are left out. */
export async function countOrders(
  handle: MarketplaceHandle,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Record<OrderStatus, number>>> {
  const counts = new Map<string, Record<OrderStatus, number>>();
  for (const row of await orderCountByStatus(handle, [accountIds])) {
    const own = counts.get(row.account_id) ?? { created: 0, ready: 0, acknowledged: 0, inprogress: 0, complete: 0 };
    counts.set(row.account_id, { ...own, [row.status]: row.count });
  }
  return counts;
}
