/** Owns the SQL of bulk runs as people see them: started, listed, cancelled, tried again. */
import type { Instant, Keyset } from '@jetway/kernel';
import type { BulkActionName, BulkOptions, BulkRunOrder } from '@jetway/oms-api';
import { notify, statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import { type BulkOrderState, type BulkRunState, bulkOrderLifecycle, bulkRunLifecycle } from './bulk.ts';

/** Channel of NOTIFY that wakes whoever works on bulk runs. */
export const bulkChannel = 'oms_bulk';

export interface BulkRunRow {
  readonly runId: string;
  readonly action: BulkActionName;
  readonly options: BulkOptions;
  readonly state: BulkRunState;
  readonly retryOf: string | null;
  readonly orders: number;
  readonly done: number;
  readonly refused: number;
  readonly createdAt: Instant;
  readonly endedAt: Instant | null;
  readonly createdBy: string;
}

interface RunRecord {
  bulk_run_id: string;
  action: BulkActionName;
  options: BulkOptions;
  state: BulkRunState;
  retry_of: string | null;
  orders: number;
  done: number;
  refused: number;
  created_at: number;
  ended_at: number | null;
  created_by: string;
}

const toRun = (row: RunRecord): BulkRunRow => ({
  runId: row.bulk_run_id,
  action: row.action,
  options: row.options,
  state: row.state,
  retryOf: row.retry_of,
  orders: row.orders,
  done: row.done,
  refused: row.refused,
  createdAt: row.created_at,
  endedAt: row.ended_at,
  createdBy: row.created_by,
});

const columns = `bulk_run_id, action, options, state, retry_of, orders, done, refused, created_at, ended_at, created_by`;

const insertRun = statement(
  'bulkRunInsert',
  `insert into oms.bulk_runs (organization_id, bulk_run_id, action, options, state, retry_of, orders, turn_at,
     created_at, created_by, request_id)
   values ($1, $2, $3, $4::jsonb, '${bulkRunLifecycle.initial}', $5, $6, $7, $7, $8, $9)`,
);

const insertOrders = statement(
  'bulkRunOrderInsert',
  `insert into oms.bulk_run_orders (organization_id, bulk_run_id, position, order_id, state)
   select $1, $2, w.position, w.order_id, '${bulkOrderLifecycle.initial}'
   from unnest($3::text[]) with ordinality as w(order_id, position)`,
);

export interface NewRun {
  readonly runId: string;
  readonly action: BulkActionName;
  readonly options: BulkOptions;
  readonly retryOf: string | null;
  /** Each once, in the order in which they are dealt with. */
  readonly orderIds: readonly string[];
}

export async function insertBulkRun(
  tx: Handle,
  organizationId: string,
  run: NewRun,
  by: Actor,
  now: Instant,
): Promise<void> {
  const { runId, action, options, retryOf, orderIds } = run;
  const values = [organizationId, runId, action, JSON.stringify(options), retryOf, orderIds.length, now];
  await insertRun(tx, [...values, by.actor, by.requestId]);
  await insertOrders(tx, [organizationId, runId, orderIds]);
  await touch(tx, organizationId, 'bulk', runId);
  await notify(tx, bulkChannel);
}

const load = statement<RunRecord>(
  'bulkRunLoad',
  `select ${columns} from oms.bulk_runs where organization_id = $1 and bulk_run_id = $2`,
);

/** Undefined when the organization has no such run. */
export async function loadBulkRun(
  handle: Handle,
  organizationId: string,
  runId: string,
): Promise<BulkRunRow | undefined> {
  const [row] = await load(handle, [organizationId, runId]);
  return row && toRun(row);
}

const list = statement<RunRecord>(
  'bulkRunList',
  `select ${columns} from oms.bulk_runs
   where organization_id = $1 and (created_at, bulk_run_id) < ($2::bigint, $3)
   order by created_at desc, bulk_run_id desc limit $4`,
);

/** Runs, newest first. */
export async function listBulkRuns(
  handle: Handle,
  organizationId: string,
  { after, limit }: { readonly after: Keyset | undefined; readonly limit: number },
): Promise<readonly BulkRunRow[]> {
  const from = after ?? { at: Number.MAX_SAFE_INTEGER, id: '' };
  return (await list(handle, [organizationId, from.at, from.id, limit])).map(toRun);
}

const listOrders = statement<{
  position: number;
  order_id: string;
  reference_number: string | null;
  state: BulkOrderState;
  code: string | null;
  text: string | null;
  at: number | null;
}>(
  'bulkRunOrderList',
  `select b.position, b.order_id, o.reference_number, b.state, b.code, b.text, b.at
   from oms.bulk_run_orders b
   left join oms.orders o on o.organization_id = b.organization_id and o.order_id = b.order_id
   where b.organization_id = $1 and b.bulk_run_id = $2 and b.position > $3 and ($4::text is null or b.state = $4)
   order by b.position limit $5`,
);

/** A page of what became of a run's orders, with where each stands in the run. */
export async function listBulkOrders(
  handle: Handle,
  organizationId: string,
  runId: string,
  page: { readonly state?: BulkOrderState | undefined; readonly after: number; readonly limit: number },
): Promise<readonly (BulkRunOrder & { readonly position: number })[]> {
  const rows = await listOrders(handle, [organizationId, runId, page.after, page.state ?? null, page.limit]);
  return rows.map(({ order_id: orderId, reference_number: referenceNumber, ...row }) => ({
    orderId,
    referenceNumber,
    ...row,
  }));
}

const words = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(', ');

const cancel = statement<{ bulk_run_id: string }>(
  'bulkRunCancel',
  `update oms.bulk_runs set state = 'cancelled', ended_at = $3
   where organization_id = $1 and bulk_run_id = $2 and state in (${words(bulkRunLifecycle.sources('cancel'))})
   returning bulk_run_id`,
);

const leave = statement(
  'bulkRunOrderLeave',
  `update oms.bulk_run_orders set state = 'left', at = $3
   where organization_id = $1 and bulk_run_id = $2 and state in (${words(bulkOrderLifecycle.sources('leave'))})`,
);

/** Leaves what nobody has begun; false when the run was over already. */
export async function cancelBulkRun(tx: Handle, organizationId: string, runId: string, now: Instant): Promise<boolean> {
  if ((await cancel(tx, [organizationId, runId, now])).length === 0) return false;
  await leave(tx, [organizationId, runId, now]);
  await touch(tx, organizationId, 'bulk', runId);
  return true;
}

const refused = statement<{ order_id: string }>(
  'bulkRunOrderListRefused',
  `select order_id from oms.bulk_run_orders
   where organization_id = $1 and bulk_run_id = $2 and state = 'refused' order by position`,
);

/** The orders that a run could do nothing with. */
export async function listRefused(handle: Handle, organizationId: string, runId: string): Promise<readonly string[]> {
  return (await refused(handle, [organizationId, runId])).map((row) => row.order_id);
}

const drop = statement<{ bulk_run_id: string }>(
  'bulkRunDrop',
  `delete from oms.bulk_runs r using (
     select organization_id, bulk_run_id from oms.bulk_runs
     where created_at < $1 and state <> '${bulkRunLifecycle.initial}' limit 100
   ) old
   where r.organization_id = old.organization_id and r.bulk_run_id = old.bulk_run_id
   returning r.bulk_run_id`,
);

/** Drops runs that are over and began before, with their orders; answers how many. */
export async function dropBulkRuns(handle: Handle, before: Instant): Promise<number> {
  for (let total = 0; ; ) {
    const dropped = (await drop(handle, [before])).length;
    total += dropped;
    if (dropped === 0) return total;
  }
}
