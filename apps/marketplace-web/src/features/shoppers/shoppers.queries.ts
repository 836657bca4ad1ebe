/** Owns asking what the shoppers do, and telling them. */

import type { RouteInput } from '@jetway/http-contract';
import type { worldRoutes } from '@jetway/marketplace-api';
import { wanted } from '@jetway/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { pollEvery, useApi } from '../../api/index.ts';

const shoppersKey = ['shoppers'] as const;
const LIVE_MS = 2_000;

export function useShoppers() {
  const api = useApi();
  return useQuery({
    queryKey: shoppersKey,
    queryFn: ({ signal }) => wanted(api.getShoppers({}, { signal }), 200),
    refetchInterval: pollEvery(LIVE_MS),
  });
}

export type ShoppersChange = RouteInput<(typeof worldRoutes)['setShoppers']>['body'];

export function useSetShoppers() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ShoppersChange) => wanted(api.setShoppers({ body }), 200),
    onSuccess: (shoppers) => client.setQueryData(shoppersKey, shoppers),
  });
}
