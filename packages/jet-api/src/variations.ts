/** Owns the contract of a variation group (pages Variation Upload, Variation Retrieval). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { requestBodies } from './example.ts';
import { SkuParams, TaxonomyId } from './fields.ts';
import { openEnum } from './loose.ts';
import { thingRefusals } from './replies.ts';
import { variationExamples } from './variations.examples.ts';

/** How the SKUs of a group belong together; accessories can be read, but no longer set. */
export const variationRelationships = ['Variation', 'Accessory'] as const;

/** As many attributes as a SKU may have. */
const MAX_REFINEMENTS = 50;
/** Children of one parent; not documented. */
const MAX_CHILDREN = 1000;
/** As long as a product title may be. */
const MAX_TITLE_LENGTH = 500;

/** What must hold besides: the children are uploaded SKUs, of the parent's brand, and all have the attributes. */
export const VariationUpload = Type.Object({
  relationship: Type.Enum(['Variation']),
  /** Attributes in which the SKUs of the group differ. */
  variation_refinements: Type.Array(TaxonomyId, { minItems: 1, maxItems: MAX_REFINEMENTS }),
  children_skus: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { minItems: 1, maxItems: MAX_CHILDREN }),
  group_title: Type.Optional(Type.String({ maxLength: MAX_TITLE_LENGTH })),
});
export type VariationUpload = Static<typeof VariationUpload>;

/** Children are texts as documented, or objects as recorded since 2017 for merchants that want those. */
export const VariationReply = Type.Object({
  relationship: openEnum(variationRelationships),
  variation_refinements: Type.Array(Type.Integer(), { maxItems: MAX_REFINEMENTS }),
  children_skus: Type.Array(Type.Union([Type.String(), Type.Object({ merchant_sku: Type.String() })]), {
    maxItems: MAX_CHILDREN,
  }),
  group_title: Type.Optional(Type.String()),
});
export type VariationReply = Static<typeof VariationReply>;

export const variationRoutes = defineRoutes({
  putVariation: {
    method: 'PUT',
    path: '/merchant-skus/:sku/variation',
    summary: 'Make a SKU the parent of a group of SKUs that differ in a few attributes',
    tags: ['Variations'],
    auth: 'account',
    params: SkuParams,
    body: VariationUpload,
    examples: requestBodies(variationExamples, 'putVariation'),
    replies: { 204: null, ...thingRefusals },
  },
  getVariation: {
    method: 'GET',
    path: '/merchant-skus/:sku/variation',
    summary: 'Read the group that a SKU is the parent of; 404 when it was never set',
    tags: ['Variations'],
    auth: 'account',
    params: SkuParams,
    replies: { 200: VariationReply, ...thingRefusals },
  },
});
