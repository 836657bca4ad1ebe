/** Owns how an item of an order stands towards refunds: what was paid for it, and what went back by returns and refunds. */
import { addAmounts, paidFor, type RefundAmount } from './returns.ts';

/** An item of an order, over all its returns and all accepted refunds. */
export interface ItemStanding {
  readonly orderItemId: string;
  readonly altOrderItemId: string | null;
  readonly sku: string;
  /** Units that were shipped to the shopper and paid for. */
  readonly paidUnits: number;
  /** What was paid for one of them. */
  readonly unit: RefundAmount;
  /** What went back so far, by whatever way. */
  readonly refunded: RefundAmount;
  /** Units that the merchant reported as having come back, by whatever way. */
  readonly returnedUnits: number;
  /** Units of returns, whatever became of them. */
  readonly unitsInReturns: number;
  /** Those of them whose return is not complete. */
  readonly unitsInOpenReturns: number;
}

/** By order item, in the order of the items. */
export type OrderStanding = ReadonlyMap<string, ItemStanding>;

export const paidOf = (item: Pick<ItemStanding, 'unit' | 'paidUnits'>): RefundAmount =>
  paidFor(item.unit, item.paidUnits);

/** What of the amount paid has not gone back yet. */
export const leftToRefund = (item: ItemStanding): RefundAmount => {
  const paid = paidOf(item);
  return {
    principalCents: paid.principalCents - item.refunded.principalCents,
    taxCents: paid.taxCents - item.refunded.taxCents,
    shippingCents: paid.shippingCents - item.refunded.shippingCents,
    shippingTaxCents: paid.shippingTaxCents - item.refunded.shippingTaxCents,
  };
};

/** The standing once more went back. */
export const withRefund = (
  item: ItemStanding,
  more: { readonly amount: RefundAmount; readonly returned: number },
): ItemStanding => ({
  ...item,
  refunded: addAmounts([item.refunded, more.amount]),
  returnedUnits: item.returnedUnits + more.returned,
});
