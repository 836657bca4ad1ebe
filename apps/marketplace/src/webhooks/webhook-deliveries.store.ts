/** Owns the rows of deliveries: what is to be told to whom, which worker does so, and how it went. */
import type { Instant } from '@jetway/kernel';
import type { WebhookDeliveryState } from '@jetway/marketplace-api';
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';

/** An endpoint that a worker has for itself until its lease is over. */
export interface LeasedEndpoint {
  readonly accountId: string;
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly previousSecretUntil: Instant | null;
}

/** An event that is to be told now: nothing of its subject waits before it. */
export interface DueDelivery {
  readonly eventId: string;
  readonly kind: string;
  readonly subject: string;
  readonly at: Instant;
  readonly data: unknown;
  readonly tries: number;
  readonly firstTriedAt: Instant | null;
}

/** How a try went, and what follows. */
export interface Tried {
  readonly eventId: string;
  readonly attemptId: string;
  readonly at: Instant;
  readonly status: number | null;
  readonly durationMs: number;
  readonly error: string | null;
  readonly state: WebhookDeliveryState;
  readonly dueAt: Instant;
}

/** Nothing of its subject waits before it. Asked as a number, so that each row costs one look at the index. */
const IS_FIRST = `d.state = 'pending' and d.seq = (
  select min(b.seq) from marketplace.webhook_deliveries b
  where b.account_id = d.account_id and b.endpoint_id = d.endpoint_id and b.subject = d.subject
    and b.state = 'pending')`;

/** Waits for no lock: what somebody holds is noticed a round later. Of an endpoint that is gone, a row wakes nobody. */
const webhookDeliveryNotice = statement<{ event_id: string }>(
  'webhookDeliveryNotice',
  `with fresh as materialized (
     select d.account_id, d.endpoint_id, d.event_id from marketplace.webhook_deliveries d
     where d.state = 'pending' and d.due_at is null limit $2 for update skip locked),
   taken as materialized (
     select w.account_id, w.id from marketplace.webhook_endpoints w
     where (w.account_id, w.id) in (select f.account_id, f.endpoint_id from fresh f) for update skip locked),
   woken as (
     update marketplace.webhook_endpoints w set due_at = $1
     from taken t where w.account_id = t.account_id and w.id = t.id and (w.due_at is null or w.due_at > $1))
   update marketplace.webhook_deliveries d set due_at = $1
   from fresh f
   where d.account_id = f.account_id and d.endpoint_id = f.endpoint_id and d.event_id = f.event_id
     and ((f.account_id, f.endpoint_id) in (select t.account_id, t.id from taken t) or not exists (
       select from marketplace.webhook_endpoints w where w.account_id = f.account_id and w.id = f.endpoint_id))
   returning d.event_id`,
);
/** While it is leased an endpoint is due when the lease ends: so that it is found again when the worker dies. */
const webhookEndpointLease = statement<{
  account_id: string;
  id: string;
  url: string;
  secret_encrypted: string;
  previous_secret_encrypted: string | null;
  previous_secret_until: number | null;
}>(
  'webhookEndpointLease',
  `with free as materialized (
     select w.account_id, w.id from marketplace.webhook_endpoints w
     where w.enabled and w.due_at <= $1 and w.leased_until <= $1
     order by w.due_at, w.leased_until, w.account_id, w.id limit 1 for update skip locked)
   update marketplace.webhook_endpoints w set leased_by = $2, leased_until = $3, due_at = $3
   from free where w.account_id = free.account_id and w.id = free.id
   returning w.account_id, w.id, w.url, w.secret_encrypted, w.previous_secret_encrypted, w.previous_secret_until`,
);
const webhookDeliveryListDue = statement<{
  event_id: string;
  kind: string;
  subject: string;
  at: number;
  data: unknown;
  tries: number;
  first_tried_at: number | null;
}>(
  'webhookDeliveryListDue',
  `select d.event_id, d.kind, d.subject, e.at, e.data, d.tries, d.first_tried_at
   from marketplace.webhook_deliveries d
   join marketplace.webhook_events e on e.account_id = d.account_id and e.id = d.event_id
   where d.account_id = $2 and d.endpoint_id = $3 and d.due_at <= $1 and ${IS_FIRST}
   order by d.due_at, d.seq limit $4`,
);
/** Nothing is written by a worker whose lease went to another; that one tells the same once more. */
const webhookDeliverySaveTried = statement<{ event_id: string }>(
  'webhookDeliverySaveTried',
  `with mine as materialized (
     select w.account_id, w.id from marketplace.webhook_endpoints w
     where w.account_id = $1 and w.id = $2 and w.leased_by = $3 for update),
   tried as (
     select t.* from jsonb_to_recordset($4::jsonb) as t("eventId" text, "attemptId" text, at bigint, status integer,
       "durationMs" integer, error text, state text, "dueAt" bigint)),
   saved as (
     update marketplace.webhook_deliveries d
     set state = t.state, due_at = t."dueAt", tries = d.tries + 1, tried_at = t.at,
       first_tried_at = coalesce(d.first_tried_at, t.at), status = t.status, duration_ms = t."durationMs",
       error = t.error
     from tried t, mine
     where d.account_id = mine.account_id and d.endpoint_id = mine.id and d.event_id = t."eventId"
     returning d.event_id)
   insert into marketplace.webhook_attempts (account_id, endpoint_id, event_id, at, id, status, duration_ms, error)
   select $1, $2, t."eventId", t.at, t."attemptId", t.status, t."durationMs", t.error
   from tried t join saved s on s.event_id = t."eventId"
   returning event_id`,
);
/**
 * Due again when the first of what waits is, but after those that are due now and were told longer ago: a long queue
 * keeps nobody waiting.
 * An endpoint that was woken meanwhile stays so: what woke it may not be seen here yet.
 */
const webhookEndpointRelease = statement(
  'webhookEndpointRelease',
  `update marketplace.webhook_endpoints w
   set leased_by = null, leased_until = $5::bigint,
     due_at = case when w.due_at = w.leased_until then (
       select greatest(min(d.due_at), $5::bigint) from marketplace.webhook_deliveries d
       where d.account_id = $1 and d.endpoint_id = $2 and d.due_at is not null and ${IS_FIRST}
       having count(*) > 0) else w.due_at end,
     failing_since = case $4::boolean
       when true then null when false then coalesce(w.failing_since, $5::bigint) else w.failing_since end,
     enabled = w.enabled and ($4::boolean is not false or coalesce(w.failing_since, $5::bigint) > $6::bigint),
     disabled_reason = case
       when w.enabled and $4::boolean is false and coalesce(w.failing_since, $5::bigint) <= $6::bigint then $7
       else w.disabled_reason end
   where w.account_id = $1 and w.id = $2 and w.leased_by = $3`,
);

/** Lets endpoints be due for which something was written down; answers how many such rows there were, at most `limit`. */
export async function noticeDeliveries(handle: MarketplaceHandle, now: Instant, limit: number): Promise<number> {
  return (await webhookDeliveryNotice(handle, [now, limit])).length;
}

/** Takes the endpoint that has been due for longest; undefined when there is none that nobody else is at. */
export async function leaseEndpoint(
  handle: MarketplaceHandle,
  lease: { readonly now: Instant; readonly worker: string; readonly until: Instant },
): Promise<LeasedEndpoint | undefined> {
  const [row] = await webhookEndpointLease(handle, [lease.now, lease.worker, lease.until]);
  return (
    row && {
      accountId: row.account_id,
      id: row.id,
      url: row.url,
      secret: row.secret_encrypted,
      previousSecret: row.previous_secret_encrypted,
      previousSecretUntil: row.previous_secret_until,
    }
  );
}

/** What is to be told now, one event of each subject. */
export async function listDue(
  handle: MarketplaceHandle,
  endpoint: { readonly accountId: string; readonly id: string },
  now: Instant,
  limit: number,
): Promise<DueDelivery[]> {
  const rows = await webhookDeliveryListDue(handle, [now, endpoint.accountId, endpoint.id, limit]);
  return rows.map((row) => ({
    eventId: row.event_id,
    kind: row.kind,
    subject: row.subject,
    at: row.at,
    data: row.data,
    tries: row.tries,
    firstTriedAt: row.first_tried_at,
  }));
}

export async function saveTried(
  handle: MarketplaceHandle,
  lease: { readonly accountId: string; readonly id: string; readonly worker: string },
  tried: readonly Tried[],
): Promise<void> {
  await webhookDeliverySaveTried(handle, [lease.accountId, lease.id, lease.worker, JSON.stringify(tried)]);
}

/** Gives the lease back, and notes how the endpoint does: one that fails for too long is switched off. */
export async function releaseEndpoint(
  handle: MarketplaceHandle,
  lease: { readonly accountId: string; readonly id: string; readonly worker: string },
  went: {
    /** Undefined when nothing was sent. */
    readonly isWell: boolean | undefined;
    readonly now: Instant;
    /** An endpoint that fails since then or longer is switched off, and `reason` says why. */
    readonly failingSinceAtMost: Instant;
    readonly reason: string;
  },
): Promise<void> {
  const { isWell, now, failingSinceAtMost, reason } = went;
  await webhookEndpointRelease(handle, [
    lease.accountId,
    lease.id,
    lease.worker,
    isWell,
    now,
    failingSinceAtMost,
    reason,
  ]);
}
