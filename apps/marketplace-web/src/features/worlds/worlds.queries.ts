/** Owns asking for worlds, moving their clocks and changing their policies. */

import type { WorldPolicy } from '@jetway/marketplace-api';
import { allPages, useSending, wanted } from '@jetway/ui';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { pollEvery, useApi } from '../../api/index.ts';

/** Somebody else may move a clock; between two answers it is reckoned. */
const WORLD_POLL_MS = 5_000;

export function useWorlds() {
  const api = useApi();
  return useQuery({
    queryKey: ['worlds'],
    queryFn: ({ signal }) => allPages((query) => wanted(api.listWorlds({ query }, { signal }), 200)),
    refetchInterval: pollEvery(WORLD_POLL_MS),
  });
}

export function useWorld(worldId: string | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: ['world', worldId],
    queryFn: ({ signal }) => wanted(api.getWorld({ params: { worldId: worldId ?? '' } }, { signal }), 200),
    enabled: worldId !== undefined,
    refetchInterval: pollEvery(WORLD_POLL_MS),
  });
}

/** A clock that jumps moves orders and reviews: everything is asked for again. */
function askEverythingAgain(client: QueryClient): void {
  void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'orders' });
}

export interface ClockMove {
  readonly advanceMs?: number;
  readonly setTo?: number;
  readonly rate?: number;
}

export function useMoveClock(worldId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (body: ClockMove, options) => wanted(api.moveClock({ params: { worldId }, body }, options), 200),
    onDone: (world) => {
      client.setQueryData(['world', worldId], world);
      askEverythingAgain(client);
    },
  });
}

export function useSetPolicy(worldId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Partial<WorldPolicy>) => wanted(api.setPolicy({ params: { worldId }, body }), 200),
    onSuccess: (world) => {
      client.setQueryData(['world', worldId], world);
      void client.invalidateQueries({ queryKey: ['worlds'] });
    },
  });
}
