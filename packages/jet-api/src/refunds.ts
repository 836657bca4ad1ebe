/** Owns the contract of merchant refunds (pages Create Merchant Initiated Refund, Check Refund State, Check for Created Refunds). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { requestBodies } from './example.ts';
import { MAX_ID_LENGTH, OrderParams, Quantity } from './fields.ts';
import { looseEnum, openEnum } from './loose.ts';
import { MAX_ORDER_ITEMS } from './order-detail.ts';
import { refundExamples } from './refunds.examples.ts';
import { thingRefusals } from './replies.ts';
import { refundFeedbacks, refundReasons, refundStatuses } from './return-enums.ts';
import { RefundMoney, RefundNotes } from './returns.ts';

/** A list of refunds has at most so many; not documented. */
export const MAX_LISTED_REFUNDS = 1000;

/** Clients send "" for what they have nothing to say about; it is kept and answered, and counts as left out. */
const blank = { alsoAccept: [''] } as const;
const OptionalId = Type.Optional(Type.String({ maxLength: MAX_ID_LENGTH }));

const RefundItem = Type.Object({
  order_item_id: OptionalId,
  alt_order_item_id: OptionalId,
  total_quantity_returned: Type.Optional(Quantity),
  order_return_refund_qty: Type.Optional(Quantity),
  refund_reason: Type.Optional(looseEnum(refundReasons, blank)),
  refund_feedback: Type.Optional(looseEnum(refundFeedbacks, blank)),
  notes: Type.Optional(RefundNotes),
  /** A component that is left out refunds nothing. */
  refund_amount: Type.Optional(
    Type.Object({
      principal: Type.Optional(RefundMoney),
      tax: Type.Optional(RefundMoney),
      shipping_cost: Type.Optional(RefundMoney),
      shipping_tax: Type.Optional(RefundMoney),
    }),
  ),
});

/** Body of a refund. Rules across fields: `refundMessageErrors`. */
export const RefundMessage = Type.Object({
  items: Type.Array(RefundItem, { minItems: 1, maxItems: MAX_ORDER_ITEMS }),
});
export type RefundMessage = Static<typeof RefundMessage>;

/** A refund; its items are answered as they were sent. */
export const RefundReply = Type.Object({
  refund_authorization_id: Type.String({ description: '16 digits.' }),
  alt_refund_id: Type.String(),
  refund_status: openEnum(refundStatuses),
  merchant_order_id: Type.String(),
  reference_order_id: Type.String(),
  reference_merchant_order_id: Type.Optional(Type.String()),
  alt_order_id: Type.Optional(Type.String()),
  items: Type.Array(RefundItem, { maxItems: MAX_ORDER_ITEMS }),
});
export type RefundReply = Static<typeof RefundReply>;

export const RefundListReply = Type.Object({
  refund_urls: Type.Array(Type.String(), { maxItems: MAX_LISTED_REFUNDS }),
});
export type RefundListReply = Static<typeof RefundListReply>;

export const refundRoutes = defineRoutes({
  createRefund: {
    method: 'POST',
    path: '/refunds/:orderId/:altRefundId',
    summary: 'Refund units of an order without a return; the same refund sent again is answered alike, and made once',
    tags: ['Refunds'],
    auth: 'account',
    params: Type.Object({
      ...OrderParams.properties,
      altRefundId: Type.String({
        minLength: 1,
        maxLength: MAX_ID_LENGTH,
        description: "The merchant's own id of the refund.",
      }),
    }),
    body: RefundMessage,
    examples: requestBodies(refundExamples, 'createRefund'),
    replies: {
      201: Type.Object({ refund_authorization_id: Type.String(), refund_status: openEnum(refundStatuses) }),
      ...thingRefusals,
    },
  },
  getRefund: {
    method: 'GET',
    path: '/refunds/state/:refundId',
    summary: 'Read a refund',
    tags: ['Refunds'],
    auth: 'account',
    params: Type.Object({
      refundId: Type.String({ minLength: 1, maxLength: MAX_ID_LENGTH, description: "Jet's id of the refund." }),
    }),
    replies: { 200: RefundReply, ...thingRefusals },
  },
  listRefunds: {
    method: 'GET',
    path: '/refunds/:statusOrId',
    summary: 'List the refunds in a status (at most 1,000), or read the refund whose digits are given',
    description:
      'A word is a status: created, processing, accepted, or rejected for both kinds of rejection. Refunds that wait come oldest first, decided ones newest first. Digits are the id of a refund, as links in lists have it.',
    tags: ['Refunds'],
    auth: 'account',
    params: Type.Object({
      statusOrId: Type.String({
        minLength: 1,
        maxLength: MAX_ID_LENGTH,
        description: 'A status, or the id of a refund.',
      }),
    }),
    replies: { 200: Type.Union([RefundListReply, RefundReply]), ...thingRefusals },
  },
});
