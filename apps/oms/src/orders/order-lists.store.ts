/** Owns the SQL of order lists: one statement for each shape, so that each has a plan of its own. */
import type { Instant, Keyset } from '@jetway/kernel';
import type { OrderStatus, OrderTab } from '@jetway/oms-api';
import { type Run, statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';

/** An order as lists show it, before what is counted from its parts. */
export interface OrderRow {
  readonly orderId: string;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly channelOrderId: string;
  readonly referenceNumber: string;
  readonly status: OrderStatus;
  readonly channelStatus: string;
  readonly buyerName: string;
  readonly shipToCity: string;
  readonly shipToState: string;
  readonly itemCount: number;
  readonly unitCount: number;
  readonly firstSku: string;
  readonly firstTitle: string;
  readonly totalCents: number;
  readonly currency: string;
  readonly placedAt: Instant;
  readonly importedAt: Instant;
  readonly acknowledgeByAt: Instant | null;
  readonly shipByAt: Instant | null;
  readonly deliverByAt: Instant | null;
}

/** Orders without a date come after those with one. */
export const NO_DATE = 8_000_000_000_000_000;
const shipBy = `coalesce(o.ship_by_at, ${NO_DATE})`;

export type OrderSort = 'placed' | '-placed' | 'ship-by';

const sorts: Readonly<Record<OrderSort, { readonly key: string; readonly direction: '' | 'desc' }>> = {
  placed: { key: 'o.placed_at', direction: '' },
  '-placed': { key: 'o.placed_at', direction: 'desc' },
  'ship-by': { key: shipBy, direction: '' },
};

/** Status views, everything, or orders with problems. */
type View = 'status' | 'all' | 'problems';

const hasProblem = `o.order_id in (
       select p.order_id from oms.problems p
       where p.organization_id = $1 and p.state = 'open' and p.order_id is not null)`;

const views: Readonly<Record<View, string>> = {
  status: 'o.status = $6',
  all: '$6::text is null',
  problems: `$6::text is null and ${hasProblem}`,
};

/** The longest word narrows the list down; the others are looked up for what is left. */
const search = `o.order_id in (
       select w.order_id from oms.order_words w
       where w.organization_id = $1 and w.word >= $7 and w.word < $8)
     and not exists (
       select 1 from unnest($9::text[]) as t(word)
       where not exists (
         select 1 from oms.order_words w
         where w.organization_id = $1 and w.order_id = o.order_id and starts_with(w.word, t.word)))`;

const columns = `o.order_id, o.connection_id, c.name as connection_name, o.channel_order_id, o.reference_number,
  o.status, o.channel_status, o.buyer_name, o.ship_to ->> 'city' as ship_to_city, o.ship_to ->> 'state' as ship_to_state,
  o.item_count, o.unit_count, o.first_sku, o.first_title, o.total_cents, o.currency, o.placed_at, o.imported_at,
  o.acknowledge_by_at, o.ship_by_at, o.deliver_by_at`;

interface RowRecord {
  order_id: string;
  connection_id: string;
  connection_name: string;
  channel_order_id: string;
  reference_number: string;
  status: OrderStatus;
  channel_status: string;
  buyer_name: string;
  ship_to_city: string | null;
  ship_to_state: string | null;
  item_count: number;
  unit_count: number;
  first_sku: string;
  first_title: string;
  total_cents: number;
  currency: string;
  placed_at: number;
  imported_at: number;
  acknowledge_by_at: number | null;
  ship_by_at: number | null;
  deliver_by_at: number | null;
}

const from = `from oms.orders o
   join oms.connections c on c.organization_id = o.organization_id and c.connection_id = o.connection_id`;

function list(sort: OrderSort, view: View, isSearch: boolean): Run<RowRecord> {
  const { key, direction } = sorts[sort];
  const name = `orderList_${sort === '-placed' ? 'newest' : sort}_${view}${isSearch ? '_search' : ''}`;
  return statement<RowRecord>(
    name,
    `select ${columns} ${from}
     where o.organization_id = $1 and ${views[view]} and ($5::text is null or o.connection_id = $5)
     and (${key}, o.order_id) ${direction === 'desc' ? '<' : '>'} ($2::bigint, $3)
     ${isSearch ? `and ${search}` : ''}
     order by ${key} ${direction}, o.order_id ${direction} limit $4`,
  );
}

const allSorts: readonly OrderSort[] = ['placed', '-placed', 'ship-by'];
const allViews: readonly View[] = ['status', 'all', 'problems'];
const shapeOf = (sort: OrderSort, view: View, isSearch: boolean): string => `${sort} ${view} ${isSearch}`;

const lists: ReadonlyMap<string, Run<RowRecord>> = new Map(
  allSorts.flatMap((sort) =>
    allViews.flatMap((view) =>
      [false, true].map((isSearch) => [shapeOf(sort, view, isSearch), list(sort, view, isSearch)] as const),
    ),
  ),
);

const statusOfTab: Readonly<Partial<Record<OrderTab, OrderStatus>>> = {
  'to-acknowledge': 'new',
  'to-ship': 'acknowledged',
  'in-progress': 'in_progress',
  complete: 'complete',
  cancelled: 'cancelled',
};

export interface OrderQuery {
  readonly tab: OrderTab;
  readonly sort: OrderSort;
  readonly connectionId?: string | undefined;
  /** Beginnings of words, the longest first; none: no search. */
  readonly words: readonly string[];
  readonly after?: Keyset | undefined;
  readonly limit: number;
}

/** After every character that a word can hold. */
const LAST = '\u{10FFFF}';
const FIRST_KEY: Readonly<Record<OrderSort, Keyset>> = {
  placed: { at: Number.MIN_SAFE_INTEGER, id: '' },
  '-placed': { at: Number.MAX_SAFE_INTEGER, id: '' },
  'ship-by': { at: Number.MIN_SAFE_INTEGER, id: '' },
};

/** Where an order stands in a list of this order. */
export const keyOf = (row: OrderRow, sort: OrderSort): Keyset => ({
  at: sort === 'ship-by' ? (row.shipByAt ?? NO_DATE) : row.placedAt,
  id: row.orderId,
});

/** A page of orders. */
export async function listOrders(
  handle: Handle,
  organizationId: string,
  query: OrderQuery,
): Promise<readonly OrderRow[]> {
  const { tab, sort, connectionId = null, words, limit } = query;
  const status = statusOfTab[tab] ?? null;
  const view = status !== null ? 'status' : tab === 'problems' ? 'problems' : 'all';
  const after = query.after ?? FIRST_KEY[sort];
  const [first, ...others] = words;
  const run = lists.get(shapeOf(sort, view, first !== undefined));
  if (run === undefined) throw new Error(`no list ${sort} ${view}`);
  const values = [organizationId, after.at, after.id, limit, connectionId, status];
  const searched = first === undefined ? [] : [first, first + LAST, others];
  return (await run(handle, [...values, ...searched])).map(toRow);
}

const load = statement<RowRecord>(
  'orderLoadRow',
  `select ${columns} ${from} where o.organization_id = $1 and o.order_id = $2`,
);

/** One order as lists show it. */
export async function loadRow(handle: Handle, organizationId: string, orderId: string): Promise<OrderRow | undefined> {
  const [row] = await load(handle, [organizationId, orderId]);
  return row && toRow(row);
}

const toRow = (row: RowRecord): OrderRow => ({
  orderId: row.order_id,
  connectionId: row.connection_id,
  connectionName: row.connection_name,
  channelOrderId: row.channel_order_id,
  referenceNumber: row.reference_number,
  status: row.status,
  channelStatus: row.channel_status,
  buyerName: row.buyer_name,
  shipToCity: row.ship_to_city ?? '',
  shipToState: row.ship_to_state ?? '',
  itemCount: row.item_count,
  unitCount: row.unit_count,
  firstSku: row.first_sku,
  firstTitle: row.first_title,
  totalCents: row.total_cents,
  currency: row.currency,
  placedAt: row.placed_at,
  importedAt: row.imported_at,
  acknowledgeByAt: row.acknowledge_by_at,
  shipByAt: row.ship_by_at,
  deliverByAt: row.deliver_by_at,
});

const countByStatus = statement<{ status: OrderStatus; orders: number }>(
  'orderCountByStatus',
  `select status, count(*)::int as orders from oms.orders where organization_id = $1 group by status`,
);

const countProblems = statement<{ orders: number }>(
  'orderCountWithProblems',
  `select count(*)::int as orders from oms.orders o where o.organization_id = $1 and ${hasProblem}`,
);

/** How many orders each view holds. */
export async function countOrders(handle: Handle, organizationId: string): Promise<Record<OrderTab, number>> {
  const [byStatus, [problems]] = await Promise.all([
    countByStatus(handle, [organizationId]),
    countProblems(handle, [organizationId]),
  ]);
  const of = (tab: OrderTab): number => byStatus.find(({ status }) => status === statusOfTab[tab])?.orders ?? 0;
  return {
    'to-acknowledge': of('to-acknowledge'),
    'to-ship': of('to-ship'),
    'in-progress': of('in-progress'),
    complete: of('complete'),
    cancelled: of('cancelled'),
    problems: problems?.orders ?? 0,
    all: byStatus.reduce((sum, { orders }) => sum + orders, 0),
  };
}

/** Units of a line, for many orders at once. */
export interface LineUnitsRow {
  readonly orderId: string;
  readonly channelLineId: string;
  readonly ordered: number;
  readonly shipped: number;
  readonly cancelled: number;
}

const listUnits = statement<{
  order_id: string;
  channel_line_id: string;
  ordered: number;
  shipped: number;
  cancelled: number;
}>(
  'orderLineListUnits',
  `select order_id, channel_line_id, ordered, shipped, cancelled from oms.order_lines
   where organization_id = $1 and order_id = any($2::text[])`,
);

export async function listLineUnits(
  handle: Handle,
  organizationId: string,
  orderIds: readonly string[],
): Promise<readonly LineUnitsRow[]> {
  const rows = await listUnits(handle, [organizationId, orderIds]);
  return rows.map(({ order_id: orderId, channel_line_id: channelLineId, ...units }) => ({
    orderId,
    channelLineId,
    ...units,
  }));
}
