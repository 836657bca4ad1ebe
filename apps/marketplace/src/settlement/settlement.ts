/** Owns what a settlement is: spans of time, entries that each happen once, balances, and disputed return charges. */
import type { SettlementState } from '@jetway/jet-api';
import { type Cents, defineLifecycle, HOUR_MS, type Instant, type Lifecycle, splitCents } from '@jetway/kernel';
import { LAST_WORLD_INSTANT } from '../worlds/index.ts';

/** The life of a settlement: what is in a closed one does not change any more. */
export const settlementLifecycle: Lifecycle<SettlementState, 'close'> = defineLifecycle({
  name: 'settlement',
  initial: 'open',
  states: ['open', 'closed'],
  transitions: { close: [{ from: ['open'], to: 'closed' }] },
});

export type DisputeState = 'open' | 'for merchant' | 'for marketplace';

/** The life of a dispute about a return charge. */
export const disputeLifecycle: Lifecycle<DisputeState, 'decide'> = defineLifecycle({
  name: 'dispute',
  initial: 'open',
  states: ['open', 'for merchant', 'for marketplace'],
  transitions: {
    decide: [
      { from: ['open'], to: 'for merchant' },
      { from: ['open'], to: 'for marketplace' },
    ],
  },
});

/**
 * What an entry is about: an item of a completed order; what went back to the shopper by a return or by a refund of the
 * merchant; commission given back for it; the charge of a return; a disputed charge given back; an operator's amount.
 */
export type EntryKind = 'order' | 'return' | 'refund' | 'commission' | 'charge' | 'dispute' | 'adjustment';

/** As the merchant gets them: below zero what is taken. */
export interface EntryAmounts {
  readonly principalCents: Cents;
  readonly shippingCents: Cents;
  readonly taxCents: Cents;
  readonly shippingTaxCents: Cents;
  /** The commission that everybody pays. */
  readonly fixedCommissionCents: Cents;
  /** What rules add to it or take off it. */
  readonly variableCommissionCents: Cents;
  readonly returnChargeCents: Cents;
  readonly adjustmentCents: Cents;
}

export const amountNames = [
  'principalCents',
  'shippingCents',
  'taxCents',
  'shippingTaxCents',
  'fixedCommissionCents',
  'variableCommissionCents',
  'returnChargeCents',
  'adjustmentCents',
] as const satisfies readonly (keyof EntryAmounts)[];

export const NOTHING: EntryAmounts = {
  principalCents: 0,
  shippingCents: 0,
  taxCents: 0,
  shippingTaxCents: 0,
  fixedCommissionCents: 0,
  variableCommissionCents: 0,
  returnChargeCents: 0,
  adjustmentCents: 0,
};

/** Something that is settled. */
export interface Entry extends EntryAmounts {
  /** The kind and what it is about; an account has each once. */
  readonly id: string;
  readonly kind: EntryKind;
  readonly at: Instant;
  readonly orderId: string | null;
  readonly referenceOrderId: string | null;
  readonly orderItemId: string | null;
  readonly sku: string | null;
  readonly title: string | null;
  readonly units: number;
  readonly note: string | null;
}

export const addAmounts = (one: EntryAmounts, other: EntryAmounts): EntryAmounts => ({
  principalCents: one.principalCents + other.principalCents,
  shippingCents: one.shippingCents + other.shippingCents,
  taxCents: one.taxCents + other.taxCents,
  shippingTaxCents: one.shippingTaxCents + other.shippingTaxCents,
  fixedCommissionCents: one.fixedCommissionCents + other.fixedCommissionCents,
  variableCommissionCents: one.variableCommissionCents + other.variableCommissionCents,
  returnChargeCents: one.returnChargeCents + other.returnChargeCents,
  adjustmentCents: one.adjustmentCents + other.adjustmentCents,
});

export const totalOf = (amounts: EntryAmounts): Cents => amountNames.reduce((sum, name) => sum + amounts[name], 0);

export const commissionOf = (amounts: EntryAmounts): Cents =>
  amounts.fixedCommissionCents + amounts.variableCommissionCents;

/** Price, shipping and taxes. */
export const paidOf = (amounts: EntryAmounts): Cents =>
  amounts.principalCents + amounts.shippingCents + amounts.taxCents + amounts.shippingTaxCents;

/** The sums of a settlement's entries, apart by kind; kinds without entries are left out. */
export type EntrySums = Readonly<Partial<Record<EntryKind, EntryAmounts>>>;

/** A settlement in three parts, which add up to its value. */
export interface Balances {
  readonly orders: EntryAmounts;
  /** What went back to shoppers and what returns cost, with the commission given back for it. */
  readonly returns: EntryAmounts;
  /** An operator's amounts, and charges given back after a dispute. */
  readonly adjustmentCents: Cents;
}

export function balancesOf(sums: EntrySums): Balances {
  const of = (...kinds: readonly EntryKind[]): EntryAmounts =>
    kinds.reduce((sum, kind) => addAmounts(sum, sums[kind] ?? NOTHING), NOTHING);
  return {
    orders: of('order'),
    returns: of('return', 'refund', 'commission', 'charge'),
    adjustmentCents: totalOf(of('dispute', 'adjustment')),
  };
}

export const settlementValue = ({ orders, returns, adjustmentCents }: Balances): Cents =>
  totalOf(orders) + totalOf(returns) + adjustmentCents;

export interface Settlement {
  readonly accountId: string;
  readonly id: string;
  readonly worldId: string;
  readonly state: SettlementState;
  readonly startsAt: Instant;
  /** The first instant that does not belong to it. */
  readonly endsAt: Instant;
  readonly closedAt: Instant | null;
}

/**
 * The span of time that an instant belongs to: spans of the world's length, counted from 1970-01-01, so that all
 * accounts of a world are settled at once. It begins no sooner than the span before it ended.
 */
export function spanAround(
  at: Instant,
  lengthMs: number,
  notBefore: Instant,
): { readonly startsAt: Instant; readonly endsAt: Instant } {
  const start = Math.floor(Math.max(at, notBefore) / lengthMs) * lengthMs;
  return { startsAt: Math.max(start, notBefore), endsAt: Math.min(start + lengthMs, LAST_WORLD_INSTANT) };
}

/** What happened is collected at the end of its hour, so that a busy account is not settled order by order. */
export const COLLECT_EVERY_MS = HOUR_MS;

/** A return charge that the merchant does not agree to. */
export interface Dispute {
  readonly accountId: string;
  readonly returnId: string;
  readonly orderId: string;
  readonly referenceOrderId: string;
  readonly chargeCents: Cents;
  /** As the merchant sent it. */
  readonly feedback: string | null;
  readonly state: DisputeState;
  readonly openedAt: Instant;
  readonly decidedAt: Instant | null;
  readonly note: string | null;
}

/** What was sold of an item, and the commission kept for it. */
export interface SoldItem {
  /** What was paid for the goods. */
  readonly principalCents: Cents;
  /** Below zero: taken. */
  readonly fixedCommissionCents: Cents;
  readonly variableCommissionCents: Cents;
}

/**
 * The commission that is given back for each of the refunds of an item, in their order: the part of it that the part of
 * the price is, reckoned over all of them, so that a full refund gives back all of it to the cent however it is split.
 * `refundedCents`: the principal of each refund, above zero.
 */
export function commissionsGivenBack(
  sold: SoldItem,
  refundedCents: readonly Cents[],
): readonly Pick<EntryAmounts, 'fixedCommissionCents' | 'variableCommissionCents'>[] {
  const partOf = (commissionCents: Cents, refunded: Cents): Cents => {
    if (sold.principalCents <= 0) return 0;
    const part = Math.min(refunded, sold.principalCents);
    const [given = 0] = splitCents(-commissionCents, [part, sold.principalCents - part]);
    // Splitting nothing may give minus zero.
    return given + 0;
  };
  let before = 0;
  return refundedCents.map((cents) => {
    const now = before + cents;
    const difference = (commissionCents: Cents): Cents =>
      partOf(commissionCents, now) - partOf(commissionCents, before);
    const given = {
      fixedCommissionCents: difference(sold.fixedCommissionCents),
      variableCommissionCents: difference(sold.variableCommissionCents),
    };
    before = now;
    return given;
  });
}
