/** Owns the page of one order. */
import type { OrderDetail } from '@jetway/oms-api';
import {
  CopyButton,
  failureOf,
  JsonViewer,
  Loaded,
  LoadingPage,
  PageHeader,
  Section,
  type Shortcut,
  useShortcuts,
} from '@jetway/ui';
import { Anchor, Box, Grid, Group, Stack, Tabs } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { OrderProblems } from '../../problems/index.ts';
import { HoldBanner } from '../desk/hold-banner.tsx';
import { HoldDialog } from '../desk/hold-dialog.tsx';
import { TagsEditor } from '../desk/tags-editor.tsx';
import { type Desk, useDesk } from '../desk/use-desk.ts';
import { HoldChip, OrderDeadlines, OrderStatusChip, WaitingChip } from '../order-chips.tsx';
import { type OrderDialogs, useOrderDialogs } from '../order-dialogs.tsx';
import { useOrder } from '../orders.queries.ts';
import { parseOrderPageSearch } from '../orders.search.ts';
import { EraseBuyer } from './erase-buyer.tsx';
import { OrderActions } from './order-actions.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderIntents } from './order-intents.tsx';
import { OrderLines, OrderLinesShort } from './order-lines.tsx';
import { OrderMessages } from './order-messages.tsx';
import { OrderShipments } from './order-shipments.tsx';
import { OrderTimeline } from './order-timeline.tsx';

const route = getRouteApi('/shell/orders/$orderId');

interface HeaderProps {
  readonly detail: OrderDetail;
  readonly dialogs: OrderDialogs;
  readonly desk: Desk;
}

function Header({ detail, dialogs, desk }: HeaderProps) {
  const { order } = detail;
  return (
    <PageHeader
      back={
        <Anchor size="sm" renderRoot={(props) => <Link to="/orders" {...props} />}>
          <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> Orders
        </Anchor>
      }
      tabTitle={`Order ${order.referenceNumber}`}
      title={
        <Group gap={4} component="span">
          Order {order.referenceNumber}
          <CopyButton text={order.referenceNumber} label="order number" />
        </Group>
      }
      description={
        <Group gap={6} mt={4}>
          <OrderStatusChip status={order.status} />
          <HoldChip hold={order.hold} />
          <WaitingChip waitingFor={order.waitingFor} />
          <OrderDeadlines order={order} />
        </Group>
      }
      actions={
        <OrderActions
          order={order}
          ask={dialogs.ask}
          may={dialogs.may}
          acknowledging={dialogs.acknowledging}
          onHold={desk.mayHold && order.hold === null ? desk.askHold : undefined}
        />
      }
    />
  );
}

function useOrderKeys({ order }: OrderDetail, { ask, may }: OrderDialogs, desk: Desk): void {
  const acknowledge = order.canAcknowledge && may.acknowledge;
  const ship = order.canShip && may.ship;
  const cancel = order.canCancel && may.cancel;
  const shortcuts = useMemo<Shortcut[]>(() => {
    const entry = (keys: string, description: string, run: () => void) => ({
      keys,
      description,
      group: 'This order',
      run,
    });
    return [
      ...(acknowledge ? [entry('a', 'Acknowledge', () => ask.acknowledge(order.id))] : []),
      ...(ship ? [entry('s', 'Ship', () => ask.ship(order.id))] : []),
      ...(cancel ? [entry('c', 'Cancel', () => ask.cancel(order.id))] : []),
      ...desk.keys.map(({ keys, description, run }) => entry(keys, description, run)),
    ];
  }, [acknowledge, ship, cancel, ask, order.id, desk.keys]);
  useShortcuts(shortcuts);
}

function Details({ detail, desk }: { readonly detail: OrderDetail; readonly desk: Desk }) {
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Stack>
          <OrderProblems orderId={detail.order.id} />
          <Section title={detail.lines.length === 1 ? 'Item' : `${detail.lines.length} items`}>
            <Box visibleFrom="sm">
              <OrderLines detail={detail} />
            </Box>
            <Box hiddenFrom="sm">
              <OrderLinesShort detail={detail} />
            </Box>
          </Section>
          <OrderIntents detail={detail} />
          <OrderShipments detail={detail} />
          <OrderTimeline detail={detail} noteField={desk.noteField} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Stack>
          <OrderFacts detail={detail} />
          <EraseBuyer detail={detail} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function OrderContent({ detail }: { readonly detail: OrderDetail }) {
  const { view } = route.useSearch();
  const navigate = useNavigate();
  const dialogs = useOrderDialogs();
  const desk = useDesk(detail.order);
  useOrderKeys(detail, dialogs, desk);
  const orderId = detail.order.id;
  const show = (next: string | null) =>
    void navigate({
      to: '/orders/$orderId',
      params: { orderId },
      search: parseOrderPageSearch({ view: next }),
      replace: true,
    });
  return (
    <>
      <Header detail={detail} dialogs={dialogs} desk={desk} />
      <HoldBanner order={detail.order} onChange={desk.askHold} />
      <TagsEditor order={detail.order} adding={desk.tagging} onAdding={desk.setTagging} />
      <Tabs value={view ?? 'details'} onChange={show} keepMounted={false}>
        <Tabs.List mb="md" aria-label="Parts of the order">
          <Tabs.Tab value="details">Details</Tabs.Tab>
          <Tabs.Tab value="messages">Messages</Tabs.Tab>
          <Tabs.Tab value="raw">Raw</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details">
          <Details detail={detail} desk={desk} />
        </Tabs.Panel>
        <Tabs.Panel value="messages">
          <OrderMessages orderId={orderId} />
        </Tabs.Panel>
        <Tabs.Panel value="raw">
          <JsonViewer label="The order as the channel last sent it" value={detail.raw} openLevels={5} />
        </Tabs.Panel>
      </Tabs>
      {dialogs.dialogs}
      <HoldDialog order={detail.order} opened={desk.holding} onClose={desk.closeHold} />
    </>
  );
}

export function OrderPage(): ReactNode {
  const { orderId } = route.useParams();
  const order = useOrder(orderId);
  return (
    <Loaded
      data={order.data}
      failure={failureOf(order.error)}
      onRetry={() => void order.refetch()}
      loading={<LoadingPage />}
    >
      {(detail) => <OrderContent key={orderId} detail={detail} />}
    </Loaded>
  );
}
