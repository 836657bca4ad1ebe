/** Owns asking for SKUs. */
import { usePaged, wanted } from '@jetway/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { pollEvery, useApi } from '../../api/index.ts';
import type { SkuFilters } from './skus.ts';

const STOCK_POLL_MS = 4_000;
const FOUND_AT_ONCE = 25;

export function useSkus(accountId: string, filters: SkuFilters) {
  const api = useApi();
  return usePaged({
    queryKey: ['skus', accountId, filters],
    fetchPage: (page, signal) =>
      wanted(api.listSkus({ params: { accountId }, query: { ...filters, ...page } }, { signal }), 200),
    pollMs: STOCK_POLL_MS,
  });
}

/** The first purchasable SKUs that start like this. */
export function usePurchasableSkus(accountId: string, search: string) {
  const api = useApi();
  const query = { purchasable: true, limit: FOUND_AT_ONCE, ...(search === '' ? {} : { search }) };
  return useQuery({
    queryKey: ['skus', accountId, 'purchasable', search],
    queryFn: ({ signal }) => wanted(api.listSkus({ params: { accountId }, query }, { signal }), 200),
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery(STOCK_POLL_MS),
  });
}
