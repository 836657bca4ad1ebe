/** Owns asking for settlements, their entries and disputes, and sending what an operator decided. */
import type { RouteInput } from '@jetway/http-contract';
import type { settlementRoutes } from '@jetway/marketplace-api';
import { usePaged, useSending, wanted } from '@jetway/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { pollEvery, useApi } from '../../api/index.ts';

const POLL_MS = 5_000;
/** Beyond so many, that there are more is enough to know. */
const MOST_COUNTED = 200;

export function useSettlements(accountId: string) {
  const api = useApi();
  return usePaged({
    queryKey: ['settlements', accountId],
    fetchPage: (page, signal) => wanted(api.listSettlements({ params: { accountId }, query: page }, { signal }), 200),
    pollMs: POLL_MS,
  });
}

export function useSettlement(accountId: string, settlementId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['settlement', accountId, settlementId],
    queryFn: ({ signal }) => wanted(api.getSettlement({ params: { accountId, settlementId } }, { signal }), 200),
    refetchInterval: pollEvery(POLL_MS),
  });
}

export function useEntries(accountId: string, settlementId: string) {
  const api = useApi();
  return usePaged({
    queryKey: ['settlement-entries', accountId, settlementId],
    fetchPage: (page, signal) =>
      wanted(api.listSettlementEntries({ params: { accountId, settlementId }, query: page }, { signal }), 200),
    pollMs: POLL_MS,
  });
}

export function useDisputes(accountId: string) {
  const api = useApi();
  return usePaged({
    queryKey: ['disputes', accountId],
    fetchPage: (page, signal) => wanted(api.listDisputes({ params: { accountId }, query: page }, { signal }), 200),
    pollMs: POLL_MS,
  });
}

/** How many disputes wait for a decision, as far as one page tells. */
export function useOpenDisputes(accountId: string): number | undefined {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['disputes', accountId, 'open'],
    queryFn: ({ signal }) =>
      wanted(
        api.listDisputes({ params: { accountId }, query: { state: 'open', limit: MOST_COUNTED } }, { signal }),
        200,
      ),
    refetchInterval: pollEvery(POLL_MS),
  });
  return data?.items.length;
}

function useChanged(accountId: string): () => void {
  const client = useQueryClient();
  return () => {
    for (const name of ['settlements', 'settlement', 'settlement-entries', 'disputes'])
      void client.invalidateQueries({ queryKey: [name, accountId] });
  };
}

export type AdjustmentBody = RouteInput<(typeof settlementRoutes)['addAdjustment']>['body'];

export function useAddAdjustment(accountId: string) {
  const api = useApi();
  const changed = useChanged(accountId);
  return useSending({
    send: (body: AdjustmentBody, options) => wanted(api.addAdjustment({ params: { accountId }, body }, options), 201),
    onDone: changed,
  });
}

export type DecisionBody = RouteInput<(typeof settlementRoutes)['decideDispute']>['body'];

export function useDecideDispute(accountId: string, returnId: string) {
  const api = useApi();
  const changed = useChanged(accountId);
  return useSending({
    send: (body: DecisionBody, options) =>
      wanted(api.decideDispute({ params: { accountId, returnId }, body }, options), 200),
    onDone: changed,
  });
}
