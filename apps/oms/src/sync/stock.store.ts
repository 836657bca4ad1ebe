/** Owns the reads of stock that sync needs beside the inventory's own: what is stale, what to compare, what was refused. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { ConnectionKey } from '../connections/index.ts';
import type { Handle } from '../database/index.ts';

const stale = statement<{ sku_id: string }>(
  'syncStockStale',
  `select sku_id from oms.desired_stock
   where organization_id = $1 and connection_id = $2 and sent_at < $3 and due_at is null
     and file_id is null and switched_on
   order by sent_at limit $4`,
);

/** SKUs that nothing is due for and that were told longest ago, before an instant. */
export async function listStaleStock(
  handle: Handle,
  key: ConnectionKey,
  sentBefore: Instant,
  limit: number,
): Promise<readonly string[]> {
  const rows = await stale(handle, [key.organizationId, key.connectionId, sentBefore, limit]);
  return rows.map((row) => row.sku_id);
}

const count = statement<{ skus: number }>(
  'syncStockCount',
  'select count(*)::int as skus from oms.desired_stock where organization_id = $1 and connection_id = $2',
);

export async function countStock(handle: Handle, key: ConnectionKey): Promise<number> {
  const [row] = await count(handle, [key.organizationId, key.connectionId]);
  return row?.skus ?? 0;
}

const countStale = statement<{ skus: number }>(
  'syncStockCountStale',
  `select count(*)::int as skus from (
     select 1 from oms.desired_stock
     where organization_id = $1 and connection_id = $2 and file_id is null and switched_on
       and (sent_at is null or sent_at < $3)
     limit $4) as stale`,
);

/** How many SKUs were told before an instant, or never, and are in no file; counted up to a limit. */
export async function countStaleStock(
  handle: Handle,
  key: ConnectionKey,
  sentBefore: Instant,
  limit: number,
): Promise<number> {
  const [row] = await countStale(handle, [key.organizationId, key.connectionId, sentBefore, limit]);
  return row?.skus ?? 0;
}

const refused = statement<{ sku_id: string }>(
  'syncStockRefused',
  `select sku_id from oms.problems
   where organization_id = $1 and connection_id = $2 and kind = 'stock-refused' and state = 'open'
     and sku_id = any($3::text[])`,
);

/** Of these SKUs, those whose stock was refused, by the problems that are open. */
export async function listRefusedStock(
  handle: Handle,
  key: ConnectionKey,
  skuIds: readonly string[],
): Promise<readonly string[]> {
  return (await refused(handle, [key.organizationId, key.connectionId, skuIds])).map((row) => row.sku_id);
}
