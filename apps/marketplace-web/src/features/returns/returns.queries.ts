/** Owns asking for returns, and opening them as a shopper. */
import type { RouteInput } from '@jetway/http-contract';
import type { OperatorReturn, operatorReturnRoutes } from '@jetway/marketplace-api';
import { usePaged, useSending, wanted } from '@jetway/ui';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { pollEvery, useApi } from '../../api/index.ts';
import type { ReturnTab } from './returns.search.ts';

const LIVE_MS = 3_000;

const filterOf = (tab: ReturnTab) => (tab === 'all' ? {} : tab === 'disputed' ? { disputed: true } : { status: tab });

export function useReturnList(accountId: string, tab: ReturnTab) {
  const api = useApi();
  return usePaged<OperatorReturn>({
    queryKey: ['returns', accountId, tab],
    fetchPage: (page, signal) =>
      wanted(api.listReturns({ params: { accountId }, query: { ...filterOf(tab), ...page } }, { signal }), 200),
    pollMs: LIVE_MS,
  });
}

export function useReturnCounts(accountId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['return-counts', accountId],
    queryFn: ({ signal }) => wanted(api.countReturns({ params: { accountId } }, { signal }), 200),
    refetchInterval: pollEvery(LIVE_MS),
  });
}

/** The newest returns of an order: few orders have more. */
export function useReturnsOfOrder(accountId: string, orderId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['returns-of-order', accountId, orderId],
    queryFn: ({ signal }) =>
      wanted(api.listReturns({ params: { accountId }, query: { orderId, limit: 50 } }, { signal }), 200),
    refetchInterval: pollEvery(LIVE_MS),
  });
}

export function useReturn(accountId: string, returnId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['return', accountId, returnId],
    queryFn: ({ signal }) => wanted(api.getReturn({ params: { accountId, returnId } }, { signal }), 200),
    refetchInterval: pollEvery(LIVE_MS),
  });
}

function askAgain(client: QueryClient): void {
  for (const name of ['returns', 'return-counts', 'returns-of-order', 'return'])
    void client.invalidateQueries({ queryKey: [name] });
}

export type OpenReturnBody = NonNullable<RouteInput<(typeof operatorReturnRoutes)['openReturn']>['body']>;

export function useOpenReturn(params: { readonly accountId: string; readonly orderId: string }) {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (body: OpenReturnBody, options) => wanted(api.openReturn({ params, body }, options), 201),
    onDone: () => askAgain(client),
  });
}
