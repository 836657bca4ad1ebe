/** Owns taxonomies as operators use them: made piece by piece, finished, put in force; and the one that is always there. */
import { type Clock, type Ids, ok, type Result, refuse } from '@jetway/kernel';
import type { OddRows, TaxonomyRows } from '@jetway/marketplace-api';
import { notify } from '@jetway/service';
import type { Author, MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';
import { DUE_CHANNEL } from '../worlds/index.ts';
import { defaultTaxonomy } from './default/default-taxonomy.ts';
import {
  adoptWorlds,
  findLoosePairs,
  findTaxonomy,
  finishTaxonomy,
  isTaxonomyUsed,
  lockTaxonomy,
  placeNodes,
  saveTaxonomy,
  type TaxonomyRow,
} from './taxonomies.store.ts';
import { addAttributes, addNodeAttributes, addNodes, addValues, deleteTaxonomies } from './taxonomy-rows.store.ts';
import { DEFAULT_TAXONOMY_ID, setWorldTaxonomy } from './world-taxonomy.store.ts';

export type TaxonomyRefusal =
  | 'not_found'
  | 'taxonomy_ready'
  | 'taxonomy_loading'
  | 'taxonomy_incomplete'
  | 'taxonomy_used';

/** Changes with the default tree: what is in the database is then written anew. */
const DEFAULT_NAME = 'Jetway 1';

export interface Taxonomies {
  /** Puts the default in, when this version's is not there yet; worlds without a taxonomy go by it. */
  readonly ensureDefault: (author: Author) => Promise<void>;
  readonly create: (name: string, author: Author) => Promise<TaxonomyRow>;
  readonly addRows: (id: string, rows: TaxonomyRows) => Promise<Result<void, 'not_found' | 'taxonomy_ready'>>;
  readonly finish: (
    id: string,
    oddRows: readonly OddRows[],
    author: Author,
  ) => Promise<Result<TaxonomyRow, 'not_found' | 'taxonomy_ready' | 'taxonomy_incomplete'>>;
  readonly remove: (id: string) => Promise<Result<void, 'not_found' | 'taxonomy_used'>>;
  readonly putInForce: (
    worldId: string,
    id: string,
    author: Author,
  ) => Promise<Result<TaxonomyRow, 'not_found' | 'taxonomy_loading'>>;
}

export interface TaxonomiesDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  readonly ids: Ids;
  /** Makes the products of a world be looked at again. */
  readonly reviewWorld: (tx: MarketplaceHandle, worldId: string) => Promise<void>;
}

const NOT_FOUND = refuse('not_found', 'There is no such taxonomy.');

export function createTaxonomies(deps: TaxonomiesDeps): Taxonomies {
  const { database, clock, ids } = deps;
  const read = async (handle: MarketplaceHandle, id: string): Promise<TaxonomyRow> => {
    const found = await findTaxonomy(handle, id);
    if (found === undefined) throw new Error(`taxonomy ${id} was there a moment ago`);
    return found;
  };
  return {
    ensureDefault: (author) => ensureDefault(deps, author),
    create: async (name, author) => {
      const id = ids.uuid();
      await saveTaxonomy(database.db, { id, name, state: 'loading' }, clock.now(), author);
      return read(database.db, id);
    },
    addRows: (id, rows) =>
      database.transaction(async (tx) => {
        const found = await lockTaxonomy(tx, id);
        if (found === undefined) return NOT_FOUND;
        if (found.state === 'ready') return refuse('taxonomy_ready', 'The taxonomy is finished; it no longer changes.');
        await writeRows(tx, id, rows);
        return ok(undefined);
      }),
    finish: (id, oddRows, author) =>
      database.transaction(async (tx) => {
        const found = await lockTaxonomy(tx, id);
        if (found === undefined) return NOT_FOUND;
        if (found.state === 'ready') return refuse('taxonomy_ready', 'The taxonomy is finished already.');
        const complaint = await findGaps(tx, id);
        if (complaint !== undefined) return refuse('taxonomy_incomplete', complaint);
        await finishTaxonomy(tx, id, oddRows, clock.now(), author);
        return ok(await read(tx, id));
      }),
    remove: (id) =>
      database.transaction(async (tx) => {
        if ((await lockTaxonomy(tx, id)) === undefined) return NOT_FOUND;
        if (id === DEFAULT_TAXONOMY_ID || (await isTaxonomyUsed(tx, id)))
          return refuse('taxonomy_used', 'A world goes by this taxonomy, or it is the default.');
        await deleteTaxonomies(tx, [id]);
        return ok(undefined);
      }),
    putInForce: (worldId, id, author) =>
      database.transaction(async (tx) => {
        const found = await lockTaxonomy(tx, id);
        if (found === undefined) return NOT_FOUND;
        if (found.state === 'loading')
          return refuse('taxonomy_loading', 'Finish the taxonomy before a world goes by it.');
        if (!(await setWorldTaxonomy(tx, worldId, id, clock.now(), author)))
          return refuse('not_found', 'There is no such world.');
        await deps.reviewWorld(tx, worldId);
        await notify(tx, DUE_CHANNEL, worldId);
        return ok(await read(tx, id));
      }),
  };
}

async function ensureDefault({ database, clock }: TaxonomiesDeps, author: Author): Promise<void> {
  const id = DEFAULT_TAXONOMY_ID;
  const known = await findTaxonomy(database.db, id);
  if (known?.name === DEFAULT_NAME) return;
  await database.transaction(async (tx) => {
    await saveTaxonomy(tx, { id, name: DEFAULT_NAME, state: 'ready' }, clock.now(), author);
    await addNodes(tx, id, defaultTaxonomy.nodes);
    await addAttributes(tx, id, defaultTaxonomy.attributes);
    await addNodeAttributes(tx, id, defaultTaxonomy.nodeAttributes);
    await adoptWorlds(tx, id);
  });
}

async function writeRows(tx: MarketplaceHandle, id: string, rows: TaxonomyRows): Promise<void> {
  const { nodes = [], attributes = [], values = [], nodeAttributes = [] } = rows;
  // Paths and levels are computed when all nodes are there.
  const placeless = [...new Map(nodes.map((node) => [node.id, node])).values()];
  await addNodes(
    tx,
    id,
    placeless.map(({ id: nodeId, ...node }) => ({ ...node, nodeId, path: node.name, level: 0 })),
  );
  const different = [...new Map(attributes.map((attribute) => [attribute.id, attribute])).values()];
  await addAttributes(
    tx,
    id,
    different.map(({ id: attributeId, ...attribute }) => ({ ...attribute, attributeId, values: [] })),
  );
  await addValues(tx, id, values);
  await addNodeAttributes(tx, id, nodeAttributes);
}

/** What keeps a taxonomy from being finished, for a person; undefined when nothing does. */
async function findGaps(tx: MarketplaceHandle, id: string): Promise<string | undefined> {
  const loose = await placeNodes(tx, id);
  if (loose.length > 0) return `These nodes hang on no root within three levels: ${loose.join(', ')}.`;
  const pairs = await findLoosePairs(tx, id);
  if (pairs.length === 0) return undefined;
  const named = pairs.map(({ nodeId, attributeId }) => `${nodeId}/${attributeId}`);
  return `These pairs of node and attribute name one that is not there: ${named.join(', ')}.`;
}
