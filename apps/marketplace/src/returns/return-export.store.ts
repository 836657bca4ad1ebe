/** Owns what settlement reads of returns: what was refunded of each item, and the charge of each completed return. */
import type { Cents, Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';
import type { RefundAmount } from './returns.ts';

/**
 * Money that moved by a return, in cents. One entry for each item of each report, and one without an item for the charge
 * of a return when it completes.
 */
export interface ReturnRefundEntry extends RefundAmount {
  readonly returnId: string;
  /** Unique within the return: the place of the report; -1 for the charge. */
  readonly position: number;
  readonly orderId: string;
  /** Null for the charge. */
  readonly orderItemId: string | null;
  readonly sku: string | null;
  /** Units refunded. */
  readonly units: number;
  /** What the merchant agrees to pay for the return; null beside items, and while it disputes the charge. */
  readonly chargeCents: Cents | null;
  /** The charge that it disputes; null otherwise. */
  readonly disputedChargeCents: Cents | null;
  readonly at: Instant;
}

/** Where the next page begins: after this entry. */
export interface ReturnRefundKey {
  readonly at: Instant;
  readonly returnId: string;
  readonly position: number;
}

export interface ReturnRefundSpan {
  /** World time; the first instant that belongs to it, and the first that does not. */
  readonly from: Instant;
  readonly to: Instant;
  readonly after: ReturnRefundKey | undefined;
  readonly limit: number;
}

interface EntryRow {
  readonly return_id: string;
  readonly position: number;
  readonly order_id: string;
  readonly order_item_id: string | null;
  readonly sku: string | null;
  readonly units: number;
  readonly principal_cents: number;
  readonly tax_cents: number;
  readonly shipping_cents: number;
  readonly shipping_tax_cents: number;
  readonly charge_cents: number | null;
  readonly disputed_charge_cents: number | null;
  readonly at: number;
}

const returnExport = statement<EntryRow>(
  'returnExport',
  `select * from (
     (select f.return_id, f.position, r.order_id, f.order_item_id, i.sku, f.refunded as units, f.principal_cents,
        f.tax_cents, f.shipping_cents, f.shipping_tax_cents, null::bigint as charge_cents,
        null::bigint as disputed_charge_cents, f.reported_at as at
      from marketplace.return_refunds f
      join marketplace.returns r on r.account_id = f.account_id and r.id = f.return_id
      join marketplace.order_items i
        on i.account_id = f.account_id and i.order_id = r.order_id and i.id = f.order_item_id
      where f.account_id = $1 and f.reported_at >= $2 and f.reported_at < $3
        and (f.reported_at, f.return_id, f.position) > ($4::bigint, $5::text, $6::integer)
      order by f.reported_at, f.return_id, f.position limit $7)
     union all
     (select r.id, -1, r.order_id, null, null, 0, 0, 0, 0, 0,
        case when r.agrees_to_charge then r.charge_cents end,
        case when not r.agrees_to_charge then r.charge_cents end, r.completed_at
      from marketplace.returns r
      where r.account_id = $1 and r.completed_at >= $2 and r.completed_at < $3
        and (r.completed_at, r.id, -1) > ($4::bigint, $5::text, $6::integer)
      order by r.completed_at, r.id limit $7)) x
   order by x.at, x.return_id, x.position limit $7`,
);

/** What moved by returns in a span of world time, in the order of time. */
export async function returnRefunds(
  handle: MarketplaceHandle,
  accountId: string,
  { from, to, after, limit }: ReturnRefundSpan,
): Promise<ReturnRefundEntry[]> {
  const place = after === undefined ? [from - 1, '', 0] : [after.at, after.returnId, after.position];
  const rows = await returnExport(handle, [accountId, from, to, ...place, limit]);
  return rows.map((row) => ({
    returnId: row.return_id,
    position: row.position,
    orderId: row.order_id,
    orderItemId: row.order_item_id,
    sku: row.sku,
    units: row.units,
    principalCents: row.principal_cents,
    taxCents: row.tax_cents,
    shippingCents: row.shipping_cents,
    shippingTaxCents: row.shipping_tax_cents,
    chargeCents: row.charge_cents,
    disputedChargeCents: row.disputed_charge_cents,
    at: row.at,
  }));
}
