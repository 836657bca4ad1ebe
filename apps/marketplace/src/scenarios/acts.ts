/** Owns what happens in several stories: placing, releasing, acknowledging, shipping, returning. */
import { formatWireDate } from '@jetway/jet-api';
import { DAY_MS } from '@jetway/kernel';
import { got, type Stage } from './scenario.ts';

export interface Bought {
  readonly sku: string;
  readonly quantity: number;
}

export interface ReadyItem extends Bought {
  readonly id: string;
  /** Paid for one unit, in dollars. */
  readonly unitPrice: number;
}

export interface ReadyOrder {
  readonly orderId: string;
  readonly items: readonly ReadyItem[];
}

const wordsOf = (items: readonly Bought[]): string =>
  items.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ');

/** A shopper orders; answers the order's id. */
export async function placeOrder(stage: Stage, items: readonly Bought[]): Promise<string> {
  const { operator, accountId } = stage;
  const body = { items: items.map(({ sku, quantity }) => ({ sku, quantity })) };
  const { id } = got('placing an order', await operator.placeOrder({ params: { accountId }, body }), 201).body;
  stage.tell('shopper', `orders ${wordsOf(items)}`, { order: id });
  return id;
}

/** The hold of the orders placed until now ends. */
export const endHold = (stage: Stage): Promise<void> =>
  stage.advance(stage.policy.holdMs, 'the hold is over: orders are released');

/** The order as the merchant reads it. */
export async function readOrder(stage: Stage, orderId: string): Promise<ReadyOrder & { readonly status: string }> {
  const { body } = got('reading the order', await stage.merchant.getOrder({ params: { orderId } }), 200);
  const { exception_state: exception } = body;
  const text = exception === undefined ? body.status : `${body.status}, ${exception}`;
  stage.tell('merchant', `reads the order: ${text}`, { order: orderId });
  return {
    orderId,
    status: body.status,
    items: body.order_items.map((item) => ({
      id: item.order_item_id,
      sku: item.merchant_sku,
      quantity: item.request_order_quantity,
      unitPrice: item.item_price.base_price,
    })),
  };
}

/** An order that is ready, read by the merchant. */
export async function aReadyOrder(stage: Stage, items: readonly Bought[]): Promise<ReadyOrder> {
  const orderId = await placeOrder(stage, items);
  await endHold(stage);
  return readOrder(stage, orderId);
}

export async function accept(stage: Stage, { orderId, items }: ReadyOrder): Promise<void> {
  const reply = await stage.merchant.acknowledgeOrder({
    params: { orderId },
    body: {
      acknowledgement_status: 'accepted',
      order_items: items.map(({ id }) => ({ order_item_id: id, order_item_acknowledgement_status: 'fulfillable' })),
    },
  });
  got('accepting the order', reply, 204);
  stage.tell('merchant', 'accepts the order', { order: orderId });
}

export interface Parcel {
  readonly shipped: readonly Bought[];
  readonly cancelled?: readonly Bought[];
}

/** One shipped message: units in a parcel, units that are cancelled, or both. */
export async function ship(stage: Stage, { orderId }: ReadyOrder, { shipped, cancelled = [] }: Parcel): Promise<void> {
  const now = stage.now();
  const tracking = `1Z${String(stage.draw(1_000_000_000)).padStart(9, '0')}`;
  const carried = {
    shipment_tracking_number: tracking,
    response_shipment_date: formatWireDate('sevenDigitsZ', now),
    response_shipment_method: 'UPSGround',
    expected_delivery_date: formatWireDate('sevenDigitsZ', now + 3 * DAY_MS),
    carrier: 'UPS',
  };
  const parcel = {
    ...(shipped.length === 0 ? {} : carried),
    shipment_items: [
      ...shipped.map(({ sku, quantity }) => ({ merchant_sku: sku, response_shipment_sku_quantity: quantity })),
      ...cancelled.map(({ sku, quantity }) => ({ merchant_sku: sku, response_shipment_cancel_qty: quantity })),
    ],
  };
  const reply = await stage.merchant.shipOrder({ params: { orderId }, body: { shipments: [parcel] } });
  got('shipping the order', reply, 204);
  const text = [
    ...(shipped.length === 0 ? [] : [`ships ${wordsOf(shipped)}`]),
    ...(cancelled.length === 0 ? [] : [`cancels ${wordsOf(cancelled)}`]),
  ].join(' and ');
  stage.tell('merchant', text, { order: orderId, ...(shipped.length === 0 ? {} : { tracking }) });
}

/** An order of one SKU that was accepted and shipped whole. */
export async function aShippedOrder(stage: Stage, quantity: number): Promise<ReadyOrder> {
  const [first] = await stage.skus({ count: 1, units: quantity });
  const order = await aReadyOrder(stage, first === undefined ? [] : [{ sku: first.sku, quantity }]);
  await accept(stage, order);
  await ship(stage, order, { shipped: order.items });
  await stage.advance(3 * DAY_MS, 'the parcel is delivered');
  return order;
}

/** The shopper sends one unit of an order back; answers the return's id. */
export async function openReturn(stage: Stage, order: ReadyOrder, chargeCents: number): Promise<string> {
  const { accountId, operator } = stage;
  const { orderId, items } = order;
  const body = {
    items: items.slice(0, 1).map(({ sku }) => ({ sku, quantity: 1, reason: 'Item does not fit' })),
    chargeCents,
  };
  const { id } = got('opening a return', await operator.openReturn({ params: { accountId, orderId }, body }), 201).body;
  stage.tell('shopper', `sends back 1 × ${items[0]?.sku ?? ''}`, { order: orderId, return: id });
  return id;
}
