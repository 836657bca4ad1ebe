/** Owns the contract of a SKU's price (pages Price Upload, Price Retrieval). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { requestBodies } from './example.ts';
import { FulfillmentNodeId, MAX_NODES, Price, SkuParams } from './fields.ts';
import { priceExamples } from './prices.examples.ts';
import { thingRefusals } from './replies.ts';

const NodePrice = Type.Object({
  fulfillment_node_id: FulfillmentNodeId,
  fulfillment_node_price: Price,
});

/** The last of several prices for the same node counts. */
export const PriceUpload = Type.Object({
  price: Price,
  fulfillment_nodes: Type.Optional(Type.Array(NodePrice, { maxItems: MAX_NODES })),
});
export type PriceUpload = Static<typeof PriceUpload>;

export const PriceReply = Type.Object({
  price: Type.Number(),
  fulfillment_nodes: Type.Array(
    Type.Object({ fulfillment_node_id: Type.String(), fulfillment_node_price: Type.Number() }),
    { maxItems: MAX_NODES },
  ),
  price_last_update: Type.String({ description: 'Date in the form `2015-09-10T18:07:20.0830684+00:00`.' }),
});
export type PriceReply = Static<typeof PriceReply>;

export const priceRoutes = defineRoutes({
  putPrice: {
    method: 'PUT',
    path: '/merchant-skus/:sku/price',
    summary: 'Set the price of a SKU, as a whole and by fulfillment node',
    tags: ['Prices'],
    auth: 'account',
    params: SkuParams,
    body: PriceUpload,
    examples: requestBodies(priceExamples, 'putPrice'),
    replies: { 204: null, ...thingRefusals },
  },
  getPrice: {
    method: 'GET',
    path: '/merchant-skus/:sku/price',
    summary: 'Read the price of a SKU; 404 when none was ever set',
    tags: ['Prices'],
    auth: 'account',
    params: SkuParams,
    replies: { 200: PriceReply, ...thingRefusals },
  },
});
