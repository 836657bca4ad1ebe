/** Owns the SQL of working on bulk runs, of all organizations: whose turn it is, which orders are claimed, what came of them. */
import type { Instant } from '@jetway/kernel';
import type { BulkActionName, BulkOptions } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import { touch } from '../events/index.ts';
import { bulkOrderLifecycle, bulkRunLifecycle } from './bulk.ts';

const words = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(', ');
const open = words(bulkOrderLifecycle.sources('claim'));
const running = words(bulkRunLifecycle.sources('end'));

/** A run whose turn it is, with the orders that the claimer alone may deal with until `claimedUntil`. */
export interface Claim {
  readonly organizationId: string;
  readonly runId: string;
  readonly action: BulkActionName;
  readonly options: BulkOptions;
  readonly createdBy: string;
  readonly requestId: string | null;
  readonly claimedUntil: Instant;
  readonly orders: readonly { readonly position: number; readonly orderId: string }[];
}

const takeRun = statement<{
  organization_id: string;
  bulk_run_id: string;
  action: BulkActionName;
  options: BulkOptions;
  created_by: string;
  request_id: string | null;
}>(
  'bulkRunTake',
  `select organization_id, bulk_run_id, action, options, created_by, request_id from oms.bulk_runs
   where state in (${running}) and turn_at <= $1
   order by turn_at, organization_id, bulk_run_id limit 1
   for update skip locked`,
);

const claim = statement<{ position: number; order_id: string }>(
  'bulkRunOrderClaim',
  // Materialized: a plan that asked for the page once more would claim another page.
  `with due as materialized (
     select position from oms.bulk_run_orders
     where organization_id = $1 and bulk_run_id = $2 and state in (${open})
       and (claimed_until is null or claimed_until <= $3)
     order by position limit $5
     for update skip locked
   )
   update oms.bulk_run_orders b set state = 'working', claimed_until = $4
   from due
   where b.organization_id = $1 and b.bulk_run_id = $2 and b.position = due.position
   returning b.position, b.order_id`,
);

const turn = statement(
  'bulkRunTurn',
  'update oms.bulk_runs set turn_at = $3 where organization_id = $1 and bulk_run_id = $2',
);

/** Claims orders of the run that waits longest; undefined when none has its turn. */
export async function claimOrders(
  tx: Handle,
  now: Instant,
  how: { readonly limit: number; readonly claimMs: number; readonly restMs: number },
): Promise<Claim | undefined> {
  const [run] = await takeRun(tx, [now]);
  if (run === undefined) return undefined;
  const { organization_id: organizationId, bulk_run_id: runId } = run;
  const claimedUntil = now + how.claimMs;
  const rows = await claim(tx, [organizationId, runId, now, claimedUntil, how.limit]);
  // Others have the rest: whether they go on shows a little later.
  await turn(tx, [organizationId, runId, rows.length === 0 ? now + how.restMs : now]);
  return {
    organizationId,
    runId,
    action: run.action,
    options: run.options,
    createdBy: run.created_by,
    requestId: run.request_id,
    claimedUntil,
    orders: rows
      .map((row) => ({ position: row.position, orderId: row.order_id }))
      .toSorted((a, b) => a.position - b.position),
  };
}

const record = statement<{ position: number }>(
  'bulkRunOrderRecord',
  `update oms.bulk_run_orders set state = $5, code = $6, text = $7, at = $8, claimed_until = null
   where organization_id = $1 and bulk_run_id = $2 and position = $3 and state = 'working' and claimed_until = $4
   returning position`,
);

export interface Outcome {
  readonly state: 'done' | 'refused';
  readonly code?: string;
  readonly text?: string;
}

/** Tells what came of an order; false when the claim was lost to another program meanwhile. */
export async function recordOutcome(
  tx: Handle,
  { organizationId, runId, claimedUntil }: Claim,
  position: number,
  { state, code, text }: Outcome,
  now: Instant,
): Promise<boolean> {
  const values = [organizationId, runId, position, claimedUntil, state, code ?? null, text ?? null, now];
  return (await record(tx, values)).length > 0;
}

const release = statement(
  'bulkRunOrderRelease',
  `update oms.bulk_run_orders set state = 'waiting', claimed_until = null
   where organization_id = $1 and bulk_run_id = $2 and state = 'working' and claimed_until = $3`,
);

/** Gives back what was claimed and not come to. */
export async function releaseClaim(tx: Handle, { organizationId, runId, claimedUntil }: Claim): Promise<void> {
  await release(tx, [organizationId, runId, claimedUntil]);
}

const settle = statement(
  'bulkRunSettle',
  `update oms.bulk_runs r set done = c.done, refused = c.refused,
     state = case when c.open = 0 and r.state in (${running}) then 'done' else r.state end,
     ended_at = case when c.open = 0 then coalesce(r.ended_at, $3) else r.ended_at end
   from (
     select count(*) filter (where state = 'done')::int as done,
       count(*) filter (where state = 'refused')::int as refused,
       count(*) filter (where state in (${open}))::int as open
     from oms.bulk_run_orders where organization_id = $1 and bulk_run_id = $2
   ) c
   where r.organization_id = $1 and r.bulk_run_id = $2`,
);

/** Counts what came of the run so far, and ends it when nothing is left to do. */
export async function settleRun(
  tx: Handle,
  { organizationId, runId }: Pick<Claim, 'organizationId' | 'runId'>,
  now: Instant,
): Promise<void> {
  await settle(tx, [organizationId, runId, now]);
  await touch(tx, organizationId, 'bulk', runId);
}
