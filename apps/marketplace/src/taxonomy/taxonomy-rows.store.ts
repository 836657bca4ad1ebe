/** Owns writing the rows of a taxonomy: browse nodes, attributes, their values, and which attributes belong to which node. */
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

/** More rows than this in one statement make the embedded database wait too long. */
const ROWS_AT_ONCE = 2_000;

const nodesSave = statement(
  'taxonomyNodesSave',
  `insert into marketplace.taxonomy_nodes
     (taxonomy_id, node_id, name, folded_name, path, parent_id, level, suggested_tax_code, amazon_node_ids, active)
   select $1, r.node_id, r.name, lower(r.name), r.path, r.parent_id, r.level, r.suggested_tax_code, r.amazon_node_ids,
     r.active
   from jsonb_to_recordset($2::jsonb) as r(node_id bigint, name text, path text, parent_id bigint, level int,
     suggested_tax_code text, amazon_node_ids bigint[], active boolean)
   on conflict (taxonomy_id, node_id) do update set
     name = excluded.name, folded_name = excluded.folded_name, path = excluded.path, parent_id = excluded.parent_id,
     level = excluded.level, suggested_tax_code = excluded.suggested_tax_code,
     amazon_node_ids = excluded.amazon_node_ids, active = excluded.active`,
);
const attributesSave = statement(
  'taxonomyAttributesSave',
  `insert into marketplace.taxonomy_attributes
     (taxonomy_id, attribute_id, description, free_text, variant, allowed_values, units, validation)
   select $1, r.attribute_id, r.description, r.free_text, r.variant, r.allowed_values, r.units, r.validation
   from jsonb_to_recordset($2::jsonb) as r(attribute_id bigint, description text, free_text boolean, variant boolean,
     allowed_values text[], units text[], validation jsonb)
   on conflict (taxonomy_id, attribute_id) do update set
     description = excluded.description, free_text = excluded.free_text, variant = excluded.variant,
     allowed_values = excluded.allowed_values, units = excluded.units, validation = excluded.validation`,
);
const valuesAdd = statement(
  'taxonomyValuesAdd',
  `update marketplace.taxonomy_attributes a
   set allowed_values = a.allowed_values || v.new_values
   from (
     select r.attribute_id, array_agg(r.value order by r.position) as new_values
     from unnest($2::bigint[], $3::text[]) with ordinality as r(attribute_id, value, position)
     group by r.attribute_id) v
   where a.taxonomy_id = $1 and a.attribute_id = v.attribute_id`,
);
const nodeAttributesSave = statement(
  'taxonomyNodeAttributesSave',
  `insert into marketplace.taxonomy_node_attributes (taxonomy_id, node_id, attribute_id)
   select $1, r.node_id, r.attribute_id
   from unnest($2::bigint[], $3::bigint[]) as r(node_id, attribute_id)
   on conflict do nothing`,
);

const nodeAttributesDelete = statement(
  'taxonomyNodeAttributesDelete',
  'delete from marketplace.taxonomy_node_attributes where taxonomy_id = any($1::text[])',
);
const attributesDelete = statement(
  'taxonomyAttributesDelete',
  'delete from marketplace.taxonomy_attributes where taxonomy_id = any($1::text[])',
);
const nodesDelete = statement(
  'taxonomyNodesDelete',
  'delete from marketplace.taxonomy_nodes where taxonomy_id = any($1::text[])',
);
const taxonomiesDelete = statement('taxonomiesDelete', 'delete from marketplace.taxonomies where id = any($1::text[])');

const pagesOf = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / ROWS_AT_ONCE) }, (_, page) =>
    items.slice(page * ROWS_AT_ONCE, (page + 1) * ROWS_AT_ONCE),
  );

/** Adds browse nodes to a taxonomy, or replaces what is known of them; ids must differ. */
export async function addNodes(
  handle: MarketplaceHandle,
  taxonomyId: string,
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
    await nodesSave(handle, [taxonomyId, JSON.stringify(rows)]);
  }
}

/** Adds attributes to a taxonomy, or replaces what is known of them; ids must differ. */
export async function addAttributes(
  handle: MarketplaceHandle,
  taxonomyId: string,
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
    await attributesSave(handle, [taxonomyId, JSON.stringify(rows)]);
  }
}

/** Adds values to attributes that are there, after those they have; values of unknown attributes are left out. */
export async function addValues(
  handle: MarketplaceHandle,
  taxonomyId: string,
  values: readonly { readonly attributeId: number; readonly value: string }[],
): Promise<void> {
  for (const page of pagesOf(values)) {
    await valuesAdd(handle, [taxonomyId, page.map(({ attributeId }) => attributeId), page.map(({ value }) => value)]);
  }
}

/** Says which attributes belong to which browse node; what was said before stays. */
export async function addNodeAttributes(
  handle: MarketplaceHandle,
  taxonomyId: string,
  pairs: readonly NodeAttribute[],
): Promise<void> {
  for (const page of pagesOf(pairs)) {
    await nodeAttributesSave(handle, [
      taxonomyId,
      page.map(({ nodeId }) => nodeId),
      page.map(({ attributeId }) => attributeId),
    ]);
  }
}

/** Deletes taxonomies with their rows; no world may go by them any more. */
export async function deleteTaxonomies(tx: MarketplaceHandle, ids: readonly string[]): Promise<void> {
  for (const run of [nodeAttributesDelete, attributesDelete, nodesDelete, taxonomiesDelete]) await run(tx, [ids]);
}
