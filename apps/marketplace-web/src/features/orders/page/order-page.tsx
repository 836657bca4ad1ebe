/** Owns the page of one order, live. */
import type { OperatorOrderDetail } from '@jetway/marketplace-api';
import { CopyButton, failureOf, JsonViewer, Loaded, LoadingPage, PageHeader, Section } from '@jetway/ui';
import { Anchor, Grid, Group, Stack, Tabs, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { OrderSigns, OrderStatusChip, OrderTimerChip } from '../order-chips.tsx';
import { useOrder } from '../orders.queries.ts';
import { parseOrderPageSearch } from '../orders.search.ts';
import { OrderActions } from './order-actions.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderHistory } from './order-history.tsx';
import { OrderItems } from './order-items.tsx';
import { OrderMoneyBack } from './order-money-back.tsx';
import { OrderShipments } from './order-shipments.tsx';

const route = getRouteApi('/shell/accounts/$accountId/orders/$orderId');

function Header({ detail }: { readonly detail: OperatorOrderDetail }) {
  const { order } = detail;
  return (
    <PageHeader
      back={
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link to="/accounts/$accountId/orders" params={{ accountId: order.accountId }} {...props} />
          )}
        >
          <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> Orders
        </Anchor>
      }
      tabTitle={`Order ${order.referenceOrderId}`}
      title={
        <Group gap={4} component="span">
          Order {order.referenceOrderId}
          <CopyButton text={order.referenceOrderId} label="order number" />
        </Group>
      }
      description={
        <Group gap={6} mt={4}>
          <OrderStatusChip status={order.status} />
          <OrderSigns order={order} />
          <OrderTimerChip order={order} />
        </Group>
      }
      actions={<OrderActions detail={detail} />}
    />
  );
}

function Details({ detail }: { readonly detail: OperatorOrderDetail }) {
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Stack>
          <Section title={detail.items.length === 1 ? 'Item' : `${detail.items.length} items`}>
            <OrderItems items={detail.items} />
          </Section>
          <OrderShipments detail={detail} />
          <OrderHistory events={detail.events} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Stack>
          <OrderFacts order={detail.order} />
          <OrderMoneyBack detail={detail} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function Content({ detail }: { readonly detail: OperatorOrderDetail }) {
  const { view } = route.useSearch();
  const navigate = useNavigate();
  const { accountId, id } = detail.order;
  const show = (next: string | null) =>
    void navigate({
      to: '/accounts/$accountId/orders/$orderId',
      params: { accountId, orderId: id },
      search: parseOrderPageSearch({ view: next }),
      replace: true,
    });
  return (
    <div>
      <Header detail={detail} />
      <Tabs value={view ?? 'details'} onChange={show} keepMounted={false}>
        <Tabs.List mb="md" aria-label="Parts of the order">
          <Tabs.Tab value="details">Details</Tabs.Tab>
          <Tabs.Tab value="merchant">Merchant’s view</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details">
          <Details detail={detail} />
        </Tabs.Panel>
        <Tabs.Panel value="merchant">
          <Stack gap="xs">
            <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              What the merchant API answers now to GET /api/orders/withoutShipmentDetail/{id}.
            </Text>
            <JsonViewer label="The order as the merchant sees it" value={detail.merchantView} openLevels={5} />
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}

export function OrderPage(): ReactNode {
  const { accountId, orderId } = route.useParams();
  const order = useOrder(accountId, orderId);
  return (
    <Loaded
      data={order.data}
      failure={failureOf(order.error)}
      onRetry={() => void order.refetch()}
      loading={<LoadingPage />}
    >
      {(detail) => <Content key={orderId} detail={detail} />}
    </Loaded>
  );
}
