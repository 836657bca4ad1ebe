/** Owns the columns of the return list, and how a return looks on a small screen. */
import type { OperatorReturn } from '@jetway/marketplace-api';
import { type Column, Instant, Money } from '@jetway/ui';
import { Group, Stack, Text } from '@mantine/core';
import { ReturnSigns, ReturnStatusChip } from '../return-chips.tsx';
import { ReturnLink } from '../return-link.tsx';
import { unitsText } from '../returns.ts';

export const returnColumns: readonly Column<OperatorReturn>[] = [
  {
    id: 'return',
    header: 'Return, opened',
    cell: (ret) => (
      <Stack gap={0}>
        <ReturnLink ret={ret} />
        <Text size="xs" c="dimmed" component="span" style={{ whiteSpace: 'nowrap' }}>
          <Instant at={ret.openedAt} />
        </Text>
      </Stack>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    cell: (ret) => (
      <Stack gap={3} align="flex-start">
        <ReturnStatusChip status={ret.status} />
        <ReturnSigns ret={ret} />
      </Stack>
    ),
  },
  {
    id: 'items',
    header: 'Items',
    cell: (ret) => (
      <Stack gap={0} maw={{ base: 300, sm: 190, xl: 400 }}>
        <Text size="sm" truncate title={ret.firstTitle}>
          {ret.firstTitle}
        </Text>
        <Text size="xs" c="dimmed">
          {unitsText(ret.units)}
        </Text>
      </Stack>
    ),
  },
  {
    id: 'buyer',
    header: 'Buyer, order',
    cell: (ret) => (
      <Stack gap={0} maw={{ base: 150, xl: 240 }}>
        <Text size="sm" truncate>
          {ret.buyerName}
        </Text>
        <Text size="xs" c="dimmed" className="jw-number" truncate>
          {ret.referenceOrderId}
        </Text>
      </Stack>
    ),
  },
  {
    id: 'requested',
    header: 'Asked for',
    align: 'right',
    cell: (ret) => <Money cents={ret.requestedCents} currency="USD" />,
  },
  {
    id: 'refunded',
    header: 'Refunded',
    align: 'right',
    cell: (ret) => <Money cents={ret.refundedCents} currency="USD" />,
  },
];

export function ReturnCard({ ret }: { readonly ret: OperatorReturn }) {
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <ReturnLink ret={ret} />
        <Text size="sm" fw={600}>
          <Money cents={ret.refundedCents} currency="USD" />
        </Text>
      </Group>
      <Group gap={4}>
        <ReturnStatusChip status={ret.status} />
        <ReturnSigns ret={ret} />
      </Group>
      <Text size="sm" truncate>
        {ret.firstTitle}
      </Text>
      <Text size="xs" c="dimmed" component="div">
        {unitsText(ret.units)} · asked for <Money cents={ret.requestedCents} currency="USD" /> · {ret.buyerName} ·{' '}
        <Instant at={ret.openedAt} />
      </Text>
    </Stack>
  );
}
