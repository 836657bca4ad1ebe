/** Owns the SQL of reservations: held for an order, given back, or shipped, each by one guarded statement. */
import { type Instant, ok, type Result, refuse } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { markStockDue } from './desired-stock.store.ts';

export interface ReserveLine {
  readonly lineId: string;
  readonly skuId: string;
  readonly locationId: string;
  /** At least 1. */
  readonly quantity: number;
}

export interface LineUnits {
  readonly lineId: string;
  /** At least 1. */
  readonly quantity: number;
}

/**
 * A kit is taken apart into its components, and the line keeps how many of each make one unit.
 * Locks the stock rows in one order, judges all of them, and only then writes: all lines or none. A waiting statement
 * judges what the one before it left, because locked rows are read anew. What is written follows from what was locked:
 * PostgreSQL checks the constraint of a row as its snapshot would make it, too, before it reads the row anew.
 */
const hold = statement<{ covered: boolean; sku_ids: string[] }>(
  'reservationHold',
  `with want as (
     select line_id, sku_id, location_id, sum(quantity)::bigint as quantity
     from unnest($3::text[], $4::text[], $5::text[], $6::bigint[]) as w(line_id, sku_id, location_id, quantity)
     group by line_id, sku_id, location_id
   ), part as materialized (
     select w.line_id, w.location_id, coalesce(c.sku_id, w.sku_id) as sku_id, coalesce(c.composition, 0) as composition,
       coalesce(c.quantity, 1) as per_unit, w.quantity * coalesce(c.quantity, 1) as quantity,
       row_number() over (partition by w.line_id, w.sku_id, w.location_id order by c.sku_id) = 1 as leads
     from want w left join oms.kit_components c on c.organization_id = $1 and c.kit_id = w.sku_id
   ), per_row as (
     select sku_id, location_id, sum(quantity)::bigint as quantity from part group by sku_id, location_id
   ), locked as materialized (
     select s.sku_id, s.location_id, s.on_hand, s.reserved
     from oms.stock s
     where s.organization_id = $1
       and (s.sku_id, s.location_id) in (select p.sku_id, p.location_id from per_row p)
     order by s.sku_id, s.location_id
     for update
   ), verdict as materialized (
     select coalesce(bool_and(l.reserved is not null and l.on_hand - l.reserved >= p.quantity), true) as covered
     from per_row p left join locked l on l.sku_id = p.sku_id and l.location_id = p.location_id
   ), moved as (
     update oms.stock s
     set on_hand = l.on_hand, reserved = l.reserved + p.quantity, movements = s.movements + 1, updated_at = $7
     from verdict v, per_row p join locked l on l.sku_id = p.sku_id and l.location_id = p.location_id
     where v.covered and s.organization_id = $1 and s.sku_id = p.sku_id and s.location_id = p.location_id
     returning s.sku_id, s.location_id, s.movements, s.on_hand, s.reserved, p.quantity
   ), noted as (
     insert into oms.stock_ledger (organization_id, sku_id, location_id, movement, at, reason,
       on_hand_change, reserved_change, on_hand_after, reserved_after, order_id, actor, request_id)
     select $1, sku_id, location_id, movements, $7, 'reserved', 0, quantity, on_hand, reserved, $2, $8, $9 from moved
   ), kept as (
     insert into oms.reservations as r (organization_id, order_id, line_id, sku_id, location_id, composition,
       per_unit, leads, reserved, created_at, updated_at, updated_by, request_id)
     select $1, $2, w.line_id, w.sku_id, w.location_id, w.composition, w.per_unit, w.leads, w.quantity, $7, $7, $8, $9
     from part w, verdict v where v.covered
     on conflict (organization_id, order_id, line_id, sku_id, location_id, composition) do update
       set reserved = r.reserved + excluded.reserved, updated_at = excluded.updated_at,
         updated_by = excluded.updated_by, request_id = excluded.request_id
   )
   select covered, (select coalesce(array_agg(distinct sku_id), '{}') from moved) as sku_ids from verdict`,
);

/**
 * Reserves units for an order's lines, all or nothing; what channels should show falls and becomes due.
 * Refusal: `not_covered` when one location has less available than its lines want.
 */
export async function reserve(
  tx: Handle,
  organizationId: string,
  orderId: string,
  lines: readonly ReserveLine[],
  by: Actor,
  now: Instant,
): Promise<Result<void, 'not_covered'>> {
  if (lines.length === 0) return ok(undefined);
  const [verdict] = await hold(tx, [
    organizationId,
    orderId,
    lines.map((line) => line.lineId),
    lines.map((line) => line.skuId),
    lines.map((line) => line.locationId),
    lines.map((line) => line.quantity),
    now,
    by.actor,
    by.requestId,
  ]);
  if (verdict?.covered !== true) return refuse('not_covered', 'There is not enough stock for this order.');
  await markStockDue(tx, organizationId, verdict.sku_ids, now);
  return ok(undefined);
}

/**
 * Each line's units are taken from its reservations in order of location, as far as they are open. Rows of the same
 * location and composition stand for the same units: those of a kit, which go together.
 */
const settle = (name: string, column: 'released' | 'shipped', rule: string, onHandChange: string) =>
  statement<{ covered: boolean; sku_ids: string[] }>(
    name,
    `with want as (
       select line_id, sum(quantity)::bigint as quantity
       from unnest($3::text[], $4::bigint[]) as w(line_id, quantity) group by line_id
     ), held as materialized (
       select r.line_id, r.sku_id, r.location_id, r.composition, r.per_unit, r.leads,
         (r.reserved - r.released - r.shipped) / r.per_unit as open
       from oms.reservations r
       where r.organization_id = $1 and r.order_id = $2 and ($3::text[] is null or r.line_id = any($3::text[]))
       order by r.line_id, r.sku_id, r.location_id, r.composition
       for update
     ), running as (
       select h.*, w.quantity,
         sum(case when h.leads then h.open else 0 end)
           over (partition by h.line_id order by h.location_id, h.composition) - h.open as before
       from held h left join want w on w.line_id = h.line_id
     ), part as (
       select line_id, sku_id, location_id, composition,
         per_unit * case when quantity is null then open else greatest(0, least(open, quantity - before)) end as quantity
       from running
     ), verdict as materialized (
       select ${rule} as covered
     ), per_row as (
       select sku_id, location_id, sum(quantity)::bigint as quantity
       from part, verdict where covered group by sku_id, location_id having sum(quantity) > 0
     ), locked as materialized (
       select s.sku_id, s.location_id, s.on_hand, s.reserved from oms.stock s
       where s.organization_id = $1
         and (s.sku_id, s.location_id) in (select p.sku_id, p.location_id from per_row p)
       order by s.sku_id, s.location_id
       for update
     ), moved as (
       update oms.stock s set on_hand = l.on_hand ${onHandChange === '0' ? '' : '- p.quantity'},
         reserved = l.reserved - p.quantity, movements = s.movements + 1, updated_at = $5
       from per_row p join locked l on l.sku_id = p.sku_id and l.location_id = p.location_id
       where s.organization_id = $1 and s.sku_id = p.sku_id and s.location_id = p.location_id
       returning s.sku_id, s.location_id, s.movements, s.on_hand, s.reserved, p.quantity
     ), noted as (
       insert into oms.stock_ledger (organization_id, sku_id, location_id, movement, at, reason,
         on_hand_change, reserved_change, on_hand_after, reserved_after, order_id, actor, request_id)
       select $1, sku_id, location_id, movements, $5, '${column}', ${onHandChange}, -quantity, on_hand, reserved,
         $2, $6, $7 from moved
     ), settled as (
       update oms.reservations r
       set ${column} = r.${column} + part.quantity, updated_at = $5, updated_by = $6, request_id = $7
       from part, verdict
       where verdict.covered and part.quantity > 0 and r.organization_id = $1 and r.order_id = $2
         and r.line_id = part.line_id and r.sku_id = part.sku_id and r.location_id = part.location_id
         and r.composition = part.composition
     )
     select covered, (select coalesce(array_agg(distinct sku_id), '{}') from moved) as sku_ids from verdict`,
  );

const release = settle('reservationRelease', 'released', 'true', '0');
const ship = settle(
  'reservationShip',
  'shipped',
  `not exists (
         select 1 from want w
         where w.quantity > (select coalesce(sum(h.open), 0) from held h where h.line_id = w.line_id and h.leads))`,
  '-quantity',
);

/**
 * Gives units back (of every line, or at most these): available rises, and channels become due. Units that are not
 * held are nothing to give back.
 */
export async function releaseReservations(
  tx: Handle,
  organizationId: string,
  orderId: string,
  lines: readonly LineUnits[] | 'all',
  by: Actor,
  now: Instant,
): Promise<void> {
  if (lines.length === 0) return;
  const [done] = await release(tx, [organizationId, orderId, ...unitsOf(lines), now, by.actor, by.requestId]);
  await markStockDue(tx, organizationId, done?.sku_ids ?? [], now);
}

/**
 * Takes reserved units off the shelf: on hand and reserved fall together, available stays, so no channel hears of it.
 * All or nothing. Refusal: `not_reserved` when a line holds fewer units.
 */
export async function shipReserved(
  tx: Handle,
  organizationId: string,
  orderId: string,
  lines: readonly LineUnits[],
  by: Actor,
  now: Instant,
): Promise<Result<void, 'not_reserved'>> {
  if (lines.length === 0) return ok(undefined);
  const [done] = await ship(tx, [organizationId, orderId, ...unitsOf(lines), now, by.actor, by.requestId]);
  if (done?.covered !== true)
    return refuse('not_reserved', 'Fewer units are reserved for this order than are to ship.');
  return ok(undefined);
}

const unitsOf = (lines: readonly LineUnits[] | 'all'): unknown[] =>
  lines === 'all' ? [null, null] : [lines.map((line) => line.lineId), lines.map((line) => line.quantity)];

export interface OpenReservation {
  readonly orderId: string;
  readonly lineId: string;
  readonly skuId: string;
  readonly locationId: string;
  /** Units of the SKU still held, at least 1. */
  readonly quantity: number;
  /** Units of the line that this stands for. Of a kit's components, one tells them, and the others say 0. */
  readonly lineUnits: number;
}

const listOpen = statement<{
  order_id: string;
  line_id: string;
  sku_id: string;
  location_id: string;
  quantity: number;
  line_units: number;
}>(
  'reservationListOpen',
  `select r.order_id, r.line_id, r.sku_id, r.location_id, r.reserved - r.released - r.shipped as quantity,
     case when r.leads then (r.reserved - r.released - r.shipped) / r.per_unit else 0 end as line_units
   from oms.reservations r
   where r.organization_id = $1 and r.order_id = any($2::text[]) and r.reserved > r.released + r.shipped
   order by r.order_id, r.line_id, r.location_id, r.composition, r.sku_id`,
);

/** What orders still hold; of a kit, its components. */
export async function listReservations(
  handle: Handle,
  organizationId: string,
  orderIds: readonly string[],
): Promise<readonly OpenReservation[]> {
  const rows = await listOpen(handle, [organizationId, orderIds]);
  return rows.map((row) => ({
    orderId: row.order_id,
    lineId: row.line_id,
    skuId: row.sku_id,
    locationId: row.location_id,
    quantity: row.quantity,
    lineUnits: row.line_units,
  }));
}
