/** Owns the part of the OMS API about orders: lists, one order, and what a person decides about it. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { RejectReason } from './channels.ts';
import { OrderHold, ShipTo, Tags, TimelineEntry } from './order-desk.ts';
import { CappedCount, orderListQuery, orderStatuses, orderTabQuery, orderTabs } from './order-lists.ts';
import { ParcelBody, ParcelWarning, ShipmentItem } from './parcels.ts';
import {
  AmountCents,
  At,
  closed,
  decidingRoles,
  everyRole,
  Id,
  IntentId,
  nullable,
  OrderId,
  pageQuery,
  Quantity,
  Text,
  Version,
  workingRoles,
} from './shapes.ts';
import { Exchange } from './sync.ts';

/** A message to the channel that is on its way: its kind and how far it got. */
export const intentKinds = ['acknowledge', 'ship', 'cancel', 'tag'] as const;
export const intentStates = ['pending', 'sending', 'unknown', 'confirmed', 'failed', 'withdrawn'] as const;

export const Intent = Type.Object({
  id: Id,
  kind: Type.Enum([...intentKinds]),
  state: Type.Enum([...intentStates]),
  /** What is sent, in words for a person. */
  summary: Type.String(),
  attempts: Type.Integer(),
  /** Why it failed or waits, in the channel's words where it has some. */
  lastError: nullable(Type.String()),
  createdAt: At,
  confirmedAt: nullable(At),
  actor: Type.String(),
});
export type Intent = Static<typeof Intent>;

export const OrderSummary = Type.Object({
  id: Id,
  connectionId: Id,
  connectionName: Type.String(),
  channelOrderId: Type.String(),
  /** The number people use: Jet's reference_order_id. */
  referenceNumber: Type.String(),
  status: Type.Enum([...orderStatuses]),
  /** Status as the channel last told it. */
  channelStatus: Type.String(),
  buyerName: Type.String(),
  shipToCity: Type.String(),
  shipToState: Type.String(),
  itemCount: Type.Integer(),
  unitCount: Type.Integer(),
  firstSku: Type.String(),
  firstTitle: Type.String(),
  totalCents: AmountCents,
  currency: Type.String(),
  placedAt: At,
  importedAt: At,
  acknowledgeBy: nullable(At),
  shipBy: nullable(At),
  deliverBy: nullable(At),
  openProblems: Type.Integer(),
  tags: Tags,
  noteCount: Type.Integer(),
  /** Null while nobody put the order on hold. */
  hold: nullable(OrderHold),
  /** The intent that is not settled yet, if any. */
  waitingFor: nullable(Type.Object({ kind: Type.Enum([...intentKinds]), state: Type.Enum([...intentStates]) })),
  canAcknowledge: Type.Boolean(),
  canShip: Type.Boolean(),
  canCancel: Type.Boolean(),
});
export type OrderSummary = Static<typeof OrderSummary>;

export const OrderLine = Type.Object({
  id: Id,
  channelLineId: Type.String(),
  merchantSku: Type.String(),
  /** The OMS's SKU it was matched to; null when unknown. */
  skuId: nullable(Id),
  title: Type.String(),
  imageUrl: nullable(Type.String()),
  orderedQuantity: Quantity,
  shippedQuantity: Quantity,
  cancelledQuantity: Quantity,
  openQuantity: Quantity,
  reservedQuantity: Quantity,
  locationId: nullable(Id),
  locationName: nullable(Type.String()),
  /** Where its reserved units lie: several places when the order was divided. */
  heldAt: Type.Array(Type.Object({ locationId: Id, locationName: Type.String(), quantity: Quantity }), {
    maxItems: 100,
  }),
  /** Units the buyer asked to cancel after the order was released. */
  cancelRequestedQuantity: Quantity,
  /** Of those, units that somebody decided to ship all the same. */
  cancelDeclinedQuantity: Quantity,
  unitPriceCents: AmountCents,
  unitTaxCents: AmountCents,
  unitShippingCents: AmountCents,
  unitShippingTaxCents: AmountCents,
  feesCents: AmountCents,
});
export type OrderLine = Static<typeof OrderLine>;

export const Shipment = Type.Object({
  id: Id,
  altShipmentId: Type.String(),
  carrier: nullable(Type.String()),
  method: nullable(Type.String()),
  trackingNumber: nullable(Type.String()),
  shippedAt: nullable(At),
  /** When the carrier came for it. */
  pickedUpAt: nullable(At),
  expectedDeliveryAt: nullable(At),
  shipFromZipCode: nullable(Type.String()),
  intentId: Id,
  state: Type.Enum([...intentStates]),
  items: Type.Array(ShipmentItem, { maxItems: 1000 }),
});
export type Shipment = Static<typeof Shipment>;

export const OrderDetail = Type.Object({
  order: OrderSummary,
  version: Version,
  buyer: Type.Object({ name: Type.String(), phone: nullable(Type.String()), email: nullable(Type.String()) }),
  /** Where it goes; people may have corrected it. */
  shipTo: ShipTo,
  /** The channel's own address while people have corrected ours; null otherwise. */
  channelShipTo: nullable(ShipTo),
  /** Of the ship-to alone; send it back in `If-Match` when correcting it. */
  shipToVersion: Version,
  requestedCarrier: nullable(Type.String()),
  requestedMethod: nullable(Type.String()),
  requestedServiceLevel: nullable(Type.String()),
  exceptionState: nullable(Type.String()),
  lines: Type.Array(OrderLine, { maxItems: 1000 }),
  shipments: Type.Array(Shipment, { maxItems: 1000 }),
  intents: Type.Array(Intent, { maxItems: 1000 }),
  timeline: Type.Array(TimelineEntry, { maxItems: 1000 }),
  totals: Type.Object({
    itemsCents: AmountCents,
    taxCents: AmountCents,
    shippingCents: AmountCents,
    shippingTaxCents: AmountCents,
    totalCents: AmountCents,
    feesCents: AmountCents,
  }),
  /** The order as the channel last sent it, untouched. */
  raw: Type.Unknown(),
});
export type OrderDetail = Static<typeof OrderDetail>;

/** One way to cancel, and what the channel would be told. */
export const CancelOption = Type.Object({
  mode: Type.Enum(['reject', 'cancel-units']),
  title: Type.String(),
  explanation: Type.String(),
  /** The message that would be sent. */
  message: Type.Unknown(),
  /** What the channel may be told as the reason, the most general first; none where it takes none. */
  reasons: Type.Array(RejectReason, { maxItems: 50 }),
});

const LineQuantity = Type.Object({ lineId: Id, quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }, closed);

const OrderParams = Type.Object({ orderId: OrderId }, closed);

export const orderRoutes = defineRoutes({
  listOrders: {
    method: 'GET',
    path: '/orders',
    summary: 'Orders, newest first unless sorted otherwise',
    tags: ['orders'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object({ ...pageQuery, ...orderListQuery }, closed),
    replies: { 200: pageOf(OrderSummary), 400: Problem, 401: Problem },
    codes: ['bad_cursor', 'unknown_time_zone'],
  },
  countListedOrders: {
    method: 'GET',
    path: '/order-list-count',
    summary: 'How many orders a list holds, up to the number that a bulk run takes',
    tags: ['orders'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(orderListQuery, closed),
    replies: { 200: CappedCount, 400: Problem, 401: Problem },
    codes: ['unknown_time_zone'],
  },
  countOrders: {
    method: 'GET',
    path: '/order-counts',
    summary: 'How many orders each built-in view holds',
    tags: ['orders'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object({ timeZone: orderTabQuery.timeZone }, closed),
    replies: { 200: Type.Record(Type.Enum([...orderTabs]), Type.Integer()), 400: Problem, 401: Problem },
    codes: ['unknown_time_zone'],
  },
  getOrder: {
    method: 'GET',
    path: '/orders/:orderId',
    summary: 'One order with everything about it',
    tags: ['orders'],
    auth: 'member',
    roles: everyRole,
    params: OrderParams,
    replies: { 200: OrderDetail, 401: Problem, 404: Problem, 400: Problem },
    codes: ['not_found'],
  },
  listOrderMessages: {
    method: 'GET',
    path: '/orders/:orderId/messages',
    summary: 'The requests and answers exchanged with the channel about an order, newest first',
    tags: ['orders'],
    auth: 'member',
    roles: everyRole,
    params: OrderParams,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(Exchange), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  acknowledgeOrder: {
    method: 'POST',
    path: '/orders/:orderId/acknowledge',
    summary: 'Accept an order that waits for a decision',
    tags: ['orders'],
    auth: 'member',
    roles: workingRoles,
    params: OrderParams,
    body: Type.Object({}, closed),
    bodyOptional: true,
    replies: { 202: Intent, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'on_hold', 'not_allowed_now', 'not_covered', 'unknown_sku', 'already_waiting'],
  },
  shipOrder: {
    method: 'POST',
    path: '/orders/:orderId/ship',
    summary: 'Ship units in one or several parcels, cancel others in the same messages, and tell the channel',
    tags: ['orders'],
    auth: 'member',
    roles: workingRoles,
    params: OrderParams,
    body: Type.Object(
      {
        parcels: Type.Array(ParcelBody, { minItems: 1, maxItems: 100 }),
      },
      closed,
    ),
    replies: {
      202: Type.Object({
        shipments: Type.Array(Shipment, { maxItems: 100 }),
        /** What is odd about tracking numbers; the parcels were shipped all the same. */
        warnings: Type.Array(ParcelWarning, { maxItems: 100 }),
      }),
      400: Problem,
      401: Problem,
      403: Problem,
      404: Problem,
      409: Problem,
    },
    codes: [
      'not_found',
      'on_hold',
      'not_allowed_now',
      'unknown_line',
      'too_many_units',
      'unknown_carrier',
      'unknown_method',
      'concatenated_tracking',
      'empty_parcel',
      'tracking_required',
      'nothing_shipped',
      'message_unsound',
      'cancel_not_allowed',
    ],
  },
  previewCancel: {
    method: 'GET',
    path: '/orders/:orderId/cancel-options',
    summary: 'The ways in which the order can be cancelled now, and what the channel would be told',
    tags: ['orders'],
    auth: 'member',
    roles: everyRole,
    params: OrderParams,
    replies: {
      200: Type.Object({ options: Type.Array(CancelOption, { maxItems: 10 }) }),
      401: Problem,
      404: Problem,
      400: Problem,
    },
    codes: ['not_found'],
  },
  cancelOrder: {
    method: 'POST',
    path: '/orders/:orderId/cancel',
    summary: 'Reject an order not yet acknowledged, or cancel its open units (all, or some lines)',
    tags: ['orders'],
    auth: 'member',
    roles: decidingRoles,
    params: OrderParams,
    body: Type.Object(
      {
        mode: Type.Enum(['reject', 'cancel-units']),
        /** One of the way's `reasons`, told to the channel when rejecting; absent: the first of them. */
        reason: Type.Optional(Text(200)),
        /** Kept in the order's history. */
        note: Type.Optional(Text(500)),
        /** Absent: every open unit. */
        lines: Type.Optional(Type.Array(LineQuantity, { minItems: 1, maxItems: 500 })),
      },
      closed,
    ),
    replies: { 202: Intent, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: [
      'not_found',
      'not_allowed_now',
      'unknown_line',
      'too_many_units',
      'lines_not_allowed',
      'unknown_reason',
      'already_waiting',
    ],
  },
  retryIntent: {
    method: 'POST',
    path: '/orders/:orderId/intents/:intentId/retry',
    summary: 'Send a failed message again, under the same identity',
    tags: ['orders'],
    auth: 'member',
    roles: workingRoles,
    params: Type.Object({ orderId: OrderId, intentId: IntentId }, closed),
    replies: { 202: Intent, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'on_hold', 'not_allowed_now'],
  },
  eraseBuyer: {
    method: 'POST',
    path: '/orders/:orderId/erase-buyer',
    summary: 'Remove the buyer’s personal data from a finished order, its raw copy, its notes and its messages',
    tags: ['orders'],
    auth: 'member',
    roles: ['admin'],
    params: OrderParams,
    replies: { 204: null, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now'],
  },
});
