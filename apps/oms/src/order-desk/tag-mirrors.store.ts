/** Owns the SQL of whether a connection is told of tags. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';

export interface TagMirrorRow {
  readonly mirrored: boolean;
  readonly version: number;
}

/** A connection that nobody decided about. */
const UNDECIDED: TagMirrorRow = { mirrored: false, version: 1 };

const load = statement<{ mirrored: boolean | null; version: number | null }>(
  'tagMirrorLoad',
  `select m.mirrored, m.version from oms.connections c
   left join oms.tag_mirrors m on m.organization_id = c.organization_id and m.connection_id = c.connection_id
   where c.organization_id = $1 and c.connection_id = $2`,
);

/** Undefined when the organization has no such connection. */
export async function loadTagMirror(
  handle: Handle,
  organizationId: string,
  connectionId: string,
): Promise<TagMirrorRow | undefined> {
  const [row] = await load(handle, [organizationId, connectionId]);
  if (row === undefined) return undefined;
  return row.mirrored === null || row.version === null ? UNDECIDED : { mirrored: row.mirrored, version: row.version };
}

const save = statement<{ version: number }>(
  'tagMirrorSave',
  `insert into oms.tag_mirrors as m (organization_id, connection_id, mirrored, version, updated_at, updated_by, request_id)
   select $1, $2, $3, $4 + 1, $5, $6, $7 where $4 = ${UNDECIDED.version} or exists (
     select 1 from oms.tag_mirrors t where t.organization_id = $1 and t.connection_id = $2)
   on conflict (organization_id, connection_id) do update
     set mirrored = excluded.mirrored, version = excluded.version, updated_at = excluded.updated_at,
       updated_by = excluded.updated_by, request_id = excluded.request_id
     where m.version = $4
   returning version`,
);

/** Writes the decision over the one that was seen; undefined when that is not the last one any more. */
export async function saveTagMirror(
  tx: Handle,
  organizationId: string,
  target: { readonly connectionId: string; readonly version: number },
  mirrored: boolean,
  by: Actor,
  now: Instant,
): Promise<TagMirrorRow | undefined> {
  const { connectionId, version } = target;
  const [row] = await save(tx, [organizationId, connectionId, mirrored, version, now, by.actor, by.requestId]);
  return row && { mirrored, version: row.version };
}
