/** Owns the SQL of an order's history: numbered, never changed. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import type { NewEvent } from './work.ts';

/** The order is locked, so nobody else numbers its entries. */
const insert = statement(
  'orderEventInsert',
  `insert into oms.order_events (organization_id, order_id, seq, at, kind, text, actor, request_id)
   select $1, $2, coalesce((select max(e.seq) from oms.order_events e where e.organization_id = $1 and e.order_id = $2), 0)
     + w.number, $3, w.kind, w.text, $6, $7
   from unnest($4::text[], $5::text[]) with ordinality as w(kind, text, number)`,
);

export async function insertEvents(
  tx: Handle,
  organizationId: string,
  orderId: string,
  events: readonly NewEvent[],
  by: Actor,
  now: Instant,
): Promise<void> {
  if (events.length === 0) return;
  await insert(tx, [
    organizationId,
    orderId,
    now,
    events.map((event) => event.kind),
    events.map((event) => event.text),
    by.actor,
    by.requestId,
  ]);
}

export interface EventRow {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: string;
  readonly text: string;
  readonly actor: string;
  readonly requestId: string | null;
}

const list = statement<{
  seq: number;
  at: number;
  kind: string;
  text: string;
  actor: string;
  request_id: string | null;
}>(
  'orderEventList',
  `select seq, at, kind, text, actor, request_id from (
     select * from oms.order_events where organization_id = $1 and order_id = $2 order by seq desc limit $3
   ) e order by seq`,
);

/** The newest entries of an order's history, in the order they happened. */
export async function listEvents(
  handle: Handle,
  organizationId: string,
  orderId: string,
  limit: number,
): Promise<readonly EventRow[]> {
  const rows = await list(handle, [organizationId, orderId, limit]);
  return rows.map(({ request_id: requestId, ...row }) => ({ ...row, requestId }));
}
