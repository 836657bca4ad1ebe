/** Owns a piece of work on one order: decisions add to it step by step, without touching anything; it is saved once. */
import type { Instant } from '@jetway/kernel';
import type { IntentPayload, ShippedLine } from '../channels/index.ts';
import type { LineUnits } from '../inventory/index.ts';
import type { ShipToChange } from '../order-desk/index.ts';
import type { NewProblem, ProblemFilter } from '../problems/index.ts';
import { type Intent, intentLifecycle, isAboutCourse, isWaiting } from './intents.ts';
import { isOpen, type Order, type OrderLine, type OrderState, openUnits, orderLifecycle } from './orders.ts';

/** What an entry of an order's history is about. */
export type EventKind =
  | 'imported'
  | 'changed'
  | 'decided'
  | 'message'
  | 'shipped'
  | 'cancelled'
  | 'ended'
  | 'erased'
  | 'held'
  | 'released'
  | 'tagged';

export interface NewEvent {
  readonly kind: EventKind;
  /** A sentence for people. */
  readonly text: string;
}

/** A parcel, or a cancellation told as one. */
export interface NewShipment {
  readonly shipmentId: string;
  readonly intentId: string;
  readonly carrier: string | null;
  readonly method: string | null;
  readonly trackingNumber: string | null;
  /** Our own time. */
  readonly shippedAt: Instant | null;
  readonly pickedUpAt: Instant | null;
  readonly expectedDeliveryAt: Instant | null;
  readonly shipFromZipCode: string | null;
  readonly lines: readonly ShipmentLine[];
}

/** Units of a line in a shipment, and what was said for the case that they come back. */
export interface ShipmentLine extends Pick<ShippedLine, 'rmaNumber' | 'daysToReturn' | 'returnLocation'> {
  readonly lineId: string;
  readonly shipped: number;
  readonly cancelled: number;
}

/** Of a cancellation told as a shipment. */
export const NO_WAY = {
  carrier: null,
  method: null,
  trackingNumber: null,
  shippedAt: null,
  pickedUpAt: null,
  expectedDeliveryAt: null,
  shipFromZipCode: null,
} as const;

/** What happens to the units held for the order. */
export type StockMove =
  | { readonly kind: 'release'; readonly lines: readonly LineUnits[] | 'all' }
  | { readonly kind: 'ship'; readonly lines: readonly LineUnits[] };

export interface OrderWork extends OrderState {
  /** As it was loaded; what differs is written. */
  readonly before: OrderState;
  /** A newer copy of the channel's answer. */
  readonly raw: unknown;
  readonly shipments: readonly NewShipment[];
  readonly events: readonly NewEvent[];
  readonly stock: readonly StockMove[];
  readonly shipToChanges: readonly ShipToChange[];
  readonly settled: readonly { readonly filter: ProblemFilter; readonly resolution: string }[];
  readonly raised: readonly NewProblem[];
}

export const beginWork = (state: OrderState): OrderWork => ({
  ...state,
  before: state,
  raw: undefined,
  shipments: [],
  events: [],
  stock: [],
  shipToChanges: [],
  settled: [],
  raised: [],
});

export const tell = (work: OrderWork, kind: EventKind, text: string): OrderWork => ({
  ...work,
  events: [...work.events, { kind, text }],
});

export const changeOrder = (work: OrderWork, change: Partial<Order>): OrderWork => ({
  ...work,
  order: { ...work.order, ...change },
});

export const changeLines = (work: OrderWork, change: (line: OrderLine) => OrderLine): OrderWork => ({
  ...work,
  lines: work.lines.map(change),
});

export const raise = (work: OrderWork, problem: NewProblem): OrderWork => ({
  ...work,
  raised: [...work.raised, { orderId: work.order.orderId, connectionId: work.order.connectionId, ...problem }],
});

/** Problems of this order, as the filter names them. */
export const settle = (work: OrderWork, filter: Omit<ProblemFilter, 'orderId'>, resolution: string): OrderWork => ({
  ...work,
  settled: [...work.settled, { filter: { ...filter, orderId: work.order.orderId }, resolution }],
});

/** A message is sent again: what kept it from being taken is settled, whoever raised it. */
export const settleFailure = (work: OrderWork, intentId: string): OrderWork => ({
  ...work,
  settled: [
    ...work.settled,
    { filter: { kind: 'message-failed', subject: intentId }, resolution: 'The message is sent again.' },
  ],
});

/** Adds a message, to be sent after those that wait already. */
export function addIntent(
  work: OrderWork,
  payload: IntentPayload,
  made: { readonly intentId: string; readonly by: string; readonly requestId: string | null; readonly now: Instant },
): OrderWork {
  const intent: Intent = {
    intentId: made.intentId,
    seq: Math.max(0, ...work.intents.map(({ seq }) => seq)) + 1,
    kind: payload.kind,
    state: intentLifecycle.initial,
    payload,
    attempts: 0,
    dueAt: made.now,
    lastError: null,
    createdAt: made.now,
    confirmedAt: null,
    createdBy: made.by,
    requestId: made.requestId,
  };
  return { ...work, intents: [...work.intents, intent] };
}

/** A shipment's own id is the one that the channel is told. */
export const withShipment = (work: OrderWork, shipment: NewShipment): OrderWork => ({
  ...work,
  altShipmentIds: [...work.altShipmentIds, shipment.shipmentId],
  shipments: [...work.shipments, shipment],
});

type IntentEvent = (typeof intentLifecycle.events)[number];

/** Moves an intent on. @throws Error when its state does not allow it: the caller has to ask before. */
export function moveIntent(
  work: OrderWork,
  intentId: string,
  event: IntentEvent,
  more: Partial<Pick<Intent, 'dueAt' | 'lastError' | 'confirmedAt'>> = {},
): OrderWork {
  const move = (intent: Intent): Intent => {
    const [state] = intentLifecycle.targets(intent.state, event);
    if (state === undefined) throw new Error(`an intent that is ${intent.state} cannot ${event}`);
    return { ...intent, state, dueAt: null, ...more };
  };
  return { ...work, intents: work.intents.map((intent) => (intent.intentId === intentId ? move(intent) : intent)) };
}

/**
 * Withdraws the messages about the order's course not sent yet that the choice names. What is in flight is settled by
 * reading back.
 */
export const withdraw = (work: OrderWork, isChosen: (intent: Intent) => boolean): OrderWork =>
  work.intents
    .filter((intent) => isWaiting(intent) && isAboutCourse(intent) && isChosen(intent))
    .reduce((done, { intentId }) => moveIntent(done, intentId, 'withdraw'), work);

/** Our acceptance counts: no alarm is due any more. Nothing happens when the order is past that. */
export function markAccepted(work: OrderWork): OrderWork {
  const [status] = orderLifecycle.targets(work.order.status, 'accept');
  if (status === undefined) return work;
  return settle(
    changeOrder(work, { status, alarmAt: null }),
    { kind: 'acknowledge-due' },
    'The order was acknowledged.',
  );
}

/** The channel knows of units that left or were cancelled. */
export function markProgress(work: OrderWork): OrderWork {
  const [status] = orderLifecycle.targets(work.order.status, 'progress');
  return status === undefined ? work : changeOrder(work, { status });
}

const unsentParcels = (work: OrderWork): readonly Intent[] =>
  work.intents.filter((intent) => isWaiting(intent) && intent.kind === 'ship');

/**
 * The order is over: open units are cancelled, what is held is given back, what was not sent is withdrawn, and its
 * problems go away. A parcel that left and was not told becomes a problem.
 */
export function endOrder(work: OrderWork, text: string): OrderWork {
  if (!isOpen(work.order)) return work;
  const shipped = work.lines.reduce((sum, line) => sum + line.shipped, 0);
  const isHeld = work.lines.some((line) => line.held > 0);
  const untold = unsentParcels(work);
  const ended: OrderWork = {
    ...tell(
      changeOrder(
        withdraw(work, () => true),
        { status: shipped > 0 ? 'complete' : 'cancelled', alarmAt: null, hold: null, holdDueAt: null },
      ),
      'ended',
      text,
    ),
    stock: isHeld ? [...work.stock, { kind: 'release', lines: 'all' }] : work.stock,
    raised: [],
  };
  const closed = changeLines(ended, (line) => ({ ...line, cancelled: line.cancelled + openUnits(line), held: 0 }));
  return untold.reduce(raiseUntold, settle(closed, {}, text));
}

/** A parcel is on its way to a buyer who does not want it any more, or who will not be told of it. */
export const raiseUntold = (work: OrderWork, intent: Intent): OrderWork =>
  raise(work, {
    kind: 'order-changed',
    subject: `${work.order.orderId} parcel ${intent.intentId}`,
    title: `Order ${work.order.referenceNumber} ended, but a parcel had left`,
    text: 'The channel closed the order before it was told of this parcel, and takes no message about it any more. Stop the parcel, or settle it with the buyer.',
    intentId: intent.intentId,
    actions: ['dismiss'],
  });
