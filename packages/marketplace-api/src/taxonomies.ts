/** Owns the part of the operator API about taxonomies: browse nodes and attributes, and which worlds go by which. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { At, closed, Id, nullable, pageQuery, TaxonomyId, Text, WorldId } from './shapes.ts';

/** Rows of one kind in one request. */
export const MAX_TAXONOMY_ROWS = 5_000;
/** Ids of nodes and attributes: 64-bit on the wire, as far as a JSON number carries them exactly. */
const TaxonomyNumber = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const BrowseNodeId = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'The browse node, by its number.',
});
const Count = Type.Integer({ minimum: 0 });

export const TaxonomyNode = Type.Object(
  {
    id: TaxonomyNumber,
    name: Text(300),
    /** 0: a root. */
    parentId: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    suggestedTaxCode: Type.String({ maxLength: 200 }),
    amazonNodeIds: Type.Array(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), { maxItems: 1000 }),
    active: Type.Boolean(),
  },
  closed,
);
export type TaxonomyNode = Static<typeof TaxonomyNode>;

export const TaxonomyAttribute = Type.Object(
  {
    id: TaxonomyNumber,
    description: Text(300),
    freeText: Type.Boolean(),
    variant: Type.Boolean(),
    units: Type.Array(Text(100), { maxItems: 1000 }),
    validation: nullable(
      Type.Object(
        {
          data_type: Type.Optional(Text(50)),
          min_value: Type.Optional(Type.Number()),
          max_value: Type.Optional(Type.Number()),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type TaxonomyAttribute = Static<typeof TaxonomyAttribute>;

/** A value that an attribute may have; they are listed in the order in which they come. */
export const TaxonomyValue = Type.Object({ attributeId: TaxonomyNumber, value: Text(1000) }, closed);
export type TaxonomyValue = Static<typeof TaxonomyValue>;

export const TaxonomyNodeAttribute = Type.Object({ nodeId: TaxonomyNumber, attributeId: TaxonomyNumber }, closed);
export type TaxonomyNodeAttribute = Static<typeof TaxonomyNodeAttribute>;

const rowsOf = <S extends Parameters<typeof Type.Array>[0]>(row: S) =>
  Type.Optional(Type.Array(row, { maxItems: MAX_TAXONOMY_ROWS }));

export const TaxonomyRows = Type.Object(
  {
    nodes: rowsOf(TaxonomyNode),
    attributes: rowsOf(TaxonomyAttribute),
    values: rowsOf(TaxonomyValue),
    nodeAttributes: rowsOf(TaxonomyNodeAttribute),
  },
  closed,
);
export type TaxonomyRows = Static<typeof TaxonomyRows>;

/** Rows that were left out, or taken although they are odd, by reason. */
export const OddRows = Type.Object({ file: Text(200), reason: Text(200), count: Count, example: Text(500) }, closed);
export type OddRows = Static<typeof OddRows>;

export const Taxonomy = Type.Object({
  id: Id,
  name: Type.String(),
  /** Rows are taken in while it is loading; worlds go by it only once it is ready, and then it never changes. */
  state: Type.Enum(['loading', 'ready']),
  nodes: Count,
  attributes: Count,
  values: Count,
  nodeAttributes: Count,
  oddRows: Type.Array(OddRows, { maxItems: 100 }),
  worldIds: Type.Array(Id, { maxItems: 1000 }),
  createdAt: At,
});
export type Taxonomy = Static<typeof Taxonomy>;

/** A node with its place in the tree. */
export const PlacedNode = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  path: Type.String(),
  parentId: Type.Integer(),
  level: Type.Integer(),
  suggestedTaxCode: Type.String(),
  active: Type.Boolean(),
  children: Count,
});
export type PlacedNode = Static<typeof PlacedNode>;

export const NodeWithAttributes = Type.Object({
  ...PlacedNode.properties,
  amazonNodeIds: Type.Array(Type.Integer()),
  attributes: Type.Array(
    Type.Object({
      ...TaxonomyAttribute.properties,
      /** The first 500. */
      values: Type.Array(Type.String(), { maxItems: 500 }),
      valueCount: Count,
    }),
  ),
});
export type NodeWithAttributes = Static<typeof NodeWithAttributes>;

const Params = Type.Object({ taxonomyId: TaxonomyId }, closed);

export const taxonomyRoutes = defineRoutes({
  listTaxonomies: {
    method: 'GET',
    path: '/taxonomies',
    summary: 'Taxonomies, and which worlds go by them',
    tags: ['taxonomies'],
    auth: 'operator',
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(Taxonomy), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  createTaxonomy: {
    method: 'POST',
    path: '/taxonomies',
    summary: 'Begin a taxonomy; give it rows, then finish it',
    tags: ['taxonomies'],
    auth: 'operator',
    body: Type.Object({ name: Text(200) }, closed),
    replies: { 201: Taxonomy, 400: Problem, 401: Problem },
  },
  getTaxonomy: {
    method: 'GET',
    path: '/taxonomies/:taxonomyId',
    summary: 'One taxonomy',
    tags: ['taxonomies'],
    auth: 'operator',
    params: Params,
    replies: { 200: Taxonomy, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  addTaxonomyRows: {
    method: 'POST',
    path: '/taxonomies/:taxonomyId/rows',
    summary: 'Add rows to a taxonomy that is loading; a row of the same ids replaces an earlier one',
    tags: ['taxonomies'],
    auth: 'operator',
    params: Params,
    body: TaxonomyRows,
    bodyLimitBytes: 8_388_608,
    replies: { 204: null, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'taxonomy_ready'],
  },
  finishTaxonomy: {
    method: 'POST',
    path: '/taxonomies/:taxonomyId/finish',
    summary:
      'Compute paths and levels; refused while a node’s parent, or what a node and an attribute belong to, is missing',
    tags: ['taxonomies'],
    auth: 'operator',
    params: Params,
    body: Type.Object({ oddRows: Type.Array(OddRows, { maxItems: 100 }) }, closed),
    replies: { 200: Taxonomy, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'taxonomy_ready', 'taxonomy_incomplete'],
  },
  deleteTaxonomy: {
    method: 'DELETE',
    path: '/taxonomies/:taxonomyId',
    summary: 'Delete a taxonomy that no world goes by',
    tags: ['taxonomies'],
    auth: 'operator',
    params: Params,
    replies: { 204: null, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'taxonomy_used'],
  },
  listTaxonomyNodes: {
    method: 'GET',
    path: '/taxonomies/:taxonomyId/nodes',
    summary: 'Browse nodes below a parent, or those whose name contains a text',
    tags: ['taxonomies'],
    auth: 'operator',
    params: Params,
    query: Type.Object(
      {
        ...pageQuery,
        parentId: Type.Optional(
          Type.Integer({
            minimum: 0,
            maximum: Number.MAX_SAFE_INTEGER,
            description: 'Only children of this node; 0, also when absent: the roots. Not looked at in a search.',
          }),
        ),
        search: Type.Optional(
          Type.String({ minLength: 1, maxLength: 100, description: 'A part of a name, in any case.' }),
        ),
      },
      closed,
    ),
    replies: { 200: pageOf(PlacedNode), 400: Problem, 401: Problem, 404: Problem },
    codes: ['bad_cursor', 'not_found'],
  },
  getOperatorTaxonomyNode: {
    method: 'GET',
    path: '/taxonomies/:taxonomyId/nodes/:nodeId',
    summary: 'A browse node with its attributes',
    tags: ['taxonomies'],
    auth: 'operator',
    params: Type.Object({ taxonomyId: TaxonomyId, nodeId: BrowseNodeId }, closed),
    replies: { 200: NodeWithAttributes, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found'],
  },
  setTaxonomy: {
    method: 'PUT',
    path: '/worlds/:worldId/taxonomy',
    summary: 'Let a world go by another taxonomy; its products are looked at again',
    tags: ['taxonomies'],
    auth: 'operator',
    params: Type.Object({ worldId: WorldId }, closed),
    body: Type.Object({ taxonomyId: TaxonomyId }, closed),
    replies: { 200: Taxonomy, 400: Problem, 401: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'taxonomy_loading'],
  },
});
