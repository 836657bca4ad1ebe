/** Owns asking for taxonomies and their browse nodes, putting one in force, and deleting one. */
import type { Taxonomy } from '@jetway/marketplace-api';
import { allPages, usePaged, useSending, wanted } from '@jetway/ui';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { pollEvery, useApi } from '../../api/index.ts';

/** An import grows while one looks at it. */
const POLL_MS = 5_000;
/** Nodes of a taxonomy that is ready never change. */
const NODES_STALE_MS = 60_000;
const NODES_OF_A_PAGE = 100;
const FOUND_AT_ONCE = 25;

export function useTaxonomies() {
  const api = useApi();
  return useQuery({
    queryKey: ['taxonomies'],
    queryFn: ({ signal }) => allPages<Taxonomy>((query) => wanted(api.listTaxonomies({ query }, { signal }), 200)),
    refetchInterval: pollEvery(POLL_MS),
  });
}

export function useTaxonomy(taxonomyId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['taxonomy', taxonomyId],
    queryFn: ({ signal }) => wanted(api.getTaxonomy({ params: { taxonomyId } }, { signal }), 200),
    refetchInterval: pollEvery(POLL_MS),
  });
}

/** The taxonomy that a world goes by. */
export function useTaxonomyOfWorld(worldId: string): Taxonomy | undefined {
  return useTaxonomies().data?.find(({ worldIds }) => worldIds.includes(worldId));
}

export interface NodeQuestion {
  readonly parentId?: number;
  readonly search?: string;
}

/** Nodes right below a parent, or those whose name contains a text. */
export function useTaxonomyNodes(taxonomyId: string, question: NodeQuestion) {
  const api = useApi();
  return usePaged({
    queryKey: ['taxonomy-nodes', taxonomyId, question],
    fetchPage: (page, signal) =>
      wanted(api.listTaxonomyNodes({ params: { taxonomyId }, query: { ...question, ...page } }, { signal }), 200),
    limit: NODES_OF_A_PAGE,
  });
}

/** The first nodes whose name contains what was typed; the roots when nothing was. */
export function useFoundNodes(taxonomyId: string | undefined, search: string) {
  const api = useApi();
  const query = { limit: FOUND_AT_ONCE, ...(search === '' ? {} : { search }) };
  return useQuery({
    queryKey: ['taxonomy-nodes', taxonomyId, 'found', search],
    queryFn: ({ signal }) =>
      wanted(api.listTaxonomyNodes({ params: { taxonomyId: taxonomyId ?? '' }, query }, { signal }), 200),
    enabled: taxonomyId !== undefined,
    placeholderData: keepPreviousData,
    staleTime: NODES_STALE_MS,
  });
}

/** A node with its attributes; asks for nothing while the node or its taxonomy is not known. */
export function useTaxonomyNode(taxonomyId: string | undefined, nodeId: number | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['taxonomy-node', taxonomyId, nodeId],
    queryFn: ({ signal }) =>
      wanted(
        api.getOperatorTaxonomyNode({ params: { taxonomyId: taxonomyId ?? '', nodeId: nodeId ?? 0 } }, { signal }),
        200,
      ),
    enabled: taxonomyId !== undefined && nodeId !== undefined,
    staleTime: NODES_STALE_MS,
  });
}

export function usePutInForce(taxonomyId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (worldId: string, options) =>
      wanted(api.setTaxonomy({ params: { worldId }, body: { taxonomyId } }, options), 200),
    onDone: (taxonomy) => {
      client.setQueryData(['taxonomy', taxonomyId], taxonomy);
      for (const name of ['taxonomies', 'taxonomy', 'skus']) void client.invalidateQueries({ queryKey: [name] });
    },
  });
}

export function useDeleteTaxonomy(taxonomyId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (_: undefined, options) => wanted(api.deleteTaxonomy({ params: { taxonomyId } }, options), 204),
    onDone: () => void client.invalidateQueries({ queryKey: ['taxonomies'] }),
  });
}
