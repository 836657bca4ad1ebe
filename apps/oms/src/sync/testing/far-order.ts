/** Owns an order of the far side: released, of one unit of a SKU, unless told otherwise. */
import { HOUR_MS, MINUTE_MS } from '@jetway/kernel';
import type { FarOrder } from './far-side.ts';
import type { SyncGround } from './sync-ground.ts';

const iso = (at: number): string => new Date(at).toISOString().replace('Z', '0000Z');

export function aFarOrder(
  ground: Pick<SyncGround, 'clock' | 'ids' | 'far'>,
  sku: string,
  more: Partial<FarOrder> = {},
): FarOrder {
  const placed = ground.clock.now() - HOUR_MS;
  const order: FarOrder = {
    merchant_order_id: ground.ids.hex32(),
    reference_order_id: ground.ids.digits(12),
    fulfillment_node: 'node-1',
    hash_email: '1@customer.jet.com',
    status: 'ready',
    order_placed_date: iso(placed),
    order_transmission_date: iso(placed + MINUTE_MS),
    order_ready_date: iso(placed + 30 * MINUTE_MS),
    buyer: { name: 'Kim Buyer' },
    shipping_to: {
      recipient: { name: 'Kim Buyer' },
      address: { address1: '1 Main St', city: 'Hoboken', state: 'NJ', zip_code: '07030' },
    },
    order_totals: { item_price: { base_price: 20 } },
    order_detail: {
      request_shipping_method: 'UPS Ground',
      request_shipping_carrier: 'UPS',
      request_service_level: 'Standard',
      request_ship_by: iso(placed + 24 * HOUR_MS),
      request_delivery_by: iso(placed + 96 * HOUR_MS),
    },
    order_items: [
      {
        order_item_id: ground.ids.hex32(),
        merchant_sku: sku,
        request_order_quantity: 1,
        item_price: { base_price: 20 },
        product_title: 'Mug',
      },
    ],
    shipments: [],
    ...more,
  };
  ground.far.orders.set(order.merchant_order_id, order);
  return order;
}
