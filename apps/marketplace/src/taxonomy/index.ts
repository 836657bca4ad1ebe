/** The door of the taxonomy. */

export { type Categories, type Category, findCategories } from './categories.store.ts';
export { operatorTaxonomyHandlers } from './taxonomies.routes.ts';
export { createTaxonomies, type Taxonomies } from './taxonomies.ts';
export { taxonomyHandlers } from './taxonomy.routes.ts';
export { findListingFactsOf, findTaxonomyNode, type ListingFacts, listAttributesOfNode } from './taxonomy.store.ts';
export type { AttributeValidation, NodeAttribute, TaxonomyAttribute, TaxonomyNode } from './taxonomy-rows.store.ts';
export {
  removeOwnTaxonomies,
  saveNodeAttributes,
  saveTaxonomyAttributes,
  saveTaxonomyNodes,
} from './world-taxonomy.store.ts';
