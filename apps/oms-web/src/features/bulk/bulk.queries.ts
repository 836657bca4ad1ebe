/** Owns asking for bulk runs, starting, cancelling and repeating them. */
import type { BulkOptions, BulkRun, OrderFilters, OrderTab } from '@jetway/oms-api';
import { usePaged, useSending, wanted } from '@jetway/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

export function useBulkRuns() {
  const api = useApi();
  return usePaged({
    queryKey: ['bulk-runs'],
    fetchPage: (query, signal) => wanted(api.listBulkRuns({ query }, { signal }), 200),
    pollMs: 60_000,
  });
}

/** While it goes on, an event tells of each step; asking again is for when none comes. */
const ASK_AGAIN_MS = 5_000;

export function useBulkRun(bulkRunId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['bulk-run', bulkRunId],
    queryFn: ({ signal }) => wanted(api.getBulkRun({ params: { bulkRunId } }, { signal }), 200),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? ASK_AGAIN_MS : false),
  });
}

export function useBulkRunOrders(bulkRunId: string, state: 'refused' | undefined) {
  const api = useApi();
  return usePaged({
    queryKey: ['bulk-run', bulkRunId, 'orders', state ?? 'all'],
    fetchPage: (page, signal) => {
      const query = { ...page, ...(state === undefined ? {} : { state }) };
      return wanted(api.listBulkRunOrders({ params: { bulkRunId }, query }, { signal }), 200);
    },
  });
}

/** What to do, and to which orders: some, or all that a list holds. */
export interface BulkStart {
  readonly action: BulkRun['action'];
  readonly options?: BulkOptions;
  readonly orders:
    | { readonly orderIds: readonly string[] }
    | { readonly list: { readonly tab: OrderTab; readonly timeZone: string; readonly filters: OrderFilters } };
}

function useAskAgain() {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['bulk-runs'] });
    void client.invalidateQueries({ queryKey: ['bulk-run'] });
  };
}

export function useStartBulk() {
  const api = useApi();
  const askAgain = useAskAgain();
  return useSending({
    send: ({ orders, ...rest }: BulkStart, options) => {
      const which = 'orderIds' in orders ? { orderIds: [...orders.orderIds] } : { list: orders.list };
      return wanted(api.startBulkRun({ body: { ...rest, ...which } }, options), 201);
    },
    onDone: askAgain,
  });
}

export function useCancelBulk() {
  const api = useApi();
  const askAgain = useAskAgain();
  return useSending({
    send: (bulkRunId: string, options) => wanted(api.cancelBulkRun({ params: { bulkRunId } }, options), 200),
    onDone: askAgain,
  });
}

export function useRetryBulk() {
  const api = useApi();
  const askAgain = useAskAgain();
  return useSending({
    send: (bulkRunId: string, options) => wanted(api.retryBulkRun({ params: { bulkRunId } }, options), 201),
    onDone: askAgain,
  });
}
