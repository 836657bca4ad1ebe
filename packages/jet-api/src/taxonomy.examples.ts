/** Owns the documented examples of pages Call Taxonomy Nodes, Taxonomy Node IDs and Category's Attribute Mapping. */
import type { JetExample } from './example.ts';

export const taxonomyExamples: readonly JetExample[] = [
  {
    kind: 'reply',
    route: 'listTaxonomyLinks',
    name: 'Node links',
    status: 200,
    body: { node_urls: ['/taxonomy/nodes/2000034', '/taxonomy/nodes/2000158', '/taxonomy/nodes/2000061'] },
  },
  {
    kind: 'reply',
    route: 'getTaxonomyNode',
    name: 'Node',
    status: 200,
    body: {
      jet_node_id: 9000218,
      jet_node_name: 'Dresses',
      jet_node_path: "Clothing, Shoes & Accessories/Women's Clothing/Dresses",
      amazon_node_ids: [9000990],
      parent_id: 9000213,
      jet_level: 2,
      suggested_tax_code: 'General Taxable Product',
    },
  },
  {
    kind: 'reply',
    route: 'listNodeAttributes',
    name: 'Attributes',
    status: 200,
    body: {
      attributes: [
        {
          attribute_id: 2,
          attribute_description: 'Color Map',
          free_text: false,
          variant: false,
          values: [
            'Beige',
            'Black',
            'Blue',
            'Brown',
            'Clear',
            'Gold',
            'Green',
            'Grey',
            'Multi-Colored',
            'Orange',
            'Pink',
            'Purple',
            'Red',
            'Silver',
            'White',
            'Yellow',
          ],
        },
        {
          attribute_id: 95,
          attribute_description: 'Count Size',
          free_text: true,
          variant: true,
          validation: { data_type: 'integer', max_value: 1000000, min_value: 1 },
        },
      ],
    },
  },
];
