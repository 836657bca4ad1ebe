/** Owns the SQL of tags on orders. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import type { TagChange } from './tags.ts';

const list = statement<{ tag: string }>(
  'orderTagList',
  'select tag from oms.order_tags where organization_id = $1 and order_id = $2 order by position',
);

/** In the order in which they came. */
export async function listTags(handle: Handle, organizationId: string, orderId: string): Promise<readonly string[]> {
  return (await list(handle, [organizationId, orderId])).map((row) => row.tag);
}

const insert = statement(
  'orderTagInsert',
  `insert into oms.order_tags (organization_id, order_id, tag, position, added_at, added_by, request_id)
   select $1, $2, w.tag, coalesce(
       (select max(t.position) from oms.order_tags t where t.organization_id = $1 and t.order_id = $2), 0) + w.number,
     $4, $5, $6
   from unnest($3::text[]) with ordinality as w(tag, number)`,
);

const remove = statement(
  'orderTagDelete',
  'delete from oms.order_tags where organization_id = $1 and order_id = $2 and tag = any($3::text[])',
);

/** Writes what changed. The order is locked, so nobody else numbers its tags. */
export async function saveTags(
  tx: Handle,
  organizationId: string,
  orderId: string,
  { added, removed }: TagChange,
  by: Actor,
  now: Instant,
): Promise<void> {
  if (removed.length > 0) await remove(tx, [organizationId, orderId, removed]);
  if (added.length > 0) await insert(tx, [organizationId, orderId, added, now, by.actor, by.requestId]);
}

/** After every character that a tag can hold. */
const LAST = '\u{10FFFF}';
const MOST_SUGGESTED = 20;

const inUse = statement<{ tag: string; orders: number }>(
  'orderTagListInUse',
  `select tag, count(*)::int as orders from oms.order_tags
   where organization_id = $1 and tag >= $2 and tag < $3
   group by tag order by count(*) desc, tag limit $4`,
);

/** Tags of the organization that begin like this, those of the most orders first. */
export const tagsInUse = (
  handle: Handle,
  organizationId: string,
  prefix: string,
): Promise<readonly { readonly tag: string; readonly orders: number }[]> =>
  inUse(handle, [organizationId, prefix, prefix + LAST, MOST_SUGGESTED]);
