/** Owns the order list as shown: the list as asked for, with what changed since laid over it. */

import type { OperatorOrder } from '@jetway/marketplace-api';
import { keepFirstPage, type PageOf } from '@jetway/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { orderListKey, useOrderHead, useOrderList } from '../orders.queries.ts';
import type { OrderStatus } from '../orders.search.ts';
import { liveRows, type OrderHead } from './live-rows.ts';

const headOf = (page: PageOf<OperatorOrder> | undefined): OrderHead | undefined =>
  page && { items: page.items, isAll: page.next === null };

export function useLiveOrders(accountId: string, status: OrderStatus | undefined) {
  const client = useQueryClient();
  const list = useOrderList(accountId, status);
  const { isOld } = list;
  const hasList = list.rows !== undefined && !isOld;
  const rows = list.rows?.length ?? 0;
  const head = useOrderHead(accountId, { status, rows, enabled: hasList });
  const listed = useMemo(
    () => ({ listed: list.rows ?? [], hasMore: list.more.hasMore }),
    [list.rows, list.more.hasMore],
  );
  const left = useMemo(
    () => liveRows(listed, isOld ? undefined : headOf(head.data), []).leftIds.size,
    [listed, isOld, head.data],
  );
  // What left this tab is somewhere among all orders.
  const all = useOrderHead(accountId, { status: undefined, rows: 200, enabled: status !== undefined && left > 0 });
  const live = useMemo(
    () => liveRows(listed, isOld ? undefined : headOf(head.data), isOld ? [] : (all.data?.items ?? [])),
    [listed, isOld, head.data, all.data],
  );
  const isFaded = useCallback((order: OperatorOrder) => live.leftIds.has(order.id), [live]);
  const { refetch } = list.query;
  /** Asks for the list anew, from its first page. */
  const showNow = useCallback(async () => {
    keepFirstPage(client, orderListKey(accountId, status));
    await refetch();
  }, [client, accountId, status, refetch]);
  /** Whoever goes to another tab wants it as it is now, not as it was when it was last shown. */
  const markOld = useCallback(
    () => void client.invalidateQueries({ queryKey: ['orders', accountId], refetchType: 'none' }),
    [client, accountId],
  );
  // Nobody reads an empty list: what arrives appears by itself.
  const isEmpty = hasList && rows === 0;
  useEffect(() => {
    if (isEmpty && live.newCount > 0) void showNow();
  }, [isEmpty, live.newCount, showNow]);
  return { ...list, rows: list.rows === undefined ? undefined : live.rows, live, isFaded, showNow, markOld, head };
}
