/** Owns asking for runs, exchanges, and what waits to be sent. */

import type { SyncRun, WaitingMessage } from '@jetway/oms-api';
import { usePaged, wanted } from '@jetway/ui';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';
import { useLiveList } from '../../parts/live-list/index.ts';
import type { RunKind, RunState } from './sync.ts';

export interface RunFilters {
  readonly connectionId?: string;
  readonly kind?: RunKind;
  readonly state?: RunState;
}

export function useRuns(filters: RunFilters) {
  const api = useApi();
  return useLiveList<SyncRun>({
    list: 'run-lists',
    head: 'run-heads',
    filters,
    fetchPage: (page, signal) => wanted(api.listRuns({ query: { ...filters, ...page } }, { signal }), 200),
    limit: 25,
  });
}

export function useRun(runId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['run', runId],
    queryFn: ({ signal }) => wanted(api.getRun({ params: { runId } }, { signal }), 200),
  });
}

export function useRunExchanges(runId: string) {
  const api = useApi();
  return usePaged({
    queryKey: ['exchanges', { runId }],
    fetchPage: (page, signal) => wanted(api.listExchanges({ query: { runId, ...page } }, { signal }), 200),
    limit: 25,
  });
}

export function useWaiting(connectionId: string, enabled: boolean) {
  const api = useApi();
  return usePaged<WaitingMessage>({
    queryKey: ['waiting', connectionId],
    fetchPage: (query, signal) => wanted(api.listWaiting({ params: { connectionId }, query }, { signal }), 200),
    limit: 20,
    enabled,
  });
}
