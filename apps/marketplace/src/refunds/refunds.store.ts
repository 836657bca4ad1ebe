/** Owns the rows of refunds: one, those that are due, and writing them. */
import type { RefundStatus } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { OrderKey } from '../returns/index.ts';
import type { Patience } from '../worlds/index.ts';
import type { Refund, RefundChange, RefundItem } from './refunds.ts';

interface ItemRow {
  readonly order_item_id: string;
  readonly returned: number;
  readonly refunded: number;
  readonly principal_cents: number;
  readonly tax_cents: number;
  readonly shipping_cents: number;
  readonly shipping_tax_cents: number;
  readonly sent: unknown;
}

interface RefundRow {
  readonly account_id: string;
  readonly id: string;
  readonly world_id: string;
  readonly order_id: string;
  readonly alt_refund_id: string;
  readonly status: RefundStatus;
  readonly created_at: number;
  readonly due_at: number | null;
  readonly decided_at: number | null;
  readonly event_count: number;
  readonly items: readonly ItemRow[];
}

const WHOLE = `select r.account_id, r.id, r.world_id, r.order_id, r.alt_refund_id, r.status, r.created_at, r.due_at,
    r.decided_at, r.event_count,
    (select coalesce(json_agg(x), '[]') from (
       select m.order_item_id, m.returned, m.refunded, m.principal_cents, m.tax_cents, m.shipping_cents,
         m.shipping_tax_cents, m.sent
       from marketplace.refund_items m
       where m.account_id = r.account_id and m.refund_id = r.id order by m.position) x) as items
  from marketplace.refunds r`;

const refundReadWhole = statement<RefundRow>('refundReadWhole', `${WHOLE} where r.account_id = $1 and r.id = $2`);
const refundReadByAltId = statement<RefundRow>(
  'refundReadByAltId',
  `${WHOLE} where r.account_id = $1 and r.order_id = $2 and r.alt_refund_id = $3`,
);
const refundInsert = statement<{ refund_id: string }>(
  'refundInsert',
  `with new_refund as (
     insert into marketplace.refunds (account_id, id, world_id, order_id, alt_refund_id, status, created_at, due_at,
       event_count, updated_at, updated_by, request_id)
     values ($3, $4, $5, $6, $7, $8, $9, $10, $11, $9, $1, $2)
     on conflict (account_id, id) do nothing
     returning id),
   new_items as (
     insert into marketplace.refund_items (account_id, refund_id, position, order_id, order_item_id, returned, refunded,
       principal_cents, tax_cents, shipping_cents, shipping_tax_cents, sent)
     select $3, n.id, x.position, $6, x.order_item_id, x.returned, x.refunded, x.principal_cents, x.tax_cents,
       x.shipping_cents, x.shipping_tax_cents, x.sent
     from new_refund n cross join jsonb_to_recordset($12::jsonb) as x(position integer, order_item_id text,
       returned integer, refunded integer, principal_cents bigint, tax_cents bigint, shipping_cents bigint,
       shipping_tax_cents bigint, sent jsonb))
   insert into marketplace.refund_events (account_id, refund_id, seq, at, kind, detail, actor, request_id)
   select $3, n.id, $11, $9, 'create', 'The merchant asks for the refund.', $1, $2 from new_refund n
   returning refund_id`,
);
const refundSaveMany = statement<{ id: string }>(
  'refundSaveMany',
  `with given as (
     select * from jsonb_to_recordset($3::jsonb) as x(account_id text, id text, status text, due_at bigint,
       decided_at bigint, event_count integer, at bigint, kind text, detail text)),
   changed as (
     update marketplace.refunds r
     set status = g.status, due_at = g.due_at, decided_at = g.decided_at, event_count = g.event_count,
       updated_at = g.at, updated_by = $1, request_id = $2
     from given g
     where r.account_id = g.account_id and r.id = g.id and r.event_count = g.event_count - 1
     returning r.id),
   new_events as (
     insert into marketplace.refund_events (account_id, refund_id, seq, at, kind, detail, actor, request_id)
     select account_id, id, event_count, at, kind, detail, $1, $2 from given)
   select id from changed`,
);

const LOCK_WITH_DUE = `select o.account_id, o.id from marketplace.orders o
   where (o.account_id, o.id) in (
     select account_id, order_id from marketplace.refunds
     where world_id = $1 and due_at <= $2 order by due_at, account_id, id limit $3)
   order by o.account_id, o.id
   for update of o`;
const refundLockOrders = statement<{ account_id: string; id: string }>(
  'refundLockOrders',
  `${LOCK_WITH_DUE} skip locked`,
);
const refundLockOrdersWaiting = statement<{ account_id: string; id: string }>('refundLockOrdersWaiting', LOCK_WITH_DUE);
const refundListDue = statement<RefundRow>(
  'refundListDue',
  `${WHOLE} join unnest($1::text[], $2::text[]) as w(account_id, order_id)
     on r.account_id = w.account_id and r.order_id = w.order_id
   where r.due_at <= $3 order by r.due_at, r.created_at, r.id`,
);
const refundNextDue = statement<{ due_at: number | null }>(
  'refundNextDue',
  'select min(due_at) as due_at from marketplace.refunds where world_id = $1 and due_at is not null',
);

const itemFromRow = (row: ItemRow): RefundItem => ({
  orderItemId: row.order_item_id,
  returned: row.returned,
  refunded: row.refunded,
  amount: {
    principalCents: row.principal_cents,
    taxCents: row.tax_cents,
    shippingCents: row.shipping_cents,
    shippingTaxCents: row.shipping_tax_cents,
  },
  sent: row.sent,
});

const refundFromRow = (row: RefundRow): Refund => ({
  accountId: row.account_id,
  id: row.id,
  worldId: row.world_id,
  orderId: row.order_id,
  altRefundId: row.alt_refund_id,
  status: row.status,
  createdAt: row.created_at,
  dueAt: row.due_at,
  decidedAt: row.decided_at,
  eventCount: row.event_count,
  items: row.items.map(itemFromRow),
});

export async function readRefund(
  handle: MarketplaceHandle,
  accountId: string,
  refundId: string,
): Promise<Refund | undefined> {
  const [row] = await refundReadWhole(handle, [accountId, refundId]);
  return row && refundFromRow(row);
}

/** The refund of an order that the merchant calls so. */
export async function readRefundByAltId(
  handle: MarketplaceHandle,
  at: OrderKey & { readonly altRefundId: string },
): Promise<Refund | undefined> {
  const [row] = await refundReadByAltId(handle, [at.accountId, at.orderId, at.altRefundId]);
  return row && refundFromRow(row);
}

/** Writes a new refund with its first event; false when another refund of the account has its id. */
export async function insertRefund(tx: MarketplaceHandle, refund: Refund, author: Author): Promise<boolean> {
  const rows = await refundInsert(tx, [
    author.actor,
    author.requestId,
    refund.accountId,
    refund.id,
    refund.worldId,
    refund.orderId,
    refund.altRefundId,
    refund.status,
    refund.createdAt,
    refund.dueAt,
    refund.eventCount,
    JSON.stringify(
      refund.items.map(({ orderItemId, returned, refunded, amount, sent }, position) => ({
        position,
        order_item_id: orderItemId,
        returned,
        refunded,
        principal_cents: amount.principalCents,
        tax_cents: amount.taxCents,
        shipping_cents: amount.shippingCents,
        shipping_tax_cents: amount.shippingTaxCents,
        sent,
      })),
    ),
  ]);
  return rows.length === 1;
}

/**
 * Writes changes of refunds whose orders this transaction has locked; each refund at most once.
 * @throws Error when one is not as it was when its change was decided
 */
export async function saveRefunds(
  tx: MarketplaceHandle,
  changes: readonly RefundChange[],
  author: Author,
): Promise<void> {
  if (changes.length === 0) return;
  const given = changes.map(({ refund, at, kind, detail }) => ({
    account_id: refund.accountId,
    id: refund.id,
    status: refund.status,
    due_at: refund.dueAt,
    decided_at: refund.decidedAt,
    event_count: refund.eventCount,
    at,
    kind,
    detail,
  }));
  const rows = await refundSaveMany(tx, [author.actor, author.requestId, JSON.stringify(given)]);
  if (rows.length !== changes.length) throw new Error('a refund changed between its decision and its write');
}

/** Locks the orders of refunds whose timer is due at an instant in a world. */
export async function lockOrdersWithDue(
  tx: MarketplaceHandle,
  worldId: string,
  { now, limit, patience }: { readonly now: Instant; readonly limit: number; readonly patience: Patience },
): Promise<readonly OrderKey[]> {
  const lock = patience === 'wait' ? refundLockOrdersWaiting : refundLockOrders;
  return (await lock(tx, [worldId, now, limit])).map((row) => ({ accountId: row.account_id, orderId: row.id }));
}

/** The refunds of orders whose timer is due, the first due first. */
export async function listDueOfOrders(
  tx: MarketplaceHandle,
  orders: readonly OrderKey[],
  now: Instant,
): Promise<readonly Refund[]> {
  const rows = await refundListDue(tx, [
    orders.map(({ accountId }) => accountId),
    orders.map(({ orderId }) => orderId),
    now,
  ]);
  return rows.map(refundFromRow);
}

/** The earliest instant at which a refund's timer is due in a world. */
export async function nextDueAt(handle: MarketplaceHandle, worldId: string): Promise<Instant | undefined> {
  const [row] = await refundNextDue(handle, [worldId]);
  return row?.due_at ?? undefined;
}
