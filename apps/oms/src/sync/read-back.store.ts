/** Owns the SQL of reading stock back: which SKUs to compare, and which drifted. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { ConnectionKey } from '../connections/index.ts';
import type { Handle } from '../database/index.ts';

/** A SKU and what the channel should show of it. */
export interface Comparable {
  readonly skuId: string;
  readonly sku: string;
  /** The version that these quantities fulfil. */
  readonly version: number;
  readonly quantities: Readonly<Record<string, number>>;
  /** How often in a row it drifted before. */
  readonly drifts: number;
}

interface ComparableRecord {
  sku_id: string;
  sku: string;
  version: number;
  quantities: Record<string, number>;
  drifts: number;
}

const toComparable = (row: ComparableRecord): Comparable => ({
  skuId: row.sku_id,
  sku: row.sku,
  version: row.version,
  quantities: row.quantities,
  drifts: row.drifts,
});

/** Nothing newer waits, is on its way, or stands in a file. */
const atRest = `d.switched_on and d.due_at is null and d.file_id is null and d.confirmed is not null
     and d.confirmed_version = d.desired_version`;

const comparing = (which: string, told: 'confirmed' | 'sent'): string =>
  `select d.sku_id, k.sku, d.${told}_version as version, d.${told} as quantities, d.drifts
   from oms.desired_stock d
   join oms.skus k on k.organization_id = d.organization_id and k.sku_id = d.sku_id
   where d.organization_id = $1 and d.connection_id = $2 and ${which}
   order by d.sku_id limit $4`;

const resting = statement<ComparableRecord>(
  'readBackListResting',
  comparing(`d.sku_id > $3 and ${atRest}`, 'confirmed'),
);

/** SKUs at rest after one, by id. */
export async function listResting(
  handle: Handle,
  key: ConnectionKey,
  after: string,
  limit: number,
): Promise<readonly Comparable[]> {
  return (await resting(handle, [key.organizationId, key.connectionId, after, limit])).map(toComparable);
}

const drifting = statement<ComparableRecord>(
  'readBackListDrifting',
  comparing(`d.drifted_at is not null and d.drifts > 0 and d.drifted_at < $3 and ${atRest}`, 'confirmed'),
);

/** SKUs that drifted before an instant, were repaired, and were not seen right since. */
export async function listDrifting(
  handle: Handle,
  key: ConnectionKey,
  driftedBefore: Instant,
  limit: number,
): Promise<readonly Comparable[]> {
  return (await drifting(handle, [key.organizationId, key.connectionId, driftedBefore, limit])).map(toComparable);
}

const failing = statement<ComparableRecord>(
  'readBackListFailing',
  comparing(
    `d.sku_id > $3 and d.switched_on and d.last_error is not null and d.sent is not null and d.file_id is null`,
    'sent',
  ),
);

/** SKUs whose last message failed, after one, by id: it may have counted all the same. */
export async function listFailing(
  handle: Handle,
  key: ConnectionKey,
  after: string,
  limit: number,
): Promise<readonly Comparable[]> {
  return (await failing(handle, [key.organizationId, key.connectionId, after, limit])).map(toComparable);
}

const drift = statement<{ sku_id: string; drifts: number }>(
  'readBackDrift',
  `update oms.desired_stock d set drifts = d.drifts + 1, drifted_at = $5
   from unnest($3::text[], $4::bigint[]) as w(sku_id, version)
   where d.organization_id = $1 and d.connection_id = $2 and d.sku_id = w.sku_id and d.desired_version = w.version
     and ${atRest}
   returning d.sku_id, d.drifts`,
);

/** Counts drift of those to which nothing happened since they were chosen. Answers which they are. */
export async function recordDrift(
  tx: Handle,
  key: ConnectionKey,
  drifted: readonly Comparable[],
  now: Instant,
): Promise<ReadonlyMap<string, number>> {
  if (drifted.length === 0) return new Map();
  const ids = drifted.map(({ skuId }) => skuId);
  const versions = drifted.map(({ version }) => version);
  const rows = await drift(tx, [key.organizationId, key.connectionId, ids, versions, now]);
  return new Map(rows.map((row) => [row.sku_id, row.drifts]));
}

const right = statement(
  'readBackRight',
  `update oms.desired_stock set drifts = 0
   where organization_id = $1 and connection_id = $2 and sku_id = any($3::text[]) and drifts > 0`,
);

/** They were seen as they should be. */
export async function recordRight(tx: Handle, key: ConnectionKey, skuIds: readonly string[]): Promise<void> {
  if (skuIds.length > 0) await right(tx, [key.organizationId, key.connectionId, skuIds]);
}
