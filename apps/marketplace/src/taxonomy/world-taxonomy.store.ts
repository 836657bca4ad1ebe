/** Owns which taxonomy a world goes by, and the rows of a taxonomy that is a world's own. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import {
  addAttributes,
  addNodeAttributes,
  addNodes,
  deleteTaxonomies,
  type NodeAttribute,
  type TaxonomyAttribute,
  type TaxonomyNode,
} from './taxonomy-rows.store.ts';

/** The taxonomy that comes with the program. */
export const DEFAULT_TAXONOMY_ID = 'default';

const ownEnsure = statement<{ id: string }>(
  'taxonomyOwnEnsure',
  `with own as (
     insert into marketplace.taxonomies (id, name, state, odd_rows, created_at, updated_at, updated_by, request_id)
     select 'world-' || w.id, w.name, 'ready', '[]', w.created_at, w.created_at, w.updated_by, w.request_id
     from marketplace.worlds w where w.id = $1
     on conflict (id) do update set updated_by = excluded.updated_by
     returning id)
   update marketplace.worlds w set taxonomy_id = own.id from own where w.id = $1 returning own.id as id`,
);
const ownForget = statement(
  'taxonomyOwnForget',
  `update marketplace.worlds set taxonomy_id = (select id from marketplace.taxonomies where id = $2)
   where taxonomy_id = any($1::text[])`,
);
const worldSetTaxonomy = statement<{ id: string }>(
  'worldSetTaxonomy',
  `update marketplace.worlds set taxonomy_id = $2, updated_at = $3, updated_by = $4, request_id = $5
   where id = $1 returning id`,
);

/** The id of the world's own taxonomy, which it goes by from now on; made empty when there was none. */
async function ownTaxonomyOf(handle: MarketplaceHandle, worldId: string): Promise<string> {
  const [own] = await ownEnsure(handle, [worldId]);
  if (own === undefined) throw new Error(`there is no world ${worldId}`);
  return own.id;
}

/** Adds browse nodes to a world's own taxonomy, or replaces what is known of them; ids must differ. */
export async function saveTaxonomyNodes(
  handle: MarketplaceHandle,
  worldId: string,
  nodes: readonly TaxonomyNode[],
): Promise<void> {
  await addNodes(handle, await ownTaxonomyOf(handle, worldId), nodes);
}

/** Adds attributes to a world's own taxonomy, or replaces what is known of them; ids must differ. */
export async function saveTaxonomyAttributes(
  handle: MarketplaceHandle,
  worldId: string,
  attributes: readonly TaxonomyAttribute[],
): Promise<void> {
  await addAttributes(handle, await ownTaxonomyOf(handle, worldId), attributes);
}

/** Says which attributes belong to which browse node of a world's own taxonomy; what was said before stays. */
export async function saveNodeAttributes(
  handle: MarketplaceHandle,
  worldId: string,
  pairs: readonly NodeAttribute[],
): Promise<void> {
  await addNodeAttributes(handle, await ownTaxonomyOf(handle, worldId), pairs);
}

/** Removes the own taxonomies of worlds: they go by the default again. */
export async function removeOwnTaxonomies(tx: MarketplaceHandle, worldIds: readonly string[]): Promise<void> {
  const ids = worldIds.map((id) => `world-${id}`);
  await ownForget(tx, [ids, DEFAULT_TAXONOMY_ID]);
  await deleteTaxonomies(tx, ids);
}

/** Lets a world go by a taxonomy; false when there is no such world. */
export async function setWorldTaxonomy(
  tx: MarketplaceHandle,
  worldId: string,
  taxonomyId: string,
  realNow: Instant,
  author: Author,
): Promise<boolean> {
  const values = [worldId, taxonomyId, realNow, author.actor, author.requestId];
  return (await worldSetTaxonomy(tx, values)).length === 1;
}
