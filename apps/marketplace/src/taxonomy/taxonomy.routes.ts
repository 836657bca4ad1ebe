/** Owns the merchant's routes of the taxonomy (pages Call Taxonomy Nodes, Taxonomy Node IDs, Category's Attribute Mapping). */
import { MAX_TAXONOMY_LINKS, taxonomyNodeLink, taxonomyNodeNotFound, type taxonomyRoutes } from '@jetway/jet-api';
import type { Handlers } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { findTaxonomyNode, listAttributesOfNode, listNodeIds } from './taxonomy.store.ts';
import type { TaxonomyAttribute } from './taxonomy-rows.store.ts';

export function taxonomyHandlers(deps: {
  readonly database: MarketplaceDatabase;
}): Handlers<typeof taxonomyRoutes, AccountContext> {
  const { db } = deps.database;
  const notFound = (nodeId: number) => ({ status: 404 as const, body: { errors: [taxonomyNodeNotFound(nodeId)] } });
  return {
    listTaxonomyLinks: async (context, { query }) => {
      const limit = Math.min(query.limit ?? MAX_TAXONOMY_LINKS, MAX_TAXONOMY_LINKS);
      const found = await listNodeIds(db, context.world.id, { offset: query.offset ?? 0, limit });
      return { status: 200, body: { node_urls: found.map(taxonomyNodeLink) } };
    },
    getTaxonomyNode: async (context, { params }) => {
      const node = await findTaxonomyNode(db, context.world.id, params.nodeId);
      if (node === undefined) return notFound(params.nodeId);
      return {
        status: 200,
        body: {
          jet_node_id: node.nodeId,
          jet_node_name: node.name,
          jet_node_path: node.path,
          amazon_node_ids: [...node.amazonNodeIds],
          parent_id: node.parentId,
          jet_level: node.level,
          suggested_tax_code: node.suggestedTaxCode,
        },
      };
    },
    listNodeAttributes: async (context, { params }) => {
      const node = await findTaxonomyNode(db, context.world.id, params.nodeId);
      if (node === undefined) return notFound(params.nodeId);
      const attributes = await listAttributesOfNode(db, context.world.id, params.nodeId);
      return { status: 200, body: { attributes: attributes.map(toWire) } };
    },
  };
}

/** Values of an attribute that takes them, units where there are some, a form where free text must have one. */
const toWire = ({ attributeId, description, freeText, variant, values, units, validation }: TaxonomyAttribute) => ({
  attribute_id: attributeId,
  attribute_description: description,
  free_text: freeText,
  variant,
  ...(freeText ? {} : { values: [...values] }),
  ...(units.length === 0 ? {} : { units: [...units] }),
  ...(freeText && validation !== null ? { validation } : {}),
});
