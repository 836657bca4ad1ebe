/** Owns the documented examples of page Acknowledge Order, comments stripped. */
import type { JetExample } from './example.ts';

export const acknowledgeExamples: readonly JetExample[] = [
  {
    kind: 'request',
    route: 'acknowledgeOrder',
    name: 'Accepted Order',
    body: {
      acknowledgement_status: 'accepted',
      alt_order_id: '232145',
      order_items: [
        {
          order_item_acknowledgement_status: 'fulfillable',
          order_item_id: '8f5ae15b6b414b00a1b9d6ad99166a00',
          alt_order_item_id: '76-i105',
        },
      ],
    },
  },
  {
    kind: 'request',
    route: 'acknowledgeOrder',
    name: 'Rejected Order',
    body: {
      acknowledgement_status: 'rejected - item level error',
      alt_order_id: '232145',
      order_items: [
        {
          order_item_acknowledgement_status: 'nonfulfillable - no inventory',
          order_item_id: '8f5ae15b6b414b00a1b9d6ad99166a00',
          alt_order_item_id: '76-i105',
        },
      ],
    },
  },
  {
    kind: 'reply',
    route: 'acknowledgeOrder',
    name: 'Item of another order',
    status: 400,
    body: {
      errors: ['order_item_id doesn\'t match: "21b5a551d31541eea8f36f05385d2f90"'],
    },
  },
];
