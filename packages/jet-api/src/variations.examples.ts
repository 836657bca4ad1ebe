/** Owns the documented examples of pages Variation Upload and Variation Retrieval. */
import type { JetExample } from './example.ts';

export const variationExamples: readonly JetExample[] = [
  {
    kind: 'request',
    route: 'putVariation',
    name: 'Group with multiple attributes',
    body: { relationship: 'Variation', variation_refinements: [12, 34], children_skus: ['abcd', 'efgh'] },
  },
];
