/** Owns the documented examples of page Archive SKU. */
import type { JetExample } from './example.ts';

export const archiveExamples: readonly JetExample[] = [
  {
    kind: 'request',
    route: 'archiveSku',
    name: 'Archive SKU',
    body: {
      is_archived: true,
    },
  },
  {
    kind: 'request',
    route: 'archiveSku',
    name: 'Unarchive SKU',
    body: {
      is_archived: false,
    },
  },
];
