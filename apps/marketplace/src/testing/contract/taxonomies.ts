/** Owns what the tests of the contracts know of taxonomies. */
import {
  type JetSamples,
  nothing,
  type OperatorSamples,
  type OperatorWalker,
  ofWorld,
  TOO_LONG,
  type Walk,
} from './part.ts';
import type { At } from './world.ts';

export const jetTaxonomies = () => ({
  samples: {
    listTaxonomyLinks: () => ({ params: { version: 'v1' } }),
    getTaxonomyNode: () => ({ params: { nodeId: 4_100_000 } }),
    listNodeAttributes: () => ({ params: { nodeId: 4_100_000 } }),
  } satisfies JetSamples,
  walk: (): Walk => [
    ['GET', '/taxonomy/links/v1'],
    ['GET', '/taxonomy/links/v1?offset=-1'],
    ...['4100000', '999', 'toys'].flatMap(
      (id): Walk => [
        ['GET', `/taxonomy/nodes/${id}`],
        ['GET', `/taxonomy/nodes/${id}/attributes`],
      ],
    ),
  ],
});

export const operatorTaxonomies = (at: At) => {
  const ofTaxonomy = () => ({ params: { taxonomyId: 'default' } });
  return {
    samples: {
      listTaxonomies: nothing,
      createTaxonomy: () => ({ body: { name: 'Walked' } }),
      getTaxonomy: ofTaxonomy,
      addTaxonomyRows: () => ({ ...ofTaxonomy(), body: {} }),
      finishTaxonomy: () => ({ ...ofTaxonomy(), body: { oddRows: [] } }),
      deleteTaxonomy: ofTaxonomy,
      listTaxonomyNodes: ofTaxonomy,
      getOperatorTaxonomyNode: () => ({ params: { taxonomyId: 'default', nodeId: 4_100_000 } }),
      setTaxonomy: () => ({ ...ofWorld(at)(), body: { taxonomyId: 'default' } }),
    } satisfies OperatorSamples,
    walk: (async (operator) => {
      const { mine } = at();
      const { id: taxonomyId } = (await operator('POST', '/taxonomies', { name: 'Walked' })).json() as { id: string };
      return {
        walk: [
          ['GET', '/taxonomies'],
          ['GET', '/taxonomies?cursor=nonsense'],
          ['POST', '/taxonomies', {}],
          ['POST', `/taxonomies/${taxonomyId}/rows`, {}],
          ['PUT', `/worlds/${mine.worldId}/taxonomy`, { taxonomyId }],
          ['POST', `/taxonomies/${taxonomyId}/finish`, { oddRows: [] }],
          ...[taxonomyId, 'default', 'nowhere', TOO_LONG].flatMap(
            (id): Walk => [
              ['GET', `/taxonomies/${id}`],
              ['GET', `/taxonomies/${id}/nodes`],
              ['GET', `/taxonomies/${id}/nodes?cursor=nonsense`],
              ['GET', `/taxonomies/${id}/nodes/4100000`],
              ['POST', `/taxonomies/${id}/rows`, {}],
              ['POST', `/taxonomies/${id}/finish`, { oddRows: [] }],
              ['PUT', `/worlds/${mine.worldId}/taxonomy`, { taxonomyId: id }],
            ],
          ),
          ['PUT', `/worlds/${mine.worldId}/taxonomy`, { taxonomyId: 'default' }],
          ...[taxonomyId, 'default', 'nowhere', TOO_LONG].map((id) => ['DELETE', `/taxonomies/${id}`] as const),
        ],
      };
    }) satisfies OperatorWalker,
  };
};
