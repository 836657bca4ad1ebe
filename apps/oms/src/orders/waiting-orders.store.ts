/** Owns the SQL that finds the orders of a connection that wait for an answer, the most urgent first. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';

/** Waits, and no message about it is on its way or failed: nobody has decided. */
const undecided = `o.organization_id = $1 and o.connection_id = $2 and o.status = 'new'
     and not exists (
       select 1 from oms.intents i
       where i.organization_id = o.organization_id and i.order_id = o.order_id
         and i.state in ('pending', 'sending', 'unknown', 'failed'))`;

const list = statement<{ order_id: string }>(
  'orderListUndecided',
  `select o.order_id from oms.orders o
   where ${undecided} and ($3::bigint is null or o.acknowledge_by_at <= $3)
   order by o.acknowledge_by_at, o.order_id limit $4`,
);

/** Orders that nobody has decided on, with a deadline up to an instant where one is given. */
export async function listUndecided(
  handle: Handle,
  organizationId: string,
  connectionId: string,
  options: { readonly deadlineBefore: Instant | null; readonly limit: number },
): Promise<readonly string[]> {
  const rows = await list(handle, [organizationId, connectionId, options.deadlineBefore, options.limit]);
  return rows.map((row) => row.order_id);
}

const count = statement<{ orders: number }>(
  'orderCountUndecided',
  `select count(*)::int as orders from oms.orders o where ${undecided}`,
);

export async function countUndecided(handle: Handle, organizationId: string, connectionId: string): Promise<number> {
  const [row] = await count(handle, [organizationId, connectionId]);
  return row?.orders ?? 0;
}
