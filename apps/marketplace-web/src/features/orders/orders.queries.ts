/** Owns asking for orders, placing them, and sending what an operator decided about one. */

import type { RouteInput } from '@jetway/http-contract';
import type { OperatorOrder, operatorOrderRoutes } from '@jetway/marketplace-api';
import { type PageOf, usePaged, useSending, wanted } from '@jetway/ui';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { pollEvery, useApi } from '../../api/index.ts';
import type { OrderStatus } from './orders.search.ts';

/** How often what is looked at is asked for again; the browser stops asking while the page is out of sight. */
const LIVE_MS = 2_000;
export const ORDER_PAGE = 50;
/** The most rows that one request answers. */
const MOST_ROWS = 200;

const byStatus = (status: OrderStatus | undefined) => (status === undefined ? {} : { status });

export const orderListKey = (accountId: string, status: OrderStatus | undefined) =>
  ['orders', accountId, status ?? 'all'] as const;

/** The list as it was when it was asked for; it stays so until somebody asks for it as it is now. */
export function useOrderList(accountId: string, status: OrderStatus | undefined) {
  const api = useApi();
  return usePaged<OperatorOrder>({
    queryKey: orderListKey(accountId, status),
    fetchPage: (page, signal) =>
      wanted(api.listOrders({ params: { accountId }, query: { ...byStatus(status), ...page } }, { signal }), 200),
    limit: ORDER_PAGE,
    still: true,
  });
}

export interface OrderHeadOptions {
  readonly status: OrderStatus | undefined;
  /** How many rows are to be kept true. */
  readonly rows: number;
  readonly enabled: boolean;
}

/** The newest orders as they are now, asked for every two seconds while they are looked at. */
export function useOrderHead(accountId: string, { status, rows, enabled }: OrderHeadOptions) {
  const api = useApi();
  const limit = Math.min(MOST_ROWS, Math.max(ORDER_PAGE, rows));
  const key = ['order-head', accountId, status ?? 'all'] as const;
  return useQuery({
    queryKey: [...key, limit],
    queryFn: ({ signal }): Promise<PageOf<OperatorOrder>> =>
      wanted(api.listOrders({ params: { accountId }, query: { ...byStatus(status), limit } }, { signal }), 200),
    enabled,
    staleTime: 0,
    refetchInterval: pollEvery(LIVE_MS),
    placeholderData: (before, query) =>
      key.every((part, index) => query?.queryKey[index] === part) ? before : undefined,
  });
}

export function useOrder(accountId: string, orderId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['order', accountId, orderId],
    queryFn: ({ signal }) => wanted(api.getOrder({ params: { accountId, orderId } }, { signal }), 200),
    refetchInterval: pollEvery(LIVE_MS),
  });
}

/** An order changes counts and stock too. */
function askAgain(client: QueryClient, order: OperatorOrder): void {
  void client.invalidateQueries({ queryKey: ['order', order.accountId, order.id] });
  for (const name of ['order-head', 'accounts', 'skus']) void client.invalidateQueries({ queryKey: [name] });
}

function useOrderChanged(): (order: OperatorOrder) => void {
  const client = useQueryClient();
  return (order) => askAgain(client, order);
}

export type PlaceOrderBody = RouteInput<(typeof operatorOrderRoutes)['placeOrder']>['body'];

export function usePlaceOrder(accountId: string) {
  const api = useApi();
  const changed = useOrderChanged();
  return useSending({
    send: (body: PlaceOrderBody, options) => wanted(api.placeOrder({ params: { accountId }, body }, options), 201),
    onDone: changed,
  });
}

export interface OrderAddress {
  readonly accountId: string;
  readonly orderId: string;
}

export interface UnitsToCancel {
  readonly orderItemId: string;
  readonly quantity: number;
}

export function useCancelAsShopper(params: OrderAddress) {
  const api = useApi();
  const changed = useOrderChanged();
  return useSending({
    send: (items: readonly UnitsToCancel[], options) =>
      wanted(api.cancelAsShopper({ params, body: { items: [...items] } }, options), 200),
    onDone: changed,
  });
}

export function useCompleteByHand(params: OrderAddress) {
  const api = useApi();
  const changed = useOrderChanged();
  return useSending({
    send: (_: undefined, options) => wanted(api.completeByHand({ params }, options), 200),
    onDone: changed,
  });
}

export function useResolveException(params: OrderAddress) {
  const api = useApi();
  const changed = useOrderChanged();
  return useSending({
    send: (_: undefined, options) => wanted(api.resolveException({ params }, options), 200),
    onDone: changed,
  });
}
