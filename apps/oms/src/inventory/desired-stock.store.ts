/** Owns the SQL of desired stock: what is due to be sent to a channel, what was sent, confirmed, or failed. */
import type { Instant } from '@jetway/kernel';
import { notify, statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import { touch } from '../events/index.ts';
import { type ShownRow, shownColumns, toShown } from './desired-stock-reads.store.ts';

/** Channel of NOTIFY that wakes whoever sends stock; the payload is the organization. */
export const stockChannel = 'oms_stock';

const ensure = statement<{ sku_id: string }>(
  'desiredStockEnsure',
  `insert into oms.desired_stock (organization_id, connection_id, sku_id, due_at)
   select k.organization_id, c.connection_id, k.sku_id, $3
   from oms.skus k cross join unnest($2::text[]) as c(connection_id)
   where k.organization_id = $1 and k.active and ($4::text[] is null or k.sku_id = any($4::text[]))
   on conflict do nothing
   returning sku_id`,
);

/**
 * Makes the missing rows, due at once, for every active SKU (or these) on these connections. Called when a connection
 * is made and when SKUs are made.
 */
export async function ensureDesiredStock(
  tx: Handle,
  organizationId: string,
  connectionIds: readonly string[],
  now: Instant,
  skuIds?: readonly string[],
): Promise<void> {
  const made = await ensure(tx, [organizationId, connectionIds, now, skuIds ?? null]);
  if (made.length > 0) await notify(tx, stockChannel, organizationId);
}

/**
 * Makes rows due: $1 organization, $3 now. Those switched off count the change and wait. They are locked in one order, so that two changes of the same SKUs cannot
 * wait for each other.
 */
const marking = (which: string): string => `with mine as (
     select d.connection_id, d.sku_id from oms.desired_stock d
     where d.organization_id = $1 and ${which}
     order by d.connection_id, d.sku_id
     for update
   ), marked as (
     update oms.desired_stock d set desired_version = d.desired_version + 1, due_at = case when d.switched_on then $3::bigint end,
       attempts = 0
     from mine
     where d.organization_id = $1 and d.connection_id = mine.connection_id and d.sku_id = mine.sku_id
     returning d.sku_id
   )
   select count(*)::int as marked, count(distinct sku_id)::int as skus from marked`;

const mark = statement<{ marked: number; skus: number }>(
  'desiredStockMark',
  marking(`d.sku_id = any(array(
         select w.sku_id from unnest($2::text[]) as w(sku_id)
         union select c.kit_id from oms.kit_components c where c.organization_id = $1 and c.sku_id = any($2::text[])))
       and ($4::text is null or d.connection_id = $4)`),
);

/**
 * Says that channels must be told the stock of these SKUs and of kits made of them (anew, even if unchanged), at once, in the change's own
 * transaction; wakes the senders and open pages when it commits.
 */
export async function markStockDue(
  tx: Handle,
  organizationId: string,
  skuIds: readonly string[],
  now: Instant,
  connectionId?: string,
): Promise<void> {
  const ids = [...new Set(skuIds)];
  if (ids.length === 0) return;
  const [found] = await mark(tx, [organizationId, ids, now, connectionId ?? null]);
  if (found !== undefined && found.marked > 0) await notify(tx, stockChannel, organizationId);
  const isOne = ids.length === 1 && (found?.skus ?? 0) <= 1;
  await touch(tx, organizationId, 'inventory', isOne ? (ids[0] ?? null) : null);
}

const markAll = statement<{ marked: number }>(
  'desiredStockMarkAll',
  marking(`d.connection_id = any($2::text[])
       and ($4::bigint is null or d.sent_at is null or d.sent_at < $4) and (d.due_at is null or $4::bigint is null)`),
);

/**
 * Makes every SKU of these connections due: their nodes changed, or (with `sentBefore`) the channel wants to hear of
 * each SKU once a day. Answers how many.
 */
export async function markAllStockDue(
  tx: Handle,
  organizationId: string,
  connectionIds: readonly string[],
  now: Instant,
  sentBefore?: Instant,
): Promise<number> {
  const [found] = await markAll(tx, [organizationId, connectionIds, now, sentBefore ?? null]);
  const marked = found?.marked ?? 0;
  if (marked > 0) {
    await notify(tx, stockChannel, organizationId);
    await touch(tx, organizationId, 'inventory', null);
  }
  return marked;
}

const markRows = statement(
  'desiredStockMarkRows',
  `update oms.desired_stock d set desired_version = d.desired_version + 1, attempts = 0,
       due_at = case when d.switched_on then $4::bigint end
     from unnest($2::text[], $3::text[]) as w(connection_id, sku_id)
     where d.organization_id = $1 and d.connection_id = w.connection_id and d.sku_id = w.sku_id`,
);

/** Makes these rows due, which the caller has locked. */
export async function markRowsDue(
  tx: Handle,
  organizationId: string,
  rows: readonly { readonly connectionId: string; readonly skuId: string }[],
  now: Instant,
): Promise<void> {
  if (rows.length === 0) return;
  await markRows(tx, [organizationId, rows.map((row) => row.connectionId), rows.map((row) => row.skuId), now]);
  await notify(tx, stockChannel, organizationId);
  await touch(tx, organizationId, 'inventory', rows.length === 1 ? (rows[0]?.skuId ?? null) : null);
}

const flip = statement<{ changed: number }>(
  'desiredStockSwitch',
  `insert into oms.desired_stock as d (organization_id, connection_id, sku_id, due_at, switched_on)
   values ($1, $2, $3, case when $4::boolean then $5::bigint end, $4)
   on conflict (organization_id, connection_id, sku_id) do update
     set switched_on = excluded.switched_on, due_at = excluded.due_at, attempts = 0, last_error = null,
       desired_version = d.desired_version + 1
     where d.switched_on <> excluded.switched_on
   returning 1 as changed`,
);

/**
 * Switches sending the stock of a SKU to a connection. Off: nothing more goes out, and what is on its way is the last.
 * On: due at once. The SKU must exist.
 */
export async function switchStock(
  tx: Handle,
  organizationId: string,
  connectionId: string,
  skuId: string,
  on: boolean,
  now: Instant,
): Promise<void> {
  const changed = await flip(tx, [organizationId, connectionId, skuId, on, now]);
  if (changed.length === 0) return;
  if (on) await notify(tx, stockChannel, organizationId);
  await touch(tx, organizationId, 'inventory', skuId);
}

export interface DueStock {
  readonly skuId: string;
  readonly sku: string;
  /** The version that these quantities fulfil; goes back with the outcome. */
  readonly version: number;
  /** By fulfilment node, never below 0, never empty. A node that is no longer ours is told 0 once. */
  readonly quantities: Readonly<Record<string, number>>;
  /** How often this version was sent without being confirmed. */
  readonly attempts: number;
}

/** How long a claim holds when its holder dies; longer than any request to a channel. */
const CLAIM_MS = 120_000;

const claim = statement<{ sku_id: string; version: number; attempts: number }>(
  'desiredStockClaim',
  `with due as (
     select d.sku_id from oms.desired_stock d
     where d.organization_id = $1 and d.connection_id = $2 and d.due_at <= $3
       and (d.claimed_until is null or d.claimed_until <= $3 or d.claim_fence < $5)
     order by d.due_at, d.sku_id
     limit $4
     for update skip locked
   )
   update oms.desired_stock d set claim_fence = $5, claimed_until = $6
   from due where d.organization_id = $1 and d.connection_id = $2 and d.sku_id = due.sku_id
   returning d.sku_id, d.desired_version as version, d.attempts`,
);

const countClaimed = statement<ShownRow & { sku_id: string; sku: string }>(
  'desiredStockCount',
  `select d.sku_id, k.sku, ${shownColumns}
   from oms.desired_stock d
   join oms.skus k on k.organization_id = d.organization_id and k.sku_id = d.sku_id
   where d.organization_id = $1 and d.connection_id = $2 and d.sku_id = any($3::text[])`,
);

const nothingToSend = statement(
  'desiredStockNothing',
  `update oms.desired_stock set claimed_until = null, due_at = case when desired_version = v.version then null else due_at end
   from unnest($3::text[], $4::bigint[]) as v(sku, version)
   where organization_id = $1 and connection_id = $2 and sku_id = v.sku`,
);

/**
 * Takes what is due, oldest first, for the holder of the connection's lease; a SKU taken is not given out again until
 * its outcome is recorded, its claim runs out, or a newer lease (`fence`) takes over.
 * Quantities are counted after the versions are read: they can be newer than their version, never older.
 */
export async function takeDueStock(
  handle: Handle,
  organizationId: string,
  connectionId: string,
  options: { readonly limit: number; readonly now: Instant; readonly fence: number },
): Promise<readonly DueStock[]> {
  const { limit, now, fence } = options;
  const claimed = await claim(handle, [organizationId, connectionId, now, limit, fence, now + CLAIM_MS]);
  if (claimed.length === 0) return [];
  const counted = await countClaimed(handle, [organizationId, connectionId, claimed.map((row) => row.sku_id)]);
  const bySku = new Map(counted.map((row) => [row.sku_id, row]));
  const due = claimed.flatMap(({ sku_id: skuId, version, attempts }) => {
    const found = bySku.get(skuId);
    return found === undefined ? [] : [{ skuId, sku: found.sku, version, attempts, quantities: toShown(found) }];
  });
  const empty = due.filter((row) => Object.keys(row.quantities).length === 0);
  if (empty.length > 0)
    await nothingToSend(handle, [
      organizationId,
      connectionId,
      empty.map((row) => row.skuId),
      empty.map((row) => row.version),
    ]);
  return due.filter((row) => Object.keys(row.quantities).length > 0);
}

export interface SentStock {
  readonly skuId: string;
  readonly version: number;
  readonly quantities: Readonly<Record<string, number>>;
}

const sent = statement(
  'desiredStockSent',
  `update oms.desired_stock d
   set sent_version = greatest(d.sent_version, v.version), sent = v.quantities, sent_at = $6, attempts = d.attempts + 1
   from unnest($3::text[], $4::bigint[], $5::jsonb[]) as v(sku_id, version, quantities)
   where d.organization_id = $1 and d.connection_id = $2 and d.sku_id = v.sku_id`,
);

/** Records that messages go out, before their answers are known. */
export async function recordStockSent(
  tx: Handle,
  organizationId: string,
  connectionId: string,
  rows: readonly SentStock[],
  now: Instant,
): Promise<void> {
  await sent(tx, [organizationId, connectionId, ...columnsOf(rows), now]);
}

const confirmed = statement(
  'desiredStockConfirmed',
  `update oms.desired_stock d
   set confirmed_version = greatest(d.confirmed_version, v.version), confirmed = v.quantities, confirmed_at = $6,
     sent_version = greatest(d.sent_version, v.version), sent = v.quantities, last_error = null, attempts = 0,
     claimed_until = null,
     due_at = case when d.desired_version > v.version and d.switched_on then least(d.due_at, $6) end
   from unnest($3::text[], $4::bigint[], $5::jsonb[]) as v(sku_id, version, quantities)
   where d.organization_id = $1 and d.connection_id = $2 and d.sku_id = v.sku_id and d.confirmed_version <= v.version
   returning d.sku_id, d.due_at`,
);

/** The channel accepted them. What changed meanwhile stays due. */
export async function recordStockConfirmed(
  tx: Handle,
  organizationId: string,
  connectionId: string,
  rows: readonly SentStock[],
  now: Instant,
): Promise<void> {
  const changed = await confirmed(tx, [organizationId, connectionId, ...columnsOf(rows), now]);
  await after(tx, organizationId, changed);
}

export interface FailedStock {
  readonly skuId: string;
  readonly version: number;
  /** Why, in the channel's words where it has some. */
  readonly text: string;
  /** When to try again; null: not before the stock changes. */
  readonly retryAt: Instant | null;
}

const failed = statement(
  'desiredStockFailed',
  `update oms.desired_stock d
   set last_error = v.text, claimed_until = null,
     due_at = case when not d.switched_on then null
       when d.desired_version > v.version then coalesce(d.due_at, $7) else v.retry_at end
   from unnest($3::text[], $4::bigint[], $5::text[], $6::bigint[]) as v(sku_id, version, text, retry_at)
   where d.organization_id = $1 and d.connection_id = $2 and d.sku_id = v.sku_id
   returning d.sku_id, d.due_at`,
);

/** They were refused, or no answer came: stock is a state, so sending it again is always safe. */
export async function recordStockFailed(
  tx: Handle,
  organizationId: string,
  connectionId: string,
  rows: readonly FailedStock[],
  now: Instant,
): Promise<void> {
  const changed = await failed(tx, [
    organizationId,
    connectionId,
    rows.map((row) => row.skuId),
    rows.map((row) => row.version),
    rows.map((row) => row.text),
    rows.map((row) => row.retryAt),
    now,
  ]);
  await after(tx, organizationId, changed);
}

const columnsOf = (rows: readonly SentStock[]): unknown[] => [
  rows.map((row) => row.skuId),
  rows.map((row) => row.version),
  rows.map((row) => row.quantities),
];

async function after(tx: Handle, organizationId: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const [only] = rows;
  if (only === undefined) return;
  await touch(tx, organizationId, 'inventory', rows.length === 1 ? String(only['sku_id']) : null);
}
