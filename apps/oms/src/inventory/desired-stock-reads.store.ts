/** Owns the reads of desired stock: what channels should show, how far each SKU got, what waits. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import { placesOf } from './availability.ts';
import { ruleOf } from './stock-rules.store.ts';
import { type ByNode, type StockRule, shownByNode } from './stock-rules.ts';

/**
 * SQL: what is available by node of a row `d` of desired_stock with its SKU `k`, at the active locations that are the
 * node; 0 for a SKU not sold, and for a node that was told a number and is ours no longer.
 */
const availableOf = `
  (select coalesce(jsonb_object_agg(q.node_id, q.quantity), '{}'::jsonb) from (
     select n.node_id, max(n.quantity) as quantity from (
       select ln.node_id,
         sum(case when k.active and l.active then greatest(0, coalesce(s.available, 0)) else 0 end)::bigint as quantity
       from oms.location_nodes ln
       join oms.locations l on l.organization_id = ln.organization_id and l.location_id = ln.location_id
       left join lateral (${placesOf}) s on s.location_id = ln.location_id
       where ln.organization_id = d.organization_id and ln.connection_id = d.connection_id
       group by ln.node_id
       union all select key, 0 from jsonb_each(d.sent) where value <> '0'::jsonb
       union all select key, 0 from jsonb_each(d.confirmed) where value <> '0'::jsonb
     ) n group by n.node_id
   ) q)`;

/** SQL: the columns that tell what a row `d` of desired_stock with its SKU `k` should show: see {@link toShown}. */
export const shownColumns = `${availableOf} as available, ${ruleOf} as rule`;

export interface ShownRow {
  readonly available: ByNode;
  readonly rule: StockRule | null;
}

/** What should be shown by node: what is available, lowered by the rule. */
export const toShown = ({ available, rule }: ShownRow): ByNode => shownByNode(available, rule);

const unanswered = statement<{ sku_id: string }>(
  'desiredStockUnanswered',
  `select d.sku_id from oms.desired_stock d
   where d.organization_id = $1 and d.connection_id = $2 and d.sku_id = any($3::text[]) and d.claimed_until > $4`,
);

/**
 * Which of these SKUs have a stock message on its way: an acknowledgement must wait for its answer (architecture,
 * "What the marketplace's stock means").
 */
export async function skusInFlight(
  handle: Handle,
  organizationId: string,
  connectionId: string,
  skuIds: readonly string[],
  now: Instant,
): Promise<ReadonlySet<string>> {
  const rows = await unanswered(handle, [organizationId, connectionId, [...new Set(skuIds)], now]);
  return new Set(rows.map((row) => row.sku_id));
}

export interface DesiredStock {
  readonly connectionId: string;
  readonly skuId: string;
  /** What is available by node, and what the rule leaves of it to be shown. */
  readonly available: ByNode;
  readonly desired: ByNode;
  /** The rule that counts; null: all that is available is shown. */
  readonly rule: StockRule | null;
  /** Whether stock of the SKU is sent to the connection. */
  readonly switchedOn: boolean;
  readonly sent: ByNode | null;
  readonly desiredVersion: number;
  readonly confirmedVersion: number;
  readonly sentAt: Instant | null;
  readonly confirmedAt: Instant | null;
  readonly claimedUntil: Instant | null;
  readonly lastError: string | null;
}

interface DesiredRow extends ShownRow {
  connection_id: string;
  sku_id: string;
  switched_on: boolean;
  sent: ByNode | null;
  desired_version: number;
  confirmed_version: number;
  sent_at: number | null;
  confirmed_at: number | null;
  claimed_until: number | null;
  last_error: string | null;
}

const read = statement<DesiredRow>(
  'desiredStockRead',
  `select d.connection_id, d.sku_id, ${shownColumns}, d.switched_on, d.sent, d.desired_version, d.confirmed_version,
     d.sent_at, d.confirmed_at, d.claimed_until, d.last_error
   from oms.desired_stock d
   join oms.skus k on k.organization_id = d.organization_id and k.sku_id = d.sku_id
   where d.organization_id = $1 and d.sku_id = any($2::text[])
   order by d.connection_id, d.sku_id`,
);

/** How far the stock of these SKUs got, on every connection. */
export async function readDesiredStock(
  handle: Handle,
  organizationId: string,
  skuIds: readonly string[],
): Promise<readonly DesiredStock[]> {
  const rows = await read(handle, [organizationId, skuIds]);
  return rows.map((row) => ({
    connectionId: row.connection_id,
    skuId: row.sku_id,
    available: row.available,
    desired: toShown(row),
    rule: row.rule,
    switchedOn: row.switched_on,
    sent: row.sent,
    desiredVersion: row.desired_version,
    confirmedVersion: row.confirmed_version,
    sentAt: row.sent_at,
    confirmedAt: row.confirmed_at,
    claimedUntil: row.claimed_until,
    lastError: row.last_error,
  }));
}

const count = statement<{ connection_id: string; waiting: number }>(
  'desiredStockCountWaiting',
  `select d.connection_id, count(*)::int as waiting from oms.desired_stock d
   where d.organization_id = $1 and d.connection_id = any($2::text[]) and d.due_at is not null
   group by d.connection_id`,
);

/** How many SKUs wait to be sent, by connection; a connection where none waits is absent. */
export async function countWaitingStock(
  handle: Handle,
  organizationId: string,
  connectionIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await count(handle, [organizationId, connectionIds]);
  return new Map(rows.map((row) => [row.connection_id, row.waiting]));
}

export interface WaitingStock {
  readonly skuId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantities: ByNode;
  readonly dueAt: Instant;
}

const waiting = statement<ShownRow & { sku_id: string; sku: string; title: string; due_at: number }>(
  'desiredStockListWaiting',
  `select d.sku_id, k.sku, k.title, ${shownColumns}, d.due_at
   from oms.desired_stock d
   join oms.skus k on k.organization_id = d.organization_id and k.sku_id = d.sku_id
   where d.organization_id = $1 and d.connection_id = $2 and d.due_at is not null
     and ($3::bigint is null or (d.due_at, d.sku_id) > ($3, $4))
   order by d.due_at, d.sku_id
   limit $5`,
);

/** What waits to be sent on a connection, oldest first, beginning after a row already seen. */
export async function listWaitingStock(
  handle: Handle,
  organizationId: string,
  connectionId: string,
  page: { readonly after?: { readonly at: Instant; readonly id: string } | undefined; readonly limit: number },
): Promise<readonly WaitingStock[]> {
  const values = [organizationId, connectionId, page.after?.at ?? null, page.after?.id ?? null, page.limit];
  const rows = await waiting(handle, values);
  return rows.map((row) => ({
    skuId: row.sku_id,
    sku: row.sku,
    title: row.title,
    quantities: toShown(row),
    dueAt: row.due_at,
  }));
}
