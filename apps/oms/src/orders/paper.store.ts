/** Owns the SQL of what paper needs of many orders at once. */
import type { Instant } from '@jetway/kernel';
import type { OrderStatus } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { ChannelAddress } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';

/** An order as it stands on a packing slip. */
export interface PaperOrderRow {
  readonly orderId: string;
  readonly referenceNumber: string;
  readonly status: OrderStatus;
  readonly isOnHold: boolean;
  readonly placedAt: Instant;
  readonly shipByAt: Instant | null;
  readonly serviceLevel: string | null;
  readonly shipTo: ChannelAddress;
}

const listOrders = statement<{
  order_id: string;
  reference_number: string;
  status: OrderStatus;
  is_on_hold: boolean;
  placed_at: number;
  ship_by_at: number | null;
  requested_service_level: string | null;
  ship_to: ChannelAddress;
}>(
  'orderListForPaper',
  `select o.order_id, o.reference_number, o.status, o.held_at is not null as is_on_hold, o.placed_at, o.ship_by_at, o.requested_service_level, o.ship_to
   from oms.orders o where o.organization_id = $1 and o.order_id = any($2::text[])`,
);

/** The orders of these that the organization has, in no order. */
export async function listPaperOrders(
  handle: Handle,
  organizationId: string,
  orderIds: readonly string[],
): Promise<readonly PaperOrderRow[]> {
  const rows = await listOrders(handle, [organizationId, [...orderIds]]);
  return rows.map((row) => ({
    orderId: row.order_id,
    referenceNumber: row.reference_number,
    status: row.status,
    isOnHold: row.is_on_hold,
    placedAt: row.placed_at,
    shipByAt: row.ship_by_at,
    serviceLevel: row.requested_service_level,
    shipTo: row.ship_to,
  }));
}

export interface PaperLineRow {
  readonly orderId: string;
  readonly channelLineId: string;
  readonly merchantSku: string;
  readonly title: string;
  readonly locationName: string | null;
  readonly ordered: number;
  readonly shipped: number;
  readonly cancelled: number;
}

const listLines = statement<{
  order_id: string;
  channel_line_id: string;
  merchant_sku: string;
  title: string;
  location_name: string | null;
  ordered: number;
  shipped: number;
  cancelled: number;
}>(
  'orderLineListForPaper',
  `select l.order_id, l.channel_line_id, l.merchant_sku, coalesce(nullif(l.title, ''), k.title, '') as title,
     p.name as location_name, l.ordered, l.shipped, l.cancelled
   from oms.order_lines l
   left join oms.skus k on k.organization_id = l.organization_id and k.sku_id = l.sku_id
   left join oms.locations p on p.organization_id = l.organization_id and p.location_id = l.location_id
   where l.organization_id = $1 and l.order_id = any($2::text[])
   order by l.order_id, l.position`,
);

/** The lines of these orders, each order's as the channel listed them. */
export async function listPaperLines(
  handle: Handle,
  organizationId: string,
  orderIds: readonly string[],
): Promise<readonly PaperLineRow[]> {
  const rows = await listLines(handle, [organizationId, [...orderIds]]);
  return rows.map((row) => ({
    orderId: row.order_id,
    channelLineId: row.channel_line_id,
    merchantSku: row.merchant_sku,
    title: row.title,
    locationName: row.location_name,
    ordered: row.ordered,
    shipped: row.shipped,
    cancelled: row.cancelled,
  }));
}
