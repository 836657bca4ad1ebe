/** Owns the SQL of order lists: pages by keyset in every sort, ids, capped counts. */
import type { Instant, Keyset } from '@jetway/kernel';
import type { OrderFilters, OrderSort, OrderStatus, OrderTab } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import { type RawBuilder, sql } from 'kysely';
import type { Handle } from '../database/index.ts';
import type { ListTimes } from './list-days.ts';
import { acknowledgeBy, filterConditions, NO_DATE, shipBy, tabConditions } from './order-filters.store.ts';
import { orderLifecycle } from './orders.ts';

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

/** What a sort goes by, and in which direction. */
const sorts: Readonly<Record<OrderSort, { readonly key: RawBuilder<unknown>; readonly isDown: boolean }>> = {
  placed: { key: sql`o.placed_at`, isDown: false },
  '-placed': { key: sql`o.placed_at`, isDown: true },
  'ship-by': { key: shipBy, isDown: false },
  'acknowledge-by': { key: acknowledgeBy, isDown: false },
  total: { key: sql`o.total_cents`, isDown: false },
  '-total': { key: sql`o.total_cents`, isDown: true },
};

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

/**
 * Sorts whose index leads through nearly all orders before it comes to those of the view, which the planner cannot know:
 * there the view's own index finds its few orders, and they are sorted.
 */
const misleading: Readonly<Partial<Record<OrderTab, readonly OrderSort[]>>> = {
  'due-today': ['placed', '-placed', 'acknowledge-by', 'total', '-total'],
  late: ['placed', '-placed', 'acknowledge-by', 'total', '-total'],
  'to-ship': ['acknowledge-by'],
  'in-progress': ['acknowledge-by'],
  cancelled: ['acknowledge-by', 'ship-by'],
};

/** What a list goes by; a sum is no index's key. */
function sortOf({ tab, sort }: Pick<OrderListing, 'tab' | 'sort'>) {
  const { key, isDown } = sorts[sort];
  const isAside = misleading[tab]?.includes(sort) ?? false;
  return { key: isAside ? sql`(${key} + 0)` : key, isDown, direction: sql.raw(isDown ? 'desc' : 'asc') };
}

/** A list of orders, without its pages. */
export interface OrderListing {
  readonly tab: OrderTab;
  readonly sort: OrderSort;
  readonly filters: OrderFilters;
  readonly times: ListTimes;
}

export interface OrderQuery extends OrderListing {
  readonly after?: Keyset | undefined;
  readonly limit: number;
}

/** What a list holds, as a condition. */
function holds(organizationId: string, { tab, filters, times }: OrderListing): RawBuilder<unknown> {
  const all = [tabConditions[tab](organizationId, times), ...filterConditions(filters, times)];
  return sql`o.organization_id = ${organizationId} and ${sql.join(all, sql` and `)}`;
}

const isFiltered = ({ filters, times }: OrderListing): boolean => filterConditions(filters, times).length > 0;

/** Where an order stands in a list of this order. */
export function keyOf(row: OrderRow, sort: OrderSort): Keyset {
  const isNew = orderLifecycle.allows(row.status, 'accept');
  const isOpen = orderLifecycle.allows(row.status, 'end');
  const at: Readonly<Record<OrderSort, number>> = {
    placed: row.placedAt,
    '-placed': row.placedAt,
    'ship-by': (isOpen ? row.shipByAt : null) ?? NO_DATE,
    'acknowledge-by': (isNew ? row.acknowledgeByAt : null) ?? NO_DATE,
    total: row.totalCents,
    '-total': row.totalCents,
  };
  return { at: at[sort], id: row.orderId };
}

/** Before everything, in the direction of the sort. */
const firstKey = (isDown: boolean): Keyset => ({
  at: isDown ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER,
  id: '',
});

/**
 * A page of orders. A built-in view in one of the sorts is a statement of its own, planned once; with filters the list is
 * planned for what they ask, because how many orders they leave decides on the way.
 */
export async function listOrders(
  handle: Handle,
  organizationId: string,
  query: OrderQuery,
): Promise<readonly OrderRow[]> {
  const { tab, sort, limit } = query;
  const { key, isDown, direction } = sortOf(query);
  const after = query.after ?? firstKey(isDown);
  const text = sql<RowRecord>`
    select ${sql.raw(columns)} ${sql.raw(from)} where ${holds(organizationId, query)}
      and (${key}, o.order_id) ${sql.raw(isDown ? '<' : '>')} (${after.at}::bigint, ${after.id})
    order by ${key} ${direction}, o.order_id ${direction} limit ${limit}::bigint`;
  if (isFiltered(query)) return (await text.execute(handle)).rows.map(toRow);
  const { sql: written, parameters } = text.compile(handle);
  const run = statement<RowRecord>(`orderList_${tab}_${sort}`, written);
  return (await run(handle, parameters)).map(toRow);
}

/** The ids of a list's orders in its order, no more than so many. */
export async function listOrderIds(
  handle: Handle,
  organizationId: string,
  listing: OrderListing,
  most: number,
): Promise<readonly string[]> {
  const { key, direction } = sortOf(listing);
  const { rows } = await sql<{ order_id: string }>`
    select o.order_id from oms.orders o where ${holds(organizationId, listing)}
    order by ${key} ${direction}, o.order_id ${direction} limit ${most}::bigint`.execute(handle);
  return rows.map((row) => row.order_id);
}

/** How many orders a list holds, not counted beyond `most`. */
export async function countListed(
  handle: Handle,
  organizationId: string,
  listing: OrderListing,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ orders: number }>`
    select count(*)::int as orders from (
      select 1 from oms.orders o where ${holds(organizationId, listing)} limit ${most}::bigint) t`.execute(handle);
  return rows[0]?.orders ?? 0;
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
