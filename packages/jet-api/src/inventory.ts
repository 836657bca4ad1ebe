/** Owns the contract of a SKU's inventory (pages Inventory Upload, Inventory Retrieval). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { requestBodies } from './example.ts';
import { FulfillmentNodeId, MAX_NODES, Quantity, SkuParams } from './fields.ts';
import { inventoryExamples } from './inventory.examples.ts';
import { thingRefusals } from './replies.ts';

const NodeQuantity = Type.Object({ fulfillment_node_id: FulfillmentNodeId, quantity: Quantity });

/** The last of several quantities for the same node counts. Without nodes PUT clears, PATCH changes nothing. */
export const InventoryUpload = Type.Object({
  fulfillment_nodes: Type.Optional(Type.Array(NodeQuantity, { maxItems: MAX_NODES })),
});
export type InventoryUpload = Static<typeof InventoryUpload>;

/** The numbers as fed: they never go down by sales. Never fed: an empty array and no date. */
export const InventoryReply = Type.Object({
  fulfillment_nodes: Type.Array(Type.Object({ fulfillment_node_id: Type.String(), quantity: Type.Integer() }), {
    maxItems: MAX_NODES,
  }),
  inventory_last_update: Type.Optional(
    Type.String({ description: 'Date in the form `2015-11-03T11:48:30.6063244+00:00`.' }),
  ),
});
export type InventoryReply = Static<typeof InventoryReply>;

export const inventoryRoutes = defineRoutes({
  putInventory: {
    method: 'PUT',
    path: '/merchant-skus/:sku/inventory',
    summary: 'Set the inventory of a SKU; nodes not named are set to 0',
    tags: ['Inventory'],
    auth: 'account',
    params: SkuParams,
    body: InventoryUpload,
    examples: requestBodies(inventoryExamples, 'putInventory'),
    replies: { 204: null, ...thingRefusals },
  },
  patchInventory: {
    method: 'PATCH',
    path: '/merchant-skus/:sku/inventory',
    summary: 'Set the inventory of a SKU at the nodes named',
    tags: ['Inventory'],
    auth: 'account',
    params: SkuParams,
    body: InventoryUpload,
    replies: { 204: null, ...thingRefusals },
  },
  getInventory: {
    method: 'GET',
    path: '/merchant-skus/:sku/inventory',
    summary: 'Read the inventory of a SKU as it was fed',
    tags: ['Inventory'],
    auth: 'account',
    params: SkuParams,
    replies: { 200: InventoryReply, ...thingRefusals },
  },
});
