/** Owns asking for one connection, changing, creating and testing it. */

import type { Connection } from '@jetway/oms-api';
import { useSending, wanted } from '@jetway/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';
import { useKeepConnection } from '../connections/index.ts';
import type { changeBody, settingsBody } from './jet-form.ts';

export function useConnection(connectionId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['connections', connectionId],
    queryFn: ({ signal }) => wanted(api.getConnection({ params: { connectionId } }, { signal }), 200),
  });
}

export function useCreateConnection() {
  const api = useApi();
  const keep = useKeepConnection();
  return useSending({
    send: (body: { readonly name: string; readonly baseUrl: string }, options) =>
      wanted(api.createConnection({ body: { channel: 'jet', ...body } }, options), 201),
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

export interface TestInput {
  readonly baseUrl: string;
  readonly settings: ReturnType<typeof settingsBody>;
}

export function useTestConnection(connectionId: string) {
  const api = useApi();
  return useMutation({
    mutationFn: (body: TestInput) => wanted(api.testConnection({ params: { connectionId }, body }), 200),
  });
}
