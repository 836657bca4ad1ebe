/** Owns the SQL of holds that something is due about, of all organizations. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';

const list = statement<{ organization_id: string; order_id: string }>(
  'orderListDueHolds',
  `select organization_id, order_id from oms.orders where hold_due_at <= $1
   order by hold_due_at, organization_id, order_id limit $2`,
);

/** The longest due first. Whoever deals with one locks the order and looks again. */
export async function listDueHolds(
  handle: Handle,
  now: Instant,
  limit: number,
): Promise<readonly { readonly organizationId: string; readonly orderId: string }[]> {
  const rows = await list(handle, [now, limit]);
  return rows.map((row) => ({ organizationId: row.organization_id, orderId: row.order_id }));
}
