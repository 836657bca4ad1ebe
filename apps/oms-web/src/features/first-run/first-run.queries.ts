/** Owns asking how far the guided set-up is, and leaving it. */
import type { FirstRun, OmsClient } from '@jetway/oms-api';
import { useSending, wanted } from '@jetway/ui';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

export const firstRunQuery = (api: OmsClient) =>
  queryOptions({
    queryKey: ['first-run'],
    queryFn: ({ signal }) => wanted(api.getFirstRun({}, { signal }), 200),
    // Once it is left it stays so: only an open one is asked about again.
    staleTime: ({ state }) => (state.data === undefined || state.data.state === 'open' ? 0 : Number.POSITIVE_INFINITY),
  });

export const useFirstRun = () => useQuery(firstRunQuery(useApi()));

export function useEndFirstRun() {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (state: 'done' | 'skipped', options) => wanted(api.endFirstRun({ body: { state } }, options), 200),
    onDone: (after: FirstRun) => client.setQueryData(['first-run'], after),
  });
}

/** After a step: what there is now. */
export function useStepDone(): () => void {
  const client = useQueryClient();
  return () => {
    for (const name of ['first-run', 'connections', 'locations', 'inventory', 'home'])
      void client.invalidateQueries({ queryKey: [name] });
  };
}
