/** Owns the order list as shown: still, with each order on screen kept true in its place. */
import type { OrderSummary } from '@jetway/oms-api';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useLiveBatches } from '../../../live/index.ts';
import { useLiveList } from '../../../parts/live-list/index.ts';
import { useFetchOrder, useFetchOrders } from '../orders.queries.ts';
import type { OrderListFilters } from '../orders.search.ts';
import { hasLeft } from './leaving.ts';

/** When more rows than this change at once, the first page alone is asked for. */
const MOST_SINGLE_ORDERS = 10;

export function useLiveOrders(filters: OrderListFilters) {
  const client = useQueryClient();
  const fetchOrder = useFetchOrder();
  const fetchPage = useFetchOrders(filters);
  const list = useLiveList<OrderSummary>({
    list: 'orders',
    head: 'order-heads',
    filters,
    fetchPage,
  });
  const { listed, put, live } = list;
  const byId = useMemo(() => new Map((listed ?? []).map((order) => [order.id, order])), [listed]);
  useLiveBatches((batch) => {
    const ids = [...(batch.get('orders') ?? [])].filter((id) => byId.has(id)).slice(0, MOST_SINGLE_ORDERS);
    for (const id of ids)
      fetchOrder(id).then(
        ({ order }) => put(order),
        () => undefined, // The row keeps what it shows; the next event asks again.
      );
  });
  const isFaded = useCallback(
    (order: OrderSummary) => live.gone.has(order.id) || hasLeft(filters.tab, byId.get(order.id) ?? order, order),
    [filters.tab, byId, live.gone],
  );
  /** Whoever goes to another view wants it as it is now, not as it was when it was last shown. */
  const markOld = useCallback(
    () => void client.invalidateQueries({ queryKey: ['orders'], refetchType: 'none' }),
    [client],
  );
  return { ...list, isFaded, markOld };
}
