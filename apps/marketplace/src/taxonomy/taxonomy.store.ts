/** Owns the rows of a world's taxonomy: browse nodes, attributes, and which attributes belong to which node. */
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';

/** A browse node (page Taxonomy Node IDs). Level 0 has parent 0. */
export interface TaxonomyNode {
  readonly nodeId: number;
  readonly name: string;
  /** Names from the root on, parted by slashes. */
  readonly path: string;
  readonly parentId: number;
  readonly level: number;
  readonly suggestedTaxCode: string;
  readonly amazonNodeIds: readonly number[];
  readonly active: boolean;
}

/** An attribute of products (page Category's Attribute Mapping). */
export interface TaxonomyAttribute {
  readonly attributeId: number;
  readonly description: string;
  readonly freeText: boolean;
  readonly variant: boolean;
  readonly values: readonly string[];
  readonly units: readonly string[];
  readonly validation: AttributeValidation | null;
}

export interface AttributeValidation {
  readonly data_type?: string;
  readonly min_value?: number;
  readonly max_value?: number;
}

export interface NodeAttribute {
  readonly nodeId: number;
  readonly attributeId: number;
}

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

/** More rows than this in one statement make the embedded database wait too long. */
const ROWS_AT_ONCE = 2_000;

const nodesSave = statement(
  'taxonomyNodesSave',
  `insert into marketplace.taxonomy_nodes
     (world_id, node_id, name, path, parent_id, level, suggested_tax_code, amazon_node_ids, active)
   select $1, r.node_id, r.name, r.path, r.parent_id, r.level, r.suggested_tax_code, r.amazon_node_ids, r.active
   from jsonb_to_recordset($2::jsonb) as r(node_id bigint, name text, path text, parent_id bigint, level int,
     suggested_tax_code text, amazon_node_ids bigint[], active boolean)
   on conflict (world_id, node_id) do update set
     name = excluded.name, path = excluded.path, parent_id = excluded.parent_id, level = excluded.level,
     suggested_tax_code = excluded.suggested_tax_code, amazon_node_ids = excluded.amazon_node_ids,
     active = excluded.active`,
);
const attributesSave = statement(
  'taxonomyAttributesSave',
  `insert into marketplace.taxonomy_attributes
     (world_id, attribute_id, description, free_text, variant, allowed_values, units, validation)
   select $1, r.attribute_id, r.description, r.free_text, r.variant, r.allowed_values, r.units, r.validation
   from jsonb_to_recordset($2::jsonb) as r(attribute_id bigint, description text, free_text boolean, variant boolean,
     allowed_values text[], units text[], validation jsonb)
   on conflict (world_id, attribute_id) do update set
     description = excluded.description, free_text = excluded.free_text, variant = excluded.variant,
     allowed_values = excluded.allowed_values, units = excluded.units, validation = excluded.validation`,
);
const nodeAttributesSave = statement(
  'taxonomyNodeAttributesSave',
  `insert into marketplace.taxonomy_node_attributes (world_id, node_id, attribute_id)
   select $1, r.node_id, r.attribute_id
   from unnest($2::bigint[], $3::bigint[]) as r(node_id, attribute_id)
   on conflict do nothing`,
);
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
   from marketplace.taxonomy_nodes where world_id = $1 and node_id = $2`,
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
   join marketplace.taxonomy_attributes a on a.world_id = m.world_id and a.attribute_id = m.attribute_id
   where m.world_id = $1 and m.node_id = $2 order by a.attribute_id`,
);
const listingFacts = statement<{
  is_loaded: boolean;
  level: number | null;
  active: boolean | null;
  has_children: boolean;
  is_suggested: boolean;
  mapped: number[];
}>(
  'taxonomyListingFacts',
  `select
     exists (select from marketplace.taxonomy_nodes where world_id = $1) as is_loaded,
     n.level, n.active,
     exists (select from marketplace.taxonomy_nodes c where c.world_id = $1 and c.parent_id = $2::bigint)
       as has_children,
     exists (select from marketplace.taxonomy_nodes t where t.world_id = $1 and t.suggested_tax_code = $3::text)
       as is_suggested,
     array(select m.attribute_id from marketplace.taxonomy_node_attributes m
       where m.world_id = $1 and m.node_id = $2::bigint and m.attribute_id = any($4::bigint[])) as mapped
   from (select 1) as one
   left join marketplace.taxonomy_nodes n on n.world_id = $1 and n.node_id = $2::bigint`,
);

const pagesOf = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / ROWS_AT_ONCE) }, (_, page) =>
    items.slice(page * ROWS_AT_ONCE, (page + 1) * ROWS_AT_ONCE),
  );

/** Adds browse nodes to a world, or replaces what is known of them; ids must differ. */
export async function saveTaxonomyNodes(
  handle: MarketplaceHandle,
  worldId: string,
  nodes: readonly TaxonomyNode[],
): Promise<void> {
  for (const page of pagesOf(nodes)) {
    const rows = page.map((node) => ({
      node_id: node.nodeId,
      name: node.name,
      path: node.path,
      parent_id: node.parentId,
      level: node.level,
      suggested_tax_code: node.suggestedTaxCode,
      amazon_node_ids: node.amazonNodeIds,
      active: node.active,
    }));
    await nodesSave(handle, [worldId, JSON.stringify(rows)]);
  }
}

/** Adds attributes to a world, or replaces what is known of them; ids must differ. */
export async function saveTaxonomyAttributes(
  handle: MarketplaceHandle,
  worldId: string,
  attributes: readonly TaxonomyAttribute[],
): Promise<void> {
  for (const page of pagesOf(attributes)) {
    const rows = page.map((attribute) => ({
      attribute_id: attribute.attributeId,
      description: attribute.description,
      free_text: attribute.freeText,
      variant: attribute.variant,
      allowed_values: attribute.values,
      units: attribute.units,
      validation: attribute.validation,
    }));
    await attributesSave(handle, [worldId, JSON.stringify(rows)]);
  }
}

/** Says which attributes belong to which browse node; what was said before stays. */
export async function saveNodeAttributes(
  handle: MarketplaceHandle,
  worldId: string,
  pairs: readonly NodeAttribute[],
): Promise<void> {
  for (const page of pagesOf(pairs)) {
    await nodeAttributesSave(handle, [
      worldId,
      page.map(({ nodeId }) => nodeId),
      page.map(({ attributeId }) => attributeId),
    ]);
  }
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

/** What the taxonomy says of an upload: its browse node, tax code and attributes. */
export async function findListingFacts(
  handle: MarketplaceHandle,
  worldId: string,
  upload: {
    readonly browseNodeId: number | null;
    readonly taxCode: string | null;
    readonly attributeIds: readonly number[];
  },
): Promise<ListingFacts> {
  const values = [worldId, upload.browseNodeId, upload.taxCode, upload.attributeIds];
  const [row] = await listingFacts(handle, values);
  if (row === undefined) throw new Error('a select without from always answers one row');
  const { level, active } = row;
  return {
    isLoaded: row.is_loaded,
    browseNode: level === null || active === null ? null : { level, active, hasChildren: row.has_children },
    isSuggestedTaxCode: row.is_suggested,
    mappedAttributeIds: row.mapped,
  };
}
