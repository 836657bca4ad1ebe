/** Owns asking for faults and limits of an account, and changing them. */
import type { FaultRule, FaultRuleInput, RateLimit } from '@jetway/marketplace-api';
import { allPages, useSending, wanted } from '@jetway/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { pollEvery, useApi } from '../../api/index.ts';

/** Counts of hits are watched as they grow. */
const COUNTS_POLL_MS = 3_000;

export function useFaults(accountId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['faults', accountId],
    queryFn: ({ signal }) =>
      allPages<FaultRule>((query) => wanted(api.listFaults({ params: { accountId }, query }, { signal }), 200)),
    refetchInterval: pollEvery(COUNTS_POLL_MS),
  });
}

function useFaultsChanged(accountId: string): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['faults', accountId] });
}

/** Makes a fault, or changes one. */
export function useSaveFault(accountId: string, faultId: string | undefined) {
  const api = useApi();
  return useSending<FaultRuleInput, FaultRule>({
    send: (body, options) =>
      faultId === undefined
        ? wanted(api.createFault({ params: { accountId }, body }, options), 201)
        : wanted(api.replaceFault({ params: { accountId, faultId }, body }, options), 200),
    onDone: useFaultsChanged(accountId),
  });
}

export function useSwitchFault(accountId: string) {
  const api = useApi();
  return useSending({
    send: ({ faultId, body }: { readonly faultId: string; readonly body: FaultRuleInput }, options) =>
      wanted(api.replaceFault({ params: { accountId, faultId }, body }, options), 200),
    onDone: useFaultsChanged(accountId),
  });
}

export function useDeleteFault(accountId: string) {
  const api = useApi();
  return useSending({
    send: (faultId: string, options) => wanted(api.deleteFault({ params: { accountId, faultId } }, options), 204),
    onDone: useFaultsChanged(accountId),
  });
}

const limitsKey = (accountId: string) => ['rate-limits', accountId] as const;

export function useRateLimits(accountId: string) {
  const api = useApi();
  return useQuery({
    queryKey: limitsKey(accountId),
    queryFn: ({ signal }) => wanted(api.getRateLimits({ params: { accountId } }, { signal }), 200),
  });
}

export function useSetRateLimits(accountId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (limits: RateLimit[], options) =>
      wanted(api.setRateLimits({ params: { accountId }, body: { limits } }, options), 200),
    onDone: (set) => client.setQueryData(limitsKey(accountId), set),
  });
}
