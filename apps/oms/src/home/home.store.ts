/** Owns the SQL of Home: counts from indexes alone, bounded however many orders there are. */
import type { Instant } from '@jetway/kernel';
import type { ConnectionHealth, NextDeadline } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Counted, DaySums } from './home.ts';

const zone = statement<{ time_zone: string }>(
  'homeTimeZone',
  `select time_zone from oms.locations where organization_id = $1 and active
   order by created_at, location_id limit 1`,
);

/** The zone of the oldest location in use; undefined while there is none. */
export async function loadTimeZone(handle: Handle, organizationId: string): Promise<string | undefined> {
  const [row] = await zone(handle, [organizationId]);
  return row?.time_zone;
}

interface CountRow {
  count: number;
  urgent: number;
  deadline_at: number | null;
}

const NOTHING: Counted = { count: 0, urgent: 0, deadlineAt: null };
const toCounted = (row: CountRow | undefined): Counted =>
  row === undefined ? NOTHING : { count: row.count, urgent: row.urgent, deadlineAt: row.deadline_at };

const toAcknowledge = statement<CountRow>(
  'homeToAcknowledge',
  `select count(*)::int as count, count(*) filter (where acknowledge_by_at < $2)::int as urgent,
     min(acknowledge_by_at) as deadline_at
   from oms.orders where organization_id = $1 and status = 'new'`,
);

/** Orders that wait for an answer; urgent: to be given before this instant. */
export async function countToAcknowledge(handle: Handle, organizationId: string, soon: Instant): Promise<Counted> {
  return toCounted((await toAcknowledge(handle, [organizationId, soon]))[0]);
}

// Written as the index has it: orders without a date come last.
const shipBy = 'coalesce(ship_by_at, 8000000000000000)';

const toShip = statement<CountRow>(
  'homeToShip',
  `select count(*)::int as count, count(*) filter (where ${shipBy} < $4)::int as urgent, min(${shipBy}) as deadline_at
   from oms.orders
   where organization_id = $1 and status in ('acknowledged', 'in_progress') and ${shipBy} >= $2 and ${shipBy} < $3`,
);

/** Orders that are accepted and must be shipped between these instants; urgent: before `soon`. */
export async function countToShip(
  handle: Handle,
  organizationId: string,
  { from, before, soon }: { readonly from: Instant; readonly before: Instant; readonly soon: Instant },
): Promise<Counted> {
  return toCounted((await toShip(handle, [organizationId, from, before, soon]))[0]);
}

const openProblems = statement<CountRow & { kind: string }>(
  'homeProblems',
  `select kind, count(*)::int as count, count(*) filter (where deadline_at < $2)::int as urgent,
     min(deadline_at) as deadline_at
   from oms.problems where organization_id = $1 and state = 'open' group by kind`,
);

/** Open problems by kind; urgent: to be decided before this instant. */
export async function countProblems(
  handle: Handle,
  organizationId: string,
  soon: Instant,
): Promise<ReadonlyMap<string, Counted>> {
  const rows = await openProblems(handle, [organizationId, soon]);
  return new Map(rows.map((row) => [row.kind, toCounted(row)]));
}

const next = statement<{ order_id: string; reference_number: string; buyer_name: string; what: string; at: number }>(
  'homeDeadlines',
  `(select order_id, reference_number, buyer_name, 'acknowledge' as what, acknowledge_by_at as at from oms.orders
     where organization_id = $1 and status = 'new' and acknowledge_by_at is not null
     order by acknowledge_by_at, order_id limit 10)
   union all
   (select order_id, reference_number, buyer_name, 'ship', ship_by_at from oms.orders
     where organization_id = $1 and status = 'acknowledged' and ship_by_at is not null
     order by ${shipBy}, order_id limit 10)
   union all
   (select order_id, reference_number, buyer_name, 'ship', ship_by_at from oms.orders
     where organization_id = $1 and status = 'in_progress' and ship_by_at is not null
     order by ${shipBy}, order_id limit 10)`,
);

/** Ten orders of each kind with the nearest deadlines. */
export async function listDeadlines(handle: Handle, organizationId: string): Promise<readonly NextDeadline[]> {
  const rows = await next(handle, [organizationId]);
  return rows.map((row) => ({
    orderId: row.order_id,
    referenceNumber: row.reference_number,
    buyerName: row.buyer_name,
    what: row.what === 'ship' ? 'ship' : 'acknowledge',
    at: row.at,
  }));
}

const health = statement<{
  connection_id: string;
  name: string;
  mode: ConnectionHealth['mode'];
  state: ConnectionHealth['state'] | null;
  state_text: string | null;
  last_contact_at: number | null;
  waiting_intents: number;
  waiting_stock: number;
}>(
  'homeConnections',
  `select c.connection_id, c.name, c.mode, s.state, s.state_text, s.last_contact_at,
     (select count(*) from (
       select 1 from oms.intents i
       where i.organization_id = c.organization_id and i.connection_id = c.connection_id
         and i.state in ('pending', 'sending', 'unknown') limit 1000) w)::int as waiting_intents,
     (select count(*) from (
       select 1 from oms.desired_stock d
       where d.organization_id = c.organization_id and d.connection_id = c.connection_id
         and d.due_at is not null limit 1000) w)::int as waiting_stock
   from oms.connections c
   left join oms.connection_states s on s.organization_id = c.organization_id and s.connection_id = c.connection_id
   where c.organization_id = $1 order by c.created_at, c.connection_id limit 100`,
);

/** How every connection does, oldest first. */
export async function listHealth(handle: Handle, organizationId: string): Promise<ConnectionHealth[]> {
  const rows = await health(handle, [organizationId]);
  return rows.map((row) => ({
    id: row.connection_id,
    name: row.name,
    mode: row.mode,
    state: row.state ?? 'idle',
    stateText: row.state_text,
    lastContactAt: row.last_contact_at,
    waitingIntents: row.waiting_intents,
    waitingStock: row.waiting_stock,
  }));
}

const currency = statement<{ currency: string }>(
  'homeCurrency',
  `select currency from oms.orders where organization_id = $1 order by placed_at desc, order_id desc limit 1`,
);

/** The currency of the newest order; undefined while there is none. */
export async function loadCurrency(handle: Handle, organizationId: string): Promise<string | undefined> {
  const [row] = await currency(handle, [organizationId]);
  return row?.currency;
}

const sales = statement<DaySums>(
  'homeSales',
  `select width_bucket(placed_at, $2::bigint[]) as position, count(*)::int as orders,
     sum(unit_count)::bigint as units, sum(total_cents)::bigint as cents
   from oms.orders
   where organization_id = $1 and placed_at >= $3 and placed_at < $4 and status <> 'cancelled' and currency = $5
   group by 1`,
);

/** Orders that were not cancelled, between these midnights and the end, by day. */
export async function sumSales(
  handle: Handle,
  organizationId: string,
  span: { readonly midnights: readonly Instant[]; readonly endsAt: Instant; readonly currency: string },
): Promise<readonly DaySums[]> {
  const { midnights, endsAt } = span;
  return sales(handle, [organizationId, midnights, midnights[0] ?? endsAt, endsAt, span.currency]);
}
