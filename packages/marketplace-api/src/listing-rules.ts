/** Owns the part of the operator API about what merchants may not sell in a world. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { At, closed, Id, nullable, pageQuery, RuleId, Text, WorldId } from './shapes.ts';

/** `unauthorized`: this merchant, or any, is not authorized to sell it. `excluded`: it is not sold here at all. */
export const ListingRuleEffect = Type.Enum(['unauthorized', 'excluded']);
export type ListingRuleEffect = Static<typeof ListingRuleEffect>;

export const ListingRule = Type.Object({
  id: Id,
  effect: ListingRuleEffect,
  /** The rule meets what fits everything that is not null. */
  accountId: nullable(Id),
  sku: nullable(Type.String()),
  brand: nullable(Type.String()),
  /** With all browse nodes below it. */
  browseNodeId: nullable(Type.Integer()),
  reason: Type.String(),
  createdAt: At,
});
export type ListingRule = Static<typeof ListingRule>;

export const NewListingRule = Type.Object(
  {
    effect: ListingRuleEffect,
    accountId: Type.Optional(Id),
    /** Of the account, which must be named. */
    sku: Type.Optional(Text(64)),
    /** Case, blanks and hyphens do not matter. */
    brand: Type.Optional(Text(100)),
    browseNodeId: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  },
  closed,
);
export type NewListingRule = Static<typeof NewListingRule>;

const WorldParams = Type.Object({ worldId: WorldId }, closed);

export const listingRuleRoutes = defineRoutes({
  listListingRules: {
    method: 'GET',
    path: '/worlds/:worldId/listing-rules',
    summary: 'What merchants may not sell in a world',
    tags: ['skus'],
    auth: 'operator',
    params: WorldParams,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(ListingRule), 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'bad_cursor'],
  },
  createListingRule: {
    method: 'POST',
    path: '/worlds/:worldId/listing-rules',
    summary: 'Forbid a SKU, a brand or a browse node; what is on sale already is looked at again',
    tags: ['skus'],
    auth: 'operator',
    params: WorldParams,
    body: NewListingRule,
    replies: { 201: ListingRule, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'nothing_named', 'account_missing', 'too_many_rules'],
  },
  removeListingRule: {
    method: 'DELETE',
    path: '/worlds/:worldId/listing-rules/:ruleId',
    summary: 'Allow again what a rule forbade',
    tags: ['skus'],
    auth: 'operator',
    params: Type.Object({ worldId: WorldId, ruleId: RuleId }, closed),
    replies: { 204: null, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
});
