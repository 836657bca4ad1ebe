/** Owns asking for channels and one connection, changing, creating and testing it. */

import type { Connection } from '@jetway/oms-api';
import { useSending, wanted } from '@jetway/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';
import { useKeepConnection } from '../connections/index.ts';
import type { changeBody, triedBody } from './channel-form.ts';

/** What can be connected; it changes only with the program. */
export function useChannels() {
  const api = useApi();
  return useQuery({
    queryKey: ['channels'],
    queryFn: async ({ signal }) => (await wanted(api.listChannels({}, { signal }), 200)).items,
    staleTime: 60 * 60_000,
  });
}

export function useConnection(connectionId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['connections', connectionId],
    queryFn: ({ signal }) => wanted(api.getConnection({ params: { connectionId } }, { signal }), 200),
  });
}

export interface NewConnection {
  readonly channel: string;
  readonly name: string;
  readonly baseUrl?: string;
}

export function useCreateConnection() {
  const api = useApi();
  const keep = useKeepConnection();
  return useSending({
    send: (body: NewConnection, options) => wanted(api.createConnection({ body }, options), 201),
    onDone: keep,
  });
}

export function useChangeConnection({ id }: Pick<Connection, 'id'>) {
  const api = useApi();
  const keep = useKeepConnection();
  return useMutation({
    mutationFn: ({ body, version }: { readonly body: ReturnType<typeof changeBody>; readonly version: number }) =>
      wanted(
        api.changeConnection({ params: { connectionId: id }, body }, { headers: { 'if-match': String(version) } }),
        200,
      ),
    onSuccess: keep,
  });
}

export function useTestConnection(connectionId: string) {
  const api = useApi();
  return useMutation({
    mutationFn: (body: ReturnType<typeof triedBody>) =>
      wanted(api.testConnection({ params: { connectionId }, body }), 200),
  });
}
