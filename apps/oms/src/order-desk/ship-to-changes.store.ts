/** Owns the SQL of the changes of where orders go. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { ChannelAddress } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';

/** By a person, back to the channel's by a person, or by the channel. */
export type ShipToChangeKind = 'corrected' | 'undone' | 'channel';

export interface ShipToChange {
  readonly kind: ShipToChangeKind;
  /** The version of the ship-to that it made. */
  readonly version: number;
  readonly before: ChannelAddress;
  readonly after: ChannelAddress;
}

const insert = statement(
  'shipToChangeInsert',
  `insert into oms.ship_to_changes (organization_id, order_id, version, kind, before, after, at, actor, request_id)
   select $1, $2, w.version, w.kind, w.before, w.after, $7, $8, $9
   from unnest($3::bigint[], $4::text[], $5::jsonb[], $6::jsonb[]) as w(version, kind, before, after)`,
);

export async function insertShipToChanges(
  tx: Handle,
  organizationId: string,
  orderId: string,
  changes: readonly ShipToChange[],
  by: Actor,
  now: Instant,
): Promise<void> {
  if (changes.length === 0) return;
  await insert(tx, [
    organizationId,
    orderId,
    changes.map((change) => change.version),
    changes.map((change) => change.kind),
    changes.map((change) => JSON.stringify(change.before)),
    changes.map((change) => JSON.stringify(change.after)),
    now,
    by.actor,
    by.requestId,
  ]);
}

/** Without the addresses once the buyer was erased. */
export interface ShipToChangeRow extends Actor, Pick<ShipToChange, 'kind' | 'version'> {
  readonly before: ChannelAddress | null;
  readonly after: ChannelAddress | null;
  readonly at: Instant;
}

const list = statement<Omit<ShipToChangeRow, 'requestId'> & { request_id: string | null }>(
  'shipToChangeList',
  `select version, kind, before, after, at, actor, request_id from oms.ship_to_changes
   where organization_id = $1 and order_id = $2 order by version`,
);

/** The oldest first. */
export async function listShipToChanges(
  handle: Handle,
  organizationId: string,
  orderId: string,
): Promise<readonly ShipToChangeRow[]> {
  const rows = await list(handle, [organizationId, orderId]);
  return rows.map(({ request_id: requestId, ...row }) => ({ ...row, requestId }));
}
