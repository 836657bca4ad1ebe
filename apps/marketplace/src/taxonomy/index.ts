/** The door of the taxonomy. */
export {
  type AttributeValidation,
  findListingFacts,
  findTaxonomyNode,
  type ListingFacts,
  listAttributesOfNode,
  type NodeAttribute,
  saveNodeAttributes,
  saveTaxonomyAttributes,
  saveTaxonomyNodes,
  type TaxonomyAttribute,
  type TaxonomyNode,
} from './taxonomy.store.ts';
