/** Owns the page of one order, live. */
import type { OperatorOrderDetail } from '@jetway/marketplace-api';
import { LoadedPage, PageHeader, Section } from '@jetway/ui';
import { Group } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { BackLink } from '../../../parts/back-link.tsx';
import { DetailTabs } from '../../../parts/detail-tabs.tsx';
import { History } from '../../../parts/history.tsx';
import { MainAndFacts } from '../../../parts/main-and-facts.tsx';
import { NumberedTitle } from '../../../parts/numbered-title.tsx';
import { OrderSigns, OrderStatusChip, OrderTimerChip } from '../order-chips.tsx';
import { useOrder } from '../orders.queries.ts';
import { eventName } from '../orders.ts';
import { OrderActions } from './order-actions.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderItems } from './order-items.tsx';
import { OrderMoneyBack } from './order-money-back.tsx';
import { OrderShipments } from './order-shipments.tsx';

const route = getRouteApi('/shell/accounts/$accountId/orders/$orderId');

const Back = ({ accountId }: { readonly accountId: string }) => (
  <BackLink to="/accounts/$accountId/orders" params={{ accountId }} label="Orders" />
);

function Header({ detail }: { readonly detail: OperatorOrderDetail }) {
  const { order } = detail;
  return (
    <PageHeader
      back={<Back accountId={order.accountId} />}
      tabTitle={`Order ${order.referenceOrderId}`}
      title={<NumberedTitle thing="Order" number={order.referenceOrderId} label="order number" />}
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
    <MainAndFacts
      main={
        <>
          <Section title={detail.items.length === 1 ? 'Item' : `${detail.items.length} items`}>
            <OrderItems items={detail.items} />
          </Section>
          <OrderShipments detail={detail} />
          <History events={detail.events} nameOf={eventName} />
        </>
      }
      facts={
        <>
          <OrderFacts order={detail.order} />
          <OrderMoneyBack detail={detail} />
        </>
      }
    />
  );
}

export function OrderPage(): ReactNode {
  const { accountId, orderId } = route.useParams();
  const order = useOrder(accountId, orderId);
  return (
    <LoadedPage asked={order} title="Order" back={<Back accountId={accountId} />}>
      {(detail) => (
        <div key={orderId}>
          <Header detail={detail} />
          <DetailTabs
            thing="order"
            address={`/api/orders/withoutShipmentDetail/${detail.order.id}`}
            merchantView={detail.merchantView}
          >
            <Details detail={detail} />
          </DetailTabs>
        </div>
      )}
    </LoadedPage>
  );
}
