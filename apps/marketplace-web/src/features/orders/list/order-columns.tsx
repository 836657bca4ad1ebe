/** Owns the columns of the order list, and how an order looks on a small screen. */
import type { OperatorOrder } from '@jetway/marketplace-api';
import { type Column, Instant, Money } from '@jetway/ui';
import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { OrderSigns, OrderStatusChip, OrderTimerChip } from '../order-chips.tsx';

function OrderLink({ order }: { readonly order: OperatorOrder }) {
  return (
    <Anchor
      size="sm"
      fw={600}
      className="jw-number"
      style={{ whiteSpace: 'nowrap' }}
      renderRoot={(props) => (
        <Link
          to="/accounts/$accountId/orders/$orderId"
          params={{ accountId: order.accountId, orderId: order.id }}
          {...props}
        />
      )}
    >
      {order.referenceOrderId}
    </Anchor>
  );
}

const unitsText = (units: number): string => `${units.toLocaleString()} ${units === 1 ? 'unit' : 'units'}`;

export const orderColumns = (nodeName: (nodeId: string) => string): Column<OperatorOrder>[] => [
  {
    id: 'order',
    header: 'Order, placed',
    cell: (order) => (
      <Stack gap={0}>
        <OrderLink order={order} />
        <Text size="xs" c="dimmed" component="span" style={{ whiteSpace: 'nowrap' }}>
          <Instant at={order.placedAt} />
        </Text>
      </Stack>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    cell: (order) => (
      <Stack gap={3} align="flex-start">
        <OrderStatusChip status={order.status} />
        <OrderSigns order={order} />
      </Stack>
    ),
  },
  {
    id: 'items',
    header: 'Items',
    cell: (order) => (
      <Stack gap={0} maw={{ base: 300, sm: 205, xl: 420 }}>
        <Text size="sm" truncate title={order.firstTitle}>
          {order.firstTitle}
        </Text>
        <Text size="xs" c="dimmed">
          {unitsText(order.units)}
        </Text>
      </Stack>
    ),
  },
  {
    id: 'buyer',
    header: 'Buyer, node',
    cell: (order) => (
      <Stack gap={0} maw={{ base: 150, xl: 260 }}>
        <Text size="sm" truncate>
          {order.buyerName}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {nodeName(order.nodeId)}
        </Text>
      </Stack>
    ),
  },
  {
    id: 'total',
    header: 'Total',
    align: 'right',
    cell: (order) => <Money cents={order.totalCents} currency="USD" />,
  },
  { id: 'next', header: 'Next, in world time', cell: (order) => <OrderTimerChip order={order} /> },
];

export function OrderCard({ order }: { readonly order: OperatorOrder }) {
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <OrderLink order={order} />
        <Text size="sm" fw={600}>
          <Money cents={order.totalCents} currency="USD" />
        </Text>
      </Group>
      <Group gap={4}>
        <OrderStatusChip status={order.status} />
        <OrderTimerChip order={order} />
        <OrderSigns order={order} />
      </Group>
      <Text size="sm" truncate>
        {order.firstTitle}
      </Text>
      <Text size="xs" c="dimmed">
        {unitsText(order.units)} · {order.buyerName} · <Instant at={order.placedAt} />
      </Text>
    </Stack>
  );
}
