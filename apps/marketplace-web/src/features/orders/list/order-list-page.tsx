/** Owns the page that lists an account's orders, live. */
import type { OperatorOrder } from '@jetway/marketplace-api';
import { DataTable, failureOf, NewsBar, PageHeader, type Shortcut, StatusChip, useShortcuts } from '@jetway/ui';
import { Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconShoppingCartPlus } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useAccountInWorld } from '../../accounts/index.ts';
import { useNodeNames } from '../../nodes/index.ts';
import { parseOrderListSearch } from '../orders.search.ts';
import { orderKeys } from '../orders.ts';
import { PlaceOrderDialog } from '../place/place-order-dialog.tsx';
import { newsText } from './live-rows.ts';
import { OrderCard, orderColumns } from './order-columns.tsx';
import { countOf, OrderTabs } from './order-tabs.tsx';
import { OrdersEmpty } from './orders-empty.tsx';
import { useLiveOrders } from './use-live-orders.ts';

const route = getRouteApi('/shell/accounts/$accountId/orders');
const orderId = (order: OperatorOrder): string => order.id;

function LiveSign({ isBroken }: { readonly isBroken: boolean }) {
  return isBroken ? (
    <StatusChip tone="warning" hint="The marketplace did not answer; the page goes on asking.">
      No answer, trying again
    </StatusChip>
  ) : (
    <StatusChip tone="success" hint="Asked for again every 2 seconds while you look at it.">
      Live
    </StatusChip>
  );
}

function usePlaceKey(open: () => void): void {
  const shortcuts = useMemo<Shortcut[]>(
    () => [{ keys: orderKeys.place, description: 'Place an order', group: 'This list', run: open }],
    [open],
  );
  useShortcuts(shortcuts);
}

export function OrderListPage(): ReactNode {
  const { account } = useAccountInWorld();
  const { status } = route.useSearch();
  const navigate = useNavigate();
  const orders = useLiveOrders(account.id, status);
  const nodeName = useNodeNames(account.id);
  const columns = useMemo(() => orderColumns(nodeName), [nodeName]);
  const [placing, place] = useDisclosure(false);
  usePlaceKey(place.open);
  const tab = status ?? 'all';
  const params = { accountId: account.id };
  const placeButton = (
    <Button leftSection={<IconShoppingCartPlus size={16} aria-hidden />} onClick={place.open}>
      Place order
    </Button>
  );
  return (
    <Stack gap="sm">
      <PageHeader
        title="Orders"
        tabTitle={`Orders of ${account.merchantName}`}
        description="What shoppers ordered of the merchant, and how far it is."
        actions={
          <Group gap="sm">
            <LiveSign isBroken={orders.head.isError} />
            {placeButton}
          </Group>
        }
      />
      <OrderTabs
        tab={tab}
        counts={account.ordersByStatus}
        onChange={(next) => {
          orders.markOld();
          const search = parseOrderListSearch({ status: next });
          void navigate({ to: '/accounts/$accountId/orders', params, search, resetScroll: false });
        }}
      />
      <NewsBar text={orders.rows?.length === 0 ? '' : newsText(orders.live)} onShow={orders.showNow} />
      <DataTable
        label="Orders"
        columns={columns}
        rows={orders.rows}
        isOld={orders.isOld}
        rowId={orderId}
        isFaded={orders.isFaded}
        onOpen={({ id }) =>
          void navigate({ to: '/accounts/$accountId/orders/$orderId', params: { ...params, orderId: id } })
        }
        card={(order) => <OrderCard order={order} />}
        failure={failureOf(orders.query.error)}
        onRetry={() => void orders.query.refetch()}
        empty={<OrdersEmpty tab={tab} action={placeButton} />}
        more={{ ...orders.more, total: countOf(account.ordersByStatus, tab) }}
      />
      <PlaceOrderDialog opened={placing} onClose={place.close} onPlaced={() => void orders.showNow()} />
    </Stack>
  );
}
