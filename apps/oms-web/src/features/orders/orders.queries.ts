/** Owns asking for orders, and sending what a person decided about one. */

import type { OrderDetail, ParcelBody } from '@jetway/oms-api';
import { ownTimeZone, type PageRequest, usePaged, useSending, wanted } from '@jetway/ui';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';
import { useTellLive } from '../../live/index.ts';
import type { OrderListFilters } from './orders.search.ts';

/** Asks for a page of the list. */
export function useFetchOrders(filters: OrderListFilters) {
  const api = useApi();
  return (page: PageRequest, signal: AbortSignal) =>
    wanted(api.listOrders({ query: { ...filters, ...page, timeZone: ownTimeZone() } }, { signal }), 200);
}

export function useOrderCounts() {
  const api = useApi();
  return useQuery({
    queryKey: ['order-counts'],
    queryFn: ({ signal }) => wanted(api.countOrders({ query: { timeZone: ownTimeZone() } }, { signal }), 200),
    refetchInterval: 60_000,
  });
}

/** How many orders a list holds, as far as a bulk run can take them. */
export function useListCount(filters: OrderListFilters, enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['order-counts', 'list', filters],
    queryFn: ({ signal }) =>
      wanted(api.countListedOrders({ query: { ...filters, timeZone: ownTimeZone() } }, { signal }), 200),
    enabled,
  });
}

const orderKey = (orderId: string) => ['order', orderId, 'detail'] as const;

export function useOrder(orderId: string) {
  const api = useApi();
  return useQuery({
    queryKey: orderKey(orderId),
    queryFn: ({ signal }) => wanted(api.getOrder({ params: { orderId } }, { signal }), 200),
    refetchInterval: 60_000,
  });
}

/** Asks for one order now, for a row that changed. */
export function useFetchOrder(): (orderId: string) => Promise<OrderDetail> {
  const api = useApi();
  const client = useQueryClient();
  return (orderId) =>
    client.fetchQuery({
      queryKey: orderKey(orderId),
      queryFn: ({ signal }) => wanted(api.getOrder({ params: { orderId } }, { signal }), 200),
      staleTime: 0,
    });
}

export function useOrderMessages(orderId: string) {
  const api = useApi();
  return usePaged({
    queryKey: ['order', orderId, 'messages'],
    fetchPage: (query, signal) => wanted(api.listOrderMessages({ params: { orderId }, query }, { signal }), 200),
    limit: 25,
  });
}

/** One way to cancel, and the message that the channel would get. */
export interface CancelChoice {
  readonly mode: 'reject' | 'cancel-units';
  readonly title: string;
  readonly explanation: string;
  readonly message: unknown;
  /** What the channel may be told as the reason; none where it takes none. */
  readonly reasons: readonly { readonly value: string; readonly label: string }[];
}

export function useCancelOptions(orderId: string, enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['order', orderId, 'cancel-options'],
    queryFn: ({ signal }) => wanted(api.previewCancel({ params: { orderId } }, { signal }), 200),
    enabled,
    staleTime: 0,
  });
}

/** After a decision everything about the order is asked for again, and the lists hear of it. */
export function useOrderChanged(): (orderId: string) => void {
  const client = useQueryClient();
  const tell = useTellLive();
  return (orderId) => {
    askAgain(client, orderId);
    tell({ topic: 'orders', id: orderId });
  };
}

function askAgain(client: QueryClient, orderId: string): void {
  void client.invalidateQueries({ queryKey: ['order', orderId] });
  for (const name of ['order-counts', 'order-tags', 'problem-heads', 'order-problems', 'problem-counts', 'connections'])
    void client.invalidateQueries({ queryKey: [name] });
}

export function useAcknowledge() {
  const api = useApi();
  const changed = useOrderChanged();
  return useSending({
    send: (orderId: string, options) => wanted(api.acknowledgeOrder({ params: { orderId }, body: {} }, options), 202),
    onDone: (_, orderId) => changed(orderId),
  });
}

export interface LineQuantity {
  readonly lineId: string;
  readonly quantity: number;
}

export function useShip(orderId: string) {
  const api = useApi();
  const changed = useOrderChanged();
  return useSending({
    send: (parcels: readonly ParcelBody[], options) =>
      wanted(api.shipOrder({ params: { orderId }, body: { parcels: [...parcels] } }, options), 202),
    onDone: () => changed(orderId),
  });
}

export interface CancelBody {
  readonly mode: 'reject' | 'cancel-units';
  readonly reason?: string;
  readonly note?: string;
  readonly lines?: readonly LineQuantity[];
}

export function useCancel(orderId: string) {
  const api = useApi();
  const changed = useOrderChanged();
  return useSending({
    send: ({ lines, ...rest }: CancelBody, options) => {
      const body = { ...rest, ...(lines === undefined ? {} : { lines: [...lines] }) };
      return wanted(api.cancelOrder({ params: { orderId }, body }, options), 202);
    },
    onDone: () => changed(orderId),
  });
}

export function useRetryIntent(orderId: string) {
  const api = useApi();
  const changed = useOrderChanged();
  return useSending({
    send: (intentId: string, options) => wanted(api.retryIntent({ params: { orderId, intentId } }, options), 202),
    onDone: () => changed(orderId),
  });
}

export function useEraseBuyer(orderId: string) {
  const api = useApi();
  const changed = useOrderChanged();
  return useSending({
    send: (_: Record<never, never>, options) => wanted(api.eraseBuyer({ params: { orderId } }, options), 204),
    onDone: () => changed(orderId),
  });
}
