/** Owns the operator's routes of taxonomies. */
import { decodeCursor, encodeCursor, type Refusal, toPage } from '@jetway/kernel';
import type { taxonomyRoutes, Taxonomy as WireTaxonomy } from '@jetway/marketplace-api';
import { DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { findPlacedNode, findTaxonomy, listNodePage, listTaxonomyPage, type TaxonomyRow } from './taxonomies.store.ts';
import type { Taxonomies } from './taxonomies.ts';

const NOT_FOUND = { code: 'not_found', text: 'There is no such taxonomy.' } as const;
const NO_NODE = { code: 'not_found', text: 'There is no such browse node.' } as const;

export function operatorTaxonomyHandlers(deps: {
  readonly database: MarketplaceDatabase;
  readonly taxonomies: Taxonomies;
}): Handlers<typeof taxonomyRoutes, Author> {
  const { taxonomies } = deps;
  const { db } = deps.database;
  const worded = (
    context: Author,
    refusal: Refusal<'not_found' | 'taxonomy_ready' | 'taxonomy_incomplete' | 'taxonomy_used' | 'taxonomy_loading'>,
  ) => (refusal.code === 'not_found' ? problem(404, refusal, context) : problem(409, refusal, context));
  return {
    listTaxonomies: async (context, { query }) => {
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const found = await listTaxonomyPage(db, after.value, limit + 1);
      const page = toPage(found, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
      return { status: 200, body: { items: page.items.map(toWire), next: page.next } };
    },
    createTaxonomy: async (context, { body }) => ({
      status: 201,
      body: toWire(await taxonomies.create(body.name, context)),
    }),
    getTaxonomy: async (context, { params }) => {
      const found = await findTaxonomy(db, params.taxonomyId);
      return found === undefined ? problem(404, NOT_FOUND, context) : { status: 200, body: toWire(found) };
    },
    addTaxonomyRows: async (context, { params, body }) => {
      const added = await taxonomies.addRows(params.taxonomyId, body);
      return added.ok ? { status: 204 } : worded(context, added.refusal);
    },
    finishTaxonomy: async (context, { params, body }) => {
      const finished = await taxonomies.finish(params.taxonomyId, body.oddRows, context);
      return finished.ok ? { status: 200, body: toWire(finished.value) } : worded(context, finished.refusal);
    },
    deleteTaxonomy: async (context, { params }) => {
      const removed = await taxonomies.remove(params.taxonomyId);
      return removed.ok ? { status: 204 } : worded(context, removed.refusal);
    },
    listTaxonomyNodes: async (context, { params, query }) => {
      const after = query.cursor === undefined ? { at: 0, id: '' } : decodeCursor(query.cursor);
      if (after === undefined)
        return problem(
          400,
          { code: 'bad_cursor', text: 'The cursor is none of ours.', path: '/query/cursor' },
          context,
        );
      if ((await findTaxonomy(db, params.taxonomyId)) === undefined) return problem(404, NOT_FOUND, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const filter = { search: query.search, parentId: query.parentId ?? 0, after: after.at };
      const found = await listNodePage(db, params.taxonomyId, filter, limit + 1);
      const items = found.slice(0, limit);
      const last = items.at(-1);
      const next =
        found.length > limit && last !== undefined ? encodeCursor({ at: last.id, id: String(last.id) }) : null;
      return { status: 200, body: { items, next } };
    },
    getOperatorTaxonomyNode: async (context, { params }) => {
      const found = await findPlacedNode(db, params.taxonomyId, params.nodeId);
      return found === undefined ? problem(404, NO_NODE, context) : { status: 200, body: found };
    },
    setTaxonomy: async (context, { params, body }) => {
      const set = await taxonomies.putInForce(params.worldId, body.taxonomyId, context);
      return set.ok ? { status: 200, body: toWire(set.value) } : worded(context, set.refusal);
    },
  };
}

const toWire = (row: TaxonomyRow): WireTaxonomy => ({
  ...row,
  oddRows: [...row.oddRows],
  worldIds: [...row.worldIds],
});
