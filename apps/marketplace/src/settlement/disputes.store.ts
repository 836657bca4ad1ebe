/** Owns the rows of disputed return charges. */
import type { Keyset } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { Dispute, DisputeState } from './settlement.ts';

interface DisputeRow {
  readonly return_id: string;
  readonly order_id: string;
  readonly reference_order_id: string;
  readonly charge_cents: number;
  readonly feedback: string | null;
  readonly state: DisputeState;
  readonly opened_at: number;
  readonly decided_at: number | null;
  readonly note: string | null;
}

const COLUMNS = 'return_id, order_id, reference_order_id, charge_cents, feedback, state, opened_at, decided_at, note';

const disputeOpenMany = statement(
  'disputeOpenMany',
  `insert into marketplace.settlement_disputes (account_id, ${COLUMNS}, updated_by, request_id)
   select r.account_id, r.id, r.order_id, o.reference_order_id, r.charge_cents, r.charge_feedback, 'open',
     r.completed_at, null, null, $3, $4
   from unnest($2::text[]) as w(id)
   join marketplace.returns r on r.account_id = $1 and r.id = w.id
   join marketplace.orders o on o.account_id = r.account_id and o.id = r.order_id
   on conflict do nothing`,
);
const disputeLock = statement<DisputeRow>(
  'disputeLock',
  `select ${COLUMNS} from marketplace.settlement_disputes where account_id = $1 and return_id = $2 for update`,
);
const disputeSave = statement(
  'disputeSave',
  `update marketplace.settlement_disputes set state = $3, decided_at = $4, note = $5, updated_by = $6, request_id = $7
   where account_id = $1 and return_id = $2`,
);
const NEWEST_FIRST = 'order by opened_at desc, return_id desc limit $4';
const disputeListPage = statement<DisputeRow>(
  'disputeListPage',
  `select ${COLUMNS} from marketplace.settlement_disputes
   where account_id = $1 and (opened_at, return_id) < ($2::bigint, $3::text) ${NEWEST_FIRST}`,
);
const disputeListPageByState = statement<DisputeRow>(
  'disputeListPageByState',
  `select ${COLUMNS} from marketplace.settlement_disputes
   where account_id = $1 and state = $5 and (opened_at, return_id) < ($2::bigint, $3::text) ${NEWEST_FIRST}`,
);
const orderNames = statement<{ id: string; reference_order_id: string }>(
  'settlementOrderNames',
  'select id, reference_order_id from marketplace.orders where account_id = $1 and id = any($2::text[])',
);

const fromRow = (accountId: string, row: DisputeRow): Dispute => ({
  accountId,
  returnId: row.return_id,
  orderId: row.order_id,
  referenceOrderId: row.reference_order_id,
  chargeCents: row.charge_cents,
  feedback: row.feedback,
  state: row.state,
  openedAt: row.opened_at,
  decidedAt: row.decided_at,
  note: row.note,
});

/** Opens disputes about the charges of completed returns; those that are there are left as they are. */
export async function openDisputes(
  tx: MarketplaceHandle,
  accountId: string,
  returnIds: readonly string[],
  author: Author,
): Promise<void> {
  if (returnIds.length > 0) await disputeOpenMany(tx, [accountId, returnIds, author.actor, author.requestId]);
}

export async function lockDispute(
  tx: MarketplaceHandle,
  accountId: string,
  returnId: string,
): Promise<Dispute | undefined> {
  const [row] = await disputeLock(tx, [accountId, returnId]);
  return row && fromRow(accountId, row);
}

/** Writes the decision about a dispute that this transaction has locked. */
export async function saveDispute(tx: MarketplaceHandle, dispute: Dispute, author: Author): Promise<void> {
  const { accountId, returnId, state, decidedAt, note } = dispute;
  await disputeSave(tx, [accountId, returnId, state, decidedAt, note, author.actor, author.requestId]);
}

/** Disputes of an account, the newest first, after the place `after`. */
export async function listDisputePage(
  handle: MarketplaceHandle,
  accountId: string,
  listing: { readonly state: DisputeState | undefined; readonly after: Keyset | undefined; readonly limit: number },
): Promise<readonly Dispute[]> {
  const { state, after, limit } = listing;
  const values = [accountId, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit];
  const rows =
    state === undefined
      ? await disputeListPage(handle, values)
      : await disputeListPageByState(handle, [...values, state]);
  return rows.map((row) => fromRow(accountId, row));
}

/** The reference ids of orders, by Jet's id. */
export async function findOrderNames(
  tx: MarketplaceHandle,
  accountId: string,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await orderNames(tx, [accountId, [...new Set(orderIds)]]);
  return new Map(rows.map((row) => [row.id, row.reference_order_id]));
}
