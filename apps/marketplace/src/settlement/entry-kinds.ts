/** Owns how what happened becomes entries: which amounts of it the merchant gets, and under which name it is settled. */
import type { Cents, Instant } from '@jetway/kernel';
import type { SoldItem } from '../orders/index.ts';
import { commissionsGivenBack, type Entry, type EntryAmounts, NOTHING } from './settlement.ts';

/** What went back to a shopper of an item, by a return or by a refund of the merchant. */
export interface BackToShopper {
  /** Tells it from every other of its kind. */
  readonly source: string;
  readonly kind: 'return' | 'refund';
  readonly orderId: string;
  readonly referenceOrderId: string | null;
  readonly orderItemId: string;
  readonly sku: string | null;
  readonly units: number;
  readonly principalCents: Cents;
  readonly taxCents: Cents;
  readonly shippingCents: Cents;
  readonly shippingTaxCents: Cents;
  readonly at: Instant;
}

/** Takes an amount away; never minus zero. */
const taken = (cents: Cents): Cents => 0 - cents;

/** An item of a completed order: what was paid for it, less the commissions. */
export function orderEntry(item: SoldItem): Entry {
  const feesOf = (isBase: boolean): Cents =>
    item.feeAdjustments.filter(({ type }) => (type === 'base') === isBase).reduce((sum, { cents }) => sum + cents, 0);
  return {
    ...NOTHING,
    id: `order:${item.orderItemId}`,
    kind: 'order',
    at: item.completedAt,
    orderId: item.orderId,
    referenceOrderId: item.referenceOrderId,
    orderItemId: item.orderItemId,
    sku: item.sku,
    title: item.title,
    units: item.shippedUnits,
    note: null,
    principalCents: item.principalCents,
    shippingCents: item.shippingCents,
    taxCents: item.taxCents,
    shippingTaxCents: item.shippingTaxCents,
    fixedCommissionCents: taken(feesOf(true)),
    variableCommissionCents: taken(feesOf(false)),
  };
}

export const backEntry = (back: BackToShopper): Entry => ({
  ...NOTHING,
  id: `${back.kind}:${back.source}`,
  kind: back.kind,
  at: back.at,
  orderId: back.orderId,
  referenceOrderId: back.referenceOrderId,
  orderItemId: back.orderItemId,
  sku: back.sku,
  title: null,
  units: back.units,
  note: null,
  principalCents: taken(back.principalCents),
  shippingCents: taken(back.shippingCents),
  taxCents: taken(back.taxCents),
  shippingTaxCents: taken(back.shippingTaxCents),
});

const aboutOrder = (of: { readonly orderId: string; readonly referenceOrderId: string | null }) => ({
  orderId: of.orderId,
  referenceOrderId: of.referenceOrderId,
  orderItemId: null,
  sku: null,
  title: null,
  units: 0,
});

/** The charge of a return; it is taken whether the merchant agrees or not, and given back if the dispute goes its way. */
export const chargeEntry = (charge: {
  readonly returnId: string;
  readonly orderId: string;
  readonly referenceOrderId: string | null;
  readonly chargeCents: Cents;
  readonly isDisputed: boolean;
  readonly at: Instant;
}): Entry => ({
  ...NOTHING,
  ...aboutOrder(charge),
  id: `charge:${charge.returnId}`,
  kind: 'charge',
  at: charge.at,
  note: charge.isDisputed ? 'disputed' : null,
  returnChargeCents: taken(charge.chargeCents),
});

/** A charge given back after a dispute. */
export const disputeEntry = (
  dispute: {
    readonly returnId: string;
    readonly orderId: string;
    readonly referenceOrderId: string;
    readonly chargeCents: Cents;
    readonly note: string | null;
  },
  at: Instant,
): Entry => ({
  ...NOTHING,
  ...aboutOrder(dispute),
  id: `dispute:${dispute.returnId}`,
  kind: 'dispute',
  at,
  note: dispute.note,
  adjustmentCents: dispute.chargeCents,
});

/** An amount of an operator's own. */
export const adjustmentEntry = (adjustment: {
  readonly id: string;
  readonly at: Instant;
  readonly amountCents: Cents;
  readonly reason: string;
}): Entry => ({
  ...NOTHING,
  id: `adjustment:${adjustment.id}`,
  kind: 'adjustment',
  at: adjustment.at,
  orderId: null,
  referenceOrderId: null,
  orderItemId: null,
  sku: null,
  title: null,
  units: 0,
  note: adjustment.reason,
  adjustmentCents: adjustment.amountCents,
});

const commissionId = (of: Entry): string => `commission:${of.id}`;

/**
 * The commissions to be given back that are not yet: for every refund of items that are settled themselves. Where the
 * refund came before the order was complete, it follows when the order is.
 * @param entries all that is settled about some items, in the order of time
 */
export function commissionEntries(entries: readonly Entry[]): readonly Entry[] {
  const byItem = Map.groupBy(entries, ({ orderItemId }) => orderItemId);
  return [...byItem.values()].flatMap(commissionEntriesOfItem);
}

function commissionEntriesOfItem(entries: readonly Entry[]): readonly Entry[] {
  const sold = entries.find(({ kind }) => kind === 'order');
  if (sold === undefined) return [];
  const refunds = entries.filter(
    ({ kind, principalCents }) => (kind === 'return' || kind === 'refund') && principalCents < 0,
  );
  const done = new Map(entries.filter(({ kind }) => kind === 'commission').map((entry) => [entry.id, entry]));
  // Those that are settled come first: what was given back for them stays, whatever came up late before them.
  const inOrder = [
    ...refunds.filter((refund) => done.has(commissionId(refund))),
    ...refunds.filter((refund) => !done.has(commissionId(refund))),
  ];
  const given = commissionsGivenBack(
    sold,
    inOrder.map(({ principalCents }) => taken(principalCents)),
  );
  return inOrder.flatMap((refund, index) => {
    const amounts = given[index];
    const isNothing = amounts?.fixedCommissionCents === 0 && amounts.variableCommissionCents === 0;
    if (amounts === undefined || isNothing || done.has(commissionId(refund))) return [];
    return [commissionEntry(refund, sold, amounts)];
  });
}

const commissionEntry = (
  refund: Entry,
  sold: Entry,
  amounts: Pick<EntryAmounts, 'fixedCommissionCents' | 'variableCommissionCents'>,
): Entry => ({
  ...NOTHING,
  ...amounts,
  id: commissionId(refund),
  kind: 'commission',
  at: Math.max(refund.at, sold.at),
  orderId: refund.orderId,
  referenceOrderId: sold.referenceOrderId,
  orderItemId: refund.orderItemId,
  sku: sold.sku,
  title: sold.title,
  units: 0,
  note: null,
});
