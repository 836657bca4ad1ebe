/** Owns the page that lists orders. */
import type { OrderSummary } from '@jetway/oms-api';
import {
  ColumnMenu,
  DataTable,
  EmptyPanel,
  failureOf,
  PageHeader,
  type RowShortcut,
  useColumnChoice,
} from '@jetway/ui';
import { Stack } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { NewRowsBar } from '../../../parts/live-list/index.ts';
import { CancelButton } from '../cancel/cancel-button.tsx';
import { useOrderDialogs } from '../order-dialogs.tsx';
import { useOrderCounts } from '../orders.queries.ts';
import {
  DEFAULT_SORT,
  DEFAULT_TAB,
  type OrderListSearch,
  orderFilters,
  parseOrderListSearch,
} from '../orders.search.ts';
import { OrderCard, orderColumns } from './order-columns.tsx';
import { OrderDrawer } from './order-drawer.tsx';
import { OrderFilterBar } from './order-filter-bar.tsx';
import { OrderTabs } from './order-tabs.tsx';
import { OrdersEmpty } from './orders-empty.tsx';
import { useLiveOrders } from './use-live-orders.ts';

const route = getRouteApi('/shell/orders');

function useOrderSearch() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const change = (change: Partial<Record<keyof OrderListSearch, string | undefined>>, replace = false) =>
    void navigate({
      to: '/orders',
      search: parseOrderListSearch({ ...search, ...change }),
      replace,
      resetScroll: false,
    });
  return { search, change };
}

export function OrderListPage(): ReactNode {
  const { search, change } = useOrderSearch();
  const filters = useMemo(() => orderFilters(search), [search]);
  const orders = useLiveOrders(filters);
  const counts = useOrderCounts();
  const { dialogs, ask, may, acknowledging } = useOrderDialogs();
  const openDrawer = (order: OrderSummary) => change({ open: order.id });
  const cancelButton = (order: OrderSummary) =>
    order.canCancel && may.cancel ? (
      <CancelButton small referenceNumber={order.referenceNumber} onClick={() => ask.cancel(order.id)} />
    ) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the buttons depend on the role alone, which stays
  const columns = useMemo(() => orderColumns(cancelButton), []);
  const choice = useColumnChoice('orders', columns);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const rowShortcuts = useMemo<RowShortcut<OrderSummary>[]>(() => rowKeys(ask, may), []);
  const isFiltered = filters.search !== undefined || filters.connectionId !== undefined;
  return (
    <Stack gap="sm">
      <PageHeader title="Orders" />
      <OrderTabs
        tab={filters.tab}
        onChange={(tab) => {
          orders.markOld();
          change({ tab, open: undefined });
        }}
      />
      <OrderFilterBar
        search={search}
        onChange={(filter) => change(filter, true)}
        trailing={<ColumnMenu columns={columns} choice={choice} />}
      />
      <NewRowsBar live={orders.live} noun="order" onShow={orders.showNew} />
      <DataTable
        label="Orders"
        columns={columns}
        columnChoice={choice}
        rows={orders.rows}
        isOld={orders.isOld}
        rowId={orderId}
        isFaded={orders.isFaded}
        openId={search.open}
        onOpen={openDrawer}
        rowShortcuts={rowShortcuts}
        sort={search.sort ?? DEFAULT_SORT}
        onSort={(sort) => change({ sort })}
        card={(order) => <OrderCard order={order} actions={cancelButton(order)} />}
        failure={failureOf(orders.query.error)}
        onRetry={() => void orders.query.refetch()}
        empty={
          isFiltered ? (
            <EmptyPanel title="No order fits">
              Try fewer letters of the number, name, SKU or tracking number.
            </EmptyPanel>
          ) : (
            <OrdersEmpty tab={search.tab ?? DEFAULT_TAB} />
          )
        }
        more={{ ...orders.more, total: isFiltered ? undefined : counts.data?.[filters.tab] }}
      />
      <OrderDrawer
        orderId={search.open}
        onClose={() => change({ open: undefined })}
        ask={ask}
        may={may}
        acknowledging={acknowledging}
      />
      {dialogs}
    </Stack>
  );
}

const orderId = (order: OrderSummary): string => order.id;

type Dialogs = ReturnType<typeof useOrderDialogs>;

function rowKeys(ask: Dialogs['ask'], may: Dialogs['may']): RowShortcut<OrderSummary>[] {
  return [
    {
      keys: 'a',
      description: 'Acknowledge',
      run: (order) => {
        if (order.canAcknowledge && may.acknowledge) ask.acknowledge(order.id);
      },
    },
    {
      keys: 's',
      description: 'Ship',
      run: (order) => {
        if (order.canShip && may.ship) ask.ship(order.id);
      },
    },
    {
      keys: 'c',
      description: 'Cancel',
      run: (order) => {
        if (order.canCancel && may.cancel) ask.cancel(order.id);
      },
    },
  ];
}
