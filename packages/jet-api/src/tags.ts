/** Owns the contract of tags: a merchant's own word on an order, and lists by it (pages Tag Order, Check for Tagged Orders). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { requestBodies } from './example.ts';
import { MAX_ID_LENGTH, OrderParams } from './fields.ts';
import { BooleanWord, looseEnum } from './loose.ts';
import { orderStatuses } from './order-enums.ts';
import { OrderListReply } from './orders.ts';
import { listRefusals, thingRefusals } from './replies.ts';
import { tagExamples } from './tags.examples.ts';

const Tag = Type.String({ maxLength: MAX_ID_LENGTH });

/** An order has one tag, the newest. Nothing, or an empty text, takes it away. */
export const TagMessage = Type.Object({ tag: Type.Optional(Tag) });
export type TagMessage = Static<typeof TagMessage>;

export const tagRoutes = defineRoutes({
  tagOrder: {
    method: 'PUT',
    path: '/orders/:orderId/tag',
    summary: 'Tag an order, in place of the tag it had; an empty object takes the tag away',
    tags: ['Orders'],
    auth: 'account',
    params: OrderParams,
    body: TagMessage,
    examples: requestBodies(tagExamples, 'tagOrder'),
    replies: { 204: null, ...thingRefusals },
  },
  listTaggedOrders: {
    method: 'GET',
    path: '/orders/:status/:tag/:tagged',
    summary:
      'List the orders in a status that have a tag, or all that do not have it, the oldest first: at most 1,000, of the last 90 days',
    tags: ['Orders'],
    auth: 'account',
    params: Type.Object({
      status: looseEnum(orderStatuses),
      tag: Type.String({ minLength: 1, maxLength: MAX_ID_LENGTH, description: 'The tag asked about.' }),
      /** true: orders with the tag; false: orders without it, those without any tag included. */
      tagged: BooleanWord,
    }),
    replies: { 200: OrderListReply, ...listRefusals },
  },
});
