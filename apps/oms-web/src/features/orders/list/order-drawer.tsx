/** Owns the panel beside the list: an order at a glance, with what can be done about it. */
import type { OrderDetail } from '@jetway/oms-api';
import { failureOf, Instant, KeyValues, Loaded, LoadingLines, Money, SidePanel } from '@jetway/ui';
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { DeskChips, HoldChip, OrderDeadlines, OrderStatusChip, ProblemChip, WaitingChip } from '../order-chips.tsx';
import type { OrderAsk, OrderMay } from '../order-dialogs.tsx';
import { useOrder } from '../orders.queries.ts';
import { OrderActions } from '../page/order-actions.tsx';
import { ShipToText } from '../page/order-facts.tsx';
import { OrderLinesShort } from '../page/order-lines.tsx';

export interface OrderDrawerProps {
  readonly orderId: string | undefined;
  readonly ask: OrderAsk;
  readonly may: OrderMay;
  readonly acknowledging: boolean;
  readonly onClose: () => void;
}

function Glance({ detail }: { readonly detail: OrderDetail }) {
  const { order, shipments } = detail;
  const last = detail.timeline.reduce<OrderDetail['timeline'][number] | undefined>(
    (newest, entry) => (newest === undefined || entry.at > newest.at ? entry : newest),
    undefined,
  );
  const tracking = shipments.flatMap(({ trackingNumber }) => trackingNumber ?? []);
  return (
    <Stack gap="md">
      <Group gap={5}>
        <OrderStatusChip status={order.status} />
        <HoldChip hold={order.hold} />
        <WaitingChip waitingFor={order.waitingFor} />
        <ProblemChip count={order.openProblems} />
        <OrderDeadlines order={order} />
        <DeskChips tags={order.tags} noteCount={order.noteCount} />
      </Group>
      <OrderLinesShort detail={detail} />
      <KeyValues
        labelWidth={110}
        items={[
          { label: 'Total', value: <Money cents={order.totalCents} currency={order.currency} /> },
          { label: 'Placed', value: <Instant at={order.placedAt} /> },
          { label: 'Ships to', value: <ShipToText detail={detail} /> },
          {
            label: 'Asked for',
            value: detail.requestedServiceLevel ?? detail.requestedMethod ?? 'Nothing in particular',
          },
          ...(tracking.length === 0 ? [] : [{ label: 'Tracking', value: tracking.join(', ') }]),
          { label: 'Channel', value: `${order.connectionName}: ${order.channelStatus}` },
          ...(last === undefined
            ? []
            : [
                {
                  label: 'Last',
                  value: (
                    <>
                      {last.text}{' '}
                      <Text span size="xs" c="dimmed">
                        <Instant at={last.at} form="relative" />
                      </Text>
                    </>
                  ),
                },
              ]),
        ]}
      />
    </Stack>
  );
}

function OpenDrawer({ orderId, ask, may, acknowledging, onClose }: OrderDrawerProps & { readonly orderId: string }) {
  const query = useOrder(orderId);
  const order = query.data?.order;
  return (
    <SidePanel
      label={order === undefined ? 'Order' : `Order ${order.referenceNumber}`}
      contentKey={orderId}
      onClose={onClose}
      header={
        <>
          <Title order={2} size="h4">
            {order === undefined ? (
              'Order'
            ) : (
              <Anchor inherit renderRoot={(props) => <Link to="/orders/$orderId" params={{ orderId }} {...props} />}>
                {order.referenceNumber}
              </Anchor>
            )}
          </Title>
          <Text size="sm" c="dimmed">
            {order === undefined ? ' ' : order.buyerName}
          </Text>
        </>
      }
      footer={
        <Group justify="space-between">
          <Button
            variant="subtle"
            size="sm"
            px={0}
            renderRoot={(props) => <Link to="/orders/$orderId" params={{ orderId }} {...props} />}
          >
            Whole order
          </Button>
          <Group gap="xs">
            {order !== undefined && <OrderActions order={order} ask={ask} may={may} acknowledging={acknowledging} />}
          </Group>
        </Group>
      }
    >
      <Loaded
        data={query.data}
        failure={failureOf(query.error)}
        onRetry={() => void query.refetch()}
        loading={<LoadingLines count={9} />}
      >
        {(detail) => <Glance detail={detail} />}
      </Loaded>
    </SidePanel>
  );
}

export function OrderDrawer(props: OrderDrawerProps) {
  return props.orderId === undefined ? null : <OpenDrawer {...props} orderId={props.orderId} />;
}
