/** Owns the part of the operator API about settlements: periods, their entries, disputed charges, adjustments. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { AccountId, AmountCents, At, closed, Id, nullable, pageQuery, ReturnId, SettlementId, Text } from './shapes.ts';

/** Below zero where it is taken from the merchant. The parts add up to the total. */
export const SettlementBalances = Type.Object({
  /** What shoppers paid for completed orders, less commissions. */
  orderCents: AmountCents,
  /** What went back to shoppers and what returns cost, with the commissions given back. */
  returnCents: AmountCents,
  /** Commissions kept, less those given back. */
  commissionCents: AmountCents,
  adjustmentCents: AmountCents,
  totalCents: AmountCents,
});
export type SettlementBalances = Static<typeof SettlementBalances>;

export const Settlement = Type.Object({
  id: Id,
  state: Type.Enum(['open', 'closed']),
  startsAt: At,
  endsAt: At,
  closedAt: nullable(At),
  balances: SettlementBalances,
});
export type Settlement = Static<typeof Settlement>;

export const settlementEntryKinds = [
  'order',
  'return',
  'refund',
  'commission',
  'charge',
  'dispute',
  'adjustment',
] as const;

export const SettlementEntry = Type.Object({
  id: Type.String(),
  kind: Type.Enum([...settlementEntryKinds]),
  at: At,
  /** Null for what is about no order. */
  orderId: nullable(Id),
  referenceOrderId: nullable(Type.String()),
  sku: nullable(Type.String()),
  title: nullable(Type.String()),
  units: Type.Integer(),
  /** Price, shipping and taxes. */
  paidCents: AmountCents,
  commissionCents: AmountCents,
  /** Return charge and adjustment. */
  otherCents: AmountCents,
  totalCents: AmountCents,
  note: nullable(Type.String()),
});
export type SettlementEntry = Static<typeof SettlementEntry>;

export const disputeStates = ['open', 'for merchant', 'for marketplace'] as const;

/** A return charge that the merchant does not agree to. */
export const SettlementDispute = Type.Object({
  returnId: Id,
  orderId: Id,
  referenceOrderId: Type.String(),
  chargeCents: AmountCents,
  /** Why the merchant does not agree, in its own words. */
  feedback: nullable(Type.String()),
  state: Type.Enum([...disputeStates]),
  openedAt: At,
  decidedAt: nullable(At),
  note: nullable(Type.String()),
});
export type SettlementDispute = Static<typeof SettlementDispute>;

const ofAccount = Type.Object({ accountId: AccountId }, closed);
const ofSettlement = Type.Object({ accountId: AccountId, settlementId: SettlementId }, closed);

export const settlementRoutes = defineRoutes({
  listSettlements: {
    method: 'GET',
    path: '/accounts/:accountId/settlements',
    summary: 'Settlement periods of an account with their balances, newest first',
    tags: ['settlements'],
    auth: 'operator',
    params: ofAccount,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(Settlement), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  getSettlement: {
    method: 'GET',
    path: '/accounts/:accountId/settlements/:settlementId',
    summary: 'One settlement period with its balances',
    tags: ['settlements'],
    auth: 'operator',
    params: ofSettlement,
    replies: { 200: Settlement, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  listSettlementEntries: {
    method: 'GET',
    path: '/accounts/:accountId/settlements/:settlementId/entries',
    summary: 'What was settled in a period, oldest first',
    tags: ['settlements'],
    auth: 'operator',
    params: ofSettlement,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(SettlementEntry), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  addAdjustment: {
    method: 'POST',
    path: '/accounts/:accountId/settlement-adjustments',
    summary: 'Give the merchant an amount, or take one, in the period that is open',
    tags: ['settlements'],
    auth: 'operator',
    params: ofAccount,
    body: Type.Object(
      {
        /** Not zero; below zero it is taken from the merchant. */
        amountCents: Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 }),
        reason: Text(500),
      },
      closed,
    ),
    replies: { 201: SettlementEntry, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'no_amount'],
  },
  listDisputes: {
    method: 'GET',
    path: '/accounts/:accountId/settlement-disputes',
    summary: 'Return charges that the merchant does not agree to, newest first',
    tags: ['settlements'],
    auth: 'operator',
    params: ofAccount,
    query: Type.Object(
      {
        ...pageQuery,
        state: Type.Optional(Type.Enum([...disputeStates], { description: 'Only disputes in this state.' })),
      },
      closed,
    ),
    replies: { 200: pageOf(SettlementDispute), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  decideDispute: {
    method: 'POST',
    path: '/accounts/:accountId/settlement-disputes/:returnId/decision',
    summary: 'Decide about a disputed return charge: for the merchant, it is given back in the period that is open',
    tags: ['settlements'],
    auth: 'operator',
    params: Type.Object({ accountId: AccountId, returnId: ReturnId }, closed),
    body: Type.Object(
      { decision: Type.Enum(['for merchant', 'for marketplace']), note: Type.Optional(Text(500)) },
      closed,
    ),
    replies: { 200: SettlementDispute, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'not_allowed_now'],
  },
});
