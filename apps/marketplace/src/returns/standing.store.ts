/**
 * Owns reading how items of orders stand towards refunds. It reads the rows of refunds too: the bound is one, however
 * the money goes back.
 */
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';
import { returnLifecycle } from './returns.ts';
import type { ItemStanding, OrderStanding } from './standing.ts';

interface StandingRow {
  readonly account_id: string;
  readonly order_id: string;
  readonly id: string;
  readonly alt_order_item_id: string | null;
  readonly sku: string;
  readonly charged_units: number;
  readonly price_cents: number;
  readonly tax_cents: number;
  readonly shipping_cents: number;
  readonly shipping_tax_cents: number;
  readonly refunded_principal_cents: number;
  readonly refunded_tax_cents: number;
  readonly refunded_shipping_cents: number;
  readonly refunded_shipping_tax_cents: number;
  readonly returned: number;
  readonly units_in_returns: number;
  readonly units_in_open_returns: number;
}

const standingOfOrders = statement<StandingRow>(
  'standingOfOrders',
  `select i.account_id, i.order_id, i.id, i.alt_order_item_id, i.sku, i.charged_units, i.price_cents, i.tax_cents,
     i.shipping_cents, i.shipping_tax_cents,
     coalesce(b.principal_cents, 0)::bigint as refunded_principal_cents,
     coalesce(b.tax_cents, 0)::bigint as refunded_tax_cents,
     coalesce(b.shipping_cents, 0)::bigint as refunded_shipping_cents,
     coalesce(b.shipping_tax_cents, 0)::bigint as refunded_shipping_tax_cents,
     coalesce(b.returned, 0)::bigint as returned,
     coalesce(u.units, 0)::bigint as units_in_returns, coalesce(u.open_units, 0)::bigint as units_in_open_returns
   from unnest($1::text[], $2::text[]) as w(account_id, order_id)
   join marketplace.order_items i on i.account_id = w.account_id and i.order_id = w.order_id
   left join lateral (
     select sum(x.principal_cents) as principal_cents, sum(x.tax_cents) as tax_cents,
       sum(x.shipping_cents) as shipping_cents, sum(x.shipping_tax_cents) as shipping_tax_cents,
       sum(x.returned) as returned
     from (
       select f.principal_cents, f.tax_cents, f.shipping_cents, f.shipping_tax_cents, f.returned
       from marketplace.returns r
       join marketplace.return_refunds f on f.account_id = r.account_id and f.return_id = r.id
       where r.account_id = i.account_id and r.order_id = i.order_id and f.order_item_id = i.id
       union all
       select m.principal_cents, m.tax_cents, m.shipping_cents, m.shipping_tax_cents, m.returned
       from marketplace.refunds d
       join marketplace.refund_items m on m.account_id = d.account_id and m.refund_id = d.id
       where d.account_id = i.account_id and d.order_id = i.order_id and d.status = 'accepted' and m.order_item_id = i.id
     ) x) b on true
   left join lateral (
     select sum(l.quantity) as units, sum(l.quantity) filter (where r.status <> all ($3::text[])) as open_units
     from marketplace.returns r
     join marketplace.return_lines l on l.account_id = r.account_id and l.return_id = r.id
     where r.account_id = i.account_id and r.order_id = i.order_id and l.order_item_id = i.id) u on true
   order by i.account_id, i.order_id, i.position`,
);

const itemFromRow = (row: StandingRow): ItemStanding => ({
  orderItemId: row.id,
  altOrderItemId: row.alt_order_item_id,
  sku: row.sku,
  paidUnits: row.charged_units,
  unit: {
    principalCents: row.price_cents,
    taxCents: row.tax_cents,
    shippingCents: row.shipping_cents,
    shippingTaxCents: row.shipping_tax_cents,
  },
  refunded: {
    principalCents: row.refunded_principal_cents,
    taxCents: row.refunded_tax_cents,
    shippingCents: row.refunded_shipping_cents,
    shippingTaxCents: row.refunded_shipping_tax_cents,
  },
  returnedUnits: row.returned,
  unitsInReturns: row.units_in_returns,
  unitsInOpenReturns: row.units_in_open_returns,
});

export interface OrderKey {
  readonly accountId: string;
  readonly orderId: string;
}

/** How orders stand, in the order given; read it in the transaction that has locked them. */
export async function loadStandings(
  handle: MarketplaceHandle,
  orders: readonly OrderKey[],
): Promise<readonly OrderStanding[]> {
  const rows = await standingOfOrders(handle, [
    orders.map(({ accountId }) => accountId),
    orders.map(({ orderId }) => orderId),
    [...returnLifecycle.final],
  ]);
  const found = new Map<string, Map<string, ItemStanding>>();
  for (const row of rows) {
    const name = nameOf({ accountId: row.account_id, orderId: row.order_id });
    const standing = found.get(name) ?? new Map<string, ItemStanding>();
    found.set(name, standing.set(row.id, itemFromRow(row)));
  }
  return orders.map((order) => found.get(nameOf(order)) ?? new Map());
}

const nameOf = ({ accountId, orderId }: OrderKey): string => `${accountId} ${orderId}`;

/** How one order stands; empty when there is no such order. */
export async function loadStanding(handle: MarketplaceHandle, order: OrderKey): Promise<OrderStanding> {
  return (await loadStandings(handle, [order]))[0] ?? new Map();
}
