/** Owns the SQL that proves the invariants of orders: what is wrong, row by row. */
import { statement } from '@jetway/service';
import type { Check } from '../audit/index.ts';
import { unsettledStates } from './intents.ts';

const words = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(', ');

const check = (invariant: string, name: string, text: string): Check => {
  const run = statement<{ subject: string; text: string }>(name, `${text} limit 1000`);
  return async (handle, organizationId) =>
    (await run(handle, [organizationId])).map((row) => ({ invariant, subject: row.subject, text: row.text }));
};

/** For the audit, beside what it checks of stock and lines by itself. */
export const orderChecks: readonly Check[] = [
  check(
    'an accepted order holds what it has still to ship, unless the shortfall is a problem',
    'auditOrderShortfall',
    `select l.order_id || ' line ' || l.line_id as subject, 'held ' || coalesce(r.held, 0) as text
     from oms.order_lines l
     join oms.orders o on o.organization_id = l.organization_id and o.order_id = l.order_id
     left join (
       select order_id, line_id, sum(reserved - released - shipped)::bigint as held
       from oms.reservations where organization_id = $1 group by order_id, line_id
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
  check(
    'what a line ships is what its parcels and those told by others hold',
    'auditOrderParcels',
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
];
