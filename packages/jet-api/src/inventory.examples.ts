/** Owns the documented examples of pages Inventory Upload and Inventory Retrieval, comments stripped. */
import type { JetExample } from './example.ts';

export const inventoryExamples: readonly JetExample[] = [
  {
    kind: 'request',
    route: 'putInventory',
    name: 'Upload Inventory',
    body: {
      fulfillment_nodes: [
        {
          fulfillment_node_id: 'XISNDKSANDSFNCSJKFDNFKJHFJD',
          quantity: 100,
        },
        {
          fulfillment_node_id: 'AKSDKDJIJDISJFIDFJIDSIFFISI',
          quantity: 20,
        },
      ],
    },
  },
  {
    kind: 'request',
    route: 'putInventory',
    name: 'Clear Inventory: Empty array',
    body: {
      fulfillment_nodes: [],
    },
  },
  {
    kind: 'request',
    route: 'putInventory',
    name: 'Clear Inventory: Explicit',
    body: {
      fulfillment_nodes: [
        {
          fulfillment_node_id: 'XISNDKSANDSFNCSJKFDNFKJHFJD',
          quantity: 0,
        },
        {
          fulfillment_node_id: 'AKSDKDJIJDISJFIDFJIDSIFFISI',
          quantity: 0,
        },
      ],
    },
  },
  {
    kind: 'request',
    route: 'putInventory',
    name: 'Clear Inventory: Empty JSON object',
    body: {},
  },
  {
    kind: 'reply',
    route: 'getInventory',
    name: 'Inventory',
    status: 200,
    body: {
      fulfillment_nodes: [
        {
          fulfillment_node_id: 'XISNDKSANDSFNCSJKFDNFKJHFJD',
          quantity: 100,
        },
        {
          fulfillment_node_id: 'AKSDKDJIJDISJFIDFJIDSIFFISI',
          quantity: 20,
        },
      ],
      inventory_last_update: '2015-11-03T11:48:30.6063244+00:00',
    },
  },
  {
    kind: 'reply',
    route: 'getInventory',
    name: 'Cleared inventory',
    status: 200,
    body: {
      fulfillment_nodes: [],
      inventory_last_update: '2016-01-22T16:37:10.6660795+00:00',
    },
  },
];
