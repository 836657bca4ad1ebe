/** Owns the lists of returns: ids for merchants, rows and counts for operators, what happened to one, and what was refunded. */
import type { ReturnStatus } from '@jetway/jet-api';
import type { Cents, Instant, Keyset } from '@jetway/kernel';
import { statement } from '@jetway/service';
import { historyOf, type MarketplaceHandle } from '../database/index.ts';
import { returnLifecycle } from './returns.ts';

const returnListOldest = statement<{ id: string }>(
  'returnListOldest',
  `select id from marketplace.returns where account_id = $1 and status = $2 order by opened_at, id limit $3`,
);
const returnListNewest = statement<{ id: string }>(
  'returnListNewest',
  `select id from marketplace.returns where account_id = $1 and status = $2 order by opened_at desc, id desc limit $3`,
);

/** Ids of the returns in a status: those that wait the oldest first, those that are done the newest first. */
export async function listReturnIds(
  handle: MarketplaceHandle,
  { accountId, status }: { readonly accountId: string; readonly status: ReturnStatus },
  limit: number,
): Promise<string[]> {
  const list = returnLifecycle.final.has(status) ? returnListNewest : returnListOldest;
  return (await list(handle, [accountId, status, limit])).map(({ id }) => id);
}

/** A return as a list shows it. */
export interface ListedReturn {
  readonly id: string;
  readonly orderId: string;
  readonly referenceOrderId: string;
  readonly referenceId: string;
  readonly status: ReturnStatus;
  readonly refundWithoutReturn: boolean;
  readonly units: number;
  readonly requestedCents: Cents;
  readonly refundedCents: Cents;
  readonly chargeCents: Cents;
  readonly agreesToCharge: boolean | null;
  readonly buyerName: string;
  readonly firstTitle: string;
  readonly openedAt: Instant;
  readonly completedAt: Instant | null;
}

interface ListedRow {
  readonly id: string;
  readonly order_id: string;
  readonly reference_order_id: string;
  readonly reference_id: string;
  readonly status: ReturnStatus;
  readonly refund_without_return: boolean;
  readonly units: number;
  readonly requested_cents: number;
  readonly refunded_cents: number;
  readonly charge_cents: number;
  readonly agrees_to_charge: boolean | null;
  readonly buyer_name: string;
  readonly first_title: string;
  readonly opened_at: number;
  readonly completed_at: number | null;
}

/** The page is cut before anything is added up. */
const returnListPage = statement<ListedRow>(
  'returnListPage',
  `select r.id, r.order_id, o.reference_order_id, r.reference_id, r.status, r.refund_without_return, l.units,
     l.requested_cents, coalesce(f.refunded_cents, 0)::bigint as refunded_cents, r.charge_cents, r.agrees_to_charge,
     o.buyer ->> 'name' as buyer_name, l.first_title, r.opened_at, r.completed_at
   from (
     select * from marketplace.returns
     where account_id = $1 and ($5::text is null or status = $5) and ($6::text is null or order_id = $6)
       and ($7::boolean is null or coalesce(not agrees_to_charge, false) = $7) and (opened_at, id) < ($2::bigint, $3::text)
     order by opened_at desc, id desc limit $4) r
   join marketplace.orders o on o.account_id = r.account_id and o.id = r.order_id
   join lateral (
     select sum(x.quantity)::bigint as units, min(i.title) filter (where x.position = 0) as first_title,
       sum(x.principal_cents + coalesce(x.tax_cents, 0) + x.shipping_cents + coalesce(x.shipping_tax_cents, 0))::bigint
         as requested_cents
     from marketplace.return_lines x
     join marketplace.order_items i
       on i.account_id = x.account_id and i.order_id = x.order_id and i.id = x.order_item_id
     where x.account_id = r.account_id and x.return_id = r.id) l on true
   left join lateral (
     select sum(x.principal_cents + x.tax_cents + x.shipping_cents + x.shipping_tax_cents) as refunded_cents
     from marketplace.return_refunds x where x.account_id = r.account_id and x.return_id = r.id) f on true
   order by r.opened_at desc, r.id desc`,
);

const listedFromRow = (row: ListedRow): ListedReturn => ({
  id: row.id,
  orderId: row.order_id,
  referenceOrderId: row.reference_order_id,
  referenceId: row.reference_id,
  status: row.status,
  refundWithoutReturn: row.refund_without_return,
  units: row.units,
  requestedCents: row.requested_cents,
  refundedCents: row.refunded_cents,
  chargeCents: row.charge_cents,
  agreesToCharge: row.agrees_to_charge,
  buyerName: row.buyer_name,
  firstTitle: row.first_title,
  openedAt: row.opened_at,
  completedAt: row.completed_at,
});

/** Null: any. */
export interface ReturnFilter {
  readonly status: ReturnStatus | null;
  readonly orderId: string | null;
  /** True: only those whose charge the merchant disputes. */
  readonly disputed: boolean | null;
}

/** Returns of an account, the newest first, after a place. */
export async function listReturnPage(
  handle: MarketplaceHandle,
  accountId: string,
  page: { readonly filter: ReturnFilter; readonly after: Keyset | undefined; readonly limit: number },
): Promise<ListedReturn[]> {
  const { filter, after, limit } = page;
  const place = [after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit];
  const rows = await returnListPage(handle, [accountId, ...place, filter.status, filter.orderId, filter.disputed]);
  return rows.map(listedFromRow);
}

const returnCountByStatus = statement<{ status: ReturnStatus; count: number; disputed: number }>(
  'returnCountByStatus',
  `select status, count(*) as count, count(*) filter (where agrees_to_charge = false) as disputed
   from marketplace.returns where account_id = $1 group by status`,
);

/** How many returns of an account are in each status, and of how many the charge is disputed. */
export async function countReturns(
  handle: MarketplaceHandle,
  accountId: string,
): Promise<{ readonly byStatus: Readonly<Record<ReturnStatus, number>>; readonly disputed: number }> {
  const byStatus: Record<ReturnStatus, number> = { created: 0, inprogress: 0, 'completed by merchant': 0 };
  let disputed = 0;
  for (const row of await returnCountByStatus(handle, [accountId])) {
    byStatus[row.status] = row.count;
    disputed += row.disputed;
  }
  return { byStatus, disputed };
}

/** What happened to a return. */
export const listReturnEvents = historyOf('return');
