/** Owns what a return is: its parts, the table of its life, and the bounds of what may be asked and refunded. */
import type { ReturnStatus } from '@jetway/jet-api';
import { type Cents, defineLifecycle, type Instant, type Lifecycle, type Ok } from '@jetway/kernel';
import type { ReturnAddress } from './return-location.ts';

/** An amount in its four components, for all the units it is about. */
export interface RefundAmount {
  readonly principalCents: Cents;
  readonly taxCents: Cents;
  readonly shippingCents: Cents;
  readonly shippingTaxCents: Cents;
}

/** What a shopper asks for; taxes may be left open. */
export interface RequestedRefund extends Omit<RefundAmount, 'taxCents' | 'shippingTaxCents'> {
  readonly taxCents: Cents | null;
  readonly shippingTaxCents: Cents | null;
}

export interface ReturnLine {
  readonly orderItemId: string;
  readonly quantity: number;
  /** As the shopper's side said it. */
  readonly reason: string;
  readonly requested: RequestedRefund;
}

/** What a complete message says of units of an item. */
export interface ReportedItem {
  readonly orderItemId: string;
  readonly altOrderItemId: string | null;
  /** Units that came back. */
  readonly returned: number;
  /** Units that are refunded. */
  readonly refunded: number;
  /** As the merchant sent it, as the notes are. */
  readonly feedback: string | null;
  readonly notes: string | null;
  readonly amount: RefundAmount;
}

/** The same once it was taken. */
export interface ReportedRefund extends ReportedItem {
  readonly at: Instant;
  /** The event by which it was reported: all of one message have the same. */
  readonly eventSeq: number;
}

export interface Return {
  readonly accountId: string;
  readonly id: string;
  readonly worldId: string;
  readonly orderId: string;
  readonly referenceId: string;
  readonly altReturnId: string | null;
  /** The merchant's own id of the order, as its complete message said it. */
  readonly altOrderId: string | null;
  readonly status: ReturnStatus;
  /** The shopper keeps the goods and is refunded all the same. */
  readonly refundWithoutReturn: boolean;
  readonly chargeCents: Cents;
  /** Null until the merchant said so. */
  readonly agreesToCharge: boolean | null;
  readonly chargeFeedback: string | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly returnNodeId: string | null;
  /** Where the goods go, each address once. */
  readonly locations: readonly ReturnAddress[];
  readonly openedAt: Instant;
  readonly completedAt: Instant | null;
  readonly eventCount: number;
  readonly lines: readonly ReturnLine[];
  /** In the order received. */
  readonly refunds: readonly ReportedRefund[];
}

export type ReturnEventKind = 'complete';

/** The life of a return (page Check for Returns): a complete message may cover a part of the units. */
export const returnLifecycle: Lifecycle<ReturnStatus, ReturnEventKind> = defineLifecycle({
  name: 'return',
  initial: 'created',
  states: ['created', 'inprogress', 'completed by merchant'],
  transitions: {
    complete: [
      { from: ['created', 'inprogress'], to: 'inprogress' },
      { from: ['created', 'inprogress'], to: 'completed by merchant' },
    ],
  },
});

export type ReturnRefusalCode = 'not_found' | 'invalid' | 'not_allowed_now';

export interface ReturnRefusal {
  readonly code: ReturnRefusalCode;
  /** At least one; all that is wrong. */
  readonly texts: readonly string[];
}

export type ReturnDecision<T> = Ok<T> | { readonly ok: false; readonly refusal: ReturnRefusal };

export const refuseReturn = (
  code: ReturnRefusalCode,
  ...texts: readonly string[]
): { readonly ok: false; readonly refusal: ReturnRefusal } => ({ ok: false, refusal: { code, texts } });

/** A return as it will be (its last event is this one), and what to tell of it. */
export interface ReturnChange {
  readonly kind: ReturnEventKind;
  readonly at: Instant;
  readonly detail: string;
  readonly return: Return;
  readonly newRefunds: readonly ReportedRefund[];
}

export interface CompleteReturnCommand {
  /** The order that the merchant names, by any of its ids: it must be the return's. */
  readonly orderId: string;
  readonly altReturnId: string | null;
  readonly altOrderId: string | null;
  readonly agreesToCharge: boolean;
  readonly chargeFeedback: string | null;
  readonly items: readonly ToldItem[];
}

/** What a message says of units of an item, which goes by Jet's id or, where that is null, by the merchant's own. */
export type ToldItem = Omit<ReportedItem, 'orderItemId'> & { readonly orderItemId: string | null };

/** What was paid for so many units, by what was paid for one. */
export const paidFor = (unit: RefundAmount, units: number): RefundAmount => ({
  principalCents: unit.principalCents * units,
  taxCents: unit.taxCents * units,
  shippingCents: unit.shippingCents * units,
  shippingTaxCents: unit.shippingTaxCents * units,
});

export const COMPONENTS = ['principalCents', 'taxCents', 'shippingCents', 'shippingTaxCents'] as const;
export type Component = (typeof COMPONENTS)[number];

/** The components as messages name them. */
export const WIRE_COMPONENTS = {
  principalCents: 'principal',
  taxCents: 'tax',
  shippingCents: 'shipping_cost',
  shippingTaxCents: 'shipping_tax',
} as const satisfies Readonly<Record<Component, string>>;

export const addAmounts = (amounts: readonly RefundAmount[]): RefundAmount => {
  const sum = (component: Component): Cents => amounts.reduce((total, amount) => total + amount[component], 0);
  return {
    principalCents: sum('principalCents'),
    taxCents: sum('taxCents'),
    shippingCents: sum('shippingCents'),
    shippingTaxCents: sum('shippingTaxCents'),
  };
};

export const totalOf = (amount: RequestedRefund): Cents =>
  amount.principalCents + (amount.taxCents ?? 0) + amount.shippingCents + (amount.shippingTaxCents ?? 0);

/** Units of a line that a report has accounted for: they came back, or are refunded without. */
export const unitsAccountedFor = (ret: { readonly refunds: readonly ReportedItem[] }, orderItemId: string): number =>
  ret.refunds
    .filter((refund) => refund.orderItemId === orderItemId)
    .reduce((sum, { returned, refunded }) => sum + Math.max(returned, refunded), 0);
