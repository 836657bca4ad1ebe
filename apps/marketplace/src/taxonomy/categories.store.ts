/** Owns reading what the product pipeline asks of browse nodes: their place, and the attributes of their products. */
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';
import type { AttributeValidation, TaxonomyAttribute } from './taxonomy-rows.store.ts';

/** A browse node as a category of products. */
export interface Category {
  readonly nodeId: number;
  readonly level: number;
  readonly active: boolean;
  readonly hasChildren: boolean;
  readonly suggestedTaxCode: string;
  /** The node itself and all above it. */
  readonly lineage: readonly number[];
  /** Of its attributes, those that were asked about, and those that tell a size. */
  readonly attributes: readonly CategoryAttribute[];
}

export type CategoryAttribute = Omit<TaxonomyAttribute, 'variant'>;

export interface Categories {
  /** Whether the world has a taxonomy at all. */
  readonly isLoaded: boolean;
  readonly byId: ReadonlyMap<number, Category>;
}

const categoriesFind = statement<{
  is_loaded: boolean;
  node_id: number | null;
  level: number;
  active: boolean;
  has_children: boolean;
  suggested_tax_code: string;
  lineage: number[];
  attributes: readonly {
    readonly id: number;
    readonly description: string;
    readonly free: boolean;
    readonly values: string[];
    readonly units: string[];
    readonly validation: AttributeValidation | null;
  }[];
}>(
  'taxonomyCategoriesFind',
  `with recursive one as (
     select taxonomy_id as id from marketplace.worlds where id = $1),
   lineage as (
     select n.node_id as leaf_id, n.node_id, n.parent_id
     from one join marketplace.taxonomy_nodes n on n.taxonomy_id = one.id and n.node_id = any($2::bigint[])
     union
     select l.leaf_id, p.node_id, p.parent_id
     from lineage l cross join one
     join marketplace.taxonomy_nodes p on p.taxonomy_id = one.id and p.node_id = l.parent_id)
   select exists (select from marketplace.taxonomy_nodes t where t.taxonomy_id = one.id) as is_loaded, n.node_id, n.level, n.active, n.suggested_tax_code,
     exists (select from marketplace.taxonomy_nodes c where c.taxonomy_id = one.id and c.parent_id = n.node_id) as has_children,
     array(select l.node_id from lineage l where l.leaf_id = n.node_id order by l.node_id) as lineage,
     coalesce((
       select jsonb_agg(jsonb_build_object('id', a.attribute_id, 'description', a.description, 'free', a.free_text,
         'values', a.allowed_values, 'units', a.units, 'validation', a.validation) order by a.attribute_id)
       from marketplace.taxonomy_node_attributes m
       join marketplace.taxonomy_attributes a on a.taxonomy_id = one.id and a.attribute_id = m.attribute_id
       where m.taxonomy_id = one.id and m.node_id = n.node_id
         and (a.attribute_id = any($3::bigint[]) or a.description ~* '\\msize\\M')), '[]'::jsonb) as attributes
   from one
   left join marketplace.taxonomy_nodes n on n.taxonomy_id = one.id and n.node_id = any($2::bigint[])`,
);

/** These browse nodes as categories; unknown ones are left out. */
export async function findCategories(
  handle: MarketplaceHandle,
  worldId: string,
  asked: { readonly nodeIds: readonly number[]; readonly attributeIds: readonly number[] },
): Promise<Categories> {
  const rows = await categoriesFind(handle, [worldId, asked.nodeIds, asked.attributeIds]);
  const categories = rows.flatMap((row) => {
    if (row.node_id === null) return [];
    const category: Category = {
      nodeId: row.node_id,
      level: row.level,
      active: row.active,
      hasChildren: row.has_children,
      suggestedTaxCode: row.suggested_tax_code,
      lineage: row.lineage,
      attributes: row.attributes.map(({ id, description, free, values, units, validation }) => ({
        attributeId: id,
        description,
        freeText: free,
        values,
        units,
        validation,
      })),
    };
    return [[category.nodeId, category] as const];
  });
  return { isLoaded: rows[0]?.is_loaded === true, byId: new Map(categories) };
}
