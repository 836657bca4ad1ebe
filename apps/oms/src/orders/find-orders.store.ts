/** Owns the SQL that finds orders by the numbers people write into files. */
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';

export interface FoundOrder {
  readonly orderId: string;
  readonly connectionId: string;
  readonly referenceNumber: string;
  readonly requestedMethod: string | null;
  readonly lines: readonly {
    readonly lineId: string;
    readonly merchantSku: string;
    readonly skuId: string | null;
    readonly open: number;
  }[];
}

const find = statement<{
  matched: string;
  order_id: string;
  connection_id: string;
  reference_number: string;
  requested_method: string | null;
  lines: FoundOrder['lines'];
}>(
  'orderFindByNumbers',
  `with found as (
     select w.number as matched, o.order_id from unnest($2::text[]) as w(number)
     join oms.orders o on o.organization_id = $1 and o.reference_number = w.number
     union
     select w.number, o.order_id from unnest($2::text[]) as w(number)
     join oms.orders o on o.organization_id = $1 and o.channel_order_id = w.number
     union
     select w.number, o.order_id from unnest($2::text[]) as w(number)
     join oms.orders o on o.organization_id = $1 and o.order_id = w.number
   )
   select f.matched, o.order_id, o.connection_id, o.reference_number, o.requested_method, l.lines
   from found f
   join oms.orders o on o.organization_id = $1 and o.order_id = f.order_id
   cross join lateral (
     select coalesce(jsonb_agg(jsonb_build_object('lineId', n.line_id, 'merchantSku', n.merchant_sku,
       'skuId', n.sku_id, 'open', n.ordered - n.shipped - n.cancelled) order by n.position), '[]'::jsonb) as lines
     from oms.order_lines n where n.organization_id = $1 and n.order_id = o.order_id
   ) l
   order by f.matched, o.placed_at desc, o.order_id`,
);

/** The orders of each number: the reference number, the channel's id or ours. Two connections may use one number. */
export async function findOrders(
  handle: Handle,
  organizationId: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, readonly FoundOrder[]>> {
  const rows = await find(handle, [organizationId, [...new Set(numbers)]]);
  const orders = rows.map((row) => ({
    matched: row.matched,
    order: {
      orderId: row.order_id,
      connectionId: row.connection_id,
      referenceNumber: row.reference_number,
      requestedMethod: row.requested_method,
      lines: row.lines,
    },
  }));
  const byNumber = Map.groupBy(orders, ({ matched }) => matched);
  return new Map([...byNumber].map(([number, found]) => [number, found.map(({ order }) => order)]));
}
