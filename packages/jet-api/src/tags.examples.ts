/** Owns the documented examples of pages Tag Order and Check for Tagged Orders, comments stripped. */
import type { JetExample } from './example.ts';

export const tagExamples: readonly JetExample[] = [
  {
    kind: 'request',
    route: 'tagOrder',
    name: 'Tagged Order',
    body: { tag: 'viewed' },
  },
  {
    kind: 'reply',
    route: 'listTaggedOrders',
    name: 'Orders',
    status: 200,
    body: {
      order_urls: [
        '/orders/withoutShipmentDetail/57e542a613fa42d8b6e8362dbd5911f5',
        '/orders/withoutShipmentDetail/a10b4b28467c490984e0b387e1cc2d9a',
        '/orders/withoutShipmentDetail/32c05c3230fc498e95f82129efd10213',
      ],
    },
  },
  {
    kind: 'reply',
    route: 'listTaggedOrders',
    name: 'No orders',
    status: 200,
    body: { order_urls: [] },
  },
];
