/** Owns asking for nodes, and adding them. */

import type { RouteInput } from '@jetway/http-contract';
import type { accountRoutes } from '@jetway/marketplace-api';
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

export type NodeBody = RouteInput<(typeof accountRoutes)['createNode']>['body'];
export type ReturnNodeBody = RouteInput<(typeof accountRoutes)['createReturnNode']>['body'];

export function useCreateNode(accountId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (body: NodeBody, options) => wanted(api.createNode({ params: { accountId }, body }, options), 201),
    onDone: () => void client.invalidateQueries({ queryKey: ['nodes', accountId] }),
  });
}

export function useCreateReturnNode(accountId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (body: ReturnNodeBody, options) =>
      wanted(api.createReturnNode({ params: { accountId }, body }, options), 201),
    onDone: () => void client.invalidateQueries({ queryKey: ['return-nodes', accountId] }),
  });
}
