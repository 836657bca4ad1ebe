/** Owns the SQL of what people put on many orders at once, for lists, and of forgetting what they wrote about a buyer. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';

/** A person stopped an order. */
export interface Hold {
  readonly reason: string;
  /** When it ends by itself; null when only a person ends it. */
  readonly until: Instant | null;
  readonly at: Instant;
  readonly actor: string;
}

/** What people put on an order. */
export interface OrderDesk {
  readonly hold: Hold | null;
  readonly tags: readonly string[];
  readonly noteCount: number;
}

export interface HoldColumns {
  readonly held_at: number | null;
  readonly held_by: string | null;
  readonly hold_reason: string | null;
  readonly hold_until_at: number | null;
}

export const toHold = (row: HoldColumns): Hold | null =>
  row.held_at === null
    ? null
    : { reason: row.hold_reason ?? '', until: row.hold_until_at, at: row.held_at, actor: row.held_by ?? '' };

const list = statement<HoldColumns & { order_id: string; tags: string[]; notes: number }>(
  'orderDeskList',
  `select o.order_id, o.held_at, o.held_by, o.hold_reason, o.hold_until_at,
     coalesce((select array_agg(t.tag order by t.position) from oms.order_tags t
       where t.organization_id = o.organization_id and t.order_id = o.order_id), '{}') as tags,
     (select count(*)::int from oms.order_notes n
       where n.organization_id = o.organization_id and n.order_id = o.order_id) as notes
   from oms.orders o where o.organization_id = $1 and o.order_id = any($2::text[])`,
);

/** By order. */
export async function listDesks(
  handle: Handle,
  organizationId: string,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, OrderDesk>> {
  const rows = await list(handle, [organizationId, orderIds]);
  return new Map(rows.map((row) => [row.order_id, { hold: toHold(row), tags: row.tags, noteCount: row.notes }]));
}

/** An order that nobody put anything on. */
export const EMPTY_DESK: OrderDesk = { hold: null, tags: [], noteCount: 0 };

const eraseNotes = statement(
  'orderNoteErase',
  'update oms.order_notes set text = $3 where organization_id = $1 and order_id = $2',
);

const eraseChanges = statement(
  'shipToChangeErase',
  'update oms.ship_to_changes set before = null, after = null where organization_id = $1 and order_id = $2',
);

/** Who wrote what when stays; what notes say and where the order was to go does not. */
export async function eraseDesk(tx: Handle, organizationId: string, orderId: string, erased: string): Promise<void> {
  await eraseNotes(tx, [organizationId, orderId, erased]);
  await eraseChanges(tx, [organizationId, orderId]);
}
