/** Owns asking for refunds, and sending what an operator decided about one. */
import type { OperatorRefund, refundDecisions } from '@jetway/marketplace-api';
import { usePaged, useSending, wanted } from '@jetway/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { pollEvery, useApi } from '../../api/index.ts';
import type { RefundTab } from './refunds.search.ts';

const LIVE_MS = 3_000;

export function useRefundList(accountId: string, tab: RefundTab) {
  const api = useApi();
  const filter = tab === 'all' ? {} : { status: tab };
  return usePaged<OperatorRefund>({
    queryKey: ['refunds', accountId, tab],
    fetchPage: (page, signal) =>
      wanted(api.listRefunds({ params: { accountId }, query: { ...filter, ...page } }, { signal }), 200),
    pollMs: LIVE_MS,
  });
}

export function useRefundCounts(accountId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['refund-counts', accountId],
    queryFn: ({ signal }) => wanted(api.countRefunds({ params: { accountId } }, { signal }), 200),
    refetchInterval: pollEvery(LIVE_MS),
  });
}

/** The newest refunds of an order: few orders have more. */
export function useRefundsOfOrder(accountId: string, orderId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['refunds-of-order', accountId, orderId],
    queryFn: ({ signal }) =>
      wanted(api.listRefunds({ params: { accountId }, query: { orderId, limit: 50 } }, { signal }), 200),
    refetchInterval: pollEvery(LIVE_MS),
  });
}

export function useRefund(accountId: string, refundId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['refund', accountId, refundId],
    queryFn: ({ signal }) => wanted(api.getRefund({ params: { accountId, refundId } }, { signal }), 200),
    refetchInterval: pollEvery(LIVE_MS),
  });
}

export type RefundDecision = (typeof refundDecisions)[number];

export function useDecideRefund(params: { readonly accountId: string; readonly refundId: string }) {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (decision: RefundDecision, options) => wanted(api.decideRefund({ params, body: { decision } }, options), 200),
    onDone: () => {
      for (const name of ['refunds', 'refund-counts', 'refunds-of-order', 'refund'])
        void client.invalidateQueries({ queryKey: [name] });
    },
  });
}
