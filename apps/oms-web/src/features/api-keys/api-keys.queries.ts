/** Owns asking for API keys, making and revoking them. */

import type { Role } from '@jetway/oms-api';
import { allPages, useSending, wanted } from '@jetway/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

const keysKey = ['api-keys'] as const;

export function useApiKeys(enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: keysKey,
    queryFn: ({ signal }) => allPages((query) => wanted(api.listApiKeys({ query }, { signal }), 200)),
    enabled,
  });
}

export function useCreateApiKey() {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (body: { readonly name: string; readonly role: Role }, options) =>
      wanted(api.createApiKey({ body }, options), 201),
    onDone: () => void client.invalidateQueries({ queryKey: keysKey }),
  });
}

export function useRevokeApiKey() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (apiKeyId: string) => wanted(api.revokeApiKey({ params: { apiKeyId } }), 204),
    onSettled: () => void client.invalidateQueries({ queryKey: keysKey }),
  });
}
