/** Owns asking for accounts, adding merchants and giving accounts new secrets. */
import { allPages, useSending, wanted } from '@jetway/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { pollEvery, useApi } from '../../api/index.ts';

const accountsKey = ['accounts'] as const;

/** The counts of orders are news. */
const COUNTS_POLL_MS = 4_000;

export function useAccounts() {
  const api = useApi();
  return useQuery({
    queryKey: accountsKey,
    queryFn: ({ signal }) => allPages((query) => wanted(api.listAccounts({ query }, { signal }), 200)),
    refetchInterval: pollEvery(COUNTS_POLL_MS),
  });
}

export function useCreateMerchant() {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (body: { readonly name: string }, options) => wanted(api.createMerchant({ body }, options), 201),
    onDone: () => {
      for (const name of ['accounts', 'worlds']) void client.invalidateQueries({ queryKey: [name] });
    },
  });
}

export function useRotateSecret() {
  const api = useApi();
  return useSending({
    send: (accountId: string, options) => wanted(api.rotateSecret({ params: { accountId } }, options), 200),
  });
}
