/** Owns asking for connections, switching them, and running them by hand. */

import type { Connection, runKinds } from '@jetway/oms-api';
import { allPages, useSending, wanted } from '@jetway/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

const connectionsKey = ['connections'] as const;

export function useConnections() {
  const api = useApi();
  return useQuery({
    queryKey: connectionsKey,
    queryFn: ({ signal }) => allPages((query) => wanted(api.listConnections({ query }, { signal }), 200)),
    refetchInterval: 60_000,
  });
}

/** Puts a connection just received in its place in the list. */
export function useKeepConnection(): (connection: Connection) => void {
  const client = useQueryClient();
  return (connection) => {
    client.setQueryData<Connection[]>(connectionsKey, (before) => {
      if (before === undefined) return before;
      const known = before.some(({ id }) => id === connection.id);
      return known ? before.map((one) => (one.id === connection.id ? connection : one)) : [...before, connection];
    });
    void client.invalidateQueries({ queryKey: connectionsKey });
  };
}

export interface SwitchInput {
  readonly connectionId: string;
  readonly mode: Connection['mode'];
  readonly stoppedLanes?: Connection['stoppedLanes'];
}

export function useSwitchConnection() {
  const api = useApi();
  const client = useQueryClient();
  const keep = useKeepConnection();
  return useMutation({
    mutationFn: ({ connectionId, ...body }: SwitchInput) =>
      wanted(api.switchConnection({ params: { connectionId }, body }), 200),
    onSuccess: (connection) => {
      keep(connection);
      void client.invalidateQueries({ queryKey: ['waiting'] });
    },
  });
}

export interface RunInput {
  readonly connectionId: string;
  readonly kind: (typeof runKinds)[number];
}

export function useRunConnection() {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: ({ connectionId, kind }: RunInput, options) =>
      wanted(api.runConnection({ params: { connectionId }, body: { kind } }, options), 202),
    onDone: () => {
      for (const name of ['run-heads', 'connections', 'sync-state'])
        void client.invalidateQueries({ queryKey: [name] });
    },
  });
}

export function useShippingOptions(connectionId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['shipping-options', connectionId],
    queryFn: ({ signal }) => wanted(api.getShippingOptions({ params: { connectionId } }, { signal }), 200),
    staleTime: 60 * 60_000,
  });
}
