/** Owns the SQL of the outbox: which intents are next, and how sending them goes on. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { IntentPayload, IntentToSend, WaitingIntent, WaitingPage } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import { touch } from '../events/index.ts';
import { intentLifecycle, unsettledStates } from './intents.ts';

const words = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(', ');
const unsettled = words(unsettledStates);

interface TakenRecord {
  intent_id: string;
  order_id: string;
  channel_order_id: string;
  payload: IntentPayload;
  state: 'pending' | 'unknown';
  attempts: number;
  request_id: string | null;
  sku_ids: string[];
}

/** The next of each order: nothing of the same order and lot before it waits or is in flight. */
const take = (name: string, lot: (kind: string) => string) =>
  statement<TakenRecord>(
    name,
    `select i.intent_id, i.order_id, o.channel_order_id, i.payload, i.state, i.attempts, i.request_id,
     (select coalesce(array_agg(distinct l.sku_id) filter (where l.sku_id is not null), '{}') from oms.order_lines l
      where l.organization_id = i.organization_id and l.order_id = i.order_id) as sku_ids
   from oms.intents i
   join oms.orders o on o.organization_id = i.organization_id and o.order_id = i.order_id
   where i.organization_id = $1 and i.connection_id = $2 and i.state in ('pending', 'unknown') and i.due_at <= $3
     and ${lot('i.kind')} and ($5::boolean or i.kind <> 'ship' or i.state <> 'pending')
     and not exists (
       select 1 from oms.intents e
       where e.organization_id = i.organization_id and e.order_id = i.order_id and e.seq < i.seq and ${lot('e.kind')}
         and e.state in (${unsettled}) and ($5::boolean or e.kind <> 'ship' or e.state <> 'pending'))
   order by i.due_at, i.intent_id limit $4`,
  );

const takeMessages = take('intentTake', (kind) => `${kind} <> 'tag'`);
/** Tags taken at once: what becomes due meanwhile waits for no more than these. */
const MOST_TAGS = 8;
const takeTags = take('intentTakeTags', (kind) => `${kind} = 'tag'`);

/**
 * Due intents, the next of each order only, those due longest first; tags come last, wait for nothing but earlier tags,
 * and nothing waits for them. Parcels not sent yet are passed over (and wait,
 * and keep nothing else of the order waiting) unless `withShipments`.
 */
export async function takeIntents(
  handle: Handle,
  organizationId: string,
  connectionId: string,
  options: { readonly now: Instant; readonly limit: number; readonly withShipments: boolean },
): Promise<readonly IntentToSend[]> {
  const { now, limit, withShipments } = options;
  const values = [organizationId, connectionId, now];
  const messages = await takeMessages(handle, [...values, limit, withShipments]);
  const tags = await takeTags(handle, [...values, Math.min(limit - messages.length, MOST_TAGS), withShipments]);
  const rows = [...messages, ...tags];
  return rows.map((row) => ({
    intentId: row.intent_id,
    orderId: row.order_id,
    channelOrderId: row.channel_order_id,
    payload: row.payload,
    state: row.state,
    attempts: row.attempts,
    skuIds: row.sku_ids,
    requestId: row.request_id,
  }));
}

/** The order is locked first: who decides about it may be withdrawing the intent just now. */
const send = statement(
  'intentSend',
  `with locked as materialized (
     select o.order_id from oms.orders o
     where o.organization_id = $1
       and o.order_id = (select i.order_id from oms.intents i where i.organization_id = $1 and i.intent_id = $2)
     for update
   )
   update oms.intents i set state = 'sending', fence = $3, attempts = i.attempts + 1, updated_at = $4
   from locked
   where i.organization_id = $1 and i.intent_id = $2 and i.order_id = locked.order_id
     and i.state in (${words(intentLifecycle.sources('send'))})
   returning i.intent_id`,
);

/** `pending` → `sending` under this fence. False when the intent is not pending any more: it must not be sent. */
export async function markSending(
  tx: Handle,
  organizationId: string,
  intentId: string,
  fence: number,
  now: Instant,
): Promise<boolean> {
  return (await send(tx, [organizationId, intentId, fence, now])).length === 1;
}

const recover = statement<{ order_id: string }>(
  'intentRecover',
  `update oms.intents set state = 'unknown', due_at = $4, fence = null, updated_at = $4,
     last_error = 'The program stopped before the answer was recorded; the order is read back.'
   where organization_id = $1 and connection_id = $2 and state in (${words(intentLifecycle.targets('pending', 'send'))})
     and coalesce(fence, -1) < $3
   returning order_id`,
);

/** What earlier leases left in `sending` may have been done: → `unknown`, due at once. Answers how many. */
export async function recoverSending(
  tx: Handle,
  organizationId: string,
  connectionId: string,
  fence: number,
  now: Instant,
): Promise<number> {
  const rows = await recover(tx, [organizationId, connectionId, fence, now]);
  for (const orderId of new Set(rows.map((row) => row.order_id))) await touch(tx, organizationId, 'orders', orderId);
  return rows.length;
}

const move = (name: string, to: 'unknown' | 'pending', from: readonly string[]) =>
  statement<{ order_id: string }>(
    name,
    `update oms.intents set state = '${to}', due_at = $3, last_error = $4, fence = null, updated_at = $5
     where organization_id = $1 and intent_id = $2 and state in (${words(from)})
     returning order_id`,
  );

const lose = move('intentLose', 'unknown', intentLifecycle.sources('lose'));
const postpone = move('intentPostpone', 'pending', intentLifecycle.sources('postpone'));

async function tellPages(tx: Handle, organizationId: string, rows: readonly { order_id: string }[]): Promise<void> {
  for (const row of rows) await touch(tx, organizationId, 'orders', row.order_id);
}

/** It may have been done: → `unknown`, or stays so; to be read back no sooner than this. */
export async function recordIntentUnknown(
  tx: Handle,
  organizationId: string,
  intentId: string,
  { text, readBackAt }: { readonly text: string; readonly readBackAt: Instant },
  now: Instant,
): Promise<void> {
  await tellPages(tx, organizationId, await lose(tx, [organizationId, intentId, readBackAt, text, now]));
}

/** It was surely not done: → `pending`, to be sent again no sooner than this. */
export async function recordIntentPostponed(
  tx: Handle,
  organizationId: string,
  intentId: string,
  { text, retryAt }: { readonly text: string | null; readonly retryAt: Instant },
  now: Instant,
): Promise<void> {
  await tellPages(tx, organizationId, await postpone(tx, [organizationId, intentId, retryAt, text, now]));
}

const count = statement<{ connection_id: string; waiting: number }>(
  'intentCountWaiting',
  `select connection_id, count(*)::int as waiting from oms.intents
   where organization_id = $1 and connection_id = any($2::text[]) and state in (${unsettled})
   group by connection_id`,
);

/** Unsettled intents by connection; a connection without any is absent. */
export async function countWaitingIntents(
  handle: Handle,
  organizationId: string,
  connectionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await count(handle, [organizationId, connectionIds]);
  return new Map(rows.map((row) => [row.connection_id, row.waiting]));
}

const listWaiting = statement<{ intent_id: string; order_id: string; payload: IntentPayload; created_at: number }>(
  'intentListWaiting',
  `select intent_id, order_id, payload, created_at from oms.intents
   where organization_id = $1 and connection_id = $2 and state = 'pending' and (created_at, intent_id) > ($3, $4)
   order by created_at, intent_id limit $5`,
);

/** Pending intents, oldest first. */
export async function listWaitingIntents(
  handle: Handle,
  organizationId: string,
  connectionId: string,
  { after, limit }: WaitingPage,
): Promise<readonly WaitingIntent[]> {
  const rows = await listWaiting(handle, [organizationId, connectionId, after?.at ?? -1, after?.id ?? '', limit]);
  return rows.map((row) => ({
    intentId: row.intent_id,
    orderId: row.order_id,
    payload: row.payload,
    createdAt: row.created_at,
  }));
}
