/** Owns orders of a merchant of the suite's own in each state that messages want, made many at once. */
import { acceptance, type Merchant, type ReadOrder } from './merchants.ts';
import { must } from './raw-http.ts';

/** Units of each order: each may be told of by itself. */
const UNITS = 500;
/** Orders made at once, of one SKU: what messages do to its inventory touches no others. */
const MADE = 40;

export interface ShippedOrder {
  readonly orderId: string;
  /** Of its only item. */
  readonly itemId: string;
}

/** The part of an address behind its last slash. */
export const lastPart = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

export const orderPath = (orderId: string, below: string): string => `/orders/${encodeURIComponent(orderId)}${below}`;

/** Orders of one item; `own` is what the merchant calls an order. */
export function madeOrders({ call, nodes, read, offer }: Merchant) {
  const made: string[] = [];
  async function ready(): Promise<ReadOrder> {
    if (made.length === 0) {
      const sku = await offer({ price: 1, quantity: UNITS * MADE });
      const body = { fulfillment_node: nodes[0], items: [{ sku, order_quantity: UNITS }] };
      const { order_urls: urls } = must(await call('POST', `/orders/generate/${MADE}`, body), 200).json() as {
        readonly order_urls: readonly string[];
      };
      made.push(...urls.map(lastPart));
    }
    return read(made.pop() ?? '');
  }
  async function accepted(own?: string): Promise<ReadOrder> {
    const order = await ready();
    const answer = { ...acceptance(order), ...(own === undefined ? {} : { alt_order_id: own }) };
    must(await call('PUT', orderPath(order.merchant_order_id, '/acknowledge'), answer), 204);
    return order;
  }
  async function shipped(own?: string): Promise<ShippedOrder> {
    const { merchant_order_id: orderId, order_items: items } = await accepted(own);
    const [item] = items;
    const shipmentItem = { merchant_sku: item?.merchant_sku, response_shipment_sku_quantity: UNITS };
    const message = { shipments: [{ carrier: 'UPS', shipment_items: [shipmentItem] }] };
    must(await call('PUT', orderPath(orderId, '/shipped'), message), 204);
    return { orderId, itemId: item?.order_item_id ?? '' };
  }
  /** A return of everything shipped. */
  async function returned(): Promise<ShippedOrder & { readonly returnId: string }> {
    const order = await shipped();
    const { url } = must(await call('GET', `/returns/generate/${order.orderId}`), 200).json() as {
      readonly url: string;
    };
    return { ...order, returnId: lastPart(url) };
  }
  return { ready, accepted, shipped, returned };
}

export type MadeOrders = ReturnType<typeof madeOrders>;
