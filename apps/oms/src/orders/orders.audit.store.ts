/** Owns the SQL that proves the invariants of orders: what is wrong, row by row. */
import { type Check, defineCheck } from '../audit/index.ts';
import { unsettledStates } from './intents.ts';

const words = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(', ');

const ofLines = 'from oms.order_lines where organization_id = $1';
const ofOrders = 'from oms.orders where organization_id = $1';

/** For the audit, beside what it checks of stock and lines by itself. */
export const orderChecks: readonly Check[] = [
  defineCheck(
    'an accepted order holds what it has still to ship, unless the shortfall is a problem',
    'auditOrderShortfall',
    ofLines,
    `select l.order_id || ' line ' || l.line_id as subject, 'held ' || coalesce(r.held, 0) as text
     from oms.order_lines l
     join oms.orders o on o.organization_id = l.organization_id and o.order_id = l.order_id
     left join (
       select order_id, line_id, sum((reserved - released - shipped) / per_unit)::bigint as held
       from oms.reservations where organization_id = $1 and leads group by order_id, line_id
     ) r on r.order_id = l.order_id and r.line_id = l.line_id
     where l.organization_id = $1 and o.status in ('acknowledged', 'in_progress')
       and l.ordered - l.shipped - l.cancelled > coalesce(r.held, 0) + coalesce((
         select sum((u.value ->> case i.kind when 'ship' then 'cancelled' else 'quantity' end)::int) from oms.intents i
         cross join lateral jsonb_array_elements(i.payload -> 'lines') as u
         where i.organization_id = l.organization_id and i.order_id = l.order_id and i.kind in ('ship', 'cancel')
           and i.state in (${words(unsettledStates)}) and coalesce(i.payload ->> 'mode', 'ship') <> 'reject'
           and u.value ->> 'channelLineId' = l.channel_line_id), 0)
       and not exists (
         select 1 from oms.problems p
         where p.organization_id = l.organization_id and p.order_id = l.order_id
           and p.kind in ('shortfall', 'unknown-sku'))
     order by l.order_id, l.line_id`,
  ),
  defineCheck(
    'what a line ships is what its parcels and those told by others hold',
    'auditOrderParcels',
    ofLines,
    `select l.order_id || ' line ' || l.line_id as subject, 'shipped ' || l.shipped || ', parcels ' || p.units as text
     from oms.order_lines l
     join (
       select s.order_id, u.value ->> 'lineId' as line_id, sum((u.value ->> 'shipped')::int) as units
       from oms.shipments s cross join lateral jsonb_array_elements(s.lines) as u
       where s.organization_id = $1 group by 1, 2
     ) p on p.order_id = l.order_id and p.line_id = l.line_id
     where l.organization_id = $1 and p.units > l.shipped
     order by l.order_id, l.line_id`,
  ),
  defineCheck(
    'no line ships and cancels more than was ordered',
    'auditOrderUnits',
    ofLines,
    `select l.order_id || ' line ' || l.line_id as subject,
       'ordered ' || l.ordered || ', shipped ' || l.shipped || ', cancelled ' || l.cancelled as text
     from oms.order_lines l
     where l.organization_id = $1 and (l.shipped + l.cancelled > l.ordered or l.shipped < 0 or l.cancelled < 0)
     order by l.order_id, l.line_id`,
  ),
  defineCheck(
    'each order of a channel is imported once, with all its lines',
    'auditOrderOnce',
    ofOrders,
    `select o.connection_id || ' order ' || o.channel_order_id as subject,
       count(*) || ' times, ' || sum(o.item_count) || ' lines told, ' || sum(coalesce(l.lines, 0)) || ' here' as text
     from oms.orders o
     left join (
       select order_id, count(*)::int as lines from oms.order_lines where organization_id = $1 group by order_id
     ) l on l.order_id = o.order_id
     where o.organization_id = $1
     group by o.connection_id, o.channel_order_id
     having count(*) > 1 or sum(o.item_count) <> sum(coalesce(l.lines, 0))
     order by 1`,
  ),
  defineCheck(
    'no order is worked on before the channel released it',
    'auditOrderReleased',
    `${ofOrders} and channel_status = 'created'`,
    `select o.order_id as subject, 'is ' || o.status || ' here and not released there' as text
     from oms.orders o
     where o.organization_id = $1 and o.channel_status = 'created'
       and (o.status <> 'new'
         or exists (select 1 from oms.intents i where i.organization_id = $1 and i.order_id = o.order_id)
         or exists (select 1 from oms.shipments s where s.organization_id = $1 and s.order_id = o.order_id))
     order by o.order_id`,
  ),
  defineCheck(
    'a parcel that is confirmed stands in the order as the channel told it',
    'auditOrderParcelsTold',
    `from oms.shipments s join oms.intents i on i.organization_id = s.organization_id and i.intent_id = s.intent_id
     where s.organization_id = $1 and i.state = 'confirmed'`,
    `select s.order_id || ' parcel ' || s.shipment_id as subject, 'its id ' || s.alt_shipment_id || ' is not there' as text
     from oms.shipments s
     join oms.intents i on i.organization_id = s.organization_id and i.intent_id = s.intent_id
     join oms.orders o on o.organization_id = s.organization_id and o.order_id = s.order_id
     where s.organization_id = $1 and i.state = 'confirmed' and o.erased_at is null
       and position(s.alt_shipment_id in o.raw::text) = 0
     order by s.order_id, s.shipment_id`,
  ),
  defineCheck(
    'an order is accepted by one message, and a settled message is not due',
    'auditOrderMessages',
    'from oms.intents where organization_id = $1',
    `select i.order_id || ' message ' || i.seq as subject, i.kind || ' is ' || i.state as text
     from oms.intents i
     where i.organization_id = $1 and (
       (i.state = 'confirmed' and i.confirmed_at is null)
       or (i.state in ('confirmed', 'failed', 'withdrawn') and i.due_at is not null)
       or (i.state = 'confirmed' and i.kind = 'acknowledge' and exists (
         select 1 from oms.intents o
         where o.organization_id = $1 and o.order_id = i.order_id and o.kind = 'acknowledge' and o.state = 'confirmed'
           and o.seq < i.seq)))
     order by i.order_id, i.seq`,
  ),
  defineCheck(
    'the tally of a status is the number of orders that stand in it',
    'auditOrderTallies',
    ofOrders,
    `select coalesce(t.status, o.status) as subject,
       'tallied ' || coalesce(t.orders, 0) || ', orders ' || coalesce(o.orders, 0) as text
     from (
       select status, sum(orders) as orders from oms.order_tallies where organization_id = $1 group by status
     ) t
     full join (
       select status, count(*) as orders from oms.orders where organization_id = $1 group by status
     ) o on o.status = t.status
     where coalesce(t.orders, 0) <> coalesce(o.orders, 0)
     order by 1`,
  ),
];
