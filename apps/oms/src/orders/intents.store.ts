/** Owns the SQL of an order's intents, as decisions see and write them. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { IntentPayload } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import { type Intent, type IntentKind, type IntentState, unsettledStates } from './intents.ts';
import type { Order } from './orders.ts';

interface IntentRecord {
  intent_id: string;
  seq: number;
  kind: IntentKind;
  state: IntentState;
  payload: IntentPayload;
  attempts: number;
  due_at: number | null;
  last_error: string | null;
  created_at: number;
  confirmed_at: number | null;
  created_by: string;
  request_id: string | null;
}

const toIntent = (row: IntentRecord): Intent => ({
  intentId: row.intent_id,
  seq: row.seq,
  kind: row.kind,
  state: row.state,
  payload: row.payload,
  attempts: row.attempts,
  dueAt: row.due_at,
  lastError: row.last_error,
  createdAt: row.created_at,
  confirmedAt: row.confirmed_at,
  createdBy: row.created_by,
  requestId: row.request_id,
});

const columns = `intent_id, seq, kind, state, payload, attempts, due_at, last_error, created_at, confirmed_at,
  created_by, request_id`;

const list = statement<IntentRecord>(
  'intentList',
  `select ${columns} from oms.intents where organization_id = $1 and order_id = $2 order by seq`,
);

/** An order's intents in the order in which they are to be sent. */
export async function listIntents(handle: Handle, organizationId: string, orderId: string): Promise<readonly Intent[]> {
  return (await list(handle, [organizationId, orderId])).map(toIntent);
}

const listUnsettled = statement<IntentRecord & { order_id: string }>(
  'intentListUnsettled',
  `select order_id, ${columns} from oms.intents
   where organization_id = $1 and order_id = any($2::text[])
     and state in (${unsettledStates.map((state) => `'${state}'`).join(', ')})
   order by order_id, seq`,
);

/** What many orders wait for, in order. */
export async function listUnsettledIntents(
  handle: Handle,
  organizationId: string,
  orderIds: readonly string[],
): Promise<readonly (Intent & { readonly orderId: string })[]> {
  const rows = await listUnsettled(handle, [organizationId, orderIds]);
  return rows.map((row) => ({ ...toIntent(row), orderId: row.order_id }));
}

const orderOf = statement<{ order_id: string }>(
  'intentFindOrder',
  'select order_id from oms.intents where organization_id = $1 and intent_id = $2',
);

/** The order that an intent is about. */
export async function findOrderOfIntent(
  handle: Handle,
  organizationId: string,
  intentId: string,
): Promise<string | undefined> {
  return (await orderOf(handle, [organizationId, intentId]))[0]?.order_id;
}

const insert = statement(
  'intentInsert',
  `insert into oms.intents (organization_id, order_id, connection_id, intent_id, seq, kind, state, payload, due_at,
     created_at, updated_at, created_by, request_id)
   select $1, $2, $3, w.intent_id, w.seq, w.kind, w.state, w.payload, w.due_at, $10, $10, w.created_by, w.request_id
   from unnest($4::text[], $5::int[], $6::text[], $7::text[], $8::jsonb[], $9::bigint[], $11::text[], $12::text[])
     as w(intent_id, seq, kind, state, payload, due_at, created_by, request_id)`,
);

export async function insertIntents(tx: Handle, order: Order, intents: readonly Intent[], now: Instant): Promise<void> {
  if (intents.length === 0) return;
  await insert(tx, [
    order.organizationId,
    order.orderId,
    order.connectionId,
    intents.map((one) => one.intentId),
    intents.map((one) => one.seq),
    intents.map((one) => one.kind),
    intents.map((one) => one.state),
    intents.map((one) => JSON.stringify(one.payload)),
    intents.map((one) => one.dueAt),
    now,
    intents.map((one) => one.createdBy),
    intents.map((one) => one.requestId),
  ]);
}

const save = statement<{ intent_id: string }>(
  'intentSave',
  `update oms.intents i set state = w.state, due_at = w.due_at, last_error = w.last_error,
     confirmed_at = w.confirmed_at, fence = case when w.state = 'sending' then i.fence end, updated_at = $9
   from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::bigint[])
     as w(intent_id, was, state, due_at, last_error, confirmed_at)
   where i.organization_id = $1 and i.order_id = $8 and i.intent_id = w.intent_id and i.state = w.was
   returning i.intent_id`,
);

export interface MovedIntent {
  readonly was: IntentState;
  readonly intent: Intent;
}

/** Writes intents that moved on. False when one is not in the state any more that was decided upon. */
export async function saveIntents(
  tx: Handle,
  order: Order,
  moved: readonly MovedIntent[],
  now: Instant,
): Promise<boolean> {
  if (moved.length === 0) return true;
  const saved = await save(tx, [
    order.organizationId,
    moved.map(({ intent }) => intent.intentId),
    moved.map(({ was }) => was),
    moved.map(({ intent }) => intent.state),
    moved.map(({ intent }) => intent.dueAt),
    moved.map(({ intent }) => intent.lastError),
    moved.map(({ intent }) => intent.confirmedAt),
    order.orderId,
    now,
  ]);
  return saved.length === moved.length;
}
