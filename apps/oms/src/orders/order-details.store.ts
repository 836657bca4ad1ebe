/** Owns the SQL of one order as its page shows it: facts about the buyer, and lines with where they come from. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { ChannelAddress } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';

export interface OrderFacts {
  readonly version: number;
  readonly channel: string;
  readonly buyer: { readonly name: string; readonly phone: string | null; readonly email: string | null };
  readonly shipTo: ChannelAddress;
  readonly channelShipTo: ChannelAddress | null;
  readonly shipToVersion: number;
  readonly requestedCarrier: string | null;
  readonly requestedMethod: string | null;
  readonly requestedServiceLevel: string | null;
  readonly exceptionState: string | null;
  readonly raw: unknown;
  readonly erasedAt: Instant | null;
}

const load = statement<{
  version: number;
  channel: string;
  buyer_name: string;
  buyer_phone: string | null;
  buyer_email: string | null;
  ship_to: ChannelAddress;
  channel_ship_to: ChannelAddress | null;
  ship_to_version: number;
  requested_carrier: string | null;
  requested_method: string | null;
  requested_service_level: string | null;
  exception_state: string | null;
  raw: unknown;
  erased_at: number | null;
}>(
  'orderLoadFacts',
  `select o.version, c.channel, o.buyer_name, o.buyer_phone, o.buyer_email, o.ship_to, o.channel_ship_to,
     o.ship_to_version, o.requested_carrier,
     o.requested_method, o.requested_service_level, o.exception_state, o.raw, o.erased_at
   from oms.orders o
   join oms.connections c on c.organization_id = o.organization_id and c.connection_id = o.connection_id
   where o.organization_id = $1 and o.order_id = $2`,
);

/** Undefined when the organization has no such order. */
export async function loadFacts(
  handle: Handle,
  organizationId: string,
  orderId: string,
): Promise<OrderFacts | undefined> {
  const [row] = await load(handle, [organizationId, orderId]);
  if (row === undefined) return undefined;
  return {
    version: row.version,
    channel: row.channel,
    buyer: { name: row.buyer_name, phone: row.buyer_phone, email: row.buyer_email },
    shipTo: row.ship_to,
    channelShipTo: row.channel_ship_to,
    shipToVersion: row.ship_to_version,
    requestedCarrier: row.requested_carrier,
    requestedMethod: row.requested_method,
    requestedServiceLevel: row.requested_service_level,
    exceptionState: row.exception_state,
    raw: row.raw,
    erasedAt: row.erased_at,
  };
}

interface HeldAt {
  readonly locationId: string;
  readonly locationName: string;
  readonly quantity: number;
}

const loadLevel = statement<{ requested_service_level: string | null }>(
  'orderLoadServiceLevel',
  'select requested_service_level from oms.orders where organization_id = $1 and order_id = $2',
);

/** What the buyer asked for, as the channel told it. */
export async function loadServiceLevel(
  handle: Handle,
  organizationId: string,
  orderId: string,
): Promise<string | null> {
  const [row] = await loadLevel(handle, [organizationId, orderId]);
  return row?.requested_service_level ?? null;
}

export interface LineDetail {
  readonly lineId: string;
  readonly channelLineId: string;
  readonly merchantSku: string;
  readonly skuId: string | null;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly ordered: number;
  readonly shipped: number;
  readonly cancelled: number;
  readonly cancelRequested: number;
  readonly cancelDeclined: number;
  readonly held: number;
  readonly locationId: string | null;
  readonly locationName: string | null;
  /** Where its reserved units lie. */
  readonly heldAt: readonly HeldAt[];
  readonly unitPriceCents: number;
  readonly unitTaxCents: number;
  readonly unitShippingCents: number;
  readonly unitShippingTaxCents: number;
  readonly feesCents: number;
}

const lines = statement<{
  line_id: string;
  channel_line_id: string;
  merchant_sku: string;
  sku_id: string | null;
  title: string;
  image_url: string | null;
  ordered: number;
  shipped: number;
  cancelled: number;
  cancel_requested: number;
  cancel_declined: number;
  held: number;
  location_id: string | null;
  location_name: string | null;
  held_at: HeldAt[];
  unit_price_cents: number;
  unit_tax_cents: number;
  unit_shipping_cents: number;
  unit_shipping_tax_cents: number;
  fees_cents: number;
}>(
  'orderLineListDetails',
  `select l.line_id, l.channel_line_id, l.merchant_sku, l.sku_id, coalesce(nullif(l.title, ''), k.title, '') as title,
     coalesce(l.image_url, k.image_url) as image_url, l.ordered, l.shipped, l.cancelled, l.cancel_requested,
     l.cancel_declined,
     coalesce((
       select sum(r.reserved - r.released - r.shipped)::bigint from oms.reservations r
       where r.organization_id = l.organization_id and r.order_id = l.order_id and r.line_id = l.line_id), 0) as held,
     l.location_id, p.name as location_name,
     coalesce((
       select jsonb_agg(jsonb_build_object('locationId', h.location_id, 'locationName', h.name, 'quantity', h.quantity)
         order by h.name, h.location_id)
       from (
         select r.location_id, q.name, sum(r.reserved - r.released - r.shipped)::bigint as quantity
         from oms.reservations r
         join oms.locations q on q.organization_id = r.organization_id and q.location_id = r.location_id
         where r.organization_id = l.organization_id and r.order_id = l.order_id and r.line_id = l.line_id
           and r.reserved > r.released + r.shipped
         group by r.location_id, q.name) h), '[]'::jsonb) as held_at, l.unit_price_cents, l.unit_tax_cents, l.unit_shipping_cents,
     l.unit_shipping_tax_cents, l.fees_cents
   from oms.order_lines l
   left join oms.skus k on k.organization_id = l.organization_id and k.sku_id = l.sku_id
   left join oms.locations p on p.organization_id = l.organization_id and p.location_id = l.location_id
   where l.organization_id = $1 and l.order_id = $2
   order by l.position`,
);

/** An order's lines as the channel listed them. A title or image that it left out is the SKU's. */
export async function listLineDetails(
  handle: Handle,
  organizationId: string,
  orderId: string,
): Promise<readonly LineDetail[]> {
  const rows = await lines(handle, [organizationId, orderId]);
  return rows.map((row) => ({
    lineId: row.line_id,
    channelLineId: row.channel_line_id,
    merchantSku: row.merchant_sku,
    skuId: row.sku_id,
    title: row.title,
    imageUrl: row.image_url,
    ordered: row.ordered,
    shipped: row.shipped,
    cancelled: row.cancelled,
    cancelRequested: row.cancel_requested,
    cancelDeclined: row.cancel_declined,
    held: row.held,
    locationId: row.location_id,
    heldAt: row.held_at,
    locationName: row.location_name,
    unitPriceCents: row.unit_price_cents,
    unitTaxCents: row.unit_tax_cents,
    unitShippingCents: row.unit_shipping_cents,
    unitShippingTaxCents: row.unit_shipping_tax_cents,
    feesCents: row.fees_cents,
  }));
}
