/** Owns asking for nodes, adding and changing them. */

import type { CallOptions, RouteInput } from '@jetway/http-contract';
import type { nodeRoutes, ReturnNode } from '@jetway/marketplace-api';
import { allPages, useSending, wanted } from '@jetway/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useApi } from '../../api/index.ts';

const NODES_STALE_MS = 30_000;

export function useNodes(accountId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['nodes', accountId],
    queryFn: ({ signal }) =>
      allPages((query) => wanted(api.listNodes({ params: { accountId }, query }, { signal }), 200)),
    staleTime: NODES_STALE_MS,
  });
}

export function useReturnNodes(accountId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['return-nodes', accountId],
    queryFn: ({ signal }) =>
      allPages((query) => wanted(api.listReturnNodes({ params: { accountId }, query }, { signal }), 200)),
    staleTime: NODES_STALE_MS,
  });
}

/** A node's name, or its id while nobody knows better. */
export function useNodeNames(accountId: string): (nodeId: string) => string {
  const { data } = useNodes(accountId);
  return useCallback((nodeId) => data?.find(({ id }) => id === nodeId)?.name ?? nodeId, [data]);
}

export type NodeBody = RouteInput<(typeof nodeRoutes)['createNode']>['body'];
export type ReturnNodeBody = RouteInput<(typeof nodeRoutes)['createReturnNode']>['body'];

/** A node as it was read; absent for a new one. */
export type SeenNode = Pick<ReturnNode, 'id' | 'version'> | undefined;

/** Names the version that was read: what somebody else changed meanwhile is not written over. */
const matching = (node: NonNullable<SeenNode>, options: CallOptions) => ({
  headers: { ...options.headers, 'if-match': String(node.version) },
});

/** Adds a fulfilment node, or changes the one that was read. */
export function useSaveNode(accountId: string, node: SeenNode) {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (body: NodeBody, options) =>
      node === undefined
        ? wanted(api.createNode({ params: { accountId }, body }, options), 201)
        : wanted(api.changeNode({ params: { accountId, nodeId: node.id }, body }, matching(node, options)), 200),
    onDone: () => void client.invalidateQueries({ queryKey: ['nodes', accountId] }),
  });
}

/** Adds a return node, or changes the one that was read. */
export function useSaveReturnNode(accountId: string, node: SeenNode) {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (body: ReturnNodeBody, options) =>
      node === undefined
        ? wanted(api.createReturnNode({ params: { accountId }, body }, options), 201)
        : wanted(api.changeReturnNode({ params: { accountId, nodeId: node.id }, body }, matching(node, options)), 200),
    onDone: () => void client.invalidateQueries({ queryKey: ['return-nodes', accountId] }),
  });
}
