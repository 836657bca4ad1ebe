/** Owns the columns of the refund list, and how a refund looks on a small screen. */
import type { OperatorRefund } from '@jetway/marketplace-api';
import { type Column, Instant, Money } from '@jetway/ui';
import { Group, Stack, Text } from '@mantine/core';
import { RefundLink, RefundStatusChip, RefundTimerChip } from '../refund-chips.tsx';

const unitsText = (units: number): string => `${units.toLocaleString()} ${units === 1 ? 'unit' : 'units'}`;

export const refundColumns: readonly Column<OperatorRefund>[] = [
  {
    id: 'refund',
    header: 'Refund, asked for',
    cell: (refund) => (
      <Stack gap={0}>
        <RefundLink refund={refund} />
        <Text size="xs" c="dimmed" component="span" style={{ whiteSpace: 'nowrap' }}>
          <Instant at={refund.createdAt} />
        </Text>
      </Stack>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    cell: (refund) => (
      <Stack gap={3} align="flex-start">
        <RefundStatusChip status={refund.status} />
        <RefundTimerChip refund={refund} />
      </Stack>
    ),
  },
  {
    id: 'items',
    header: 'Items',
    cell: (refund) => (
      <Stack gap={0} maw={{ base: 300, sm: 190, xl: 400 }}>
        <Text size="sm" truncate title={refund.firstTitle}>
          {refund.firstTitle}
        </Text>
        <Text size="xs" c="dimmed">
          {unitsText(refund.units)}
        </Text>
      </Stack>
    ),
  },
  {
    id: 'buyer',
    header: 'Buyer, order',
    cell: (refund) => (
      <Stack gap={0} maw={{ base: 150, xl: 240 }}>
        <Text size="sm" truncate>
          {refund.buyerName}
        </Text>
        <Text size="xs" c="dimmed" className="jw-number" truncate>
          {refund.referenceOrderId}
        </Text>
      </Stack>
    ),
  },
  {
    id: 'merchant',
    header: 'Merchant’s id',
    cell: (refund) => (
      <Text size="sm" truncate maw={{ base: 160, xl: 240 }} title={refund.altRefundId}>
        {refund.altRefundId}
      </Text>
    ),
  },
  {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    cell: (refund) => <Money cents={refund.amountCents} currency="USD" />,
  },
];

export function RefundCard({ refund }: { readonly refund: OperatorRefund }) {
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <RefundLink refund={refund} />
        <Text size="sm" fw={600}>
          <Money cents={refund.amountCents} currency="USD" />
        </Text>
      </Group>
      <Group gap={4}>
        <RefundStatusChip status={refund.status} />
        <RefundTimerChip refund={refund} />
      </Group>
      <Text size="sm" truncate>
        {refund.firstTitle}
      </Text>
      <Text size="xs" c="dimmed" component="div">
        {unitsText(refund.units)} · {refund.buyerName} · <Instant at={refund.createdAt} />
      </Text>
    </Stack>
  );
}
