/** Owns reading what was told, asking for it again, tests, and deleting it by age. */
import type { Instant } from '@jetway/kernel';
import type { WebhookDeliveryState } from '@jetway/marketplace-api';
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';

export interface DeliveryRow {
  readonly eventId: string;
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
  /** World time. */
  readonly occurredAt: Instant;
  readonly data: unknown;
  readonly state: WebhookDeliveryState;
  readonly tries: number;
  /** Null as long as nobody noticed it. */
  readonly dueAt: Instant | null;
  readonly triedAt: Instant | null;
  readonly status: number | null;
  readonly durationMs: number | null;
  readonly error: string | null;
}

export interface AttemptRow {
  readonly at: Instant;
  readonly status: number | null;
  readonly durationMs: number;
  readonly error: string | null;
}

interface EndpointName {
  readonly accountId: string;
  readonly id: string;
}

interface Row {
  readonly event_id: string;
  readonly seq: number;
  readonly kind: string;
  readonly subject: string;
  readonly at: number;
  readonly data: unknown;
  readonly state: WebhookDeliveryState;
  readonly tries: number;
  readonly due_at: number | null;
  readonly tried_at: number | null;
  readonly status: number | null;
  readonly duration_ms: number | null;
  readonly error: string | null;
}

const COLUMNS = `d.event_id, d.seq, d.kind, d.subject, e.at, e.data, d.state, d.tries, d.due_at, d.tried_at, d.status,
  d.duration_ms, d.error`;
const FROM = `marketplace.webhook_deliveries d
  join marketplace.webhook_events e on e.account_id = d.account_id and e.id = d.event_id`;

const fromRow = (row: Row): DeliveryRow => ({
  eventId: row.event_id,
  seq: row.seq,
  kind: row.kind,
  subject: row.subject,
  occurredAt: row.at,
  data: row.data,
  state: row.state,
  tries: row.tries,
  dueAt: row.due_at,
  triedAt: row.tried_at,
  status: row.status,
  durationMs: row.duration_ms,
  error: row.error,
});

const webhookDeliveryListPage = statement<Row>(
  'webhookDeliveryListPage',
  `select ${COLUMNS} from ${FROM}
   where d.account_id = $1 and d.endpoint_id = $2 and d.seq < $3 and ($4::text is null or d.state = $4)
   order by d.seq desc limit $5`,
);
const webhookDeliveryFind = statement<Row>(
  'webhookDeliveryFind',
  `select ${COLUMNS} from ${FROM} where d.account_id = $1 and d.endpoint_id = $2 and d.event_id = $3`,
);
const webhookAttemptList = statement<{
  at: number;
  status: number | null;
  duration_ms: number;
  error: string | null;
}>(
  'webhookAttemptList',
  `select at, status, duration_ms, error from marketplace.webhook_attempts
   where account_id = $1 and endpoint_id = $2 and event_id = $3 order by at desc, id desc limit 100`,
);
const AGAIN = `state = 'pending', due_at = null, tries = 0, first_tried_at = null`;
const webhookDeliveryReplay = statement<{ event_id: string }>(
  'webhookDeliveryReplay',
  `update marketplace.webhook_deliveries set ${AGAIN}
   where account_id = $1 and endpoint_id = $2 and event_id = $3 returning event_id`,
);
const webhookDeliveryReplaySince = statement<{ event_id: string }>(
  'webhookDeliveryReplaySince',
  `insert into marketplace.webhook_deliveries (account_id, endpoint_id, event_id, seq, kind, subject)
   select e.account_id, w.id, e.id, e.seq, e.kind, e.subject
   from marketplace.webhook_events e join marketplace.webhook_endpoints w on w.account_id = e.account_id
   where e.account_id = $1 and w.id = $2 and e.at >= $3 and e.kind <> 'webhook.test'
     and (cardinality(w.kinds) = 0 or e.kind = any (w.kinds))
   on conflict (account_id, endpoint_id, event_id) do update set ${AGAIN}
   returning event_id`,
);
const webhookTestInsert = statement(
  'webhookTestInsert',
  `with told as (
     insert into marketplace.webhook_events (account_id, id, kind, subject, at, data)
     values ($1, $3, 'webhook.test', 'test:' || $3, $4, '{}') returning account_id, id, seq, kind, subject)
   insert into marketplace.webhook_deliveries (account_id, endpoint_id, event_id, seq, kind, subject)
   select t.account_id, $2, t.id, t.seq, t.kind, t.subject from told t`,
);
const webhookEventDeleteOld = statement<{ id: string }>(
  'webhookEventDeleteOld',
  `with old as materialized (
     select account_id, id from marketplace.webhook_events where id < $1 order by id limit $2),
   attempts as (
     delete from marketplace.webhook_attempts a using old where a.account_id = old.account_id and a.event_id = old.id),
   deliveries as (
     delete from marketplace.webhook_deliveries d using old where d.account_id = old.account_id and d.event_id = old.id)
   delete from marketplace.webhook_events e using old where e.account_id = old.account_id and e.id = old.id
   returning e.id`,
);

/** The newest event first; before the one with the number `before`. */
export async function listDeliveryPage(
  handle: MarketplaceHandle,
  endpoint: EndpointName,
  filter: { readonly before: number; readonly state: WebhookDeliveryState | undefined },
  limit: number,
): Promise<DeliveryRow[]> {
  const values = [endpoint.accountId, endpoint.id, filter.before, filter.state, limit];
  return (await webhookDeliveryListPage(handle, values)).map(fromRow);
}

export async function findDelivery(
  handle: MarketplaceHandle,
  endpoint: EndpointName,
  eventId: string,
): Promise<DeliveryRow | undefined> {
  const [row] = await webhookDeliveryFind(handle, [endpoint.accountId, endpoint.id, eventId]);
  return row && fromRow(row);
}

/** The newest first, a hundred at most. */
export async function listAttempts(
  handle: MarketplaceHandle,
  endpoint: EndpointName,
  eventId: string,
): Promise<AttemptRow[]> {
  const rows = await webhookAttemptList(handle, [endpoint.accountId, endpoint.id, eventId]);
  return rows.map(({ at, status, duration_ms: durationMs, error }) => ({ at, status, durationMs, error }));
}

/** False when there is no such delivery. */
export async function replayDelivery(tx: MarketplaceHandle, endpoint: EndpointName, eventId: string): Promise<boolean> {
  return (await webhookDeliveryReplay(tx, [endpoint.accountId, endpoint.id, eventId])).length === 1;
}

/** Answers how many events will be told again. */
export async function replaySince(tx: MarketplaceHandle, endpoint: EndpointName, since: Instant): Promise<number> {
  return (await webhookDeliveryReplaySince(tx, [endpoint.accountId, endpoint.id, since])).length;
}

/** An event that only this endpoint hears of. */
export async function insertTest(
  tx: MarketplaceHandle,
  endpoint: EndpointName,
  event: { readonly id: string; readonly at: Instant },
): Promise<void> {
  await webhookTestInsert(tx, [endpoint.accountId, endpoint.id, event.id, event.at]);
}

const PAGE = 5_000;

/** Deletes what was recorded before a real instant, whatever became of it; answers how many events. */
export async function deleteOldEvents(handle: MarketplaceHandle, before: Instant): Promise<number> {
  const hex = before.toString(16).padStart(12, '0');
  const firstId = `${hex.slice(0, 8)}-${hex.slice(8)}-`;
  let deleted = 0;
  for (;;) {
    const { length } = await webhookEventDeleteOld(handle, [firstId, PAGE]);
    deleted += length;
    if (length < PAGE) return deleted;
  }
}
