/** Owns the page that lists orders. */
import type { OrderSummary, OrderTab, OrderView } from '@jetway/oms-api';
import {
  type ColumnChoice,
  ColumnMenu,
  DataTable,
  EmptyPanel,
  failureOf,
  PageHeader,
  type RowShortcut,
  useColumnChoice,
} from '@jetway/ui';
import { Button, Stack } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { NewRowsBar } from '../../../parts/live-list/index.ts';
import { BulkRunPanel } from '../../bulk/index.ts';
import { PrintMenu } from '../../documents/index.ts';
import { CancelButton } from '../cancel/cancel-button.tsx';
import { useOrderDialogs } from '../order-dialogs.tsx';
import { useOrderCounts } from '../orders.queries.ts';
import { filterNames, type OrderListSearch, orderFilters, parseOrderListSearch, searchOf } from '../orders.search.ts';
import { ExportMenu } from './export-menu.tsx';
import type { FilterChange } from './filter-fields.tsx';
import { OrderCard, orderColumns } from './order-columns.tsx';
import { OrderDrawer } from './order-drawer.tsx';
import { OrderFilterBar } from './order-filter-bar.tsx';
import { OrderTabs } from './order-tabs.tsx';
import { OrdersEmpty } from './orders-empty.tsx';
import { useBulk } from './use-bulk.tsx';
import { useLiveOrders } from './use-live-orders.ts';
import { ViewMenu } from './view-menu.tsx';
import { useViews } from './views.queries.ts';

const route = getRouteApi('/shell/orders');

function useOrderSearch() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const go = (next: OrderListSearch, replace = false) =>
    void navigate({ to: '/orders', search: next, replace, resetScroll: false });
  const change = (part: FilterChange, replace = false) => go(parseOrderListSearch({ ...search, ...part }), replace);
  return { search, change, go };
}

/** The columns of a person's view, or those chosen in this browser. */
function useShownColumns(columns: ReturnType<typeof orderColumns>, view: OrderView | undefined): ColumnChoice {
  const choice = useColumnChoice(view === undefined ? 'orders' : `orders-${view.id}-${view.version}`, columns);
  const ids = view?.columns;
  return useMemo(() => {
    if (ids === undefined || ids.length === 0) return choice;
    const usual = columns.map(({ id, hiddenAtFirst }) => [id, hiddenAtFirst !== true] as const);
    const toggled = new Set(usual.filter(([id, shown]) => (choice.visibility[id] ?? true) !== shown).map(([id]) => id));
    const visibility = Object.fromEntries(
      Object.keys(choice.visibility).map((id) => [id, ids.includes(id) !== toggled.has(id)]),
    );
    return { ...choice, visibility };
  }, [choice, columns, ids]);
}

/** What the page shows, and what its parts may change. */
function useOrderList() {
  const { search, change, go } = useOrderSearch();
  const filters = useMemo(() => orderFilters(search), [search]);
  const orders = useLiveOrders(filters);
  const views = useViews().data ?? noViews;
  const view = views.find(({ id }) => id === search.view);
  const dialogs = useOrderDialogs();
  const { ask, may } = dialogs;
  const cancelButton = (order: OrderSummary) =>
    order.canCancel && may.cancel ? (
      <CancelButton small referenceNumber={order.referenceNumber} onClick={() => ask.cancel(order.id)} />
    ) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the buttons depend on the role alone, which stays
  const columns = useMemo(() => orderColumns(cancelButton), []);
  const choice = useShownColumns(columns, view);
  const shownColumns = columns.map(({ id }) => id).filter((id) => choice.visibility[id] ?? true);
  const bulk = useBulk({
    rows: orders.rows,
    filters,
    columns: shownColumns,
    may,
    onStarted: (run) => change({ run, open: undefined }),
    // Paper is for orders that were chosen one by one: a whole list may be longer than any document.
    more: (chosen) => ('orderIds' in chosen ? <PrintMenu orderIds={chosen.orderIds} size="xs" /> : null),
  });
  const show = (next: OrderListSearch) => {
    orders.markOld();
    go(next);
  };
  return {
    search,
    change,
    show,
    filters,
    orders,
    views,
    view,
    dialogs,
    cancelButton,
    columns,
    choice,
    shownColumns,
    bulk,
  };
}

type List = ReturnType<typeof useOrderList>;

function Head({ list }: { readonly list: List }) {
  const { search, change, show, filters, views, view, shownColumns } = list;
  const showView = (next: OrderView | undefined) =>
    show(next === undefined ? {} : { ...searchOf(next.list), view: next.id });
  /** Filters of one's own stay; those of a view go with it. */
  const showTab = (tab: OrderTab) =>
    show(parseOrderListSearch(view === undefined ? { ...search, tab, sort: undefined, open: undefined } : { tab }));
  return (
    <>
      <PageHeader title="Orders" actions={<BulkRunsLink />} />
      <OrderTabs tab={filters.tab} views={views} view={view} onTab={showTab} onView={showView} />
      <OrderFilterBar
        search={search}
        onChange={(filter) => change(filter, true)}
        trailing={
          <>
            <ViewMenu views={views} view={view} list={listOf(filters)} columns={shownColumns} onShow={showView} />
            <ExportMenu filters={filters} columns={shownColumns} />
            <ColumnMenu columns={list.columns} choice={list.choice} />
          </>
        }
      />
    </>
  );
}

function Rows({ list }: { readonly list: List }) {
  const { search, change, filters, orders, cancelButton } = list;
  const { ask, may } = list.dialogs;
  const counts = useOrderCounts();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what a row offers depends on the role alone, which stays
  const rowShortcuts = useMemo<RowShortcut<OrderSummary>[]>(() => rowKeys(ask, may), []);
  const isFiltered = filterNames.some((name) => search[name] !== undefined);
  return (
    <DataTable
      label="Orders"
      columns={list.columns}
      columnChoice={list.choice}
      selection={list.bulk.selection}
      rows={orders.rows}
      isOld={orders.isOld}
      rowId={orderId}
      isFaded={orders.isFaded}
      onOpen={(order) => change({ open: order.id, run: undefined })}
      openId={search.open}
      rowShortcuts={rowShortcuts}
      sort={filters.sort}
      onSort={(sort) => change({ sort })}
      card={(order) => <OrderCard order={order} actions={cancelButton(order)} />}
      failure={failureOf(orders.query.error)}
      onRetry={() => void orders.query.refetch()}
      empty={isFiltered ? <NothingFits /> : <OrdersEmpty tab={filters.tab} />}
      more={{ ...orders.more, total: isFiltered ? undefined : counts.data?.[filters.tab] }}
    />
  );
}

const NothingFits = () => (
  <EmptyPanel title="No order fits">
    Take a filter away, or try fewer letters of the number, name, SKU or tracking number.
  </EmptyPanel>
);

export function OrderListPage(): ReactNode {
  const list = useOrderList();
  const { search, change, orders } = list;
  const { dialogs, ask, may, acknowledging } = list.dialogs;
  return (
    <Stack gap="sm">
      <Head list={list} />
      <NewRowsBar live={orders.live} noun="order" onShow={orders.showNew} />
      <Rows list={list} />
      {list.bulk.bar}
      {search.run === undefined ? (
        <OrderDrawer
          orderId={search.open}
          onClose={() => change({ open: undefined })}
          ask={ask}
          may={may}
          acknowledging={acknowledging}
        />
      ) : (
        <BulkRunPanel runId={search.run} onClose={() => change({ run: undefined })} onShow={(run) => change({ run })} />
      )}
      {dialogs}
    </Stack>
  );
}

const noViews: readonly OrderView[] = [];

const listOf = ({ tab, sort, ...filters }: ReturnType<typeof orderFilters>) => ({ tab, sort, filters });

function BulkRunsLink() {
  return (
    <Button
      variant="default"
      leftSection={<IconChecks size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/bulk-runs" {...props} />}
    >
      Bulk runs
    </Button>
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
