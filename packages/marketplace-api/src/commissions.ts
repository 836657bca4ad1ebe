/** Owns the part of the operator API about commissions: what the marketplace keeps of what is sold. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { At, closed, Id, nullable, pageQuery, RuleId, Text, WorldId } from './shapes.ts';

/**
 * `base`: what everybody pays; of the rules that fit a sale the narrowest counts, and 15 % without any. `variable`: comes
 * on top, every rule that fits. `no_return`: comes on top when the shopper gives up returning; a SKU's own
 * `no_return_fee_adjustment` counts before it.
 */
export const commissionKinds = ['base', 'variable', 'no_return'] as const;

const rule = {
  /** Null: all accounts of the world. */
  accountId: nullable(Id),
  kind: Type.Enum([...commissionKinds]),
  /** Shown beside the fee; empty is allowed, as for the usual base commission. */
  name: Type.String({ maxLength: 100 }),
  /** Null: every category; otherwise the browse node and all below it. */
  browseNodeId: nullable(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
  /** The unit's price is at least this; null: no bound. */
  minPriceCents: nullable(Type.Integer({ minimum: 0, maximum: 100_000_000_000 })),
  /** The unit's price is below this; null: no bound. */
  maxPriceCents: nullable(Type.Integer({ minimum: 1, maximum: 100_000_000_000 })),
  /** Hundredths of a percent of the price: 1500 is 15 %. Below 0 the marketplace gives way, which no `base` rule does. */
  rateBasisPoints: Type.Integer({ minimum: -10_000, maximum: 10_000 }),
} as const;

export const CommissionRule = Type.Object({ id: Id, ...rule, createdAt: At });
export type CommissionRule = Static<typeof CommissionRule>;

export const NewCommissionRule = Type.Object(
  {
    kind: rule.kind,
    name: Type.Optional(Text(100)),
    accountId: Type.Optional(rule.accountId),
    browseNodeId: Type.Optional(rule.browseNodeId),
    minPriceCents: Type.Optional(rule.minPriceCents),
    maxPriceCents: Type.Optional(rule.maxPriceCents),
    rateBasisPoints: rule.rateBasisPoints,
  },
  closed,
);
export type NewCommissionRule = Static<typeof NewCommissionRule>;

const WorldParams = Type.Object({ worldId: WorldId }, closed);

/** Rules are added and removed, not changed: the fees of an order name the rules they follow from. */
export const commissionRoutes = defineRoutes({
  listCommissionRules: {
    method: 'GET',
    path: '/worlds/:worldId/commission-rules',
    summary: 'Commission rules of a world, oldest first',
    tags: ['commissions'],
    auth: 'operator',
    params: WorldParams,
    query: Type.Object(
      {
        ...pageQuery,
        accountId: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 64,
            description: 'Only rules that hold for this account: its own, and those for all.',
          }),
        ),
      },
      closed,
    ),
    replies: { 200: pageOf(CommissionRule), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  addCommissionRule: {
    method: 'POST',
    path: '/worlds/:worldId/commission-rules',
    summary: 'Add a commission rule; it holds for orders placed from now on',
    tags: ['commissions'],
    auth: 'operator',
    params: WorldParams,
    body: NewCommissionRule,
    replies: { 201: CommissionRule, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'unknown_account', 'empty_band', 'negative_rate', 'too_many_rules'],
  },
  removeCommissionRule: {
    method: 'DELETE',
    path: '/worlds/:worldId/commission-rules/:ruleId',
    summary: 'Remove a commission rule; orders placed before keep their fees',
    tags: ['commissions'],
    auth: 'operator',
    params: Type.Object({ worldId: WorldId, ruleId: RuleId }, closed),
    replies: { 204: null, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
});
