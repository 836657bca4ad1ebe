/** Owns the shipped message: units of an order shipped or cancelled by the merchant (page Ship Order). */
import {
  altShipmentIdTaken,
  dateBeforeOrder,
  MAX_ERRORS,
  matchOrderAcknowledgementStatus,
  merchantSkuMismatch,
  type OrderExceptionState,
  orderStatusMismatch,
  unknownFulfillmentNode,
} from '@jetway/jet-api';
import { type Ids, type Instant, ok } from '@jetway/kernel';
import {
  noStockEffect,
  type OrderChange,
  type OrderDecision,
  refuseOrder,
  type StockEffect,
  unitsInWords,
} from './changes.ts';
import { isAllAccountedFor, type Order, openUnits, orderLifecycle, type Shipment, stockOfStatus } from './orders.ts';
import { isSameJson } from './same-json.ts';

export interface ShipmentCommand {
  readonly altShipmentId: string | null;
  readonly lines: readonly { readonly sku: string; readonly shipped: number; readonly cancelled: number }[];
  /** The dates that were given, by their names on the wire. */
  readonly dates: readonly { readonly name: string; readonly at: Instant }[];
  readonly redirect: { readonly nodeId: string; readonly isForZeroInventory: boolean } | null;
  /** As sent, to be answered unchanged. */
  readonly sent: unknown;
}

export interface ShipCommand {
  readonly altOrderId: string | null;
  readonly shipments: readonly ShipmentCommand[];
}

export interface ShipSurroundings {
  readonly now: Instant;
  readonly ids: Ids;
  /** The merchant's fulfilment nodes; asked for only when the message redirects. */
  readonly nodeIds: ReadonlySet<string>;
}

/**
 * Decides on a message whose form and inner rules were checked. A shipment that was received before with the same body
 * changes nothing. Too many units are taken note of, not refused.
 */
export function decideShip(order: Order, command: ShipCommand, around: ShipSurroundings): OrderDecision {
  const taken = command.shipments.filter((shipment) => isIdTaken(order, shipment));
  if (taken.length > 0)
    return refuseOrder('invalid', ...taken.map(({ altShipmentId }) => altShipmentIdTaken(altShipmentId ?? '')));
  const fresh = command.shipments.filter((shipment) => earlierShipment(order, shipment) === undefined);
  if (fresh.length === 0) return ok('unchanged');
  const errors = command.shipments.flatMap((shipment, index) =>
    fresh.includes(shipment) ? shipmentErrors(order, shipment, `/shipments[${index}]`, around) : [],
  );
  if (errors.length > 0) return refuseOrder('invalid', ...errors.slice(0, MAX_ERRORS));
  if (!isOpenToShipments(order)) return refuseOrder('not_allowed_now', orderStatusMismatch('shipped', order.status));
  return ok(shipped(order, fresh, command.altOrderId, around));
}

const earlierShipment = (order: Order, { altShipmentId }: ShipmentCommand): Shipment | undefined =>
  order.shipments.find((earlier) => earlier.altShipmentId !== null && earlier.altShipmentId === altShipmentId);

function isIdTaken(order: Order, shipment: ShipmentCommand): boolean {
  const earlier = earlierShipment(order, shipment);
  return earlier !== undefined && !isSameJson(earlier.sent, shipment.sent);
}

function shipmentErrors(order: Order, shipment: ShipmentCommand, path: string, around: ShipSurroundings): string[] {
  const skus = new Set(order.items.map(({ sku }) => sku));
  const { redirect } = shipment;
  return [
    ...shipment.lines.filter(({ sku }) => !skus.has(sku)).map(({ sku }) => merchantSkuMismatch(sku)),
    ...shipment.dates
      .filter(({ at }) => at < order.placedAt)
      .map(({ name }) => dateBeforeOrder(name, `${path}/${name}`)),
    ...(redirect === null || around.nodeIds.has(redirect.nodeId)
      ? []
      : [unknownFulfillmentNode(redirect.nodeId, `${path}/redirect_notification/redirect_node`)]),
  ];
}

/**
 * A merchant ships what it accepted. It may answer a directed cancel without accepting first, and may report more than
 * was left of an order that it fulfilled itself; an order that ended otherwise is closed.
 */
function isOpenToShipments(order: Order): boolean {
  if (!orderLifecycle.allows(order.status, 'ship')) return false;
  const isAccepted =
    order.acknowledgementStatus !== null && matchOrderAcknowledgementStatus(order.acknowledgementStatus) === 'accepted';
  const isClosedByOthers =
    order.cancelledByCustomer || order.exceptionState === 'exception - jet manual canceled to complete state';
  const isUnderWay = order.completedAt === null || order.shipments.length > 0;
  const isDirected = order.cancelRequested && order.acknowledgementStatus === null && isUnderWay;
  return !isClosedByOthers && (isAccepted || isDirected);
}

interface Tally {
  readonly order: Order;
  /** Cancelled units that were open, by SKU: they go back on sale. */
  readonly freed: ReadonlyMap<string, number>;
  readonly hasTooManyShipped: boolean;
  readonly hasTooManyCancelled: boolean;
}

/** Counts a line: its shipped units first, then its cancelled ones. */
function count(tally: Tally, line: ShipmentCommand['lines'][number]): Tally {
  const item = tally.order.items.find(({ sku }) => sku === line.sku);
  if (item === undefined) return tally;
  const openBefore = openUnits(item);
  const openBetween = Math.max(0, openBefore - line.shipped);
  const freed = (tally.freed.get(line.sku) ?? 0) + Math.min(line.cancelled, openBetween);
  const counted = {
    ...item,
    shipped: item.shipped + line.shipped,
    charged: item.charged + Math.min(line.shipped, openBefore),
    cancelled: item.cancelled + line.cancelled,
  };
  return {
    order: { ...tally.order, items: tally.order.items.map((one) => (one === item ? counted : one)) },
    freed: new Map(tally.freed).set(line.sku, freed),
    hasTooManyShipped: tally.hasTooManyShipped || line.shipped > openBefore,
    hasTooManyCancelled: tally.hasTooManyCancelled || line.cancelled > openBetween,
  };
}

function shipped(
  order: Order,
  shipments: readonly ShipmentCommand[],
  altOrderId: string | null,
  { now, ids }: ShipSurroundings,
): OrderChange {
  const lines = shipments.flatMap((shipment) => shipment.lines);
  const start: Tally = { order, freed: new Map(), hasTooManyShipped: false, hasTooManyCancelled: false };
  const tally = lines.reduce(count, start);
  const newShipments = shipments.map((shipment) => ({
    id: ids.hex32(),
    altShipmentId: shipment.altShipmentId,
    sent: shipment.sent,
    itemIds: shipment.lines.map(() => ids.hex32()),
    messageAt: now,
  }));
  const hasMoved = lines.some((line) => line.shipped + line.cancelled > 0);
  const status = statusAfter(tally.order, hasMoved);
  return {
    kind: 'ship',
    at: now,
    detail: inWords(lines),
    order: {
      ...tally.order,
      status,
      altOrderId: altOrderId ?? order.altOrderId,
      exceptionState: exceptionAfter(tally),
      completedAt: status === 'complete' ? (order.completedAt ?? now) : null,
      // Whoever moved units has answered: nothing falls due any more.
      dueAt: hasMoved ? null : order.dueAt,
      shipments: [...order.shipments, ...newShipments],
    },
    newShipments,
    stock: stockEffect(order, tally, shipments, hasMoved),
  };
}

function statusAfter(order: Order, hasMoved: boolean): Order['status'] {
  const targets = orderLifecycle.targets(order.status, 'ship');
  const wanted = isAllAccountedFor(order.items) ? 'complete' : hasMoved ? 'inprogress' : order.status;
  return targets.find((target) => target === wanted) ?? order.status;
}

/** Cancelling everything that was accepted counts as too many, unless it is what the shopper asked for (recorded). */
function exceptionAfter({ order, hasTooManyShipped, hasTooManyCancelled }: Tally): OrderExceptionState | null {
  const tooManyShipped = 'exception - too many units shipped';
  if (hasTooManyShipped || order.exceptionState === tooManyShipped) return tooManyShipped;
  const isNothingLeft = order.items.every((item) => item.shipped === 0 && openUnits(item) === 0);
  const isUnasked = order.items.some((item) => item.cancelled > item.cancelRequested);
  return hasTooManyCancelled || (isNothingLeft && isUnasked)
    ? 'exception - too many units cancelled'
    : order.exceptionState;
}

function stockEffect(
  order: Order,
  { freed }: Tally,
  shipments: readonly ShipmentCommand[],
  hasMoved: boolean,
): StockEffect {
  const zero = shipments
    .filter(({ redirect }) => redirect?.isForZeroInventory === true)
    .flatMap(({ lines }) => lines.map(({ sku }) => sku));
  const effect = { ...noStockEffect, zero: [...new Set(zero)] };
  const isHeld = stockOfStatus[order.status] === 'held';
  if (!hasMoved) return effect;
  const freedOf = (sku: string): number => freed.get(sku) ?? 0;
  const back = order.items.map((item) => ({
    sku: item.sku,
    quantity: freedOf(item.sku),
    acceptedSeq: item.acceptedSeq,
  }));
  if (!isHeld) {
    const giveBack = back.flatMap((units) =>
      units.acceptedSeq === null ? [] : [{ ...units, acceptedSeq: units.acceptedSeq }],
    );
    return { ...effect, giveBack };
  }
  const accept = order.items.map((item) => ({ sku: item.sku, quantity: openUnits(item) - freedOf(item.sku) }));
  return { ...effect, release: back, accept };
}

function inWords(lines: ShipmentCommand['lines']): string {
  const shippedUnits = unitsInWords(lines.map(({ sku, shipped: quantity }) => ({ sku, quantity })));
  const cancelledUnits = unitsInWords(lines.map(({ sku, cancelled: quantity }) => ({ sku, quantity })));
  const parts = [
    ...(shippedUnits === '' ? [] : [`shipped ${shippedUnits}`]),
    ...(cancelledUnits === '' ? [] : [`cancelled ${cancelledUnits}`]),
  ];
  return parts.length === 0 ? 'The merchant reported no units.' : `The merchant ${parts.join(' and ')}.`;
}
