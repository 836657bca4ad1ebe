/** Owns the rows of returns. */
import type { ReturnStatus } from '@jetway/jet-api';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { ReturnAddress } from './return-location.ts';
import type { ReportedRefund, Return, ReturnChange, ReturnLine } from './returns.ts';

interface LineRow {
  readonly order_item_id: string;
  readonly quantity: number;
  readonly reason: string;
  readonly principal_cents: number;
  readonly tax_cents: number | null;
  readonly shipping_cents: number;
  readonly shipping_tax_cents: number | null;
}

interface RefundRow {
  readonly order_item_id: string;
  readonly alt_order_item_id: string | null;
  readonly returned: number;
  readonly refunded: number;
  readonly feedback: string | null;
  readonly notes: string | null;
  readonly reported_at: number;
  readonly event_seq: number;
  readonly principal_cents: number;
  readonly tax_cents: number;
  readonly shipping_cents: number;
  readonly shipping_tax_cents: number;
}

interface ReturnRow {
  readonly account_id: string;
  readonly id: string;
  readonly world_id: string;
  readonly order_id: string;
  readonly reference_id: string;
  readonly alt_return_id: string | null;
  readonly alt_order_id: string | null;
  readonly status: ReturnStatus;
  readonly refund_without_return: boolean;
  readonly charge_cents: number;
  readonly agrees_to_charge: boolean | null;
  readonly charge_feedback: string | null;
  readonly carrier: string | null;
  readonly tracking_number: string | null;
  readonly return_node_id: string | null;
  readonly locations: readonly ReturnAddress[];
  readonly opened_at: number;
  readonly completed_at: number | null;
  readonly event_count: number;
  readonly lines: readonly LineRow[];
  readonly refunds: readonly RefundRow[];
}

const WHOLE = `select r.account_id, r.id, r.world_id, r.order_id, r.reference_id, r.alt_return_id, r.alt_order_id, r.status,
    r.refund_without_return, r.charge_cents, r.agrees_to_charge, r.charge_feedback, r.carrier, r.tracking_number,
    r.return_node_id, r.locations, r.opened_at, r.completed_at, r.event_count,
    (select coalesce(json_agg(x), '[]') from (
       select l.order_item_id, l.quantity, l.reason, l.principal_cents, l.tax_cents, l.shipping_cents,
         l.shipping_tax_cents
       from marketplace.return_lines l
       where l.account_id = r.account_id and l.return_id = r.id order by l.position) x) as lines,
    (select coalesce(json_agg(x), '[]') from (
       select f.order_item_id, f.alt_order_item_id, f.returned, f.refunded, f.feedback, f.notes, f.reported_at,
         f.event_seq, f.principal_cents, f.tax_cents, f.shipping_cents, f.shipping_tax_cents
       from marketplace.return_refunds f
       where f.account_id = r.account_id and f.return_id = r.id order by f.position) x) as refunds
  from marketplace.returns r`;

const returnReadWhole = statement<ReturnRow>('returnReadWhole', `${WHOLE} where r.account_id = $1 and r.id = $2`);
const returnLockOrder = statement(
  'returnLockOrder',
  'select id from marketplace.orders where account_id = $1 and id = $2 for update',
);
const returnInsert = statement(
  'returnInsert',
  `with new_return as (
     insert into marketplace.returns (account_id, id, world_id, order_id, reference_id, status, refund_without_return,
       charge_cents, carrier, tracking_number, return_node_id, locations, opened_at, event_count, updated_at, updated_by,
       request_id)
     values ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $17::jsonb, $14, $15, $14, $1, $2)),
   new_lines as (
     insert into marketplace.return_lines (account_id, return_id, position, order_id, order_item_id, quantity, reason,
       principal_cents, tax_cents, shipping_cents, shipping_tax_cents)
     select $3, $4, x.position, $6, x.order_item_id, x.quantity, x.reason, x.principal_cents, x.tax_cents,
       x.shipping_cents, x.shipping_tax_cents
     from jsonb_to_recordset($16::jsonb) as x(position integer, order_item_id text, quantity integer, reason text,
       principal_cents bigint, tax_cents bigint, shipping_cents bigint, shipping_tax_cents bigint))
   insert into marketplace.return_events (account_id, return_id, seq, at, kind, detail, actor, request_id)
   values ($3, $4, $15, $14, 'open', 'The shopper opened the return.', $1, $2)`,
);
const returnSave = statement<{ id: string }>(
  'returnSave',
  `with changed as (
     update marketplace.returns
     set status = $5, alt_return_id = $6, agrees_to_charge = $7, charge_feedback = $8, completed_at = $9,
       event_count = $10, updated_at = $11, updated_by = $1, request_id = $2, alt_order_id = $15
     where account_id = $3 and id = $4 and event_count = $10 - 1
     returning id),
   new_refunds as (
     insert into marketplace.return_refunds (account_id, return_id, position, order_item_id, alt_order_item_id, returned,
       refunded, feedback, notes, reported_at, event_seq, principal_cents, tax_cents, shipping_cents,
       shipping_tax_cents)
     select $3, $4, x.position, x.order_item_id, x.alt_order_item_id, x.returned, x.refunded, x.feedback, x.notes, $11,
       $10, x.principal_cents, x.tax_cents, x.shipping_cents, x.shipping_tax_cents
     from jsonb_to_recordset($14::jsonb) as x(position integer, order_item_id text, alt_order_item_id text,
       returned integer, refunded integer, feedback text, notes text, principal_cents bigint, tax_cents bigint,
       shipping_cents bigint, shipping_tax_cents bigint)),
   new_events as (
     insert into marketplace.return_events (account_id, return_id, seq, at, kind, detail, actor, request_id)
     values ($3, $4, $10, $11, $12, $13, $1, $2))
   select id from changed`,
);

const lineFromRow = (row: LineRow): ReturnLine => ({
  orderItemId: row.order_item_id,
  quantity: row.quantity,
  reason: row.reason,
  requested: {
    principalCents: row.principal_cents,
    taxCents: row.tax_cents,
    shippingCents: row.shipping_cents,
    shippingTaxCents: row.shipping_tax_cents,
  },
});

const refundFromRow = (row: RefundRow): ReportedRefund => ({
  orderItemId: row.order_item_id,
  altOrderItemId: row.alt_order_item_id,
  returned: row.returned,
  refunded: row.refunded,
  feedback: row.feedback,
  notes: row.notes,
  at: row.reported_at,
  eventSeq: row.event_seq,
  amount: {
    principalCents: row.principal_cents,
    taxCents: row.tax_cents,
    shippingCents: row.shipping_cents,
    shippingTaxCents: row.shipping_tax_cents,
  },
});

const returnFromRow = (row: ReturnRow): Return => ({
  accountId: row.account_id,
  id: row.id,
  worldId: row.world_id,
  orderId: row.order_id,
  referenceId: row.reference_id,
  altReturnId: row.alt_return_id,
  altOrderId: row.alt_order_id,
  status: row.status,
  refundWithoutReturn: row.refund_without_return,
  chargeCents: row.charge_cents,
  agreesToCharge: row.agrees_to_charge,
  chargeFeedback: row.charge_feedback,
  carrier: row.carrier,
  trackingNumber: row.tracking_number,
  returnNodeId: row.return_node_id,
  locations: row.locations,
  openedAt: row.opened_at,
  completedAt: row.completed_at,
  eventCount: row.event_count,
  lines: row.lines.map(lineFromRow),
  refunds: row.refunds.map(refundFromRow),
});

export async function readReturn(
  handle: MarketplaceHandle,
  accountId: string,
  returnId: string,
): Promise<Return | undefined> {
  const [row] = await returnReadWhole(handle, [accountId, returnId]);
  return row && returnFromRow(row);
}

/** Keeps others from opening or completing returns of an order, and from refunding it, until the transaction ends. */
export async function lockOrderOfReturns(tx: MarketplaceHandle, accountId: string, orderId: string): Promise<void> {
  await returnLockOrder(tx, [accountId, orderId]);
}

/**
 * Writes a new return with its first event.
 * @throws unique violation of `returns_pkey` or `returns_reference`; foreign key violation for an unknown return node
 */
export async function insertReturn(tx: MarketplaceHandle, ret: Return, author: Author): Promise<void> {
  await returnInsert(tx, [
    author.actor,
    author.requestId,
    ret.accountId,
    ret.id,
    ret.worldId,
    ret.orderId,
    ret.referenceId,
    ret.status,
    ret.refundWithoutReturn,
    ret.chargeCents,
    ret.carrier,
    ret.trackingNumber,
    ret.returnNodeId,
    ret.openedAt,
    ret.eventCount,
    JSON.stringify(
      ret.lines.map(({ orderItemId, quantity, reason, requested }, position) => ({
        position,
        order_item_id: orderItemId,
        quantity,
        reason,
        principal_cents: requested.principalCents,
        tax_cents: requested.taxCents,
        shipping_cents: requested.shippingCents,
        shipping_tax_cents: requested.shippingTaxCents,
      })),
    ),
    JSON.stringify(ret.locations),
  ]);
}

/**
 * Writes a change of a return whose order this transaction has locked.
 * @throws Error when the return is not as it was when the change was decided
 */
export async function saveReturn(tx: MarketplaceHandle, change: ReturnChange, author: Author): Promise<void> {
  const { return: ret, newRefunds } = change;
  const first = ret.refunds.length - newRefunds.length;
  const rows = await returnSave(tx, [
    author.actor,
    author.requestId,
    ret.accountId,
    ret.id,
    ret.status,
    ret.altReturnId,
    ret.agreesToCharge,
    ret.chargeFeedback,
    ret.completedAt,
    ret.eventCount,
    change.at,
    change.kind,
    change.detail,
    JSON.stringify(newRefunds.map((refund, index) => refundRow(refund, first + index))),
    ret.altOrderId,
  ]);
  if (rows.length !== 1) throw new Error('a return changed between its decision and its write');
}

const refundRow = (refund: ReportedRefund, position: number) => ({
  position,
  order_item_id: refund.orderItemId,
  alt_order_item_id: refund.altOrderItemId,
  returned: refund.returned,
  refunded: refund.refunded,
  feedback: refund.feedback,
  notes: refund.notes,
  principal_cents: refund.amount.principalCents,
  tax_cents: refund.amount.taxCents,
  shipping_cents: refund.amount.shippingCents,
  shipping_tax_cents: refund.amount.shippingTaxCents,
});
