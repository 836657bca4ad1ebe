/** Owns the contract of returns (pages Check for Returns, Check Return Detail, Complete Return). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { requestBodies } from './example.ts';
import { MAX_ID_LENGTH, OrderParams, Quantity } from './fields.ts';
import { looseEnum, openEnum } from './loose.ts';
import { MAX_ORDER_ITEMS } from './order-detail.ts';
import { listRefusals, thingRefusals } from './replies.ts';
import {
  chargeFeedbacks,
  RETIRED_RETURN_STATUS,
  refundFeedbacks,
  returnReasons,
  returnStatuses,
} from './return-enums.ts';
import { returnExamples } from './returns.examples.ts';

/** A list of returns has at most so many; not documented. */
export const MAX_LISTED_RETURNS = 1000;
/** Messages about one return, and places it may go to; not documented. */
const MAX_REPORTS = 10_000;
const MAX_LOCATIONS = 1000;
const MAX_NOTES_LENGTH = 2_000;

/** Clients send "" for what they have nothing to say about; it is kept and answered, and counts as left out. */
const blank = { alsoAccept: [''] } as const;

const Money = Type.Number({ description: 'US dollars, for all the units' });
const MoneyOrNull = Type.Union([Money, Type.Null()]);
/** US dollars, for all the units; the upper bound is ours: it keeps every sum in whole cents exact. */
export const RefundMoney = Type.Number({ minimum: 0, maximum: 1_000_000_000 });
export const RefundNotes = Type.String({ maxLength: MAX_NOTES_LENGTH });
const OptionalId = Type.Optional(Type.String({ maxLength: MAX_ID_LENGTH }));

const ReportedAmount = Type.Object({ principal: Money, tax: Money, shipping_cost: Money, shipping_tax: Money });

const ReturnedSku = Type.Object({
  order_item_id: Type.String(),
  alt_order_item_id: Type.Optional(Type.String()),
  merchant_sku: Type.String(),
  merchant_sku_title: Type.Optional(Type.String()),
  return_quantity: Type.Integer(),
  reason: openEnum(returnReasons),
  /** What the shopper is to get back; taxes may be left open. */
  requested_refund_amount: Type.Object({
    principal: Money,
    tax: MoneyOrNull,
    shipping_cost: Money,
    shipping_tax: MoneyOrNull,
  }),
});

/** What the merchant reported of units, as it was sent. */
const ReportedItem = Type.Object({
  order_item_id: Type.String(),
  alt_order_item_id: Type.Optional(Type.String()),
  total_quantity_returned: Type.Integer(),
  order_return_refund_qty: Type.Integer(),
  return_refund_feedback: Type.Optional(openEnum(refundFeedbacks)),
  notes: Type.Optional(Type.String()),
  refund_amount: ReportedAmount,
});

const ReturnLocation = Type.Object({
  address1: Type.String(),
  address2: Type.Optional(Type.String()),
  city: Type.String(),
  state: Type.String(),
  zip_code: Type.String(),
});

/** A return; `items` and the dispute appear filled once the merchant has reported. */
export const ReturnReply = Type.Object({
  merchant_return_authorization_id: Type.String(),
  reference_return_authorization_id: Type.String(),
  alt_return_authorization_id: Type.Optional(Type.String()),
  merchant_order_id: Type.String(),
  reference_order_id: Type.String(),
  alt_order_id: Type.Optional(Type.String()),
  return_status: openEnum(returnStatuses),
  refund_without_return: Type.Boolean({ description: 'The customer keeps the goods and is refunded all the same.' }),
  return_date: Type.String({ description: 'Date in the form `2015-01-01T21:00:00.0000000Z`.' }),
  completed_date: Type.Optional(Type.String({ description: 'Date in the form `2016-01-23T19:07:09Z`.' })),
  shipping_carrier: Type.Optional(Type.String()),
  tracking_number: Type.Optional(Type.String()),
  merchant_return_charge: Money,
  agree_to_return_charge: Type.Optional(Type.Boolean()),
  return_charge_feedback: Type.Optional(openEnum(chargeFeedbacks)),
  return_location: Type.Optional(Type.Array(ReturnLocation, { maxItems: MAX_LOCATIONS })),
  return_merchant_SKUs: Type.Array(ReturnedSku, { maxItems: MAX_ORDER_ITEMS }),
  items: Type.Optional(Type.Array(ReportedItem, { maxItems: MAX_REPORTS })),
});
export type ReturnReply = Static<typeof ReturnReply>;

export const ReturnListReply = Type.Object({
  return_urls: Type.Array(Type.String(), { maxItems: MAX_LISTED_RETURNS }),
});
export type ReturnListReply = Static<typeof ReturnListReply>;

/** Body of a complete message. Rules across fields: `completeReturnMessageErrors`. */
export const CompleteReturnMessage = Type.Object({
  merchant_order_id: Type.String({ minLength: 1, maxLength: MAX_ID_LENGTH }),
  alt_order_id: OptionalId,
  alt_return_authorization_id: OptionalId,
  agree_to_return_charge: Type.Boolean(),
  return_charge_feedback: Type.Optional(looseEnum(chargeFeedbacks, blank)),
  items: Type.Optional(
    Type.Array(
      Type.Object({
        /** One of the two; Jet's where both are given. */
        order_item_id: OptionalId,
        alt_order_item_id: OptionalId,
        total_quantity_returned: Quantity,
        order_return_refund_qty: Quantity,
        return_refund_feedback: Type.Optional(looseEnum(refundFeedbacks, blank)),
        notes: Type.Optional(RefundNotes),
        refund_amount: Type.Object({
          principal: RefundMoney,
          tax: RefundMoney,
          shipping_cost: RefundMoney,
          shipping_tax: RefundMoney,
        }),
      }),
      { maxItems: MAX_ORDER_ITEMS },
    ),
  ),
});
export type CompleteReturnMessage = Static<typeof CompleteReturnMessage>;

const ReturnParams = Type.Object({
  returnId: Type.String({ minLength: 1, maxLength: MAX_ID_LENGTH, description: "Jet's id of the return." }),
});

const readReturn = {
  method: 'GET',
  tags: ['Returns'],
  auth: 'account',
  params: ReturnParams,
  replies: { 200: ReturnReply, ...thingRefusals },
} as const;

export const returnRoutes = defineRoutes({
  listReturns: {
    method: 'GET',
    path: '/returns/:status',
    summary: 'List the returns in a status: at most 1,000, those that wait oldest first, completed ones newest first',
    tags: ['Returns'],
    auth: 'account',
    params: Type.Object({ status: looseEnum(returnStatuses, { alsoAccept: [RETIRED_RETURN_STATUS] }) }),
    replies: { 200: ReturnListReply, ...listRefusals },
  },
  getReturn: { ...readReturn, path: '/returns/state/:returnId', summary: 'Read a return' },
  getReturnByPrintedLink: {
    ...readReturn,
    path: '/return/state/:returnId',
    summary: 'Read a return by the address that the documentation prints in its list',
  },
  completeReturn: {
    method: 'PUT',
    path: '/returns/:returnId/complete',
    summary: 'Report returned units, what is refunded of them, and whether the return charge is agreed to',
    tags: ['Returns'],
    auth: 'account',
    params: ReturnParams,
    body: CompleteReturnMessage,
    examples: requestBodies(returnExamples, 'completeReturn'),
    replies: { 204: null, ...thingRefusals },
  },
  generateReturn: {
    method: 'GET',
    path: '/returns/generate/:orderId',
    summary: 'Test accounts: open a return of everything shipped of an order that is in no return yet',
    tags: ['Returns'],
    auth: 'account',
    params: OrderParams,
    replies: { 200: Type.Object({ url: Type.String() }), ...thingRefusals },
  },
});
