/** Owns the contract of settlements: which there are, and what was settled in one. Recorded; no page is printed. */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { openEnum } from './loose.ts';
import { listRefusals, thingRefusals } from './replies.ts';

/** `open` until its period is over; then nothing in it changes any more. */
export const settlementStates = ['open', 'closed'] as const;
export type SettlementState = (typeof settlementStates)[number];

/** A list of settlements has at most so many, the newest first. */
export const MAX_LISTED_SETTLEMENTS = 1000;
/** A list of settlements goes back at most so many days. */
export const MAX_SETTLEMENT_DAYS = 3650;

export const SettlementListReply = Type.Object({
  settlement_report_urls: Type.Array(Type.String(), { maxItems: MAX_LISTED_SETTLEMENTS }),
});
export type SettlementListReply = Static<typeof SettlementListReply>;

const Dollars = Type.Number({ description: 'US dollars; below zero where it is taken from the merchant.' });

const orderDetails = {
  merchant_price: Dollars,
  jet_variable_commission: Dollars,
  fixed_commission: Dollars,
  tax: Dollars,
  shipping_tax: Dollars,
  merchant_return_charge: Dollars,
  return_processing_fee: Dollars,
} as const;

/** The details add up to their balance; the balances and the adjustment to the value. */
export const SettlementReply = Type.Object({
  settlement_report_id: Type.String(),
  settlement_state: openEnum(settlementStates),
  currency: Type.String(),
  /** What is not paid out yet: everything while the settlement is open, afterwards nothing. */
  unavailable_balance: Dollars,
  settlement_period_start: Type.String({ description: 'Date in the form `2016-02-05T00:00:00.0000000Z`.' }),
  settlement_period_end: Type.String({ description: 'Date in the form `2016-02-12T00:00:00.0000000Z`.' }),
  order_balance_details: Type.Object({
    ...orderDetails,
    /** Beyond what was recorded: what shoppers paid for shipping, so that the details add up. */
    shipping_revenue: Dollars,
  }),
  order_balance: Dollars,
  return_balance_details: Type.Object({
    ...orderDetails,
    shipping_revenue: Dollars,
    shipping_charge: Dollars,
    fulfillment_fee: Dollars,
  }),
  return_balance: Dollars,
  jet_adjustment: Dollars,
  settlement_value: Dollars,
});
export type SettlementReply = Static<typeof SettlementReply>;

export const settlementRoutes = defineRoutes({
  listSettlements: {
    method: 'GET',
    path: '/settlement/:days',
    summary: 'List the settlements of the last days, the newest first',
    tags: ['Settlement'],
    auth: 'account',
    params: Type.Object({
      days: Type.Integer({ minimum: 1, maximum: MAX_SETTLEMENT_DAYS, description: 'How many days back.' }),
    }),
    replies: { 200: SettlementListReply, ...listRefusals },
  },
  getSettlement: {
    method: 'GET',
    path: '/settlement/report/:settlementId',
    summary: 'Read the balances of a settlement',
    tags: ['Settlement'],
    auth: 'account',
    params: Type.Object({
      settlementId: Type.String({ minLength: 1, maxLength: 64, description: "Jet's id of the settlement." }),
    }),
    replies: { 200: SettlementReply, ...thingRefusals },
  },
});
