/** Owns the reads of orders that sync needs beside their own: how listed ones stand here, and which to look at again. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { ConnectionKey } from '../connections/index.ts';
import type { Handle } from '../database/index.ts';

const standing = statement<{ channel_order_id: string; channel_status: string; read_at: number }>(
  'syncOrderStanding',
  `select channel_order_id, channel_status, read_at from oms.orders
   where organization_id = $1 and connection_id = $2 and channel_order_id = any($3::text[])`,
);

export interface KnownOrder {
  /** As the channel last told it. */
  readonly channelStatus: string;
  readonly readAt: Instant;
}

/** How these orders of a channel stand here; those that are not imported are absent. */
export async function knownStandings(
  handle: Handle,
  key: ConnectionKey,
  channelOrderIds: readonly string[],
): Promise<ReadonlyMap<string, KnownOrder>> {
  if (channelOrderIds.length === 0) return new Map();
  const rows = await standing(handle, [key.organizationId, key.connectionId, channelOrderIds]);
  return new Map(rows.map((row) => [row.channel_order_id, { channelStatus: row.channel_status, readAt: row.read_at }]));
}

const over = statement<{ channel_order_id: string }>(
  'syncOrderListOver',
  `select channel_order_id from oms.orders
   where organization_id = $1 and connection_id = $2 and status in ('complete', 'cancelled') and read_at < $3
     and placed_at >= $4
   order by read_at, order_id limit $5`,
);

/** Orders that are over, placed since an instant and last read before another, the longest ago first. */
export async function listOverOrders(
  handle: Handle,
  key: ConnectionKey,
  options: { readonly readBefore: Instant; readonly placedSince: Instant; readonly limit: number },
): Promise<readonly string[]> {
  const { readBefore, placedSince, limit } = options;
  const rows = await over(handle, [key.organizationId, key.connectionId, readBefore, placedSince, limit]);
  return rows.map((row) => row.channel_order_id);
}

const looked = statement(
  'syncOrderNoteLooked',
  `update oms.orders set read_at = greatest(read_at, $4)
   where organization_id = $1 and connection_id = $2 and channel_order_id = any($3::text[])`,
);

/** The channel is asked about them now, whatever it answers. */
export async function noteLooked(
  tx: Handle,
  key: ConnectionKey,
  channelOrderIds: readonly string[],
  now: Instant,
): Promise<void> {
  if (channelOrderIds.length > 0) await looked(tx, [key.organizationId, key.connectionId, channelOrderIds, now]);
}
