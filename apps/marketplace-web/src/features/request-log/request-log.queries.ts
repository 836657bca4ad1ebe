/** Owns asking for the API log of an account. */
import type { LoggedRequest, MerchantRoute } from '@jetway/marketplace-api';
import { keepFirstPage, usePaged, wanted } from '@jetway/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { pollEvery, useApi } from '../../api/index.ts';
import type { LogFilters } from './request-log.ts';

/** How often the newest entries are asked for while the log is looked at. */
const LIVE_MS = 3_000;
const HEAD_ROWS = 50;

/** The log as it was when it was asked for: nothing moves while somebody reads. */
export function useRequestLog(accountId: string, filters: LogFilters) {
  const api = useApi();
  const client = useQueryClient();
  const queryKey = ['request-log', accountId, filters] as const;
  const list = usePaged<LoggedRequest>({
    queryKey,
    fetchPage: (page, signal) =>
      wanted(api.listRequests({ params: { accountId }, query: { ...filters, ...page } }, { signal }), 200),
    still: true,
  });
  const head = useQuery({
    queryKey: ['request-log-head', accountId, filters],
    queryFn: ({ signal }) =>
      wanted(api.listRequests({ params: { accountId }, query: { ...filters, limit: HEAD_ROWS } }, { signal }), 200),
    enabled: list.rows !== undefined && !list.isOld,
    refetchInterval: pollEvery(LIVE_MS),
    staleTime: 0,
  });
  const { refetch } = list.query;
  /** Asks for the list anew, from its first page. */
  const showNow = useCallback(async () => {
    keepFirstPage(client, ['request-log', accountId, filters]);
    await refetch();
  }, [client, accountId, filters, refetch]);
  // Nobody reads an empty list: what arrives appears by itself.
  const hasArrived = list.rows?.length === 0 && !list.isOld && (head.data?.items.length ?? 0) > 0;
  useEffect(() => {
    if (hasArrived) void showNow();
  }, [hasArrived, showNow]);
  return { ...list, head, showNow };
}

/** One entry with its bodies; it never changes. */
export function useLoggedRequest(accountId: string, entryId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['logged-request', accountId, entryId],
    queryFn: ({ signal }) => wanted(api.getRequest({ params: { accountId, entryId } }, { signal }), 200),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

const NO_ROUTES: readonly MerchantRoute[] = [];

/** The routes of the merchant API; none until they are known. */
export function useMerchantRoutes(): readonly MerchantRoute[] {
  const api = useApi();
  const routes = useQuery({
    queryKey: ['merchant-routes'],
    queryFn: ({ signal }) => wanted(api.listMerchantRoutes({}, { signal }), 200),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return routes.data?.items ?? NO_ROUTES;
}
