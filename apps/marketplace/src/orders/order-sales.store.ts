/** Owns what others ask of what was sold: settlement and sales data. */
import type { Cents, Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import { type FeeAdjustment, feesForUnits } from '../commissions/index.ts';
import type { MarketplaceHandle } from '../database/index.ts';
import { amountsFor, type PaidAmounts } from './orders.ts';

interface SoldRow {
  readonly completed_at: Instant;
  readonly order_id: string;
  readonly reference_order_id: string;
  readonly alt_order_id: string | null;
  readonly order_item_id: string;
  readonly sku: string;
  readonly title: string;
  readonly ordered: number;
  readonly charged_units: number;
  readonly price_cents: number;
  readonly tax_cents: number;
  readonly shipping_cents: number;
  readonly shipping_tax_cents: number;
  readonly fee_adjustments: readonly FeeAdjustment[];
}

const orderListSold = statement<SoldRow>(
  'orderListSold',
  `select o.completed_at, o.id as order_id, o.reference_order_id, o.alt_order_id, i.id as order_item_id, i.sku, i.title,
     i.ordered, i.charged_units, i.price_cents, i.tax_cents, i.shipping_cents, i.shipping_tax_cents, i.fee_adjustments
   from marketplace.orders o
   join marketplace.order_items i on i.account_id = o.account_id and i.order_id = o.id
   where o.account_id = $1 and o.completed_at is not null and o.completed_at < $3
     and (o.completed_at, o.id) >= ($2::bigint, $4::text)
     and (o.completed_at, o.id, i.id) > ($2::bigint, $4::text, $5::text)
     and i.charged_units > 0
   order by o.completed_at, o.id, i.id limit $6`,
);

/**
 * Units of each order item, less those that were cancelled, with when (world time) the order was placed, for statements
 * that count what is sold in a world: `$1` world, `$2` the first instant, `$3` the first that does not count any more.
 */
export const UNITS_SOLD = `select i.account_id, i.sku, o.placed_at,
    i.charged_units + greatest(0, i.ordered - i.shipped - i.cancelled) as units
  from marketplace.accounts a
  join marketplace.orders o on o.account_id = a.id and o.placed_at >= $2 and o.placed_at < $3
  join marketplace.order_items i on i.account_id = o.account_id and i.order_id = o.id
  where a.world_id = $1`;

/** An item of a completed order of which units were shipped; the amounts are for those units. */
export interface SoldItem extends PaidAmounts {
  readonly orderId: string;
  readonly referenceOrderId: string;
  readonly altOrderId: string | null;
  readonly orderItemId: string;
  readonly sku: string;
  readonly title: string;
  /** Units that the shopper pays for. */
  readonly shippedUnits: number;
  /** The other units that were ordered. */
  readonly cancelledUnits: number;
  readonly feeAdjustments: readonly { readonly name: string; readonly type: string; readonly cents: Cents }[];
  /** World time. */
  readonly completedAt: Instant;
}

/** The last item of a page: the next begins after it. */
export type SoldItemPlace = Pick<SoldItem, 'completedAt' | 'orderId' | 'orderItemId'>;

export interface SoldItemListing {
  /** World time at which the order was completed, the first instant of the span. */
  readonly from: Instant;
  /** The first instant that is not in the span any more. */
  readonly to: Instant;
  readonly after: SoldItemPlace | undefined;
  readonly limit: number;
}

/**
 * Items of completed orders in the order of completion, as far as units were shipped. Once an order is complete its row
 * here does not change any more, whatever the merchant reports afterwards. An order may be written a moment after the
 * instant that it carries: who takes every item once should look behind the end of a span again.
 */
export async function completedOrderItems(
  handle: MarketplaceHandle,
  accountId: string,
  { from, to, after, limit }: SoldItemListing,
): Promise<SoldItem[]> {
  const place = [after?.orderId ?? '', after?.orderItemId ?? ''];
  const rows = await orderListSold(handle, [accountId, after?.completedAt ?? from, to, ...place, limit]);
  return rows.map(soldFromRow);
}

const soldFromRow = (row: SoldRow): SoldItem => ({
  orderId: row.order_id,
  referenceOrderId: row.reference_order_id,
  altOrderId: row.alt_order_id,
  orderItemId: row.order_item_id,
  sku: row.sku,
  title: row.title,
  shippedUnits: row.charged_units,
  cancelledUnits: row.ordered - row.charged_units,
  ...amountsFor(
    {
      priceCents: row.price_cents,
      taxCents: row.tax_cents,
      shippingCents: row.shipping_cents,
      shippingTaxCents: row.shipping_tax_cents,
    },
    row.charged_units,
  ),
  feeAdjustments: feesForUnits(row.fee_adjustments, row.ordered, row.charged_units).map(
    ({ name, type, valueCents }) => ({ name, type, cents: valueCents }),
  ),
  completedAt: row.completed_at,
});
