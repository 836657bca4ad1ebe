/** Owns what an order is in the OMS: its lifecycle, the units of its lines, and what may be done with it now. */
import { defineLifecycle, type Instant } from '@jetway/kernel';
import type { OrderStatus, orderStatuses } from '@jetway/oms-api';
import type { ChannelAddress } from '../channels/index.ts';
import type { Hold } from '../order-desk/index.ts';
import { type Intent, isAnswer, isInFlight, isRejection, isUnsettled, unitsBeingCancelled } from './intents.ts';

const states = [
  'new',
  'acknowledged',
  'in_progress',
  'complete',
  'cancelled',
] as const satisfies readonly (typeof orderStatuses)[number][];

/**
 * - accept: the channel has our acceptance
 * - progress: the channel knows of units that left or were cancelled, while others are open
 * - end: nothing is open any more; complete when units left, cancelled when none did
 */
export const orderLifecycle = defineLifecycle({
  name: 'order',
  initial: 'new',
  states,
  transitions: {
    accept: [{ from: ['new'], to: 'acknowledged' }],
    progress: [{ from: ['acknowledged', 'in_progress'], to: 'in_progress' }],
    end: [
      { from: ['new', 'acknowledged', 'in_progress'], to: 'complete' },
      { from: ['new', 'acknowledged', 'in_progress'], to: 'cancelled' },
    ],
  },
});

/** The statuses of orders that something may still happen to. */
export const openStatuses: readonly OrderStatus[] = orderLifecycle.sources('end');

/** What deciding about an order needs of it. Instants are our own time but for `channelPlacedAt`. */
export interface Order {
  readonly organizationId: string;
  readonly orderId: string;
  readonly connectionId: string;
  readonly channelOrderId: string;
  readonly referenceNumber: string;
  readonly status: OrderStatus;
  /** As the channel last told them. */
  readonly channelStatus: string;
  readonly exceptionState: string | null;
  readonly acknowledgementStatus: string | null;
  /** The fulfilment node that the channel asks for. */
  readonly nodeId: string;
  readonly shipToZipCode: string | null;
  readonly placedAt: Instant;
  readonly channelPlacedAt: Instant;
  readonly readyAt: Instant | null;
  readonly acknowledgeByAt: Instant | null;
  readonly shipByAt: Instant | null;
  /** When the next alarm about the acknowledgement is due. */
  readonly alarmAt: Instant | null;
  /** The channel's ids of shipments told by others than us, whose units the lines count already. */
  readonly foreignShipments: readonly string[];
  /** Where it goes. */
  readonly shipTo: ChannelAddress;
  /** The channel's own address while people have corrected ours; null otherwise. */
  readonly channelShipTo: ChannelAddress | null;
  /** Counts the changes of the ship-to. */
  readonly shipToVersion: number;
  readonly hold: Hold | null;
  /** When something about the hold is due: its end, or an alarm. */
  readonly holdDueAt: Instant | null;
  readonly rawHash: string;
  readonly readAt: Instant;
  readonly erasedAt: Instant | null;
  readonly version: number;
}

export interface OrderLine {
  readonly lineId: string;
  readonly channelLineId: string;
  readonly merchantSku: string;
  /** Null while no SKU of ours is known for it. */
  readonly skuId: string | null;
  readonly locationId: string | null;
  readonly ordered: number;
  /** Units that left, whether the channel knows already or not. */
  readonly shipped: number;
  /** Units whose cancellation the channel confirmed. */
  readonly cancelled: number;
  /** Units the buyer asked to cancel after the release. */
  readonly cancelRequested: number;
  /** Of those, units that somebody decided to ship all the same. */
  readonly cancelDeclined: number;
  /** Units reserved and not yet shipped or given back. */
  readonly held: number;
}

/** An order with everything a decision looks at. */
export interface OrderState {
  readonly order: Order;
  readonly lines: readonly OrderLine[];
  /** All of them, in the order in which they are to be sent. */
  readonly intents: readonly Intent[];
  /** Our ids of shipments, as told to the channel. */
  readonly altShipmentIds: readonly string[];
}

/** Units neither shipped nor cancelled. */
export const openUnits = (line: Pick<OrderLine, 'ordered' | 'shipped' | 'cancelled'>): number =>
  Math.max(0, line.ordered - line.shipped - line.cancelled);

/** Open units that no cancellation on its way speaks of. */
export const freeUnits = (
  line: Pick<OrderLine, 'ordered' | 'shipped' | 'cancelled' | 'channelLineId'>,
  intents: readonly Intent[],
): number => Math.max(0, openUnits(line) - unitsBeingCancelled(intents, line.channelLineId));

type Deciding = {
  readonly order: Pick<Order, 'status' | 'hold'>;
  readonly lines: readonly Pick<OrderLine, 'ordered' | 'shipped' | 'cancelled' | 'channelLineId'>[];
  readonly intents: readonly Intent[];
};

const hasFreeUnits = ({ lines, intents }: Deciding): boolean => lines.some((line) => freeUnits(line, intents) > 0);

/** Whether the order waits for an answer at all, given or not. */
export const isToAnswer = (order: Pick<Order, 'status'>): boolean => orderLifecycle.allows(order.status, 'accept');

/** Whether anything may still happen to the order. */
export const isOpen = (order: Pick<Order, 'status'>): boolean => orderLifecycle.allows(order.status, 'end');

/** A person stopped it. Nothing but a cancellation is begun until the hold ends. */
export const isOnHold = (order: Pick<Order, 'hold'>): boolean => order.hold !== null;

/** The order waits for an answer, none is on its way, and nobody stopped it. */
export const canAcknowledge = ({ order, intents }: Deciding): boolean =>
  isToAnswer(order) && !isOnHold(order) && !intents.some((intent) => isAnswer(intent.payload) && isUnsettled(intent));

/** The channel has our acceptance, units are free, and nobody stopped it. Before that the buyer may still cancel. */
export const canShip = (state: Deciding): boolean =>
  orderLifecycle.allows(state.order.status, 'progress') && !isOnHold(state.order) && hasFreeUnits(state);

/** Before the channel has an answer: whether it can be, or become, a rejection of the whole order. */
export const canReject = ({ order, intents }: Deciding): boolean =>
  isToAnswer(order) &&
  !intents.some(
    (intent) =>
      isAnswer(intent.payload) && (isInFlight(intent) || (isUnsettled(intent) && isRejection(intent.payload))),
  );

/** Units are free, and no rejection is on its way. */
export const canCancelUnits = (state: Deciding): boolean =>
  isOpen(state.order) &&
  hasFreeUnits(state) &&
  !state.intents.some((intent) => isUnsettled(intent) && isRejection(intent.payload));

export const canCancel = (state: Deciding): boolean => canReject(state) || canCancelUnits(state);
