/** Owns writing orders: a new one, and the changes of any number of them, each in one statement. */
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { HOLD_UNITS, holdValues, type StockLine } from '../offers/index.ts';
import type { OrderChange } from './changes.ts';
import type { Order, OrderItem, Shipment } from './orders.ts';
import type { StockMove } from './stock-moves.ts';

/** A change that is to be written, with what it moved. */
export interface WrittenChange {
  readonly change: OrderChange;
  readonly moves: readonly StockMove[];
}

const EVENT_COLUMNS = `account_id text, order_id text, seq integer, at bigint, kind text, detail text`;
const MOVE_COLUMNS = `account_id text, order_id text, event_seq integer, position integer, sku text, node_id text,
  held integer, accepted integer, accepted_seq bigint`;

/** Rows of events; `by` are the places of actor and request id, `when` what must hold. */
const insertEvents = (rows: string, by: string, when = ''): string => `insert into marketplace.order_events
    (account_id, order_id, seq, at, kind, detail, actor, request_id)
  select x.account_id, x.order_id, x.seq, x.at, x.kind, x.detail, ${by}
  from jsonb_to_recordset(${rows}::jsonb) as x(${EVENT_COLUMNS}) ${when}`;

const insertMoves = (rows: string, when = ''): string => `insert into marketplace.order_stock_moves
    (account_id, order_id, event_seq, position, sku, node_id, held, accepted, accepted_seq)
  select x.account_id, x.order_id, x.event_seq, x.position, x.sku, x.node_id, x.held, x.accepted, x.accepted_seq
  from jsonb_to_recordset(${rows}::jsonb) as x(${MOVE_COLUMNS}) ${when}`;

const WHEN_HELD = 'cross join verdict where verdict.is_held';

/** Stock and orders in one statement: the rows of stock are locked no longer than it takes. */
const orderPlace = statement<{ is_held: boolean }>(
  'orderPlace',
  `${HOLD_UNITS},
   new_orders as (
     insert into marketplace.orders (account_id, id, world_id, reference_order_id, customer_reference_order_id, status,
       returns_waived, node_id, hash_email, buyer, recipient, currency, service_level, carrier, method, ship_by_at,
       deliver_by_at, placed_at, transmitted_at, due_at, event_count, updated_at, updated_by, request_id)
     select x.account_id, x.id, x.world_id, x.reference_order_id, x.customer_reference_order_id, x.status,
       x.returns_waived, x.node_id, x.hash_email, x.buyer, x.recipient, x.currency, x.service_level, x.carrier,
       x.method, x.ship_by_at, x.deliver_by_at, x.placed_at, x.transmitted_at, x.due_at, x.event_count, x.placed_at, $5, $6
     from jsonb_to_recordset($7::jsonb) as x(account_id text, id text, world_id text, reference_order_id text,
       customer_reference_order_id text, status text, returns_waived boolean, node_id text, hash_email text, buyer jsonb, recipient jsonb,
       currency text, service_level text, carrier text, method text, ship_by_at bigint, deliver_by_at bigint,
       placed_at bigint, transmitted_at bigint, due_at bigint, event_count integer) ${WHEN_HELD}),
   new_items as (
     insert into marketplace.order_items (account_id, order_id, id, position, alt_order_item_id, sku, title, image_url,
       tax_code, ordered, price_cents, tax_cents, shipping_cents, shipping_tax_cents, regulatory_fees_cents,
       fee_adjustments)
     select x.account_id, x.order_id, x.id, x.position, x.alt_order_item_id, x.sku, x.title, x.image_url,
       x.tax_code, x.ordered, x.price_cents, x.tax_cents, x.shipping_cents, x.shipping_tax_cents,
       x.regulatory_fees_cents, x.fee_adjustments
     from jsonb_to_recordset($8::jsonb) as x(account_id text, order_id text, id text, position integer,
       alt_order_item_id text, sku text, title text, image_url text, tax_code text, ordered integer,
       price_cents bigint, tax_cents bigint, shipping_cents bigint, shipping_tax_cents bigint,
       regulatory_fees_cents bigint, fee_adjustments jsonb) ${WHEN_HELD}),
   new_events as (${insertEvents('$9', '$5, $6', WHEN_HELD)}),
   new_moves as (${insertMoves('$10', WHEN_HELD)})
   select is_held from verdict`,
);

const orderSaveChanges = statement<{ count: number }>(
  'orderSaveChanges',
  `with changed as (
     update marketplace.orders o
     set alt_order_id = x.alt_order_id, status = x.status, exception_state = x.exception_state,
       acknowledgement_status = x.acknowledgement_status, cancelled_by_customer = x.cancelled_by_customer,
       cancel_requested = x.cancel_requested, transmitted_at = x.transmitted_at, ready_at = x.ready_at,
       acknowledged_at = x.acknowledged_at, completed_at = x.completed_at, due_at = x.due_at,
       event_count = x.event_count, updated_at = x.updated_at, updated_by = $1, request_id = $2
     from jsonb_to_recordset($3::jsonb) as x(account_id text, id text, alt_order_id text, status text,
       exception_state text, acknowledgement_status text, cancelled_by_customer boolean, cancel_requested boolean,
       transmitted_at bigint, ready_at bigint, acknowledged_at bigint, completed_at bigint, due_at bigint,
       event_count integer, updated_at bigint)
     where o.account_id = x.account_id and o.id = x.id and o.event_count = x.event_count - 1
     returning 1),
   changed_items as (
     update marketplace.order_items i
     set alt_order_item_id = x.alt_order_item_id, shipped = x.shipped, cancelled = x.cancelled,
       charged_units = x.charged_units, cancel_requested = x.cancel_requested, acknowledgement = x.acknowledgement, accepted_seq = x.accepted_seq
     from jsonb_to_recordset($4::jsonb) as x(account_id text, order_id text, id text, alt_order_item_id text,
       shipped bigint, cancelled bigint, charged_units integer, cancel_requested integer, acknowledgement text, accepted_seq bigint)
     where i.account_id = x.account_id and i.order_id = x.order_id and i.id = x.id),
   new_shipments as (
     insert into marketplace.order_shipments (account_id, order_id, id, position, alt_shipment_id, sent, item_ids,
       message_at, updated_by, request_id)
     select x.account_id, x.order_id, x.id, x.position, x.alt_shipment_id, x.sent, x.item_ids, x.message_at, $1, $2
     from jsonb_to_recordset($5::jsonb) as x(account_id text, order_id text, id text, position integer,
       alt_shipment_id text, sent jsonb, item_ids text[], message_at bigint)),
   new_events as (${insertEvents('$6', '$1, $2')}),
   new_moves as (${insertMoves('$7')})
   select count(*) as count from changed`,
);

const eventRow = (order: Order, event: Pick<OrderChange, 'at' | 'detail'> & { readonly kind: string }) => ({
  account_id: order.accountId,
  order_id: order.id,
  seq: order.eventCount,
  at: event.at,
  kind: event.kind,
  detail: event.detail,
});

const moveRows = (order: Order, moves: readonly StockMove[]) =>
  moves.map((move, position) => ({
    account_id: order.accountId,
    order_id: order.id,
    event_seq: order.eventCount,
    position,
    sku: move.sku,
    node_id: move.nodeId,
    held: move.held,
    accepted: move.accepted,
    accepted_seq: move.acceptedSeq,
  }));

/** A new order with the ledger of what is held for it. */
export interface NewOrder {
  readonly order: Order;
  readonly moves: readonly StockMove[];
}

/**
 * Holds the lines and writes the orders that are to take them, each with its first event: all of it or nothing, which is
 * answered with false. One statement, a transaction by itself.
 * @throws unique violation of `orders_pkey`, `orders_reference` or an item's id
 */
export async function placeOrders(
  handle: MarketplaceHandle,
  accountId: string,
  lines: readonly StockLine[],
  placed: readonly NewOrder[],
  author: Author,
): Promise<boolean> {
  const eventOf = ({ order }: NewOrder) =>
    eventRow(order, { kind: 'place', at: order.placedAt, detail: 'A shopper placed the order.' });
  const [row] = await orderPlace(handle, [
    ...holdValues(accountId, lines),
    author.actor,
    author.requestId,
    JSON.stringify(placed.map(({ order }) => newOrderRow(order))),
    JSON.stringify(
      placed.flatMap(({ order }) => order.items.map((item, position) => newItemRow(order, item, position))),
    ),
    JSON.stringify(placed.map(eventOf)),
    JSON.stringify(placed.flatMap(({ order, moves }) => moveRows(order, moves))),
  ]);
  return row?.is_held === true;
}

const newOrderRow = (order: Order) => ({
  account_id: order.accountId,
  id: order.id,
  world_id: order.worldId,
  reference_order_id: order.referenceOrderId,
  customer_reference_order_id: order.customerReferenceOrderId,
  status: order.status,
  returns_waived: order.returnsWaived,
  node_id: order.nodeId,
  hash_email: order.hashEmail,
  buyer: order.buyer,
  recipient: order.recipient,
  currency: 'USD',
  service_level: order.serviceLevel,
  carrier: order.carrier,
  method: order.method,
  ship_by_at: order.shipByAt,
  deliver_by_at: order.deliverByAt,
  placed_at: order.placedAt,
  transmitted_at: order.transmittedAt,
  due_at: order.dueAt,
  event_count: order.eventCount,
});

const newItemRow = (order: Order, item: OrderItem, position: number) => ({
  account_id: order.accountId,
  order_id: order.id,
  id: item.id,
  position,
  alt_order_item_id: item.altOrderItemId,
  sku: item.sku,
  title: item.title,
  image_url: item.imageUrl,
  tax_code: item.taxCode,
  ordered: item.ordered,
  price_cents: item.priceCents,
  tax_cents: item.taxCents,
  shipping_cents: item.shippingCents,
  shipping_tax_cents: item.shippingTaxCents,
  regulatory_fees_cents: item.regulatoryFeesCents,
  fee_adjustments: item.feeAdjustments,
});

/**
 * Writes changes of orders that this transaction has locked, at most one of each order.
 * @throws Error when an order is not as it was when the change was decided: the caller did not lock it.
 */
export async function saveChanges(
  tx: MarketplaceHandle,
  written: readonly WrittenChange[],
  author: Author,
): Promise<void> {
  const next = written.map(({ change, moves }) => ({
    change,
    moves,
    order: { ...change.order, eventCount: change.order.eventCount + 1 },
  }));
  const [answer] = await orderSaveChanges(tx, [
    author.actor,
    author.requestId,
    JSON.stringify(next.map(({ order, change }) => changedOrderRow(order, change))),
    JSON.stringify(next.flatMap(({ order }) => order.items.map((item) => changedItemRow(order, item)))),
    JSON.stringify(next.flatMap(({ order, change }) => newShipmentRows(order, change.newShipments))),
    JSON.stringify(next.map(({ order, change }) => eventRow(order, change))),
    JSON.stringify(next.flatMap(({ order, moves }) => moveRows(order, moves))),
  ]);
  if (answer?.count !== written.length) throw new Error('an order changed between its decision and its write');
}

const changedOrderRow = (order: Order, change: OrderChange) => ({
  account_id: order.accountId,
  id: order.id,
  alt_order_id: order.altOrderId,
  status: order.status,
  exception_state: order.exceptionState,
  acknowledgement_status: order.acknowledgementStatus,
  cancelled_by_customer: order.cancelledByCustomer,
  cancel_requested: order.cancelRequested,
  transmitted_at: order.transmittedAt,
  ready_at: order.readyAt,
  acknowledged_at: order.acknowledgedAt,
  completed_at: order.completedAt,
  due_at: order.dueAt,
  event_count: order.eventCount,
  updated_at: change.at,
});

const changedItemRow = (order: Order, item: OrderItem) => ({
  account_id: order.accountId,
  order_id: order.id,
  id: item.id,
  alt_order_item_id: item.altOrderItemId,
  shipped: item.shipped,
  cancelled: item.cancelled,
  charged_units: item.charged,
  cancel_requested: item.cancelRequested,
  acknowledgement: item.acknowledgement,
  accepted_seq: item.acceptedSeq,
});

const newShipmentRows = (order: Order, shipments: readonly Shipment[]) =>
  shipments.map((shipment, index) => ({
    account_id: order.accountId,
    order_id: order.id,
    id: shipment.id,
    position: order.shipments.length - shipments.length + index,
    alt_shipment_id: shipment.altShipmentId,
    sent: shipment.sent,
    item_ids: shipment.itemIds,
    message_at: shipment.messageAt,
  }));
