/** Owns the rows of taxonomies as operators see them: begun, loading, ready, looked through. */
import type { Instant, Keyset } from '@jetway/kernel';
import type { OddRows, PlacedNode } from '@jetway/marketplace-api';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { AttributeValidation } from './taxonomy-rows.store.ts';

export type TaxonomyState = 'loading' | 'ready';

export interface TaxonomyRow {
  readonly id: string;
  readonly name: string;
  readonly state: TaxonomyState;
  readonly oddRows: readonly OddRows[];
  readonly createdAt: Instant;
  readonly worldIds: readonly string[];
  readonly nodes: number;
  readonly attributes: number;
  readonly values: number;
  readonly nodeAttributes: number;
}

const COLUMNS = `t.id, t.name, t.state, t.odd_rows as "oddRows", t.created_at as "createdAt",
     array(select w.id from marketplace.worlds w where w.taxonomy_id = t.id order by w.id limit 1000) as "worldIds",
     (select count(*) from marketplace.taxonomy_nodes n where n.taxonomy_id = t.id) as nodes,
     (select count(*) from marketplace.taxonomy_attributes a where a.taxonomy_id = t.id) as attributes,
     (select coalesce(sum(cardinality(a.allowed_values)), 0)::bigint from marketplace.taxonomy_attributes a
      where a.taxonomy_id = t.id) as "values",
     (select count(*) from marketplace.taxonomy_node_attributes m where m.taxonomy_id = t.id) as "nodeAttributes"`;

const taxonomyFind = statement<TaxonomyRow>(
  'taxonomyFind',
  `select ${COLUMNS} from marketplace.taxonomies t where t.id = $1`,
);
const taxonomyLock = statement<{ state: TaxonomyState; name: string }>(
  'taxonomyLock',
  'select state, name from marketplace.taxonomies where id = $1 for update',
);
const taxonomyListPage = statement<TaxonomyRow>(
  'taxonomyListPage',
  `select ${COLUMNS} from marketplace.taxonomies t
   where (t.created_at, t.id) > ($1::bigint, $2::text) order by t.created_at, t.id limit $3`,
);
const taxonomyInsert = statement(
  'taxonomyInsert',
  `insert into marketplace.taxonomies (id, name, state, odd_rows, created_at, updated_at, updated_by, request_id)
   values ($1, $2, $3, '[]', $4, $4, $5, $6)
   on conflict (id) do update set
     name = excluded.name, updated_at = excluded.updated_at, updated_by = excluded.updated_by,
     request_id = excluded.request_id`,
);
const taxonomyReady = statement(
  'taxonomyReady',
  `update marketplace.taxonomies
   set state = 'ready', odd_rows = $2, updated_at = $3, updated_by = $4, request_id = $5 where id = $1`,
);
const taxonomyAdopt = statement(
  'taxonomyAdopt',
  'update marketplace.worlds set taxonomy_id = $1 where taxonomy_id is null',
);
const taxonomyIsUsed = statement<{ found: boolean }>(
  'taxonomyIsUsed',
  'select exists (select from marketplace.worlds where taxonomy_id = $1) as found',
);
/** Levels and paths, from the roots down; what hangs on no root, or lies too deep, keeps none. */
const taxonomyPlace = statement<{ node_id: number }>(
  'taxonomyPlace',
  `with recursive tree as (
     select n.node_id, n.name as path, 0 as level from marketplace.taxonomy_nodes n
     where n.taxonomy_id = $1 and n.parent_id = 0
     union all
     select n.node_id, tree.path || '/' || n.name, tree.level + 1
     from tree join marketplace.taxonomy_nodes n on n.taxonomy_id = $1 and n.parent_id = tree.node_id
     where tree.level < 2),
   placed as (
     update marketplace.taxonomy_nodes n set path = tree.path, level = tree.level
     from tree where n.taxonomy_id = $1 and n.node_id = tree.node_id
     returning n.node_id)
   select n.node_id from marketplace.taxonomy_nodes n
   where n.taxonomy_id = $1 and n.node_id not in (select node_id from placed) order by n.node_id limit 20`,
);
const taxonomyLoosePairs = statement<{ node_id: number; attribute_id: number }>(
  'taxonomyLoosePairs',
  `select m.node_id, m.attribute_id from marketplace.taxonomy_node_attributes m
   where m.taxonomy_id = $1 and (
     not exists (select from marketplace.taxonomy_nodes n where n.taxonomy_id = $1 and n.node_id = m.node_id)
     or not exists (select from marketplace.taxonomy_attributes a
       where a.taxonomy_id = $1 and a.attribute_id = m.attribute_id))
   order by m.node_id, m.attribute_id limit 20`,
);

const PLACED = `n.node_id as id, n.name, n.path, n.parent_id as "parentId", n.level,
     n.suggested_tax_code as "suggestedTaxCode", n.active,
     (select count(*) from marketplace.taxonomy_nodes c where c.taxonomy_id = $1 and c.parent_id = n.node_id) as children`;
const nodeListBelow = statement<PlacedNode>(
  'taxonomyNodeListBelow',
  `select ${PLACED} from marketplace.taxonomy_nodes n
   where n.taxonomy_id = $1 and n.parent_id = $2 and n.node_id > $3 order by n.node_id limit $4`,
);
const nodeSearch = statement<PlacedNode>(
  'taxonomyNodeSearch',
  `select ${PLACED} from marketplace.taxonomy_nodes n
   where n.taxonomy_id = $1 and position(lower($2::text) in n.folded_name) > 0 and n.node_id > $3
   order by n.node_id limit $4`,
);
const nodeFindPlaced = statement<PlacedNode & { readonly amazonNodeIds: number[] }>(
  'taxonomyNodeFindPlaced',
  `select ${PLACED}, n.amazon_node_ids as "amazonNodeIds" from marketplace.taxonomy_nodes n
   where n.taxonomy_id = $1 and n.node_id = $2`,
);

export interface ListedAttribute {
  readonly id: number;
  readonly description: string;
  readonly freeText: boolean;
  readonly variant: boolean;
  readonly units: string[];
  readonly validation: AttributeValidation | null;
  /** The first 500. */
  readonly values: string[];
  readonly valueCount: number;
}
const attributeList = statement<ListedAttribute>(
  'taxonomyAttributeList',
  `select a.attribute_id as id, a.description, a.free_text as "freeText", a.variant, a.units, a.validation,
     a.allowed_values[1:500] as values, cardinality(a.allowed_values) as "valueCount"
   from marketplace.taxonomy_node_attributes m
   join marketplace.taxonomy_attributes a on a.taxonomy_id = m.taxonomy_id and a.attribute_id = m.attribute_id
   where m.taxonomy_id = $1 and m.node_id = $2 order by a.attribute_id limit 1000`,
);

export async function findTaxonomy(handle: MarketplaceHandle, id: string): Promise<TaxonomyRow | undefined> {
  const [row] = await taxonomyFind(handle, [id]);
  return row;
}

/** Reads the state of a taxonomy for changing it. */
export async function lockTaxonomy(
  tx: MarketplaceHandle,
  id: string,
): Promise<{ readonly state: TaxonomyState; readonly name: string } | undefined> {
  const [row] = await taxonomyLock(tx, [id]);
  return row;
}

export const listTaxonomyPage = (
  handle: MarketplaceHandle,
  after: Keyset | undefined,
  limit: number,
): Promise<readonly TaxonomyRow[]> => taxonomyListPage(handle, [after?.at ?? -1, after?.id ?? '', limit]);

/** Adds a taxonomy, or names it anew. */
export async function saveTaxonomy(
  handle: MarketplaceHandle,
  taxonomy: { readonly id: string; readonly name: string; readonly state: TaxonomyState },
  realNow: Instant,
  author: Author,
): Promise<void> {
  const { id, name, state } = taxonomy;
  await taxonomyInsert(handle, [id, name, state, realNow, author.actor, author.requestId]);
}

/** Worlds without a taxonomy go by this one. */
export async function adoptWorlds(tx: MarketplaceHandle, taxonomyId: string): Promise<void> {
  await taxonomyAdopt(tx, [taxonomyId]);
}

export async function isTaxonomyUsed(tx: MarketplaceHandle, id: string): Promise<boolean> {
  const [row] = await taxonomyIsUsed(tx, [id]);
  return row?.found === true;
}

/** Computes levels and paths; answers the first nodes that hang on no root within three levels. */
export async function placeNodes(tx: MarketplaceHandle, taxonomyId: string): Promise<readonly number[]> {
  return (await taxonomyPlace(tx, [taxonomyId])).map(({ node_id }) => node_id);
}

/** The first pairs of node and attribute of which one is missing. */
export async function findLoosePairs(
  tx: MarketplaceHandle,
  taxonomyId: string,
): Promise<readonly { readonly nodeId: number; readonly attributeId: number }[]> {
  const rows = await taxonomyLoosePairs(tx, [taxonomyId]);
  return rows.map((row) => ({ nodeId: row.node_id, attributeId: row.attribute_id }));
}

export async function finishTaxonomy(
  tx: MarketplaceHandle,
  id: string,
  oddRows: readonly OddRows[],
  realNow: Instant,
  author: Author,
): Promise<void> {
  await taxonomyReady(tx, [id, JSON.stringify(oddRows), realNow, author.actor, author.requestId]);
}

export interface NodeFilter {
  readonly search: string | undefined;
  readonly parentId: number;
  /** Node id after which the page begins. */
  readonly after: number;
}

/** Nodes in the order of their ids. */
export const listNodePage = (
  handle: MarketplaceHandle,
  taxonomyId: string,
  { search, parentId, after }: NodeFilter,
  limit: number,
): Promise<readonly PlacedNode[]> =>
  search === undefined
    ? nodeListBelow(handle, [taxonomyId, parentId, after, limit])
    : nodeSearch(handle, [taxonomyId, search, after, limit]);

export async function findPlacedNode(
  handle: MarketplaceHandle,
  taxonomyId: string,
  nodeId: number,
): Promise<(PlacedNode & { readonly amazonNodeIds: number[]; readonly attributes: ListedAttribute[] }) | undefined> {
  const [node] = await nodeFindPlaced(handle, [taxonomyId, nodeId]);
  if (node === undefined) return undefined;
  return { ...node, attributes: [...(await attributeList(handle, [taxonomyId, nodeId]))] };
}
