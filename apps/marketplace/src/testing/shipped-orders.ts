/** Owns the shortest way to an order that was shipped: placed by a shopper, accepted and shipped by the merchant. */
import { centsFromDecimal, MINUTE_MS } from '@jetway/kernel';
import { type AccountWithNodes, anOffer } from './builders.ts';
import type { Harness, Reply } from './harness.ts';

/** What was paid for one unit of the item, in cents. */
export interface PaidUnit {
  readonly principalCents: number;
  readonly taxCents: number;
  readonly shippingCents: number;
  readonly shippingTaxCents: number;
}

export interface ShippedOrder {
  readonly orderId: string;
  readonly referenceOrderId: string;
  readonly altOrderId: string;
  readonly sku: string;
  readonly itemId: string;
  readonly altItemId: string;
  readonly unit: PaidUnit;
}

export interface ShippedWish {
  /** Units ordered and shipped. */
  readonly quantity?: number;
  readonly priceCents?: number;
  /** Joined to the item's part of the shipped message. */
  readonly sent?: Readonly<Record<string, unknown>>;
  /** False: accepted only. */
  readonly ship?: boolean;
}

const SHOPPER = {
  name: 'Ada Kestrel',
  address: { address1: '1 Dock Road', city: 'Newark', state: 'NJ', zipCode: '07102' },
};

interface WireOrder {
  readonly reference_order_id: string;
  readonly order_items: readonly {
    readonly order_item_id: string;
    readonly item_price: Readonly<
      Record<'base_price' | 'item_tax' | 'item_shipping_cost' | 'item_shipping_tax', number>
    >;
  }[];
}

/** An order of one new SKU, in New Jersey, where there is tax on everything. */
export async function aShippedOrder(
  harness: Harness,
  account: AccountWithNodes,
  { quantity = 2, priceCents = 2_000, sent = {}, ship = true }: ShippedWish = {},
): Promise<ShippedOrder> {
  const sku = await anOffer(harness, account, { priceCents, quantity: quantity + 5 });
  const place = { items: [{ sku, quantity }], shopper: SHOPPER };
  const placed = must(await harness.operator('POST', `/accounts/${account.accountId}/orders`, place), 201);
  const { id: orderId } = placed as { id: string };
  must(await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: 30 * MINUTE_MS }), 200);
  const order = must(await account.call('GET', `/orders/withoutShipmentDetail/${orderId}`), 200) as WireOrder;
  const [item] = order.order_items;
  if (item === undefined) throw new Error('the order has no item');
  const [altOrderId, altItemId] = [`alt-${sku}`, `item-${sku}`];
  const answer = {
    acknowledgement_status: 'accepted',
    alt_order_id: altOrderId,
    order_items: [
      {
        order_item_id: item.order_item_id,
        alt_order_item_id: altItemId,
        order_item_acknowledgement_status: 'fulfillable',
      },
    ],
  };
  must(await account.call('PUT', `/orders/${orderId}/acknowledge`, answer), 204);
  const shipment = {
    carrier: 'UPS',
    shipment_tracking_number: '1Z12342452342',
    response_shipment_method: 'UPSGround',
    shipment_items: [{ merchant_sku: sku, response_shipment_sku_quantity: quantity, ...sent }],
  };
  if (ship) must(await account.call('PUT', `/orders/${orderId}/shipped`, { shipments: [shipment] }), 204);
  const price = item.item_price;
  const cents = (amount: number): number => centsFromDecimal(amount) ?? 0;
  return {
    orderId,
    referenceOrderId: order.reference_order_id,
    altOrderId,
    sku,
    itemId: item.order_item_id,
    altItemId,
    unit: {
      principalCents: cents(price.base_price),
      taxCents: cents(price.item_tax),
      shippingCents: cents(price.item_shipping_cost),
      shippingTaxCents: cents(price.item_shipping_tax),
    },
  };
}

function must(reply: Reply, status: number): unknown {
  if (reply.status !== status) throw new Error(`expected ${status}, got ${reply.status} ${reply.text}`);
  return reply.json();
}
