/** Owns the lists of refunds: ids for merchants, rows and counts for operators, what happened to one, and those accepted. */
import type { RefundStatus } from '@jetway/jet-api';
import type { Cents, Instant, Keyset } from '@jetway/kernel';
import { statement } from '@jetway/service';
import { historyOf, type MarketplaceHandle } from '../database/index.ts';
import type { RefundAmount } from '../returns/index.ts';
import { refundLifecycle } from './refunds.ts';

const listIn = (order: 'asc' | 'desc') =>
  `select x.id from unnest($2::text[]) as s(status)
   cross join lateral (
     select id, created_at from marketplace.refunds
     where account_id = $1 and status = s.status order by created_at ${order}, id ${order} limit $3) x
   order by x.created_at ${order}, x.id ${order} limit $3`;
const refundListOldest = statement<{ id: string }>('refundListOldest', listIn('asc'));
const refundListNewest = statement<{ id: string }>('refundListNewest', listIn('desc'));

/** Ids of the refunds in any of the statuses: those that wait the oldest first, those that are decided the newest first. */
export async function listRefundIds(
  handle: MarketplaceHandle,
  { accountId, statuses }: { readonly accountId: string; readonly statuses: readonly RefundStatus[] },
  limit: number,
): Promise<string[]> {
  const isDecided = statuses.every((status) => refundLifecycle.final.has(status));
  const list = isDecided ? refundListNewest : refundListOldest;
  return (await list(handle, [accountId, statuses, limit])).map(({ id }) => id);
}

/** A refund as a list shows it. */
export interface ListedRefund {
  readonly id: string;
  readonly orderId: string;
  readonly referenceOrderId: string;
  readonly altRefundId: string;
  readonly status: RefundStatus;
  /** Units refunded. */
  readonly units: number;
  readonly amountCents: Cents;
  readonly buyerName: string;
  readonly firstTitle: string;
  readonly createdAt: Instant;
  readonly dueAt: Instant | null;
  readonly decidedAt: Instant | null;
}

interface ListedRow {
  readonly id: string;
  readonly order_id: string;
  readonly reference_order_id: string;
  readonly alt_refund_id: string;
  readonly status: RefundStatus;
  readonly units: number;
  readonly amount_cents: number;
  readonly buyer_name: string;
  readonly first_title: string;
  readonly created_at: number;
  readonly due_at: number | null;
  readonly decided_at: number | null;
}

/** The page is cut before anything is added up. */
const refundListPage = statement<ListedRow>(
  'refundListPage',
  `select r.id, r.order_id, o.reference_order_id, r.alt_refund_id, r.status, l.units, l.amount_cents,
     o.buyer ->> 'name' as buyer_name, l.first_title, r.created_at, r.due_at, r.decided_at
   from (
     select * from marketplace.refunds
     where account_id = $1 and ($5::text[] is null or status = any ($5)) and ($6::text is null or order_id = $6)
       and (created_at, id) < ($2::bigint, $3::text)
     order by created_at desc, id desc limit $4) r
   join marketplace.orders o on o.account_id = r.account_id and o.id = r.order_id
   join lateral (
     select sum(x.refunded)::bigint as units, min(i.title) filter (where x.position = 0) as first_title,
       sum(x.principal_cents + x.tax_cents + x.shipping_cents + x.shipping_tax_cents)::bigint as amount_cents
     from marketplace.refund_items x
     join marketplace.order_items i
       on i.account_id = x.account_id and i.order_id = x.order_id and i.id = x.order_item_id
     where x.account_id = r.account_id and x.refund_id = r.id) l on true
   order by r.created_at desc, r.id desc`,
);

const listedFromRow = (row: ListedRow): ListedRefund => ({
  id: row.id,
  orderId: row.order_id,
  referenceOrderId: row.reference_order_id,
  altRefundId: row.alt_refund_id,
  status: row.status,
  units: row.units,
  amountCents: row.amount_cents,
  buyerName: row.buyer_name,
  firstTitle: row.first_title,
  createdAt: row.created_at,
  dueAt: row.due_at,
  decidedAt: row.decided_at,
});

/** Null: any. */
export interface RefundFilter {
  readonly statuses: readonly RefundStatus[] | null;
  readonly orderId: string | null;
}

/** Refunds of an account, the newest first, after a place. */
export async function listRefundPage(
  handle: MarketplaceHandle,
  accountId: string,
  page: { readonly filter: RefundFilter; readonly after: Keyset | undefined; readonly limit: number },
): Promise<ListedRefund[]> {
  const { filter, after, limit } = page;
  const place = [after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit];
  return (await refundListPage(handle, [accountId, ...place, filter.statuses, filter.orderId])).map(listedFromRow);
}

const refundCountByStatus = statement<{ status: RefundStatus; count: number }>(
  'refundCountByStatus',
  'select status, count(*) as count from marketplace.refunds where account_id = $1 group by status',
);

/** How many refunds of an account are in each status; statuses without any are left out. */
export async function countRefunds(
  handle: MarketplaceHandle,
  accountId: string,
): Promise<ReadonlyMap<RefundStatus, number>> {
  const rows = await refundCountByStatus(handle, [accountId]);
  return new Map(rows.map(({ status, count }) => [status, count]));
}

/** What happened to a refund. */
export const listRefundEvents = historyOf('refund');

/** Money that an accepted refund gave back for an item, in cents. */
export interface AcceptedRefund extends RefundAmount {
  readonly refundId: string;
  /** Place of the item in the refund. */
  readonly position: number;
  readonly altRefundId: string;
  readonly orderId: string;
  readonly orderItemId: string;
  readonly sku: string;
  /** Units refunded. */
  readonly units: number;
  /** When it was accepted. */
  readonly at: Instant;
}

/** Where the next page begins: after this entry. */
export interface AcceptedRefundKey {
  readonly at: Instant;
  readonly refundId: string;
  readonly position: number;
}

export interface AcceptedRefundSpan {
  /** World time; the first instant that belongs to it, and the first that does not. */
  readonly from: Instant;
  readonly to: Instant;
  readonly after: AcceptedRefundKey | undefined;
  readonly limit: number;
}

const refundExport = statement<{
  refund_id: string;
  position: number;
  alt_refund_id: string;
  order_id: string;
  order_item_id: string;
  sku: string;
  units: number;
  principal_cents: number;
  tax_cents: number;
  shipping_cents: number;
  shipping_tax_cents: number;
  at: number;
}>(
  'refundExport',
  `select m.refund_id, m.position, r.alt_refund_id, m.order_id, m.order_item_id, i.sku, m.refunded as units,
     m.principal_cents, m.tax_cents, m.shipping_cents, m.shipping_tax_cents, r.decided_at as at
   from marketplace.refunds r
   join marketplace.refund_items m on m.account_id = r.account_id and m.refund_id = r.id
   join marketplace.order_items i
     on i.account_id = m.account_id and i.order_id = m.order_id and i.id = m.order_item_id
   where r.account_id = $1 and r.status = 'accepted' and r.decided_at >= $2 and r.decided_at < $3
     and (r.decided_at, r.id, m.position) > ($4::bigint, $5::text, $6::integer)
   order by r.decided_at, r.id, m.position limit $7`,
);

/** What accepted refunds gave back in a span of world time, in the order of time. */
export async function acceptedRefunds(
  handle: MarketplaceHandle,
  accountId: string,
  { from, to, after, limit }: AcceptedRefundSpan,
): Promise<AcceptedRefund[]> {
  const place = after === undefined ? [from - 1, '', 0] : [after.at, after.refundId, after.position];
  const rows = await refundExport(handle, [accountId, from, to, ...place, limit]);
  return rows.map((row) => ({
    refundId: row.refund_id,
    position: row.position,
    altRefundId: row.alt_refund_id,
    orderId: row.order_id,
    orderItemId: row.order_item_id,
    sku: row.sku,
    units: row.units,
    principalCents: row.principal_cents,
    taxCents: row.tax_cents,
    shippingCents: row.shipping_cents,
    shippingTaxCents: row.shipping_tax_cents,
    at: row.at,
  }));
}
