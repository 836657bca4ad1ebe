/** Owns what an order is: its parts, the table of its life, and what follows from its quantities. */
import type { OrderExceptionState, OrderStatus } from '@jetway/jet-api';
import { type Cents, defineLifecycle, type Instant, type Lifecycle } from '@jetway/kernel';
import type { FeeAdjustment } from '../commissions/index.ts';

export interface Person {
  readonly name: string;
  readonly phone: string | null;
}

export interface Address {
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  /** Two capitals. */
  readonly state: string;
  /** Five digits. */
  readonly zipCode: string;
}

export interface Recipient extends Person {
  readonly address: Address;
}

export interface OrderItem {
  readonly id: string;
  readonly altOrderItemId: string | null;
  readonly sku: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly taxCode: string | null;
  readonly ordered: number;
  readonly shipped: number;
  readonly cancelled: number;
  /** Units shipped while they were open: what the shopper pays for, whatever is reported beyond them. */
  readonly charged: number;
  /** Units that the shopper asked the merchant to cancel. */
  readonly cancelRequested: number;
  /** As the merchant sent it. */
  readonly acknowledgement: string | null;
  /** Per unit, as the three after it. */
  readonly priceCents: Cents;
  readonly taxCents: Cents;
  readonly shippingCents: Cents;
  readonly shippingTaxCents: Cents;
  readonly regulatoryFeesCents: Cents;
  /** For the whole quantity. */
  readonly feeAdjustments: readonly FeeAdjustment[];
  /** The number of acceptance of the units; null until they were accepted. */
  readonly acceptedSeq: number | null;
}

export interface Shipment {
  readonly id: string;
  readonly altShipmentId: string | null;
  /** The shipment as the merchant sent it. */
  readonly sent: unknown;
  /** Our ids of its items, in the order sent. */
  readonly itemIds: readonly string[];
  readonly messageAt: Instant;
}

export interface Order {
  readonly accountId: string;
  readonly id: string;
  readonly worldId: string;
  readonly referenceOrderId: string;
  readonly customerReferenceOrderId: string;
  readonly altOrderId: string | null;
  readonly status: OrderStatus;
  readonly exceptionState: OrderExceptionState | null;
  /** As the merchant sent it. */
  readonly acknowledgementStatus: string | null;
  readonly cancelledByCustomer: boolean;
  readonly cancelRequested: boolean;
  /** The shopper gave up returning anything of it. */
  readonly returnsWaived: boolean;
  /** The newest that the merchant gave it. */
  readonly tag: string | null;
  readonly nodeId: string;
  readonly hashEmail: string;
  readonly buyer: Person;
  readonly recipient: Recipient;
  readonly serviceLevel: string;
  readonly carrier: string;
  readonly method: string;
  readonly shipByAt: Instant;
  readonly deliverByAt: Instant;
  readonly placedAt: Instant;
  readonly transmittedAt: Instant;
  readonly readyAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly completedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly eventCount: number;
  readonly items: readonly OrderItem[];
  readonly shipments: readonly Shipment[];
}

export type OrderEventKind =
  | 'release'
  | 'customerCancel'
  | 'requestCancel'
  | 'accept'
  | 'reject'
  | 'expire'
  | 'ship'
  | 'completeByHand'
  | 'resolve';

/**
 * The life of an order (pages Check for Orders, Acknowledge Order, Ship Order). A shipped message may find a `ready`
 * order when the shopper asked to cancel, and a `complete` one when it says too much; which of several targets is
 * reached follows from the quantities.
 */
export const orderLifecycle: Lifecycle<OrderStatus, OrderEventKind> = defineLifecycle({
  name: 'order',
  initial: 'created',
  states: ['created', 'ready', 'acknowledged', 'inprogress', 'complete'],
  transitions: {
    release: [{ from: ['created'], to: 'ready' }],
    customerCancel: [{ from: ['created'], to: 'complete' }],
    requestCancel: [
      { from: ['created'], to: 'created' },
      { from: ['ready'], to: 'ready' },
      { from: ['acknowledged'], to: 'acknowledged' },
      { from: ['inprogress'], to: 'inprogress' },
    ],
    accept: [
      { from: ['ready'], to: 'acknowledged' },
      // Units of a directed cancel were answered first; the rest is accepted afterwards.
      { from: ['inprogress'], to: 'inprogress' },
    ],
    reject: [{ from: ['ready'], to: 'complete' }],
    expire: [{ from: ['ready'], to: 'complete' }],
    ship: [
      { from: ['ready'], to: 'ready' },
      { from: ['acknowledged'], to: 'acknowledged' },
      { from: ['ready', 'acknowledged', 'inprogress'], to: 'inprogress' },
      { from: ['ready', 'acknowledged', 'inprogress', 'complete'], to: 'complete' },
    ],
    completeByHand: [{ from: ['created', 'ready', 'acknowledged', 'inprogress'], to: 'complete' }],
    resolve: [
      { from: ['inprogress'], to: 'inprogress' },
      { from: ['complete'], to: 'complete' },
    ],
  },
});

/** Which counter the open units of an order stand in; `none` when it has no open units. */
export const stockOfStatus: Readonly<Record<OrderStatus, 'held' | 'accepted' | 'none'>> = {
  created: 'held',
  ready: 'held',
  acknowledged: 'accepted',
  inprogress: 'accepted',
  complete: 'none',
};

/** The timer that runs in a status, if any. */
export const timerOfStatus: Readonly<Record<OrderStatus, 'release' | 'expire' | undefined>> = {
  created: 'release',
  ready: 'expire',
  acknowledged: undefined,
  inprogress: undefined,
  complete: undefined,
};

/** Units that will never be shipped or paid for; less than was cancelled when more was than there were. */
export const unitsTakenOff = (item: Quantities & Pick<OrderItem, 'charged'>): number =>
  item.ordered - item.charged - openUnits(item);

type Quantities = Pick<OrderItem, 'ordered' | 'shipped' | 'cancelled'>;

/** Units that are neither shipped nor cancelled; more of them than ordered do not make it negative. */
export const openUnits = (item: Quantities): number => Math.max(0, item.ordered - item.shipped - item.cancelled);

export const isAllAccountedFor = (items: readonly Quantities[]): boolean =>
  items.every((item) => openUnits(item) === 0);

/** What an item of an order cost the buyer, for all units ordered. */
export const itemTotalCents = (item: OrderItem): Cents =>
  item.ordered * (item.priceCents + item.taxCents + item.shippingCents + item.shippingTaxCents);

export const orderTotalCents = (order: Order): Cents =>
  order.items.reduce((sum, item) => sum + itemTotalCents(item), 0);

/** What was paid for units of an item. */
export interface PaidAmounts {
  readonly principalCents: Cents;
  readonly taxCents: Cents;
  readonly shippingCents: Cents;
  readonly shippingTaxCents: Cents;
}

/** What units of an item cost the buyer, by component. */
export const amountsFor = (
  item: Pick<OrderItem, 'priceCents' | 'taxCents' | 'shippingCents' | 'shippingTaxCents'>,
  units: number,
): PaidAmounts => ({
  principalCents: units * item.priceCents,
  taxCents: units * item.taxCents,
  shippingCents: units * item.shippingCents,
  shippingTaxCents: units * item.shippingTaxCents,
});

/** What the marketplace keeps of an item (page Check Order Details: "for the given quantity"). */
export const itemFeesCents = (item: OrderItem): Cents =>
  item.feeAdjustments.reduce((sum, adjustment) => sum + adjustment.valueCents, 0);

/**
 * What a partial cancel takes off the price of an item, as a negative amount (page Check Order Details,
 * `price_adjustment`). Undefined when no unit of it was cancelled, or nothing of the order is left.
 */
export function priceAdjustmentCents(order: Order, item: OrderItem): Cents | undefined {
  const isPartial = order.items.some((one) => one.charged > 0 || openUnits(one) > 0);
  const cancelled = unitsTakenOff(item);
  return isPartial && cancelled > 0 ? -cancelled * item.priceCents : undefined;
}
