/** Owns the documented examples of pages Price Upload and Price Retrieval, comments stripped. */
import type { JetExample } from './example.ts';

export const priceExamples: readonly JetExample[] = [
  {
    kind: 'request',
    route: 'putPrice',
    name: 'Price',
    body: {
      price: 29.99,
    },
  },
  {
    kind: 'request',
    route: 'putPrice',
    name: 'Price by Fulfillment Node',
    body: {
      price: 29.99,
      fulfillment_nodes: [
        {
          fulfillment_node_id: 'XISNDKSANDSFNCSJKFDNFKJHFJD',
          fulfillment_node_price: 29.99,
        },
        {
          fulfillment_node_id: 'AKSDKDJIJDISJFIDFJIDSIFFISI',
          fulfillment_node_price: 30.5,
        },
      ],
    },
  },
  {
    kind: 'reply',
    route: 'getPrice',
    name: 'Price',
    status: 200,
    body: {
      fulfillment_nodes: [],
      price: 10,
      price_last_update: '2015-09-10T18:07:20.0830684+00:00',
    },
  },
  {
    kind: 'reply',
    route: 'getPrice',
    name: 'Price by Fulfillment Node',
    status: 200,
    body: {
      price: 29.99,
      fulfillment_nodes: [
        {
          fulfillment_node_id: 'XISNDKSANDSFNCSJKFDNFKJHFJD',
          fulfillment_node_price: 29.99,
        },
        {
          fulfillment_node_id: 'AKSDKDJIJDISJFIDFJIDSIFFISI',
          fulfillment_node_price: 30.5,
        },
      ],
      price_last_update: '2015-09-10T18:07:20.0830684+00:00',
    },
  },
];
