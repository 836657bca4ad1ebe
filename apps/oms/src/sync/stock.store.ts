/** Owns the reads of stock that sync needs beside the inventory's own: what is stale, what to compare, what was refused. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { ConnectionKey } from '../connections/index.ts';
import type { Handle } from '../database/index.ts';

const stale = statement<{ sku_id: string }>(
  'syncStockStale',
  `select sku_id from oms.desired_stock
   where organization_id = $1 and connection_id = $2 and sent_at < $3 and due_at is null and switched_on
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

export interface ConfirmedStock {
  readonly skuId: string;
  readonly sku: string;
  readonly quantities: Readonly<Record<string, number>>;
  readonly confirmedAt: Instant;
}

const sample = statement<{ sku_id: string; sku: string; confirmed: Record<string, number>; confirmed_at: number }>(
  'syncStockSample',
  `select d.sku_id, k.sku, d.confirmed, d.confirmed_at
   from oms.desired_stock d
   join oms.skus k on k.organization_id = d.organization_id and k.sku_id = d.sku_id
   where d.organization_id = $1 and d.connection_id = $2 and d.sku_id > $3 and d.due_at is null and d.switched_on
     and d.confirmed is not null and d.confirmed_version = d.desired_version
   order by d.sku_id limit $4`,
);

/** SKUs at rest, by id, beginning after one: what the channel should show of them. */
export async function sampleConfirmedStock(
  handle: Handle,
  key: ConnectionKey,
  after: string,
  limit: number,
): Promise<readonly ConfirmedStock[]> {
  const rows = await sample(handle, [key.organizationId, key.connectionId, after, limit]);
  return rows.map((row) => ({
    skuId: row.sku_id,
    sku: row.sku,
    quantities: row.confirmed,
    confirmedAt: row.confirmed_at,
  }));
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
