/** Owns the contract of what test accounts use to have orders, and of orders that customers want cancelled (recorded). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { valueTooLarge } from './errors.ts';
import { FulfillmentNodeId, Quantity } from './fields.ts';
import { OrderListReply } from './orders.ts';
import { JetMessage, thingRefusals } from './replies.ts';

/** Orders of one request; the bound is ours. */
export const MAX_GENERATED_ORDERS = 100;
const MAX_GENERATED_ITEMS = 100;
const MAX_GENERATED_UNITS = 10_000;

/** Each order has all the items. */
export const GenerateMessage = Type.Object({
  fulfillment_node: FulfillmentNodeId,
  items: Type.Array(
    Type.Object({
      sku: Type.String({ minLength: 1, maxLength: 64 }),
      order_quantity: Type.Integer({ minimum: 1, maximum: MAX_GENERATED_UNITS }),
      order_cancel_quantity: Type.Optional(Quantity),
    }),
    { minItems: 1, maxItems: MAX_GENERATED_ITEMS },
  ),
});
export type GenerateMessage = Static<typeof GenerateMessage>;

/** What is wrong with a message whose schema holds: no more units can be cancelled than are ordered. */
export const generateMessageErrors = ({ items }: GenerateMessage): string[] =>
  items.flatMap(({ order_quantity: ordered, order_cancel_quantity: cancelled = 0 }, index) =>
    cancelled > ordered ? [valueTooLarge(ordered, `/items[${index}]/order_cancel_quantity`)] : [],
  );

export const orderGeneratorRoutes = defineRoutes({
  generateOrders: {
    method: 'POST',
    path: '/orders/generate/:count',
    summary: 'Test accounts only: have orders placed that are ready at once, alike but for their ids',
    tags: ['Orders'],
    auth: 'account',
    params: Type.Object({
      count: Type.Integer({ minimum: 1, maximum: MAX_GENERATED_ORDERS, description: 'How many orders.' }),
    }),
    body: GenerateMessage,
    replies: { 200: OrderListReply, ...thingRefusals },
  },
  listDirectedCancels: {
    method: 'GET',
    path: '/orders/directedCancel',
    summary: 'List the released orders of which a customer wants units cancelled that are still open, the oldest first',
    tags: ['Orders'],
    auth: 'account',
    replies: { 200: OrderListReply, 401: JetMessage },
  },
});
