/** Owns what the tests of the contracts know of orders. */
import {
  type JetForeign,
  type JetSamples,
  listWalk,
  nothing,
  type OperatorSamples,
  type OperatorWalker,
  ofAccount,
  pair,
  TOO_LONG,
  type Walk,
} from './part.ts';
import { type At, type Placed, placeReady } from './world.ts';

const acknowledgement = ({ itemId }: Placed) => ({
  acknowledgement_status: 'accepted',
  order_items: [{ order_item_id: itemId, order_item_acknowledgement_status: 'fulfillable' }],
});
const shipped = (sku: string) => ({
  shipments: [
    {
      alt_shipment_id: 'parcel-1',
      shipment_tracking_number: '1Z1',
      response_shipment_date: '2026-01-05T12:40:00.0000000Z',
      response_shipment_method: 'UPS Ground',
      expected_delivery_date: '2026-01-08T12:00:00.0000000Z',
      carrier: 'UPS',
      shipment_items: [{ merchant_sku: sku, response_shipment_sku_quantity: 1 }],
    },
  ],
});
/** Orders that the merchant lets be made. */
export const generated = (at: At) => ({
  fulfillment_node: at().mine.nodeId,
  items: [{ sku: at().sku, order_quantity: 1, order_cancel_quantity: 1 }],
});

export const jetOrders = (at: At) => {
  const ofOrder = () => ({ params: { orderId: at().order.orderId } });
  const foreign = <More extends object>(more: () => More) => pair('orderId', () => at().theirOrder.orderId, more);
  return {
    samples: {
      listOrders: () => ({ params: { status: 'ready' } }),
      getOrder: ofOrder,
      acknowledgeOrder: () => ({ ...ofOrder(), body: acknowledgement(at().order) }),
      shipOrder: () => ({ ...ofOrder(), body: shipped(at().sku) }),
      tagOrder: () => ({ ...ofOrder(), body: { tag: 'viewed' } }),
      listTaggedOrders: () => ({ params: { status: 'ready', tag: 'viewed', tagged: 'true' } }),
      generateOrders: () => ({ params: { count: 1 }, body: generated(at) }),
      listDirectedCancels: nothing,
    } satisfies JetSamples,
    foreign: {
      getOrder: foreign(nothing),
      acknowledgeOrder: foreign(() => ({ body: acknowledgement(at().theirOrder) })),
      shipOrder: foreign(() => ({ body: shipped(at().theirSku) })),
      tagOrder: foreign(() => ({ body: { tag: 'viewed' } })),
    } satisfies JetForeign,
    walk: (): Walk => {
      const { order, sku } = at();
      return [
        ['GET', '/orders/ready'],
        ['GET', '/orders/nonsense'],
        ['GET', '/orders/ready/viewed/false'],
        ['GET', '/orders/ready/viewed/maybe'],
        ['GET', '/orders/directedCancel'],
        ['POST', '/orders/generate/1', generated(at)],
        ['POST', '/orders/generate/0', generated(at)],
        ['PUT', `/orders/${order.orderId}/tag`, { tag: 'viewed' }],
        ['PUT', `/orders/${order.orderId}/tag`, { tag: 1 }],
        ['PUT', '/orders/nowhere/tag', { tag: 'viewed' }],
        ['GET', `/orders/withoutShipmentDetail/${order.orderId}`],
        ['GET', '/orders/withoutShipmentDetail/nowhere'],
        ['GET', `/orders/withoutShipmentDetail/${TOO_LONG}`],
        ['PUT', `/orders/${order.orderId}/acknowledge`, {}],
        ['PUT', '/orders/nowhere/acknowledge', acknowledgement(order)],
        ['PUT', `/orders/${order.orderId}/acknowledge`, acknowledgement(order)],
        ['PUT', `/orders/${order.orderId}/shipped`, {}],
        ['PUT', '/orders/nowhere/shipped', shipped(sku)],
        ['PUT', `/orders/${order.orderId}/shipped`, shipped(sku)],
      ];
    },
  };
};

export const operatorOrders = (at: At) => {
  const ofPlaced = () => ({ params: { accountId: at().mine.accountId, orderId: at().order.orderId } });
  return {
    samples: {
      listOrders: ofAccount(at),
      getOrder: ofPlaced,
      placeOrder: () => ({ ...ofAccount(at)(), body: { items: [{ sku: at().sku, quantity: 1 }] } }),
      cancelAsShopper: () => ({ ...ofPlaced(), body: { items: [{ orderItemId: at().order.itemId, quantity: 1 }] } }),
      completeByHand: ofPlaced,
      resolveException: ofPlaced,
    } satisfies OperatorSamples,
    walk: (async (operator) => {
      const { harness, mine, sku } = at();
      const orders = `/accounts/${mine.accountId}/orders`;
      const one = { items: [{ sku, quantity: 1 }] };
      const exception = await placeReady(harness, mine, sku);
      await operator('POST', `${orders}/${exception.orderId}/complete`);
      const held = (await operator('POST', orders, one)).json() as { id: string };
      const fresh = `${orders}/${held.id}`;
      return {
        walk: [
          ...listWalk(at, 'orders'),
          ...[mine.accountId, 'nowhere'].flatMap(
            (id): Walk => [
              ['POST', `/accounts/${id}/orders`, one],
              ['POST', `/accounts/${id}/orders`, {}],
            ],
          ),
          ['POST', orders, { items: [{ sku, quantity: 9_999 }] }],
          ['GET', fresh],
          ['GET', `${orders}/nowhere`],
          ['GET', `${orders}/${TOO_LONG}`],
          ['POST', `${orders}/${TOO_LONG}/complete`],
          ['POST', `${orders}/${TOO_LONG}/resolve`],
          ['POST', `${fresh}/cancel`, { items: [] }],
          ['POST', `${fresh}/cancel`],
          ['POST', `${fresh}/cancel`],
          ['POST', `${orders}/nowhere/cancel`],
          ['POST', `${fresh}/complete`],
          ['POST', `${orders}/nowhere/complete`],
          ['POST', `${orders}/${exception.orderId}/resolve`],
          ['POST', `${fresh}/resolve`],
          ['POST', `${orders}/nowhere/resolve`],
        ],
        again: [['POST', orders, one]],
      };
    }) satisfies OperatorWalker,
  };
};
