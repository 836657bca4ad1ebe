/** Owns asking which stories there are, playing one, and keeping what was played last on an account. */
import type { ScenarioTranscript } from '@jetway/marketplace-api';
import { useSending, wanted } from '@jetway/ui';
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

export function useScenarios() {
  const api = useApi();
  return useQuery({
    queryKey: ['scenarios'],
    queryFn: async ({ signal }) => (await wanted(api.listScenarios({}, { signal }), 200)).items,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

const playedKey = (accountId: string) => ['scenario-played', accountId] as const;

/** What was played last on the account since the console was opened; it stays when one goes away and comes back. */
export const useLastPlayed = (accountId: string) =>
  useQuery<ScenarioTranscript>({
    queryKey: playedKey(accountId),
    queryFn: skipToken,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  }).data;

export interface Wish {
  readonly name: string;
  readonly seed: number;
  readonly makeSkus: boolean;
}

export function usePlayScenario(accountId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: ({ name, ...body }: Wish, options) =>
      wanted(api.runScenario({ params: { accountId, name }, body }, options), 200),
    onDone: (transcript) => {
      client.setQueryData(playedKey(accountId), transcript);
      // A story leaves orders, SKUs, returns, faults and another clock behind.
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'scenario-played' });
    },
  });
}
