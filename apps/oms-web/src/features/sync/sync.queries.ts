/** Owns asking for runs, exchanges, what waits to be sent, how sync stands, and the audit. */

import type { Connection, StockFile, SyncRun, SyncSettings, WaitingMessage } from '@jetway/oms-api';
import { usePaged, useSending, wanted } from '@jetway/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
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

export function useSyncState(connectionId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['sync-state', connectionId],
    queryFn: ({ signal }) => wanted(api.getSyncState({ params: { connectionId } }, { signal }), 200),
    refetchInterval: 30_000,
  });
}

export function useChangeSyncSettings(connectionId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, ...body }: Partial<SyncSettings> & Pick<SyncSettings, 'version'>) =>
      wanted(
        api.changeSyncSettings({ params: { connectionId }, body }, { headers: { 'if-match': String(version) } }),
        200,
      ),
    // Also after a refusal: somebody else may have changed them.
    onSettled: () => client.invalidateQueries({ queryKey: ['sync-state', connectionId] }),
  });
}

export function useStockFiles(connectionId: string, enabled: boolean) {
  const api = useApi();
  return usePaged<StockFile>({
    queryKey: ['stock-files', connectionId],
    fetchPage: (page, signal) => wanted(api.listStockFiles({ query: { connectionId, ...page } }, { signal }), 200),
    limit: 10,
    enabled,
  });
}

export function useRetryFile() {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (fileId: string, options) => wanted(api.retryStockFile({ params: { fileId } }, options), 200),
    onDone: () => void client.invalidateQueries({ queryKey: ['sync-state'] }),
  });
}

export function useRetryRun() {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (runId: string, options) => wanted(api.retryRun({ params: { runId } }, options), 202),
    onDone: () => {
      for (const name of ['run-heads', 'sync-state']) void client.invalidateQueries({ queryKey: [name] });
    },
  });
}

export function usePolicyPreview(connectionId: string, policy: Connection['acknowledgePolicy'], enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['policy-preview', connectionId, policy],
    queryFn: ({ signal }) =>
      wanted(api.previewPolicy({ params: { connectionId }, query: { policy } }, { signal }), 200),
    enabled,
    staleTime: 0,
  });
}

export function useAudit() {
  const api = useApi();
  return useSending({ send: (_: undefined, options) => wanted(api.runAudit({}, options), 200) });
}
