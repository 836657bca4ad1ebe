/** Owns the part of the operator API about variation groups. */
import { defineRoutes, Problem } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { AccountId, closed, nullable } from './shapes.ts';

const MAX_GROUPS = 1_000;
const MAX_MEMBERS = 1_001;

export const VariationGroup = Type.Object({
  /** The SKU that the merchant set the group at. */
  parent: Type.String(),
  title: nullable(Type.String()),
  /** Attributes in which the members differ. */
  refinements: Type.Array(Type.Integer(), { maxItems: 50 }),
  /** Who is shown in the group, the parent first; empty when fewer than two are left. */
  members: Type.Array(Type.String(), { maxItems: MAX_MEMBERS }),
  /** Who the merchant named, but is not shown in it as the SKUs are now, and why. */
  leftOut: Type.Array(Type.Object({ sku: Type.String(), reasons: Type.Array(Type.String(), { maxItems: 100 }) }), {
    maxItems: MAX_MEMBERS,
  }),
});
export type VariationGroup = Static<typeof VariationGroup>;

export const operatorVariationRoutes = defineRoutes({
  listVariationGroups: {
    method: 'GET',
    path: '/accounts/:accountId/skus/:sku/variations',
    summary: 'The variation groups that name a SKU, with who is in them and who is left out',
    tags: ['skus'],
    auth: 'operator',
    params: Type.Object(
      {
        accountId: AccountId,
        sku: Type.String({ minLength: 1, maxLength: 64, description: 'The SKU, as the merchant calls it.' }),
      },
      closed,
    ),
    replies: {
      200: Type.Object({ groups: Type.Array(VariationGroup, { maxItems: MAX_GROUPS }) }),
      400: Problem,
      401: Problem,
      404: Problem,
    },
    codes: ['not_found'],
  },
});
