/** Owns the SQL of how many orders each built-in view holds, exactly and at little cost, however many orders there are. */
import type { OrderStatus, OrderTab } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import { sql } from 'kysely';
import type { Handle } from '../database/index.ts';
import type { ListTimes } from './list-days.ts';
import { tabConditions } from './order-filters.store.ts';

const add = statement(
  'orderTallyAdd',
  `insert into oms.order_tallies (organization_id, status, orders)
   select $1, w.status, w.orders from unnest($2::text[], $3::bigint[]) as w(status, orders)`,
);

/** An order came to stand in a status; `from` is the one it leaves, undefined for a new order. */
export async function tallyOrder(
  tx: Handle,
  organizationId: string,
  from: OrderStatus | undefined,
  to: OrderStatus,
): Promise<void> {
  if (from === to) return;
  await add(tx, [organizationId, from === undefined ? [to] : [from, to], from === undefined ? [1] : [-1, 1]]);
}

const sum = statement<{ status: OrderStatus; orders: number }>(
  'orderTallySum',
  `select status, sum(orders)::bigint as orders from oms.order_tallies where organization_id = $1 group by status`,
);

const fold = statement<{ rows: number }>(
  'orderTallyFold',
  `with gone as (
     delete from oms.order_tallies returning organization_id, status, orders
   ), sums as (
     insert into oms.order_tallies (organization_id, status, orders)
     select organization_id, status, sum(orders) from gone group by organization_id, status
     returning 1
   )
   select (select count(*) from gone)::int - (select count(*) from sums)::int as rows`,
);

/** Makes one row of each status; answers how many rows that saved. Two at once take each row once. */
export async function foldTallies(handle: Handle): Promise<number> {
  const [row] = await fold(handle, []);
  return row?.rows ?? 0;
}

/** Views that are no status: what they hold is found by an index that has little more than that. */
const countedTabs = ['due-today', 'late', 'problems', 'failed'] as const satisfies readonly OrderTab[];

async function countTabs(handle: Handle, organizationId: string, times: ListTimes): Promise<Record<string, number>> {
  const counts = countedTabs.map(
    (tab) => sql`(
      select count(*)::int from oms.orders o
      where o.organization_id = ${organizationId} and ${tabConditions[tab](organizationId, times)}) as ${sql.ref(tab)}`,
  );
  const text = sql<Record<string, number>>`select ${sql.join(counts)}`;
  const { sql: written, parameters } = text.compile(handle);
  const [row = {}] = await statement<Record<string, number>>('orderCountTabs', written)(handle, parameters);
  return row;
}

/** How many orders each built-in view holds. */
export async function countOrders(
  handle: Handle,
  organizationId: string,
  times: ListTimes,
): Promise<Record<OrderTab, number>> {
  const [sums, counted] = await Promise.all([sum(handle, [organizationId]), countTabs(handle, organizationId, times)]);
  const of = (status: OrderStatus): number => sums.find((row) => row.status === status)?.orders ?? 0;
  return {
    'to-acknowledge': of('new'),
    'due-today': counted['due-today'] ?? 0,
    late: counted['late'] ?? 0,
    'to-ship': of('acknowledged'),
    'in-progress': of('in_progress'),
    problems: counted['problems'] ?? 0,
    failed: counted['failed'] ?? 0,
    complete: of('complete'),
    cancelled: of('cancelled'),
    all: sums.reduce((total, { orders }) => total + orders, 0),
  };
}
