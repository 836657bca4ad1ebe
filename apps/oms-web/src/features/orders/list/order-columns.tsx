/** Owns the columns of the order list, and how an order looks on a small screen. */
import type { OrderSummary } from '@jetway/oms-api';
import { type Column, Instant, Money } from '@jetway/ui';
import { Anchor, Box, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import {
  DeskChips,
  HoldChip,
  NextDeadline,
  OrderDeadlines,
  OrderStatusChip,
  ProblemChip,
  WaitingChip,
} from '../order-chips.tsx';

function OrderLink({ order }: { readonly order: OrderSummary }) {
  return (
    <Anchor
      size="sm"
      fw={600}
      style={{ whiteSpace: 'nowrap' }}
      renderRoot={(props) => <Link to="/orders/$orderId" params={{ orderId: order.id }} {...props} />}
    >
      {order.referenceNumber}
    </Anchor>
  );
}

const itemsText = ({ itemCount, unitCount }: OrderSummary): string => {
  const units = `${unitCount} ${unitCount === 1 ? 'unit' : 'units'}`;
  return itemCount > 1 ? `${units} · ${itemCount} items` : units;
};

function Items({ order }: { readonly order: OrderSummary }) {
  return (
    <Stack gap={0} maw={{ base: 300, sm: 200, xl: 380 }}>
      <Text size="sm" truncate title={order.firstTitle}>
        {order.firstTitle}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {order.firstSku}
        {order.itemCount > 1 ? ` and ${order.itemCount - 1} more` : ''} · {itemsText(order)}
      </Text>
    </Stack>
  );
}

const place = ({ shipToCity, shipToState }: OrderSummary): string =>
  [shipToCity, shipToState].filter((part) => part !== '').join(', ');

const dueColumn: Column<OrderSummary> = {
  id: 'due',
  header: 'Due',
  optional: true,
  sort: { ascending: 'ship-by' },
  cell: (order) => <NextDeadline order={order} />,
};

/** @param actions the buttons at the end of a row */
export const orderColumns = (actions: (order: OrderSummary) => ReactNode): Column<OrderSummary>[] => [
  {
    id: 'reference',
    header: 'Order, placed',
    sort: { ascending: 'placed', descending: '-placed' },
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
        <HoldChip hold={order.hold} />
        <WaitingChip waitingFor={order.waitingFor} short />
        <ProblemChip count={order.openProblems} />
        <DeskChips tags={order.tags} noteCount={order.noteCount} />
      </Stack>
    ),
  },
  {
    id: 'buyer',
    header: 'Buyer',
    optional: true,
    cell: (order) => (
      <Stack gap={0} maw={{ base: 140, xl: 240 }}>
        <Text size="sm" truncate>
          {order.buyerName}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {place(order)}
        </Text>
      </Stack>
    ),
  },
  { id: 'items', header: 'Items', optional: true, cell: (order) => <Items order={order} /> },
  {
    id: 'connection',
    header: 'Channel',
    optional: true,
    hiddenAtFirst: true,
    cell: (order) => order.connectionName,
  },
  {
    id: 'total',
    header: 'Total',
    align: 'right',
    optional: true,
    cell: (order) => <Money cents={order.totalCents} currency={order.currency} />,
  },
  dueColumn,
  { id: 'actions', header: 'Actions', headerHidden: true, align: 'right', cell: actions },
];

export function OrderCard({ order, actions }: { readonly order: OrderSummary; readonly actions: ReactNode }) {
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <OrderLink order={order} />
        <Text size="sm" fw={600}>
          <Money cents={order.totalCents} currency={order.currency} />
        </Text>
      </Group>
      <Group gap={4}>
        <OrderStatusChip status={order.status} />
        <WaitingChip waitingFor={order.waitingFor} />
        <ProblemChip count={order.openProblems} />
        <OrderDeadlines order={order} />
      </Group>
      <Items order={order} />
      <Group justify="space-between" wrap="nowrap">
        <Text size="xs" c="dimmed" truncate miw={0}>
          {order.buyerName} · {place(order)} · <Instant at={order.placedAt} />
        </Text>
        <Box flex="none">{actions}</Box>
      </Group>
    </Stack>
  );
}
