/** Owns the contract of the taxonomy (pages Call Taxonomy Nodes, Taxonomy Node IDs, Category's Attribute Mapping). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { TaxonomyId } from './fields.ts';
import { listRefusals, thingRefusals } from './replies.ts';

/** Nodes of one answer at most, and when nothing is said (page Call Taxonomy Nodes). */
export const MAX_TAXONOMY_LINKS = 1000;
/** Values of one attribute; not documented. The published taxonomy has 12,000 sizes of one kind. */
const MAX_VALUES = 100_000;

/** A count or a place in a list, as large as it may be; too large a count is taken for the largest. */
const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'How many nodes.' });

export const TaxonomyLinks = Type.Object({
  node_urls: Type.Array(Type.String({ description: 'Such as `/taxonomy/nodes/2000034`.' }), {
    maxItems: MAX_TAXONOMY_LINKS,
  }),
});
export type TaxonomyLinks = Static<typeof TaxonomyLinks>;

export const TaxonomyNodeReply = Type.Object({
  jet_node_id: TaxonomyId,
  jet_node_name: Type.String(),
  jet_node_path: Type.String({ description: 'Names from the root on, parted by slashes.' }),
  /** Always an array, though the table speaks of an integer. */
  amazon_node_ids: Type.Array(Type.Integer(), { maxItems: 1000 }),
  parent_id: Type.Integer({ description: '0 at level 0.' }),
  jet_level: Type.Integer({ minimum: 0, maximum: 2 }),
  suggested_tax_code: Type.String(),
});
export type TaxonomyNodeReply = Static<typeof TaxonomyNodeReply>;

export const TaxonomyAttributeReply = Type.Object({
  attribute_id: TaxonomyId,
  attribute_description: Type.String(),
  free_text: Type.Boolean(),
  variant: Type.Boolean(),
  /** Present when the attribute does not take free text. */
  values: Type.Optional(Type.Array(Type.String(), { maxItems: MAX_VALUES })),
  units: Type.Optional(Type.Array(Type.String(), { maxItems: 1000 })),
  /** Present when the attribute takes free text that must have a form. */
  validation: Type.Optional(
    Type.Object({
      data_type: Type.Optional(Type.String()),
      min_value: Type.Optional(Type.Number()),
      max_value: Type.Optional(Type.Number()),
    }),
  ),
});
export type TaxonomyAttributeReply = Static<typeof TaxonomyAttributeReply>;

export const TaxonomyAttributesReply = Type.Object({
  attributes: Type.Array(TaxonomyAttributeReply, { maxItems: 1000 }),
});
export type TaxonomyAttributesReply = Static<typeof TaxonomyAttributesReply>;

const NodeParams = Type.Object({
  nodeId: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'Id of a browse node.' }),
});

export const taxonomyRoutes = defineRoutes({
  listTaxonomyLinks: {
    method: 'GET',
    path: '/taxonomy/links/:version',
    summary: 'List links of the browse nodes',
    tags: ['Taxonomy'],
    auth: 'account',
    params: Type.Object({
      version: Type.String({ minLength: 1, maxLength: 64, description: 'Any: the taxonomy in force is answered.' }),
    }),
    query: Type.Object({ offset: Type.Optional(Count), limit: Type.Optional(Count) }),
    replies: { 200: TaxonomyLinks, ...listRefusals },
  },
  getTaxonomyNode: {
    method: 'GET',
    path: '/taxonomy/nodes/:nodeId',
    summary: 'Read a browse node',
    tags: ['Taxonomy'],
    auth: 'account',
    params: NodeParams,
    replies: { 200: TaxonomyNodeReply, ...thingRefusals },
  },
  listNodeAttributes: {
    method: 'GET',
    path: '/taxonomy/nodes/:nodeId/attributes',
    summary: 'List the attributes of a browse node with what they may be',
    tags: ['Taxonomy'],
    auth: 'account',
    params: NodeParams,
    replies: { 200: TaxonomyAttributesReply, ...thingRefusals },
  },
});
