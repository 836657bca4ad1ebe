/** Owns reading the taxonomy that a world goes by: browse nodes, attributes, and what an upload has to know of them. */
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';
import type { AttributeValidation, TaxonomyAttribute, TaxonomyNode } from './taxonomy-rows.store.ts';

/** What a SKU upload has to know of the taxonomy. */
export interface ListingFacts {
  /** Whether the world has a taxonomy at all. */
  readonly isLoaded: boolean;
  /** Null when there is no such node. */
  readonly browseNode: { readonly level: number; readonly active: boolean; readonly hasChildren: boolean } | null;
  readonly isSuggestedTaxCode: boolean;
  /** Of the attributes asked about, those that belong to the node. */
  readonly mappedAttributeIds: readonly number[];
}

/** The taxonomy of the world `$1`. */
const OF_WORLD = '(select taxonomy_id from marketplace.worlds where id = $1)';

const nodeFind = statement<{
  node_id: number;
  name: string;
  path: string;
  parent_id: number;
  level: number;
  suggested_tax_code: string;
  amazon_node_ids: number[];
  active: boolean;
}>(
  'taxonomyNodeFind',
  `select node_id, name, path, parent_id, level, suggested_tax_code, amazon_node_ids, active
   from marketplace.taxonomy_nodes where taxonomy_id = ${OF_WORLD} and node_id = $2`,
);
const nodeIdPage = statement<{ node_id: number }>(
  'taxonomyNodeIdPage',
  `select node_id from marketplace.taxonomy_nodes where taxonomy_id = ${OF_WORLD} and active
   order by node_id offset $2 limit $3`,
);
const attributesOfNode = statement<{
  attribute_id: number;
  description: string;
  free_text: boolean;
  variant: boolean;
  allowed_values: string[];
  units: string[];
  validation: AttributeValidation | null;
}>(
  'taxonomyAttributesOfNode',
  `select a.attribute_id, a.description, a.free_text, a.variant, a.allowed_values, a.units, a.validation
   from marketplace.taxonomy_node_attributes m
   join marketplace.taxonomy_attributes a on a.taxonomy_id = m.taxonomy_id and a.attribute_id = m.attribute_id
   where m.taxonomy_id = ${OF_WORLD} and m.node_id = $2 order by a.attribute_id`,
);
const listingFacts = statement<{
  is_loaded: boolean;
  nodes: readonly { readonly id: number; readonly level: number; readonly active: boolean; readonly parent: boolean }[];
  tax_codes: string[];
  mapped: readonly (readonly [nodeId: number, attributeId: number])[];
}>(
  'taxonomyListingFacts',
  `select
     exists (select from marketplace.taxonomy_nodes where taxonomy_id = one.id) as is_loaded,
     coalesce((
       select jsonb_agg(jsonb_build_object('id', n.node_id, 'level', n.level, 'active', n.active, 'parent', exists (
         select from marketplace.taxonomy_nodes c where c.taxonomy_id = one.id and c.parent_id = n.node_id)))
       from marketplace.taxonomy_nodes n
       where n.taxonomy_id = one.id and n.node_id = any($2::bigint[])), '[]'::jsonb) as nodes,
     array(
       select t.code from unnest($3::text[]) as t(code)
       where exists (select from marketplace.taxonomy_nodes n
         where n.taxonomy_id = one.id and n.suggested_tax_code = t.code)) as tax_codes,
     coalesce((
       select jsonb_agg(jsonb_build_array(m.node_id, m.attribute_id))
       from marketplace.taxonomy_node_attributes m
       where m.taxonomy_id = one.id and m.node_id = any($2::bigint[]) and m.attribute_id = any($4::bigint[])),
       '[]'::jsonb) as mapped
   from (select ${OF_WORLD} as id) as one`,
);

/** Ids of the active browse nodes of a world, in order. */
export async function listNodeIds(
  handle: MarketplaceHandle,
  worldId: string,
  page: { readonly offset: number; readonly limit: number },
): Promise<readonly number[]> {
  const rows = await nodeIdPage(handle, [worldId, page.offset, page.limit]);
  return rows.map(({ node_id }) => node_id);
}

export async function findTaxonomyNode(
  handle: MarketplaceHandle,
  worldId: string,
  nodeId: number,
): Promise<TaxonomyNode | undefined> {
  const [row] = await nodeFind(handle, [worldId, nodeId]);
  if (row === undefined) return undefined;
  return {
    nodeId: row.node_id,
    name: row.name,
    path: row.path,
    parentId: row.parent_id,
    level: row.level,
    suggestedTaxCode: row.suggested_tax_code,
    amazonNodeIds: row.amazon_node_ids,
    active: row.active,
  };
}

export async function listAttributesOfNode(
  handle: MarketplaceHandle,
  worldId: string,
  nodeId: number,
): Promise<TaxonomyAttribute[]> {
  return (await attributesOfNode(handle, [worldId, nodeId])).map((row) => ({
    attributeId: row.attribute_id,
    description: row.description,
    freeText: row.free_text,
    variant: row.variant,
    values: row.allowed_values,
    units: row.units,
    validation: row.validation,
  }));
}

/** What is asked about an upload. */
export interface ListingQuestion {
  readonly browseNodeId: number | null;
  readonly taxCode: string | null;
  readonly attributeIds: readonly number[];
}

/** What the taxonomy says of uploads, in their order, by one statement: their browse nodes, tax codes and attributes. */
export async function findListingFactsOf(
  handle: MarketplaceHandle,
  worldId: string,
  uploads: readonly ListingQuestion[],
): Promise<readonly ListingFacts[]> {
  const different = <T>(values: readonly (T | null)[]): T[] => [...new Set(values)].filter((value) => value !== null);
  const [row] = await listingFacts(handle, [
    worldId,
    different(uploads.map(({ browseNodeId }) => browseNodeId)),
    different(uploads.map(({ taxCode }) => taxCode)),
    different(uploads.flatMap(({ attributeIds }) => attributeIds)),
  ]);
  if (row === undefined) throw new Error('a select without from always answers one row');
  const nodes = new Map(
    row.nodes.map(({ id, level, active, parent }) => [id, { level, active, hasChildren: parent }] as const),
  );
  const taxCodes = new Set(row.tax_codes);
  const mapped = new Set(row.mapped.map(([nodeId, attributeId]) => `${nodeId} ${attributeId}`));
  return uploads.map(({ browseNodeId, taxCode, attributeIds }) => ({
    isLoaded: row.is_loaded,
    browseNode: (browseNodeId === null ? undefined : nodes.get(browseNodeId)) ?? null,
    isSuggestedTaxCode: taxCode !== null && taxCodes.has(taxCode),
    mappedAttributeIds: attributeIds.filter((id) => mapped.has(`${browseNodeId} ${id}`)),
  }));
}
