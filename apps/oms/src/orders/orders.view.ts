/** Owns how orders look to people: the contract's words for rows, sums over lines, and what may be done now. */
import type { Intent as IntentItem, OrderDetail, OrderLine, OrderSummary, Shipment } from '@jetway/oms-api';
import type { Channel } from '../channels/index.ts';
import type { NoteRow, OrderDesk, ShipToChangeRow } from '../order-desk/index.ts';
import type { EventRow } from './events.store.ts';
import { firstUnsettled, type Intent } from './intents.ts';
import type { LineDetail, OrderFacts } from './order-details.store.ts';
import type { LineUnitsRow, OrderRow } from './order-lists.store.ts';
import { canAcknowledge, canCancel, canShip, openUnits } from './orders.ts';
import type { ShipmentRow } from './shipments.store.ts';
import { timelineOf } from './timeline.ts';

/** What a summary counts from an order's parts. */
export interface SummaryParts {
  readonly lines: readonly Omit<LineUnitsRow, 'orderId'>[];
  /** At least those not settled. */
  readonly intents: readonly Intent[];
  readonly openProblems: number;
  readonly desk: OrderDesk;
}

export function toSummary(row: OrderRow, { lines, intents, openProblems, desk }: SummaryParts): OrderSummary {
  const { orderId, acknowledgeByAt, shipByAt, deliverByAt, ...rest } = row;
  const state = { order: { ...row, hold: desk.hold }, lines, intents };
  const waiting = firstUnsettled(intents);
  return {
    ...rest,
    id: orderId,
    acknowledgeBy: acknowledgeByAt,
    shipBy: shipByAt,
    deliverBy: deliverByAt,
    openProblems,
    tags: [...desk.tags],
    noteCount: desk.noteCount,
    hold: desk.hold,
    waitingFor: waiting === undefined ? null : { kind: waiting.kind, state: waiting.state },
    canAcknowledge: canAcknowledge(state),
    canShip: canShip(state),
    canCancel: canCancel(state),
  };
}

export const toIntentItem = (intent: Intent, channel: Channel): IntentItem => ({
  id: intent.intentId,
  kind: intent.kind,
  state: intent.state,
  summary: channel.describe(intent.payload).title,
  attempts: intent.attempts,
  lastError: intent.lastError,
  createdAt: intent.createdAt,
  confirmedAt: intent.confirmedAt,
  actor: intent.createdBy,
});

export const toShipment = (row: ShipmentRow): Shipment => ({
  id: row.shipmentId,
  altShipmentId: row.altShipmentId,
  carrier: row.carrier,
  method: row.method,
  trackingNumber: row.trackingNumber,
  shippedAt: row.shippedAt,
  pickedUpAt: row.pickedUpAt,
  expectedDeliveryAt: row.expectedDeliveryAt,
  shipFromZipCode: row.shipFromZipCode,
  intentId: row.intentId,
  state: row.state,
  items: row.lines.map(({ lineId, shipped, cancelled, rmaNumber, daysToReturn, returnLocation }) => ({
    lineId,
    shippedQuantity: shipped,
    cancelledQuantity: cancelled,
    rmaNumber: rmaNumber ?? null,
    daysToReturn: daysToReturn ?? null,
    returnLocation: returnLocation ?? null,
  })),
});

const toLine = ({
  lineId,
  ordered,
  shipped,
  cancelled,
  held,
  heldAt,
  cancelRequested,
  cancelDeclined,
  ...line
}: LineDetail): OrderLine => ({
  ...line,
  heldAt: [...heldAt],
  id: lineId,
  orderedQuantity: ordered,
  shippedQuantity: shipped,
  cancelledQuantity: cancelled,
  openQuantity: openUnits({ ordered, shipped, cancelled }),
  reservedQuantity: held,
  cancelRequestedQuantity: cancelRequested,
  cancelDeclinedQuantity: cancelDeclined,
});

/** Amounts are per unit, but for the fees, which are for the whole quantity. */
function totalsOf(lines: readonly LineDetail[]): OrderDetail['totals'] {
  const sum = (of: (line: LineDetail) => number): number => lines.reduce((total, line) => total + of(line), 0);
  const itemsCents = sum((line) => line.ordered * line.unitPriceCents);
  const taxCents = sum((line) => line.ordered * line.unitTaxCents);
  const shippingCents = sum((line) => line.ordered * line.unitShippingCents);
  const shippingTaxCents = sum((line) => line.ordered * line.unitShippingTaxCents);
  return {
    itemsCents,
    taxCents,
    shippingCents,
    shippingTaxCents,
    totalCents: itemsCents + taxCents + shippingCents + shippingTaxCents,
    feesCents: sum((line) => line.feesCents),
  };
}

export interface DetailParts {
  readonly summary: OrderSummary;
  readonly facts: OrderFacts;
  readonly lines: readonly LineDetail[];
  readonly intents: readonly Intent[];
  readonly shipments: readonly ShipmentRow[];
  readonly events: readonly EventRow[];
  readonly notes: readonly NoteRow[];
  readonly shipToChanges: readonly ShipToChangeRow[];
}

/** Shown at most of each list; an order with more is one that nobody reads line by line. */
export const MOST_SHOWN = 1_000;

export const toDetail = (parts: DetailParts, channel: Channel): OrderDetail => {
  const {
    version,
    buyer,
    shipTo,
    channelShipTo,
    shipToVersion,
    requestedCarrier,
    requestedMethod,
    requestedServiceLevel,
    exceptionState,
    raw,
  } = parts.facts;
  return {
    order: parts.summary,
    version,
    buyer,
    shipTo,
    channelShipTo,
    shipToVersion,
    requestedCarrier,
    requestedMethod,
    requestedServiceLevel,
    exceptionState,
    lines: parts.lines.slice(0, MOST_SHOWN).map(toLine),
    shipments: parts.shipments.map(toShipment),
    intents: parts.intents.slice(-MOST_SHOWN).map((intent) => toIntentItem(intent, channel)),
    timeline: timelineOf(parts).slice(-MOST_SHOWN),
    totals: totalsOf(parts.lines),
    raw,
  };
};
